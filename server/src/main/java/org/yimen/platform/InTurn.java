package org.yimen.platform;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One after the other, on every node: who asks for the same thing waits until the transaction before his has ended. */
public final class InTurn {

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(:what, 0))";

    private InTurn() {}

    /**
     * Waits for whoever is at it, and holds it until the end of the caller's transaction.
     *
     * @param what the thing, with its kind in front: {@code payment.fee_order 629901/…}
     * @throws IllegalStateException outside of a transaction, where nothing would be held
     */
    public static void await(JdbcClient jdbc, String what) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("No transaction to hold " + what);
        }
        jdbc.sql(LOCK).param("what", what).query((_, _) -> true).single();
    }
}
