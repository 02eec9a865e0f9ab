package org.yimen.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.Recuse;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.Draft;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.Guard;

/**
 * 回避: whoever has an interest in a case, because it is his own or of somebody near to him, says so and does nothing on it any
 * more: neither accepts, examines, decides, consents nor holds its hearing (for the chair 行政许可法 art. 48(1)(3)). Where
 * nobody is left on a post, its stand-in has the work. What is done beside the commands, and looked at, asks here too. Pure.
 */
public final class Recusals {

    private static final String KEPT_OUT = "application.may-not.recused";

    private Recusals() {}

    /** Who does nothing on the case. */
    static List<UUID> of(State state) {
        return state instanceof Draft ? List.of() : Application.filing(state).recused();
    }

    /** The message key for an officer who said that he has an interest; nobody else is kept out. */
    @Guard
    static Optional<String> bars(State state, Context context) {
        Actor actor = context.actor();
        return actor.kind() == Actor.Kind.OFFICER && binds(state, actor.id())
                ? Optional.of(KEPT_OUT)
                : Optional.empty();
    }

    /** True for an officer who said that he has an interest in the case. */
    public static boolean binds(State state, UUID officer) {
        return of(state).contains(officer);
    }

    /**
     * Passes whoever has no interest in the case; the other neither opens it nor writes, shows or reads anything for it.
     *
     * @throws CaseRuleBroken with the same words as for a command
     */
    @Guard
    public static void mustBeFree(State state, UUID officer) {
        if (binds(state, officer)) {
            throw CaseRuleBroken.withoutAuthority(KEPT_OUT);
        }
    }

    /** The message key of why nobody asks for this of himself. */
    static Optional<String> missing(Command command, Context context) {
        // A program has no relatives, and the applicant no duty here.
        return command instanceof Recuse && context.officer() == null
                ? Optional.of("application.may-not.post")
                : Optional.empty();
    }

    static State evolve(State state, Event.Recused recused) {
        State without = Application.with(state, Application.filing(state).without(recused.officer()));
        return Tasks.course(without)
                .map(course ->
                        Application.with(without, course.with(course.flow().without(recused.officer()))))
                .orElse(without);
    }

    static Event recused(String reason, Context context) {
        Reason.required(reason);
        return new Event.Recused(context.today(), context.actor().id(), reason);
    }
}
