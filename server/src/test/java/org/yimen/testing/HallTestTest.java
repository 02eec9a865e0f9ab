package org.yimen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HallTest
class HallTestTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Statements statements;

    @Autowired
    private TestTime time;

    @Autowired
    private InstantSource injected;

    @Autowired
    private PlatformTransactionManager transactions;

    @RepeatedTest(2)
    void everyTestStartsOnTheSameMorning() {
        assertThat(injected.instant()).isEqualTo(TestTime.START);

        time.advance(Duration.ofDays(1));

        assertThat(injected.instant()).isEqualTo(TestTime.START.plus(Duration.ofDays(1)));
    }

    @Test
    void countsTheStatementsAndTheOneCommitOfATransaction() {
        var transaction = new TransactionTemplate(transactions);

        var count = statements.during(() -> transaction.executeWithoutResult(_ -> {
            jdbc.sql("select 1").query(Integer.class).single();
            jdbc.sql("select 2").query(Integer.class).single();
        }));

        assertThat(count.statements()).containsExactly("select 1", "select 2");
        assertThat(count.commits()).isOne();
    }

    @Test
    void outsideATransactionEveryStatementCommits() {
        var count = statements.during(() -> {
            jdbc.sql("select 1").query(Integer.class).single();
            jdbc.sql("select 2").query(Integer.class).single();
        });

        assertThat(count.commits()).isEqualTo(2);
    }

    @Test
    void aRolledBackTransactionDoesNotCommit() {
        var transaction = new TransactionTemplate(transactions);

        var count = statements.during(() -> transaction.executeWithoutResult(status -> {
            jdbc.sql("select 1").query(Integer.class).single();
            status.setRollbackOnly();
        }));

        assertThat(count.commits()).isZero();
    }
}
