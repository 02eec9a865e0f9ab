package org.yimen.platform.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.yimen.testing.OurCode;

class TypedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31",
                "-999999999-01-01",
                "0000-01-01",
                "0999-12-31",
                "1899-12-31",
                "2200-01-01",
                "9999-12-31"
            })
    void aDayOfAYearThatNobodyPlansInIsAFlawOfItsField(String day) {
        var typed = new Typed(MultiValueMap.fromSingleValue(Map.of("until", day)));

        assertThatExceptionOfType(Typed.Flaw.class)
                .isThrownBy(() -> typed.date("until"))
                .returns("until", Typed.Flaw::field)
                .returns("platform.sheet.date", Typed.Flaw::code);
        assertThatExceptionOfType(Typed.Flaw.class).isThrownBy(() -> typed.maybeDate("until"));
    }

    @Test
    void theFirstAndTheLastDayAreRead() {
        assertThat(Typed.day(" 1900-01-01 ")).isEqualTo(LocalDate.of(1900, 1, 1));
        assertThat(Typed.day("2199-12-31")).isEqualTo(LocalDate.of(2199, 12, 31));
        assertThat(new Typed(new LinkedMultiValueMap<>()).maybeDate("until")).isEmpty();
    }

    /** What is kept was bounded when it came in; a page reads it back as it is. */
    @Test
    void noPageReadsATypedDayPastTheBounds() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.yimen.desk..",
                        "org.yimen.console..",
                        "org.yimen.portal..",
                        "org.yimen.kiosk..",
                        "org.yimen.api..")
                .and()
                .doNotHaveSimpleName("Registers")
                .should()
                .callMethod(LocalDate.class, "parse", CharSequence.class)
                .check(OurCode.ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "1899,12,31",
        "2200,1,1",
        "9999,12,31",
        "1066,10,14",
        "2026,2,30",
        "2026,x,1",
        "'',1,1",
        "99999999999,1,1"
    })
    void threeBoxesAreBoundedAsOneIs(String year, String month, String day) {
        assertThat(Typed.day(year, month, day)).isEmpty();
    }

    @Test
    void threeBoxesMakeADay() {
        assertThat(Typed.day(" 1900", "1", "1")).hasValue(LocalDate.of(1900, 1, 1));
        assertThat(Typed.day("2199", "12", "31 ")).hasValue(LocalDate.of(2199, 12, 31));
    }

    /** The wider reading is for cursors only, which name the day that stands for none. */
    @Test
    void whatPeopleTypeIsReadAsADayInOnePlace() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> holds(file, "parseDay"))
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("CityTime.java", "Typed.java", "InboxController.java");
        }
    }

    private static boolean holds(Path file, String word) {
        try {
            return Files.readString(file).contains(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
