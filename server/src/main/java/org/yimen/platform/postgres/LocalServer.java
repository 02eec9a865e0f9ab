package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.StartRefused;

/** The embedded PostgreSQL of a data folder, for a command beside Yimen: the one that runs, or one started meanwhile. */
public final class LocalServer implements AutoCloseable {

    private static final int PORT_LINE = 3;

    private final Path folder;
    private final int port;
    private final @Nullable EmbeddedPostgres started;

    private LocalServer(Path folder, int port, @Nullable EmbeddedPostgres started) {
        this.folder = folder;
        this.port = port;
        this.started = started;
    }

    /** Where the data are when nobody says otherwise. */
    public static Path usualFolder() throws IOException {
        return DataFolder.standard();
    }

    /**
     * The running one, or one that is started until this is closed.
     *
     * @param binaries where PostgreSQL is unpacked, should it have to be started
     * @throws StartRefused where the folder holds no database
     */
    public static LocalServer on(Path data, Path binaries) throws IOException {
        if (!Files.exists(data.resolve("postgres/PG_VERSION"))) {
            throw new StartRefused("There is no database in %s: name the data folder with --data.".formatted(data));
        }
        Path folder = data.toRealPath();
        Optional<Integer> running = port(folder);
        if (running.isPresent()) {
            var server = new LocalServer(folder, running.get(), null);
            try (var _ = server.enter()) {
                return server;
            } catch (SQLException _) {
                // What a killed Yimen left behind; the start below deals with it.
            }
        }
        var started = EmbeddedPostgres.start(folder, binaries);
        return new LocalServer(folder, started.port(), started);
    }

    private static Optional<Integer> port(Path folder) throws IOException {
        Path file = folder.resolve("postgres/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() > PORT_LINE
                ? Optional.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
                : Optional.empty();
    }

    public Path cluster() {
        return folder.resolve("postgres");
    }

    /** A session of the superuser in Yimen's database. */
    public Connection enter() throws IOException, SQLException {
        String password = Files.readAllLines(folder.resolve("passwords")).getFirst();
        return EmbeddedPostgres.connect(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, EmbeddedPostgres.DATABASE),
                EmbeddedPostgres.SUPERUSER,
                password);
    }

    /** Stops what was started for this. */
    @Override
    public void close() throws IOException {
        if (started != null) {
            started.close();
        }
    }
}
