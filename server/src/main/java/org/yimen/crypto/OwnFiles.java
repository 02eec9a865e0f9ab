package org.yimen.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Small files that only their owner reads, written whole or not at all. */
final class OwnFiles {

    static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE_ATTRIBUTE =
            PosixFilePermissions.asFileAttribute(OWNER_FILE);

    private OwnFiles() {}

    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    }

    static boolean isOpenToOthers(Path path) throws IOException {
        return !OWNER_FOLDER.containsAll(Files.getPosixFilePermissions(path));
    }

    /** True where the file was not there and is now; false where another one was first, whose content then counts. */
    static boolean create(Path file, String text) throws IOException {
        Path beside = written(file, text);
        try {
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException _) {
            return false;
        } finally {
            Files.delete(beside);
        }
        force(file);
        return true;
    }

    static void replace(Path file, String text) throws IOException {
        Files.move(written(file, text), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(file);
    }

    static void append(Path file, String line) throws IOException {
        if (!Files.exists(file)) {
            var _ = create(file, "");
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    private static Path written(Path file, String text) throws IOException {
        Path folder = file.resolveSibling("").toAbsolutePath();
        Path beside = Files.createTempFile(folder, "new", ".tmp", OWNER_FILE_ATTRIBUTE);
        try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        return beside;
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file.resolveSibling("").toAbsolutePath())) {
            channel.force(true);
        }
    }
}
