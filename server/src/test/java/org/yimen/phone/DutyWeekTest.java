package org.yimen.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yimen.phone.DutyWeek.Span;
import org.yimen.testing.Proves;

class DutyWeekTest {

    private static final Instant MONDAY = Instant.parse("2026-11-15T16:00:00Z");

    @Test
    @Proves({"M-HOT-09", "N-W10"})
    void aWeekHas168HoursAndFourteenShiftsOfTwelveCoverThem() {
        List<Span> shifts = IntStream.range(0, 14)
                .mapToObj(at -> span(12 * at, 12 * at + 12))
                .toList();

        DutyWeek week = DutyWeek.of(MONDAY, shifts);

        assertThat(week.isWhole()).isTrue();
        assertThat(week.coveredHours()).isEqualTo(168.0);
        assertThat(Duration.between(week.from(), week.until())).isEqualTo(Duration.ofDays(7));
    }

    @Test
    @Proves("N-W10")
    void whatNobodyCoversIsNamedAndShiftsMayOverlapInAnyOrder() {
        DutyWeek week = DutyWeek.of(MONDAY, List.of(span(20, 200), span(-5, 8), span(6, 10), span(7, 9)));

        assertThat(week.gaps()).containsExactly(span(10, 20));
        assertThat(week.coveredHours()).isEqualTo(158.0);
    }

    @Test
    void withoutAnyShiftTheWholeWeekIsOneGap() {
        assertThat(DutyWeek.of(MONDAY, List.of()).gaps()).containsExactly(span(0, 168));
        assertThat(DutyWeek.of(MONDAY, List.of(span(168, 180))).gaps()).containsExactly(span(0, 168));
        assertThat(DutyWeek.of(MONDAY, List.of(span(0, 167))).gaps()).containsExactly(span(167, 168));
    }

    private static Span span(int from, int until) {
        return new Span(MONDAY.plus(Duration.ofHours(from)), MONDAY.plus(Duration.ofHours(until)));
    }
}
