package org.yimen.payment;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 退款.
 *
 * @param automatic money that never belonged to an order: it goes back without anybody's word
 * @param askedBy who asked; the system where the case ended without a result
 */
public record Refund(
        String region,
        UUID id,
        UUID order,
        UUID payment,
        long fen,
        String reason,
        boolean automatic,
        State state,
        UUID askedBy,
        String askedPost,
        Instant askedAt,
        @Nullable UUID decidedBy,
        @Nullable Instant doneAt) {

    /** Where a refund stands. */
    public enum State {
        ASKED,
        APPROVED,
        DECLINED,
        DONE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String key() {
            return "payment.refund." + code();
        }
    }

    public String yuan() {
        return Fen.yuan(fen);
    }
}
