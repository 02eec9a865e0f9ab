package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.yimen.platform.StartRefused;

/** Where the data are, and that the user of PostgreSQL can get there. */
final class DataFolder {

    private static final Path BESIDE_THE_PROGRAM = Path.of(".yimen", "data");
    private static final Path OF_ROOT = Path.of("/var/lib/yimen");

    private DataFolder() {}

    /**
     * Where nobody has configured a folder: {@code .yimen/data}, or where root works in a folder that is closed to others (as
     * {@code /root} is) one below {@code /var/lib/yimen} that is named after it.
     */
    static Path standard() throws IOException {
        Path here = BESIDE_THE_PROGRAM.toAbsolutePath().normalize();
        if (Account.of(here.resolve("postgres")).canEnter(existing(here))) {
            return here;
        }
        String name = Path.of("").toAbsolutePath().toString().substring(1).replace('/', '-');
        return OF_ROOT.resolve(name);
    }

    /** Creates the folder where it is missing and makes sure that PostgreSQL may pass through it, but not list it. */
    static Path open(Path folder) throws IOException {
        boolean fresh = !Files.exists(folder);
        try {
            Folders.create(folder, "rwx--x--x");
        } catch (FileSystemException e) {
            throw new StartRefused(
                    "The data folder %s cannot be made (%s): choose another data folder with --data."
                            .formatted(folder, e),
                    e);
        }
        Path real = folder.toRealPath();
        var account = Account.of(real.resolve("postgres"));
        if (!account.canEnter(real)) {
            // mktemp -d, say: a folder that is empty or already ours is for us to open, others and parents are not.
            if (account.switched() && (fresh || isOurs(real))) {
                Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx--x--x"));
            }
            if (!account.canEnter(real)) {
                throw closed(real, account);
            }
        }
        return real;
    }

    private static StartRefused closed(Path folder, Account account) throws IOException {
        Path closed = folder;
        for (Path path = folder; path != null; path = path.getParent()) {
            if (!account.canEnter(path)) {
                closed = path;
            }
        }
        return new StartRefused(
                "PostgreSQL may not run as root and runs as user %d, who may not enter %s: choose another data folder, for example --data /var/lib/yimen."
                        .formatted(account.uid(), closed));
    }

    private static boolean isOurs(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return Files.exists(folder.resolve("lock")) || content.findAny().isEmpty();
        }
    }

    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return Files.isDirectory(folder) || parent == null ? folder : existing(parent);
    }
}
