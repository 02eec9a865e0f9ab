package org.yimen.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/**
 * 知识条目, one version of it.
 *
 * @param department whose officers write and approve it
 * @param source where it is from
 * @param validUntil the last day on which it is answered with
 * @param question the open question that it answers, or null
 * @param reason why it was returned or withdrawn, or empty
 */
public record Article(
        String region,
        UUID id,
        int version,
        String department,
        Text title,
        Text body,
        Source source,
        LocalDate validUntil,
        @Nullable UUID question,
        State state,
        UUID writtenBy,
        Instant writtenAt,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        String reason) {

    /** Where a version stands. */
    public enum State {
        /** Waits for a second officer. */
        PROPOSED,
        APPROVED,
        RETURNED,
        /** A later version is approved. */
        REPLACED,
        /** Taken back before its day. */
        WITHDRAWN
    }

    /**
     * 出处: exactly one of both.
     *
     * @param item code of the item whose guide says it
     * @param text the instrument and its article
     */
    public record Source(@Nullable String item, @Nullable String text) {
        public Source {
            if ((item == null) == (text == null)) {
                throw new IllegalArgumentException("One source: " + item + ", " + text);
            }
        }

        public static Source ofGuide(String item) {
            return new Source(item, null);
        }

        public static Source ofInstrument(String text) {
            return new Source(null, text);
        }
    }

    public boolean answersOn(LocalDate day) {
        return state == State.APPROVED && !day.isAfter(validUntil);
    }
}
