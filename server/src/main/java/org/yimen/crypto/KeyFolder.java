package org.yimen.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.yimen.crypto.MasterKey.Secret;
import org.yimen.platform.StartRefused;

/**
 * Keys in software: one file per key, wrapped with a master key and readable by its owner only, in a folder apart from the
 * data and from its backup. Not a certified product (商用密码产品认证); an installation that needs one puts another
 * {@link KeyStore} here.
 */
final class KeyFolder implements KeyStore {

    private static final int SECRET_BYTES = Secret.BYTES;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final KeyFiles files;
    private final Map<KeyId, Secret> secrets = new ConcurrentHashMap<>();
    private volatile Shelf shelf;

    /** The keys of each purpose as the folder had them when it last changed, newest first. */
    private record Shelf(FileTime changed, Map<Purpose, List<KeyId>> keys) {}

    KeyFolder(Path folder, Path data) {
        this(folder, data, unlockingOf(folder));
    }

    /** Beside the folder, unless somebody says otherwise. */
    static Path unlockingOf(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + ".unlock");
    }

    /**
     * Opens the folder, making it, its master key and the first key of each purpose where they are not there yet.
     *
     * @throws StartRefused where others may read the folder; where it or the unlocking file lies within the data folder,
     *     whose backups would then carry the keys along; where the keys are locked; where they are not those that the
     *     restored data were sealed with
     */
    KeyFolder(Path folder, Path data, Path unlocking) {
        this.folder = folder.toAbsolutePath().normalize();
        this.files = new KeyFiles(this.folder, unlocking.toAbsolutePath().normalize());
        try {
            Path realData = real(data.toAbsolutePath().normalize());
            refuseInside(this.folder, data.toAbsolutePath().normalize());
            refuseInside(files.unlocking(), data.toAbsolutePath().normalize());
            OwnFiles.createFolder(this.folder);
            // Once more, now that links in the path can be followed.
            refuseInside(this.folder, realData);
            refuseInside(files.unlocking(), realData);
            refuseInside(files.unlocking(), real(this.folder));
            if (OwnFiles.isOpenToOthers(this.folder)) {
                throw new StartRefused("the key folder %s is open to others than its owner".formatted(this.folder));
            }
            files.refuseOpenToOthers();
            KeyChecks.expectedIn(data).refuseUnlessIn(this.folder);
            if (files.master().isEmpty()) {
                var _ = files.automatic();
            }
            MasterKey master = files.opened();
            List<MasterKey> masters = files.unlocked();
            for (KeyId id : files.ids()) {
                // Some wait to be wrapped: those of an older Yimen, and those that a broken exchange left behind.
                Secret secret = readable(id, masters);
                if (secret != null
                        && files.read(id)
                                .filter(wrapped -> wrapped.master().equals(master.id()))
                                .isEmpty()) {
                    files.rewrap(id, secret, master);
                }
            }
            shelf = shelve();
            for (Purpose purpose : Purpose.values()) {
                if (keys(purpose).isEmpty()) {
                    store(purpose.first(), Secret.random());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the key folder " + this.folder + " cannot be used", e);
        }
    }

    /** One damaged key must not keep the office closed; whoever needs it is told. */
    private @Nullable Secret readable(KeyId id, List<MasterKey> masters) throws IOException {
        try {
            return files.secret(id, masters)
                    .map(secret -> {
                        secrets.put(id, secret);
                        return secret;
                    })
                    .orElse(null);
        } catch (IllegalStateException _) {
            return null;
        }
    }

    private static void refuseInside(Path path, Path outer) throws IOException {
        if (path.startsWith(outer) || real(path).startsWith(outer)) {
            throw new StartRefused(
                    "%s lies inside %s, and keys must lie apart: set yimen.keys and yimen.keys-unlock to places outside it"
                            .formatted(path, outer));
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

    private Shelf shelve() throws IOException {
        // Asked first: what changes while the folder is read is read again next time.
        FileTime changed = Files.getLastModifiedTime(folder);
        List<KeyId> newestFirst = files.ids().reversed();
        var keys = new EnumMap<Purpose, List<KeyId>>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            keys.put(purpose, newestFirst.stream().filter(purpose::owns).toList());
        }
        return new Shelf(changed, keys);
    }

    /** A key that a command has added counts at once, without a restart. */
    @Override
    public List<KeyId> keys(Purpose purpose) {
        try {
            if (!Files.getLastModifiedTime(folder).equals(shelf.changed())) {
                shelf = shelve();
            }
            return shelf.keys().getOrDefault(purpose, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the key folder " + folder + " cannot be read", e);
        }
    }

    @Override
    public KeyId current(Purpose purpose) {
        return keys(purpose).stream().findFirst().orElseThrow(() -> new IllegalStateException("no key for " + purpose));
    }

    @Override
    public KeyId newSigningKey() {
        byte[] name = new byte[8];
        RANDOM.nextBytes(name);
        var id = new KeyId("seal-" + HexFormat.of().formatHex(name));
        return store(id, new Secret(fixedLength(Sm2.newPrivateKey().d())));
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

    @Override
    public ECPublicKey es256Key(KeyId id) {
        return P256.publicKey(secret(id));
    }

    @Override
    public byte[] signEs256(KeyId id, byte[] message) {
        return P256.sign(secret(id), message);
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
        Secret known = secrets.get(id);
        if (known != null) {
            return Optional.of(known.bytes());
        }
        try {
            Optional<Secret> secret = files.secret(id, files.unlocked());
            secret.ifPresent(found -> secrets.put(id, found));
            return secret.map(Secret::bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("key " + id + " cannot be read from " + folder, e);
        }
    }

    /** A crash leaves a whole key or none, and no key is ever overwritten: where another node was first, its key counts. */
    private KeyId store(KeyId id, Secret secret) {
        try {
            if (files.store(id, secret)) {
                files.journal("make", id.value());
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("key " + id + " cannot be stored in " + folder, e);
        }
    }

    /** Where the journal of this folder lies. */
    Path journal() {
        return folder.resolve("journal");
    }

    @Override
    public String toString() {
        return "KeyFolder(" + folder + ")";
    }
}
