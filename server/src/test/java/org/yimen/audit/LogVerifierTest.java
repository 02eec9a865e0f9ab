package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.yimen.application.City;
import org.yimen.audit.Finding.Kind;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseProofs;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** A superuser, for whom no trigger stands in the way, tampers with the log; every time the verifier names the entry. */
@HallTest
class LogVerifierTest {

    @Autowired
    private City city;

    @Autowired
    private CaseProofs proofs;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TransparencyLog log;

    @Autowired
    private LogTables tables;

    @Autowired
    private List<LeafSource> sources;

    @Autowired
    private DataSource database;

    @Value("${yimen.data}")
    private Path data;

    @TempDir
    private Path folder;

    private CaseFile<?> file;
    private String entry;
    private VerifierKey logKey;
    private VerifierKey witnessKey;

    @BeforeEach
    void aCaseAndAnEntryAreInTheLog() {
        file = city.accepted("public-place-hygiene");
        String kind = "test." + UUID.randomUUID();
        audit.record("629901", "somebody", kind, "subject", Map.of("note", "a"));
        entry = "629901/"
                + audit.recent("629901", List.of(kind), null, 1).getFirst().id();
        log.await("audit", entry);
        proofs.demand(file);
        logKey = VerifierKey.parse(log.key().orElseThrow()).orElseThrow();
        witnessKey = VerifierKey.parse(log.status().orElseThrow().witnessKey()).orElseThrow();
    }

    private String event(long seq) {
        return "case " + file.id().region() + "/" + file.id().value() + "/" + seq;
    }

    private String ofCase(long seq) {
        return " region_code = '629901' and case_id = '%s' and seq = %d"
                .formatted(file.id().value(), seq);
    }

    private long index(String source, String key) {
        return tables.leaf(source, key).orElseThrow().index();
    }

    private long index(long seq) {
        return index("case", file.id().region() + "/" + file.id().value() + "/" + seq);
    }

    @Test
    void whatNobodyTouchedIsIntact() throws Exception {
        assertThat(after().intact()).isTrue();
    }

    @Test
    @Proves("M-APR-19")
    void aFlippedBitIsNamed() throws Exception {
        assertNames(
                after("update casework.case_event set payload = payload || '{\"note\":\"x\"}' where" + ofCase(1)),
                Kind.CHANGED,
                index(1),
                event(1));
        assertNames(
                after("update casework.case_event set payload_digest = sha256('x') where" + ofCase(2)),
                Kind.CHANGED,
                index(2),
                event(2));
        assertNames(
                after("update casework.case_event set at = at + interval '1 day' where" + ofCase(1)),
                Kind.CHANGED,
                index(1),
                event(1));
        assertNames(
                after("update audit.entry set actor = 'nobody' where id = '%s'".formatted(entry.substring(7))),
                Kind.CHANGED,
                index("audit", entry),
                "audit " + entry);
        assertNames(
                after("update audit.log_leaf set entry = set_byte(entry, 40, 7) where index = " + index(1)),
                Kind.CHANGED,
                index(1),
                event(1));
    }

    @Test
    @Proves("M-APR-19")
    void aDeletedEntryIsNamed() throws Exception {
        assertNames(after("delete from casework.case_event where" + ofCase(1)), Kind.DELETED, index(1), event(1));
        assertNames(
                after("delete from audit.entry where id = '%s'".formatted(entry.substring(7))),
                Kind.DELETED,
                index("audit", entry),
                "audit " + entry);
        assertNames(after("delete from audit.log_leaf where index = " + index(1)), Kind.DELETED, index(1), event(1));
        assertNames(
                after(
                        "delete from audit.log_leaf where index = " + index(1),
                        "delete from casework.case_event where" + ofCase(1)),
                Kind.DELETED,
                index(1),
                event(1));
    }

    @Test
    @Proves("M-APR-19")
    void anInsertedEntryIsNamed() throws Exception {
        String copied = """
                insert into casework.case_event
                       (region_code, case_id, seq, at, type, actor_kind, actor_id, actor_post, payload, salt,
                        payload_digest, previous, leaf)
                select region_code, case_id, 99, at, type, actor_kind, actor_id, actor_post, payload, salt,
                       payload_digest, previous, leaf
                  from casework.case_event
                 where""" + ofCase(1);
        assertNames(after(copied), Kind.INSERTED, -1, event(99));
        assertNames(
                after("update audit.log_leaf set index = index + 1000000 where index > " + index(1), """
                        insert into audit.log_leaf (index, source, key, entry)
                        select index + 1, 'audit', 'slipped in', '\\x00'
                          from audit.log_leaf where index = %d""".formatted(
                                index(1))),
                Kind.INSERTED,
                index(1) + 1,
                "unreadable entry");
    }

