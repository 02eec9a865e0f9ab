package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.application.Application.decide;
import static org.yimen.application.Sample.*;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.Text;
import org.yimen.testing.Proves;
import org.yimen.time.TimeLimit;

/** How holders of letters steer a case within its plan. */
class SteeringTest {

    private static final Officer SJ_CHIEF = officerOf("SJ", 31, "SJ/chief");

    @Test
    @Proves({"M-APR-07", "N-L11"})
    void anUrgingReachesTheInboxOfTheUrgedUntilItIsAnswered() {
        var urged = after(reviewing(), new Urge("SJ", null, "请抓紧"), on(MONDAY, CHIEF));
        assertThat(posts(urged, "urge:1")).containsExactly("SJ/examiner");

        var answered = after(urged, new AnswerUrge(1, "明天办好"), on(MONDAY, MARKET));

        assertThat(posts(answered, "urge:1")).isEmpty();
        refused("application.may-not.not-urged", () -> decide(answered, new AnswerUrge(1, "再答"), on(MONDAY, MARKET)));
    }

    @Test
    @Proves("M-APR-07")
    void oneColleagueMayBeUrgedByNameAndNobodyElseAnswers() {
        var urged = after(reviewing(), new Urge("WJW", OTHER_HEALTH.id(), "请抓紧"), on(MONDAY, CHIEF));

        assertThat(posts(urged, "urge:1")).containsExactly("WJW/@" + OTHER_HEALTH.id());
        refused("application.may-not.not-urged", () -> decide(urged, new AnswerUrge(1, "好"), on(MONDAY, HEALTH)));
        assertThat(after(urged, new AnswerUrge(1, "好"), on(MONDAY, OTHER_HEALTH)))
                .isInstanceOf(Reviewing.class);
    }

    @Test
    @Proves("M-APR-09")
    void anUrgingThatNobodyAnswersByItsDateGoesUpTwiceAndStays() {
        var tuesday = MONDAY.plusDays(1);
        var urged = after(reviewing(), new Urge("SJ", null, "请抓紧", tuesday), on(MONDAY, CHIEF));
        refused(
                "application.urge.reply-by",
                () -> decide(reviewing(), new Urge("SJ", null, "请抓紧", MONDAY.minusDays(3)), on(MONDAY, CHIEF)));
        refused("application.wake.nothing", () -> decide(urged, new Wake(), time(tuesday)));

        var first = after(urged, new Wake(), time(MONDAY.plusDays(2)));
        assertThat(posts(first, "urge:1")).containsExactly("SJ/head");
        var second = after(first, new Wake(), time(MONDAY.plusDays(4)));
        assertThat(posts(second, "urge:1")).containsExactly("ZX/director");
        refused("application.wake.nothing", () -> decide(second, new Wake(), time(MONDAY.plusDays(14))));

        var answered = after(second, new AnswerUrge(1, "明天办好"), on(MONDAY.plusDays(4), MARKET));
        assertThat(posts(answered, "urge:1")).isEmpty();
    }

    @Test
    void whatIsDoneIsUrgedNoMore() {
        var urged = after(reviewing(), new Urge("SJ", null, "请抓紧"), on(MONDAY, CHIEF));

        var done = after(urged, new Review("SJ", true, "同意"), on(MONDAY, MARKET));

        assertThat(posts(done, "urge:1")).isEmpty();
    }

    @Test
    void whomTheCaseDoesNotConcernIsNotUrged() {
        refused(
                "application.urge.not-concerned",
                () -> decide(reviewing(), new Urge("YB", null, "请抓紧"), on(MONDAY, CHIEF)));
        refused(
                "application.urge.no-such-colleague",
                () -> decide(reviewing(), new Urge("SJ", OTHER_HEALTH.id(), "请抓紧"), on(MONDAY, CHIEF)));
        refused("application.reason.missing", () -> decide(reviewing(), new Urge("SJ", null, " "), on(MONDAY, CHIEF)));
    }

