package org.yimen.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * 停岗: the one place that says who is given no work: whoever is not of the region, has left, holds no post, is locked or is away. That he
 * does none either follows from {@link Officer}, who has no post then and so can use no letter. Pure.
 */
public final class Stops {

    private Stops() {}

    /** Why somebody is given no work. */
    public enum Why {
        /** Nobody of that region. */
        UNKNOWN,
        /** A program; people are named, programs are not. */
        PROGRAM,
        LEFT,
        WITHOUT_POST,
        /** A security administrator locked his account. */
        LOCKED,
        AWAY
    }

    /** At that moment. */
    static Optional<Why> at(Snapshot known, String region, UUID staff, LocalDate day, Instant now) {
        return serving(known, region, staff, day)
                .or(() -> locked(known, staff, now))
                .or(() -> known.isAway(staff, now) ? Optional.of(Why.AWAY) : Optional.empty());
    }

    /** On a day that is not today: away is whoever is away from its morning to its evening. */
    static Optional<Why> on(Snapshot known, String region, UUID staff, LocalDate day) {
        boolean away = Stream.of(Absence.Half.values()).allMatch(half -> known.isAway(staff, half.start(day)));
        return serving(known, region, staff, day)
                .or(() -> locked(known, staff, Absence.Half.MORNING.start(day)))
                .or(() -> away ? Optional.of(Why.AWAY) : Optional.empty());
    }

    private static Optional<Why> locked(Snapshot known, UUID staff, Instant at) {
        return known.isLocked(staff, at) ? Optional.of(Why.LOCKED) : Optional.empty();
    }

    private static Optional<Why> serving(Snapshot known, String region, UUID staff, LocalDate day) {
        Staff person = known.staff().get(staff);
        if (person == null || !person.region().equals(region)) {
            return Optional.of(Why.UNKNOWN);
        }
        if (person.machine()) {
            return Optional.of(Why.PROGRAM);
        }
        if (!person.servesOn(day)) {
            return Optional.of(Why.LEFT);
        }
        return known.appointee(person, day).hasNoPost() ? Optional.of(Why.WITHOUT_POST) : Optional.empty();
    }
}
