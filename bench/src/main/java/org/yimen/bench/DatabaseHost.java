package org.yimen.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.yimen.platform.postgres.EmbeddedPostgres;

/** A process that keeps one PostgreSQL, so that killing the one kills the other in the same moment. */
final class DatabaseHost {

    private DatabaseHost() {}

    /** Arguments: data folder, folder of the programs, file for the address, and {@code careless} or {@code durable}. */
    static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path ready = Path.of(arguments[2]);
        var postgres = EmbeddedPostgres.in(folder, Path.of(arguments[1]));
        leaveWalInMemory(postgres, folder, arguments[3].equals("careless"));
        Path beside = ready.resolveSibling(ready.getFileName() + ".new");
        Files.writeString(beside, postgres.port() + "\n" + postgres.password() + "\n");
        Files.move(beside, ready, StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }

    /** The server itself stays durable; it only stops writing early what a session has asked it not to wait for. */
    private static void leaveWalInMemory(EmbeddedPostgres postgres, Path folder, boolean careless) throws Exception {
        String superuser = Files.readAllLines(folder.resolve("passwords")).getFirst();
        List<String> settings = careless
                ? List.of(
                        "alter system set wal_writer_delay = '10s'", "alter system set wal_writer_flush_after = '1GB'")
                : List.of("alter system reset wal_writer_delay", "alter system reset wal_writer_flush_after");
        try (var connection = DriverManager.getConnection(postgres.url(), "postgres", superuser);
                var statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            statement.execute("select pg_reload_conf()");
        }
    }
}
