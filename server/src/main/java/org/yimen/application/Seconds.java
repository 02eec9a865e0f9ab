package org.yimen.application;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.Deciding;
import org.yimen.application.Application.State.InProcedure;
import org.yimen.application.Application.State.Proposed;
import org.yimen.application.Application.State.ReadyToGrant;
import org.yimen.application.Application.State.Reviewing;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Officer;

/**
 * 双人决定: who can still be the second of a case, and who of those that may decide the item cannot, and why.
 *
 * @param proposed one has decided; else both are still to come
 * @param able names
 */
public record Seconds(boolean proposed, List<String> able, List<Barred> barred, boolean missing) {

    /**
     * Somebody who may decide the item and cannot be the second here.
     *
     * @param why {@code accepted}, {@code proposed} or {@code reviewed}
     */
    public record Barred(String name, String why) {}

    public Seconds {
        able = List.copyOf(able);
        barred = List.copyOf(barred);
    }

    /**
     * Nothing where one alone decides, or where the case is not on its way to a decision.
     *
     * @param verifiers who was named to look at the facts, or to inspect or test
     */
    public static Optional<Seconds> of(ItemVersion item, State state, List<Officer> deciders, Set<UUID> verifiers) {
        if (!item.oversight().secondDecider() || !isOnItsWay(state)) {
            return Optional.empty();
        }
        var able = deciders.stream()
                .filter(each -> why(state, each.id(), verifiers).isEmpty())
                .toList();
        // Before the proposal two are wanted: who examined may decide first, who accepted may do neither.
        long firsts = deciders.stream()
                .filter(each -> !each.id().equals(acceptance(state).by()))
                .count();
        boolean proposed = state instanceof Proposed;
        return Optional.of(new Seconds(
                proposed,
                able.stream().map(Officer::name).toList(),
                deciders.stream()
                        .flatMap(each ->
                                why(state, each.id(), verifiers).map(why -> new Barred(each.name(), why)).stream())
                        .toList(),
                able.isEmpty() || (!proposed && firsts < 2)));
    }

    private static boolean isOnItsWay(State state) {
        return state instanceof Reviewing
                || state instanceof InProcedure
                || state instanceof Deciding
                || state instanceof ReadyToGrant
                || state instanceof Proposed;
    }

    /** The same three that {@link SecondEyes#bars} refuses, for whoever is looked at. */
    private static Optional<String> why(State state, UUID officer, Set<UUID> verifiers) {
        if (officer.equals(acceptance(state).by())) {
            return Optional.of("accepted");
        }
        if (SecondEyes.proposal(state).filter(of -> officer.equals(of.by())).isPresent()) {
            return Optional.of("proposed");
        }
        Course course = Application.course(state);
        return verifiers.contains(officer)
                        || course.opinions().stream().anyMatch(opinion -> officer.equals(opinion.by()))
                ? Optional.of("reviewed")
                : Optional.empty();
    }

    private static Acceptance acceptance(State state) {
        return Application.acceptance(state);
    }
}
