package org.yimen.platform.postgres;

import java.nio.file.Path;
import java.sql.DriverManager;

/** Starts PostgreSQL on a folder, commits a row, says so and waits to be killed. */
final class KeepsDiary {

    private KeepsDiary() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = DataFolder.open(Path.of(arguments[0]));
        var postgres = EmbeddedPostgres.start(folder, Path.of(arguments[1]));
        try (var connection = DriverManager.getConnection(postgres.url(), EmbeddedPostgres.ROLE, postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists diary (entry text not null)");
            statement.execute("insert into diary values ('今日受理')");
        }
        System.out.println("WRITTEN " + postgres.pid() + " " + System.getProperty("user.name"));
        if (arguments.length > 2) {
            postgres.close();
            return;
        }
        Thread.sleep(120_000);
    }
}
