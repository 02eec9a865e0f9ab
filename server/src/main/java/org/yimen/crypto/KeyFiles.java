package org.yimen.crypto;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yimen.crypto.MasterKey.Secret;
import org.yimen.platform.StartRefused;

/**
 * What lies in a key folder: a file per key, wrapped with the master key; {@code master}, which says which one that is; and
 * {@code journal}, a line per act. The master key itself lies in the unlocking file, elsewhere, or with its custodians.
 */
record KeyFiles(Path folder, Path unlocking) {

    static final String SUFFIX = ".key";

    /** A file lock is the whole process's: its threads wait for each other here. */
    private static final Object ONE = new Object();

    private static final HexFormat HEX = HexFormat.of();
    private static final int MOST_FILE_BYTES = 512;
    private static final Pattern WRAPPED =
            Pattern.compile("yimen-key (master-[0-9a-f]{16}) ([0-9a-f]{16}) ([0-9a-f]{64,})");
    private static final Pattern MASTER = Pattern.compile("(master-[0-9a-f]{16}) ([0-9a-f]{16}) (automatic|shared)");
    private static final Pattern UNLOCKING = Pattern.compile("(master-[0-9a-f]{16}) ([0-9a-f]{64})");

    /**
     * Which master key counts.
     *
     * @param shared true once custodians hold it in shares
     */
    record Master(KeyId id, String check, boolean shared) {
        String line() {
            return "%s %s %s%n".formatted(id, check, shared ? "shared" : "automatic");
        }
    }

    /** One key as its file tells without being opened. */
    record Wrapped(KeyId id, KeyId master, String check, String digits) {}

    Optional<Master> master() throws IOException {
        Path file = folder.resolve("master");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var line = MASTER.matcher(Files.readString(file).strip());
        if (!line.matches()) {
            throw new StartRefused("%s is damaged: restore the key folder from its backup.".formatted(file));
        }
        return Optional.of(new Master(
                new KeyId(line.group(1)), line.group(2), line.group(3).equals("shared")));
    }

    void master(Master master) throws IOException {
        OwnFiles.replace(folder.resolve("master"), master.line());
    }

    /** Where nobody has made a master key yet, one is made that opens by itself: good for a demo, and said in the documents. */
    Master automatic() throws IOException {
        if (!Files.exists(unlocking)) {
            var fresh = MasterKey.random();
            OwnFiles.createFolder(unlocking.resolveSibling("").toAbsolutePath());
            var _ = OwnFiles.create(unlocking, line(fresh));
        }
        MasterKey made = unlocked().getFirst();
        var master = new Master(made.id(), made.secret().check(), false);
        if (OwnFiles.create(folder.resolve("master"), master.line())) {
            journal("make-master", made.id().value());
        }
        return master().orElseThrow();
    }

    /** The master keys in the unlocking file: one, or while they are being exchanged two. */
    List<MasterKey> unlocked() throws IOException {
        if (!Files.exists(unlocking)) {
            throw new StartRefused(
                    "The keys in %s are locked: two custodians open them with ./yimen keys unlock.".formatted(folder));
        }
        if (OwnFiles.isOpenToOthers(unlocking)) {
            throw new StartRefused(
                    "The unlocking file %s is open to others than its owner: chmod 600 it.".formatted(unlocking));
        }
        var masters = new ArrayList<MasterKey>();
        for (String line : Files.readAllLines(unlocking)) {
            var parts = UNLOCKING.matcher(line);
            if (!parts.matches()) {
                throw new StartRefused("%s is no unlocking file.".formatted(unlocking));
            }
            masters.add(new MasterKey(new KeyId(parts.group(1)), new Secret(HEX.parseHex(parts.group(2)))));
        }
        return masters;
    }

    void unlock(List<MasterKey> masters) throws IOException {
        OwnFiles.createFolder(unlocking.resolveSibling("").toAbsolutePath());
        OwnFiles.replace(
                unlocking, String.join("", masters.stream().map(KeyFiles::line).toList()));
    }

    private static String line(MasterKey master) {
        return "%s %s%n".formatted(master.id(), HEX.formatHex(master.secret().bytes()));
    }

