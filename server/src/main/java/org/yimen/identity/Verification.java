package org.yimen.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * 认证: that somebody has proven who he is, once, and how long that holds everywhere.
 *
 * @param place in words for the log: the region, the window, the machine
 */
public record Verification(UUID id, UUID person, How how, Channel channel, String place, Instant at, Instant until) {

    /** By what. */
    public enum How {
        PASSWORD,
        ID_CARD,
        /** 统一身份认证: an outer provider vouches for him. */
        OUTER
    }

    public boolean holdsAt(Instant moment) {
        return !moment.isBefore(at) && moment.isBefore(until);
    }
}
