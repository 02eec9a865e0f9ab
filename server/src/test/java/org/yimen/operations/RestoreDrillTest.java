package org.yimen.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.platform.postgres.LocalServer;
import org.yimen.platform.postgres.Recovery;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestData;

/** The drill: back up while people apply, note a second, go on, restore to that second, and compare all of it. */
@HallTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreDrillTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final InstantSource CLOCK = InstantSource.system();

    @Autowired
    private City city;

    @Value("${yimen.data}")
    private Path data;

    private final Path home = TestData.folder("drill");
    private final Path repository = home.resolve("repository");
    private final Map<String, String> environment =
            Map.of("YIMEN_POSTGRES_BINARIES", TestData.binaries().toString());

    private String said = "";
    private Instant moment = Instant.EPOCH;
    private SortedMap<String, String> then = new TreeMap<>();
    private CaseId before = new CaseId("629901", new UUID(0, 0));
    private CaseId after = before;
    private List<Long> chainsThen = List.of();
    private int duringBackup;

    @BeforeAll
    void backUpWhilePeopleApply() throws Exception {
        before = city.accepted(HYGIENE).id();
        var applying = new AtomicBoolean(true);
        Callable<Integer> crowd = () -> {
            int applied = 0;
            while (applying.get()) {
                var _ = city.submitted(HYGIENE);
                applied++;
            }
            return applied;
        };
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var applied = pool.submit(crowd);
            assertThat(run("backup", "--to", repository.toString())).as(said).isZero();
            applying.set(false);
            duringBackup = applied.get();
        }
        assertThat(run("backup-keys", "--to", home.resolve("keys").toString()))
                .as(said)
                .isZero();
        var _ = city.accepted(HYGIENE);
        noteAQuietSecond();
        after = city.submitted(HYGIENE).id();
        // The second backup brings the log up to here; its base is too young for the moment.
        assertThat(run("backup", "--to", repository.toString(), "--keep", "2"))
                .as(said)
                .isZero();
    }

    private void noteAQuietSecond() throws Exception {
        try (var server = live();
                Connection connection = server.enter()) {
            SortedMap<String, String> seen;
            int tries = 0;
            do {
                assertThat(++tries).as("seconds that were never quiet").isLessThan(60);
                seen = Snapshot.of(connection);
                moment = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
                while (CLOCK.instant().isBefore(moment.plusMillis(20))) {
                    Thread.sleep(10);
                }
                then = Snapshot.of(connection);
                // Other tests share this database, and some of them break chains on purpose.
                chainsThen = Snapshot.brokenChains(connection);
            } while (!seen.equals(then));
        }
    }

    @AfterAll
    void stopArchiving() throws Exception {
        try (var server = live();
                Connection connection = server.enter();
                var statement = connection.createStatement()) {
            statement.execute("alter system set archive_command = 'true'");
            statement.execute("alter system reset archive_timeout");
            statement.execute("select pg_reload_conf()");
        }
        Files.deleteIfExists(data.resolve("backups-to"));
    }

    @Test
    @Order(1)
    @Proves("M-OTH-02")
    void everyRowIsAsItWasAtThatSecondAndNothingAfterItIsThere() throws Exception {
        Path restored = home.resolve("restored");

        int exit = restore(restored, moment, "--keys-from", home.resolve("keys").toString());

        assertThat(exit).as(said).isZero();
        assertThat(duringBackup).as("cases that came in while the backup ran").isPositive();
        try (var server = LocalServer.on(restored, TestData.binaries());
                Connection connection = server.enter()) {
            assertThat(Snapshot.of(connection)).isEqualTo(then);
            assertThat(Snapshot.brokenChains(connection)).isEqualTo(chainsThen);
            assertThat(count(connection, before)).isOne();
            assertThat(count(connection, after)).isZero();
            assertThat(Drill.ask(connection, "show archive_command"))
                    .as("the restored database must not write into the log of the original")
                    .isEqualTo("true");
        }
        try (var server = live();
                Connection connection = server.enter()) {
            assertThat(count(connection, after)).isOne();
        }
    }

    @Test
    @Order(2)
    void everyStoredFileOfThenIsThereAndOpensWithTheRestoredKeys() throws Exception {
        Drill.hasItsFiles(data, home.resolve("restored-files"));

        assertThat(run("keys", "list", "--data", home.resolve("restored").toString()))
                .as(said)
                .isZero();
        assertThat(said).contains("column-key-0001", "file-key-0001", "unlocked");
    }

    @Test
    @Order(3)
    void whatIsThereIsNeverOverwritten() {
        assertThat(restore(home.resolve("restored"), moment)).isEqualTo(1);
        assertThat(said).contains("not empty");
    }

    @Test
    @Order(4)
    void aMomentBeforeTheFirstBackupOrBehindTheLogIsRefusedWithTheLimit() {
        Path never = home.resolve("never");

        assertThat(restore(never, moment.minus(30, ChronoUnit.DAYS))).isEqualTo(1);
        assertThat(said).contains("The oldest backup can be restored to");

        assertThat(restore(never, CLOCK.instant().plus(1, ChronoUnit.DAYS))).isEqualTo(1);
        assertThat(said).contains("The log ends before that moment: the last commit in it is of");
        assertThat(never).doesNotExist();
    }

    @Test
    @Order(5)
    void otherKeysThanThoseThatSealedTheDataAreRefused() throws Exception {
        Path other = Files.createDirectories(home.resolve("other-keys"));
        Files.writeString(other.resolve("master"), "master-0000000000000000 0000000000000000 shared\n");

        assertThat(restore(home.resolve("never"), moment, "--keys-from", other.toString()))
                .isEqualTo(1);

        assertThat(said).contains("are not those that sealed this backup", "column-key-0001");
    }

    @Test
    @Order(6)
    void aWholeBackupPassesTheCheck() {
        assertThat(run("restore", "--check", repository.toString())).as(said).isZero();
        assertThat(said.lines().filter(line -> line.endsWith("whole"))).hasSize(2);
    }

    @Test
    @Order(7)
    void aFlippedByteIsNamedAndNotRestored() throws Exception {
        Path file = bases().getFirst().resolve("postgres/global/pg_control");
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);

        assertThat(run("restore", "--check", repository.toString())).isEqualTo(1);
        assertThat(said).contains("1 faults", "postgres/global/pg_control is missing or changed");
        assertThat(restore(home.resolve("never"), moment)).isEqualTo(1);
        assertThat(said).contains("pg_control");

        bytes[100] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    @Order(8)
    void aMissingOrDamagedPartOfTheLogIsNamed() throws Exception {
        List<Path> log = log();
        Path second = log.get(1);
        byte[] bytes = Files.readAllBytes(second);
        Files.delete(second);

        assertThat(run("restore", "--check", repository.toString())).isEqualTo(1);
        assertThat(said).contains(second.getFileName().toString().replace(".gz", "") + " is missing from the log");
        assertThat(restore(home.resolve("never"), moment)).isEqualTo(1);

        byte[] flipped = bytes.clone();
        flipped[bytes.length / 2] ^= 1;
        Files.write(second, flipped);
        assertThat(run("restore", "--check", repository.toString())).isEqualTo(1);
        assertThat(said).contains(second.getFileName() + " is damaged");

        Files.write(second, bytes);
    }

    @Test
    @Order(9)
    void onlyTheBackupsThatAreKeptStayAndTheLogTheyNeed() throws Exception {
        Path oldest = bases().getFirst();
        Path first = log().getFirst();

        assertThat(run("backup", "--to", repository.toString(), "--keep", "1"))
                .as(said)
                .isZero();

        assertThat(bases()).hasSize(1).doesNotContain(oldest);
        assertThat(first).doesNotExist();
        assertThat(run("restore", "--check", repository.toString())).as(said).isZero();
    }

    private LocalServer live() throws IOException {
        return LocalServer.on(data, TestData.binaries());
    }

    private List<Path> bases() throws IOException {
        try (Stream<Path> bases = Files.list(repository.resolve("base"))) {
            return bases.sorted().toList();
        }
    }

    private List<Path> log() throws IOException {
        try (Stream<Path> logs = Files.list(repository);
                Stream<Path> segments = Files.list(
                        logs.filter(path -> path.getFileName().toString().startsWith("wal-"))
                                .findFirst()
                                .orElseThrow())) {
            return segments.filter(path -> path.getFileName().toString().matches("[0-9A-F]{24}\\.gz"))
                    .sorted()
                    .toList();
        }
    }

    private static long count(Connection connection, CaseId id) throws SQLException {
        return Long.parseLong(Drill.ask(
                connection,
                "select count(*) from casework.case_file where region_code = '%s' and id = '%s'"
                        .formatted(id.region(), id.value())));
    }

    private int restore(Path target, Instant to, String... more) {
        var arguments = Stream.concat(
                        Stream.of(
                                "restore",
                                "--from",
                                repository.toString(),
                                "--data",
                                target.toString(),
                                "--to",
                                Recovery.spoken(to)),
                        Stream.of(more))
                .toArray(String[]::new);
        return run(arguments);
    }

    /** What was printed is in {@link #said}. */
    private int run(String... arguments) {
        var bytes = new ByteArrayOutputStream();
        var print = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var all = List.of(arguments).contains("--data") || List.of(arguments).contains("--check")
                ? List.of(arguments)
                : Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                        .toList();
        int exit = OperationsCommand.run(all, environment, print, print);
        said = bytes.toString(StandardCharsets.UTF_8);
        return exit;
    }
}
