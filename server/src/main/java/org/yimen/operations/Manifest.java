package org.yimen.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yimen.crypto.KeyChecks;
import org.yimen.crypto.Sm3;
import org.yimen.platform.StartRefused;
import org.yimen.platform.postgres.ClusterCopy.Copied;

/**
 * What a backup consists of, written last: a backup without it is none. Lines of words, the last one the SM3 of all before.
 *
 * @param embedded whether the database is the embedded one
 * @param wal the folder of the log beside, by name
 * @param keys which keys the data were sealed with; the keys themselves are kept apart
 * @param files of the database, by path below the backup
 * @param blobs the stored files that it had then, by path below the repository's {@code files}
 */
record Manifest(
        boolean embedded,
        Copied copied,
        String wal,
        KeyChecks keys,
        SortedMap<String, Digest> files,
        SortedMap<String, Digest> blobs) {

    static final String NAME = "manifest";

    private static final String FIRST_LINE = "yimen-backup 1";

    /** Size and SM3 of a file. */
    record Digest(long bytes, String sm3) {
        static Digest of(Path file) throws IOException {
            try (var stream = Files.newInputStream(file)) {
                return new Digest(Files.size(file), Sm3.hex(stream));
            }
        }

        boolean fits(Path file) throws IOException {
            return Files.isRegularFile(file) && Files.size(file) == bytes && equals(of(file));
        }
    }

    Manifest {
        files = new TreeMap<>(files);
        blobs = new TreeMap<>(blobs);
    }

    /** The digests of all files below a folder. */
    static SortedMap<String, Digest> digests(Path folder) throws IOException {
        var digests = new TreeMap<String, Digest>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(file).toString(), Digest.of(file));
            }
        }
        return digests;
    }

    void write(Path folder) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(FIRST_LINE);
        lines.add("database " + (embedded ? "embedded" : "outer"));
        lines.add("version " + copied.version());
        lines.add("segment-bytes " + copied.segmentBytes());
        lines.add("first-segment " + copied.firstSegment());
        lines.add("last-segment " + copied.lastSegment());
        lines.add("from " + copied.from());
        lines.add("until " + copied.until());
        lines.add("wal " + wal);
        keys.values().forEach((id, check) -> lines.add("key %s %s".formatted(check, id)));
        files.forEach((path, digest) -> lines.add("file %s %d %s".formatted(digest.sm3(), digest.bytes(), path)));
        blobs.forEach((path, digest) -> lines.add("blob %s %d %s".formatted(digest.sm3(), digest.bytes(), path)));
        String text = String.join("\n", lines) + "\n";
        Path fresh = folder.resolve(NAME + ".new");
        Files.writeString(fresh, text + "sm3 " + sm3(text) + "\n");
        Files.move(fresh, folder.resolve(NAME));
    }

    private static String sm3(String text) {
        return Sm3.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf("sm3 ");
        byte[] before = text.substring(0, Math.max(end, 0)).getBytes(StandardCharsets.ISO_8859_1);
        if (end < 0
                || !text.startsWith(FIRST_LINE + "\n")
                || !text.substring(end).equals("sm3 " + Sm3.hex(before) + "\n")) {
            throw new StartRefused("%s is damaged: its own digest does not fit.".formatted(file));
        }
        return parsed(new String(before, StandardCharsets.UTF_8).lines().skip(1).toList());
    }

    private static Manifest parsed(List<String> lines) {
        Map<String, String> words = new HashMap<>();
        var keys = new TreeMap<String, String>();
        var files = new TreeMap<String, Digest>();
        var blobs = new TreeMap<String, Digest>();
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            switch (parts[0]) {
                case "key" -> {
                    String[] key = parts[1].split(" ", 2);
                    keys.put(key[1], key[0]);
                }
                case "file" -> put(files, parts[1]);
                case "blob" -> put(blobs, parts[1]);
                default -> words.put(parts[0], parts[1]);
            }
        }
        var copied = new Copied(
                Integer.parseInt(word(words, "version")),
                Long.parseLong(word(words, "segment-bytes")),
                word(words, "first-segment"),
                word(words, "last-segment"),
                Instant.parse(word(words, "from")),
                Instant.parse(word(words, "until")));
        return new Manifest(
                word(words, "database").equals("embedded"),
                copied,
                word(words, "wal"),
                new KeyChecks(keys),
                files,
                blobs);
    }

    private static String word(Map<String, String> words, String name) {
        String word = words.get(name);
        if (word == null) {
            throw new StartRefused(
                    "The manifest does not say \"%s\": it was written by another version.".formatted(name));
        }
        return word;
    }

    private static void put(Map<String, Digest> digests, String line) {
        String[] parts = line.split(" ", 3);
        digests.put(parts[2], new Digest(Long.parseLong(parts[1]), parts[0]));
    }
}
