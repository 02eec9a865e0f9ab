package org.yimen.hotline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.yimen.hotline.WorkOrder.decide;
import static org.yimen.hotline.WorkOrder.evolve;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.yimen.casework.Actor;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrder.Ending;
import org.yimen.hotline.WorkOrder.Event;
import org.yimen.hotline.WorkOrder.Ground;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.time.WorkCalendar;

class WorkOrderTest {

    private static final String CITY = "629901";
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final UUID REPORTER = new UUID(1, 1);
    private static final OrderTypes TYPES = OrderTypes.bundled();

    private static final Officer OPERATOR = officer(10, "12345/operator");
    private static final Officer DISPATCHER = officer(11, "12345/dispatcher");
    private static final Officer SECOND = officer(12, "12345/dispatcher");
    private static final Officer WORKER = officer(20, "ZJ/chief");
    private static final Officer HEAD = officer(21, "ZJ/head");
    private static final Officer OTHER = officer(22, "SL/chief");
    private static final Officer INVESTIGATOR = officer(30, "XN/investigator");
    private static final Officer SUPERVISION = officer(31, "XN/head");
    private static final List<Officer> ALL =
            List.of(OPERATOR, DISPATCHER, SECOND, WORKER, HEAD, OTHER, INVESTIGATOR, SUPERVISION);

    private static final OrderContext.Units UNITS = new OrderContext.Units() {
        @Override
        public boolean exists(String unit) {
            return Set.of("ZJ", "SL", "SJ", "XN", "12345", "ZX").contains(unit);
        }

        @Override
        public String desk(String unit) {
            return unit.equals("XN") ? "XN/investigator" : unit + "/chief";
        }

        @Override
        public String desk(String unit, Set<UUID> without) {
            return isHeldOnlyBy(desk(unit), without) ? unit + "/head" : desk(unit);
        }

        @Override
        public boolean isHeldOnlyBy(String post, Set<UUID> officers) {
            return (post.equals("ZJ/chief") && officers.contains(new UUID(0, 7)))
                    || (post.equals("XN/head") && officers.contains(SUPERVISION.id()));
        }

        @Override
        public boolean isDoneOnlyBy(String unit, Set<UUID> officers) {
            return (unit.equals("ZJ") && officers.containsAll(Set.of(WORKER.id(), HEAD.id())))
                    || (unit.equals("SL") && officers.contains(OTHER.id()));
        }
    };

    private static Officer officer(int id, String... posts) {
        return new Officer(new UUID(0, id), "o" + id, CITY, Set.of(posts), List.of());
    }

    private static OrderContext on(LocalDate day, Actor actor, @Nullable Officer officer) {
        return new OrderContext(
                day.atTime(LocalTime.of(9, 0)).atZone(CityTime.ZONE).toInstant(),
                day,
                WorkCalendar.national().provisional(),
                TYPES,
                CITY,
                new UUID(9, 9),
                REPORTER,
                actor,
                officer,
                UNITS,
                _ -> Optional.empty());
    }

    /** The same where there is another order, and perhaps some that were merged into this one. */
    private static OrderContext beside(OrderContext context, @Nullable State other, boolean merged) {
        var others = new OrderContext.Others() {
            @Override
            public Optional<State> find(UUID order) {
                return Optional.ofNullable(other);
            }

            @Override
            public boolean readTheAnswerOf(UUID main) {
                return merged;
            }
        };
        return new OrderContext(
                context.now(),
                context.today(),
                context.calendar(),
                context.types(),
                context.region(),
                context.self(),
                context.reporter(),
                context.actor(),
                context.officer(),
                context.units(),
                others);
    }

    private static OrderContext by(Officer officer, LocalDate day) {
        return on(day, Actor.officer(officer.id(), officer.posts().iterator().next()), officer);
    }

    private static OrderContext reporter(LocalDate day) {
        return on(day, Actor.applicant(REPORTER, REPORTER), null);
    }

    private static OrderContext time(LocalDate day) {
        return on(day, Actor.SYSTEM, null);
    }

    private static State after(State state, Command command, OrderContext context) {
        State next = state;
        for (Event event : decide(state, command, context)) {
            next = evolve(next, event);
        }
        return next;
    }

    private static Register register(String type, @Nullable Accused accused) {
        return new Register(type, "housing", accused, false, false, "digest");
    }

    private static State registered(String type, @Nullable Accused accused) {
        return after(new State.Blank(), register(type, accused), reporter(MONDAY));
    }

    private static State dispatched() {
        return after(registered("help", null), new Dispatch("ZJ", List.of("SL"), ""), by(DISPATCHER, MONDAY));
    }

    private static State handling() {
        return after(dispatched(), new Accept(), by(WORKER, MONDAY));
    }

    private static State replied() {
        return after(handling(), new Respond("已修好", null, ""), by(WORKER, MONDAY.plusDays(2)));
    }

