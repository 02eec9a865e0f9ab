package org.yimen.licence;

import java.time.LocalDate;

/** Where a licence stands on a day. */
public sealed interface Standing {

    /** The message key of its name. */
    default String key() {
        return switch (this) {
            case InForce _ -> "licence.standing.in-force";
            case NotYet _ -> "licence.standing.not-yet";
            case Expired _ -> "licence.standing.expired";
            case Ended(var how, var _, var _) -> how.key();
        };
    }

    /** 有效. */
    record InForce() implements Standing {}

    /** Issued, its term still to come. */
    record NotYet(LocalDate from) implements Standing {}

    /** 已过期: {@code on} was its last day. */
    record Expired(LocalDate on) implements Standing {}

    /** Ended by a decision. */
    record Ended(Ending how, LocalDate on, String reason) implements Standing {}
}