    @Test
    @Proves("M-APR-07")
    void whatIsAssignedToOneColleagueOnlyHeDoes() {
        var assigned = after(reviewing(), new Assign("review:WJW", OTHER_HEALTH.id(), "您熟悉"), on(MONDAY, CHIEF));

        assertThat(posts(assigned, "review:WJW")).containsExactly("WJW/@" + OTHER_HEALTH.id());
        refused(
                "application.may-not.assigned",
                () -> decide(assigned, new Review("WJW", true, "同意"), on(MONDAY, HEALTH)));
        assertThat(decide(assigned, new Review("WJW", true, "同意"), on(MONDAY, OTHER_HEALTH)))
                .isNotEmpty();
    }

    @Test
    void anAssignmentToSomebodyWhoLeftBindsNobody() {
        var assigned = after(reviewing(), new Assign("review:WJW", OTHER_HEALTH.id(), ""), on(MONDAY, CHIEF));
        var today = on(MONDAY, HEALTH);
        var later = new Context(
                today.now(),
                today.today(),
                today.calendar(),
                today.item(),
                today.actor(),
                today.officer(),
                _ -> Optional.empty(),
                today.applicant(),
                false,
                true);

        assertThat(decide(assigned, new Review("WJW", true, "同意"), later)).isNotEmpty();
    }

    @Test
    @Proves("M-APR-07")
    void nobodySetsAnotherOrgansPeopleToWork() {
        var other = new Assign("review:SJ", MARKET.id(), "");

        refused("application.may-not.control", () -> decide(reviewing(), other, on(MONDAY, CHIEF)));
        assertThat(decide(reviewing(), other, on(MONDAY, SJ_CHIEF))).isNotEmpty();
        refused(
                "application.assign.not-of-the-post",
                () -> decide(reviewing(), new Assign("review:WJW", MARKET.id(), ""), on(MONDAY, CHIEF)));
    }

    @Property
    @Proves("M-APR-07")
    void speedingOnlyShortensAndNeverPassesThePromise(
            @ForAll @IntRange(min = -5, max = 40) int days, @ForAll @IntRange(min = -5, max = 40) int again) {
        var context = on(MONDAY, CHIEF);
        LocalDate promised = Tasks.due(Clocks.promised(reviewing(), item()).orElseThrow(), context);
        State state = reviewing();
        for (int wanted : new int[] {days, again}) {
            LocalDate by = MONDAY.plusDays(wanted);
            LocalDate due = due(state, "review:SJ");
            try {
                state = after(state, new Hurry("review:SJ", by, "急"), context);
            } catch (CaseRuleBroken refusal) {
                assertThat(by.isBefore(MONDAY)
                                || !by.isBefore(due)
                                || by.isAfter(promised)
                                || !context.calendar().isWorkday(by))
                        .as(refusal.code())
                        .isTrue();
                assertThat(due(state, "review:SJ")).isEqualTo(due);
                continue;
            }
            assertThat(due(state, "review:SJ")).isEqualTo(by).isBefore(due).isBeforeOrEqualTo(promised);
        }
        assertThat(Clocks.promised(state, item())).isEqualTo(Clocks.promised(reviewing(), item()));
    }

    @Test
    @Proves("M-APR-07")
    void anOpinionIsSentBackWhileTheStageIsOpenAndTheStagesClockRunsOn() {
        var once = after(reviewing(), new Review("SJ", true, "同意"), on(MONDAY, MARKET));

        var back = (Reviewing) after(once, new SendBack(List.of("SJ"), "漏了一项"), on(MONDAY.plusDays(1), CHIEF));

        assertThat(back.course().opinions()).isEmpty();
        assertThat(back.course().enteredOn()).isEqualTo(MONDAY);
        refused(
                "application.send-back.not-given",
                () -> decide(back, new SendBack(List.of("SJ"), "再"), on(MONDAY, CHIEF)));
        refused("application.reason.missing", () -> decide(once, new SendBack(List.of("SJ"), ""), on(MONDAY, CHIEF)));
    }

