package org.yimen.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;

@Proves("M-TIM-02")
class ClockTest {

    private static final WorkCalendar NATIONAL = WorkCalendar.national();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "春节前收件一次告知, 2026-02-12, 5, 2026-02-26",
        "受理到决定, 2026-02-12, 20, 2026-03-18",
        "除夕网上受理, 2026-02-16, 20, 2026-03-20",
        "中秋国庆送达, 2026-09-18, 10, 2026-10-09",
        "承诺三日跨国庆, 2026-09-30, 3, 2026-10-10",
        "2025 国庆, 2025-09-26, 20, 2025-10-30",
        "2025 春节, 2025-01-24, 5, 2025-02-07",
        "联办, 2026-03-02, 45, 2026-05-08",
        "2024 除夕上班, 2024-02-08, 1, 2024-02-09"
    })
    @Law(value = "行政许可法 第八十二条", rule = "Clock: terms are working days")
    void workingDaysSkipHolidaysAndCountSwaps(String occasion, LocalDate start, int days, LocalDate due) {
        var reading = read(Clock.of(start, TimeLimit.workingDays(days)), due);

        assertThat(reading.dueOn()).isEqualTo(due);
        assertThat(reading.left()).isZero();
        assertThat(reading.isLate()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"20, 10, 2026-04-14", "45, 15, 2026-05-28"})
    @Law(value = "行政许可法 第四十二条", rule = "Clock: an extension goes on counting")
    void anExtensionGoesOnCounting(int days, int extension, LocalDate due) {
        var clock = new Clock(date("2026-03-02"), TimeLimit.workingDays(days), List.of(), extension);

        assertThat(read(clock, due).dueOn()).isEqualTo(due);
    }

    @Test
    @Law(value = "行政许可法 第四十五条", rule = "Clock: the days of a pause do not count")
    void aPauseTakesOutItsWorkingDays() {
        var review = pause("2026-03-10", "2026-03-20");
        var clock = new Clock(date("2026-03-02"), TimeLimit.workingDays(20), List.of(review), 0);

        var reading = read(clock, date("2026-04-10"));

        assertThat(reading.dueOn()).isEqualTo("2026-04-10");
        assertThat(reading.stopped()).isEqualTo(8);
        assertThat(reading.used()).isEqualTo(20);
        assertThat(reading.days().stream().filter(day -> day.verdict() == Verdict.PAUSED))
                .hasSize(8)
                .allSatisfy(day -> assertThat(day.pause()).isEqualTo(review));
    }

    @Test
    void pausesThatOverlapCountOnce() {
        var overlapping = new Clock(
                date("2026-03-02"),
                TimeLimit.workingDays(20),
                List.of(pause("2026-03-12", "2026-03-20"), pause("2026-03-10", "2026-03-16")),
                0);

        assertThat(read(overlapping, date("2026-03-02")).dueOn()).isEqualTo("2026-04-10");
    }

    @Test
    @DisplayName("期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日")
    @Law(value = "民法典 第二百零三条", rule = "Clock: a natural-day limit rolls on once, at its end")
    void naturalDaysThatEndOnADayOffRollOnOnce() {
        var reading = read(Clock.of(date("2026-08-03"), TimeLimit.naturalDays(60)), date("2026-08-03"));

        assertThat(reading.dueOn()).isEqualTo("2026-10-08");
        assertThat(dayOf(reading, "2026-10-02"))
                .returns(Verdict.COUNTED, Day::verdict)
                .returns(60, Day::number);
        assertThat(dayOf(reading, "2026-10-03")).returns(Verdict.ROLLED, Day::verdict);
        assertThat(dayOf(reading, "2026-10-08")).returns(Verdict.ROLLED, Day::verdict);
    }

    @Test
    void aNaturalExtensionRollsOnlyAtTheVeryEnd() {
        var clock = new Clock(date("2026-08-03"), TimeLimit.naturalDays(60), List.of(), 30);

        assertThat(read(clock, date("2026-08-03")).dueOn()).isEqualTo("2026-11-02");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20, 2026-11-20", "2026-11-21, 2026-11-23", "2026-10-01, 2026-10-08", "2026-10-10, 2026-10-10"})
    void sameDayIsTheStartDayOrTheNextWorkingDay(LocalDate start, LocalDate due) {
        var reading = read(Clock.of(start, TimeLimit.sameDay()), start);

        assertThat(reading.dueOn()).isEqualTo(due);
        assertThat(reading.isLate()).isFalse();
        assertThat(reading.left()).isZero();
    }

    @Test
    void everyDayIsExplained() {
        var clock =
                new Clock(date("2026-02-12"), TimeLimit.workingDays(4), List.of(pause("2026-02-24", "2026-02-25")), 0);

        var reading = read(clock, date("2026-03-02"));

        assertThat(reading.dueOn()).isEqualTo("2026-02-26");
        assertThat(reading.days().stream().map(ClockTest::spoken))
                .containsExactly(
                        "2026-02-12 START 0 null",
                        "2026-02-13 COUNTED 1 null",
                        "2026-02-14 SWAPPED_WORKDAY 2 春节",
                        "2026-02-15 HOLIDAY 0 春节",
                        "2026-02-16 HOLIDAY 0 春节",
                        "2026-02-17 HOLIDAY 0 春节",
                        "2026-02-18 HOLIDAY 0 春节",
                        "2026-02-19 HOLIDAY 0 春节",
                        "2026-02-20 HOLIDAY 0 春节",
                        "2026-02-21 HOLIDAY 0 春节",
                        "2026-02-22 HOLIDAY 0 春节",
                        "2026-02-23 HOLIDAY 0 春节",
                        "2026-02-24 COUNTED 3 null",
                        "2026-02-25 PAUSED 0 null",
                        "2026-02-26 COUNTED 4 null",
                        "2026-02-27 LATE 1 null",
                        "2026-02-28 LATE 2 null",
                        "2026-03-01 WEEKEND 0 null",
                        "2026-03-02 LATE 3 null");
        assertThat(reading.daysLate()).isEqualTo(3);
    }

    @Test
    void anOpenPauseStopsTheClockThroughToday() {
        var clock = new Clock(date("2026-03-02"), TimeLimit.workingDays(20), List.of(pause("2026-03-10", null)), 0);

        var first = read(clock, date("2026-03-10"));
        var later = read(clock, date("2026-03-20"));

        assertThat(first)
                .returns(true, Reading::paused)
                .returns(0, Reading::stopped)
                .returns(6, Reading::used);
        assertThat(first.dueOn()).isEqualTo("2026-03-30");
        assertThat(later)
                .returns(true, Reading::paused)
                .returns(8, Reading::stopped)
                .returns(6, Reading::used);
        assertThat(later.dueOn()).isEqualTo("2026-04-10");
        assertThat(later.left()).isEqualTo(14);
    }

    @Test
    void aPauseThatBeginsAfterTheEndStopsNothing() {
        var clock = new Clock(date("2026-03-02"), TimeLimit.workingDays(5), List.of(pause("2026-03-09", null)), 0);

        var reading = read(clock, date("2026-03-12"));

        assertThat(reading.dueOn()).isEqualTo("2026-03-09");
        assertThat(reading).returns(false, Reading::paused).returns(3, Reading::daysLate);
    }

    @Test
    void theSaturdayAfterTheDueDateIsLate() {
        var reading = read(Clock.of(date("2026-03-02"), TimeLimit.workingDays(4)), date("2026-03-07"));

        assertThat(reading.dueOn()).isEqualTo("2026-03-06");
        assertThat(reading.daysLate()).isEqualTo(1);
    }

    @Test
    void beforeItsStartNothingIsUsed() {
        var reading = read(Clock.of(date("2026-03-02"), TimeLimit.workingDays(4)), date("2026-02-27"));

        assertThat(reading).returns(0, Reading::used).returns(4, Reading::left).returns(0, Reading::daysLate);
    }

    @Test
    void anUnpublishedYearIsRefusedOrProvisional() {
        var clock = Clock.of(date("2026-12-28"), TimeLimit.workingDays(5));

        assertThatExceptionOfType(YearNotPublished.class).isThrownBy(() -> read(clock, date("2026-12-28")));
        var reading = clock.read(NATIONAL.provisional(), date("2026-12-28"));
        assertThat(reading.provisional()).isTrue();
        assertThat(reading.dueOn()).isEqualTo("2027-01-05");
        assertThat(dayOf(reading, "2026-12-31")).returns(Verdict.COUNTED, Day::verdict);
        assertThat(dayOf(reading, "2027-01-01")).returns(Verdict.HOLIDAY, Day::verdict);
        assertThat(dayOf(reading, "2027-01-05"))
                .returns(Verdict.PROVISIONAL, Day::verdict)
                .returns(5, Day::number);
    }

    @Test
    void whatEndsInAPublishedYearIsNotProvisional() {
        var clock = Clock.of(date("2026-03-02"), TimeLimit.workingDays(5));

        assertThat(clock.read(NATIONAL.provisional(), date("2026-03-02")).provisional())
                .isFalse();
    }

    @Test
    void aLocalFeastMovesTheDueDateAndIsNamed() {
        var local = NATIONAL.withLocal(Map.of(date("2026-07-08"), DayRule.holiday("那达慕")));

        var reading = Clock.of(date("2026-07-06"), TimeLimit.workingDays(2)).read(local, date("2026-07-06"));

        assertThat(reading.dueOn()).isEqualTo("2026-07-09");
        assertThat(dayOf(reading, "2026-07-08"))
                .returns(Verdict.HOLIDAY, Day::verdict)
                .returns("那达慕", Day::name);
    }

    @Test
    void nonsenseIsRefused() {
        var start = date("2026-03-02");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clock(start, TimeLimit.workingDays(3), List.of(), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Clock(start, TimeLimit.sameDay(), List.of(), 1));
    }

    private static Reading read(Clock clock, LocalDate asOf) {
        return clock.read(NATIONAL, asOf);
    }

    private static Day dayOf(Reading reading, String date) {
        return reading.days().stream()
                .filter(day -> day.date().equals(date(date)))
                .findFirst()
                .orElseThrow();
    }

    private static String spoken(Day day) {
        return day.date() + " " + day.verdict() + " " + day.number() + " " + day.name();
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    private static Pause pause(String from, @Nullable String until) {
        return new Pause(date(from), until == null ? null : date(until), "专家评审", "行政许可法 第四十五条");
    }
}
