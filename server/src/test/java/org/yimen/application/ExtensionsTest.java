package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.application.Application.decide;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.application.Gaps.Promise;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.organisation.Department;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.Text;
import org.yimen.testing.Law;
import org.yimen.time.TimeLimit;

/** 延长期限: by whom, by how much, and until when. */
class ExtensionsTest {

    private static final LocalDate THURSDAY = MONDAY.plusDays(3);
    private static final UUID MAYOR_ID = new UUID(0, 60);
    private static final Officer MAYOR = new Officer(
            MAYOR_ID,
            "某市长",
            "629901",
            Set.of("ZF/head"),
            List.of(Letter.ofGovernment(
                    "府授1",
                    Department.GOVERNMENT,
                    Set.of(Letter.ALL),
                    Set.of(Right.EXTEND_JOINT),
                    LocalDate.of(2026, 1, 1),
                    LocalDate.of(2026, 12, 31),
                    MAYOR_ID)));

    @Test
    @DisplayName("四十五日内不能办结的，经本级人民政府负责人批准，可以延长十五日")
    @Law(
            value = "行政许可法 第四十二条第二款",
            rule = "Extensions: what the government ordered jointly its own head extends, by fifteen days")
    void whatIsHandledJointlyTheHeadOfTheGovernmentExtends() {
        refused(
                "application.may-not.extend-joint",
                () -> decide(deciding(), new Extend("管线复杂", PAPER), on(THURSDAY, CHIEF, joint())));
        refused(
                "application.may-not.extend",
                () -> decide(deciding(), new Extend("管线复杂", PAPER), on(THURSDAY, MAYOR, item())));

        List<Event> events = decide(deciding(), new Extend("管线复杂", PAPER), on(THURSDAY, MAYOR, joint()));

        var extended = (Event.Extended) events.getFirst();
        assertThat(extended.days()).isEqualTo(15);
        assertThat(extended.authority()).isNotNull().returns("府授1", Authority::letter);
        assertThat(Clocks.statutory(fold(deciding(), events), joint()).orElseThrow())
                .returns(15, clock -> clock.extension())
                .returns(TimeLimit.workingDays(45), clock -> clock.limit());
    }

    @Test
    @Law(
            value = "行政许可法 第四十二条第二款",
            rule =
                    "Extensions: whoever handles the case asks the head of the government, who has it before him as a task")
    void whoIsAskedToExtendHasItBeforeHimUntilHeAnswers() {
        refused(
                "application.extend.no-basis",
                () -> decide(deciding(), new AskExtension("管线复杂"), on(THURSDAY, CHIEF, item())));
        refused(
                "application.reason.missing",
                () -> decide(deciding(), new AskExtension(" "), on(THURSDAY, CHIEF, joint())));
        refused(
                "application.extend.not-asked",
                () -> decide(deciding(), new DenyExtension("抓紧办"), on(THURSDAY, MAYOR, joint())));

        State asked = after(deciding(), new AskExtension("管线复杂"), on(THURSDAY, CHIEF, joint()));

        assertThat(waiting(asked)).hasSize(1);
        refused("application.extend.asked", () -> decide(asked, new AskExtension("再提"), on(THURSDAY, CHIEF, joint())));
        refused(
                "application.may-not.extend-joint",
                () -> decide(asked, new DenyExtension("抓紧办"), on(THURSDAY, CHIEF, joint())));
        State denied = after(asked, new DenyExtension("抓紧办"), on(THURSDAY, MAYOR, joint()));
        assertThat(waiting(denied)).isEmpty();
        assertThat(Application.course(denied).extension()).isZero();
        State extended = after(
                after(denied, new AskExtension("又查出一条管线"), on(THURSDAY, CHIEF, joint())),
                new Extend("又查出一条管线", PAPER),
                on(THURSDAY, MAYOR, joint()));
        assertThat(waiting(extended)).isEmpty();
        assertThat(Application.course(extended).extension()).isEqualTo(15);
    }

    private static List<Task> waiting(State state) {
        return Tasks.of(state, on(THURSDAY, CHIEF, joint())).stream()
                .filter(task -> task.post().equals("ZF/head"))
                .toList();
    }

    @Test
    @Law(value = "行政许可法 第四十二条第一款", rule = "Extensions: a chief representative extends only where his letter says so")
    void aChiefWhoseLetterDoesNotSaySoDoesNotExtend() {
        Officer decider = officer(4, Set.of("WJW/chief"), Right.DECIDE, Right.CONTROL);

        refused(
                "application.may-not.extend",
                () -> decide(deciding(), new Extend("情况复杂", PAPER), on(THURSDAY, decider)));
    }

    @Test
    @Law(value = "行政许可法 第四十二条第一款", rule = "Extensions: the applicant is told the reason, so there is one")
    void nobodyExtendsWithoutAReason() {
        refused("application.reason.missing", () -> decide(deciding(), new Extend(" ", PAPER), on(THURSDAY, CHIEF)));
    }

    @Test
    @Law(
            value = "行政许可法 第四十二条第一款",
            rule = "Extensions: in every state in which the term runs, and in none in which it stands still")
    void theTermIsExtendedWhereverItRuns() {
        var testing = after(reviewing(), new StartStep("testing", 8, PAPER), on(THURSDAY, HEALTH));
        refused("application.extend.stopped", () -> decide(testing, new Extend("还要等", PAPER), on(THURSDAY, CHIEF)));
        State resumed = after(testing, new FinishStep("合格", PAPER), on(THURSDAY.plusDays(1), HEALTH));
        var looking = new Plan(List.of(
                new Stage("accept", Text.of("受理"), Act.ACCEPT, List.of(), TimeLimit.workingDays(1)),
                new Stage("examine", Text.of("审查"), Act.REVIEW, List.of("WJW"), TimeLimit.workingDays(5)),
                new Step(
                        "survey",
                        Text.of("踏勘"),
                        Plan.Procedure.SITE_SURVEY,
                        "WJW",
                        TimeLimit.workingDays(5),
                        false,
                        "某条例 第一条",
                        false),
                new Stage("decide", Text.of("决定"), Act.DECIDE, List.of("WJW"), TimeLimit.workingDays(2))));
        var surveyed = item(false, looking);
        State survey = after(reviewing(), new StartStep("survey", 2, PAPER), on(THURSDAY, HEALTH, surveyed));

        assertThat(extension(after(resumed, new Extend("情况复杂", PAPER), on(THURSDAY.plusDays(1), CHIEF))))
                .isEqualTo(10);
        assertThat(extension(after(survey, new Extend("情况复杂", PAPER), on(THURSDAY, CHIEF, surveyed))))
                .isEqualTo(10);
        assertThat(extension(after(ready(), new Extend("情况复杂", PAPER), on(THURSDAY, CHIEF))))
                .isEqualTo(10);
    }

    /** Nothing is wanting but the promised report. */
    private static State ready() {
        var promised = new Submit("digest", List.of(new Promise("report", MONDAY.plusDays(7))), null);
        State state = after(new Draft(), promised, on(MONDAY, null));
        state = after(state, new AcceptWithGaps(PAPER), on(MONDAY, CLERK));
        state = after(state, new Review("WJW", true, "同意"), on(THURSDAY, HEALTH));
        state = after(state, new Review("SJ", true, "同意"), on(THURSDAY, MARKET));
        return after(state, new FindReady("只缺报告"), on(THURSDAY, CHIEF));
    }

    private static int extension(State state) {
        return Application.course(state).extension();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(call).returns(code, CaseRuleBroken::code);
    }
}
