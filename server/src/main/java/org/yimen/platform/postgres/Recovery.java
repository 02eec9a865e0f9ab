package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yimen.platform.CityTime;
import org.yimen.platform.StartRefused;

/** Brings a copied cluster to a moment: PostgreSQL replays the log up to there, once, and stops. */
public final class Recovery {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx");
    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern LAST_COMMIT = Pattern.compile("last completed transaction was at log time (.+)");
    private static final Duration STOP_LIMIT = Duration.ofMinutes(5);

    /** Enters the restored database to look at it. */
    @FunctionalInterface
    public interface Check {
        void look(Connection connection) throws SQLException;
    }

    /** Whom the restored database lets in. */
    public record Login(String database, String role, String password) {}

    private final Path cluster;
    private final Path bin;
    private final Account account;

    /** @param bin the folder with {@code postgres} of the cluster's version */
    public Recovery(Path cluster, Path bin) throws IOException {
        this.cluster = cluster;
        this.bin = bin;
        this.account = Account.of(cluster);
    }

    /** The programs that Yimen brings along, unpacked in the cache of {@code data}. */
    public static Path embeddedPrograms(Path cache) throws IOException {
        return Binaries.unpackedIn(cache).resolve("bin");
    }

    /** The major version of the programs that Yimen brings along. */
    public static int version(Path bin) throws IOException {
        String said = Account.of(Path.of("/nonexistent"))
                .run(Duration.ofSeconds(10), bin.resolve("postgres").toString(), "--version")
                .text();
        return Pattern.compile("\\) (\\d+)")
                .matcher(said)
                .results()
                .findFirst()
                .map(found -> Integer.parseInt(found.group(1)))
                .orElseThrow(() -> new StartRefused("%s is no PostgreSQL: %s".formatted(bin, said)));
    }

    /** A new data folder that PostgreSQL may pass through. */
    public static Path open(Path data) throws IOException {
        return DataFolder.open(data);
    }

    /** The login that Yimen itself uses in a folder of the embedded PostgreSQL. */
    public static Login superuser(Path data) throws IOException {
        return new Login(
                EmbeddedPostgres.DATABASE,
                EmbeddedPostgres.SUPERUSER,
                Files.readAllLines(data.resolve("passwords")).getFirst());
    }

    /**
     * Replays the log to {@code to}, or to its end, lets {@code check} look, and stops the database again.
     *
     * @param firstSegment where the copy begins in the log
     * @throws StartRefused where the log does not reach that far, in one sentence
     */
    public void run(WalArchive archive, String firstSegment, Optional<Instant> to, Login login, Check check)
            throws IOException {
        Path staged = cluster.resolveSibling("postgres.wal");
        Path own = cluster.resolveSibling("postgres.recovery");
        Path log = cluster.resolveSibling("restore.log");
        try {
            Folders.create(own, "rwx------");
            // The rules of the original may let nobody in from here, or, as Debian's, lie elsewhere.
            Path rules = write(own.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 md5\n");
            Path empty = write(own.resolve("empty.conf"), "");
            account.own(own);
            forgetArchive();
            write(cluster.resolve("recovery.signal"), "");
            ownAll();
            WalArchive stagedLog = archive.stage(firstSegment, staged, account);
            int port = EmbeddedPostgres.freePort();
            var settings = new ArrayList<>(List.of(
                    "hba_file=" + rules,
                    "ident_file=" + empty,
                    "data_directory=" + cluster,
                    // Only once it is promoted: what a standby must have at least like the original does not matter
                    // then.
                    "hot_standby=off",
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "logging_collector=off",
                    "log_destination=stderr",
                    "log_min_messages=log",
                    "log_line_prefix=",
                    "lc_messages=C",
                    "log_timezone=Asia/Shanghai",
                    "timezone=Asia/Shanghai",
                    "ssl=off",
                    // The original may still be running and archiving to the place that this copy's settings name.
                    "archive_mode=off",
                    "primary_conninfo=",
                    "restore_command=" + stagedLog.restoreCommand(),
                    "recovery_target_timeline=latest",
                    "recovery_target_action=promote"));
            to.ifPresent(
                    moment -> settings.add("recovery_target_time=" + MOMENT.format(moment.atOffset(ZoneOffset.UTC))));
            if (!Files.exists(cluster.resolve("postgresql.conf"))) {
                settings.add("config_file=" + empty);
            }
            replay(settings, port, log, login, check);
        } finally {
            Folders.delete(staged);
            Folders.delete(own);
        }
    }

    private Path write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        account.own(file);
        return file;
    }

    /** Two clusters must never write into one archive: the restored one begins its own with its first backup. */
    private void forgetArchive() throws IOException {
        Path settings = cluster.resolve("postgresql.auto.conf");
        if (Files.exists(settings)) {
            var kept = Files.readAllLines(settings).stream()
                    .filter(line -> !line.startsWith("archive_"))
                    .toList();
            Files.write(settings, kept);
        }
    }

    private void ownAll() throws IOException {
        try (Stream<Path> all = Files.walk(cluster)) {
            for (Path path : all.toList()) {
                account.own(path);
            }
        }
    }

    private void replay(List<String> settings, int port, Path log, Login login, Check check) throws IOException {
        var command = new ArrayList<>(List.of("setsid", bin.resolve("postgres").toString()));
        command.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        Process server = account.builder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitPromotion(server, "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, login.database()), login, log);
            try (Connection connection = EmbeddedPostgres.connect(
                    "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, login.database()),
                    login.role(),
                    login.password())) {
                check.look(connection);
            } catch (SQLException e) {
                throw new IOException("The restored database does not pass its check: " + e.getMessage(), e);
            }
        } finally {
            stop(server);
        }
    }

    private void awaitPromotion(Process server, String url, Login login, Path log) throws IOException {
        while (server.isAlive()) {
            try (Connection connection = EmbeddedPostgres.connect(url, login.role(), login.password());
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select pg_is_in_recovery()")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return;
                }
            } catch (SQLException e) {
                if (List.of("28P01", "28000", "3D000").contains(e.getSQLState())) {
                    throw new StartRefused(
                            "The restored database does not let %s in: give the name and password that it had then."
                                    .formatted(login.role()),
                            e);
                }
            }
            pause();
        }
        throw failure(log);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the log was replayed", e);
        }
    }

    private static RuntimeException failure(Path log) throws IOException {
        String said = Files.readString(log);
        if (said.contains("recovery ended before configured recovery target was reached")) {
            String last = LAST_COMMIT
                    .matcher(said)
                    .results()
                    .map(MatchResult::group)
                    .reduce((_, later) -> later)
                    .map(line -> line.substring(line.indexOf("time ") + 5))
                    .orElse("the end of the backup");
            return new StartRefused(
                    "The log ends before that moment: the last commit in it is of %s. Restore to that moment, or without --to."
                            .formatted(last));
        }
        return new StartRefused(
                "PostgreSQL could not replay the log, see %s: %s".formatted(log, EmbeddedPostgres.tail(log)));
    }

    private void stop(Process server) throws IOException {
        if (!server.isAlive()) {
            return;
        }
        var process = new Orphan(cluster, account, bin.resolve("pg_ctl"));
        process.signal("INT", server.pid());
        try {
            if (!server.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.signal("QUIT", server.pid());
                throw new IOException("The restored database did not stop within " + STOP_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the restored database was stopping", e);
        }
    }

    /** As people of the city say it. */
    public static String spoken(Instant moment) {
        return SPOKEN.format(moment.atZone(CityTime.ZONE));
    }
}
