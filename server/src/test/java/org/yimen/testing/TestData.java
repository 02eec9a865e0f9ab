package org.yimen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A data folder for this run of the tests, below the folder for temporary files; it goes when the run ends. */
public final class TestData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Path FOLDER = create();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "yimen.data=" + FOLDER.resolve("data"),
                        "yimen.postgres.binaries=" + binaries(),
                        "yimen.outer-sign-in.issuer=" + OuterStub.shared().issuer(),
                        "yimen.outer-sign-in.client-id=" + OuterStub.CLIENT,
                        "yimen.outer-sign-in.secret=" + OuterStub.SECRET,
                        "yimen.outer-sign-in.levels=" + OuterStub.LEVEL)
                .applyTo(context);
    }

    /** Where PostgreSQL is unpacked, once for all databases of this run. */
    public static Path binaries() {
        return FOLDER.resolve("binaries");
    }

    /** A fresh folder for a database of the caller's own. */
    public static Path folder(String name) {
        try {
            return open(Files.createTempDirectory(FOLDER, name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path create() {
        try {
            Path folder = open(Files.createTempDirectory("yimen-test-"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As root PostgreSQL runs as another user, who must be able to pass. */
    private static Path open(Path folder) throws IOException {
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    /** Shutdown hooks run side by side: the lock is free once the context, and with it PostgreSQL, has stopped. */
    private static void delete(Path folder) {
        try {
            Path lock = folder.resolve("data").resolve("lock");
            for (int i = 0; i < 600 && Files.exists(lock) && !isFree(lock); i++) {
                Thread.sleep(100);
            }
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isFree(Path lock) throws IOException {
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var taken = channel.tryLock()) {
            return taken != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }
}
