package org.yimen.payment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.CaseId;

/**
 * 缴费单: what one case owes by one line of the fee list, and what became of it.
 *
 * @param fee code of the line of the item version
 * @param receipt id of the paper that says that it was paid
 * @param expiresAt until when it can be paid; afterwards a new one is opened
 */
public record FeeOrder(
        UUID id,
        String number,
        CaseId caseId,
        String caseNumber,
        UUID holder,
        String department,
        String item,
        int itemVersion,
        String fee,
        BigDecimal quantity,
        long fen,
        State state,
        long refunded,
        UUID receipt,
        @Nullable Instant receiptMadeAt,
        Instant openedAt,
        Instant expiresAt,
        @Nullable Instant paidAt,
        long version) {

    /** Where an order stands. */
    public enum State {
        OPEN,
        PAID,
        PART_REFUNDED,
        REFUNDED,
        CANCELLED,
        EXPIRED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        /** The message key of its name. */
        public String key() {
            return "payment.state." + code().replace('_', '-');
        }
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Paid, and not given back entirely: the case may go on. */
    public boolean settles() {
        return state == State.PAID || state == State.PART_REFUNDED;
    }

    /** What could still be given back. */
    public long refundable() {
        return settles() ? fen - refunded : 0;
    }

    public String yuan() {
        return Fen.yuan(fen);
    }
}
