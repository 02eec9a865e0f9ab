package org.yimen.custody;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.yimen.custody.Standing.Closed;
import org.yimen.custody.Standing.Doomed;
import org.yimen.custody.Standing.Held;
import org.yimen.custody.Standing.Lost;
import org.yimen.custody.Standing.OnTheWay;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/** The rules of 交接: one holds it, he gives, somebody else of the other place confirms. Pure. */
final class Custody {

    private Custody() {}

    /**
     * Where an original stands after somebody did something with it.
     *
     * @param standsIn true where this officer may give away what somebody left behind who serves no more
     * @param fetchDays so long its owner has to fetch what is to be destroyed
     */
    static Standing decide(Original original, Act act, Officer by, boolean standsIn, int fetchDays, Instant at) {
        return switch (act) {
            case Act.HandOn(var to) -> {
                Held held = held(original);
                mustAnswer(original, by, standsIn);
                yield new OnTheWay(held.at(), by.id(), to, at);
            }
            case Act.Confirm _ -> {
                OnTheWay way = received(original, by);
                // 双人归档: the second one has found it on its shelf.
                yield way.to().equals(Place.ARCHIVE)
                        ? new Closed(way.at(), by.id(), Move.Kind.ARCHIVED, at)
                        : new Held(way.to(), by.id(), at);
            }
            case Act.Refuse _ -> {
                OnTheWay way = received(original, by);
                yield new Held(way.at(), way.by(), at);
            }
            case Act.TakeBack _ -> {
                OnTheWay way = onTheWay(original, by);
                mustAnswer(original, by, false);
                yield new Held(way.at(), way.by(), at);
            }
            case Act.GiveBack _ -> {
                // What is to be destroyed its owner can fetch until it is.
                Standing before = original.isDoomed() ? original.standing() : held(original);
                mustAnswer(original, by, false);
                yield new Closed(before.at(), by.id(), Move.Kind.GIVEN_BACK, at);
            }
            case Act.Archive _ -> {
                Held held = held(original);
                mustAnswer(original, by, false);
                mustBeOver(original);
                yield new OnTheWay(held.at(), by.id(), Place.ARCHIVE, at);
            }
            case Act.Doom _ -> {
                Held held = held(original);
                mustAnswer(original, by, false);
                mustBeOver(original);
                yield new Doomed(held.at(), held.by(), CityTime.day(at).plusDays(fetchDays), at);
            }
            case Act.Destroy _ -> {
                Doomed doomed = doomed(original);
                mustBeSecond(original, by);
                if (!CityTime.day(at).isAfter(doomed.fetchUntil())) {
                    throw new CustodyRefused("custody.refused.fetch", original.number(), doomed.fetchUntil());
                }
                yield new Closed(doomed.at(), by.id(), Move.Kind.DESTROYED, at);
            }
            case Act.Spare _ -> {
                Doomed doomed = doomed(original);
                if (!doomed.by().equals(by.id())) {
                    mustBeSecond(original, by);
                }
                yield new Held(doomed.at(), doomed.by(), at);
            }
            case Act.ReportLost _ -> lost(original, by, at);
            case Act.Find _ -> new Held(finder(original, by), by.id(), at);
            case Act.SettleLoss _ -> {
                Lost lost = missing(original);
                mustBeSecond(original, by);
                yield new Closed(lost.at(), by.id(), Move.Kind.LOSS_SETTLED, at);
            }
        };
    }

    /** True of the posts that look after all papers, and of who heads the department that has this one. */
    static boolean isSecond(String post, Place at) {
        return post.endsWith("/hall")
                || (at instanceof Place.Office(var department) && post.equals(department + "/head"));
    }

    private static Lost lost(Original original, Officer by, Instant at) {
        Standing now = original.standing();
        switch (now) {
            case Lost _ -> throw new CustodyRefused("custody.refused.lost", original.number());
            case Closed _ -> throw new CustodyRefused("custody.refused.closed", original.number());
            case Doomed doomed
            when !doomed.by().equals(by.id()) ->
                // Its owner has his days to fetch it, and two people end it.
                throw new CustodyRefused("custody.refused.doomed", original.number());
            case Held _, OnTheWay _, Doomed _ -> {}
        }
        mustMiss(original, by);
        return new Lost(now.at(), now.by(), at);
    }

    /** It lies where the finder sits: where it was missed, if he sits there too. */
    private static Place finder(Original original, Officer by) {
        Lost lost = missing(original);
        Set<Place> served = Place.servedBy(by);
        return served.contains(lost.at())
                ? lost.at()
                : served.stream()
                        .min(Comparator.comparing(Place::code))
                        .orElseThrow(() -> new CustodyRefused("custody.refused.not-your-place", original.number()));
    }

    private static Lost missing(Original original) {
        if (original.standing() instanceof Lost lost) {
            return lost;
        }
        throw new CustodyRefused("custody.refused.not-lost", original.number());
    }

    private static Doomed doomed(Original original) {
        if (original.standing() instanceof Doomed doomed) {
            return doomed;
        }
        throw new CustodyRefused("custody.refused.not-doomed", original.number());
    }

    /** What came, for whom it came to. */
    private static OnTheWay received(Original original, Officer by) {
        OnTheWay way = onTheWay(original, by);
        mustServe(original, by);
        mustBeAnother(original, by);
        return way;
    }

    /** While the case runs somebody may need the paper, and it is the applicant's. */
    private static void mustBeOver(Original original) {
        if (original.caseEndedAt() == null) {
            throw new CustodyRefused("custody.refused.case-runs", original.number());
        }
    }

    private static Held held(Original original) {
        return switch (original.standing()) {
            case Held held -> held;
            case OnTheWay _ -> throw new CustodyRefused("custody.refused.on-the-way", original.number());
            case Doomed _ -> throw new CustodyRefused("custody.refused.doomed", original.number());
            case Lost _ -> throw new CustodyRefused("custody.refused.lost", original.number());
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
            case Doomed _ -> throw new CustodyRefused("custody.refused.doomed", original.number());
            case Lost _ -> throw new CustodyRefused("custody.refused.lost", original.number());
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
    private static void mustServe(Original original, Officer by) {
        if (!original.comesTo(by)) {
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

    /** 双人: another one than who proposed it or lost it, who looks after the papers there. */
    @Guard
    private static void mustBeSecond(Original original, Officer by) {
        if (original.standing().by().equals(by.id())) {
            throw new CustodyRefused("custody.refused.both-eyes", original.number());
        }
        if (by.posts().stream()
                .noneMatch(post -> isSecond(post, original.standing().at()))) {
            throw new CustodyRefused("custody.refused.not-second", original.number());
        }
    }

    /** Who answers for it says that it is gone, or who looks after the papers there. */
    @Guard
    private static void mustMiss(Original original, Officer by) {
        if (!original.standing().by().equals(by.id())
                && by.posts().stream()
                        .noneMatch(post -> isSecond(post, original.standing().at()))) {
            throw new CustodyRefused("custody.refused.not-yours", original.number());
        }
    }
}
