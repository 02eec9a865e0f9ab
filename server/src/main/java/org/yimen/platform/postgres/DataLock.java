package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.StartRefused;

/** At most one Yimen per data folder. The operating system drops the lock with the process, however that ends. */
final class DataLock implements AutoCloseable {

    /** Closing any channel of a file drops all locks that this JVM has on it, so it must never open a second one. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DataLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @param folder an existing folder, as a real path */
    static DataLock take(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        if (!HELD.add(file)) {
            throw refused(folder, Long.toString(ProcessHandle.current().pid()));
        }
        DataLock lock = null;
        try {
            lock = tryTake(file);
        } finally {
            if (lock == null) {
                HELD.remove(file);
            }
        }
        if (lock == null) {
            throw refused(folder, Files.readString(file).strip());
        }
        return lock;
    }

    private static @Nullable DataLock tryTake(Path file) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return null;
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new DataLock(file, channel);
    }

    private static StartRefused refused(Path folder, String pid) {
        return new StartRefused("Another Yimen (process %s) is using the data in %s: stop it, or choose another folder."
                .formatted(pid.isEmpty() ? "unknown" : pid, folder));
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(file);
        }
    }
}
