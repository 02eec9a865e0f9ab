package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.application.Gaps.Promise;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.Json;
import org.yimen.testing.Proves;

/** 绿色通道, 急事急办: by which day it is wanted, and what it leaves as it is. */
class FastTrackTest {

    private static final int DAYS = 2;
    private static final LocalDate WEDNESDAY = MONDAY.plusDays(2);
    private static final LocalDate FRIDAY = MONDAY.plusDays(4);
    private static final LocalDate NEXT_TUESDAY = MONDAY.plusDays(8);
    private static final Lane LANE = new Lane(Lane.Kind.GREEN, Lane.Ground.KEY_PROJECT, null, "市重点项目清单〔2026〕1号", DAYS);

    @Test
    void whatIsPutFirstLateIsWantedFromThatDay() {
        State early = admitted(reviewing(), MONDAY);
        State late = admitted(reviewing(), FRIDAY);

        assertThat(wanted(early, WEDNESDAY)).isEqualTo(WEDNESDAY);
        assertThat(wanted(late, FRIDAY))
                .as("nobody is late on the day on which he hears of it")
                .isEqualTo(NEXT_TUESDAY);
    }

    @Test
    void whatWasPutFirstBeforeItsDayWasKeptIsWantedFromItsAcceptance() {
        Json json = Json.of();
        String old = json.write(LANE).replaceAll(",?\"since\":null", "");

        Lane lane = json.read(old, Lane.class);

        assertThat(old).doesNotContain("since");
        assertThat(lane).isEqualTo(LANE);
    }

    @Test
    void whatStopsTheClockOfTheLawStopsTheLane() {
        State testing = after(
                admitted(reviewing(), MONDAY), new StartStep("testing", 10, PAPER), on(MONDAY.plusDays(1), HEALTH));

        State back = after(testing, new FinishStep("合格", PAPER), on(FRIDAY, HEALTH));

        // Tuesday counted; the three days of the test did not.
        assertThat(wanted(back, FRIDAY)).isEqualTo(MONDAY.plusDays(7));
    }

    @Test
    @Proves("M-INT-23")
    void aPaperMayBePromisedInTheLaneTooForTheSameDayAndNothingIsGrantedWithoutIt() {
        State usual = accepted();
        State first = admitted(accepted(), MONDAY);

        assertThat(Gaps.of(first)).isEqualTo(Gaps.of(usual));
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> Application.decide(reviewed(first), new Grant(PAPER), on(WEDNESDAY, CHIEF)))
                .returns("application.grant.gap-open", CaseRuleBroken::code);
    }

    @Test
    @Proves("M-INT-23")
    void whileThePromisedPaperAloneIsAwaitedTheLaneWantsNothingAndThenItsDaysRunFromThePaper() {
        State ready = after(reviewed(admitted(accepted(), MONDAY)), new FindReady(""), on(WEDNESDAY, CHIEF));
        assertThat(ready).isInstanceOf(ReadyToGrant.class);
        assertThat(wantedIn(ready, WEDNESDAY)).isEmpty();

        State came = after(ready, new SupplyGap(List.of("report"), "digest"), on(FRIDAY, null));
        assertThat(wantedIn(came, FRIDAY)).as("nobody has looked at it yet").isEmpty();
        State complete = after(came, new CheckGap("report", true, ""), on(FRIDAY, CLERK));

        assertThat(wanted(complete, FRIDAY)).isEqualTo(NEXT_TUESDAY);
        assertThat(Tasks.of(complete, on(FRIDAY, CHIEF)))
                .filteredOn(task -> task.key().equals("decide"))
                .singleElement()
                .satisfies(
                        task -> assertThat(Objects.requireNonNull(task.dueOn())).isBeforeOrEqualTo(NEXT_TUESDAY));
    }

    @Property(tries = 100)
    void noTaskIsDueLaterInTheLaneAndNoClockOfTheLawMoves(@ForAll @IntRange(min = 0, max = 20) int days) {
        LocalDate day = Sample.on(MONDAY, null).calendar().after(MONDAY, days);
        State usual = reviewing();
        State first = admitted(usual, day);

        assertThat(Clocks.of(first, item())).isEqualTo(Clocks.of(usual, item()));
        List<Task> tasks = Tasks.of(usual, on(day, CHIEF));
        for (Task task : Tasks.of(first, on(day, CHIEF))) {
            assertThat(tasks).anySatisfy(other -> {
                assertThat(other.key()).isEqualTo(task.key());
                assertThat(Objects.requireNonNull(task.dueOn()))
                        .isBeforeOrEqualTo(Objects.requireNonNull(other.dueOn()));
            });
        }
    }

    @Test
    @Proves("M-INT-24")
    void urgentIsNothingByRuleAndNothingTwice() {
        var urgent = new Lane(Lane.Kind.URGENT, Lane.Ground.MAJOR_ENTERPRISE, new UUID(0, 9), "重点企业", DAYS);

        refused("application.lane.urgent-by-rule", reviewing(), urgent);
        refused("application.lane.already", admitted(reviewing(), MONDAY), LANE);
    }

    private static void refused(String code, State state, Lane lane) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> FastTrack.admitted(state, lane, on(WEDNESDAY, HEAD)))
                .returns(code, CaseRuleBroken::code);
    }

    private static State admitted(State state, LocalDate day) {
        return fold(state, FastTrack.admitted(state, LANE, on(day, HEAD)));
    }

    /** Accepted with one paper that is promised for the next Tuesday. */
    private static State accepted() {
        State received = after(
                new Draft(),
                new Submit("digest", List.of(new Promise("report", NEXT_TUESDAY)), null),
                on(MONDAY, null));
        return after(received, new AcceptWithGaps(PAPER), on(MONDAY, CLERK));
    }

    private static State reviewed(State state) {
        State one = after(state, new Review("WJW", true, "同意"), on(WEDNESDAY, HEALTH));
        return after(one, new Review("SJ", true, "同意"), on(WEDNESDAY, MARKET));
    }

    private static LocalDate wanted(State state, LocalDate day) {
        return wantedIn(state, day).orElseThrow();
    }

    private static Optional<LocalDate> wantedIn(State state, LocalDate day) {
        return FastTrack.wanted(state, on(day, CHIEF));
    }
}