    @Test
    @Proves("M-APR-20")
    void theOrderOfThePlanIsLeftOnlyWithSomebodyElsesAssent() {
        ItemVersion item = item(false, winding());
        State accepted = after(received(), new Accept(PAPER), on(MONDAY, CLERK, item));
        refused(
                "application.step.not-its-turn",
                () -> decide(
                        reviewFirst(accepted, item), new StartStep("publicity", 2, PAPER), on(MONDAY, HEALTH, item)));
        refused(
                "application.may-not.control",
                () -> decide(accepted, new Deviate("examine", "急"), on(MONDAY, HEALTH, item)));

        var asked = after(accepted, new Deviate("examine", "现场要等天晴"), on(MONDAY, CHIEF, item));
        refused("application.may-not.post", () -> decide(asked, new Assent(""), on(MONDAY, HEALTH, item)));
        var both = officer(4, Set.of("WJW/head", "WJW/chief"), Right.CONTROL);
        refused("application.may-not.own-deviation", () -> decide(asked, new Assent(""), on(MONDAY, both, item)));
        var events = decide(asked, new Assent("同意"), on(MONDAY, HEAD, item));

        assertThat(events).singleElement().isInstanceOfSatisfying(Event.Deviated.class, deviated -> {
            assertThat(deviated.by()).isEqualTo(CHIEF.id());
            assertThat(deviated.reason()).isEqualTo("现场要等天晴");
            assertThat(deviated.element()).isEqualTo("examine");
            assertThat(deviated.postponed()).isEqualTo("survey");
        });
        assertThat(posts(fold(asked, events), "review:SJ", item)).containsExactly("SJ/examiner");
    }

    @Test
    @Proves("M-APR-20")
    void withoutReasonOrWithAnElementBeyondThePlanNothingIsEvenAsked() {
        ItemVersion item = item(false, winding());
        State accepted = after(received(), new Accept(PAPER), on(MONDAY, CLERK, item));

        refused(
                "application.reason.missing",
                () -> decide(accepted, new Deviate("examine", " "), on(MONDAY, CHIEF, item)));
        for (String beyond : List.of("another-opinion", "decide", "survey", "testing")) {
            refused(
                    "application.deviate.not-possible",
                    () -> decide(accepted, new Deviate(beyond, "急"), on(MONDAY, CHIEF, item)));
        }
        var asked = after(accepted, new Deviate("examine", "急"), on(MONDAY, CHIEF, item));
        refused("application.deviate.asked", () -> decide(asked, new Deviate("examine", "急"), on(MONDAY, CHIEF, item)));
        var denied = after(asked, new Dissent("不同意"), on(MONDAY, HEAD, item));
        assertThat(posts(denied, "step:survey", item)).containsExactly("WJW/examiner");
    }

    /** Whatever order is chosen: every element comes before the decision, and once. */
    @Property(tries = 200)
    @Proves("M-APR-20")
    void whateverTheOrderNothingIsLeftOutAndNothingComesTwice(@ForAll int seed) {
        var random = new Random(seed);
        ItemVersion item = item(false, winding());
        State state = after(received(), new Accept(PAPER), on(MONDAY, CLERK, item));
        var passed = new ArrayList<String>();
        for (int i = 0; i < 20 && state instanceof Reviewing; i++) {
            Course course = ((Reviewing) state).course();
            var ahead = Steering.ahead(course, on(MONDAY, CHIEF, item));
            if (!ahead.isEmpty() && random.nextBoolean()) {
                String first = item.plan()
                        .elements()
                        .get(ahead.get(random.nextInt(ahead.size())))
                        .code();
                state = after(state, new Deviate(first, "急"), on(MONDAY, CHIEF, item));
                state = after(state, new Assent(""), on(MONDAY, HEAD, item));
                course = ((Reviewing) state).course();
            }
            var element = item.plan().elements().get(course.position());
            passed.add(element.code());
            state = pass(state, element, item);
        }

        assertThat(state).isInstanceOf(Deciding.class);
        assertThat(passed).containsExactlyInAnyOrder("survey", "examine", "publicity");
    }

