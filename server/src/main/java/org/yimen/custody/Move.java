package org.yimen.custody;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an original's history, which nobody changes afterwards.
 *
 * @param number from 1
 * @param to where it was sent, of a hand-over that was offered
 */
public record Move(
        int number,
        Kind kind,
        UUID by,
        Instant at,
        Place place,
        @Nullable Place to,
        Detail detail) {

    /** What happened. */
    public enum Kind {
        TAKEN_IN,
        HANDED_ON,
        CONFIRMED,
        REFUSED,
        TAKEN_BACK,
        GIVEN_BACK,
        ARCHIVED,
        DESTROYED
    }

    /**
     * What was said about it.
     *
     * @param reason of a refusal
     * @param note in somebody's own words; empty where nothing was said
     * @param taker of what was given back
     */
    public record Detail(
            Act.@Nullable Reason reason,
            String note,
            @Nullable Taker taker) {
        static final Detail NONE = new Detail(null, "", null);
    }
}
