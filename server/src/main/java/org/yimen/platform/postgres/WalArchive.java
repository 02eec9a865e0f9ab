package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.yimen.platform.StartRefused;

/**
 * A folder that the log (WAL) of one cluster is copied to, segment by segment: gzipped by {@link #archiveCommand}, or plain
 * as {@code pg_receivewal} writes it.
 */
public record WalArchive(Path folder) {

    private static final Pattern SEGMENT = Pattern.compile("([0-9A-F]{24})(\\.gz|\\.partial)?");
    private static final Pattern HISTORY = Pattern.compile("([0-9A-F]{8}\\.history)(\\.gz)?");
    /** What PostgreSQL writes of each backup, for people to read. */
    private static final Pattern NOTE = Pattern.compile("([0-9A-F]{24}\\.[0-9A-F]{8}\\.backup)(\\.gz)?");

    private static final int TIMELINE_DIGITS = 8;
    private static final String PARTIAL = ".partial";

    /** The shell of {@code archive_command} gets the path in single quotes, and PostgreSQL replaces percent signs. */
    private static final Pattern SPEAKABLE = Pattern.compile("/[^'%\\\\\\p{Cntrl}]*");

    public WalArchive {
        if (!SPEAKABLE.matcher(folder.toString()).matches()) {
            throw new StartRefused(
                    "The folder %s has a quote, a percent sign or a backslash in its name: choose another one."
                            .formatted(folder));
        }
    }

    /** Makes the folder for the user that PostgreSQL runs as on {@code cluster}. */
    public static WalArchive create(Path folder, Path cluster) throws IOException {
        var archive = new WalArchive(folder);
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Account.of(cluster).own(folder);
        return archive;
    }

    /**
     * Needs a shell, gzip, cmp and sync, which every Linux has. A segment that is there already is fine where it is the same:
     * PostgreSQL asks again when it crashed before it noted the first answer.
     */
    public String archiveCommand() {
        return "f='%s/%%f'; if test -f \"$f.gz\"; then gzip -dc \"$f.gz\" | cmp -s - '%%p'; ".formatted(folder)
                + "else gzip -1 -c '%p' > \"$f.tmp\" && sync \"$f.tmp\" && mv \"$f.tmp\" \"$f.gz\" && sync '"
                + folder
                + "'; fi";
    }

    /** The reverse, for segments in either form. */
    String restoreCommand() {
        return "f='%s/%%f'; if test -f \"$f.gz\"; then gzip -dc \"$f.gz\" > '%%p'; else cp \"$f\" '%%p'; fi"
                .formatted(folder);
    }

    /** The segments that are here, by name. */
    public List<String> segments() throws IOException {
        return List.copyOf(files(SEGMENT).keySet());
    }

    /** What must be restored along with a backup that begins in {@code first}: segments from there on, and histories. */
    private List<Path> filesFrom(String first) throws IOException {
        var found = new ArrayList<>(files(HISTORY).values());
        files(SEGMENT).tailMap(first).values().forEach(found::add);
        return found;
    }

    /** By bare name; a whole segment hides the partial one that it has grown out of. */
    private TreeMap<String, Path> files(Pattern shape) throws IOException {
        var found = new TreeMap<String, Path>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                var name = shape.matcher(file.getFileName().toString());
                if (name.matches()) {
                    boolean partial = file.toString().endsWith(PARTIAL);
                    found.merge(name.group(1), file, (one, other) -> partial ? one : other);
                }
            }
        }
        return found;
    }

    /**
     * The first segment that is missing after {@code first}, where a later one of the same timeline is here.
     *
     * @param segmentBytes how large this cluster's segments are
     */
    public Optional<String> gap(String first, long segmentBytes) throws IOException {
        String expected = first;
        for (String segment : files(SEGMENT).tailMap(first).keySet()) {
            if (!segment.startsWith(first.substring(0, TIMELINE_DIGITS))) {
                break;
            }
            if (!segment.equals(expected)) {
                return Optional.of(expected);
            }
            expected = next(expected, segmentBytes);
        }
        return expected.equals(first) ? Optional.of(first) : Optional.empty();
    }

    /** The name of the segment after {@code segment}: timeline, number of 4 GB, number within them. */
    static String next(String segment, long segmentBytes) {
        long perFile = 0x1_0000_0000L / segmentBytes;
        long number =
                Long.parseLong(segment.substring(8, 16), 16) * perFile + Long.parseLong(segment.substring(16), 16) + 1;
        return "%s%08X%08X".formatted(segment.substring(0, TIMELINE_DIGITS), number / perFile, number % perFile);
    }

    /**
     * The first segment from {@code first} on that cannot be read to its end; gzip checks a sum over each, and PostgreSQL one
     * over each record.
     */
    public Optional<Path> damaged(String first) throws IOException {
        for (Path file : filesFrom(first)) {
            if (file.toString().endsWith(".gz") && !isReadable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static boolean isReadable(Path file) {
        byte[] buffer = new byte[1 << 16];
        try (var content = new GZIPInputStream(Files.newInputStream(file), buffer.length)) {
            while (content.read(buffer) >= 0) {
                // Reading is the check.
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Copies what a recovery from {@code first} on may ask for to where PostgreSQL may read it. */
    WalArchive stage(String first, Path target, Account account) throws IOException {
        Folders.create(target, "rwx------");
        for (Path file : filesFrom(first)) {
            String name = file.getFileName().toString().replace(PARTIAL, "");
            Path copy = Files.copy(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            account.own(copy);
        }
        account.own(target);
        return new WalArchive(target);
    }

    /** Deletes what no backup needs that begins in {@code first} or later, and says how many segments that were. */
    public int prune(String first) throws IOException {
        int pruned = 0;
        for (Path file : files(SEGMENT).headMap(first).values()) {
            Files.delete(file);
            pruned++;
        }
        for (Path note : files(NOTE).headMap(first).values()) {
            Files.delete(note);
        }
        return pruned;
    }

    /** When the newest segment came in. */
    public Optional<Instant> newestAt() throws IOException {
        var segments = files(SEGMENT);
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.getLastModifiedTime(segments.lastEntry().getValue())
                        .toInstant());
    }
}
