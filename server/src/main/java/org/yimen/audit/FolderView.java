package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.yimen.audit.Tiles.Place;
import org.yimen.crypto.Sm3;

/**
 * The log as files: {@code checkpoint}, {@code log.pub}, {@code witness.pub}, {@code heads/SIZE}, {@code names.tsv} and, as C2SP
 * tlog-tiles lays them out, {@code tile/LEVEL/…} and {@code tile/entries/…}.
 */
final class FolderView implements LogView {

    private static final int BUNDLE = Tiles.WIDTH;
    private static final int MOST_ENTRY_BYTES = 65_535;

    private final Path folder;
    private final List<Path> bundles;
    private final List<Long> heads;

    FolderView(Path folder) {
        this.folder = folder;
        this.bundles = list(folder.resolve("tile").resolve("entries"));
        this.heads = list(folder.resolve("heads")).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> head() {
        return text("checkpoint");
    }

    @Override
    public Optional<String> cosigned() {
        return witnessKey().isPresent() ? text("checkpoint") : Optional.empty();
    }

    @Override
    public Optional<VerifierKey> logKey() {
        return text("log.pub").flatMap(VerifierKey::parse);
    }

    @Override
    public Optional<VerifierKey> witnessKey() {
        return text("witness.pub").flatMap(VerifierKey::parse);
    }

    private Optional<String> text(String name) {
        return bytes(folder.resolve(name)).map(bytes -> new String(bytes, UTF_8));
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> tile(Place place, int width) {
        return bytes(folder.resolve(Tiles.path(place, width)))
                .or(() -> bytes(folder.resolve(Tiles.path(place, Tiles.WIDTH))))
                .filter(hashes -> hashes.length >= width * Sm3.BYTES);
    }

    @Override
    public void entries(Consumer<byte[]> each) {
        for (Path bundle : bundles) {
            read(bytes(bundle).orElseThrow()).forEach(each);
        }
    }

    private static List<byte[]> read(byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        var bytes = ByteBuffer.wrap(bundle);
        while (bytes.remaining() >= 2) {
            var entry = new byte[Math.min(Short.toUnsignedInt(bytes.getShort()), bytes.remaining())];
            bytes.get(entry);
            entries.add(entry);
        }
        return entries;
    }

    @Override
    public List<LogTables.Head> heads(long above, int limit) {
        return heads.stream()
                .filter(size -> size > above)
                .limit(limit)
                .map(size -> new LogTables.Head(size, text("heads/" + size).orElse("")))
                .toList();
    }

    @Override
    public Optional<String> nameAt(long index) {
        Path names = folder.resolve("names.tsv");
        if (!Files.isRegularFile(names)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(names)) {
            return lines.filter(line -> line.startsWith(index + "\t"))
                    .map(line -> line.substring(line.indexOf('\t') + 1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a copy of the log of a database; a folder that holds an older copy of the same log is brought up to date. */
    static long export(LogTables tables, VerifierKey logKey, Path out) throws IOException {
        LogTables.Standing row = tables.standing().orElseThrow();
        // What no witness has signed yet comes along the next time.
        String note = row.cosigned().isEmpty() ? row.head() : row.cosigned();
        long size = Checkpoint.parse(note)
                .map(Checkpoint::size)
                .orElseThrow(() -> new IOException("the log has no head yet"));
        Files.createDirectories(out.resolve("heads"));
        for (Place place : tables.places()) {
            int width = Tiles.width(place, size);
            if (width > 0) {
                write(
                        out.resolve(Tiles.path(place, width)),
                        Arrays.copyOf(tables.tile(place, width).orElseThrow(), width * Sm3.BYTES));
            }
        }
        var names = new StringBuilder();
        for (long from = 0; from < size; from += BUNDLE) {
            var bundle = new ByteArrayOutputStream();
            long bundleEnd = Math.min(from + BUNDLE, size);
            for (LogTables.Line line : tables.leaves(from, BUNDLE)) {
                if (line.index() >= bundleEnd) {
                    continue;
                }
                byte[] entry = line.entry().entry();
                if (entry.length > MOST_ENTRY_BYTES) {
                    throw new IOException("entry " + line.index() + " is too long for a bundle");
                }
                bundle.writeBytes(
                        ByteBuffer.allocate(2).putShort((short) entry.length).array());
                bundle.writeBytes(entry);
                names.append(line.index()).append('\t').append(line.entry()).append('\n');
            }
            var place = new Place(-1, from / BUNDLE);
            write(out.resolve(Tiles.path(place, Tiles.width(place, size))), bundle.toByteArray());
        }
        dropPartial(out, size);
        long above = -1;
        for (List<LogTables.Head> page = tables.heads(above, 1000); !page.isEmpty(); page = tables.heads(above, 1000)) {
            for (LogTables.Head head : page) {
                if (head.size() <= size) {
                    write(
                            out.resolve("heads").resolve(Long.toString(head.size())),
                            head.note().getBytes(UTF_8));
                }
                above = head.size();
            }
        }
        write(out.resolve("names.tsv"), names.toString().getBytes(UTF_8));
        write(out.resolve("log.pub"), (logKey + "\n").getBytes(UTF_8));
        write(out.resolve("witness.pub"), (row.witnessKey() + "\n").getBytes(UTF_8));
        write(out.resolve("checkpoint"), note.getBytes(UTF_8));
        return size;
    }

    /** What an older copy had of tiles that were not full yet. */
    private static void dropPartial(Path out, long size) throws IOException {
        for (Path file : list(out.resolve("tile"))) {
            String path = out.relativize(file).toString();
            boolean current = Tiles.parse(path)
                    .filter(asked -> Tiles.width(asked.place(), size) == asked.width())
                    .isPresent();
            if (!current) {
                Files.delete(file);
            }
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, content);
    }
}
