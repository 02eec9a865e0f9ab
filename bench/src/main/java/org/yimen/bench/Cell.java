package org.yimen.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that can be killed with all that it started in one blow: in a PID namespace of its own where the machine
 * allows one, elsewhere by the ids of its descendants.
 */
final class Cell {

    private static final List<String> NAMESPACE =
            List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "--");

    private static final boolean PRIVATE = allowsNamespaces();

    private final Process process;

    private Cell(Process process) {
        this.process = process;
    }

    static boolean isPrivate() {
        return PRIVATE;
    }

    static Cell start(List<String> command, Path log) throws IOException {
        var words = new ArrayList<String>(PRIVATE ? NAMESPACE : List.of());
        words.addAll(command);
        return new Cell(new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9} for everything in it; returns when nothing of it is left. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        if (!PRIVATE) {
            // What a dead postmaster leaves would finish its work, so no one is left time to notice.
            all.forEach(ProcessHandle::destroyForcibly);
        }
        process.waitFor();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (all.stream().anyMatch(Cell::runs)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("still running after kill -9: " + all);
            }
            Thread.sleep(5);
        }
    }

    /** Killed and not yet buried by whoever adopted it is dead too. */
    private static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    private static boolean allowsNamespaces() {
        try {
            var words = new ArrayList<>(NAMESPACE);
            words.add("true");
            var probe = new ProcessBuilder(words).redirectErrorStream(true).start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