    /** The master key that counts now, from the unlocking file. */
    MasterKey opened() throws IOException {
        Master wanted = master().orElseThrow(() -> new StartRefused("There are no keys in " + folder));
        return unlocked().stream()
                .filter(master -> master.id().equals(wanted.id()))
                .filter(master -> master.secret().check().equals(wanted.check()))
                .findFirst()
                .orElseThrow(() -> new StartRefused(
                        "The unlocking file %s does not open the keys in %s, which are wrapped with %s."
                                .formatted(unlocking, folder, wanted.id())));
    }

    List<KeyId> ids() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> new KeyId(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted(Comparator.comparing(KeyId::value))
                    .toList();
        }
    }

    /** @throws StartRefused naming the first key that others than its owner may read */
    void refuseOpenToOthers() throws IOException {
        for (KeyId id : ids()) {
            if (OwnFiles.isOpenToOthers(file(id))) {
                throw new StartRefused(
                        "%s is open to others than its owner: chmod 600 it, and if others may have read it, rotate it."
                                .formatted(file(id)));
            }
        }
    }

    Instant madeAt(KeyId id) throws IOException {
        return Files.getLastModifiedTime(file(id)).toInstant();
    }

    /** Nothing where the file is not there, or is one of an older Yimen that did not wrap. */
    Optional<Wrapped> read(KeyId id) throws IOException {
        Path file = file(id);
        try {
            if (OwnFiles.isOpenToOthers(file) || Files.size(file) > MOST_FILE_BYTES) {
                throw new IllegalStateException(file + " is open to others than its owner, or no key file");
            }
            String text = Files.readString(file).strip();
            var line = WRAPPED.matcher(text);
            if (line.matches()) {
                return Optional.of(new Wrapped(id, new KeyId(line.group(1)), line.group(2), line.group(3)));
            }
            if (!isPlain(text)) {
                throw new IllegalStateException(file + " is no key file");
            }
            return Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    Optional<Secret> secret(KeyId id, List<MasterKey> masters) throws IOException {
        Optional<Wrapped> wrapped = read(id);
        if (wrapped.isPresent()) {
            Wrapped found = wrapped.get();
            return Optional.of(masters.stream()
                    .filter(master -> master.id().equals(found.master()))
                    .flatMap(master -> master.unwrap(id, HEX.parseHex(found.digits())).stream())
                    .filter(secret -> secret.check().equals(found.check()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "%s is damaged, or %s is not unlocked".formatted(file(id), found.master()))));
        }
        Path file = file(id);
        return Files.exists(file)
                ? Optional.of(new Secret(HEX.parseHex(Files.readString(file).strip())))
                : Optional.empty();
    }

    /** True where the key is new; false where another process was first, whose key counts. */
    boolean store(KeyId id, Secret secret) throws IOException {
        return exclusively(() -> OwnFiles.create(file(id), text(id, secret, opened())));
    }

    /** Work that reads or writes files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** No key comes in while the master key is exchanged, in this process or another one: it would be left behind. */
    <T> T exclusively(Work<T> work) throws IOException {
        synchronized (ONE) {
            try (var channel = FileChannel.open(
                            folder.resolve("lock"),
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            OwnFiles.OWNER_FILE_ATTRIBUTE);
                    var _ = channel.lock()) {
                return work.run();
            }
        }
    }

    void rewrap(KeyId id, Secret secret, MasterKey master) throws IOException {
        var at = Files.getLastModifiedTime(file(id));
        OwnFiles.replace(file(id), text(id, secret, master));
        Files.setLastModifiedTime(file(id), at);
    }

    private static String text(KeyId id, Secret secret, MasterKey master) {
        return "yimen-key %s %s %s%n".formatted(master.id(), secret.check(), HEX.formatHex(master.wrap(id, secret)));
    }

    Path file(KeyId id) {
        return folder.resolve(id + SUFFIX);
    }

    /** A line in the journal, from which Yimen copies into its log of record. */
    void journal(String act, String subject) throws IOException {
        OwnFiles.append(
                folder.resolve("journal"),
                String.join(
                        "\t",
                        InstantSource.system().instant().toString(),
                        System.getProperty("user.name", "unknown"),
                        act,
                        subject));
    }
}
