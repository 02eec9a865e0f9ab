package org.yimen.hotline;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.WorkOrder.Assignment;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.Instruction;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.Reply;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** Who may do what to an order: the one place that says so. */
final class OrderPowers {

    private OrderPowers() {}

    static void check(State state, Command command, OrderContext context) {
        missing(state, command, context).ifPresent(code -> {
            throw CaseRuleBroken.withoutAuthority(code);
        });
    }

    /** The message key of what is missing, if anything is. */
    static Optional<String> missing(State state, Command command, OrderContext context) {
        Matter matter = WorkOrder.matterOrNull(state);
        if (matter == null) {
            return registering(command, context);
        }
        Optional<String> accused = notAccused(matter, context);
        if (accused.isPresent()) {
            return accused;
        }
        if (isRules(matter, command, context)) {
            return Optional.empty();
        }
        return switch (command) {
            case Register _, Raise _ -> no("hotline.may-not.post");
            case Answer _ -> one(List.of(OrderPosts.verifier(matter), OrderPosts.dispatcher(matter)), context);
            case Decline _, HandOver _, Merge _, Consult _, Resolve _, Reclassify _, Correct _, Agree _, Disagree _ ->
                post(OrderPosts.dispatcher(matter), context);
            case Dispatch dispatch
            when state instanceof State.Registered && isItsOwn(dispatch, matter, context) ->
                worker(dispatch.unit(), context);
            case Dispatch _ ->
                state instanceof State.Escalated escalated
                        ? judge(escalated, context)
                        : post(OrderPosts.dispatcher(matter), context);
            case Contact _, Remind _ ->
                one(List.of(OrderPosts.verifier(matter), OrderPosts.dispatcher(matter)), context);
            case Appeal _ -> worker(unit(state), context);
            case Strike _, Dismiss _ ->
                post(OrderPosts.supervisor(matter), context).or(() -> notConcerned(matter, context));
            case Conclude _
            when state instanceof State.Escalated escalated ->
                judge(escalated, context).or(() -> notConcerned(matter, context));
            case Conclude _ -> post(OrderPosts.supervisor(matter), context).or(() -> notConcerned(matter, context));
            case Escalate _ -> one(OrderPosts.urgers(matter), context);
            case Opine(var unit, var _) -> workerOrSupervision(unit, matter, context);
            case Contribute(var unit, var _) -> workerOrSupervision(unit, matter, context);
            case Accept _, Return _, Act _, Resume _, Respond _ -> workerOrSupervision(unit(state), matter, context);
            case Extend _, Suspend _ -> post(unit(state) + "/head", context);
            case CallInVain _ -> verifier(state, matter, context);
            // Who has left has no say in what goes on for others.
            case Confirm _ ->
                (matter.past().left() ? no("hotline.may-not.left") : own(context))
                        .flatMap(_ -> verifier(state, matter, context));
            // Nobody ends for somebody else what that one reported: whoever calls is put through, or is done with by an
            // answer. What was raised, who raised it takes back.
            case Withdraw _ -> own(context).flatMap(why -> raiser(matter, why, context));
            case Wake _ -> time(context);
            // Only the rule that counts how serious it is (isRules).
            case Hasten _ -> no("hotline.may-not.time");
        };
    }

    /**
     * What a rule raised, and what is done when it is published, the rule ends: whoever did what it waits for has done so under powers of
     * its own ({@link RuledOrders}).
     */
    private static boolean isRules(Matter matter, Command command, OrderContext context) {
        Instruction instruction = matter.instruction();
        boolean raised = instruction != null && instruction.by().equals(Actor.SYSTEM.id());
        return time(context).isEmpty()
                && switch (command) {
                    case Accept _, Respond _ -> raised;
                    case Confirm _ -> raised || WorkOrder.isPublished(matter, context);
                    case Hasten _ -> WorkOrder.isPublished(matter, context);
                    default -> false;
                };
    }

    /** 办不成事反映窗口: whoever works for the unit that leads such orders takes one there himself; others are the dispatcher's. */
    private static boolean isItsOwn(Dispatch dispatch, Matter matter, OrderContext context) {
        Officer officer = context.officer();
        return officer != null
                && dispatch.unit().equals(context.type(matter).lead())
                && OrderPosts.worksIn(officer, dispatch.unit());
    }

    private static Optional<String> registering(Command command, OrderContext context) {
        return switch (command) {
            case Register _ -> time(context).flatMap(_ -> own(context)).flatMap(_ -> registering(context));
            case Raise raise -> raising(raise, context);
            default -> no("hotline.step.not-open");
        };
    }

