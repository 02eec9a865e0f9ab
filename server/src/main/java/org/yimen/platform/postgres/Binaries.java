package org.yimen.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import org.yimen.platform.StartRefused;

/** The programs of PostgreSQL, unpacked once per version into a folder named by the digest of the archive. */
final class Binaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String SUMS = "SHA256SUMS";

    private Binaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}; every file in it is as it was in the archive. */
    static Path unpackedIn(Path cache) throws IOException {
        Folders.create(cache, "rwxr-xr-x");
        Path folder = cache.resolve(digestOfArchive().substring(0, 16));
        if (Files.isDirectory(folder)) {
            if (isIntact(folder)) {
                return folder;
            }
            Folders.delete(folder);
        }
        Path fresh = Files.createTempDirectory(cache, "unpacking-");
        try {
            unpack(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException _) {
            // Another process that shares this cache was quicker; what it unpacked is the same.
            return folder;
        } finally {
            Folders.delete(fresh);
        }
        return folder;
    }

    private static void unpack(Path target) throws IOException {
        var sums = new TreeMap<String, String>();
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive points outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Folders.create(path, "rwxr-xr-x");
                    continue;
                }
                Folders.create(path.resolveSibling("").normalize(), "rwxr-xr-x");
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    continue;
                }
                var digest = sha256();
                Files.copy(new DigestInputStream(tar, digest), path);
                boolean executable = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                sums.put(target.relativize(path).toString(), HexFormat.of().formatHex(digest.digest()));
            }
        }
        // The format of sha256sum, so that an administrator can check it with that.
        var lines = sums.entrySet().stream()
                .map(sum -> sum.getValue() + "  " + sum.getKey())
                .toList();
        Files.write(target.resolve(SUMS), lines);
    }

    private static boolean isIntact(Path folder) throws IOException {
        Path sums = folder.resolve(SUMS);
        if (!Files.isRegularFile(sums)) {
            return false;
        }
        for (String line : Files.readAllLines(sums)) {
            Path file = folder.resolve(line.substring(66));
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !digestOf(Files.newInputStream(file)).equals(line.substring(0, 64))) {
                return false;
            }
        }
        return true;
    }

    private static String digestOfArchive() throws IOException {
        return digestOf(archive());
    }

    private static InputStream archive() {
        InputStream archive = Binaries.class.getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new StartRefused(
                    "No embedded PostgreSQL for this machine is on the class path: set spring.datasource.url to a PostgreSQL of your own.");
        }
        return archive;
    }

    private static String digestOf(InputStream stream) throws IOException {
        try (stream) {
            var digest = sha256();
            byte[] buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
