package org.yimen.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yimen.crypto.KeyFiles.Master;
import org.yimen.crypto.KeyStore.Purpose;
import org.yimen.crypto.MasterKey.Secret;
import org.yimen.platform.StartRefused;

/**
 * What administrators do with the keys of a folder, beside a running Yimen or without one. Whatever makes, changes or shows
 * the master key needs two custodians once it has been split. Every act leaves a line in the folder's journal.
 */
public final class KeyVault {

    private static final String LAST_NUMBER = "-9999";

    private final KeyFiles files;

    /** One key in the list. */
    public record Line(String id, Instant madeAt, boolean current, String check) {}

    /** Which master key counts, whether custodians hold it, and whether the keys are open now. */
    public record State(String master, boolean shared, boolean unlocked) {}

    /**
     * @param folder of the keys
     * @param unlocking where the unlocking file lies, or would
     */
    public KeyVault(Path folder, Path unlocking) {
        this.files = new KeyFiles(
                folder.toAbsolutePath().normalize(), unlocking.toAbsolutePath().normalize());
        if (!Files.isDirectory(files.folder())) {
            throw new StartRefused("There are no keys in %s: name the folder with --keys.".formatted(files.folder()));
        }
    }

    /** Beside the key folder, unless {@code yimen.keys-unlock} says otherwise. */
    public static Path unlockingOf(Path folder) {
        return KeyFolder.unlockingOf(folder);
    }

    public State state() throws IOException {
        Master master = master();
        return new State(master.id().value(), master.shared(), Files.exists(files.unlocking()));
    }

    private Master master() throws IOException {
        return files.master()
                .orElseThrow(() -> new StartRefused(
                        "The keys in %s have no master key yet: start Yimen once.".formatted(files.folder())));
    }

    public List<Line> list() throws IOException {
        var lines = new ArrayList<Line>();
        List<KeyId> ids = files.ids();
        for (KeyId id : ids) {
            boolean superseded = false;
            for (Purpose purpose : Purpose.values()) {
                superseded |= purpose.owns(id)
                        && ids.stream()
                                .filter(purpose::owns)
                                .anyMatch(other -> other.value().compareTo(id.value()) > 0);
            }
            String check = files.read(id).map(KeyFiles.Wrapped::check).orElse("");
            lines.add(new Line(id.value(), files.madeAt(id), !superseded, check));
        }
        return lines;
    }

    /** The next key of a purpose; what is sealed from now on is sealed with it. */
    public String rotate(Purpose purpose) throws IOException {
        KeyId newest = files.ids().stream()
                .filter(purpose::owns)
                .reduce((_, later) -> later)
                .orElseThrow(() -> new StartRefused("There is no key for %s yet.".formatted(purpose)));
        if (newest.value().endsWith(LAST_NUMBER)) {
            throw new StartRefused("The numbers for keys of %s are used up.".formatted(purpose));
        }
        KeyId next = purpose.after(newest);
        if (!files.store(next, Secret.random())) {
            throw new StartRefused("%s was made by somebody else at the same moment.".formatted(next));
        }
        files.journal("rotate", next.value());
        return next.value();
    }

    /**
     * Replaces the master key that opened by itself with one that custodians hold, in three shares of which two are needed.
     *
     * @param target an empty folder, where a file for each custodian is written
     */
    public void split(Path target) throws IOException {
        if (master().shared()) {
            throw new StartRefused(
                    "The master key is held by custodians already: two of them may replace it (rotate-master).");
        }
        exchange(files.opened(), target, "split-master");
    }

    /** Replaces the master key with a new one, with the shares of two custodians, and writes the new shares. */
    public void rotateMaster(Path share, Path otherShare, Path target) throws IOException {
        exchange(joined(share, otherShare), target, "rotate-master");
    }

