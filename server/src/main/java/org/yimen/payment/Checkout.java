package org.yimen.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 支付请求: one place at the provider where an order can be paid.
 *
 * @param address where, or null while the provider has not answered
 */
public record Checkout(
        String region,
        UUID id,
        UUID order,
        String provider,
        long fen,
        @Nullable String address,
        String state,
        Instant openedAt,
        Instant expiresAt) {

    boolean isOpenAt(Instant now) {
        return state.equals("open") && isPayableAt(now);
    }

    /** True while somebody may still pay there, whether he needs to or not. */
    boolean isPayableAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
