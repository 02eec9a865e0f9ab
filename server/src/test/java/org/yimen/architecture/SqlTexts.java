package org.yimen.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SQL in the string literals of the sources: good enough to grep, and it needs no database. */
final class SqlTexts {

    private static final Path SOURCES = Path.of("src", "main", "java", "org", "yimen");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"\\s*\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile(
            "\\b(?:from|join|into|update|using|table|only|truncate)\\s+([a-z_]+\\.[a-z_]+)", Pattern.CASE_INSENSITIVE);

    /** @param module whose source it stands in */
    record Sql(String module, String file, String text) {
        /** Schema and name of every table that it names after a word such as {@code from}. */
        Set<String> tables() {
            return TABLE.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private SqlTexts() {}

    static List<Sql> all() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(SqlTexts::in)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Sql> in(Path file) {
        Path inside = SOURCES.relativize(file);
        String module = inside.getName(0).toString();
        return literals(file)
                .map(text -> new Sql(module, inside.toString(), text))
                .filter(sql -> !sql.tables().isEmpty());
    }

    private static Stream<String> literals(Path file) {
        try {
            return LITERAL.matcher(Files.readString(file)).results().map(SqlTexts::content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(MatchResult literal) {
        return literal.group(1) != null ? literal.group(1) : literal.group(2);
    }
}
