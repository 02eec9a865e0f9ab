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
        DOOMED,
        SPARED,
        DESTROYED,
        LOST,
        FOUND,
        LOSS_SETTLED
    }

    /**
     * What was said about it.
     *
     * @param reason of a refusal
     * @param note in somebody's own words; empty where nothing was said
     * @param taker of what was given back
     * @param then of a loss: what is done about it
     */
    public record Detail(
            Act.@Nullable Reason reason,
            String note,
            @Nullable Taker taker,
            String then) {
        static final Detail NONE = new Detail(null, "", null);

        // Lines from before losses were told hold none.
        @SuppressWarnings("NullAway")
        public Detail {
            then = then == null ? "" : then;
        }

        public Detail(Act.@Nullable Reason reason, String note, @Nullable Taker taker) {
            this(reason, note, taker, "");
        }
    }
}
