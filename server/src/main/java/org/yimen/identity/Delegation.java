package org.yimen.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 委托: one person, or one legal entity, lets another apply and look in his name. It cannot be passed on (民法典
 * art. 169), and either side ends it whenever he likes (art. 933).
 *
 * @param items codes of the items that it is for; empty for all
 * @param until the last day
 * @param acceptedAt when the other side agreed; before that nothing may be done with it
 * @param endedAt when one side took it back, with effect from that moment
 */
public record Delegation(
        UUID id,
        Kind kind,
        UUID giver,
        UUID taker,
        Set<String> items,
        LocalDate from,
        LocalDate until,
        Instant givenAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant endedAt) {

    /** Between whom. */
    public enum Kind {
        PERSON,
        FIRM,
        /** A person to an admitted third party, which is a legal entity. */
        THIRD_PARTY
    }

    /** How it stands on one day. */
    public enum Standing {
        OFFERED,
        NOT_YET,
        RUNNING,
        EXPIRED,
        ENDED
    }

    public Delegation {
        items = Set.copyOf(items);
    }

    public Standing standingOn(LocalDate on) {
        if (endedAt != null) {
            return Standing.ENDED;
        }
        if (on.isAfter(until)) {
            return Standing.EXPIRED;
        }
        if (acceptedAt == null) {
            return Standing.OFFERED;
        }
        return on.isBefore(from) ? Standing.NOT_YET : Standing.RUNNING;
    }

    /** True where the other may act for this item on that day. */
    public boolean allows(String item, LocalDate on) {
        return standingOn(on) == Standing.RUNNING && covers(item);
    }

    public boolean covers(String item) {
        return items.isEmpty() || items.contains(item);
    }

    /** True while something can still come of it, so that it can be ended. */
    public boolean openOn(LocalDate on) {
        return switch (standingOn(on)) {
            case OFFERED, NOT_YET, RUNNING -> true;
            case EXPIRED, ENDED -> false;
        };
    }
}
