package org.yimen.application;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.delivery.Way;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.Guard;

/** The one place that says who may ask for which command: post, letter of authority, item and state together. */
final class Powers {

    private Powers() {}

    /** 受理岗: where the department of an item accepts. */
    static String accepting(ItemVersion item) {
        return item.department() + "/accept";
    }

    /** Passes, or says which power is missing. */
    static void check(State state, Command command, Context context) {
        missing(state, command, context).ifPresent(code -> {
            throw CaseRuleBroken.withoutAuthority(code);
        });
    }

    /** The message key of what is missing, if anything is. */
    static Optional<String> missing(State state, Command command, Context context) {
        Optional<String> recused = Recusals.bars(state, context);
        if (recused.isPresent()) {
            return recused;
        }
        String department = context.item().department();
        return switch (command) {
            case Recuse _ -> Recusals.missing(command, context);
            case Submit _ -> applicantOrWindow(context);
            case Supply _, SupplyGap _, Withdraw _ -> whoHandedIn(context);
            case Wake _ -> isSystem(context) ? Optional.empty() : no("application.may-not.time");
            // Art. 32(3): the applicant stands there and corrects it himself; nothing is accepted by it.
            case Receive _, CorrectOnTheSpot _ -> counter(context);
            case Accept _, AcceptWithGaps _, NoticeDefects _, Decline _, CheckGap _ -> accepts(context);
            case AskForMaterials _ ->
                post(department + "/examiner", context).flatMap(_ -> postOf(department, "chief", "head", context));
            case Review(var reviewing, var _, var _) ->
                first(
                        post(reviewing + "/examiner", context),
                        named(state, Tasks.review(reviewing), reviewing + "/examiner", context));
            case StartStep(var step, var _, var _) -> stepPost(state, step, context);
            case FinishStep _, ProlongStep _ ->
                stepPost(state, ((InProcedure) state).halt().step(), context);
            case Extend _ -> letter(Extensions.right(context.item()), Extensions.organ(context.item()), context);
            case AskExtension _ ->
                post(department + "/examiner", context).flatMap(_ -> postOf(department, "chief", "head", context));
            case DenyExtension _ -> letter(Extensions.right(context.item()), Extensions.organ(context.item()), context);
            case Urge _ -> letter(Right.URGE, context);
            case AnswerUrge(var number, var _) -> urged(state, number, context);
            // Nobody sets another organ's people to work: the letter must be that department's.
            case Assign(var task, var _, var _) ->
                Tasks.find(state, task, context)
                        .map(open -> letter(Right.CONTROL, Tasks.department(open.post()), context))
                        .orElseGet(() -> letter(Right.CONTROL, context));
            case Entrust(var to, var _) ->
                CaseManagers.takesItHimself(to, context) ? Optional.empty() : letter(Right.CONTROL, context);
            case Hurry _, Deviate _ -> letter(Right.CONTROL, context);
            case Admit(var lane) -> admits(lane, context);
            case Assent _, Dissent _ ->
                first(
                        post(department + "/head", context).flatMap(_ -> role("director", context)),
                        notWhoAsked((Reviewing) state, context));
            case SendBack _ -> letter(Right.CONTROL, context);
            case FindReady _, Grant _, Refuse _ ->
                first(
                        first(
                                Handling.isTheHeads(state, context)
                                        ? post(department + "/head", context)
                                        : postOf(department, "chief", "head", context),
                                letter(Right.DECIDE, context)),
                        notWhoAccepted(Application.acceptance(state), context));
            case Consent _, Oppose _ ->
                first(
                        first(postOf(department, "chief", "head", context), letter(Right.DECIDE, context)),
                        SecondEyes.bars((Proposed) state, context));
            case Terminate _, DecideAnew _ ->
                letter(Right.CONTROL, context)
                        .flatMap(missing -> letter(Right.DECIDE, context).isEmpty()
                                ? Optional.empty()
                                : post(department + "/head", context).map(_ -> missing));
            case Correct _ -> letter(Right.DECIDE, context);
            case Issue _ -> letter(Right.ISSUE, context);
            case Charge _, Dispatch _ -> counter(context);
            case Deliver(var how, var _) -> handsOver(how, context);
            case Serve(var how, var _) -> handsOver(how, context);
            case ComeBack _ -> isSystem(context) ? Optional.empty() : whoHandedIn(context);
        };
    }

