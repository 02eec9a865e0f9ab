package org.yimen.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.identity.Person;

/** Where somebody's number or phone can be read. */
record Traces(JdbcClient jdbc, Person canary) {

    /** The tables of which some row says one of them, whatever the column. */
    List<String> tables() {
        var found = new ArrayList<String>();
        for (String table : all()) {
            // The address of a table is no parameter; these come from the catalogue of the database itself.
            String text = "select count(*) from " + table + " t where t::text like any (:forms)";
            Integer hits = jdbc.sql(text)
                    .param(
                            "forms",
                            forms().stream().map(form -> "%" + form + "%").toArray(String[]::new))
                    .query(Integer.class)
                    .single();
            if (hits > 0) {
                found.add(table);
            }
        }
        return found;
    }

    private List<String> all() {
        return jdbc.sql("""
                        select format('%I.%I', schemaname, tablename)
                          from pg_tables
                         where schemaname not in ('pg_catalog', 'information_schema')
                        """).query(String.class).list();
    }

    /** As text, and as the hex of a bytea. */
    List<String> forms() {
        String number = canary.citizenId().value();
        return List.of(number, canary.phone(), hex(number), hex(canary.phone()));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8)).toLowerCase(Locale.ROOT);
    }

    /** The files of the data folder and of those beside it. */
    List<Path> files(Path data) throws IOException {
        var found = new ArrayList<Path>();
        for (Path folder : List.of(data, Path.of(data + "-files"), Path.of(data + "-keys"))) {
            if (Files.isDirectory(folder)) {
                found.addAll(holding(folder));
            }
        }
        return found;
    }

    /** The files of a backup, its packed log too. */
    List<Path> backup(Path repository) throws IOException {
        return holding(repository);
    }

    private static byte[] content(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readAllBytes(file);
        }
        try (var unpacked = new GZIPInputStream(Files.newInputStream(file))) {
            return unpacked.readAllBytes();
        }
    }

    private List<Path> holding(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        byte[] number = canary.citizenId().value().getBytes(UTF_8);
        byte[] phone = canary.phone().getBytes(UTF_8);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !file.toString().contains("/binaries/")) {
                    byte[] bytes = content(file);
                    if (holds(bytes, number) || holds(bytes, phone)) {
                        found.add(file);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean holds(byte[] bytes, byte[] wanted) {
        outer:
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (bytes[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
