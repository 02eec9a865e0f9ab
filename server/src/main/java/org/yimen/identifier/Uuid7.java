package org.yimen.identifier;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** UUID version 7 (RFC 9562): sorts by the moment it was made, to a quarter of a microsecond. */
public final class Uuid7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Uuid7() {}

    /** A new identifier of the moment {@code now}. */
    public static UUID next(Instant now) {
        long millis = now.toEpochMilli();
        // The twelve bits after the version carry the part of the millisecond, so that ids of one burst stay in order.
        long fraction = ChronoUnit.NANOS.between(now.truncatedTo(ChronoUnit.MILLIS), now) * 4096 / 1_000_000;
        long most = (millis << 16) | 0x7000L | fraction;
        long least = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
