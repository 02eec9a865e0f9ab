package org.yimen.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.yimen.crypto.KeyChecks;
import org.yimen.platform.StartRefused;
import org.yimen.platform.postgres.ClusterCopy;
import org.yimen.platform.postgres.ClusterCopy.Copied;
import org.yimen.platform.postgres.LocalServer;
import org.yimen.platform.postgres.Recovery;
import org.yimen.platform.postgres.WalArchive;

/**
 * {@code ./yimen backup}: the database while it works, its log from now on, the stored files. The first one turns the
 * archiving of the log on; without a backup that it belongs to, a log would only fill the disk.
 */
final class BackupCommand {

    private static final Duration LOG_LIMIT = Duration.ofMinutes(2);

    private final Place place;
    private final Optional<OuterServer> outer;
    private final Consumer<String> say;
    private final InstantSource time;

    BackupCommand(Place place, Optional<OuterServer> outer, Consumer<String> say, InstantSource time) {
        this.place = place;
        this.outer = outer;
        this.say = say;
        this.time = time;
    }

    /** @param keep how many backups stay; all of them where it is empty */
    void run(Path target, OptionalInt keep) throws IOException, SQLException {
        var repository = Repository.open(target);
        refuseInside(repository.folder());
        try (var _ = repository.lock()) {
            Path base = repository.begin(time.instant());
            boolean done = false;
            try {
                Taken taken =
                        outer.isPresent() ? copyOuter(outer.get(), repository, base) : copyEmbedded(repository, base);
                // After the database: every row that was committed before its last moment has its file by now.
                int files = repository.copyNewFiles(place.files());
                var manifest = new Manifest(
                        outer.isEmpty(),
                        taken.copied(),
                        taken.wal(),
                        KeyChecks.in(place.keys()),
                        Manifest.digests(base),
                        repository.digestFiles(place.files()));
                force(repository.folder());
                manifest.write(base);
                force(repository.folder());
                done = true;
                repository.pointTo(place.data());
                say.accept("Backup %s is written: database %s, %d stored files (%d new)."
                        .formatted(base, megabytes(base), manifest.blobs().size(), files));
                say.accept("It can be restored to any second from %s on, as far as the log in %s goes."
                        .formatted(Recovery.spoken(roundedUp(taken.copied().until())), taken.wal()));
                if (keep.isPresent()) {
                    int pruned = repository.prune(keep.getAsInt(), place.files());
                    say.accept("Deleted %d older backups.".formatted(pruned));
                }
                say.accept("The keys are not in it: ./yimen backup-keys copies them, to another place.");
            } finally {
                if (!done) {
                    Repository.delete(base);
                }
            }
        }
    }

    /** A manifest must not reach the disk before what it vouches for. */
    private static void force(Path folder) throws IOException {
        try {
            Process sync = new ProcessBuilder("sync", "--file-system", folder.toString()).start();
            if (sync.waitFor() != 0) {
                throw new IOException("The disk of %s does not take what was written.".formatted(folder));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the backup was written", e);
        }
    }

    private record Taken(Copied copied, String wal) {}

    static Instant roundedUp(Instant moment) {
        return moment.getNano() == 0 ? moment : Instant.ofEpochSecond(moment.getEpochSecond() + 1);
    }

    private void refuseInside(Path folder) {
        for (Path live : List.of(place.data(), place.files(), place.keys())) {
            if (folder.startsWith(live) || live.startsWith(folder)) {
                throw new StartRefused(
                        "%s and %s lie in each other: name a folder for backups elsewhere, best on another disk."
                                .formatted(folder, live));
            }
        }
    }

    private static String megabytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes / (1024 * 1024) + " MB";
    }

    private Taken copyEmbedded(Repository repository, Path base) throws IOException, SQLException {
        try (var server = LocalServer.on(place.data(), place.binaries());
                Connection session = server.enter()) {
            WalArchive wal = archiving(session, repository, server.cluster());
            Copied copied = new ClusterCopy(session, server.cluster())
                    .copyTo(Repository.createPrivately(base.resolve("postgres")));
            Files.copy(place.data().resolve("passwords"), base.resolve("passwords"));
            await(
                    () -> wal.segments().contains(copied.lastSegment()),
                    "PostgreSQL does not archive its log to %s; see its own log.".formatted(wal.folder()));
            return new Taken(copied, wal.folder().getFileName().toString());
        }
    }

