package org.yimen.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.StartRefused;

/** The database of a data folder, for a command beside the server: the running one, or one that runs as long as this is open. */
public final class OpenedData implements AutoCloseable {

    private static final int PORT_LINE = 3;

    private final @Nullable EmbeddedPostgres started;
    private final String url;
    private final String password;

    private OpenedData(@Nullable EmbeddedPostgres started, String url, String password) {
        this.started = started;
        this.url = url;
        this.password = password;
    }

    /** The folder that {@code ./yimen up} uses where none is named. */
    public static Path standard() {
        try {
            return DataFolder.standard();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws StartRefused where there are no data */
    public static OpenedData open(Path data) throws IOException {
        if (!Files.exists(data.resolve("passwords"))) {
            throw new StartRefused("There are no data of Yimen in %s.".formatted(data));
        }
        try {
            List<String> pid = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
            List<String> passwords = Files.readAllLines(data.resolve("passwords"));
            boolean alive = ProcessHandle.of(Long.parseLong(pid.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .isPresent();
            if (alive && pid.size() > PORT_LINE) {
                String url = "jdbc:postgresql://127.0.0.1:%s/%s"
                        .formatted(pid.get(PORT_LINE).strip(), EmbeddedPostgres.DATABASE);
                return new OpenedData(null, url, passwords.get(1));
            }
        } catch (NoSuchFileException _) {
            // It does not run: below it is started.
        }
        Path folder = DataFolder.open(data);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, folder.resolve("binaries"));
        return new OpenedData(postgres, postgres.url(), postgres.password());
    }

    public String url() {
        return url;
    }

    public String user() {
        return EmbeddedPostgres.ROLE;
    }

    public String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        if (started != null) {
            started.close();
        }
    }
}
