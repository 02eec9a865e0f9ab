package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.application.Gaps.Promise;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.time.WorkCalendar;

/** 容缺: what may be promised, and what a promise never replaces. The item promises a decision within 8 working days. */
class ToleranceTest {

    /** Eight working days after Monday 2 March is Thursday the 12th; two before that is the 10th. */
    private static final LocalDate LATEST = LocalDate.of(2026, 3, 10);

    private static final LocalDate FRIDAY = MONDAY.plusDays(4);

    @Test
    @Proves("M-INT-09")
    void aCaseIsAcceptedWithWhatWasPromisedAndItsTimeRuns() {
        var accepted = after(received(promise(FRIDAY)), new AcceptWithGaps(PAPER), on(MONDAY, CLERK));

        assertThat(accepted).isInstanceOf(Reviewing.class);
        assertThat(gaps(accepted).missing()).singleElement().satisfies(gap -> {
            assertThat(gap.material()).isEqualTo("report");
            assertThat(gap.dueOn()).isEqualTo(FRIDAY);
        });
        assertThat(Clocks.promised(accepted, item()))
                .get()
                .satisfies(clock -> assertThat(clock.start()).isEqualTo(MONDAY));
    }

    @Test
    @Proves("M-INT-09")
    void onlyWhatTheVersionCallsTolerableMayBePromised() {
        refused(
                "application.gaps.not-tolerable",
                () -> Application.decide(
                        new Draft(),
                        new Submit("digest", List.of(new Promise("drawing", FRIDAY)), null),
                        on(MONDAY, null)));
    }

    @Test
    void aPromiseIsNeitherPassedOverNorInvented() {
        refused(
                "application.accept.with-gaps",
                () -> Application.decide(received(promise(FRIDAY)), new Accept(PAPER), on(MONDAY, CLERK)));
        refused(
                "application.gaps.empty",
                () -> Application.decide(Sample.received(), new AcceptWithGaps(PAPER), on(MONDAY, CLERK)));
    }

    @Test
    void thePromisedDayLeavesTwoWorkingDaysForTheDecision() {
        assertThat(after(received(promise(LATEST)), new AcceptWithGaps(PAPER), on(MONDAY, CLERK)))
                .isInstanceOf(Reviewing.class);
        refused(
                "application.gaps.too-late",
                () -> Application.decide(
                        received(promise(LATEST.plusDays(1))), new AcceptWithGaps(PAPER), on(MONDAY, CLERK)));
        refused(
                "application.gaps.past",
                () -> Application.decide(
                        received(promise(MONDAY.plusDays(1))), new AcceptWithGaps(PAPER), on(FRIDAY, CLERK)));
    }

    @Property(tries = 200)
    void soManyWorkingDaysAreLeftBehindTheDay(
            @ForAll @IntRange(min = 0, max = 360) int day, @ForAll @IntRange(min = 0, max = 20) int workingDays) {
        WorkCalendar calendar = WorkCalendar.national().provisional();
        LocalDate due = LocalDate.of(2026, 1, 20).plusDays(day);

        LocalDate before = Tolerance.before(due, workingDays, calendar);

        assertThat(calendar.isWorkday(before)).isTrue();
        assertThat(workingDays == 0 ? before : calendar.after(before, workingDays))
                .isBeforeOrEqualTo(due);
        assertThat(calendar.after(before, workingDays + 1)).isAfter(due);
    }

    @Test
    @Proves("M-INT-10")
    @Law(value = "行政许可法 第三十八条第一款", rule = "Application: no grant while a promised material is missing")
    @Law(value = "行政许可法 第六十九条第二款", rule = "Application: no grant while a promised material is missing")
    void nothingIsGrantedBeforeThePromisedIsHereAndChecked() {
        State deciding = deciding(FRIDAY);
        refused("application.grant.gap-open", () -> Application.decide(deciding, new Grant(PAPER), wednesday(CHIEF)));

        var supplied = after(deciding, new SupplyGap(List.of("report"), "digest"), wednesday(null));
        refused("application.grant.gap-open", () -> Application.decide(supplied, new Grant(PAPER), wednesday(CHIEF)));

        var closed = after(supplied, new CheckGap("report", true, ""), wednesday(CLERK));
        assertThat(after(closed, new Grant(PAPER), wednesday(CHIEF))).isInstanceOf(Granted.class);
    }

