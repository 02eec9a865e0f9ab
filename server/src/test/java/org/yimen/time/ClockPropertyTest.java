package org.yimen.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.yimen.testing.Proves;

@Proves("M-TIM-02")
class ClockPropertyTest {

    private static final WorkCalendar NATIONAL = WorkCalendar.national();

    @Property(tries = 20_000)
    void theClockAgreesWithCountingOnTheFingers(@ForAll("clocks") Clock clock) {
        assertThat(clock.dueOn(NATIONAL, clock.start())).isEqualTo(DayByDay.due(clock));
    }

    @Property(tries = 4_000)
    void theExplanationAddsUp(@ForAll("clocks") Clock clock, @ForAll @IntRange(min = -5, max = 200) int passed) {
        LocalDate asOf = clock.start().plusDays(passed);

        Reading reading = clock.read(NATIONAL, asOf);

        LocalDate last = asOf.isAfter(reading.dueOn()) ? asOf : reading.dueOn();
        assertThat(reading.days()).hasSize((int) ChronoUnit.DAYS.between(clock.start(), last) + 1);
        for (int i = 0; i < reading.days().size(); i++) {
            assertThat(reading.days().get(i).date()).isEqualTo(clock.start().plusDays(i));
        }
        assertThat(reading.days().stream()
                        .filter(day -> !day.date().isAfter(reading.dueOn()))
                        .mapToInt(Day::number)
                        .max())
                .hasValue(clock.limit().amount() + clock.extension());
        assertThat(reading.used() + reading.left()).isEqualTo(clock.limit().amount() + clock.extension());
        assertThat(reading.isLate()).isEqualTo(asOf.isAfter(reading.dueOn()));
        assertThat(reading.days())
                .filteredOn(day -> day.verdict() == Verdict.PAUSED)
                .allMatch(day -> DayByDay.isStopped(clock, day.date()));
    }

    @Property(tries = 2_000)
    void onePauseMoreNeverMakesItEarlier(
            @ForAll("clocks") Clock clock,
            @ForAll @IntRange(min = -10, max = 100) int offset,
            @ForAll @IntRange(max = 30) int length) {
        LocalDate from = clock.start().plusDays(offset);
        var more = new ArrayList<>(clock.pauses());
        more.add(new Pause(from, from.plusDays(length), "检测", "行政许可法 第四十五条"));

        var longer = new Clock(clock.start(), clock.limit(), more, clock.extension());

        assertThat(due(longer)).isAfterOrEqualTo(due(clock));
    }

    @Property(tries = 2_000)
    void aLongerLimitOrALaterStartNeverMakesItEarlier(@ForAll("clocks") Clock clock) {
        var extended = new Clock(clock.start(), clock.limit(), clock.pauses(), clock.extension() + 1);
        var later = new Clock(clock.start().plusDays(1), clock.limit(), clock.pauses(), clock.extension());

        assertThat(due(extended)).isAfterOrEqualTo(due(clock));
        assertThat(due(later)).isAfterOrEqualTo(due(clock));
    }

    @Property(tries = 2_000)
    void theOrderOfPausesDoesNotMatter(@ForAll("clocks") Clock clock) {
        var turned = new Clock(clock.start(), clock.limit(), clock.pauses().reversed(), clock.extension());

        assertThat(due(turned)).isEqualTo(due(clock));
    }

    @Property(tries = 2_000)
    void theClockNeverEndsOnADayOff(@ForAll("clocks") Clock clock) {
        assertThat(NATIONAL.isWorkday(due(clock))).isTrue();
    }

    @Property(tries = 2_000)
    void anOpenPauseReadsAsOneThatEndsToday(
            @ForAll("clocks") Clock clock,
            @ForAll @IntRange(min = -10, max = 60) int offset,
            @ForAll @IntRange(max = 30) int length) {
        LocalDate from = clock.start().plusDays(offset);
        LocalDate asOf = from.plusDays(length);
        var open = new ArrayList<>(clock.pauses());
        open.add(new Pause(from, null, "检测", "行政许可法 第四十五条"));
        var closed = new ArrayList<>(clock.pauses());
        closed.add(new Pause(from, asOf, "检测", "行政许可法 第四十五条"));

        var running = new Clock(clock.start(), clock.limit(), open, clock.extension());
        var ended = new Clock(clock.start(), clock.limit(), closed, clock.extension());

        assertThat(running.dueOn(NATIONAL, asOf)).isEqualTo(ended.dueOn(NATIONAL, asOf));
    }

    private static LocalDate due(Clock clock) {
        return clock.dueOn(NATIONAL, clock.start());
    }

    @Provide
    Arbitrary<Clock> clocks() {
        return DayByDay.clocks();
    }
}