    @Test
    void aCaseThatIsSentBackDoesNotRepeatTheStepsItPassed() {
        ItemVersion item = item(false, winding());
        State state = after(received(), new Accept(PAPER), on(MONDAY, CLERK, item));
        for (String code : List.of("survey", "examine", "publicity")) {
            state = pass(
                    state,
                    item.plan().elements().stream()
                            .filter(element -> element.code().equals(code))
                            .findFirst()
                            .orElseThrow(),
                    item);
        }

        State back = after(state, new SendBack(List.of("SJ"), "再核对"), on(MONDAY, CHIEF, item));
        State again = after(back, new Review("SJ", true, "已核对"), on(MONDAY, MARKET, item));

        assertThat(again).isInstanceOf(Deciding.class);
    }

    @Test
    @Proves("M-APR-19")
    void whatOfficesSayAmongThemselvesIsNotForTheApplicantAndAChangedOrderIs() {
        ItemVersion item = item(false, winding());
        State accepted = after(received(), new Accept(PAPER), on(MONDAY, CLERK, item));
        var asked = decide(accepted, new Deviate("examine", "急"), on(MONDAY, CHIEF, item));
        State asking = fold(accepted, asked);
        var among = new ArrayList<>(asked);
        among.addAll(decide(reviewing(), new Urge("SJ", null, "请抓紧"), on(MONDAY, CHIEF)));
        among.addAll(decide(reviewing(), new Assign("review:WJW", HEALTH.id(), ""), on(MONDAY, CHIEF)));
        among.addAll(decide(reviewing(), new Hurry("review:SJ", MONDAY.plusDays(1), "急"), on(MONDAY, CHIEF)));
        among.addAll(decide(asking, new Dissent("不急"), on(MONDAY, HEAD, item)));

        assertThat(among).noneMatch(SteeringTest::isPublic);
        assertThat(decide(asking, new Assent(""), on(MONDAY, HEAD, item))).allMatch(SteeringTest::isPublic);
        assertThat(decide(deciding(), new Grant(PAPER), on(MONDAY.plusDays(2), CHIEF)))
                .allMatch(SteeringTest::isPublic);
    }

    private static boolean isPublic(Event event) {
        return new CaseView.Entry(1, on(MONDAY, CHIEF).now(), on(MONDAY, CHIEF).actor(), event).isPublic();
    }

    @Test
    @Proves("M-APR-08")
    void aDecisionSaysWhetherItRestsOnOwnPowerOrIsOnBehalf() {
        var own = decision(CHIEF);
        assertThat(own.authority()).isEqualTo(new Authority("授2", null, null));

        var head = new UUID(0, 5);
        var first = Letter.ofGovernment(
                "授1", "WJW", Set.of(Letter.ALL), Set.of(Right.values()), MONDAY, MONDAY.plusYears(1), head);
        var behalf = new Letter(
                "代3",
                "WJW",
                Set.of(Letter.ALL),
                Set.of(Right.DECIDE),
                MONDAY,
                MONDAY.plusYears(1),
                new UUID(0, 6),
                List.of("负责人"),
                new Letter.Power.OnBehalf("条例第十条"),
                null,
                null,
                first);
        var signer = new Officer(new UUID(0, 6), "代签人", "629901", Set.of("WJW/chief"), List.of(behalf));

        assertThat(decision(signer).authority()).isEqualTo(new Authority("代3", head, "条例第十条"));
        assertThat(decision(signer).letter()).isEqualTo("代3");
    }