    /**
     * From his own post, if orders of this type are raised from it; a rule raises in the name of such a post. The pages ask
     * {@link OrderRights#mayRaise} first; this holds where no page does.
     */
    private static Optional<String> raising(Raise raise, OrderContext context) {
        Officer officer = context.officer();
        boolean own = officer == null ? time(context).isEmpty() : officer.holds(raise.post());
        boolean fits = context.types()
                .current(raise.type())
                .filter(type -> type.isRaisedFrom(raise.post()))
                .isPresent();
        return own && fits ? Optional.empty() : no("hotline.may-not.post");
    }

    private static Optional<String> raiser(Matter matter, String otherwise, OrderContext context) {
        Instruction instruction = matter.instruction();
        return instruction == null ? no(otherwise) : post(instruction.post(), context);
    }

    /** The pages ask {@link OrderRights#registers} first; this holds where no page does. */
    private static Optional<String> registering(OrderContext context) {
        Officer officer = context.officer();
        return officer != null && OrderPosts.registers(officer) ? Optional.empty() : no("hotline.may-not.post");
    }

    /** 回避: neither the accused nor anybody of his department touches the order, whatever posts he holds there. */
    private static Optional<String> notAccused(Matter matter, OrderContext context) {
        Officer officer = context.officer();
        return officer != null && WorkOrder.isAccused(matter, officer)
                ? no("hotline.may-not.accused")
                : Optional.empty();
    }

    /** Nobody decides whether the rating of his own department counts. */
    private static Optional<String> notConcerned(Matter matter, OrderContext context) {
        Officer officer = context.officer();
        return officer != null && WorkOrder.isConcerned(matter, officer)
                ? no("hotline.may-not.concerned")
                : Optional.empty();
    }

    @Guard
    private static Optional<String> own(OrderContext context) {
        boolean own = context.actor().kind() == Actor.Kind.APPLICANT
                && context.actor().id().equals(context.reporter());
        return own ? Optional.empty() : no("hotline.may-not.not-yours");
    }

    @Guard
    private static Optional<String> post(String post, OrderContext context) {
        Officer officer = context.officer();
        return officer != null && officer.holds(post) ? Optional.empty() : no("hotline.may-not.post");
    }

    @Guard
    private static Optional<String> one(List<String> posts, OrderContext context) {
        Officer officer = context.officer();
        return officer != null && posts.stream().anyMatch(officer::holds)
                ? Optional.empty()
                : no("hotline.may-not.post");
    }

    @Guard
    private static Optional<String> worker(String unit, OrderContext context) {
        Officer officer = context.officer();
        return officer != null && OrderPosts.worksIn(officer, unit) ? Optional.empty() : no("hotline.may-not.unit");
    }

    private static Optional<String> workerOrSupervision(String unit, Matter matter, OrderContext context) {
        return takesOver(unit, matter, context) ? Optional.empty() : worker(unit, context);
    }

    /** Of the unit nobody is left who did not act on what was rated: supervision does its work. */
    static boolean takesOver(String unit, Matter matter, OrderContext context) {
        Officer officer = context.officer();
        return officer != null
                && !matter.keptOut().isEmpty()
                && officer.holds(OrderPosts.supervisor(matter))
                && context.units().isDoneOnlyBy(unit, matter.keptOut());
    }

    /** Who answered, be it in the place of a unit, does not say that his answer is the last word. */
    private static Optional<String> judge(State.Escalated state, OrderContext context) {
        return post(OrderPosts.judge(state.matter(), state.reply(), context.units()), context)
                .or(() -> notWhoReplied(state, context));
    }

    /** Who answered does not ask whether the answer is good. */
    private static Optional<String> verifier(State state, Matter matter, OrderContext context) {
        return post(OrderPosts.verifier(matter), context)
                .or(() -> notWhoReplied(state, context))
                .or(() -> matter.instruction() == null ? Optional.empty() : notOwner(state, context));
    }

    /** 对账销号: whoever works in the unit does not say that its problem is solved, whatever other post he holds. */
    private static Optional<String> notOwner(State state, OrderContext context) {
        Officer officer = context.officer();
        return officer != null && OrderPosts.worksIn(officer, unit(state))
                ? no("hotline.may-not.own-answer")
                : Optional.empty();
    }

    @Guard
    private static Optional<String> notWhoReplied(State state, OrderContext context) {
        Reply reply = WorkOrder.replyOrNull(state);
        return reply != null && reply.by().equals(context.actor().id())
                ? no("hotline.may-not.own-answer")
                : Optional.empty();
    }

    private static Optional<String> time(OrderContext context) {
        return context.actor().kind() == Actor.Kind.SYSTEM ? Optional.empty() : no("hotline.may-not.time");
    }

    private static String unit(State state) {
        @Nullable Assignment to = WorkOrder.assignmentOrNull(state);
        return to == null ? "" : to.unit();
    }

    private static Optional<String> no(String code) {
        return Optional.of(code);
    }
}
