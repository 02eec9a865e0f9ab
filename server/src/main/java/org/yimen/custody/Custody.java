package org.yimen.custody;

import java.time.Instant;
import org.yimen.custody.Standing.Closed;
import org.yimen.custody.Standing.Held;
import org.yimen.custody.Standing.OnTheWay;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** The rules of 交接: one holds it, he gives, somebody else of the other place confirms. Pure. */
final class Custody {

    private Custody() {}

    /**
     * Where an original stands after somebody did something with it.
     *
     * @param standsIn true where this officer may give away what somebody left behind who serves no more
     */
    static Standing decide(Original original, Act act, Officer by, boolean standsIn, Instant at) {
        return switch (act) {
            case Act.HandOn(var to) -> {
                Held held = held(original);
                mustAnswer(original, by, standsIn);
                yield new OnTheWay(held.at(), by.id(), to, at);
            }
            case Act.Confirm _ -> new Held(received(original, by).to(), by.id(), at);
            case Act.Refuse _ -> {
                OnTheWay way = received(original, by);
                yield new Held(way.at(), way.by(), at);
            }
            case Act.TakeBack _ -> {
                OnTheWay way = onTheWay(original, by);
                mustAnswer(original, by, false);
                yield new Held(way.at(), way.by(), at);
            }
            case Act.GiveBack _ -> closed(original, by, Move.Kind.GIVEN_BACK, at);
            case Act.Archive _ -> closed(original, by, Move.Kind.ARCHIVED, at);
            case Act.Destroy _ -> closed(original, by, Move.Kind.DESTROYED, at);
        };
    }

    /** What came, for whom it came to. */
    private static OnTheWay received(Original original, Officer by) {
        OnTheWay way = onTheWay(original, by);
        mustServe(original, way.to(), by);
        mustBeAnother(original, by);
        return way;
    }

    private static Closed closed(Original original, Officer by, Move.Kind how, Instant at) {
        Held held = held(original);
        mustAnswer(original, by, false);
        // While the case runs somebody may need the paper, and it is the applicant's.
        if (how != Move.Kind.GIVEN_BACK && original.caseEndedAt() == null) {
            throw new CustodyRefused("custody.refused.case-runs", original.number());
        }
        return new Closed(held.at(), by.id(), how, at);
    }

    private static Held held(Original original) {
        return switch (original.standing()) {
            case Held held -> held;
            case OnTheWay _ -> throw new CustodyRefused("custody.refused.on-the-way", original.number());
            case Closed _ -> throw new CustodyRefused("custody.refused.closed", original.number());
        };
    }

    private static OnTheWay onTheWay(Original original, Officer by) {
        return switch (original.standing()) {
            case OnTheWay way -> way;
            case Held held ->
                throw new CustodyRefused(
                        held.by().equals(by.id()) ? "custody.refused.already-yours" : "custody.refused.not-sent",
                        original.number());
            case Closed _ -> throw new CustodyRefused("custody.refused.closed", original.number());
        };
    }

    /** What one does not hold one cannot hand on. */
    @Guard
    private static void mustAnswer(Original original, Officer by, boolean standsIn) {
        if (!original.standing().by().equals(by.id()) && !standsIn) {
            throw new CustodyRefused("custody.refused.not-yours", original.number());
        }
    }

    /** It was sent to a place, and who does not sit there has no business with it. */
    @Guard
    private static void mustServe(Original original, Place to, Officer by) {
        if (!Place.servedBy(by).contains(to)) {
            throw new CustodyRefused("custody.refused.not-your-place", original.number());
        }
    }

    /** 双方: nobody confirms what he gave himself. */
    @Guard
    private static void mustBeAnother(Original original, Officer by) {
        if (original.standing().by().equals(by.id())) {
            throw new CustodyRefused("custody.refused.both-sides", original.number());
        }
    }
}
