package org.yimen.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.testing.Proves;

@Proves("M-TIM-02")
class WorkCalendarTest {

    private static final WorkCalendar NATIONAL = WorkCalendar.national();

    @ParameterizedTest
    @CsvSource({"2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void aYearHasAsManyWorkingDaysAsItsNoticeLeaves(int year, int workdays) {
        assertThat(NATIONAL.workdaysIn(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
                .isEqualTo(workdays);
    }

    @Test
    @Proves("N-Y06")
    void theLastQuarterOf2017HasSixtyWorkingDays() {
        var before = LocalDate.of(2017, 9, 30);

        assertThat(NATIONAL.workdaysIn(before, LocalDate.of(2017, 10, 31))).isEqualTo(17);
        assertThat(NATIONAL.workdaysIn(LocalDate.of(2017, 10, 31), LocalDate.of(2017, 11, 30)))
                .isEqualTo(22);
        assertThat(NATIONAL.workdaysIn(LocalDate.of(2017, 11, 30), LocalDate.of(2017, 12, 31)))
                .isEqualTo(21);
        int workdays = NATIONAL.workdaysIn(before, LocalDate.of(2017, 12, 31));
        assertThat(workdays).isEqualTo(60);
        assertThat(BigDecimal.valueOf(100_000).divide(BigDecimal.valueOf(workdays), 0, RoundingMode.HALF_UP))
                .isEqualTo(BigDecimal.valueOf(1_667));
    }

    @Test
    void theEveOfSpringFestival2024WasAWorkingDay() {
        assertThat(NATIONAL.isWorkday(LocalDate.of(2024, 2, 9))).isTrue();
        assertThat(NATIONAL.isWorkday(LocalDate.of(2025, 1, 28))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2016-12-31", "2027-01-01", "2027-06-16"})
    void aYearWithoutArrangementIsRefused(LocalDate date) {
        assertThatExceptionOfType(YearNotPublished.class)
                .isThrownBy(() -> NATIONAL.isWorkday(date))
                .returns(date.getYear(), YearNotPublished::year)
                .returns("time.year.not-published", YearNotPublished::code);
    }

    @Test
    void countingIntoAYearWithoutArrangementIsRefused() {
        assertThat(NATIONAL.after(LocalDate.of(2026, 12, 30), 1)).isEqualTo("2026-12-31");
        assertThatExceptionOfType(YearNotPublished.class)
                .isThrownBy(() -> NATIONAL.after(LocalDate.of(2026, 12, 30), 2));
        assertThatExceptionOfType(YearNotPublished.class)
                .isThrownBy(() -> NATIONAL.workdaysIn(LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 4)));
        assertThatIllegalArgumentException().isThrownBy(() -> NATIONAL.after(LocalDate.of(2026, 12, 30), -1));
    }

    @Test
    void theProvisionalCalendarKnowsWeekendsAndStatutoryDays() {
        var provisional = NATIONAL.provisional();

        assertThat(provisional.isWorkday(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(provisional.isWorkday(LocalDate.of(2027, 1, 2))).isFalse();
        assertThat(provisional.isWorkday(LocalDate.of(2027, 2, 5))).isFalse();
        assertThat(provisional.isWorkday(LocalDate.of(2027, 2, 9))).isTrue();
        assertThat(provisional.isPublished(2027)).isFalse();
        assertThatExceptionOfType(YearNotPublished.class)
                .isThrownBy(() -> provisional.isWorkday(LocalDate.of(2028, 1, 4)));
    }

    @Test
    void theLocalLayerWinsOverTheNation() {
        var feast = LocalDate.of(2026, 7, 8);
        var relief = LocalDate.of(2026, 10, 1);

        var local = NATIONAL.withLocal(Map.of(feast, DayRule.holiday("那达慕"), relief, DayRule.workday("抗洪")));

        assertThat(local.isWorkday(feast)).isFalse();
        assertThat(local.isWorkday(relief)).isTrue();
        assertThat(local.after(feast.minusDays(1), 1)).isEqualTo(feast.plusDays(1));
        assertThat(NATIONAL.isWorkday(feast)).isTrue();
        assertThat(local.provisional().isWorkday(feast)).isFalse();
    }

    @Test
    void theLocalLayerPublishesNoYear() {
        var local = NATIONAL.withLocal(Map.of(LocalDate.of(2027, 1, 1), DayRule.holiday("元旦")));

        assertThatExceptionOfType(YearNotPublished.class).isThrownBy(() -> local.isWorkday(LocalDate.of(2027, 1, 4)));
    }

    @Test
    void publishingAYearEndsWhatWasProvisional() {
        var newYear = LocalDate.of(2027, 1, 1);

        var after = NATIONAL.published(2027, Map.of(newYear, DayRule.holiday("元旦")));

        assertThat(after.isPublished(2027)).isTrue();
        assertThat(after.isWorkday(LocalDate.of(2027, 1, 4))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> NATIONAL.published(2027, Map.of()));
    }

    @Property(tries = 5_000)
    void theIndexAgreesWithCountingOnTheFingers(
            @ForAll @IntRange(max = 3_200) int offset, @ForAll @IntRange(min = 1, max = 250) int days) {
        var start = LocalDate.of(2017, 1, 1).plusDays(offset);

        LocalDate found = NATIONAL.after(start, days);

        int counted = 0;
        for (LocalDate day = start.plusDays(1); !day.isAfter(found); day = day.plusDays(1)) {
            counted += DayByDay.isWorkday(day) ? 1 : 0;
        }
        assertThat(counted).isEqualTo(days);
        assertThat(DayByDay.isWorkday(found)).isTrue();
        assertThat(NATIONAL.workdaysIn(start, found)).isEqualTo(days);
    }
}
