package org.yimen.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.yimen.crypto.KeyChecks;
import org.yimen.crypto.KeyVault;
import org.yimen.operations.Repository.Backup;
import org.yimen.platform.StartRefused;
import org.yimen.platform.postgres.Recovery;

/** {@code ./yimen restore}: a new data folder as the old one was at a moment. */
final class RestoreCommand {

    private static final int MOST_FAULTS = 20;

    private static final String TABLES = """
            select format('%I.%I', n.nspname, c.relname)
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
             order by 1
            """;

    private final Repository repository;
    private final Map<String, String> environment;
    private final Consumer<String> say;

    RestoreCommand(Repository repository, Map<String, String> environment, Consumer<String> say) {
        this.repository = repository;
        this.environment = environment;
        this.say = say;
    }

    /** Reads every backup, its files and its log, and writes nothing; true where all of them can be restored. */
    boolean check() throws IOException {
        boolean whole = true;
        List<Backup> backups = repository.backups();
        if (backups.isEmpty()) {
            throw new StartRefused("%s holds no finished backup.".formatted(repository.folder()));
        }
        for (Backup backup : backups) {
            List<String> faults = repository.faults(backup);
            whole &= faults.isEmpty();
            say.accept("%s  PostgreSQL %d, from %s on: %s"
                    .formatted(
                            backup,
                            backup.manifest().copied().version(),
                            Recovery.spoken(BackupCommand.roundedUp(
                                    backup.manifest().copied().until())),
                            faults.isEmpty() ? "whole" : faults.size() + " faults"));
            faults.stream().limit(MOST_FAULTS).forEach(fault -> say.accept("  " + fault));
        }
        return whole;
    }

    /**
     * Restores.
     *
     * @param to the moment; the end of the log where it is empty
     * @param keys a backup of the keys to restore along; none where it is empty
     */
    void run(Place place, Optional<Instant> to, Optional<Path> keys) throws IOException {
        refuseTaken(place.data());
        refuseTaken(place.files());
        Backup backup = chosen(to);
        Manifest manifest = backup.manifest();
        refuseOtherKeys(manifest.keys(), keys.orElse(place.keys()), keys.isPresent());
        say.accept("Checking backup %s …".formatted(backup));
        List<String> faults = repository.faults(backup);
        if (!faults.isEmpty()) {
            throw new StartRefused("The backup cannot be restored: %s."
                    .formatted(String.join("; ", faults.subList(0, Math.min(faults.size(), MOST_FAULTS)))));
        }
        boolean done = false;
        try {
            Path data = Recovery.open(place.data());
            long rows = recover(backup, data, place.binaries(), to);
            int files = copyFiles(place.files());
            if (keys.isPresent()) {
                var _ = KeyVault.restore(keys.get(), place.keys(), place.unlocking());
            }
            manifest.keys().expectIn(data);
            done = true;
            say.accept("Restored %s as it was %s: %d rows, %d stored files."
                    .formatted(
                            data,
                            to.map(moment -> "at " + Recovery.spoken(moment)).orElse("at the end of the log"),
                            rows,
                            files));
            say.accept(
                    manifest.embedded()
                            ? "Start it with ./yimen up --data %s.".formatted(data)
                            : "The cluster is %s: give it to the user of your server and start that on it."
                                    .formatted(data.resolve("postgres")));
            if (keys.isEmpty() && !manifest.keys().missingIn(place.keys()).isEmpty()) {
                say.accept(
                        "It starts once the keys that sealed it are in %s: ./yimen keys restore --from COPY --keys %s."
                                .formatted(place.keys(), place.keys()));
            }
        } finally {
            if (!done) {
                Repository.delete(place.data());
                Repository.delete(place.files());
            }
        }
    }

    private static void refuseTaken(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new StartRefused(
                            "%s is not empty, and a restore overwrites nothing: name a new folder.".formatted(folder));
                }
            }
        }
    }

    /** The newest one that was finished by then. */
    private Backup chosen(Optional<Instant> to) throws IOException {
        List<Backup> backups = repository.backups();
        if (backups.isEmpty()) {
            throw new StartRefused("%s holds no finished backup.".formatted(repository.folder()));
        }
        return backups.stream()
                .filter(backup ->
                        to.isEmpty() || !backup.manifest().copied().until().isAfter(to.get()))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new StartRefused("The oldest backup can be restored to %s and later, not to %s."
                        .formatted(
                                Recovery.spoken(BackupCommand.roundedUp(
                                        backups.getFirst().manifest().copied().until())),
                                Recovery.spoken(to.orElseThrow()))));
    }

    private static void refuseOtherKeys(KeyChecks needed, Path folder, boolean given) throws IOException {
        List<String> missing = needed.missingIn(folder);
        if (missing.isEmpty()) {
            return;
        }
        if (given || !KeyChecks.in(folder).values().isEmpty()) {
            throw new StartRefused("The keys in %s are not those that sealed this backup; missing or others: %s."
                    .formatted(folder, String.join(", ", missing)));
        }
    }

    private long recover(Backup backup, Path data, Path binaries, Optional<Instant> to) throws IOException {
        Manifest manifest = backup.manifest();
        Path bin = manifest.embedded()
                ? Recovery.embeddedPrograms(binaries)
                : OuterServer.serverPrograms(environment, manifest.copied().version());
        int version = Recovery.version(bin);
        if (version != manifest.copied().version()) {
            throw new StartRefused(
                    "The backup is of PostgreSQL %d and this Yimen brings %d: restore it with the Yimen that wrote it."
                            .formatted(manifest.copied().version(), version));
        }
        copyDatabase(backup.folder(), data);
        Recovery.Login login = manifest.embedded()
                ? Recovery.superuser(data)
                : OuterServer.of(environment)
                        .orElseThrow(
                                () -> new StartRefused(
                                        "The backup is of a PostgreSQL of yours: set SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD to what it had then."))
                        .login();
        var rows = new long[1];
        new Recovery(data.resolve("postgres"), bin)
                .run(
                        repository.wal(manifest.wal()),
                        manifest.copied().firstSegment(),
                        to,
                        login,
                        connection -> rows[0] = readAll(connection));
        return rows[0];
    }

    private static void copyDatabase(Path base, Path data) throws IOException {
        try (Stream<Path> all = Files.walk(base)) {
            for (Path path : all.toList()) {
                Path copy = data.resolve(base.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    if (!path.equals(base)) {
                        Repository.createPrivately(copy);
                    }
                } else if (!path.equals(base.resolve(Manifest.NAME))) {
                    Files.copy(path, copy);
                }
            }
        }
    }

    /** Every row of every table is read once: a page whose sum does not fit shows here and not on a working day. */
    private static long readAll(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        long rows = 0;
        try (var statement = connection.createStatement()) {
            statement.execute("set statement_timeout = 0");
            try (var row = statement.executeQuery(TABLES)) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                try (var row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    rows += row.getLong(1);
                }
            }
        }
        return rows;
    }

    /** All that are here, also those that came in after the moment: no row of then leads to them. */
    private int copyFiles(Path target) throws IOException {
        Repository.createPrivately(target);
        List<Path> blobs = Repository.blobs(repository.files());
        for (Path blob : blobs) {
            Path copy = target.resolve(repository.files().relativize(blob).toString());
            Repository.createPrivately(copy.resolveSibling("").normalize());
            Files.copy(blob, copy);
        }
        return blobs.size();
    }
}