    /** The letter by which the actor does what needs this right; that he has one was checked before. */
    static @Nullable Authority under(Right right, Context context) {
        return under(right, context.item().department(), context);
    }

    /** The same in the name of another organ than the item's department. */
    static @Nullable Authority under(Right right, String organ, Context context) {
        return held(right, organ, context).map(Authority::of).orElse(null);
    }

    /** The letter by which the actor ends a case without a decision; null where he is the head of the department. */
    static @Nullable Authority ending(Context context) {
        Authority control = under(Right.CONTROL, context);
        return control == null ? under(Right.DECIDE, context) : control;
    }

    /** 复议、诉讼: the head of the department enters what was said of its decision; the message key of what is missing. */
    static Optional<String> entering(Context context) {
        return post(context.item().department() + "/head", context);
    }

    /** 更正: whoever examines or decides for the department says what is wrong; the message key of what is missing. */
    static Optional<String> proposing(Context context) {
        String department = context.item().department();
        return post(department + "/examiner", context).flatMap(_ -> postOf(department, "chief", "head", context));
    }

    /** The letter by which the actor decides. */
    static Authority deciding(Context context) {
        return held(Right.DECIDE, context.item().department(), context)
                .map(Authority::of)
                .orElseThrow(() -> CaseRuleBroken.withoutAuthority("application.may-not.decide"));
    }

    /** True while who proposed a decision could still take it but for being away: his letter holds. */
    static boolean mayStillDecide(UUID officer, Context context) {
        return context.colleagues()
                .find(officer)
                .flatMap(each -> each.letterHeld(
                        Right.DECIDE,
                        context.item().department(),
                        context.item().code(),
                        context.today()))
                .isPresent();
    }

    /** The letter by which the actor sets people of that department to work. */
    static @Nullable Authority steering(String department, Context context) {
        return under(Right.CONTROL, department, context);
    }

    @Guard
    private static boolean isSystem(Context context) {
        return context.actor().kind() == Actor.Kind.SYSTEM;
    }

    /** The courier's word comes through the system; from a machine the applicant takes it himself. */
    private static Optional<String> handsOver(String how, Context context) {
        if (isSystem(context)) {
            return Optional.empty();
        }
        return how.equals(Way.TERMINAL.code()) ? applicantOrWindow(context) : counter(context);
    }

    @Guard
    private static Optional<String> applicantOrWindow(Context context) {
        boolean own = context.actor().kind() == Actor.Kind.APPLICANT
                && context.actor().id().equals(context.applicant());
        return own ? Optional.empty() : counter(context).map(_ -> "application.may-not.not-yours");
    }

    /** A clerk has somebody before him; a program speaks only for whom it handed in. */
    private static Optional<String> whoHandedIn(Context context) {
        return first(applicantOrWindow(context), noStrangeMachine(context));
    }

    @Guard
    private static Optional<String> noStrangeMachine(Context context) {
        Officer officer = context.officer();
        return officer != null && context.records().isStrangeMachine(officer.id())
                ? no("application.may-not.machine")
                : Optional.empty();
    }

    /** M-IDA-07: the centre's counter serves for every department, a department's own for its items alone. */
    @Guard
    private static Optional<String> counter(Context context) {
        Officer officer = context.officer();
        return officer != null && Counters.standsFor(officer, context.item().department())
                ? Optional.empty()
                : no("application.may-not.post");
    }

    @Guard
    private static Optional<String> post(String post, Context context) {
        Officer officer = context.officer();
        return officer != null && officer.holds(post) ? Optional.empty() : no("application.may-not.post");
    }

    private static Optional<String> postOf(String department, String one, String other, Context context) {
        return post(department + "/" + one, context).flatMap(_ -> post(department + "/" + other, context));
    }

    @Guard
    private static Optional<String> role(String role, Context context) {
        Officer officer = context.officer();
        return officer != null && officer.holdsAny(role) ? Optional.empty() : no("application.may-not.post");
    }

