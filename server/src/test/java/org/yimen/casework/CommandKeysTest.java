package org.yimen.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.casework.CaseDesk.Alongside;
import org.yimen.casework.Errand.Command.*;
import org.yimen.casework.Errand.Event;
import org.yimen.casework.Errand.State;
import org.yimen.platform.Batches;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** How often a command is tried, and how long its key is remembered. */
@HallTest
class CommandKeysTest {

    private static final Actor CARRIER = Actor.officer(new UUID(4, 3), "TEST/carrier");
    private static final Errand ERRAND = new Errand();

    @Autowired
    private CaseDesk desk;

    @Autowired
    private KeyPurge purge;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Test
    void aKeyIsKnownForThirtyDaysAndThenForgotten() {
        CaseId id = opened();
        handle(id, "kept", Alongside.nothing());

        time.advance(KeyPurge.KEPT);
        purge.purge();
        assertThat(keys(id)).isEqualTo(2);

        time.advance(Duration.ofSeconds(1));
        purge.purge();
        assertThat(keys(id)).isZero();
    }

    @Test
    void moreThanOneBatchIsForgottenAtOnce() {
        CaseId id = opened();
        jdbc.sql("""
                insert into casework.command_key (region_code, actor_id, key, digest, case_id, asked_at)
                select :region, :actor, :case || '-' || n, '', :id, :at
                  from generate_series(1, :count) n
                """)
                .param("region", id.region())
                .param("actor", CARRIER.id())
                .param("case", id.value().toString())
                .param("id", id.value())
                .param("at", Timestamp.from(TestTime.START.minus(KeyPurge.KEPT).minusSeconds(1)))
                .param("count", 2 * Batches.SIZE + 1)
                .update();

        purge.purge();

        assertThat(keys(id)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57P01", "57P03", "08006", "08001"})
    void whatPassesByItselfIsTriedAgain(String state) {
        CaseId id = opened();
        var failing = failing(3, state);

        handle(id, "passing", failing);

        assertThat(desk.history(id)).hasSize(2);
        assertThat(failing.calls).isEqualTo(4);
    }

    @Test
    void whatDoesNotPassIsNotTriedAgain() {
        CaseId id = opened();
        var failing = failing(1, "53100");

        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> handle(id, "disk", failing));

        assertThat(failing.calls).isOne();
        assertThat(desk.history(id)).hasSize(1);
    }

    @Test
    void aDatabaseThatStaysAwayIsNotTriedForEver() {
        CaseId id = opened();
        var failing = failing(100, "57P01");

        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> handle(id, "away", failing));

        assertThat(failing.calls).isEqualTo(6);
        assertThat(keys(id)).isOne();
    }

    private static Failing failing(int times, String state) {
        return new Failing(times, state);
    }

    /** Fails in the transaction, after the events are written. */
    private static final class Failing implements Alongside<State, Event> {
        private final int times;
        private final String state;
        private int calls;

        private Failing(int times, String state) {
            this.times = times;
            this.state = state;
        }

        @Override
        public void write(CaseFile<State> next, List<Event> events) {
            if (calls++ < times) {
                throw new UncategorizedSQLException("test", "select 1", new SQLException("planted", state));
            }
        }
    }

    private CaseId opened() {
        var blank = Errand.blank();
        String key = "open-" + blank.id().value();
        return desk.open(ERRAND, blank, Ask.of(blank.id(), key, CARRIER, new Start()), Alongside.nothing())
                .id();
    }

    private void handle(CaseId id, String key, Alongside<State, Event> alongside) {
        var _ = desk.handle(ERRAND, Ask.of(id, key + "-" + id.value(), CARRIER, new Step(1)), alongside);
    }

    private int keys(CaseId id) {
        return jdbc.sql("select count(*) from casework.command_key where region_code = :region and case_id = :id")
                .param("region", id.region())
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }
}