    @Test
    @Proves("M-APR-08")
    void atOnceIsDecidedOnlyWhereThePlanHasNoReview() {
        var plan = new Plan(List.of(
                new Stage("accept", Text.of("受理"), Act.ACCEPT, List.of(), TimeLimit.sameDay()),
                new Stage("decide", Text.of("核准"), Act.DECIDE, List.of("WJW"), TimeLimit.sameDay())));
        var item = item(false, plan);
        var accepted = after(received(), new Accept(PAPER), on(MONDAY, CLERK, item));

        var granted = (Granted) after(accepted, new Grant(PAPER), on(MONDAY, CHIEF, item));

        assertThat(granted.decision().takenAtOnce()).isTrue();
        assertThat(decision(CHIEF).takenAtOnce()).isFalse();
        refused("application.step.too-early", () -> decide(reviewing(), new Grant(PAPER), on(MONDAY, CHIEF)));
    }

    private static Application.Decision decision(Officer officer) {
        return ((Granted) after(deciding(), new Grant(PAPER), on(MONDAY.plusDays(2), officer))).decision();
    }

    /** Survey, examination, publicity: three elements that every case passes. */
    private static Plan winding() {
        return new Plan(List.of(
                new Stage("accept", Text.of("受理"), Act.ACCEPT, List.of(), TimeLimit.workingDays(1)),
                step("survey", true),
                step("testing", false),
                new Stage("examine", Text.of("审查"), Act.REVIEW, List.of("WJW", "SJ"), TimeLimit.workingDays(5)),
                step("publicity", true),
                new Stage("decide", Text.of("决定"), Act.DECIDE, List.of("WJW"), TimeLimit.workingDays(2))));
    }

    private static Step step(String code, boolean always) {
        return new Step(
                code,
                Text.of(code),
                Plan.Procedure.SITE_SURVEY,
                "WJW",
                TimeLimit.workingDays(3),
                false,
                "行政许可法 第三十四条",
                always);
    }

    private static State reviewFirst(State accepted, ItemVersion item) {
        State asked = after(accepted, new Deviate("examine", "急"), on(MONDAY, CHIEF, item));
        return after(asked, new Assent(""), on(MONDAY, HEAD, item));
    }

    private static State pass(State state, Plan.Element element, ItemVersion item) {
        return switch (element) {
            case Stage _ -> {
                State once = after(state, new Review("WJW", true, "同意"), on(MONDAY, HEALTH, item));
                yield after(once, new Review("SJ", true, "同意"), on(MONDAY, MARKET, item));
            }
            case Step step -> {
                State running = after(state, new StartStep(step.code(), 1, PAPER), on(MONDAY, HEALTH, item));
                yield after(running, new FinishStep("完成", PAPER), on(MONDAY, HEALTH, item));
            }
        };
    }

    private static List<String> posts(State state, String key) {
        return posts(state, key, item());
    }

    private static List<String> posts(State state, String key, ItemVersion item) {
        return Tasks.of(state, on(MONDAY, CHIEF, item)).stream()
                .filter(task -> task.key().equals(key))
                .map(Task::post)
                .toList();
    }

    private static LocalDate due(State state, String key) {
        return Tasks.of(state, on(MONDAY, CHIEF)).stream()
                .filter(task -> task.key().equals(key))
                .map(Task::dueOn)
                .findFirst()
                .orElseThrow();
    }

    private static Officer officerOf(String department, int id, String post) {
        var uuid = new UUID(0, id);
        var letter = Letter.ofGovernment(
                        "授" + id,
                        department,
                        Set.of(Letter.ALL),
                        Set.of(Right.values()),
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 12, 31),
                        uuid)
                .passedOn("授" + id + "-2", Set.of(Right.CONTROL), uuid);
        return new Officer(uuid, "首席", "629901", Set.of(post), List.of(letter));
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(CaseRuleBroken.class).isThrownBy(call).returns(code, CaseRuleBroken::code);
    }
}
