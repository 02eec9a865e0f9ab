package org.yimen.organisation;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * 顶岗 (AB角): who has the work of one post at one moment. Pure.
 *
 * @param acting whose work it is now: those first holders who are there; while none is, the stand-ins who are
 * @param away the first holders who are away
 */
public record Cover(String region, String post, Standing standing, List<UUID> acting, List<UUID> away) {

    /** Who has the work. */
    public enum Standing {
        /** A角, as always. */
        FIRST,
        /** B角, for A is away. */
        STAND_IN,
        /** Both are away: somebody must hear of it. */
        NOBODY
    }

    public Cover {
        acting = List.copyOf(acting);
        away = List.copyOf(away);
    }

    /** @param serving the postings of one post that last on the day and count where it is asked, of people who serve */
    static Cover of(String region, String post, List<Posting> serving, Predicate<UUID> isAway) {
        List<UUID> first = who(serving, false);
        List<UUID> away = first.stream().filter(isAway).toList();
        List<UUID> there = first.stream().filter(isAway.negate()).toList();
        if (!there.isEmpty()) {
            return new Cover(region, post, Standing.FIRST, there, away);
        }
        List<UUID> standIns =
                who(serving, true).stream().filter(isAway.negate()).toList();
        return new Cover(region, post, standIns.isEmpty() ? Standing.NOBODY : Standing.STAND_IN, standIns, away);
    }

    private static List<UUID> who(List<Posting> serving, boolean standIn) {
        return serving.stream()
                .filter(posting -> posting.standIn() == standIn)
                .map(Posting::staff)
                .distinct()
                .toList();
    }
}
