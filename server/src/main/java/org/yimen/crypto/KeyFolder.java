package org.yimen.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.StartRefused;

/**
 * Keys in software: one file per key, readable by its owner only, in a folder apart from the data and from its backup.
 * Not a certified product (商用密码产品认证); an installation that needs one puts another {@link KeyStore} here.
 */
final class KeyFolder implements KeyStore {

    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final String SUFFIX = ".key";
    private static final int SECRET_BYTES = 32;
    private static final int MOST_FILE_BYTES = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Map<KeyId, byte[]> secrets = new ConcurrentHashMap<>();
    private final Map<Purpose, KeyId> current = new EnumMap<>(Purpose.class);

    /**
     * Opens the folder, making it and the first key of each purpose where they are not there yet.
     *
     * @throws StartRefused where others may read the folder, or where it lies within the data folder, whose
     *     backups would then carry the keys along
     */
    KeyFolder(Path folder, Path data) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            refuseInside(data.toAbsolutePath().normalize());
            Files.createDirectories(this.folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
            // Once more, now that links in the path can be followed.
            refuseInside(real(data.toAbsolutePath().normalize()));
            if (isOpenToOthers(this.folder)) {
                throw new StartRefused("the key folder %s is open to others than its owner".formatted(this.folder));
            }
            for (Purpose purpose : Purpose.values()) {
                current.put(purpose, newest(purpose).orElseGet(() -> newSecretKey(purpose)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the key folder " + this.folder + " cannot be used", e);
        }
    }

    private void refuseInside(Path data) throws IOException {
        if (folder.startsWith(data) || real(folder).startsWith(data)) {
            throw new StartRefused(
                    "the key folder %s lies inside the data folder %s: set yimen.keys to a folder outside it"
                            .formatted(folder, data));
        }
    }

    /** The path with its links followed as far as it exists. */
    private static Path real(Path path) throws IOException {
        Path parent = path.getParent();
        if (Files.exists(path) || parent == null) {
            return path.toRealPath();
        }
        return real(parent).resolve(path.getFileName());
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        return !OWNER_FOLDER.containsAll(Files.getPosixFilePermissions(path));
    }

    private Optional<KeyId> newest(Purpose purpose) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix(purpose)) && name.endsWith(SUFFIX))
                    .map(name -> new KeyId(name.substring(0, name.length() - SUFFIX.length())))
                    .max(Comparator.comparing(KeyId::value));
        }
    }

    /** Numbers of four digits follow the prefix, so that the newest key is the last in the alphabet. */
    private static String prefix(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-key-";
    }

    private KeyId newSecretKey(Purpose purpose) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return store(new KeyId(prefix(purpose) + "0001"), secret);
    }

    @Override
    public KeyId current(Purpose purpose) {
        KeyId id = current.get(purpose);
        if (id == null) {
            throw new IllegalStateException("no key for " + purpose);
        }
        return id;
    }

    @Override
    public KeyId newSigningKey() {
        byte[] name = new byte[8];
        RANDOM.nextBytes(name);
        var id = new KeyId("seal-" + HexFormat.of().formatHex(name));
        return store(id, fixedLength(Sm2.newPrivateKey().d()));
    }

    private static byte[] fixedLength(BigInteger d) {
        byte[] bytes = d.toByteArray();
        byte[] fixed = new byte[SECRET_BYTES];
        int length = Math.min(bytes.length, SECRET_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, SECRET_BYTES - length, length);
        return fixed;
    }

    @Override
    public Sm2PublicKey publicKey(KeyId id) {
        return signingKey(id).publicKey();
    }

    @Override
    public byte[] sign(KeyId id, byte[] message) {
        return Sm2.sign(signingKey(id), message);
    }

    private Sm2PrivateKey signingKey(KeyId id) {
        return new Sm2PrivateKey(new BigInteger(1, secret(id)));
    }

    @Override
    public byte[] seal(KeyId id, byte[] plain, byte[] associated) {
        return Sm4Gcm.seal(sm4Key(secret(id)), plain, associated);
    }

    @Override
    public Optional<byte[]> open(KeyId id, byte[] sealed, byte[] associated) {
        return find(id).flatMap(secret -> Sm4Gcm.open(sm4Key(secret), sealed, associated));
    }

    /** A secret has 32 bytes, SM4 wants 16: SM3 makes them, and no byte of the secret lies about unused. */
    private static byte[] sm4Key(byte[] secret) {
        byte[] digest = Sm3.hmac(secret, "SM4".getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(digest, Sm4Gcm.KEY_BYTES);
    }

    @Override
    public byte[] mac(KeyId id, byte[]... parts) {
        return Sm3.hmac(secret(id), parts);
    }

    private byte[] secret(KeyId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("key " + id + " is not in " + folder));
    }

    private Optional<byte[]> find(KeyId id) {
        return Optional.ofNullable(secrets.computeIfAbsent(id, this::readOrNull));
    }

    private byte @Nullable [] readOrNull(KeyId id) {
        Path file = folder.resolve(id + SUFFIX);
        try {
            if (isOpenToOthers(file) || Files.size(file) > MOST_FILE_BYTES) {
                throw new IllegalStateException(file + " is open to others than its owner, or no key file");
            }
            byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
            if (secret.length != SECRET_BYTES) {
                throw new IllegalStateException(file + " is no key file");
            }
            return secret;
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("key file " + file + " cannot be read", e);
        }
    }

    /** Written beside and linked into place: a crash leaves a whole key or none, and no key is ever overwritten. */
    private KeyId store(KeyId id, byte[] secret) {
        try {
            Path beside = Files.createTempFile(folder, "new", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_FILE));
            try {
                try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                    var line = HexFormat.of().formatHex(secret) + "\n";
                    channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
                    channel.force(true);
                }
                Files.createLink(folder.resolve(id + SUFFIX), beside);
            } catch (FileAlreadyExistsException _) {
                // Another node, started at the same moment on the same folder, was first: its key counts.
                return id;
            } finally {
                Files.delete(beside);
            }
            try (var channel = FileChannel.open(folder)) {
                channel.force(true);
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("key " + id + " cannot be stored in " + folder, e);
        }
    }

    @Override
    public String toString() {
        return "KeyFolder(" + folder + ")";
    }
}
