package org.yimen.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.Sm2PublicKey;
import org.yimen.platform.CityTime;

/**
 * 印章: an office's seal and the key that it signs with.
 *
 * @param name the organ's name, as it stands on the arc
 * @param validFrom its first day
 * @param validUntil its last day
 * @param custodian 保管人, a chief representative; without one the seal signs nothing
 */
public record Seal(
        String region,
        UUID id,
        SealKind kind,
        String department,
        String name,
        KeyId key,
        Sm2PublicKey publicKey,
        LocalDate validFrom,
        LocalDate validUntil,
        @Nullable Revocation revocation,
        @Nullable UUID custodian) {

    private static final ZoneId ZONE = CityTime.ZONE;

    /** From when on the seal signs no more, and why. */
    public record Revocation(Instant at, String reason) {}

    /** What stands against signing, or counting a signature, at a moment. */
    public enum Standing {
        USABLE,
        OUTSIDE_VALIDITY,
        REVOKED
    }

    public Standing standingAt(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZONE);
        if (revocation != null && !moment.isBefore(revocation.at())) {
            return Standing.REVOKED;
        }
        return day.isBefore(validFrom) || day.isAfter(validUntil) ? Standing.OUTSIDE_VALIDITY : Standing.USABLE;
    }

    /** Refuses what the seal may not sign at {@code moment}. */
    void requireUsableAt(Instant moment) {
        switch (standingAt(moment)) {
            case USABLE -> {}
            case OUTSIDE_VALIDITY -> throw new DocumentRuleBroken("document.seal.expired", name);
            case REVOKED -> throw new DocumentRuleBroken("document.seal.revoked", name);
        }
    }
}
