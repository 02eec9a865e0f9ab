package org.yimen.operations;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.operations.Manifest.Digest;
import org.yimen.platform.StartRefused;
import org.yimen.platform.postgres.Recovery;
import org.yimen.platform.postgres.WalArchive;

/**
 * A folder with backups: {@code base/<moment>} for each, {@code wal-…} with the log of each database that was backed up here
 * (a restored one begins another), {@code files} with the stored files of all of them.
 */
record Repository(Path folder) {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Pattern SHELF = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern BLOB = Pattern.compile("[0-9a-f]{62}");
    private static final String POINTER = "backups-to";
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /** A finished backup. */
    record Backup(Path folder, Manifest manifest) {
        @Override
        public String toString() {
            return folder.getFileName().toString();
        }
    }

    /** Makes the folder, so that the user of PostgreSQL may pass through to the log's. */
    static Repository open(Path folder) throws IOException {
        Path real = Recovery.open(folder.toAbsolutePath().normalize());
        for (String own : List.of("base", "files")) {
            if (!Files.exists(real.resolve(own))) {
                createPrivately(real.resolve(own));
            }
        }
        return new Repository(real);
    }

    /** One that was written before. */
    static Repository existing(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(whole.resolve("base"))) {
            throw new StartRefused("%s holds no backups.".formatted(whole));
        }
        return new Repository(whole);
    }

    /** Where the backups of a data folder go; nothing before the first one. */
    static Optional<Repository> of(Path data) throws IOException {
        Path pointer = data.resolve(POINTER);
        return Files.exists(pointer)
                ? Optional.of(new Repository(Path.of(Files.readString(pointer).strip())))
                : Optional.empty();
    }

    /** From now on the running Yimen copies its new files here. */
    void pointTo(Path data) throws IOException {
        Files.createDirectories(data);
        Path fresh = data.resolve(POINTER + ".new");
        Files.writeString(fresh, folder + "\n");
        Files.move(fresh, data.resolve(POINTER), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Path createPrivately(Path created) throws IOException {
        return Files.createDirectories(
                created, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    Path files() {
        return folder.resolve("files");
    }

    WalArchive wal(String name) {
        return new WalArchive(folder.resolve(name));
    }

    /** An empty folder for a backup that begins now; it counts once its manifest is there. */
    Path begin(Instant now) throws IOException {
        Path base = folder.resolve("base").resolve(NAME.format(now.atOffset(ZoneOffset.UTC)));
        if (Files.exists(base)) {
            throw new StartRefused("A backup of this second is there already: %s".formatted(base));
        }
        return createPrivately(base);
    }

    /** The finished backups, the oldest first. */
    List<Backup> backups() throws IOException {
        var backups = new ArrayList<Backup>();
        for (Path base : bases()) {
            backups.add(new Backup(base, Manifest.read(base)));
        }
        return backups;
    }

    /** The folders of the finished backups, the oldest first, unread. */
    private List<Path> bases() throws IOException {
        try (Stream<Path> bases = Files.list(folder.resolve("base"))) {
            return bases.filter(base -> Files.exists(base.resolve(Manifest.NAME)))
                    .sorted()
                    .toList();
        }
    }

    /** When the newest finished backup was written. */
    Optional<Instant> newestAt() throws IOException {
        List<Path> bases = bases();
        return bases.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.getLastModifiedTime(bases.getLast().resolve(Manifest.NAME))
                        .toInstant());
    }

    /** One writer at a time. */
    FileChannel lock() throws IOException {
        var channel =
                FileChannel.open(folder.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        if (channel.tryLock() == null) {
            channel.close();
            throw new StartRefused("Another backup to %s is running.".formatted(folder));
        }
        return channel;
    }

    /** Copies the stored files that are not here yet. They never change, so a name that is here is a file that is here. */
    int copyNewFiles(Path source) throws IOException {
        int copied = 0;
        for (Path blob : blobs(source)) {
            Path copy = files().resolve(source.relativize(blob).toString());
            try {
                if (!Files.exists(copy)) {
                    copy(blob, copy);
                    copied++;
                } else if (Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(blob)) < 0) {
                    // It was deleted and came again: a log since then may lead to it.
                    Files.setLastModifiedTime(copy, Files.getLastModifiedTime(blob));
                }
            } catch (NoSuchFileException gone) {
                if (Files.exists(blob)) {
                    throw gone;
                }
                // Its owner removed it from a draft more than an hour ago, so no row that is copied leads to it.
            }
        }
        return copied;
    }

    private static void copy(Path blob, Path copy) throws IOException {
        createPrivately(copy.resolveSibling("").normalize());
        Path fresh = Files.createTempFile(copy.resolveSibling(""), "new", ".tmp");
        try {
            Files.copy(blob, fresh, StandardCopyOption.REPLACE_EXISTING);
            force(fresh);
            Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** All whole files below a folder of files. */
    static List<Path> blobs(Path source) throws IOException {
        var blobs = new ArrayList<Path>();
        if (!Files.isDirectory(source)) {
            return blobs;
        }
        try (Stream<Path> shelves = Files.list(source)) {
            for (Path shelf : shelves.filter(
                            path -> SHELF.matcher(path.getFileName().toString()).matches())
                    .toList()) {
                try (Stream<Path> files = Files.list(shelf)) {
                    files.filter(file ->
                                    BLOB.matcher(file.getFileName().toString()).matches())
                            .forEach(blobs::add);
                }
            }
        }
        return blobs;
    }

    /**
     * Digests of the copies of the files that {@code source} has now; those that an earlier backup has digested are not read
     * again. What was deleted there is not needed by what is backed up now.
     */
    SortedMap<String, Digest> digestFiles(Path source) throws IOException {
        Map<String, Digest> known = new TreeMap<>();
        for (Backup backup : backups()) {
            known.putAll(backup.manifest().blobs());
        }
        var digests = new TreeMap<String, Digest>();
        for (Path blob : blobs(source)) {
            String name = source.relativize(blob).toString();
            Path copy = files().resolve(name);
            // What came in since the copying is the next round's.
            if (Files.exists(copy)) {
                Digest before = known.get(name);
                digests.put(name, before == null ? Digest.of(copy) : before);
            }
        }
        return digests;
    }

    /** Deletes all but the newest {@code keep} backups, and the log and files that only they needed. */
    int prune(int keep, Path liveFiles) throws IOException {
        List<Backup> backups = backups();
        int surplus = Math.max(0, backups.size() - keep);
        for (Backup old : backups.subList(0, surplus)) {
            // Without its manifest it is none, however far the deletion gets.
            Files.delete(old.folder().resolve(Manifest.NAME));
            delete(old.folder());
        }
        List<Backup> kept = backups.subList(surplus, backups.size());
        pruneLogs(kept);
        pruneFiles(kept, liveFiles);
        return surplus;
    }

    private void pruneLogs(List<Backup> kept) throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.filter(path -> path.getFileName().toString().startsWith("wal-"))
                    .toList()) {
                var needed = kept.stream()
                        .filter(backup ->
                                backup.manifest().wal().equals(log.getFileName().toString()))
                        .map(backup -> backup.manifest().copied().firstSegment())
                        .min(String::compareTo);
                if (needed.isPresent()) {
                    var _ = new WalArchive(log).prune(needed.get());
                } else {
                    delete(log);
                }
            }
        }
    }

    private void pruneFiles(List<Backup> kept, Path liveFiles) throws IOException {
        var needed = new HashSet<String>();
        kept.forEach(backup -> needed.addAll(backup.manifest().blobs().keySet()));
        // The log since then may lead to files that came and went between two backups, and stand in no manifest.
        FileTime since = FileTime.from(kept.stream()
                .findFirst()
                .map(oldest -> oldest.manifest().copied().from().minus(CLOCKS_DIFFER))
                .orElse(Instant.MAX));
        for (Path blob : blobs(files())) {
            String name = files().relativize(blob).toString();
            if (!needed.contains(name)
                    && Files.getLastModifiedTime(blob).compareTo(since) < 0
                    && !Files.exists(liveFiles.resolve(name))) {
                Files.delete(blob);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null && !(failure instanceof NoSuchFileException)) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What is wrong with a backup, in sentences; nothing where it can be restored. */
    List<String> faults(Backup backup) throws IOException {
        Manifest manifest = backup.manifest();
        var faults = new ArrayList<String>();
        for (Map.Entry<String, Digest> file : manifest.files().entrySet()) {
            if (!file.getValue().fits(backup.folder().resolve(file.getKey()))) {
                faults.add("%s/%s is missing or changed".formatted(backup, file.getKey()));
            }
        }
        for (Map.Entry<String, Digest> blob : manifest.blobs().entrySet()) {
            if (!blob.getValue().fits(files().resolve(blob.getKey()))) {
                faults.add("files/%s is missing or changed".formatted(blob.getKey()));
            }
        }
        if (!Files.isDirectory(folder.resolve(manifest.wal()))) {
            faults.add("the log %s is missing".formatted(manifest.wal()));
            return faults;
        }
        WalArchive wal = wal(manifest.wal());
        String first = manifest.copied().firstSegment();
        wal.gap(first, manifest.copied().segmentBytes())
                .ifPresent(gap -> faults.add("%s/%s is missing from the log".formatted(manifest.wal(), gap)));
        wal.damaged(first).ifPresent(file -> faults.add("%s is damaged".formatted(folder.relativize(file))));
        if (wal.segments().stream()
                .noneMatch(segment -> segment.compareTo(manifest.copied().lastSegment()) >= 0)) {
            faults.add("%s/%s is missing from the log"
                    .formatted(manifest.wal(), manifest.copied().lastSegment()));
        }
        return faults.stream().distinct().toList();
    }
}
