package org.yimen.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.platform.InTurn;

/** Lets two things that wait for each other by {@link InTurn} happen in the one order that went wrong. */
public final class Turns {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The lock of {@link InTurn} as the database lists it: its number in two halves. */
    private static final String WAITING = """
        select exists (select 1
                         from pg_locks
                        where locktype = 'advisory' and not granted
                          and database = (select oid from pg_database where datname = current_database())
                          and (classid::bigint << 32 | objid::bigint) = hashtextextended(:what, 0))
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Turns(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Holds {@code what}, begins {@code late} and, as soon as that waits for it, does {@code first} and lets go.
     *
     * @return what {@code late} came to
     */
    public <T> T before(String what, Callable<T> late, Runnable first)
            throws InterruptedException, ExecutionException, TimeoutException {
        var task = new FutureTask<>(late);
        transaction.executeWithoutResult(_ -> {
            InTurn.await(jdbc, what);
            Thread.ofPlatform().daemon().start(task);
            awaitSomebody(what);
            first.run();
        });
        return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void awaitSomebody(String what) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!jdbc.sql(WAITING).param("what", what).query(Boolean.class).single()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Nobody waits for " + what);
            }
            Thread.onSpinWait();
        }
    }
}