    /** Where the task was given to somebody by name, he alone. */
    @Guard
    private static Optional<String> named(State state, String task, String post, Context context) {
        return Tasks.course(state)
                .flatMap(course -> Tasks.assignee(course, task, post, context))
                .filter(to -> !to.equals(context.actor().id()))
                .flatMap(_ -> no("application.may-not.assigned"));
    }

    @Guard
    private static Optional<String> urged(State state, int number, Context context) {
        Officer officer = context.officer();
        boolean may = officer != null
                && Tasks.course(state).stream()
                        .flatMap(course -> course.flow().open().stream())
                        .filter(urging -> urging.number() == number)
                        .anyMatch(urging -> Urgings.reached(urging, officer)
                                || (urging.colleague() == null
                                        ? officer.posts().stream()
                                                .anyMatch(post -> post.startsWith(urging.department() + "/"))
                                        : officer.id().equals(urging.colleague())));
        return may ? Optional.empty() : no("application.may-not.not-urged");
    }

    /** A rule admits by itself; what no rule admits the head of the department or the centre approves, and not for himself. */
    @Guard
    private static Optional<String> admits(Lane lane, Context context) {
        if (lane.ground().isRule()) {
            return context.actor().kind() == Actor.Kind.SYSTEM ? Optional.empty() : no("application.may-not.lane-rule");
        }
        Optional<String> post =
                post(context.item().department() + "/head", context).flatMap(_ -> role("director", context));
        // Two pairs of eyes: nobody approves what he asked for.
        boolean own = lane.requester() == null
                || lane.requester().equals(context.actor().id());
        return post.isEmpty() && own ? no("application.may-not.own-lane") : post;
    }

    @Guard
    private static Optional<String> notWhoAsked(Reviewing state, Context context) {
        Flow.Asked asked = state.course().flow().asked();
        // Two pairs of eyes: nobody gives himself the assent.
        return asked != null && asked.by().equals(context.actor().id())
                ? no("application.may-not.own-deviation")
                : Optional.empty();
    }

    @Guard
    private static Optional<String> stepPost(State state, String code, Context context) {
        // A step that the version does not list is refused by the rule about the list, which supervision hears of.
        boolean may = context.item().plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .allMatch(step -> post(step.department() + "/examiner", context).isEmpty());
        if (!may) {
            return no("application.may-not.post");
        }
        return context.item().plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .flatMap(step -> named(state, Tasks.step(code), step.department() + "/examiner", context));
    }

    private static Optional<String> letter(Right right, Context context) {
        return letter(right, context.item().department(), context);
    }

    /** 行政许可法 art. 24: the department accepts, or whom it commissioned; everybody else only receives. */
    @Guard
    private static Optional<String> accepts(Context context) {
        return accepting(context).isPresent() ? Optional.empty() : no("application.may-not.accept");
    }

    /** The letter by which the actor accepts, declines and gives notice of defects; null where he does not. */
    static @Nullable Authority acceptingUnder(Context context) {
        return accepting(context).map(Authority::of).orElse(null);
    }

    private static Optional<Letter> accepting(Context context) {
        Officer officer = context.officer();
        return officer == null
                ? Optional.empty()
                : officer.acceptingLetter(
                        context.item().department(),
                        context.item().code(),
                        context.today(),
                        context.item().isInstant());
    }

    @Guard
    private static Optional<String> letter(Right right, String department, Context context) {
        return held(right, department, context).isPresent()
                ? Optional.empty()
                : no("application.may-not." + right.code());
    }

    private static Optional<Letter> held(Right right, String department, Context context) {
        Officer officer = context.officer();
        return officer == null
                ? Optional.empty()
                : officer.letterFor(right, department, context.item().code(), context.today());
    }

    @Guard
    static Optional<String> notWhoAccepted(Acceptance acceptance, Context context) {
        // The centre's own rule: who accepts does not decide the same case.
        return context.actor().id().equals(acceptance.by()) ? no("application.may-not.accepted") : Optional.empty();
    }

    private static Optional<String> first(Optional<String> one, Optional<String> other) {
        return one.isPresent() ? one : other;
    }

    private static Optional<String> no(String code) {
        return Optional.of(code);
    }
}