    private static void refused(String code, State state, Command command, OrderContext context) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> decide(state, command, context))
                .returns(code, CaseRuleBroken::code);
    }

    @Test
    @Proves("M-HOT-01")
    void anOrderGoesFromTheCallToTheAnswerThatTheCallerConfirms() {
        State answered = replied();

        State closed = after(answered, new Confirm(Outcome.SATISFIED, ""), reporter(MONDAY.plusDays(3)));

        assertThat(closed).isInstanceOfSatisfying(State.Closed.class, done -> {
            assertThat(done.ending()).isEqualTo(Ending.SATISFIED);
            assertThat(done.reply().inTime()).isTrue();
        });
    }

    @Test
    @Proves("M-HOT-01")
    void whoCallsAgainIsHeardAndNoLimitMovesByIt() {
        State waits = registered("help", null);
        State works = handling();

        State reminded = after(works, new Remind("还没有人来"), by(OPERATOR, MONDAY.plusDays(1)));

        assertThat(reminded).isEqualTo(works);
        assertThat(decide(waits, new Remind("问派给谁了"), by(OPERATOR, MONDAY)))
                .containsExactly(new Event.Reminded(MONDAY, "问派给谁了"));
        refused("hotline.text.missing", works, new Remind(" "), by(OPERATOR, MONDAY));
        refused("hotline.may-not.post", works, new Remind("自己提醒自己"), by(WORKER, MONDAY));
        refused("hotline.step.not-open", replied(), new Remind("有答复了"), by(OPERATOR, MONDAY.plusDays(3)));
    }

    @Test
    @Proves("M-STD-11")
    void whatIsReportedBySomebodyIsHastenedByNobodyAndNoRule() {
        State works = handling();

        refused("hotline.may-not.time", works, new Hasten("升级"), by(SUPERVISION, MONDAY));
        refused("hotline.may-not.time", works, new Hasten("升级"), time(MONDAY));
    }

    @Test
    void whoAnsweredDoesNotAskWhetherTheAnswerIsGood() {
        State state = registered("consult", null);
        State answered = after(state, new Answer("周一至周五九点到五点"), by(OPERATOR, MONDAY));

        refused("hotline.may-not.own-answer", answered, new Confirm(Outcome.SATISFIED, ""), by(OPERATOR, MONDAY));
    }

    @Test
    void theHandlingUnitDoesNotCloseItsOwnOrder() {
        refused("hotline.may-not.post", replied(), new Confirm(Outcome.SATISFIED, ""), by(WORKER, MONDAY.plusDays(3)));
    }

    @Test
    void whoIsNotSatisfiedReopensItOnceAndThenSupervisionHasIt() {
        State reopened = after(replied(), new Confirm(Outcome.UNSATISFIED, "还在漏"), reporter(MONDAY.plusDays(3)));
        assertThat(reopened).isInstanceOf(State.Handling.class);
        State again = after(reopened, new Respond("换了新管", null, ""), by(WORKER, MONDAY.plusDays(4)));

        State escalated = after(again, new Confirm(Outcome.UNSATISFIED, "又漏了"), reporter(MONDAY.plusDays(7)));

        assertThat(escalated).isInstanceOf(State.Escalated.class);
        assertThat(tasks(escalated, time(MONDAY.plusDays(7))))
                .extracting(Task::post)
                .containsExactly("XN/head");
        refused("hotline.may-not.post", escalated, new Conclude("已尽力"), by(DISPATCHER, MONDAY.plusDays(7)));
        assertThat(after(escalated, new Conclude("管网改造明年进行"), by(SUPERVISION, MONDAY.plusDays(8))))
                .isInstanceOfSatisfying(
                        State.Closed.class, done -> assertThat(done.ending()).isEqualTo(Ending.CONCLUDED));
    }

    @Test
    @Law(value = "安阳市政务服务条例 第五十条", rule = "WorkOrder: returned once with a reason, then final")
    void aUnitSendsItBackOnceWithAReasonThenItIsFinal() {
        State back = after(dispatched(), new Return("属于水利局职责"), by(WORKER, MONDAY.plusDays(1)));
        State again = after(back, new Dispatch("SL", List.of(), ""), by(DISPATCHER, MONDAY.plusDays(1)));

        assertThat(again)
                .isInstanceOfSatisfying(
                        State.Dispatched.class,
                        state -> assertThat(state.to().fixed()).isTrue());
        refused("hotline.return.final", again, new Return("不是我们"), by(OTHER, MONDAY.plusDays(2)));
        refused("hotline.text.missing", dispatched(), new Return(" "), by(WORKER, MONDAY));
    }

    @Test
    @Law(value = "安阳市政务服务条例 第五十条", rule = "WorkOrder: sent back within the term or kept")
    void afterTheTermNobodySendsItBack() {
        refused("hotline.return.late", dispatched(), new Return("属于水利局职责"), by(WORKER, MONDAY.plusDays(2)));
    }

    @Test
    @Law(value = "安阳市政务服务条例 第五十条", rule = "WorkOrder: extended once by the head of the unit")
    void onlyTheHeadOfTheUnitExtendsOnceAndInTime() {
        refused("hotline.may-not.post", handling(), new Extend("管网复杂"), by(WORKER, MONDAY.plusDays(2)));
        State extended = after(handling(), new Extend("管网复杂"), by(HEAD, MONDAY.plusDays(2)));

        assertThat(OrderClocks.of(extended, time(MONDAY))
                        .orElseThrow()
                        .read(time(MONDAY))
                        .dueOn())
                .isEqualTo(LocalDate.of(2026, 3, 16));
        refused("hotline.extend.once", extended, new Extend("还要"), by(HEAD, MONDAY.plusDays(3)));
        refused("hotline.extend.late", handling(), new Extend("管网复杂"), by(HEAD, MONDAY.plusDays(8)));
    }

    @Test
    void theTimeOfAHaltDoesNotCountAndItEndsByItself() {
        State halted = after(handling(), new Suspend("等待居民在家", MONDAY.plusDays(7)), by(HEAD, MONDAY.plusDays(1)));
        assertThat(tasks(halted, time(MONDAY.plusDays(1))))
                .extracting(Task::act)
                .contains("order-resume");
        refused("hotline.wake.early", halted, new Wake(), time(MONDAY.plusDays(7)));

        State resumed = after(halted, new Wake(), time(MONDAY.plusDays(9)));

        // Of the five working days one was gone on Tuesday; the other four run from the 10th on.
        assertThat(OrderClocks.of(resumed, time(MONDAY))
                        .orElseThrow()
                        .read(time(MONDAY))
                        .dueOn())
                .isEqualTo(LocalDate.of(2026, 3, 13));
        refused("hotline.suspend.until", handling(), new Suspend("x", MONDAY.plusDays(40)), by(HEAD, MONDAY));
    }

    @Test
    @Proves("M-HOT-04")
    void theHeadAloneSuspendsAndOnceInTheLifeOfAnOrder() {
        LocalDate day = MONDAY.plusDays(1);
        refused("hotline.may-not.post", handling(), new Suspend("等待居民在家", MONDAY.plusDays(7)), by(WORKER, day));
        State halted = after(handling(), new Suspend("等待居民在家", MONDAY.plusDays(7)), by(HEAD, day));

        State resumed = after(halted, new Resume(""), by(WORKER, MONDAY.plusDays(2)));

        refused("hotline.suspend.once", resumed, new Suspend("再等", MONDAY.plusDays(9)), by(HEAD, MONDAY.plusDays(2)));
        State answered = after(resumed, new Respond("已修好", null, ""), by(WORKER, MONDAY.plusDays(2)));
        State again = after(answered, new Confirm(Outcome.UNSATISFIED, "还在漏"), reporter(MONDAY.plusDays(3)));
        refused("hotline.suspend.once", again, new Suspend("再等", MONDAY.plusDays(9)), by(HEAD, MONDAY.plusDays(3)));
    }

    @Test
    @Law(value = "安阳市政务服务条例 第五十条", rule = "WorkOrder: no second extension after it was opened again")
    void whatWasExtendedIsNotExtendedAgainWhenItIsOpenedAgain() {
        State extended = after(handling(), new Extend("管网复杂"), by(HEAD, MONDAY.plusDays(2)));
        State answered = after(extended, new Respond("已修好", null, ""), by(WORKER, MONDAY.plusDays(3)));

        State again = after(answered, new Confirm(Outcome.UNSATISFIED, "还在漏"), reporter(MONDAY.plusDays(4)));

        assertThat(due(again)).as("five days anew").isEqualTo(LocalDate.of(2026, 3, 13));
        refused("hotline.extend.once", again, new Extend("还是复杂"), by(HEAD, MONDAY.plusDays(4)));
    }

    @Test
    @Proves("M-HOT-03")
    void whoWithdrawsWhatOthersReportedTooOnlyLeavesIt() {
        OrderContext himself = beside(reporter(MONDAY), null, true);
        State left = after(handling(), new Withdraw("不想等了"), himself);

        assertThat(left).isInstanceOf(State.Handling.class);
        assertThat(OrderClocks.of(left, time(MONDAY))).isPresent();
        refused("hotline.step.not-open", left, new Withdraw("真的不等了"), himself);
        State answered = after(left, new Respond("已修好", null, ""), by(WORKER, MONDAY.plusDays(2)));
        refused(
                "hotline.may-not.post",
                answered,
                new Confirm(Outcome.UNSATISFIED, "不满意"),
                beside(reporter(MONDAY.plusDays(3)), null, true));
        assertThat(after(answered, new Confirm(Outcome.SATISFIED, ""), by(OPERATOR, MONDAY.plusDays(3))))
                .isInstanceOf(State.Closed.class);
        assertThat(after(handling(), new Withdraw("自己修好了"), reporter(MONDAY)))
                .as("where nobody else waits")
                .isInstanceOf(State.Withdrawn.class);
    }

    @Test
    @Proves("M-HOT-03")
    void whoGaveHisNameIsNotMergedIntoWhatClosesUnheard() {
        State unnamed = after(
                new State.Blank(), new Register("help", "housing", null, true, false, "digest"), reporter(MONDAY));
        State named = registered("help", null);
        var merge = new Merge(new UUID(5, 5), "同一处漏水");

        refused("hotline.merge.anonymous", named, merge, beside(by(DISPATCHER, MONDAY), unnamed, false));

        assertThat(after(unnamed, merge, beside(by(DISPATCHER, MONDAY), named, false)))
                .isInstanceOf(State.Merged.class);
    }

    @Test
    @Proves("M-HOT-06")
    void whoLeadsAllOrdersOfATypeHandsOneBackToTheHotlineOnce() {
        Officer window = officer(70, "ZX/orders");
        State mine = after(
                after(
                        registered("undone", new Accused("SJ", null, null)),
                        new Dispatch("ZX", List.of(), ""),
                        by(window, MONDAY)),
                new Accept(),
                by(window, MONDAY));
        refused("hotline.text.missing", mine, new Return(" "), by(window, MONDAY));
        refused("hotline.return.taken", handling(), new Return("不属本单位"), by(WORKER, MONDAY));

        State back = after(mine, new Return("这是供水抢修"), by(window, MONDAY));

        assertThat(back).isInstanceOf(State.Registered.class);
        assertThat(tasks(back, time(MONDAY))).extracting(Task::post).containsExactly("12345/dispatcher");
        assertThat(WorkOrder.matter(back).returns()).isOne();
        State again = after(
                after(back, new Dispatch("ZX", List.of(), "就是办不成事"), by(DISPATCHER, MONDAY)),
                new Accept(),
                by(window, MONDAY));
        refused("hotline.return.final", again, new Return("还是不属本窗口"), by(window, MONDAY));
    }

    @Test
    @Proves("M-HOT-01")
    void whatIsUrgentHasShorterLimitsThatSayWhereTheyAreFrom() {
        State plain = registered("help", null);
        State urgent = after(
                new State.Blank(), new Register("help", "housing", null, false, true, "digest"), reporter(MONDAY));

        State sent = after(urgent, new Dispatch("ZJ", List.of(), ""), by(DISPATCHER, MONDAY));
        State taken = after(sent, new Accept(), by(WORKER, MONDAY));

        assertThat(due(after(plain, new Dispatch("ZJ", List.of(), ""), by(DISPATCHER, MONDAY))))
                .isEqualTo(MONDAY.plusDays(1));
        assertThat(due(sent)).isEqualTo(MONDAY);
        assertThat(due(taken)).isEqualTo(MONDAY.plusDays(1));
        assertThat(OrderClocks.of(taken, time(MONDAY)).orElseThrow().basis().verified())
                .as("nobody has read where it is from")
                .isFalse();
        assertThat(TYPES.version("help", 1).in(CITY).urgent())
                .as("what began before has its old limits")
                .isNull();
    }

    @Test
    @Proves("M-HOT-07")
    void aConsultationNotesWhoSatTogetherAndMaySetAnEarlierDay() {
        State talk = after(registered("help", null), new Consult(List.of("ZJ", "SL"), "积水归谁管"), by(DISPATCHER, MONDAY));
        State said = after(talk, new Opine("SL", "属于小区内部管网"), by(OTHER, MONDAY));
        var late = new Resolve("ZJ", List.of(), "由住建局牵头", true, LocalDate.of(2026, 3, 20), List.of("ZJ"));
        refused("hotline.raise.due-far", said, late, by(DISPATCHER, MONDAY));
        // Nobody decides over whom he has not asked, and one alone is no consultation.
        refused(
                "hotline.resolve.participants",
                talk,
                new Resolve("ZJ", List.of(), "由住建局牵头", true),
                by(DISPATCHER, MONDAY));
        refused(
                "hotline.resolve.participants",
                said,
                new Resolve("SL", List.of(), "由水利局牵头", true),
                by(DISPATCHER, MONDAY));
        refused(
                "hotline.resolve.participants",
                said,
                new Resolve("ZJ", List.of(), "由住建局牵头", true, null, List.of("ZX")),
                by(DISPATCHER, MONDAY));

        var decided = new Resolve("ZJ", List.of(), "由住建局牵头", true, LocalDate.of(2026, 3, 4), List.of("ZJ", "ZX"));
        var events = decide(said, decided, by(DISPATCHER, MONDAY));

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Resolved.class,
                        event -> assertThat(event.participants()).containsExactly("SL", "ZJ", "ZX"));
        State taken = after(after(said, decided, by(DISPATCHER, MONDAY)), new Accept(), by(WORKER, MONDAY));
        assertThat(due(taken)).isEqualTo(LocalDate.of(2026, 3, 4));
    }

    @Test
    void whatNobodyAnswersClimbsAWorkingDayAtATime() {
        State state = dispatched();
        refused("hotline.wake.early", state, new Wake(), time(MONDAY.plusDays(1)));

        state = after(state, new Wake(), time(MONDAY.plusDays(2)));
        assertThat(posts(state)).contains("ZJ/chief", "ZJ/head").doesNotContain("XN/head");
        var once = state;
        refused("hotline.wake.early", once, new Wake(), time(MONDAY.plusDays(2)));
        state = after(state, new Wake(), time(MONDAY.plusDays(3)));
        state = after(state, new Wake(), time(MONDAY.plusDays(4)));

        assertThat(posts(state)).contains("ZJ/chief", "ZJ/head", "XN/head", "ZX/director");
        var top = state;
        refused("hotline.wake.early", top, new Wake(), time(MONDAY.plusDays(30)));
    }

    @Test
    void theAccusedNeverHandlesItAndItsPeopleDoNothingToIt() {
        var accused = new Accused("ZJ", WORKER.id(), null);
        State state = registered("efficiency", accused);

        refused("hotline.unit.accused", state, new Dispatch("ZJ", List.of(), ""), by(DISPATCHER, MONDAY));
        refused("hotline.unit.accused", state, new Dispatch("XN", List.of("ZJ"), ""), by(DISPATCHER, MONDAY));
        refused("hotline.unit.accused", state, new Consult(List.of("XN", "ZJ"), "谁办"), by(DISPATCHER, MONDAY));
        // Also with another post, and also a colleague.
        refused(
                "hotline.may-not.accused",
                state,
                new Dispatch("XN", List.of(), ""),
                by(officer(20, "12345/dispatcher"), MONDAY));
        refused(
                "hotline.may-not.accused",
                state,
                new Dispatch("XN", List.of(), ""),
                by(officer(40, "12345/dispatcher", "ZJ/examiner"), MONDAY));

        State given = after(state, new Dispatch("XN", List.of(), ""), by(DISPATCHER, MONDAY));
        State accepted = after(given, new Accept(), by(INVESTIGATOR, MONDAY));
        refused("hotline.respond.verdict", accepted, new Respond("已核实", null, ""), by(INVESTIGATOR, MONDAY));
        assertThat(after(accepted, new Respond("属实", Verdict.UPHELD, "批评教育"), by(INVESTIGATOR, MONDAY)))
                .isInstanceOf(State.Replied.class);
    }

    @Test
    void aComplaintOverTheHotlineIsDispatchedByOthers() {
        State state = registered("complaint", new Accused("12345", null, null));

        assertThat(tasks(state, time(MONDAY))).extracting(Task::post).containsExactly("XN/head");
        refused("hotline.may-not.accused", state, new Dispatch("XN", List.of(), ""), by(DISPATCHER, MONDAY));
    }

    @Test
    void aComplaintOverSupervisionClimbsPastIt() {
        State state = registered("complaint", new Accused("XN", null, null));

        assertThat(OrderPosts.above(WorkOrder.matter(state), "ZJ", 2, UNITS)).isEqualTo("ZX/director");
    }

    @Test
    void whatClimbsPassesOverWhoIsAccusedAndAloneAtHisPost() {
        State state = registered("complaint", new Accused("SJ", new UUID(0, 7), null));
        var alone = new OrderContext.Units() {
            @Override
            public boolean exists(String unit) {
                return true;
            }

            @Override
            public String desk(String unit) {
                return unit + "/chief";
            }

            @Override
            public String desk(String unit, Set<UUID> without) {
                return unit + "/chief";
            }

            @Override
            public boolean isHeldOnlyBy(String post, Set<UUID> officers) {
                return post.equals("ZJ/head") && officers.contains(new UUID(0, 7));
            }

            @Override
            public boolean isDoneOnlyBy(String unit, Set<UUID> officers) {
                return false;
            }
        };

        assertThat(OrderPosts.above(WorkOrder.matter(state), "ZJ", 1, alone)).isNull();
        assertThat(OrderPosts.above(WorkOrder.matter(state), "ZJ", 1, UNITS)).isEqualTo("ZJ/head");
        assertThat(OrderPosts.above(WorkOrder.matter(state), "ZJ", 2, alone)).isEqualTo("XN/head");
    }

    @Test
    void anEfficiencyComplaintNamesWhomItIsAbout() {
        refused("hotline.accused.missing", new State.Blank(), register("efficiency", null), reporter(MONDAY));
    }

    private static State rated(boolean anonymous) {
        return after(
                new State.Blank(),
                new Register("bad-rating", "housing", new Accused("ZJ", WORKER.id(), null), anonymous, false, "digest"),
                time(MONDAY));
    }

    private static State mending(boolean complex) {
        State called =
                after(rated(false), new Command.Contact(true, complex, "等了两个小时"), by(OPERATOR, MONDAY.plusDays(1)));
        refused(
                "hotline.rating.own-unit",
                called,
                new Dispatch("SL", List.of(), ""),
                by(DISPATCHER, MONDAY.plusDays(1)));
        State sent = after(called, new Dispatch("ZJ", List.of(), ""), by(DISPATCHER, MONDAY.plusDays(1)));
        return after(sent, new Accept(), by(HEAD, MONDAY.plusDays(1)));
    }

    private static State handlingAfter(List<UUID> acted) {
        State state = after(
                new State.Blank(),
                new Register(
                        "bad-rating", "housing", new Accused("ZJ", WORKER.id(), null, null, acted), false, false, "d"),
                time(MONDAY));
        state = after(state, new Command.Contact(true, false, "等了两个小时"), by(OPERATOR, MONDAY));
        return after(state, new Dispatch("ZJ", List.of("SL"), ""), by(DISPATCHER, MONDAY));
    }

    @Test
    @Proves("M-EVA-01")
    void whatFallsToSupervisionForAUnitThatAssistsItCanAlsoDo() {
        State state = after(handlingAfter(List.of(OTHER.id())), new Accept(), by(HEAD, MONDAY));

        assertThat(tasks(state, time(MONDAY)))
                .filteredOn(task -> task.key().equals("assist:SL"))
                .extracting(Task::post)
                .containsExactly("XN/head");
        refused("hotline.may-not.accused", state, new Contribute("SL", "我方配合"), by(OTHER, MONDAY));
        assertThat(WorkOrders.assisting(state, by(SUPERVISION, MONDAY))).isEqualTo("SL");
        State helped = after(state, new Contribute("SL", "已配合"), by(SUPERVISION, MONDAY));
        assertThat(tasks(helped, time(MONDAY))).extracting(Task::key).doesNotContain("assist:SL");
        assertThat(WorkOrders.assisting(helped, by(SUPERVISION, MONDAY))).isEmpty();
        refused(
                "hotline.may-not.unit",
                after(handlingAfter(List.of()), new Accept(), by(HEAD, MONDAY)),
                new Contribute("SL", "已配合"),
                by(SUPERVISION, MONDAY));
    }

    @Test
    @Proves("M-EVA-01")
    void whoAnsweredInTheUnitsPlaceDoesNotSayThatItIsTheLastWord() {
        State state = after(handlingAfter(List.of(HEAD.id())), new Accept(), by(SUPERVISION, MONDAY));
        for (int i = 0; i < 2; i++) {
            state = after(state, new Respond("加开窗口", null, "加开窗口"), by(SUPERVISION, MONDAY.plusDays(1)));
            state = after(state, new Confirm(Outcome.UNSATISFIED, "还是排队"), reporter(MONDAY.plusDays(2)));
        }
        State escalated = state;
        Officer director = officer(40, "ZX/director");
        Officer both = officer(31, "XN/head", "ZX/director");

        assertThat(escalated).isInstanceOf(State.Escalated.class);
        assertThat(tasks(escalated, time(MONDAY.plusDays(2))))
                .extracting(Task::post)
                .containsExactly("ZX/director");
        for (Command last : List.of(new Conclude("已尽力"), new Dispatch("ZJ", List.of(), ""))) {
            refused("hotline.may-not.post", escalated, last, by(SUPERVISION, MONDAY.plusDays(3)));
            refused("hotline.may-not.own-answer", escalated, last, by(both, MONDAY.plusDays(3)));
        }
        assertThat(after(escalated, new Conclude("已增设窗口"), by(director, MONDAY.plusDays(3))))
                .isInstanceOf(State.Closed.class);
    }

    @Test
    void aPostForOnePlaceKeepsOutOfListsAndOpensNone() {
        var officer = new Officer(
                new UUID(0, 41),
                "o41",
                CITY,
                Set.of("12345/operator"),
                List.of(),
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of("SL/chief", Set.of("629901001")));

        OrderBook.Reach reach = OrderRights.reach(officer);

        assertThat(reach.departments()).containsExactly("12345", "SL");
        assertThat(reach.units()).containsExactly("12345");
        assertThat(reach.posts()).containsExactly("12345/operator");
    }

    private static LocalDate due(State state) {
        return OrderClocks.of(state, time(MONDAY))
                .orElseThrow()
                .read(time(MONDAY))
                .dueOn();
    }

    @Test
    @Proves("M-EVA-01")
    @Law(
            value = "安阳市政务服务条例 第五十二条",
            rule = "WorkOrder: who gave a bad rating is called within one working day, before anybody works on it")
    void whoGaveABadRatingIsCalledFirstAndThenItIsPutRight() {
        State state = rated(false);
        assertThat(tasks(state, time(MONDAY))).extracting(Task::act).containsExactly("order-contact");
        assertThat(due(state)).isEqualTo(MONDAY.plusDays(1));
        refused("hotline.rating.contact-first", state, new Dispatch("ZJ", List.of(), ""), by(DISPATCHER, MONDAY));

        State simple = mending(false);
        assertThat(due(simple)).isEqualTo(LocalDate.of(2026, 3, 10));
        assertThat(due(mending(true))).isEqualTo(LocalDate.of(2026, 3, 24));

        State replied = after(simple, new Respond("加开窗口", null, "加开窗口"), by(HEAD, MONDAY.plusDays(2)));
        State closed = after(replied, new Confirm(Outcome.SATISFIED, ""), by(OPERATOR, MONDAY.plusDays(3)));
        assertThat(closed).isInstanceOf(State.Closed.class);
    }

    @Test
    @Proves("M-EVA-01")
    void aBadRatingIsNotTalkedAwayNorAnsweredByWhoCausedIt() {
        State state = rated(false);
        for (Command away : List.of(
                new Decline(Ground.HARASSMENT, "无理"),
                new Answer("已解释"),
                new HandOver(EmergencyLine.POLICE_110, ""),
                new Merge(new UUID(9, 8), "重复"),
                new Consult(List.of("ZJ", "SL"), "谁办"),
                new Reclassify("praise", "其实是表扬"))) {
            refused("hotline.rating.stays", state, away, by(DISPATCHER, MONDAY));
        }
        refused("hotline.rating.stays", state, new Withdraw("算了"), reporter(MONDAY));
        refused("hotline.rating.stays", mending(false), new Suspend("忙", MONDAY.plusDays(9)), by(HEAD, MONDAY));
        refused("hotline.extend.never", mending(false), new Extend("忙"), by(HEAD, MONDAY));
        // Whoever served keeps out, on whatever post; his colleagues put it right.
        refused("hotline.may-not.accused", mending(false), new Respond("没有的事", null, ""), by(WORKER, MONDAY));
        refused(
                "hotline.may-not.accused",
                state,
                new Command.Contact(true, false, "说没事"),
                by(officer(20, "12345/operator"), MONDAY));
        // Nobody makes one by hand, nor another matter into one.
        refused(
                "hotline.type.unknown",
                new State.Blank(),
                new Register("bad-rating", "housing", new Accused("ZJ", null, null), false, false, "d"),
                reporter(MONDAY));
        refused(
                "hotline.type.unknown",
                registered("complaint", new Accused("ZJ", null, null)),
                new Reclassify("bad-rating", "x"),
                by(DISPATCHER, MONDAY));
    }

    @Test
    @Proves("M-EVA-01")
    void anAppealIsDecidedOnceByWhomItDoesNotConcern() {
        State appealed = after(
                mending(false),
                new Command.Appeal(WorkOrder.AppealGround.MISTAKEN, "评的是别的单位"),
                by(HEAD, MONDAY.plusDays(2)));
        assertThat(tasks(appealed, time(MONDAY.plusDays(2))))
                .extracting(Task::post)
                .containsExactly("XN/head");
        refused("hotline.may-not.post", appealed, new Strike("同意"), by(HEAD, MONDAY.plusDays(2)));
        refused(
                "hotline.may-not.concerned",
                appealed,
                new Strike("同意"),
                by(officer(50, "XN/head", "ZJ/examiner"), MONDAY.plusDays(2)));

        State struck = after(appealed, new Strike("确为误评"), by(SUPERVISION, MONDAY.plusDays(3)));
        assertThat(struck).isInstanceOf(State.Struck.class);

        State back = after(appealed, new Dismiss("评的就是本窗口"), by(SUPERVISION, MONDAY.plusDays(4)));
        // The two days of the appeal are not the unit's.
        assertThat(due(back)).isEqualTo(LocalDate.of(2026, 3, 12));
        refused(
                "hotline.appeal.once",
                back,
                new Command.Appeal(WorkOrder.AppealGround.MALICIOUS, "还是不服"),
                by(HEAD, MONDAY.plusDays(5)));
        refused(
                "hotline.step.not-open",
                handling(),
                new Command.Appeal(WorkOrder.AppealGround.MISTAKEN, "x"),
                by(WORKER, MONDAY));
    }

    @Test
    void aBadRatingWithoutANameIsPutRightAndClosedWithoutACall() {
        State state = rated(true);
        refused("hotline.step.not-open", state, new Command.Contact(true, false, "x"), by(OPERATOR, MONDAY));
        State sent = after(state, new Dispatch("ZJ", List.of(), ""), by(DISPATCHER, MONDAY));
        State replied = after(
                after(sent, new Accept(), by(HEAD, MONDAY)),
                new Respond("加开窗口", null, "加开窗口"),
                by(HEAD, MONDAY.plusDays(1)));

        assertThat(tasks(replied, time(MONDAY.plusDays(1)))).isEmpty();
    }

    @Test
    @Proves("M-HOT-13")
    void reclassifyingTakesTwoPeople() {
        State state = registered("complaint", new Accused("ZJ", null, null));
        State asked = after(state, new Reclassify("suggestion", "只是建议"), by(DISPATCHER, MONDAY));

        refused("hotline.reclassify.two", asked, new Agree(""), by(DISPATCHER, MONDAY));
        State other = after(asked, new Agree(""), by(SECOND, MONDAY));

        assertThat(WorkOrder.matter(other).type()).isEqualTo("suggestion");
        assertThat(WorkOrder.matter(after(asked, new Disagree("确是投诉"), by(SECOND, MONDAY))))
                .returns("complaint", WorkOrder.Matter::type)
                .returns(null, WorkOrder.Matter::proposal);
        // What it was about stays known: whoever was accused does not get it this way.
        refused("hotline.unit.accused", other, new Dispatch("ZJ", List.of(), ""), by(DISPATCHER, MONDAY));
    }

    @Test
    void aConsultationEndsInADispatchThatNobodySendsBack() {
        State talk = after(registered("help", null), new Consult(List.of("ZJ", "SL"), "积水归谁管"), by(DISPATCHER, MONDAY));
        State said = after(talk, new Opine("SL", "属于小区内部管网"), by(OTHER, MONDAY.plusDays(1)));
        refused("hotline.step.not-open", said, new Opine("SL", "再说一次"), by(OTHER, MONDAY.plusDays(1)));
        refused("hotline.may-not.unit", said, new Opine("ZJ", "替他说"), by(OTHER, MONDAY.plusDays(1)));

        var resolve = new Resolve("ZJ", List.of("SL"), "由住建局牵头", true, null, List.of("ZJ"));
        var events = decide(said, resolve, by(DISPATCHER, MONDAY.plusDays(1)));

        assertThat(events).singleElement().isInstanceOfSatisfying(Event.Resolved.class, event -> {
            assertThat(event.rule()).isTrue();
            assertThat(event.topic()).isEqualTo("housing");
            assertThat(event.to().fixed()).isTrue();
        });
    }

    @Test
    void theAnswerSaysWhichAssistingUnitSaidNothing() {
        var events = decide(handling(), new Respond("已修好", null, ""), by(WORKER, MONDAY.plusDays(1)));

        assertThat(events)
                .first()
                .isInstanceOfSatisfying(
                        Event.Responded.class,
                        event -> assertThat(event.missing()).containsExactly("SL"));
    }

    @Test
    void nobodyIsClosedAsUnreachedBeforeThreeCalls() {
        State state = replied();
        LocalDate day = MONDAY.plusDays(3);
        for (int call = 0; call < 2; call++) {
            state = after(state, new CallInVain("无人接听"), by(OPERATOR, day));
        }
        var twice = state;
        refused("hotline.confirm.calls", twice, new Confirm(Outcome.UNREACHED, ""), by(OPERATOR, day));

        State thrice = after(twice, new CallInVain("无人接听"), by(OPERATOR, day));

        assertThat(after(thrice, new Confirm(Outcome.UNREACHED, ""), by(OPERATOR, day)))
                .isInstanceOfSatisfying(
                        State.Closed.class, done -> assertThat(done.ending()).isEqualTo(Ending.UNREACHED));
    }

    @Test
    void whatCameWithoutANameClosesUnheardWhenNobodyOpensTheAnswer() {
        State state = after(
                new State.Blank(), new Register("report", "market", null, true, false, "digest"), reporter(MONDAY));
        state = after(state, new Dispatch("SJ", List.of(), ""), by(DISPATCHER, MONDAY));
        Officer sj = officer(50, "SJ/chief");
        state = after(state, new Accept(), by(sj, MONDAY));
        state = after(state, new Respond("已立案", Verdict.UPHELD, "责令整改"), by(sj, MONDAY.plusDays(1)));
        assertThat(tasks(state, time(MONDAY))).isEmpty();

        State closed = after(state, new Wake(), time(MONDAY.plusDays(7)));

        assertThat(closed)
                .isInstanceOfSatisfying(
                        State.Closed.class, done -> assertThat(done.ending()).isEqualTo(Ending.UNHEARD));
    }

    @Test
    void praiseNeedsNoConfirmation() {
        State state = registered("praise", null);

        State thanked = after(state, new Answer("已转告，谢谢"), by(OPERATOR, MONDAY));

        assertThat(thanked).isInstanceOf(State.Closed.class);
    }

    @Test
    void noOfficerWritesANumberOfAPersonIntoTheJournal() {
        refused("hotline.text.number", handling(), new Respond("联系了 15400000001", null, ""), by(WORKER, MONDAY));
    }

    @Test
    void anotherUnitAndAStrangerDoNothing() {
        refused("hotline.may-not.unit", dispatched(), new Accept(), by(OTHER, MONDAY));
        refused(
                "hotline.may-not.post",
                new State.Blank(),
                register("help", null),
                on(MONDAY, Actor.applicant(new UUID(7, 7), new UUID(7, 7)), null));
    }

    @Test
    void everyTypeHasLimitsForThisCityAndForAnyOther() {
        assertThat(TYPES.current())
                .extracting(OrderType::code)
                .contains("consult", "help", "complaint", "report", "suggestion", "praise", "efficiency");
        // 安阳 has its own five days, read in the regulation; here nobody has read any.
        assertThat(TYPES.current("complaint")
                        .orElseThrow()
                        .in("410500")
                        .handle()
                        .basis()
                        .verified())
                .isTrue();
        assertThat(TYPES.current("complaint")
                        .orElseThrow()
                        .in(CITY)
                        .handle()
                        .basis()
                        .verified())
                .isFalse();
    }

    @Test
    void aMistakeInTheFileIsNamedWithItsLine() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> OrderTypes.of("orders/types.yaml", """
                        topics:
                          - { code: other, name: 其他 }
                        types:
                          - code: complaint
                            version: 1
                            name: 投诉
                            what: 不满
                            accused: sometimes
                            limits: []
                        """))
                .withMessageContaining("orders/types.yaml:8: 'accused'")
                .withMessageContaining("limits");
    }

    // --- what an officer raises
    // ---------------------------------------------------------------------------------------

    private static final LocalDate TUESDAY = MONDAY.plusDays(8);

    private static Raise raise(String type, String unit, LocalDate dueOn, boolean firm) {
        return new Raise(
                type,
                "XN/head",
                "某项目验收超期",
                new WorkOrder.Source(WorkOrder.Source.Kind.INSPECTION, "i1", "窗口纪律督查"),
                unit,
                List.of(),
                "张某",
                dueOn,
                firm,
                "digest");
    }

    private static State raised(boolean firm) {
        return after(new State.Blank(), raise("problem", "ZJ", TUESDAY, firm), by(SUPERVISION, MONDAY));
    }

    private static State raisedAndAnswered(boolean firm) {
        State read = after(raised(firm), new Accept(), by(WORKER, MONDAY));
        return after(read, new Respond("已整改", null, "补办"), by(WORKER, TUESDAY));
    }

    @Test
    @Proves("M-GOV-04")
    void whatIsRaisedGoesStraightToItsUnitByTheDayThatWasSetAndWhoRaisedItClosesIt() {
        State raised = raised(false);
        assertThat(tasks(raised, time(MONDAY)))
                .extracting(Task::act, Task::post)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("order-read", "ZJ/chief"));

        State read = after(raised, new Accept(), by(WORKER, MONDAY.plusDays(1)));
        assertThat(OrderClocks.of(read, time(MONDAY.plusDays(1)))
                        .orElseThrow()
                        .read(time(MONDAY.plusDays(1)))
                        .dueOn())
                .isEqualTo(TUESDAY);
        State answered = raisedAndAnswered(false);
        assertThat(tasks(answered, time(TUESDAY)))
                .extracting(Task::act, Task::post)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("order-close", "XN/head"));

        assertThat(after(answered, new Confirm(Outcome.SATISFIED, ""), by(SUPERVISION, TUESDAY)))
                .isInstanceOfSatisfying(State.Closed.class, done -> {
                    assertThat(done.ending()).isEqualTo(Ending.VERIFIED);
                    assertThat(done.reply().inTime()).isTrue();
                });
    }

    @Test
    @Proves("M-GOV-04")
    void whoOwnsAProblemNeverClosesItWhateverOtherPostHeHolds() {
        State answered = raisedAndAnswered(false);
        Officer both = officer(60, "XN/head", "ZJ/examiner");

        refused("hotline.may-not.own-answer", answered, new Confirm(Outcome.SATISFIED, ""), by(both, TUESDAY));
        refused("hotline.may-not.post", answered, new Confirm(Outcome.SATISFIED, ""), by(HEAD, TUESDAY));
        refused("hotline.may-not.post", raised(false), new Withdraw("算了"), by(WORKER, MONDAY));
        // From the unit's own post it cannot even be raised.
        var own = new Raise(
                "problem",
                "ZJ/head",
                "自查",
                new WorkOrder.Source(WorkOrder.Source.Kind.OTHER, "", ""),
                "ZJ",
                List.of(),
                "",
                TUESDAY,
                false,
                "digest");
        refused("hotline.raise.own-unit", new State.Blank(), own, by(HEAD, MONDAY));
    }

    @Test
    void whatIsNotSolvedGoesBackWithTheSameDaysAndThenToSupervision() {
        State back =
                after(raisedAndAnswered(false), new Confirm(Outcome.UNSATISFIED, "还没补办"), by(SUPERVISION, TUESDAY));

        assertThat(back).isInstanceOf(State.Handling.class);
        assertThat(OrderClocks.of(back, time(TUESDAY))
                        .orElseThrow()
                        .read(time(TUESDAY))
                        .dueOn())
                .isEqualTo(TUESDAY.plusDays(8));
        refused(
                "hotline.confirm.why",
                raisedAndAnswered(false),
                new Confirm(Outcome.UNSATISFIED, ""),
                by(SUPERVISION, TUESDAY));
        State again = after(back, new Respond("补办了", null, ""), by(WORKER, TUESDAY));
        State above = after(again, new Confirm(Outcome.UNSATISFIED, "没有"), by(SUPERVISION, TUESDAY));
        assertThat(above).isInstanceOf(State.Escalated.class);
        refused("hotline.raise.own-unit", above, new Dispatch("XN", List.of(), ""), by(SUPERVISION, TUESDAY));
    }

    @Test
    @Proves("M-APR-09")
    void whatNobodyReadsOrAnswersClimbs() {
        State raised = raised(false);
        State climbed = after(raised, new Wake(), time(MONDAY.plusDays(2)));
        assertThat(tasks(climbed, time(MONDAY.plusDays(2))))
                .extracting(Task::post)
                .containsExactly("ZJ/chief", "ZJ/head");

        State read = after(climbed, new Accept(), by(WORKER, MONDAY.plusDays(2)));
        State late = after(read, new Wake(), time(TUESDAY.plusDays(1)));
        assertThat(tasks(late, time(TUESDAY.plusDays(1))))
                .extracting(Task::post)
                .containsExactly("ZJ/chief", "ZJ/head");
        assertThat(decide(late, new Respond("已办", null, ""), by(WORKER, TUESDAY.plusDays(2))))
                .anyMatch(Event.FinishedLate.class::isInstance);
    }

    @Test
    void theUnitCannotPassItOnPutItOffOrMakeItSomethingElse() {
        refused("hotline.step.not-open", raised(false), new Return("不属本单位"), by(WORKER, MONDAY));
        State read = after(raised(false), new Accept(), by(WORKER, MONDAY));
        refused("hotline.step.not-open", read, new Suspend("等待", TUESDAY), by(HEAD, MONDAY));
        refused("hotline.step.not-open", read, new Reclassify("suggestion", "建议"), by(DISPATCHER, MONDAY));
        refused("hotline.extend.never", read, new Extend("复杂"), by(HEAD, MONDAY));
    }

    @Test
    void whoseTypeItIsMayRaiseItFromHisOwnPostByADayWithinTheTypesBounds() {
        State blank = new State.Blank();
        refused("hotline.may-not.post", blank, raise("problem", "ZJ", TUESDAY, false), by(OPERATOR, MONDAY));
        refused("hotline.may-not.post", blank, raise("problem", "ZJ", TUESDAY, false), reporter(MONDAY));
        refused("hotline.may-not.post", blank, raise("complaint", "ZJ", TUESDAY, false), by(SUPERVISION, MONDAY));
        refused("hotline.raise.due-near", blank, raise("problem", "ZJ", MONDAY, false), by(SUPERVISION, MONDAY));
        refused(
                "hotline.raise.due-far",
                blank,
                raise("urge", "ZJ", MONDAY.plusYears(7000), false),
                by(SUPERVISION, MONDAY));
        // A rule raises in the name of such a post.
        assertThat(after(blank, raise("problem", "ZJ", TUESDAY, false), time(MONDAY)))
                .isInstanceOf(State.Dispatched.class);
        refused("hotline.type.unknown", blank, register("problem", null), reporter(MONDAY));
    }

    @Test
    @Proves("M-CON-13")
    void aFirmsProblemIsClosedOnTheFirmsWord() {
        State answered = raisedAndAnswered(true);

        refused("hotline.confirm.firm", answered, new Confirm(Outcome.SATISFIED, ""), by(SUPERVISION, TUESDAY));
        refused("hotline.confirm.calls", answered, new Confirm(Outcome.UNREACHED, "不接"), by(SUPERVISION, TUESDAY));
        assertThat(after(answered, new Confirm(Outcome.UNSATISFIED, "没解决"), reporter(TUESDAY)))
                .isInstanceOf(State.Handling.class);
        assertThat(after(answered, new Confirm(Outcome.SATISFIED, ""), reporter(TUESDAY)))
                .isInstanceOfSatisfying(
                        State.Closed.class, done -> assertThat(done.ending()).isEqualTo(Ending.SATISFIED));
        assertThat(after(answered, new Confirm(Outcome.SATISFIED, "经办人王某来电确认"), by(SUPERVISION, TUESDAY)))
                .isInstanceOf(State.Closed.class);
    }

    /** The repetition is the seed, so a failing one can be run again. */
    @RepeatedTest(300)
    void wheneverItIsOpenAClockRunsAndSomebodyMustActOrTimeWill(RepetitionInfo run) {
        // Spread out, or the first numbers of small seeds are all alike.
        var random = new Random(run.getCurrentRepetition() * 0x9E3779B97F4A7C15L);
        State state = new State.Blank();
        var folded = new ArrayList<Event>();
        LocalDate day = MONDAY;
        var types = TYPES.current();
        OrderType type = types.get(random.nextInt(types.size()));
        var accused = type.accused() == OrderType.AccusedRule.NEVER
                ? null
                : new Accused(List.of("ZJ", "SJ", "12345", "XN", "ZX").get(random.nextInt(5)), null, null);
        var register = new Register(type.code(), "housing", accused, random.nextInt(4) == 0, false, "digest");
        var first = switch (type.origin()) {
            case REPORTER -> decide(state, register, reporter(day));
            case RATING -> decide(state, register, time(day));
            case OFFICER ->
                decide(state, raise(type.code(), "ZJ", day.plusDays(7), random.nextBoolean()), by(SUPERVISION, day));
        };
        for (Event event : first) {
            folded.add(event);
            state = evolve(state, event);
        }
        for (int step = 0; step < 60; step++) {
            day = day.plusDays(random.nextInt(3));
            Command command = anyCommand(random, day);
            OrderContext context = anybody(random, day);
            boolean known = WorkOrder.TRANSITIONS.allows(state, command);
            State before = state;
            try {
                for (Event event : decide(state, command, context)) {
                    folded.add(event);
                    state = evolve(state, event);
                }
                assertThat(known).isTrue();
                assertThat(leadsTo(before, command)).contains(state.getClass());
            } catch (CaseRuleBroken refusal) {
                assertThat(state).isEqualTo(before);
            }
            lives(state, time(day));
        }

        State again = new State.Blank();
        for (Event event : folded) {
            again = evolve(again, event);
        }
        assertThat(again).isEqualTo(state);
    }

    private static void lives(State state, OrderContext context) {
        boolean open = !(state instanceof State.Closed
                || state instanceof State.Declined
                || state instanceof State.HandedOver
                || state instanceof State.Merged
                || state instanceof State.Struck
                || state instanceof State.Withdrawn);
        assertThat(OrderClocks.of(state, context).isPresent()).isEqualTo(open);
        List<Task> tasks = tasks(state, context);
        if (!open) {
            assertThat(tasks).isEmpty();
            return;
        }
        boolean wakes = OrderClocks.wakesOn(state, context).isPresent();
        assertThat(wakes || !tasks.isEmpty()).isTrue();
        var matter = WorkOrder.matter(state);
        assertThat(tasks).allSatisfy(task -> {
            assertThat(matter.accuses(OrderPosts.department(task.post()))).isFalse();
        });
        assertThat(new HashSet<>(tasks.stream().map(Task::key).toList())).hasSameSizeAs(tasks);
        assertThat(matter.returns()).isLessThanOrEqualTo(1);
        assertThat(matter.reopenings()).isLessThanOrEqualTo(WorkOrder.REOPENINGS);
    }

    private static List<Class<? extends State>> leadsTo(State from, Command command) {
        return WorkOrder.TRANSITIONS.rows().stream()
                .filter(row -> row.from().isInstance(from) && row.command().isInstance(command))
                .flatMap(row -> row.leadsTo().stream())
                .toList();
    }

    private static OrderContext anybody(Random random, LocalDate day) {
        int who = random.nextInt(ALL.size() + 2);
        return who == ALL.size() ? reporter(day) : who > ALL.size() ? time(day) : by(ALL.get(who), day);
    }

    private static Command anyCommand(Random random, LocalDate day) {
        List<String> units = List.of("ZJ", "SL", "SJ", "XN");
        String unit = units.get(random.nextInt(units.size()));
        String other = units.get(random.nextInt(units.size()));
        var verdicts = new ArrayList<@Nullable Verdict>(Arrays.asList(Verdict.values()));
        verdicts.add(null);
        List<Command> commands = List.of(
                new Answer("答复"),
                new Dispatch(unit, unit.equals(other) ? List.of() : List.of(other), ""),
                new Dispatch(unit, List.of(), ""),
                new Decline(Ground.IN_COURT, "已起诉"),
                new HandOver(EmergencyLine.FIRE_119, ""),
                new Merge(new UUID(5, 5), "重复"),
                new Consult(List.of(unit, other), "归谁"),
                new Opine(unit, "意见"),
                new Resolve(unit, List.of(), "决定", random.nextBoolean(), null, List.of(unit, other)),
                new Accept(),
                new Accept(),
                new Return("不属本单位"),
                new Act("已联系"),
                new Contribute(unit, "已配合"),
                new Extend("复杂"),
                new Suspend("等待", day.plusDays(random.nextInt(35))),
                new Resume(""),
                new Respond("答复", verdicts.get(random.nextInt(verdicts.size())), ""),
                new Respond("答复", null, ""),
                new CallInVain(""),
                new Confirm(List.of(Outcome.values()).get(random.nextInt(4)), "不行"),
                new Escalate("急"),
                new Remind("又来电问"),
                new Hasten("升级"),
                new Conclude("说明"),
                new Reclassify("suggestion", "建议"),
                new Agree(""),
                new Disagree(""),
                new Withdraw("不用了"),
                new Wake(),
                new Wake());
        return commands.get(random.nextInt(commands.size()));
    }

    private static List<Task> tasks(State state, OrderContext context) {
        return OrderClocks.of(state, context)
                .map(clock -> OrderTasks.of(state, context, clock.read(context).dueOn()))
                .orElse(List.of());
    }

    private static List<String> posts(State state) {
        return tasks(state, time(MONDAY)).stream().map(Task::post).toList();
    }
}
