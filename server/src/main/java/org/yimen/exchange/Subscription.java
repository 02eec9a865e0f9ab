package org.yimen.exchange;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.CaseFeed.Cursor;

/**
 * 订阅: where a machine wants events posted to, and how that goes.
 *
 * @param types kebab-case names of events; empty for all
 * @param heard the last event that it answered for, or that did not concern it
 * @param delivered how many events it has answered for
 * @param failures tries of the next event that came to nothing
 * @param answer what came of the last try, e.g. {@code 200} or {@code connect}
 * @param stopped it has failed too often: nothing is sent before somebody asks for it
 */
public record Subscription(
        String region,
        UUID id,
        String clientId,
        String url,
        Set<String> types,
        Instant madeAt,
        Cursor heard,
        long delivered,
        @Nullable Instant deliveredAt,
        int failures,
        @Nullable Instant failingSince,
        @Nullable String answer,
        Instant nextAt,
        boolean stopped) {

    public Subscription {
        types = Set.copyOf(types);
    }

    /** {@code stopped}, {@code failing} or {@code in-order}. */
    public String state() {
        if (stopped) {
            return "stopped";
        }
        return failingSince == null ? "in-order" : "failing";
    }
}
