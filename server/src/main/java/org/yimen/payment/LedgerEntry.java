package org.yimen.payment;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Actor;

/** One line of the ledger of an order. */
public record LedgerEntry(
        UUID order,
        long seq,
        Instant at,
        Kind kind,
        long fen,
        @Nullable Way way,
        @Nullable String reference,
        Actor actor,
        String note) {

    /** What happened. */
    public enum Kind {
        OPENED,
        PAID,
        REFUND_ASKED,
        REFUND_APPROVED,
        REFUND_DECLINED,
        REFUNDED,
        CANCELLED,
        EXPIRED,
        /** Money came for an order that was paid or over already; it goes back. */
        STRAY,
        /** The provider says that another amount was paid; somebody must look. */
        AMOUNT_DIFFERS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        public String key() {
            return "payment.entry." + code().replace('_', '-');
        }
    }

    /** 缴费方式. */
    public enum Way {
        CASH,
        CARD,
        QR;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Way of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        public String key() {
            return "payment.way." + code();
        }
    }
}