    /** The log of this database in this repository, turned on where it is not yet. */
    private WalArchive archiving(Connection session, Repository repository, Path cluster)
            throws IOException, SQLException {
        String present = ask(session, "show archive_command");
        try (Stream<Path> all = Files.list(repository.folder())) {
            for (Path folder : all.filter(path -> path.getFileName().toString().startsWith("wal-"))
                    .toList()) {
                var wal = new WalArchive(folder);
                if (wal.archiveCommand().equals(present)) {
                    return wal;
                }
            }
        }
        if (!present.equals("true")) {
            say.accept(
                    "So far the log went elsewhere; backups there can be restored up to now, and from now on it goes here.");
        }
        WalArchive wal = WalArchive.create(repository.folder().resolve("wal-" + random()), cluster);
        execute(
                session,
                "alter system set archive_command = '%s'"
                        .formatted(wal.archiveCommand().replace("'", "''")));
        // What was committed a minute ago is in the archive, even where nothing else fills the segment.
        execute(session, "alter system set archive_timeout = '60s'");
        execute(session, "select pg_reload_conf()");
        await(
                () -> askOr(session, "show archive_command").equals(wal.archiveCommand()),
                "PostgreSQL does not take its settings.");
        return wal;
    }

    private Taken copyOuter(OuterServer server, Repository repository, Path base) throws IOException, SQLException {
        try (Connection session = server.enter()) {
            int version = ClusterCopy.version(session);
            String wal = "wal-" + ask(session, "select to_hex(system_identifier) from pg_control_system()");
            String receiving =
                    "select count(*) from pg_stat_replication where application_name = 'yimen-%s'".formatted(wal);
            if (!ask(session, receiving).equals("1")) {
                throw new StartRefused(
                        "Nobody receives the log of %s for %s: start ./yimen wal --to %s and leave it running."
                                .formatted(server, repository.folder(), repository.folder()));
            }
            Instant from = ClusterCopy.mark(session);
            server.run(
                    server.tool("pg_basebackup", version),
                    "yimen-backup",
                    List.of(
                            "--pgdata=" + base.resolve("postgres"),
                            "--format=plain",
                            "--wal-method=stream",
                            "--checkpoint=fast"));
            Instant until = ClusterCopy.mark(session);
            String reached = ask(session, "select pg_current_wal_lsn()::text");
            // The slot moves on once the receiver has forced the log to its disk; anybody may look at it.
            await(
                    () -> askOr(
                                    session,
                                    "select coalesce(bool_or(restart_lsn >= '%s'), false) from pg_replication_slots where slot_name = '%s'"
                                            .formatted(reached, OuterServer.SLOT))
                            .equals("t"),
                    "The log does not arrive in %s/%s.".formatted(repository.folder(), wal));
            var copied = new Copied(
                    version,
                    Long.parseLong(ask(session, "select setting from pg_settings where name = 'wal_segment_size'")),
                    ClusterCopy.firstSegment(Files.readString(base.resolve("postgres/backup_label"))),
                    ask(session, "select pg_walfile_name('%s')".formatted(reached)),
                    from,
                    until);
            return new Taken(copied, wal);
        }
    }

    /** {@code ./yimen wal}: receives the log of an outer server until it is stopped. */
    void receive(Path target) throws IOException, SQLException {
        OuterServer server = outer.orElseThrow(() -> new StartRefused(
                "The embedded PostgreSQL archives its log itself; this is for one named in SPRING_DATASOURCE_URL."));
        var repository = Repository.open(target);
        refuseInside(repository.folder());
        int version;
        String wal;
        try (Connection session = server.enter()) {
            version = ClusterCopy.version(session);
            wal = "wal-" + ask(session, "select to_hex(system_identifier) from pg_control_system()");
        }
        Path folder = Repository.createPrivately(repository.folder().resolve(wal));
        Path tool = server.tool("pg_receivewal", version);
        server.run(tool, "yimen-slot", List.of("--slot=" + OuterServer.SLOT, "--create-slot", "--if-not-exists"));
        Process receiver = server.command(
                        tool,
                        "yimen-" + wal,
                        List.of("--directory=" + folder, "--slot=" + OuterServer.SLOT, "--synchronous"))
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(receiver::destroy));
        say.accept("Receiving the log of %s into %s; Ctrl-C stops it.".formatted(server, folder));
        try {
            int exit = receiver.waitFor();
            if (exit != 0) {
                throw new StartRefused("pg_receivewal ended with %d.".formatted(exit));
            }
        } catch (InterruptedException e) {
            receiver.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private static String random() {
        byte[] bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String ask(Connection session, String query) throws SQLException {
        try (var statement = session.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String askOr(Connection session, String query) throws IOException {
        try {
            return ask(session, query);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition, String otherwise) throws IOException {
        long end = System.nanoTime() + LOG_LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new StartRefused(otherwise);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for the log", e);
            }
        }
    }
}
