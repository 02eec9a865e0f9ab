package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a running cluster by PostgreSQL's low-level interface: its files are copied while they change, and the log of
 * that time makes them whole when the copy is restored.
 */
public final class ClusterCopy {

    /** What PostgreSQL makes anew at each start (its manual, "Making a Base Backup Using the Low Level API"). */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "log");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "current_logfiles", "backup_label", "recovery.signal");

    private static final Pattern FIRST_SEGMENT = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");
    /** Draws a transaction number, so that the commit gets into the log though nothing is written. */
    public static final String MARK = "select pg_current_xact_id()";

    private static final int MOST_READS = 100;

    /**
     * What was copied.
     *
     * @param firstSegment the segment of the log from which a recovery begins
     * @param lastSegment the one that it must at least reach
     * @param until the earliest moment that can be restored from this copy; the log has a commit behind it
     */
    public record Copied(
            int version, long segmentBytes, String firstSegment, String lastSegment, Instant from, Instant until) {}

    private final Connection server;
    private final Path cluster;

    /** @param server a session of a superuser, which must stay open meanwhile */
    public ClusterCopy(Connection server, Path cluster) {
        this.server = server;
        this.cluster = cluster;
    }

    /** Copies the cluster into the empty folder {@code target}, and waits until the log of that time is archived. */
    public Copied copyTo(Path target) throws IOException, SQLException {
        refuseTablespaces();
        Instant from = mark(server);
        ask("select pg_backup_start(label => 'yimen', fast => true)::text");
        copy(target);
        copyControlFile(target);
        String label = ask("select labelfile from pg_backup_stop(wait_for_archive => true)");
        Files.writeString(target.resolve("backup_label"), label);
        Instant until = mark(server);
        return new Copied(
                version(server),
                Long.parseLong(ask("select setting from pg_settings where name = 'wal_segment_size'")),
                firstSegment(label),
                ask("select pg_walfile_name(pg_switch_wal())"),
                from,
                until);
    }

    /** The major version. */
    public static int version(Connection server) throws SQLException {
        return server.getMetaData().getDatabaseMajorVersion();
    }

    /** The segment from which a recovery begins, as a {@code backup_label} says it. */
    public static String firstSegment(String label) throws IOException {
        Matcher first = FIRST_SEGMENT.matcher(label);
        if (!first.find()) {
            throw new IOException("PostgreSQL gave a label without a beginning: " + label);
        }
        return first.group(1);
    }

    /** A moment of the server's clock and a commit behind it: only so can a recovery know that it has reached the moment. */
    public static Instant mark(Connection server) throws SQLException {
        try (var statement = server.createStatement()) {
            Instant moment;
            try (var row = statement.executeQuery("select clock_timestamp()")) {
                row.next();
                moment = row.getObject(1, OffsetDateTime.class).toInstant();
            }
            statement.execute(MARK);
            return moment;
        }
    }

    private void refuseTablespaces() throws IOException, SQLException {
        String count = ask("select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global')");
        if (!"0".equals(count)) {
            throw new IOException("The database has tablespaces of its own, which this backup would leave out.");
        }
    }

    private String ask(String query) throws SQLException {
        try (var statement = server.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private void copy(Path target) throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path inside = cluster.relativize(folder);
                Folders.create(target.resolve(inside.toString()), "rwx------");
                if (!EMPTIED.contains(inside.toString())) {
                    return folder.endsWith("pgsql_tmp") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }
                if (folder.endsWith("pg_wal")) {
                    Folders.create(target.resolve("pg_wal/archive_status"), "rwx------");
                    copyHistories(folder, target.resolve("pg_wal"));
                }
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String inside = cluster.relativize(file).toString();
                String name = file.getFileName().toString();
                boolean left = LEFT_OUT.contains(inside)
                        || inside.equals("global/pg_control")
                        || name.equals("pg_internal.init")
                        || name.startsWith("pgsql_tmp");
                if (!left) {
                    copyUnlessGone(file, target.resolve(inside));
                }
                return FileVisitResult.CONTINUE;
            }

            // Tables come and go meanwhile; the log knows.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null && !(failure instanceof NoSuchFileException)) {
                    throw failure;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void copyHistories(Path from, Path to) throws IOException {
        try (var histories = Files.newDirectoryStream(from, "*.history")) {
            for (Path history : histories) {
                copyUnlessGone(history, to.resolve(history.getFileName().toString()));
            }
        }
    }

    private static void copyUnlessGone(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy);
        } catch (NoSuchFileException _) {
            Files.deleteIfExists(copy);
        }
    }

    /** No log repairs this file, so it is read until it was the same twice and no writer can have been in between. */
    private void copyControlFile(Path target) throws IOException {
        Path file = cluster.resolve("global/pg_control");
        byte[] before = Files.readAllBytes(file);
        for (int i = 0; i < MOST_READS; i++) {
            byte[] now = Files.readAllBytes(file);
            if (Arrays.equals(before, now)) {
                Files.write(target.resolve("global/pg_control"), now);
                return;
            }
            before = now;
        }
        throw new IOException(file + " did not hold still");
    }
}
