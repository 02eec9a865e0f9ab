package org.yimen.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 差错: what the provider's statement of a day says otherwise than the ledger here.
 *
 * @param ours in fen, 0 where it is missing here
 * @param theirs in fen, 0 where it is missing there
 * @param note how it was explained; null while it is open
 */
public record Difference(
        String region,
        UUID id,
        String provider,
        LocalDate day,
        Kind kind,
        String reference,
        @Nullable UUID order,
        long ours,
        long theirs,
        Instant foundAt,
        @Nullable Instant resolvedAt,
        @Nullable UUID resolvedBy,
        @Nullable String note) {

    /** What differs. */
    public enum Kind {
        MISSING_HERE,
        MISSING_THERE,
        AMOUNT;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String key() {
            return "payment.difference." + code().replace('_', '-');
        }
    }

    public boolean isOpen() {
        return resolvedAt == null;
    }
}
