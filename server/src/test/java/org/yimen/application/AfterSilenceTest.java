package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;

/** What may be asked of whom silence accepted. Received on Monday 2 March, promised within 8 working days: the 12th. */
class AfterSilenceTest {

    /** The day after the fifth: silence has accepted. */
    private static final LocalDate TUESDAY = MONDAY.plusDays(8);

    /** The last working day before the promised one. */
    private static final LocalDate LATEST = LocalDate.of(2026, 3, 11);

    private static final Defect DRAWING = new Defect("drawing", "缺少平面图");

    @Test
    @DisplayName("依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在期限内")
    @Proves("M-INT-08")
    @Law(value = "行政许可法 第四十五条", rule = "AfterSilence: asking whom silence accepted stops no clock")
    void askingAndAnsweringMovesNoClock() {
        State deemed = deemed();
        var promised = Clocks.promised(deemed, item());
        var statutory = Clocks.statutory(deemed, item());

        State asked = after(deemed, ask(LATEST, DRAWING), on(TUESDAY, HEALTH));
        State supplied = after(asked, new Supply(List.of("drawing"), "digest"), on(TUESDAY, null));

        for (State each : List.of(asked, supplied)) {
            assertThat(each).isInstanceOf(Reviewing.class);
            assertThat(Clocks.promised(each, item())).isEqualTo(promised);
            assertThat(Clocks.statutory(each, item())).isEqualTo(statutory);
            assertThat(tasks(each)).isEqualTo(tasks(deemed));
        }
        assertThat(Application.asked(asked))
                .get()
                .satisfies(notice -> assertThat(notice.defects()).containsExactly(DRAWING));
        assertThat(Application.asked(supplied)).isEmpty();
    }

    @Test
    @Law(value = "行政许可法 第三十二条第一款第四项", rule = "AfterSilence: only whom silence accepted is asked after acceptance")
    void whoWasAcceptedByTheOfficeIsAskedForNothingMore() {
        refused(
                "application.ask.not-deemed",
                () -> Application.decide(reviewing(), ask(MONDAY.plusDays(1), DRAWING), on(MONDAY, HEALTH)));
    }

    @Test
    void onlyMaterialsOfTheListThatAreWrongMayBeNamed() {
        State deemed = deemed();

        refused("application.notice.empty", () -> Application.decide(deemed, ask(LATEST), on(TUESDAY, HEALTH)));
        for (String named : List.of("neighbours-consent", Defect.answer("name"))) {
            refused(
                    "application.notice.not-on-the-list",
                    () -> Application.decide(deemed, ask(LATEST, new Defect(named, "缺")), on(TUESDAY, HEALTH)));
        }
        refused(
                "application.reason.missing",
                () -> Application.decide(deemed, ask(LATEST, new Defect("drawing", " ")), on(TUESDAY, HEALTH)));
    }

    @Test
    void theDayLeavesOneWorkingDayForTheDecision() {
        State deemed = deemed();

        for (LocalDate day : List.of(TUESDAY, LATEST.plusDays(1))) {
            refused("application.ask.day", () -> Application.decide(deemed, ask(day, DRAWING), on(TUESDAY, HEALTH)));
        }
        assertThat(AfterSilence.latest(deemed, on(TUESDAY, HEALTH))).contains(LATEST);
        assertThat(AfterSilence.latest(deemed, on(LATEST, HEALTH)))
                .as("the promise leaves no day, the law's twenty working days do")
                .contains(LocalDate.of(2026, 3, 27));
    }

    @Test
    @Proves("M-INT-08")
    void aSecondRequestNamesNothingNew() {
        State asked = after(deemed(), ask(LATEST, DRAWING), on(TUESDAY, HEALTH));
        refused("application.ask.open", () -> Application.decide(asked, ask(LATEST, DRAWING), on(TUESDAY, HEALTH)));

        State supplied = after(asked, new Supply(List.of("drawing"), "digest"), on(TUESDAY, null));
        refused(
                "application.notice.new-point",
                () -> Application.decide(supplied, ask(LATEST, new Defect("report", "缺")), on(TUESDAY, HEALTH)));

        assertThat(after(supplied, ask(LATEST, new Defect("drawing", "仍看不清")), on(TUESDAY, HEALTH)))
                .satisfies(again -> assertThat(Requests.of(again).all()).hasSize(2));
    }

    @Test
    void exactlyWhatWasAskedForIsHandedIn() {
        State deemed = deemed();
        State asked = after(deemed, ask(LATEST, DRAWING), on(TUESDAY, HEALTH));

        refused(
                "application.ask.nothing-open",
                () -> Application.decide(deemed, new Supply(List.of("drawing"), "digest"), on(TUESDAY, null)));
        refused(
                "application.ask.not-asked",
                () -> Application.decide(asked, new Supply(List.of("drawing", "report"), "digest"), on(TUESDAY, null)));
        refused(
                "application.supplement.incomplete",
                () -> Application.decide(asked, new Supply(List.of(), "digest"), on(TUESDAY, null)));
        refused(
                "application.may-not.not-yours",
                () -> Application.decide(asked, new Supply(List.of("drawing"), "digest"), on(TUESDAY, MARKET)));
    }

    @Test
    void theDepartmentThatDecidesAsksAndNobodyElse() {
        State deemed = deemed();

        refused(
                "application.may-not.post",
                () -> Application.decide(deemed, ask(LATEST, DRAWING), on(TUESDAY, MARKET)));
        refused("application.may-not.post", () -> Application.decide(deemed, ask(LATEST, DRAWING), on(TUESDAY, CLERK)));
        for (var officer : List.of(HEALTH, CHIEF, HEAD)) {
            assertThat(Application.decide(deemed, ask(LATEST, DRAWING), on(TUESDAY, officer)))
                    .singleElement()
                    .isInstanceOf(Event.MaterialsAsked.class);
        }
    }

    @Test
    @Law(value = "行政许可法 第三十八条第二款", rule = "Application: what silence accepted is decided, or refused with reasons")
    void nothingComesAndItIsDecidedAllTheSame() {
        State asked = after(deemed(), ask(LATEST, DRAWING), on(TUESDAY, HEALTH));
        State deciding = after(asked, new Review("WJW", false, "缺平面图"), on(TUESDAY, HEALTH));
        deciding = after(deciding, new Review("SJ", true, "同意"), on(TUESDAY, MARKET));

        assertThat(after(deciding, new Refuse(List.of("c1"), "缺平面图，无法认定布局", "条例", PAPER), on(LATEST, CHIEF)))
                .isInstanceOf(Refused.class);
    }

    private static AskForMaterials ask(LocalDate until, Defect... defects) {
        return new AskForMaterials(List.of(defects), until, PAPER);
    }

    private static State deemed() {
        return after(received(), new Wake(), time(TUESDAY));
    }

    private static List<Task> tasks(State state) {
        return Tasks.of(state, on(TUESDAY, HEALTH));
    }

    private static void refused(String code, ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        CaseRuleBroken.class,
                        broken -> assertThat(broken.code()).isEqualTo(code));
    }
}
