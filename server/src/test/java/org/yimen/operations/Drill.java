package org.yimen.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What every drill of a restore looks at, whosever PostgreSQL it is. */
final class Drill {

    private Drill() {}

    /** Every stored file of a data folder lies beside the restored one, byte for byte. */
    static void hasItsFiles(Path data, Path restoredFiles) throws IOException {
        Path live = data.resolveSibling(data.getFileName() + "-files");
        try (Stream<Path> files = Files.walk(live)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".tmp")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    restoredFiles.resolve(live.relativize(file).toString()))
                            .hasSameBinaryContentAs(file));
        }
    }

    /** The one value that a query answers. */
    static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
