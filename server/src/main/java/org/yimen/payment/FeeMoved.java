package org.yimen.payment;

import java.time.Instant;

/**
 * A line was entered in the ledger of an order; told within the same transaction.
 *
 * @param order as it was before
 * @param fen how much the line is about
 * @param entry names the line among those of its kind: of an order that is paid back in parts there are several
 */
public record FeeMoved(FeeOrder order, LedgerEntry.Kind kind, long fen, String entry, Instant at) {}
