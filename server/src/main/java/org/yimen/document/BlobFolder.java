package org.yimen.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.KeyStore.Purpose;
import org.yimen.crypto.Sm4Gcm;

/**
 * Files in a folder. A file has a key of its own (SM4-GCM), wrapped under the key store's and written before the
 * content; both are bound to the address, so that a file moved to another one does not open.
 */
final class BlobFolder implements BlobStore {

    private static final byte[] MAGIC = "YMB1".getBytes(StandardCharsets.US_ASCII);
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** What {@link #write} calls a file until it is whole. */
    private static final String UNFINISHED = ".tmp";

    /** What a file is called while it is decided whether it goes. */
    private static final String GOING = ".going";

    private final Path folder;
    private final KeyStore keys;
    private final InstantSource time;

    BlobFolder(Path folder, KeyStore keys, InstantSource time) {
        this.folder = folder.toAbsolutePath().normalize();
        this.keys = keys;
        this.time = time;
        try {
            Files.createDirectories(this.folder, OWNER_FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of files " + folder + " cannot be made", e);
        }
    }

    @Override
    public BlobId put(String holder, byte[] content) {
        if (content.length > MOST_BYTES) {
            throw new DocumentRuleBroken("document.file.too-large", MOST_BYTES / (1024 * 1024));
        }
        BlobId id = address(holder, content);
        try {
            if (!touch(file(id))) {
                write(id, sealed(id, content));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("file " + id + " cannot be stored", e);
        }
        return id;
    }

    @Override
    public boolean keep(BlobId id) {
        try {
            return touch(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException("file " + id + " cannot be kept", e);
        }
    }

    /** Says of a file that it was put in just now; false where it is not here, or was moved aside meanwhile. */
    private boolean touch(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(time.instant()));
            return Files.exists(file);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /** Keyed, because a plain digest of a short form could be found by trying. */
    private BlobId address(String holder, byte[] content) {
        byte[] name = holder.getBytes(StandardCharsets.UTF_8);
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array();
        return new BlobId(
                HexFormat.of().formatHex(keys.mac(keys.current(Purpose.FILE_ADDRESS), length, name, content)));
    }

    private byte[] sealed(BlobId id, byte[] content) {
        KeyId wrapper = keys.current(Purpose.FILE);
        byte[] wrapperName = wrapper.value().getBytes(StandardCharsets.US_ASCII);
        byte[] place = place(id);
        byte[] key = Sm4Gcm.newKey();
        byte[] wrapped = keys.seal(wrapper, key, place);
        byte[] body = Sm4Gcm.seal(key, content, place);
        return ByteBuffer.allocate(MAGIC.length + 2 + wrapperName.length + wrapped.length + body.length)
                .put(MAGIC)
                .put((byte) wrapperName.length)
                .put(wrapperName)
                .put((byte) wrapped.length)
                .put(wrapped)
                .put(body)
                .array();
    }

    private static byte[] place(BlobId id) {
        return ("blob/" + id).getBytes(StandardCharsets.US_ASCII);
    }

    /** Only hexadecimal digits come here, so no name leads out of the folder. */
    private Path file(BlobId id) {
        return folder.resolve(id.value().substring(0, 2)).resolve(id.value().substring(2));
    }

    /** Written beside, forced to the disk, renamed: a reader and a crash see the whole file or none. */
    private void write(BlobId id, byte[] bytes) throws IOException {
        Path file = file(id);
        Path shelf = Files.createDirectories(folder.resolve(id.value().substring(0, 2)), OWNER_FOLDER);
        Path beside = Files.createTempFile(shelf, "new", UNFINISHED, OWNER_FILE);
        try {
            try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            touch(beside);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        force(shelf);
        force(folder);
    }

    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<byte[]> read(BlobId id) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(id));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("file " + id + " cannot be read", e);
        }
        Optional<byte[]> content = opened(id, bytes);
        if (content.isEmpty()) {
            throw new IllegalStateException("file " + id + " is damaged, or its key is gone");
        }
        return content;
    }

    @Override
    public void delete(BlobId id) {
        try {
            if (Files.deleteIfExists(file(id))) {
                force(folder.resolve(id.value().substring(0, 2)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("file " + id + " cannot be deleted", e);
        }
    }

    @Override
    public void storedBefore(Instant before, int most, Consumer<Set<BlobId>> batch) {
        var found = new HashSet<BlobId>();
        try (Stream<Path> shelves = Files.list(folder)) {
            for (Path shelf : shelves.filter(BlobFolder::isShelf).sorted().toList()) {
                try (Stream<Path> files = Files.list(shelf)) {
                    for (Path file : (Iterable<Path>) files::iterator) {
                        id(shelf, file, before).ifPresent(found::add);
                        if (found.size() == most) {
                            batch.accept(Set.copyOf(found));
                            found.clear();
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of files cannot be gone through", e);
        }
        if (!found.isEmpty()) {
            batch.accept(Set.copyOf(found));
        }
    }

    /** Not what a file system keeps at its top, and lets nobody read. */
    private static boolean isShelf(Path path) {
        return path.getFileName().toString().matches("[0-9a-f]{2}") && Files.isDirectory(path);
    }

    /** Which file that is, if it lies here long enough. */
    private Optional<BlobId> id(Path shelf, Path file, Instant before) throws IOException {
        String name = file.getFileName().toString();
        if (!isOlder(file, before)) {
            return Optional.empty();
        }
        if (name.endsWith(UNFINISHED)) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
        if (name.endsWith(GOING)) {
            // The process died while it was decided whether it goes: it stays until it is looked at again.
            Path whole = file.resolveSibling(name.substring(0, name.length() - GOING.length()));
            try {
                Files.move(file, whole, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException _) {
                // The other node decides at this moment.
            }
            return Optional.empty();
        }
        String id = shelf.getFileName() + name;
        return BlobId.isBlobId(id) ? Optional.of(new BlobId(id)) : Optional.empty();
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /**
     * Moved aside first: whoever puts the same content in now does not find it and writes it anew, whoever would have it kept
     * does not find it either, and whoever did one of both a moment ago has touched it, so that it is moved back.
     */
    @Override
    public boolean deleteOld(BlobId id, Instant before) {
        Path file = file(id);
        Path aside = file.resolveSibling(file.getFileName() + GOING);
        try {
            if (!isOlder(file, before)) {
                return false;
            }
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            if (!isOlder(aside, before)) {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                return false;
            }
            Files.delete(aside);
            force(folder.resolve(id.value().substring(0, 2)));
            return true;
        } catch (NoSuchFileException _) {
            // The other node was quicker.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("file " + id + " cannot be deleted", e);
        }
    }

    private Optional<byte[]> opened(BlobId id, byte[] bytes) {
        var file = ByteBuffer.wrap(bytes);
        Optional<byte[]> magic = take(file, MAGIC.length);
        if (magic.isEmpty() || !Arrays.equals(magic.get(), MAGIC)) {
            return Optional.empty();
        }
        return takeCounted(file)
                .map(name -> new String(name, StandardCharsets.US_ASCII))
                .filter(KeyId::isKeyId)
                .flatMap(wrapper -> takeCounted(file)
                        .flatMap(wrapped -> keys.open(new KeyId(wrapper), wrapped, place(id)))
                        .flatMap(key ->
                                take(file, file.remaining()).flatMap(body -> Sm4Gcm.open(key, body, place(id)))));
    }

    private static Optional<byte[]> takeCounted(ByteBuffer file) {
        return take(file, 1).flatMap(length -> take(file, length[0] & 0xff));
    }

    private static Optional<byte[]> take(ByteBuffer file, int length) {
        if (file.remaining() < length) {
            return Optional.empty();
        }
        byte[] taken = new byte[length];
        file.get(taken);
        return Optional.of(taken);
    }
}
