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

    /**
     * Whether {@code event} leaves what a person saw of the case as it was, so that his command, made on the page from
     * before it, still means what he meant: only the place in the queue has changed, or a note was made.
     */
    boolean isBeside(E event);

    Agenda agenda(S state, X context);
}
