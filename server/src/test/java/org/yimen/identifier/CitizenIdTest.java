package org.yimen.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yimen.identifier.CitizenId.Flaw;

class CitizenIdTest {

    private static final String STANDARD = "11010519491231002X";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002X",
                "440524188001010014",
                "110101199003070011",
                "370102198501015015",
                "320102199912310022",
                "830000198808080025"
            })
    void vectorsPass(String number) {
        assertThat(CitizenId.parse(number))
                .hasValueSatisfying(id -> assertThat(id.value()).isEqualTo(number));
    }

    @ParameterizedTest
    @CsvSource({
        "110105491231002, FIFTEEN_DIGITS",
        "'', SHAPE",
        "1101051949123100, SHAPE",
        "01010519491231002X, SHAPE",
        "11010519491231X02X, SHAPE",
        "110105194902300021, BIRTH_DATE",
        "110105190002290021, BIRTH_DATE",
        "110105194913010021, BIRTH_DATE",
        "100105194912310021, AREA",
        "160105194912310021, AREA",
        "840000198808080025, AREA",
        "110105194912310021, CHECK_CHARACTER"
    })
    void theFirstFlawIsNamed(String number, Flaw flaw) {
        assertThat(CitizenId.flaw(number)).contains(flaw);
        assertThat(CitizenId.parse(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" 110105 19491231 002x ", "１１０１０５１９４９１２３１００２Ｘ", "110105\u200b19491231\u3000002X"})
    void caseSpacesAndWidthAreForgiven(String typed) {
        assertThat(CitizenId.of(typed).value()).isEqualTo(STANDARD);
    }

    @Test
    void whoIsNotBornYetIsRefused() {
        var birth = LocalDate.of(1949, 12, 31);

        assertThat(CitizenId.parse(STANDARD, birth)).isPresent();
        assertThat(CitizenId.parse(STANDARD, birth.minusDays(1))).isEmpty();
    }

    @Test
    void itNeverPrintsItself() {
        var id = CitizenId.of(STANDARD);

        assertThat(id).hasToString("110***********002X");
        assertThat("%s".formatted(id)).doesNotContain("19491231");
        assertThat(id.tail()).isEqualTo("002X");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CitizenId.of("110105194912310021"))
                .withMessageNotContaining("19491231");
    }

    @Test
    void ageIsInFullYears() {
        var id = CitizenId.of(STANDARD);

        assertThat(id.bornOn()).isEqualTo(LocalDate.of(1949, 12, 31));
        assertThat(id.ageOn(LocalDate.of(2026, 12, 30))).isEqualTo(76);
        assertThat(id.ageOn(LocalDate.of(2026, 12, 31))).isEqualTo(77);
    }

    @Property
    void oneWrongCharacterIsAlwaysCaught(
            @ForAll @IntRange(min = 0, max = 17) int place, @ForAll @CharRange(from = '0', to = '9') char other) {
        var wrong = new StringBuilder(STANDARD);
        wrong.setCharAt(place, other);

        assertThat(CitizenId.parse(wrong.toString()).isPresent())
                .isEqualTo(wrong.toString().equals(STANDARD));
    }

    @Property
    void noTextBreaksTheParser(@ForAll String text) {
        assertThat(CitizenId.parse(text).isPresent())
                .isEqualTo(CitizenId.flaw(text).isEmpty());
    }
}
