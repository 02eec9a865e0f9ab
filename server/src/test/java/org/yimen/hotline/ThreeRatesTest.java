package org.yimen.hotline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.yimen.testing.Proves;

class ThreeRatesTest {

    private static final OrderStatistics RULES = OrderStatistics.bundled();

    /** standards.md §5: 有效回访 200，联系 190、解决 150、满意 140、基本满意 30 → 95% / 75% / 83.5% → 80.40. */
    @Test
    @Proves("M-HOT-02")
    void theWorkedExampleGivesItsScore() {
        var rates = new ThreeRates(200, 190, 150, 140, 30);

        assertThat(rates.response().orElseThrow()).isEqualByComparingTo("95");
        assertThat(rates.solution().orElseThrow()).isEqualByComparingTo("75");
        assertThat(rates.satisfaction(RULES).orElseThrow()).isEqualByComparingTo("83.5");
        assertThat(rates.score(RULES).orElseThrow()).isEqualByComparingTo("80.40");
        assertThat(RULES.basis().verified()).isFalse();
    }

    @Test
    void withoutAValidVisitThereIsNoRateAndNoScore() {
        assertThat(ThreeRates.NONE.response()).isEmpty();
        assertThat(ThreeRates.NONE.score(RULES)).isEmpty();
    }

    @Test
    void aMonthRunsFromNoonOfTheNineteenthToNoonOfTheNineteenth() {
        var november = RULES.period(YearMonth.of(2026, 11));

        assertThat(november.from()).isEqualTo(Instant.parse("2026-10-19T04:00:00Z"));
        assertThat(november.until()).isEqualTo(Instant.parse("2026-11-19T04:00:00Z"));
        assertThat(RULES.monthOf(november.until().minusSeconds(1))).isEqualTo(november.month());
        assertThat(RULES.monthOf(november.until())).isEqualTo(YearMonth.of(2026, 12));
    }

    @Test
    void aCityThatCountsByTheCalendarSaysSo() {
        var calendar = new OrderStatistics(
                LocalTime.MIDNIGHT,
                1,
                RULES.contacted(),
                RULES.solved(),
                RULES.satisfied(),
                RULES.acceptable(),
                3,
                RULES.basis());

        assertThat(calendar.period(YearMonth.of(2026, 11)).from()).isEqualTo(Instant.parse("2026-10-31T16:00:00Z"));
        assertThat(calendar.monthOf(Instant.parse("2026-11-30T15:59:59Z"))).isEqualTo(YearMonth.of(2026, 11));
    }

    @Test
    void weightsThatDoNotMakeOneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderStatistics(
                        LocalTime.NOON,
                        19,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        3,
                        RULES.basis()));
    }
}