    @Test
    @Proves("M-APR-19")
    void entriesThatChangedPlacesAreNamed() throws Exception {
        String swapContents = """
                update casework.case_event e
                   set payload = o.payload, salt = o.salt, payload_digest = o.payload_digest, type = o.type
                  from casework.case_event o
                 where o.region_code = e.region_code and o.case_id = e.case_id and o.seq = 3 - e.seq
                   and e.seq in (1, 2) and e.case_id = '%s'""".formatted(file.id().value());
        var report = after(swapContents);
        assertNames(report, Kind.REORDERED, index(1), event(1));
        assertNames(report, Kind.REORDERED, index(2), event(2));

        String swapPlaces = """
                update audit.log_leaf l
                   set entry = o.entry
                  from audit.log_leaf o
                 where (l.index, o.index) in ((%1$d, %2$d), (%2$d, %1$d))""".formatted(index(1), index(2));
        assertNames(after(swapPlaces), Kind.REORDERED, index(1), event(2));
    }

    @Test
    @Proves("M-APR-19")
    void aTruncatedEndIsNamed() throws Exception {
        assertNames(
                after("delete from casework.case_event where" + ofCase(file.version())),
                Kind.TRUNCATED,
                index(file.version()),
                event(file.version()));
        long last = tables.standing().orElseThrow().size() - 1;
        assertThat(after("delete from audit.log_leaf where index >= " + last).findings())
                .anyMatch(finding -> finding.kind() == Kind.TRUNCATED
                        && finding.index() == last
                        && !finding.name().isEmpty());
    }

    @Test
    @Proves("M-APR-19")
    void aDatabaseThatWasSetBackIsFoundByTheWitnesssMemory() throws Exception {
        LogTables.Standing before = tables.standing().orElseThrow();
        Path copy = folder.resolve("before");
        FolderView.export(tables, logKey, copy);
        city.accepted("public-place-hygiene");
        var later = city.accepted("public-place-hygiene");
        proofs.demand(later);
        String remembered = remembered(before.origin());

        var files = new LogVerifier(new FolderView(copy), logKey, witnessKey).verify(remembered, null, List.of());
        assertThat(files.findings()).extracting(Finding::kind).containsExactly(Kind.SET_BACK);

        long size = before.size();
        var report = after(
                "delete from audit.log_leaf where index >= " + size,
                "delete from audit.log_head where size > " + size,
                "update audit.log set size = %d, head = '%s', cosigned = '%s'"
                        .formatted(size, before.head(), before.cosigned()),
                """
                delete from casework.case_event e
                 where not exists (select 1 from audit.log_leaf l
                                    where l.source = 'case'
                                      and l.key = e.region_code || '/' || e.case_id || '/' || e.seq)""");
        assertThat(report.findings()).extracting(Finding::kind).contains(Kind.SET_BACK);
    }

    @Test
    void whatWasRewrittenAllThroughIsAnotherLogThanTheHeadsSay() throws Exception {
        var report = after(
                "update audit.log_leaf set entry = set_byte(entry, 40, 7) where index = " + index(1),
                """
                update audit.log_tile
                   set hashes = set_byte(hashes, %d, 7)
                 where level = 0 and number = %d""".formatted(index(1) % 256 * 32, index(1) / 256));

        assertThat(report.findings())
                .anyMatch(finding -> finding.kind() == Kind.CHANGED
                        && finding.index() == index(1)
                        && finding.name().equals(event(1)));
    }

    @Test
    void deletedPersonalDataLeaveTheLogVerifiable() throws Exception {
        var report = after(
                "update casework.case_event set payload = '{}', salt = '\\x' where" + ofCase(1),
                "update audit.entry set actor = '', subject = '', detail = '{}', salt = '\\x' where id = '%s'"
                        .formatted(entry.substring(7)));

        assertThat(report.findings()).isEmpty();
        assertThat(report.erased()).contains(event(1), "audit " + entry);
    }

    @Test
    @Proves("M-APR-19")
    void copiedFilesAreVerifiedWithoutADatabase() throws Exception {
        // Some full tiles, and more than one on the level above.
        for (int i = 0; i < 600; i++) {
            audit.record("629901", "somebody", "test.many", "subject " + i, Map.of());
        }
        city.accepted("public-place-hygiene");
        proofs.demand(city.accepted("public-place-hygiene"));
        FolderView.export(tables, logKey, folder);
        assertThat(run("verify", "--offline", folder.toString())).contains("0");

        assertNames(
                files(all -> {
                    byte[] flipped = all.get((int) index(1)).clone();
                    flipped[40] ^= 1;
                    all.set((int) index(1), flipped);
                    return all;
                }),
                Kind.CHANGED,
                index(1),
                null);
        assertNames(
                files(all -> {
                    all.remove((int) index(1));
                    return all;
                }),
                Kind.DELETED,
                index(1),
                event(1));
        assertNames(
                files(all -> {
                    all.add((int) index(1), all.getFirst().clone());
                    all.get((int) index(1))[0] ^= 1;
                    return all;
                }),
                Kind.INSERTED,
                index(1),
                null);
        assertNames(
                files(all -> {
                    Collections.swap(all, (int) index(1), (int) index(2));
                    return all;
                }),
                Kind.REORDERED,
                index(1),
                event(2));
        int last = (int) tables.standing().orElseThrow().cosignedSize() - 1;
        var cut = files(all -> new ArrayList<>(all.subList(0, all.size() - 1)));
        assertThat(cut.findings()).extracting(Finding::kind).containsExactly(Kind.TRUNCATED);
        assertThat(cut.findings().getFirst().index()).isGreaterThanOrEqualTo(last - 5);
    }

