package org.yimen.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.yimen.platform.Rate;
import org.yimen.testing.Proves;
import org.yimen.time.WorkCalendar;

/** The formulas by the numbers that are announced, and by what must hold of any numbers. */
class FormulasTest {

    private static final BigDecimal NINETY = BigDecimal.valueOf(90);

    @Test
    @Proves("N-L08")
    void accelerationIsARatioOfMeansOfTheLawsMean() {
        Rate rate = Formulas.acceleration(new BigDecimal("6.8"), new BigDecimal("3.6"));

        assertThat(rate.percent(1)).isEqualTo("47.1%");
        assertThat(rate.percent(2)).isEqualTo("47.06%");
    }

    @Test
    @Proves("N-L10")
    void twentyDaysShortenedToEightAreSixtyPerCentFaster() {
        assertThat(Formulas.acceleration(20, 8).percent(2)).isEqualTo("60.00%");
    }

    @Test
    @Proves("N-K07")
    void aThresholdIsHeldAgainstTheUnroundedRate() {
        Rate shortened = Formulas.acceleration(7, 1);

        assertThat(shortened.percent(2)).isEqualTo("85.71%");
        assertThat(shortened.percent(0)).isEqualTo("86%");
        assertThat(shortened.reaches(BigDecimal.valueOf(86))).isFalse();
        assertThat(Rate.of(8_996, 10_000).reaches(NINETY)).isFalse();
        assertThat(Rate.of(89_999, 100_000).percent(1)).isEqualTo("90.0%");
        assertThat(Rate.of(89_999, 100_000).reaches(NINETY)).isFalse();
        assertThat(Rate.of(9, 10).reaches(NINETY)).isTrue();
    }

    @Test
    void nothingOverNothingIsNoNumberAndReachesNothing() {
        Rate none = Rate.of(0, 0);

        assertThat(none.percent(2)).isEqualTo("—");
        assertThat(none.number(0)).isEqualTo("—");
        assertThat(none.reaches(BigDecimal.ZERO)).isFalse();
        assertThat(Formulas.acceleration(0, 0).percent(2)).isEqualTo("—");
        assertThat(none.pointsOver(Rate.of(1, 2))).isEqualTo("—");
        assertThat(Rate.of(1, 2).pointsOver(none)).isEqualTo("—");
    }

    @Test
    void halfIsRoundedUp() {
        assertThat(Rate.of(1, 8).percent(0)).isEqualTo("13%");
        assertThat(Rate.of(12_345, 100_000).percent(2)).isEqualTo("12.35%");
        assertThat(Rate.of(5, 2).number(0)).isEqualTo("3");
    }

    @Test
    void theLastQuarterOf2017HasSixtyWorkingDays() {
        var quarter = Period.around(Period.Kind.QUARTER, LocalDate.of(2017, 11, 9));

        assertThat(quarter.from()).isEqualTo(LocalDate.of(2017, 10, 1));
        assertThat(quarter.to()).isEqualTo(LocalDate.of(2017, 12, 31));
        assertThat(quarter.days()).isEqualTo(92);
        assertThat(Formulas.workdays(quarter, WorkCalendar.national())).isEqualTo(60);
        assertThat(Formulas.perWorkday(100_000, 60).number(0)).isEqualTo("1,667");
    }

    @Test
    void callsOfAYearAreReadOverTheBaseThatIsNamed() {
        assertThat(Formulas.share(168_000, 202_000).percent(1)).isEqualTo("83.2%");
        assertThat(Rate.of(202_000, 366).number(0)).isEqualTo("552");
        assertThat(Formulas.perWorkday(202_000, 250).number(0)).isEqualTo("808");
    }

    @Test
    void thePeriodBeforeHasTheSameKindOrAsManyDays() {
        LocalDate day = LocalDate.of(2026, 3, 31);

        assertThat(Period.around(Period.Kind.MONTH, day).before())
                .isEqualTo(new Period(Period.Kind.MONTH, LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28)));
        assertThat(Period.around(Period.Kind.WEEK, day).before().days()).isEqualTo(7);
        assertThat(Period.around(Period.Kind.YEAR, day).before().to()).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(new Period(Period.Kind.DATES, day, day.plusDays(9)).before())
                .isEqualTo(new Period(Period.Kind.DATES, LocalDate.of(2026, 3, 21), LocalDate.of(2026, 3, 30)));
    }

    @Test
    void whatIsNoPeriodIsNone() {
        LocalDate today = LocalDate.of(2026, 11, 18);

        assertThat(Period.parse("month", "2026-02-31", null, today)).isEmpty();
        assertThat(Period.parse("century", "2026-02-01", null, today)).isEmpty();
        assertThat(Period.parse("dates", "2026-02-02", "2026-02-01", today)).isEmpty();
        assertThat(Period.parse("day", "2016-12-31", null, today)).isEmpty();
        assertThat(Formulas.workdays(
                        Period.around(Period.Kind.YEAR, LocalDate.of(2017, 5, 1))
                                .before(),
                        WorkCalendar.national()))
                .isZero();
        assertThat(Period.parse("dates", "2017-01-01", "2099-12-31", today)).isEmpty();
        assertThat(Period.parse("day", "", "", today)).contains(Period.around(Period.Kind.DAY, today));
    }

    /** What is shown lies within half a last digit of what is, and parts of a whole lie between nothing and all of it. */
    @Property
    void aShareIsShownWithinHalfItsLastDigit(
            @ForAll @IntRange(max = 1_000_000) int part, @ForAll @IntRange(min = 1, max = 1_000_000) int more) {
        int whole = Math.max(part, more);
        Rate rate = Formulas.share(part, whole);

        BigDecimal shown = new BigDecimal(rate.percent(2).replace("%", ""));

        BigDecimal exact = BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole), 12, RoundingMode.HALF_UP);
        assertThat(shown).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
        assertThat(shown.subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("0.005"));
        assertThat(rate.reaches(shown))
                .isEqualTo(exact.compareTo(shown) >= 0 || shown.subtract(exact).signum() == 0);
    }

    /** A hundred per cent are reached by all of them only. */
    @Property
    void onlyAllAreAHundredPerCent(
            @ForAll @IntRange(max = 1_000_000) int part, @ForAll @IntRange(min = 1, max = 1_000_000) int more) {
        int whole = part + more;

        assertThat(Rate.of(part, whole).reaches(BigDecimal.valueOf(100))).isFalse();
        assertThat(Rate.of(whole, whole).reaches(BigDecimal.valueOf(100))).isTrue();
    }

    /** Ratio of means and ratio of sums of the same cases are one number. */
    @Property
    void accelerationOfSumsIsThatOfMeans(
            @ForAll @IntRange(min = 1, max = 100_000) int statutory,
            @ForAll @IntRange(max = 100_000) int used,
            @ForAll @IntRange(min = 1, max = 1_000) int cases) {
        Rate sums = Formulas.acceleration(statutory, used);
        Rate means = Formulas.acceleration(
                Formulas.value(Formulas.mean(statutory, cases)), Formulas.value(Formulas.mean(used, cases)));

        assertThat(means.exact().subtract(sums.exact()).abs()).isLessThan(new BigDecimal("1e-25"));
    }
}
