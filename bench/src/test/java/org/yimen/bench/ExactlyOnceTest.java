package org.yimen.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yimen.bench.Checker.Finding;
import org.yimen.bench.Checker.Kind;
import org.yimen.bench.CuttingProxy.Cut;

/** Against real processes: cut answers, and killed ones. */
class ExactlyOnceTest {

    private static final long SEED = 1122;

    @Test
    void twoHundredClientsWithCutAnswersHaveOneEffectPerKey() throws Exception {
        try (var rig = new Rig()) {
            rig.startDatabase(false);
            rig.startHall();

            var report = HistoryCheck.run(rig, HistoryCheck.CLIENTS, 1, SEED);

            assertThat(report.findings()).isEmpty();
            assertThat(report.intents()).isGreaterThan(5 * HistoryCheck.CLIENTS);
            assertThat(report.retries()).isGreaterThan(report.intents() / 4);
            for (Cut cut : Cut.values()) {
                assertThat(report.cuts().get(cut)).as(cut.name()).isPositive();
            }
            whatIsPlantedInTheDatabaseIsFound(rig);
        }
    }

    /** On the rows of the run above, so that it is seen in real ones. */
    private static void whatIsPlantedInTheDatabaseIsFound(Rig rig) throws Exception {
        Path journal = rig.folder().resolve("history-" + SEED + ".tsv");
        var urged = Ledger.read(journal).stream()
                .filter(asked -> asked.act().equals("urge")
                        && asked.answers().stream().anyMatch(answer -> answer.startsWith("done")))
                .limit(2)
                .toList();
        String doubled = urged.getFirst().key();
        String lost = urged.getLast().key();

        try (Connection database = rig.connection()) {
            change(database, "alter table casework.case_event disable trigger case_event_append_only");
            change(database, """
                    insert into casework.case_event
                           (region_code, case_id, seq, at, type, actor_kind, actor_id, actor_post, payload, salt,
                            payload_digest, previous, leaf)
                    select region_code, case_id, seq + 100000, at, type, actor_kind, actor_id, actor_post, payload, salt,
                           payload_digest, previous, leaf
                      from casework.case_event
                     where region_code = '629901' and payload ->> 'note' = '%s'
                    """.formatted(doubled));
            change(database, """
                    delete from casework.case_event
                     where region_code = '629901' and payload ->> 'note' = '%s'
                    """.formatted(lost));
            change(database, """
                    delete from casework.command_key
                     where region_code = '629901' and key = '%s'
                    """.formatted(lost));
        }

        var cases = urged.stream().map(Ledger.Asked::caseId).distinct().toList();
        List<Finding> findings = CrashCampaign.check(rig, Ledger.read(journal), cases);
        var kinds = new ArrayList<>(findings.stream().map(Finding::kind).toList());
        assertThat(findings).anySatisfy(found -> {
            assertThat(found.kind()).isEqualTo(Kind.DOUBLED);
            assertThat(found.what()).contains(doubled);
        });
        assertThat(findings).anySatisfy(found -> {
            assertThat(found.kind()).isEqualTo(Kind.LOST);
            assertThat(found.what()).contains(lost);
        });
        // The journals of both cases no longer give their rows.
        assertThat(kinds).contains(Kind.HALF_DONE);
    }

    private static void change(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void fiveCrashesLoseNothingAndTheControlDoes() throws Exception {
        var report = CrashCampaign.run(5, SEED, line -> {});

        assertThat(report.findings()).isEmpty();
        assertThat(report.blows())
                .isEqualTo(Map.of(
                        CrashCampaign.Blow.PROCESS, 2, CrashCampaign.Blow.DATABASE, 2, CrashCampaign.Blow.BOTH, 1));
        assertThat(report.acknowledged()).isPositive();
        assertThat(report.controlLost()).as("the control must go red").isPositive();
        assertThat(report.passed()).isTrue();
    }
}
