package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.yimen.platform.StartRefused;

/**
 * What a killed Yimen leaves behind: PostgreSQL, still running on our folder. It is stopped before a new one starts. The
 * caller holds the {@link DataLock}, so no living Yimen owns it.
 */
record Orphan(Path cluster, Account account, Path pgCtl) {

    private static final Duration FAST = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE = Duration.ofSeconds(15);

    /** Leaves no PostgreSQL on the folder and no {@code postmaster.pid} that names a process of somebody else. */
    void stop() throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        var postmaster = pidIn(pidFile);
        if (postmaster.isPresent() && isOurs(postmaster.getAsLong())) {
            signal("INT", postmaster.getAsLong());
            if (!await(FAST, () -> isGone(pidFile))) {
                signal("QUIT", postmaster.getAsLong());
            }
        }
        // Its workers outlive a postmaster that was killed too, until they notice.
        if (!await(IMMEDIATE, () -> living().isEmpty())) {
            throw new StartRefused("PostgreSQL (processes %s) is still running on %s and does not stop: end it first."
                    .formatted(living(), cluster));
        }
        // PostgreSQL would take a process that got the old number by chance for a running server.
        Files.deleteIfExists(pidFile);
    }

    private static OptionalLong pidIn(Path pidFile) throws IOException {
        try {
            String first = Files.readAllLines(pidFile).stream().findFirst().orElse("");
            return OptionalLong.of(Long.parseLong(first.strip()));
        } catch (NoSuchFileException | NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    private boolean isGone(Path pidFile) {
        return !Files.exists(pidFile) && living().isEmpty();
    }

    private List<Long> living() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(this::isOurs)
                .toList();
    }

    /** Every process of PostgreSQL works in its data folder: a reused number never passes, a moved folder does. */
    private boolean isOurs(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return Account.uid(process) == account.uid()
                    && Path.of(link(process.resolve("cwd"))).equals(cluster)
                    && link(process.resolve("exe")).replace(" (deleted)", "").endsWith("/bin/postgres");
        } catch (IOException _) {
            return false;
        }
    }

    private String link(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (AccessDeniedException _) {
            // Root without CAP_SYS_PTRACE, as in a container, may not look; the user of the process may.
            return account.run(Duration.ofSeconds(10), "readlink", link.toString())
                    .text();
        }
    }

    /** INT is the fast shutdown, QUIT the immediate one, after which PostgreSQL recovers from its log. */
    void signal(String signal, long pid) throws IOException {
        account.run(Duration.ofSeconds(10), pgCtl.toString(), "kill", signal, Long.toString(pid));
    }

    private static boolean await(Duration limit, BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while PostgreSQL was stopping", e);
            }
        }
        return true;
    }
}
