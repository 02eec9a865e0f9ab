package org.yimen.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.identifier.CaseNumber;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
class AuditLogTest {

    @Autowired
    private AuditLog log;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Autowired
    private PlatformTransactionManager transactions;

    private final String kind = "test." + UUID.randomUUID();

    @Test
    void theNewestLinesComeFirstAndPagesFollowOnOneAnother() {
        for (String subject : List.of("first", "second", "third")) {
            log.record("999901", "somebody", kind, subject, Map.of("note", subject));
            time.advance(Duration.ofSeconds(1));
        }

        List<AuditEntry> page = log.recent("999901", List.of(kind), null, 2);
        AuditEntry last = page.getLast();
        List<AuditEntry> rest = log.recent("999901", List.of(kind), new AuditLog.Cursor(last.at(), last.id()), 2);

        assertThat(page).extracting(AuditEntry::subject).containsExactly("third", "second");
        assertThat(rest).extracting(AuditEntry::subject).containsExactly("first");
        assertThat(rest.getFirst().detail()).containsEntry("note", "first");
    }

    @Test
    void anotherRegionSeesNothing() {
        log.record("999901", "somebody", kind, "x", Map.of());

        assertThat(log.recent("999902", List.of(kind), null, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update audit.entry set actor = 'nobody'", "delete from audit.entry", "truncate audit.entry"})
    void nothingIsChangedOrRemoved(String attempt) {
        log.record("999901", "somebody", kind, "x", Map.of());

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql(attempt).update())
                .withStackTraceContaining("append-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"身份证 11010119900307001X", "电话13900000123"})
    void aPersonalNumberIsRefused(String text) {
        assertThatExceptionOfType(NumberRefused.class)
                .as("a refusal that a page can say, and no failure")
                .isThrownBy(() -> log.record("999901", "somebody", kind, "x", Map.of("note", text)))
                .returns("audit.personal-number", NumberRefused::code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11010119900307001X", "13900000123"})
    void aPersonalNumberIsRefusedAsTheSubjectToo(String subject) {
        assertThatExceptionOfType(NumberRefused.class)
                .isThrownBy(() -> log.record("999901", "somebody", kind, subject, Map.of()));
        assertThatExceptionOfType(NumberRefused.class)
                .isThrownBy(() -> log.recordAttempt("999901", "somebody", kind, subject, Map.of()));

        assertThat(log.recent("999901", List.of(kind), null, 10)).isEmpty();
    }

    @Test
    void whatIsNumberedHerePassesAsTheSubject() {
        var subjects = new ArrayList<>(List.of(
                "01890a5d-ac96-774b-bcce-139000001234",
                "9f13900000123ab04c77e1",
                "安政授〔2026〕1号",
                "food-business/2",
                "SJ/chief",
                "629911001001",
                "91350100M000100Y43"));
        for (int serial = 1; serial < 400; serial++) {
            subjects.add(new CaseNumber("130100", LocalDate.of(2026, 11, 18), serial * 250 + 1).toString());
            subjects.add(UUID.randomUUID().toString());
        }

        assertThat(subjects).noneMatch(AuditLog::isPersonalNumber);
    }

    @Test
    void idsAndCreditCodesAreNoPersonalNumbers() {
        log.record(
                "999901",
                "somebody",
                kind,
                "x",
                Map.of("id", "01890a5d-ac96-774b-bcce-139000001234", "code", "91350100M000100Y43"));

        assertThat(log.recent("999901", List.of(kind), null, 10)).hasSize(1);
    }

    @Test
    void anAttemptStaysWhereTheTransactionDoesNot() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            log.record("999901", "somebody", kind, "undone", Map.of());
            log.recordAttempt("999901", "somebody", kind, "attempted", Map.of());
            status.setRollbackOnly();
        });

        assertThat(log.recent("999901", List.of(kind), null, 10))
                .extracting(AuditEntry::subject)
                .containsExactly("attempted");
    }
}
