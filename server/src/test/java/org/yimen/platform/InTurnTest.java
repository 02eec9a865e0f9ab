package org.yimen.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.testing.HallTest;

@HallTest
class InTurnTest {

    private static final String WAITING = """
        select exists (select 1
                         from pg_locks
                        where locktype = 'advisory' and not granted
                          and database = (select oid from pg_database where datname = current_database()))
        """;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void theSecondWaitsForTheEndOfTheFirstAndOthersDoNot() throws InterruptedException {
        List<String> order = new CopyOnWriteArrayList<>();
        var held = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Thread first = Thread.ofVirtual()
                .start(() -> at("test.window 1", () -> {
                    held.countDown();
                    awaitQuietly(goOn);
                    order.add("first");
                }));
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();

        Thread second = Thread.ofVirtual().start(() -> at("test.window 1", () -> order.add("second")));
        at("test.window 2", () -> order.add("another"));
        while (!jdbc.sql(WAITING).query(Boolean.class).single()) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        first.join();
        second.join();

        assertThat(order).containsExactly("another", "first", "second");
    }

    @Test
    void outsideOfATransactionNothingWouldBeHeld() {
        assertThatIllegalStateException().isThrownBy(() -> InTurn.await(jdbc, "test.window 3"));
    }

    private void at(String what, Runnable work) {
        transaction.executeWithoutResult(_ -> {
            InTurn.await(jdbc, what);
            work.run();
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
