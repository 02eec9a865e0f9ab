package org.yimen.application;

import java.util.Locale;
import java.util.Optional;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.Guard;

/** The one place that says who may ask for which command: post, letter of authority, item and state together. */
final class Powers {

    /** The one-window intake, where a clerk receives for every department. */
    static final String WINDOW = "ZX/window";

    private Powers() {}

    /** Passes, or says which power is missing. */
    static void check(State state, Command command, Context context) {
        missing(state, command, context).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
    }

    /** The message key of what is missing, if anything is. */
    static Optional<String> missing(State state, Command command, Context context) {
        String department = context.item().department();
        return switch (command) {
            case Submit _, Supply _, Withdraw _ -> applicantOrWindow(context);
            case Wake _ ->
                context.actor().kind() == Actor.Kind.SYSTEM ? Optional.empty() : no("application.may-not.time");
            case Accept _, NoticeDefects _, Decline _ -> first(post(WINDOW, context), letter(Right.ACCEPT, context));
            case Review(var reviewing, var _, var _) -> post(reviewing + "/examiner", context);
            case StartStep(var step, var _, var _) -> stepPost(step, context);
            case FinishStep _ -> stepPost(((InProcedure) state).halt().step(), context);
            case Extend _ -> letter(Right.EXTEND, context);
            case Urge _ -> letter(Right.URGE, context);
            case SendBack _ -> letter(Right.CONTROL, context);
            case Grant _, Refuse _ ->
                first(
                        first(postOf(department, "chief", "head", context), letter(Right.DECIDE, context)),
                        notWhoAccepted(((Deciding) state).acceptance(), context));
            case Terminate _ -> letter(Right.CONTROL, context);
            case Issue _ -> letter(Right.ISSUE, context);
            case Deliver _, Serve _ -> post(WINDOW, context);
        };
    }

    /** Number of the letter under which the actor decides. */
    static String decidingLetter(Context context) {
        return held(Right.DECIDE, context)
                .map(Letter::number)
                .orElseThrow(() -> new CaseRuleBroken("application.may-not.decide"));
    }

    @Guard
    private static Optional<String> applicantOrWindow(Context context) {
        boolean own = context.actor().kind() == Actor.Kind.APPLICANT
                && context.actor().id().equals(context.applicant());
        return own ? Optional.empty() : post(WINDOW, context).map(_ -> "application.may-not.not-yours");
    }

    @Guard
    private static Optional<String> post(String post, Context context) {
        Officer officer = context.officer();
        return officer != null && officer.holds(post) ? Optional.empty() : no("application.may-not.post");
    }

    private static Optional<String> postOf(String department, String one, String other, Context context) {
        return post(department + "/" + one, context).flatMap(_ -> post(department + "/" + other, context));
    }

    private static Optional<String> stepPost(String code, Context context) {
        // A step that the version does not list is refused by the rule about the list, which supervision hears of.
        boolean may = context.item().plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .allMatch(step -> post(step.department() + "/examiner", context).isEmpty());
        return may ? Optional.empty() : no("application.may-not.post");
    }

    @Guard
    private static Optional<String> letter(Right right, Context context) {
        return held(right, context).isPresent() ? Optional.empty() : no("application.may-not." + key(right));
    }

    private static Optional<Letter> held(Right right, Context context) {
        Officer officer = context.officer();
        var item = context.item();
        return officer == null
                ? Optional.empty()
                : officer.letterFor(right, item.department(), item.code(), context.today());
    }

    @Guard
    private static Optional<String> notWhoAccepted(Acceptance acceptance, Context context) {
        // The centre's own rule: who accepts does not decide the same case.
        return context.actor().id().equals(acceptance.by()) ? no("application.may-not.accepted") : Optional.empty();
    }

    private static String key(Right right) {
        return right.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> first(Optional<String> one, Optional<String> other) {
        return one.isPresent() ? one : other;
    }

    private static Optional<String> no(String code) {
        return Optional.of(code);
    }
}