    @Test
    @Law(
            value = "行政许可法 第三十八条第一款",
            rule =
                    "Steering.sentBack: what was found ready is examined anew where something speaks against it, with a reason")
    void whatSpeaksAgainstItLaterIsLookedIntoBeforeAnybodyDecides() {
        var ready = after(deciding(FRIDAY), new FindReady("现场合格"), wednesday(CHIEF));
        refused(
                "application.refuse.found-ready",
                () -> Application.decide(ready, new Refuse(List.of("c2"), "排气不合格", "某条", PAPER), wednesday(CHIEF)));
        refused(
                "application.reason.missing",
                () -> Application.decide(ready, new SendBack(List.of("WJW"), " "), wednesday(CHIEF)));

        var events = Application.decide(ready, new SendBack(List.of("WJW"), "邻居反映排气不合格"), wednesday(CHIEF));

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Application.Event.SentBack.class,
                        back -> assertThat(back.foundReady()).isTrue());
        var back = fold(ready, events);
        assertThat(back).isInstanceOf(Reviewing.class);
        var reviewed = after(back, new Review("WJW", false, "排气不合格"), wednesday(HEALTH));
        assertThat(after(reviewed, new Refuse(List.of("c2"), "排气不合格", "某条", PAPER), wednesday(CHIEF)))
                .isInstanceOf(Refused.class);
    }

    @Test
    @Proves("M-INT-10")
    void whoIsFoundReadyWaitsForThePaperAloneAndIsGrantedOnTheSameVisit() {
        var ready = after(deciding(FRIDAY), new FindReady("现场合格"), wednesday(CHIEF));
        assertThat(ready).isInstanceOf(ReadyToGrant.class);
        assertThat(tasks(ready, MONDAY.plusDays(2))).isEmpty();
        refused(
                "application.refuse.found-ready",
                () -> Application.decide(ready, new Refuse(List.of("c1"), "别的理由", "条例", PAPER), wednesday(CHIEF)));

        var supplied = after(ready, new SupplyGap(List.of("report"), "digest"), wednesday(null));
        assertThat(tasks(supplied, MONDAY.plusDays(2))).containsExactly("check-gap:report");
        var closed = after(supplied, new CheckGap("report", true, ""), wednesday(CLERK));

        assertThat(tasks(closed, MONDAY.plusDays(2))).containsExactly("decide");
        assertThat(after(closed, new Grant(PAPER), wednesday(CHIEF))).isInstanceOf(Granted.class);
    }

    @Test
    void whatIsNotGoodIsBroughtAgain() {
        var supplied = after(deciding(FRIDAY), new SupplyGap(List.of("report"), "digest"), wednesday(null));
        refused(
                "application.reason.missing",
                () -> Application.decide(supplied, new CheckGap("report", false, " "), wednesday(CLERK)));

        var rejected = after(supplied, new CheckGap("report", false, "缺少第二页"), wednesday(CLERK));

        assertThat(gaps(rejected).missing())
                .singleElement()
                .satisfies(gap -> assertThat(gap.remark()).isEqualTo("缺少第二页"));
        assertThat(after(rejected, new SupplyGap(List.of("report"), "digest2"), wednesday(null)))
                .satisfies(again -> assertThat(gaps(again).unchecked()).hasSize(1));
    }

    @Test
    @Proves("M-INT-10")
    void thePromisorIsRemindedThenMarkedThenRefusedWithReasons() {
        State ready = after(deciding(FRIDAY), new FindReady(""), wednesday(CHIEF));
        assertThat(wake(ready, MONDAY.plusDays(2))).isEqualTo(MONDAY.plusDays(3));

        var reminded = after(ready, new Wake(), time(MONDAY.plusDays(3)));
        assertThat(wake(reminded, MONDAY.plusDays(3))).isEqualTo(FRIDAY.plusDays(1));
        var events = Application.decide(reminded, new Wake(), time(FRIDAY.plusDays(1)));
        var broken = fold(reminded, events);

        assertThat(events).singleElement().isInstanceOf(Event.PromiseBroken.class);
        assertThat(wake(broken, FRIDAY.plusDays(1))).isNull();
        LocalDate next = MONDAY.plusDays(7);
        assertThat(tasks(broken, next)).containsExactly("decide");
        assertThat(after(broken, new Refuse(List.of(), "承诺的检测报告逾期未补交", "条例", PAPER), on(next, CHIEF)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whoIsLateMayStillBringItUntilItIsRefused() {
        State broken = after(
                after(deciding(FRIDAY), new Wake(), time(MONDAY.plusDays(3))), new Wake(), time(FRIDAY.plusDays(1)));
        LocalDate next = MONDAY.plusDays(7);

        var supplied = after(broken, new SupplyGap(List.of("report"), "digest"), on(next, null));
        var closed = after(supplied, new CheckGap("report", true, ""), on(next, CLERK));

        assertThat(gaps(closed).find("report")).get().satisfies(gap -> {
            assertThat(gap.isBroken()).isTrue();
            assertThat(gap.isOpen()).isFalse();
        });
        assertThat(after(closed, new Grant(PAPER), on(next, CHIEF))).isInstanceOf(Granted.class);
    }

    @Test
    void whomSilenceAcceptedBringsWhatHePromisedAllTheSame() {
        LocalDate late = MONDAY.plusDays(8);

        var deemed = after(received(promise(FRIDAY)), new Wake(), time(late));

        assertThat(gaps(deemed).missing()).hasSize(1);
    }

    @Test
    void whoBroughtItWithHisSupplementHasNothingPromisedAnyMore() {
        var due = after(
                received(promise(FRIDAY)),
                new NoticeDefects(
                        List.of(new Application.Defect("drawing", "看不清"), new Application.Defect("report", "请一并交来")),
                        PAPER),
                on(MONDAY, CLERK));
        var supplemented = after(due, new Supply(List.of("drawing", "report"), "digest"), wednesday(null));

        assertThat(after(supplemented, new Accept(PAPER), wednesday(CLERK)))
                .satisfies(accepted -> assertThat(gaps(accepted).all()).isEmpty());
    }

    @Test
    void strangersNeitherBringNorCheck() {
        State deciding = deciding(FRIDAY);
        refused(
                "application.may-not.not-yours",
                () -> Application.decide(deciding, new SupplyGap(List.of("report"), "x"), wednesday(MARKET)));
        var supplied = after(deciding, new SupplyGap(List.of("report"), "digest"), wednesday(null));
        refused(
                "application.may-not.accept",
                () -> Application.decide(supplied, new CheckGap("report", true, ""), wednesday(CHIEF)));
        refused("application.may-not.post", () -> Application.decide(deciding, new FindReady(""), wednesday(MARKET)));
    }

    private static Promise promise(LocalDate by) {
        return new Promise("report", by);
    }

    private static State received(Promise promise) {
        return after(new Draft(), new Submit("digest", List.of(promise), null), on(MONDAY, null));
    }

    private static State deciding(LocalDate by) {
        State state = after(received(promise(by)), new AcceptWithGaps(PAPER), on(MONDAY, CLERK));
        state = after(state, new Review("WJW", true, "同意"), wednesday(HEALTH));
        return after(state, new Review("SJ", true, "同意"), wednesday(MARKET));
    }

    private static Context wednesday(@Nullable Officer officer) {
        return on(MONDAY.plusDays(2), officer);
    }

    private static Gaps gaps(State state) {
        return Gaps.of(state);
    }

    private static List<String> tasks(State state, LocalDate day) {
        return Tasks.of(state, on(day, CLERK)).stream().map(Task::key).toList();
    }

    private static @Nullable LocalDate wake(State state, LocalDate day) {
        var at = Tolerance.wake(Application.course(state), on(day, CLERK));
        return at == null ? null : CityTime.day(at);
    }

    private static void refused(String code, ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        CaseRuleBroken.class,
                        broken -> assertThat(broken.code()).isEqualTo(code));
    }
}
