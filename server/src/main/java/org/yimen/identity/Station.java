package org.yimen.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 自助终端: a machine that stands in a hall.
 *
 * @param name as it is written on it
 * @param site the hall, and {@code zone} where in it
 * @param pairedAt since when a browser is known to be it; null before, and after it was shut out
 * @param seenAt when it last asked for a page, to the minute
 */
public record Station(
        String region,
        UUID id,
        String name,
        String site,
        String zone,
        Instant registeredAt,
        @Nullable Instant pairedAt,
        @Nullable Instant seenAt) {

    /** Where it stands, in words. */
    public String place() {
        return zone.isEmpty() ? site : site + " " + zone;
    }
}
