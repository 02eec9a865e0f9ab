package org.yimen.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.ProgressDesk;
import org.yimen.audit.AuditEntry;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseId;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.KeyStore.Purpose;
import org.yimen.crypto.KeyVault;
import org.yimen.crypto.Resealer;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.People;
import org.yimen.testing.HallTest;

/** Keys are rotated while the office is open: nothing sealed is lost, nobody registers twice, and the log tells. */
@HallTest
class KeyRotationTest {

    private static final String PERSON_UNDER = """
            select count(*)
              from identity.person
             where substring(citizen_id_sealed from 3 for octet_length(:key)) = :key
            """;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private ProgressDesk progress;

    @Autowired
    private KeyStore keys;

    @Autowired
    private Resealer resealer;

    @Autowired
    private KeyJournal journal;

    @Autowired
    private AuditLog audit;

    @Autowired
    private JdbcClient jdbc;

    @Value("${yimen.data}")
    private Path data;

    @Test
    void rotatedKeysSealAnewWhatOlderOnesHadSealed() throws IOException {
        var number = CitizenId.of(City.CITIZEN);
        var person = people.find(number).orElseThrow();
        CaseId id = city.submitted("public-place-hygiene").id();
        String token = progress.token(id);
        Path folder = data.resolveSibling(data.getFileName() + "-keys");
        var vault = new KeyVault(folder, KeyVault.unlockingOf(folder));
        String old = keys.current(Purpose.COLUMN).value();

        String column = vault.rotate(Purpose.COLUMN);
        String index = vault.rotate(Purpose.COLUMN_INDEX);

        assertThat(people.find(number)).as("meanwhile both indexes count").contains(person);
        assertThat(keys.current(Purpose.COLUMN).value()).isEqualTo(column);

        resealer.reseal();

        assertThat(people.find(number)).contains(person);
        assertThat(under(old)).isZero();
        assertThat(under(column)).isPositive();
        assertThat(desk.applicant(desk.find(id)).knowsTail(City.CITIZEN.substring(14)))
                .isTrue();
        assertThat(progress.byToken(token)).as("receipts stay good").isPresent();
        assertThat(progress.isReceipt(token)).isTrue();
        assertThat(progress.byToken(progress.askedToken(id))).isPresent();
        assertThat(progress.isReceipt(progress.askedToken(id)))
                .as("who knows number and tail has no receipt")
                .isFalse();

        journal.read();
        journal.read();

        List<AuditEntry> told = Trail.of(audit, "629901", Set.of("keys.rotate", "keys.reseal"));
        assertThat(told).filteredOn(entry -> entry.subject().equals(column)).hasSize(1);
        assertThat(told).filteredOn(entry -> entry.subject().equals(index)).hasSize(1);
        assertThat(told)
                .filteredOn(entry -> entry.kind().equals("keys.reseal"))
                .extracting(AuditEntry::subject)
                .contains("identity.person", "application.dossier", "casework.case_file");
    }

    private long under(String key) {
        return jdbc.sql(PERSON_UNDER)
                .param("key", key.getBytes(StandardCharsets.US_ASCII))
                .query(Long.class)
                .single();
    }
}
