package org.yimen.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 公告送达: that one paper could not be served in another way, and hangs out for everybody until it counts as served.
 *
 * @param paper as {@link Handover#paper()}
 * @param title of the paper, in Chinese
 * @param reason why it cannot be served otherwise, in words
 * @param on the day on which it was hung out; it does not count
 * @param untilOn the last of its days; it counts as served when that day is over
 * @param end null while it hangs out
 */
public record Announcement(
        UUID id,
        UUID caseId,
        String paper,
        String number,
        String title,
        String reason,
        Tried tried,
        LocalDate on,
        LocalDate untilOn,
        UUID by,
        @Nullable End end) {

    /** Setting: calendar days from the announcement on; 民事诉讼法 art. 95, of which nobody here has read the text (unverified). */
    public static final String DAYS = "delivery.announcement-days";

    /**
     * On which days which way failed.
     *
     * @param online null where he takes nothing in his inbox, so that it was no way to him
     */
    public record Tried(
            LocalDate byHand, LocalDate byMail, @Nullable LocalDate online) {}

    /** @param because why it was taken down; empty where it was not */
    public record End(How how, Instant at, String because) {}

    /** How it ended. */
    public enum How {
        /** Its days are over, or it reached him in another way before. */
        SERVED("served"),
        /** 撤下: an officer found another way to him. */
        TAKEN_DOWN("taken-down"),
        /** What it spoke of stood no longer when its days were over. */
        VOID("void");

        private final String code;

        How(String code) {
            this.code = code;
        }

        /** As rows spell it. */
        public String code() {
            return code;
        }

        static How of(String code) {
            for (How how : values()) {
                if (how.code.equals(code)) {
                    return how;
                }
            }
            throw new IllegalArgumentException("No such end: " + code);
        }
    }

    public boolean isOpen() {
        return end == null;
    }

    /** The day with whose beginning it counts as served: its days have passed then, and none before. */
    public LocalDate servedOn() {
        return untilOn.plusDays(1);
    }

    /** True of a paper by its kind and number. */
    public boolean isOf(String kind, String numbered) {
        return paper.equals(kind) && number.equals(numbered);
    }
}
