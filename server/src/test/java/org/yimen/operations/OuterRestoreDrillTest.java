package org.yimen.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.yimen.Yimen;
import org.yimen.platform.postgres.Recovery;
import org.yimen.testing.TestData;

/**
 * The drill with a PostgreSQL of the centre's own, by its own client tools and a role that is no superuser: what a small run of
 * the program left there, its cases, papers and log, comes back as it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(360)
class OuterRestoreDrillTest {

    private static final InstantSource CLOCK = InstantSource.system();

    private static final int CASES = 24;

    private final Path home = TestData.folder("outer");
    private final Path repository = home.resolve("repository");
    private final Path data = home.resolve("data");

    private Map<String, String> environment = Map.of();
    private String said = "";
    private Instant moment = Instant.EPOCH;
    private SortedMap<String, String> then = new TreeMap<>();
    private List<Long> chainsThen = List.of();
    private long casesThen;

    @BeforeAll
    void backUpAndGoOn() throws Exception {
        try (var cluster = Cluster15.create(home)) {
            environment = cluster.environment();
            aSmallRun(cluster);
            assertThat(run("backup-keys", "--to", home.resolve("keys").toString()))
                    .as(said)
                    .isZero();
            assertThat(run("backup", "--to", repository.toString())).isEqualTo(1);
            assertThat(said).contains("Nobody receives the log", "./yimen wal --to");

            Process receiver = receive();
            try (Connection connection = cluster.enter()) {
                awaitReceiver(connection);
                write(connection, "before", 1000);
                assertThat(run("backup", "--to", repository.toString()))
                        .as(said)
                        .isZero();
                write(connection, "between", 500);
                moment = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
                then = Snapshot.of(connection);
                chainsThen = Snapshot.brokenChains(connection);
                casesThen = count(connection, "casework.case_file");
                while (CLOCK.instant().isBefore(moment.plusMillis(20))) {
                    Thread.sleep(10);
                }
                write(connection, "after", 300);
                awaitFlush(connection);
            } finally {
                receiver.destroy();
                receiver.waitFor();
            }
        }
    }

    /** The program itself against this database, as in real use, until a dozen cases have been lived and are in the log. */
    private void aSmallRun(Cluster15 cluster) throws Exception {
        String classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> !path.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        Path log = home.resolve("city.log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx700m",
                        "-cp",
                        classes,
                        Yimen.class.getName(),
                        "--server.port=0",
                        "--yimen.demo=true",
                        "--yimen.demo.cases=" + CASES,
                        "--yimen.data=" + data)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process city = builder.start();
        try {
            for (int i = 0;
                    i < 1500 && city.isAlive() && !Files.readString(log).contains("demo cases are there");
                    i++) {
                Thread.sleep(100);
            }
            assertThat(Files.readString(log)).contains("demo cases are there");
        } finally {
            city.destroy();
            assertThat(city.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        try (Connection connection = cluster.enter()) {
            assertThat(count(connection, "casework.case_file")).isGreaterThanOrEqualTo(CASES / 2);
            assertThat(count(connection, "casework.case_event")).isGreaterThan(CASES);
            assertThat(count(connection, "document.paper")).isPositive();
            assertThat(count(connection, "audit.log_leaf")).isGreaterThan(CASES);
            assertThat(count(connection, "audit.log_head")).isPositive();
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        return Long.parseLong(Drill.ask(connection, "select count(*) from " + table));
    }

    /** {@code ./yimen wal}, in a process of its own as in real use. */
    private Process receive() throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OperationsCommand.class.getName(),
                        "wal",
                        "--to",
                        repository.toString(),
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("receiver.log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitReceiver(Connection connection) throws Exception {
        for (int i = 0;
                i < 300
                        && !Drill.ask(connection, "select count(*) from pg_stat_replication")
                                .equals("1");
                i++) {
            Thread.sleep(100);
        }
        assertThat(Drill.ask(connection, "select count(*) from pg_stat_replication"))
                .as(Files.readString(home.resolve("receiver.log")))
                .isEqualTo("1");
    }

    private static void awaitFlush(Connection connection) throws Exception {
        String reached = Drill.ask(connection, "select pg_current_wal_lsn()");
        String arrived = "select bool_or(restart_lsn >= '%s') from pg_replication_slots".formatted(reached);
        for (int i = 0; i < 100 && !"t".equals(Drill.ask(connection, arrived)); i++) {
            Thread.sleep(100);
        }
    }

    private static void write(Connection connection, String kind, int count) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
            insert into audit.entry (region_code, id, at, actor, kind, subject, detail)
            select '629901', gen_random_uuid(), '2026-11-22 10:00:00+08', 'drill', '%s', i::text, '{}'
              from generate_series(1, %d) as i
            """.formatted(kind, count));
        }
    }

    @AfterAll
    void nothingOfOursIsLeftRunning() {
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .noneMatch(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(home.toString()))
                        .isPresent());
    }

    @Test
    @Order(1)
    void everyRowIsAsItWasAtThatSecondAndNothingAfterItIsThere() throws Exception {
        Path restored = home.resolve("restored");

        assertThat(restore(restored)).as(said).isZero();

        try (var cluster = Cluster15.on(restored.resolve("postgres"));
                Connection connection = cluster.enter()) {
            assertThat(Snapshot.of(connection)).isEqualTo(then);
            assertThat(Snapshot.brokenChains(connection)).isEqualTo(chainsThen).containsOnly(0L);
            assertThat(count(connection, "casework.case_file"))
                    .isEqualTo(casesThen)
                    .isPositive();
            assertThat(Drill.ask(connection, """
                            select string_agg(distinct kind, ',' order by kind)
                              from audit.entry
                             where actor = 'drill'
                            """)).isEqualTo("before,between");
            assertThat(Drill.ask(connection, "select pg_is_in_recovery()")).isEqualTo("f");
        }
    }

    @Test
    @Order(2)
    void everyPaperOfThenIsThereAndTheKeysThatOpenIt() throws Exception {
        Drill.hasItsFiles(data, home.resolve("restored-files"));

        assertThat(run("keys", "list", "--data", home.resolve("restored").toString()))
                .as(said)
                .isZero();
    }

    @Test
    @Order(2)
    void aWholeBackupPassesTheCheck() {
        assertThat(run("restore", "--check", repository.toString())).as(said).isZero();
    }

    @Test
    @Order(3)
    void anOlderClientIsRefusedByItsVersion() throws Exception {
        Path old = Files.createDirectory(home.resolve("old"));
        for (String name : List.of("pg_basebackup", "postgres")) {
            Path tool =
                    Files.writeString(old.resolve(name), "#!/bin/sh\necho \"%s (PostgreSQL) 14.9\"\n".formatted(name));
            assertThat(tool.toFile().setExecutable(true)).isTrue();
        }
        var server = new OuterServer("jdbc:postgresql://127.0.0.1/x", "", "", Map.of("PG_BIN", old.toString()));
        environment = with("PG_BIN", old.toString());

        assertThat(catchThrowable(() -> server.tool("pg_basebackup", 15)))
                .hasMessageContaining("is of version 14")
                .hasMessageContaining("postgresql-client-15");
        assertThat(restore(home.resolve("never"))).isEqualTo(1);
        assertThat(said).contains("install postgresql-15");
        assertThat(home.resolve("never")).doesNotExist();

        environment = with("PG_BIN", "");
    }

    @Test
    @Order(4)
    void aMissingPartOfTheLogIsNamed() throws Exception {
        Path first;
        try (Stream<Path> all = Files.walk(repository)) {
            Path manifest =
                    all.filter(path -> path.endsWith(Manifest.NAME)).findFirst().orElseThrow();
            Path backup = Objects.requireNonNull(manifest.getParent());
            String segment = Manifest.read(backup).copied().firstSegment();
            first = repository.resolve(Manifest.read(backup).wal()).resolve(segment);
        }
        Files.move(first, home.resolve("taken-away"));

        assertThat(run("restore", "--check", repository.toString())).isEqualTo(1);

        assertThat(said).contains("is missing from the log");
        Files.move(home.resolve("taken-away"), first);
    }

    private Map<String, String> with(String name, String value) {
        var changed = new HashMap<>(environment);
        changed.put(name, value);
        return changed;
    }

    private int restore(Path target) {
        return run(
                "restore",
                "--from",
                repository.toString(),
                "--data",
                target.toString(),
                "--to",
                Recovery.spoken(moment),
                "--keys-from",
                home.resolve("keys").toString());
    }

    /** What was printed is in {@link #said}. */
    private int run(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var print = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var all = List.of(arguments).contains("restore") || List.of(arguments).contains("--data")
                ? List.of(arguments)
                : Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                        .toList();
        int exit = OperationsCommand.run(all, environment, print, print);
        said = bytes.toString(StandardCharsets.UTF_8);
        return exit;
    }
}
