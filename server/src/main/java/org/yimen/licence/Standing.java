package org.yimen.licence;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where a licence stands on a day. */
public sealed interface Standing {

    /** The message key of its name. */
    default String key() {
        return switch (this) {
            case InForce _ -> "licence.standing.in-force";
            case NotYet _ -> "licence.standing.not-yet";
            case Expired _ -> "licence.standing.expired";
            case Suspended _ -> "licence.standing.suspended";
            case Ended(var how, var _, var _) -> how.key();
        };
    }

    /** 有效. */
    record InForce() implements Standing {}

    /** Issued, its term still to come. */
    record NotYet(LocalDate from) implements Standing {}

    /** 已过期: {@code on} was its last day. */
    record Expired(LocalDate on) implements Standing {}

    /**
     * 暂扣: it may not be used for a time; the right itself goes on (行政处罚法 art. 9(3)).
     *
     * @param until the last day; none where it lasts until it is lifted
     */
    record Suspended(LocalDate from, @Nullable LocalDate until, String reason) implements Standing {

        boolean isOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    /** Ended by a decision. */
    record Ended(Ending how, LocalDate on, String reason) implements Standing {}
}
