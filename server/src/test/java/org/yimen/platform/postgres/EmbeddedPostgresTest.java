package org.yimen.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.FileSystemUtils;
import org.yimen.Yimen;
import org.yimen.platform.StartRefused;
import org.yimen.testing.TestData;

/** Each test has a server on a folder of its own, but for those that only look and share one. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EmbeddedPostgresTest {

    private static boolean root;

    @BeforeAll
    static void askWhoWeAre() throws IOException {
        root = Account.uid(Path.of("/proc/self")) == 0;
    }

    @Test
    void everyCommitSurvivesAPowerCut() throws Exception {
        try (var postgres = start(folder())) {
            for (String name : EmbeddedPostgres.DURABLE) {
                assertThat(ask(postgres, "show " + name)).as(name).containsExactly("on");
            }
        }
    }

    @Test
    void onlyThisMachineMayEnterAndOnlyWithThePassword() throws Exception {
        Path folder = folder();
        try (var postgres = start(folder)) {
            var pidFile = Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"));
            assertThat(pidFile.get(4)).as("folder of the unix socket").isEmpty();
            assertThat(ask(postgres, "show listen_addresses")).containsExactly("127.0.0.1");
            assertThat(ask(postgres, "show password_encryption")).containsExactly("scram-sha-256");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(postgres.url(), EmbeddedPostgres.ROLE, "guess"))
                    .returns("28P01", SQLException::getSQLState);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(postgres.url(), "postgres", ""));
        }
    }

    @Test
    void thePasswordsAreForUsAlone() throws Exception {
        Path folder = folder();

        start(folder).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passwords"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("postgres.new.password")).doesNotExist();
    }

    @Test
    void sortsChineseByPinyinAndCountsStatements() throws Exception {
        try (var postgres = start(folder())) {
            assertThat(ask(
                            postgres,
                            "select name from (values ('张三'), ('李四'), ('王五'), ('阿一')) as p (name) order by name"))
                    .containsExactly("阿一", "李四", "王五", "张三");
            assertThat(ask(postgres, "show max_connections")).containsExactly("60");
            assertThat(ask(postgres, "select extname from pg_extension where extname = 'pg_stat_statements'"))
                    .hasSize(1);
            assertThat(ask(postgres, "select rolsuper from pg_roles where rolname = current_user"))
                    .containsExactly("f");
        }
    }

    @Test
    void aDatabaseThatWasToldToForgetIsRefused() throws Exception {
        Path folder = folder();
        try (var postgres = start(folder)) {
            execute(postgres, "alter database yimen set synchronous_commit = off");
        }

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> start(folder).close())
                .withMessageContaining("synchronous_commit = off");
    }

    @Test
    void aSecondStartOnTheSameDataIsRefusedInOneSentence() throws Exception {
        Path folder = folder();
        try (var postgres = start(folder);
                var second = OtherProcess.of(
                        Yimen.class,
                        "--yimen.data=" + folder,
                        "--yimen.postgres.binaries=" + TestData.binaries(),
                        "--server.port=0",
                        "--logging.level.root=WARN")) {
            var printed = second.remainingLines().toList();

            assertThat(printed)
                    .containsExactly(
                            "Another Yimen (process %d) is using the data in %s: stop it, or choose another folder."
                                    .formatted(ProcessHandle.current().pid(), folder));
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(ask(postgres, "select 1")).containsExactly("1");
            assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> start(folder));
        }
    }

    @Test
    void whatWasCommittedSurvivesAKilledProcessAndItsOrphanIsTakenOver() throws Exception {
        Path folder = folder();
        long orphan;
        try (var killed = OtherProcess.of(
                KeepsDiary.class, folder.toString(), TestData.binaries().toString())) {
            String written = killed.lineBeginningWith("WRITTEN");
            assertThat(written).startsWith("WRITTEN");
            orphan = Long.parseLong(written.split(" ", -1)[1]);
            killed.kill();
        }
        assertThat(isServing(orphan)).isTrue();

        try (var postgres = start(folder)) {
            assertThat(ask(postgres, "select entry from diary")).containsExactly("今日受理");
            assertThat(isServing(orphan)).isFalse();
            assertThat(postgres.pid()).isNotEqualTo(orphan);
        }
    }

    @Test
    void aProcessThatGotTheOldNumberByChanceIsLeftAlone() throws Exception {
        Path folder = folder();
        start(folder).close();
        var account = Account.of(folder.resolve("postgres"));
        Process bystander = account.builder(List.of("sleep", "60")).start();
        try {
            Path pidFile = folder.resolve("postgres").resolve("postmaster.pid");
            Files.write(
                    pidFile,
                    List.of(
                            Long.toString(bystander.pid()),
                            folder.resolve("postgres").toString(),
                            "0",
                            "1",
                            "",
                            ""));
            account.own(pidFile);

            start(folder).close();

            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void aDeadDatabaseShowsInTheHealthAndTheNextStartRecovers() throws Exception {
        Path folder = folder();
        try (var postgres = start(folder)) {
            execute(postgres, "create table diary (entry text not null)");
            execute(postgres, "insert into diary values ('今日办结')");
            var health = new EmbeddedPostgresConfiguration().embeddedPostgresHealth(postgres);
            assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.UP);

            kill(postgres.pid());

            assertThat(health.health()).extracting(Health::getStatus).isEqualTo(Status.DOWN);
        }

        try (var postgres = start(folder)) {
            assertThat(ask(postgres, "select entry from diary")).containsExactly("今日办结");
        }
    }

    @Test
    void stoppingEndsOpenSessionsAndLeavesNoProcess() throws Exception {
        Path folder = folder();
        var postgres = start(folder);
        try (var _ = connect(postgres)) {
            postgres.close();
        }

        assertThat(folder.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
        assertThat(isServing(postgres.pid())).isFalse();
    }

    @Test
    void neverRunsAsRoot() throws Exception {
        try (var postgres = start(folder())) {
            assertThat(Account.uid(Path.of("/proc", Long.toString(postgres.pid()))))
                    .isNotZero();
        }
    }

    @Test
    void worksForAnOrdinaryUser() throws Exception {
        var user = Account.of(Path.of("/nonexistent"));
        Path home = TestData.folder("ordinary");
        String classPath = copyClassPath(Files.createDirectory(home.resolve("lib")));
        user.own(home);

        try (var ordinary = OtherProcess.as(
                user,
                classPath,
                KeepsDiary.class,
                home.resolve("data").toString(),
                home.resolve("binaries").toString(),
                "and stop")) {
            assertThat(ordinary.lineBeginningWith("WRITTEN"))
                    .startsWith("WRITTEN")
                    .doesNotEndWith(" root");
            assertThat(ordinary.exitCode()).isZero();
        }
    }

    @Test
    void aFolderThatTheDatabaseCannotReachIsRefusedWithAWayOut() throws Exception {
        Path closed = Files.createDirectory(TestData.folder("closed").resolve("home"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(root ? "rwx------" : "r--------"));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> DataFolder.open(closed.resolve("data")))
                .withMessageContaining(closed.toString())
                .withMessageContaining("choose another data folder");
        assertThat(Files.getPosixFilePermissions(closed)).doesNotContain(PosixFilePermission.OTHERS_EXECUTE);
    }

    @Test
    void damagedProgramsAreUnpackedAnew() throws Exception {
        Path cache = TestData.folder("cache");
        Path postgres = Binaries.unpackedIn(cache).resolve("bin").resolve("postgres");
        long size = Files.size(postgres);
        Files.writeString(postgres, "#!/bin/sh\n");

        Binaries.unpackedIn(cache);

        assertThat(postgres).hasSize(size);
    }

    private static Path folder() throws IOException {
        return DataFolder.open(TestData.folder("postgres"));
    }

    private static EmbeddedPostgres start(Path folder) throws IOException {
        return EmbeddedPostgres.start(folder, TestData.binaries());
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), EmbeddedPostgres.ROLE, postgres.password());
    }

    private static List<String> ask(EmbeddedPostgres postgres, String query) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var answer = new ArrayList<String>();
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
            return answer;
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A dead process stays a zombie until its parent looks; it serves nobody. */
    private static boolean isServing(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return !Files.readString(status).contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void kill(long pid) throws InterruptedException, IOException {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        for (long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                isServing(pid) && System.nanoTime() < end; ) {
            Thread.sleep(20);
        }
        Thread.sleep(100);
    }

    /** The jars lie in the home of whoever builds, where nobody else may look. */
    private static String copyClassPath(Path lib) throws IOException {
        var copies = new ArrayList<String>();
        var needed =
                List.of("classes", "postgres", "commons-", "xz-", "slf4j-api", "logback", "jspecify", "spring-core");
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path source = Path.of(entry);
            if (needed.stream().noneMatch(source.getFileName().toString()::contains) || !Files.exists(source)) {
                continue;
            }
            Path copy = lib.resolve(copies.size() + "-" + source.getFileName());
            if (Files.isDirectory(source)) {
                FileSystemUtils.copyRecursively(source, copy);
            } else {
                Files.copy(source, copy);
            }
            copies.add(copy.toString());
        }
        try (Stream<Path> all = Files.walk(lib)) {
            for (Path path : all.toList()) {
                String permissions = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
            }
        }
        return String.join(File.pathSeparator, copies);
    }
}