    private void exchange(MasterKey before, Path target, String act) throws IOException {
        refuseUnlessEmpty(target);
        boolean unlocked = Files.exists(files.unlocking());
        var fresh = MasterKey.random();
        var masters = new ArrayList<>(List.of(before, fresh));
        if (unlocked) {
            files.unlocked().stream()
                    .filter(master -> !master.id().equals(before.id()))
                    .forEach(masters::add);
        }
        OwnFiles.createFolder(target);
        int number = 0;
        for (String share : fresh.shares()) {
            number++;
            OwnFiles.replace(target.resolve("share-" + number), share + "\n");
        }
        files.exclusively(() -> {
            // A crash leaves keys under either, and both in the unlocking file: the next start, or try, goes on.
            files.unlock(masters);
            for (KeyId id : files.ids()) {
                Secret secret = files.secret(id, masters).orElseThrow();
                files.rewrap(id, secret, fresh);
            }
            files.master(new Master(fresh.id(), fresh.secret().check(), true));
            if (unlocked) {
                files.unlock(List.of(fresh));
            } else {
                Files.delete(files.unlocking());
            }
            return fresh;
        });
        files.journal(act, fresh.id().value());
    }

    private static void refuseUnlessEmpty(Path target) throws IOException {
        if (Files.exists(target)) {
            try (var content = Files.list(target)) {
                if (content.findAny().isPresent()) {
                    throw new StartRefused("%s is not empty: name a new folder.".formatted(target));
                }
            }
        }
    }

    /** Writes the unlocking file, with the shares of two custodians, so that Yimen can start. */
    public void unlock(Path share, Path otherShare) throws IOException {
        MasterKey master = joined(share, otherShare);
        files.unlock(List.of(master));
        files.journal("unlock", master.id().value());
    }

    private MasterKey joined(Path share, Path otherShare) throws IOException {
        Master wanted = master();
        return MasterKey.joined(Files.readString(share), Files.readString(otherShare), wanted.id(), wanted.check());
    }

    /** Removes the unlocking file: the next start needs two custodians. A Yimen that runs goes on. */
    public void lock() throws IOException {
        Master master = master();
        if (!master.shared()) {
            throw new StartRefused(
                    "Nobody holds the master key but the unlocking file: split it first, or it is lost.");
        }
        if (Files.deleteIfExists(files.unlocking())) {
            files.journal("lock", master.id().value());
        }
    }

    /**
     * Copies the wrapped keys into a new folder, and where no custodian holds the master key the unlocking file with them.
     *
     * @return true where whoever has the copy can open it alone
     */
    public boolean backUp(Path target) throws IOException {
        refuseUnlessEmpty(target);
        boolean alone = !master().shared();
        OwnFiles.createFolder(target);
        for (KeyId id : files.ids()) {
            OwnFiles.replace(target.resolve(id + KeyFiles.SUFFIX), Files.readString(files.file(id)));
        }
        OwnFiles.replace(
                target.resolve("master"), Files.readString(files.folder().resolve("master")));
        Path journal = files.folder().resolve("journal");
        if (Files.exists(journal)) {
            OwnFiles.replace(target.resolve("journal"), Files.readString(journal));
        }
        if (alone) {
            OwnFiles.replace(target.resolve("unlock"), Files.readString(files.unlocking()));
        }
        files.journal("back-up", target.getFileName().toString());
        return alone;
    }

    /**
     * Copies backed-up keys to where a Yimen looks for them.
     *
     * @param from what {@link #backUp} wrote
     * @param folder of the keys, which must not be there yet
     */
    public static KeyVault restore(Path from, Path folder, Path unlocking) throws IOException {
        refuseUnlessEmpty(folder);
        if (!Files.exists(from.resolve("master"))) {
            throw new StartRefused("%s is no backup of keys.".formatted(from));
        }
        OwnFiles.createFolder(folder);
        try (var all = Files.newDirectoryStream(from, "{*.key,master,journal}")) {
            for (Path file : all) {
                OwnFiles.replace(folder.resolve(file.getFileName().toString()), Files.readString(file));
            }
        }
        Path alone = from.resolve("unlock");
        if (Files.exists(alone) && !Files.exists(unlocking)) {
            OwnFiles.createFolder(unlocking.resolveSibling("").toAbsolutePath());
            OwnFiles.replace(unlocking, Files.readString(alone));
        }
        var vault = new KeyVault(folder, unlocking);
        vault.files.journal("restore", vault.master().id().value());
        return vault;
    }

    /** The journal's lines after the first {@code known} ones. */
    public static List<String> journal(Path folder, long known) throws IOException {
        Path journal = folder.resolve("journal");
        if (!Files.exists(journal)) {
            return List.of();
        }
        try (var lines = Files.lines(journal)) {
            return lines.skip(known).toList();
        }
    }

    /** The purpose that a word of the command line names. */
    public static Optional<Purpose> purpose(String word) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.first().value().equals(word + "-key-0001")) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
