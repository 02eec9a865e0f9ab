package org.yimen.casework;

import java.time.Instant;
import java.util.List;

/**
 * How one kind of case moves. {@code decide} and {@code evolve} are pure: what they must know besides the case is in the
 * context, which the kind builds from what it already holds in memory.
 *
 * @param <S> sealed states, each holding only what is known in it
 * @param <C> sealed commands: what somebody asks for
 * @param <E> sealed events: what happened
 * @param <X> what a decision needs to know: now, the calendar, the actor's powers, the item version
 */
public interface Procedure<S, C, E, X> {

    /** The kind's name in the row. */
    String kind();

    Class<S> states();

    Class<C> commands();

    Class<E> events();

    X context(CaseFile<S> file, Actor actor, Instant now);

    /** What follows from {@code command}, or a {@link CaseRuleBroken} that says which rule refuses it. */
    List<E> decide(S state, C command, X context);

    S evolve(S state, E event);

    /** Whether a command from before the event still means what it meant: a place in a queue changed, no more. */
    boolean isBeside(E event);

    Agenda agenda(S state, X context);
}
