package org.yimen.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.yimen.platform.StartRefused;

/**
 * The user that PostgreSQL runs as: ourselves, or an unprivileged one when we are root, as whom PostgreSQL refuses to run.
 *
 * @param switched true where we are root and commands go through {@code setpriv}, which needs no user namespace
 */
record Account(int uid, int gid, boolean switched) {

    /** {@code nobody}: initdb wants a user that has a name, and every Linux has this one. */
    private static final int NOBODY = 65534;

    /** What a command printed and how it ended. */
    record Output(int exit, String text) {}

    /** @param cluster PostgreSQL's own folder, which may not exist yet; one that exists keeps its owner */
    static Account of(Path cluster) throws IOException {
        int self = uid(Path.of("/proc/self"));
        boolean exists = Files.exists(cluster);
        if (self != 0) {
            if (exists && uid(cluster) != self) {
                throw new StartRefused(
                        "The database in %s belongs to user %d and not to you (%d): start Yimen as root or as that user, or choose another data folder."
                                .formatted(cluster, uid(cluster), self));
            }
            return new Account(self, gid(Path.of("/proc/self")), false);
        }
        return exists && uid(cluster) != 0
                ? new Account(uid(cluster), gid(cluster), true)
                : new Account(NOBODY, NOBODY, true);
    }

    static int uid(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    private static int gid(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:gid");
    }

    /** Gives {@code path} to this user. */
    void own(Path path) throws IOException {
        if (switched) {
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    boolean canEnter(Path folder) throws IOException {
        return run(Duration.ofSeconds(10), "test", "-x", folder.toString()).exit() == 0;
    }

    /** Runs a short command as this user. */
    Output run(Duration limit, String... command) throws IOException {
        Process process = builder(List.of(command)).redirectErrorStream(true).start();
        try {
            // What these commands print fits into the pipe, so that waiting first cannot block them.
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException("%s took longer than %s".formatted(List.of(command), limit));
            }
            return new Output(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + List.of(command), e);
        }
    }

    /** A command of this user, with a clean environment, in a folder that everybody may enter. */
    ProcessBuilder builder(List<String> command) {
        var words = new ArrayList<String>();
        if (switched) {
            words.addAll(
                    List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs", "--"));
        }
        words.addAll(command);
        var builder = new ProcessBuilder(words).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }
}
