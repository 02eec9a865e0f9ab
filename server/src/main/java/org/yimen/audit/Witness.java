package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yimen.audit.Witnessing.Answer.Cosigned;
import org.yimen.audit.Witnessing.Answer.Refused;
import org.yimen.audit.Witnessing.Answer.SeenOther;
import org.yimen.crypto.Sm2;
import org.yimen.crypto.Sm2PrivateKey;
import org.yimen.crypto.Sm3;

/**
 * 见证者: remembers in a folder of its own the last head of each log, and signs the next one only if the log grew from it. What
 * it remembers is on the disk before its signature leaves.
 */
final class Witness implements Witnessing {

    private static final Logger log = LoggerFactory.getLogger(Witness.class);
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Sm2PrivateKey secret;
    private final VerifierKey key;
    private final InstantSource time;
    // Who is refused asks again every second: once is enough for the record.
    private String lastRefusal = "";

    /** Opens the folder; the first time it makes the key and a name. */
    Witness(Path folder, InstantSource time) {
        this.folder = folder.toAbsolutePath().normalize();
        this.time = time;
        try {
            Files.createDirectories(this.folder, FOLDER);
            Path file = this.folder.resolve("key");
            if (!Files.exists(file)) {
                String name = "yimen-witness-" + UUID.randomUUID().toString().substring(0, 8);
                String d = "%064x".formatted(newSecret());
                write(file, name + "\n" + d + "\n");
            }
            List<String> lines = Files.readAllLines(file);
            secret = new Sm2PrivateKey(new BigInteger(lines.get(1), 16));
            key = VerifierKey.ofWitness(lines.get(0), secret.publicKey());
            if (!Files.exists(this.folder.resolve("key.pub"))) {
                write(this.folder.resolve("key.pub"), key + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the witness cannot use " + folder, e);
        }
    }

    /** One number in some four billion is out of range: then another one. */
    private static BigInteger newSecret() {
        var random = new SecureRandom();
        while (true) {
            var d = new BigInteger(256, random);
            try {
                var _ = new Sm2PrivateKey(d);
                return d;
            } catch (IllegalArgumentException _) {
                log.debug("Drawing the key again");
            }
        }
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    /** Takes a log's key on trust the first time, and then this one only. */
    synchronized boolean trusts(VerifierKey logKey) {
        Path file = file(logKey.name(), ".pub");
        try {
            if (!Files.exists(file)) {
                write(file, logKey + "\n");
            }
            return Files.readString(file).strip().equals(logKey.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Answer add(long old, List<byte[]> proof, String text) {
        Optional<Note> note = Note.parse(text);
        Optional<Checkpoint> head = note.flatMap(Checkpoint::of);
        if (note.isEmpty() || head.isEmpty()) {
            return new Refused("not a head of a log");
        }
        Checkpoint next = head.get();
        Optional<VerifierKey> logKey = logKey(next.origin());
        if (logKey.isEmpty() || !note.get().isSignedBy(logKey.get())) {
            return refuse(next, "not signed with the key of " + next.origin());
        }
        Optional<Checkpoint> seen = seen(next.origin());
        long size = seen.map(Checkpoint::size).orElse(0L);
        if (next.size() < size) {
            refuse(next, "set back: the log had %d entries and shows %d".formatted(size, next.size()));
            return new SeenOther(size);
        }
        if (old != size) {
            return new SeenOther(size);
        }
        byte[] root = seen.map(Checkpoint::rootBytes).orElseGet(Sm3::digest);
        if (!MerkleTree.grew(root, size, next.rootBytes(), next.size(), proof)) {
            return refuse(next, "rewritten: its first %d entries are not those that were signed".formatted(size));
        }
        String line = Note.cosign(next.text(), key, time.instant(), message -> Sm2.sign(secret, message));
        try {
            write(file(next.origin(), ".head"), note.get().with(line).toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the witness cannot remember", e);
        }
        return new Cosigned(line);
    }

    private Refused refuse(Checkpoint head, String why) {
        if (why.equals(lastRefusal)) {
            return new Refused(why);
        }
        lastRefusal = why;
        log.error("The witness refuses a head of {} entries of {}: {}", head.size(), head.origin(), why);
        try {
            Files.writeString(
                    folder.resolve("refusals.log"),
                    "%s %s %s%n".formatted(time.instant(), head.origin(), why),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.warn("The refusal could not be written down", e);
        }
        return new Refused(why);
    }

    /** The last head of this log that this witness has signed. */
    Optional<String> remembered(String origin) {
        return read(file(origin, ".head"));
    }

    /** Everything that it remembers, by the logs' names. */
    Map<String, String> memory() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".head"))
                    .map(file -> read(file).orElse(""))
                    .filter(note -> Checkpoint.parse(note).isPresent())
                    .collect(Collectors.toMap(
                            note -> Checkpoint.parse(note).orElseThrow().origin(), Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Checkpoint> seen(String origin) {
        return remembered(origin).flatMap(Checkpoint::parse);
    }

    Optional<VerifierKey> logKey(String origin) {
        return read(file(origin, ".pub")).flatMap(VerifierKey::parse);
    }

    /** Begins anew with a log that was set back knowingly; what it was before, and why, stays on record. */
    synchronized boolean forget(String origin, String reason) throws IOException {
        Path file = file(origin, ".head");
        if (!Files.exists(file)) {
            return false;
        }
        String stamp = time.instant().toString().replace(":", "");
        Files.writeString(
                folder.resolve("refusals.log"),
                "%s %s forgotten, see %s.%s: %s%n"
                        .formatted(time.instant(), origin, file.getFileName(), stamp, reason.replaceAll("\\R", " ")),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.move(file, file.resolveSibling(file.getFileName() + "." + stamp));
        return true;
    }

    private Path file(String origin, String suffix) {
        boolean safe = origin.matches("[A-Za-z0-9._-]{1,100}") && !origin.startsWith(".");
        String name = safe ? origin : HexFormat.of().formatHex(Sm3.digest(origin.getBytes(UTF_8)));
        return folder.resolve(name + suffix);
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Beside, to the disk, and then into place: a crash leaves the old memory or the new one. */
    private static void write(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, FILE);
        try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
