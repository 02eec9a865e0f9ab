package org.yimen.rating;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.rating.RatingPolicy.Look;

/**
 * 自评疑点: ratings that look as if staff had given them itself. It says nothing until two of supervision have decided.
 *
 * @param counter code of the window, or of the department where there was none
 * @param day on which the ratings came
 * @param ratings which they are, by their occasions
 * @param proposal what the first of the two says, or null
 * @param decidedBy the second, or null
 */
public record Sign(
        UUID id,
        Look look,
        String counter,
        LocalDate day,
        Instant foundAt,
        List<UUID> ratings,
        @Nullable Proposal proposal,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt) {

    public Sign {
        ratings = List.copyOf(ratings);
    }

    /** @param strikes false where they count as they are */
    public record Proposal(boolean strikes, String reason, UUID by, Instant at) {}

    public boolean decided() {
        return decidedBy != null;
    }

    /** How far it is, as a message key. */
    public String standing() {
        if (proposal == null) {
            return "rating.sign.open";
        }
        String word = proposal.strikes() ? "strike" : "count";
        return "rating.sign." + (decided() ? "decided-" : "proposed-") + word;
    }
}
