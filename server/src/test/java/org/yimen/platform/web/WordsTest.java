package org.yimen.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.yimen.platform.Text;

class WordsTest {

    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 21);
    private static final Instant MORNING = Instant.parse("2026-11-21T02:42:00Z");

    private final Words chinese = Words.of(Locale.SIMPLIFIED_CHINESE);
    private final Words english = Words.of(Locale.ENGLISH);

    @Test
    void datesReadAsTheReaderWritesThem() {
        assertThat(chinese.date(SATURDAY)).isEqualTo("2026年11月21日（星期六）");
        assertThat(english.date(SATURDAY)).isEqualTo("Saturday 21 November 2026");
        assertThat(chinese.shortDateWithWeekday(SATURDAY)).isEqualTo("11月21日（星期六）");
        assertThat(english.shortDate(SATURDAY)).isEqualTo("21 November");
    }

    @Test
    void momentsAreToldInTheTimeOfTheCountry() {
        assertThat(chinese.dateTime(MORNING)).isEqualTo("2026年11月21日 10:42");
        assertThat(english.shortDateTime(MORNING)).isEqualTo("21 November, 10:42");
        assertThat(chinese.time(MORNING)).isEqualTo("10:42");
    }

    @Test
    void countsAgreeWithTheirNumber() {
        assertThat(chinese.count("working-days", 20)).isEqualTo("20 个工作日");
        assertThat(english.count("working-days", 20)).isEqualTo("20 working days");
        assertThat(english.count("working-days", 1)).isEqualTo("1 working day");
    }

    @Test
    void textsAndDatesAmongTheArgumentsAreSaidInTheReadersLanguage() {
        Text place = new Text("安澜市", "Anlan");

        assertThat(english.say("platform.shell.tagline", place)).isEqualTo("Anlan government services");
        assertThat(chinese.say("platform.shell.host", SATURDAY)).isEqualTo("主办：2026年11月21日（星期六）");
        assertThat(chinese.list(List.of("户口", "医保"))).isEqualTo("户口、医保");
    }

    @Test
    void aMissingKeyFailsWhereItIsAskedForStrictly() {
        assertThatIllegalStateException().isThrownBy(() -> chinese.say("platform.no.such-key"));
    }
}