    @Test
    void aReceiptHoldsAndASpoiledOneDoesNot() throws Exception {
        String json = proofs.receipt(file, List.of(1L, file.version())).orElseThrow();
        Path receipt = Files.writeString(folder.resolve("receipt.json"), json);
        Path spoiled = Files.writeString(folder.resolve("spoiled.json"), json.replace("629901", "629902"));

        assertThat(run(
                        "verify",
                        "--receipt",
                        receipt.toString(),
                        "--log-key",
                        logKey.toString(),
                        "--witness-key",
                        witnessKey.toString()))
                .startsWith("0");
        assertThat(run("verify", "--receipt", spoiled.toString())).startsWith("1");
        assertThat(run("verify", "--receipt", folder.resolve("none").toString()))
                .startsWith("2");
    }

    @Test
    void theCommandReadsTheTablesOfADataFolderAndFindsTheSourcesByItself() throws Exception {
        assertThat(run("verify", "--data", data.toString())).startsWith("0");
        assertThat(run(
                        "export",
                        "--data",
                        data.toString(),
                        "--out",
                        folder.resolve("copy").toString()))
                .startsWith("0");
        assertThat(run("verify", "--offline", folder.resolve("copy").toString()))
                .startsWith("0");
        assertThat(run("verify", "--wrong")).startsWith("2");
    }

    private static String run(String... args) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        int code = AuditCommand.run(args, Map.of(), out, out);
        return code + "\n" + said.toString(UTF_8);
    }

    /** A copy whose entries were tampered with, and put back. */
    private LogVerifier.Report files(UnaryOperator<List<byte[]>> tamper) throws IOException {
        Path copy = Files.createTempDirectory(folder, "copy");
        FolderView.export(tables, logKey, copy);
        var all = new ArrayList<byte[]>();
        new FolderView(copy).entries(all::add);
        List<byte[]> spoiled = tamper.apply(all);
        try (var bundles = Files.walk(copy.resolve("tile/entries"))) {
            for (Path bundle : bundles.filter(Files::isRegularFile).toList()) {
                Files.delete(bundle);
            }
        }
        var bytes = new ByteArrayOutputStream();
        for (byte[] each : spoiled) {
            bytes.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) each.length).array());
            bytes.writeBytes(each);
        }
        Files.write(copy.resolve("tile/entries/000"), bytes.toByteArray());
        return new LogVerifier(new FolderView(copy), logKey, witnessKey).verify(null, null, List.of());
    }

    /** What the verifier says after a superuser's statements, none of which stay. */
    private LogVerifier.Report after(String... statements) throws Exception {
        String url;
        try (Connection connection = database.getConnection()) {
            url = connection.getMetaData().getURL();
        }
        String remembered = remembered(logKey.name());
        String password = Files.readAllLines(data.resolve("passwords")).getFirst();
        try (Connection superuser = DriverManager.getConnection(url, "postgres", password)) {
            superuser.setAutoCommit(false);
            superuser.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = superuser.createStatement()) {
                statement.execute("set local session_replication_role = replica");
                for (String each : statements) {
                    assertThat(statement.executeUpdate(each)).as(each).isPositive();
                }
            }
            var view = new LogTables(JdbcClient.create(new SingleConnectionDataSource(superuser, true)));
            var report = new LogVerifier(new TablesView(view), logKey, witnessKey).verify(remembered, view, sources);
            superuser.rollback();
            return report;
        }
    }

    /** From the witness's own folder. */
    private String remembered(String origin) throws IOException {
        Path witness = data.resolveSibling(data.getFileName() + "-witness");
        return Files.readString(witness.resolve(origin + ".head"));
    }

    private static void assertNames(LogVerifier.Report report, Kind kind, long index, @Nullable String name) {
        assertThat(report.findings())
                .anyMatch(finding -> finding.kind() == kind
                        && finding.index() == index
                        && (name == null || finding.name().equals(name)));
        assertThat(report.findings()).hasSizeLessThanOrEqualTo(3);
    }
}
