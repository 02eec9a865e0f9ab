package org.yimen.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The migrations as they lie in the source tree. */
final class Migrations {

    static final Path FOLDER = Path.of("src", "main", "resources", "db", "migration");

    private static final Pattern TABLE =
            Pattern.compile("create table (?:if not exists )?([\\w.]+)\\s*\\((.*?)\\n\\)", Pattern.DOTALL);

    /** @param module the folder that the file lies in */
    record Migration(String module, String name, String sql) {}

    /** @param qualified schema and name */
    record Table(String qualified, String body) {
        boolean regional() {
            return body.lines().anyMatch(line -> line.strip().startsWith("region_code "));
        }
    }

    private Migrations() {}

    static List<Migration> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).map(Migrations::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Table> tables() {
        return all().stream()
                .flatMap(migration -> TABLE.matcher(migration.sql()).results())
                .map(found -> new Table(found.group(1), found.group(2)))
                .toList();
    }

    private static Migration read(Path file) {
        try {
            String sql = Files.readString(file).replaceAll("(?m)--.*$", "");
            return new Migration(
                    FOLDER.relativize(file).getName(0).toString(),
                    file.getFileName().toString(),
                    sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
