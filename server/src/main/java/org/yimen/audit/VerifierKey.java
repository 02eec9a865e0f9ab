package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yimen.crypto.Sm2PublicKey;
import org.yimen.crypto.Sm3;

/**
 * Whose signature on a note it is, written {@code name+id+key} as C2SP signed-note writes it, with SM2 for Ed25519 and SM3
 * for SHA-256.
 */
record VerifierKey(String name, Sm2PublicKey key, boolean witness) {

    // 0xff: an algorithm that C2SP has no number for; its name follows.
    private static final byte[] LOG = marked("SM2-SM3");
    private static final byte[] WITNESS = marked("SM2-SM3-cosignature/v1");
    private static final int KEY_BYTES = 65;
    private static final Pattern TEXT = Pattern.compile("([^+\\s]{1,200})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]{40,200})");

    static VerifierKey ofLog(String name, Sm2PublicKey key) {
        return new VerifierKey(name, key, false);
    }

    static VerifierKey ofWitness(String name, Sm2PublicKey key) {
        return new VerifierKey(name, key, true);
    }

    static Optional<VerifierKey> parse(String text) {
        Matcher found = TEXT.matcher(text.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        byte[] material;
        try {
            material = Base64.getDecoder().decode(found.group(3));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (material.length < KEY_BYTES) {
            return Optional.empty();
        }
        byte[] kind = Arrays.copyOf(material, material.length - KEY_BYTES);
        if (!Arrays.equals(kind, LOG) && !Arrays.equals(kind, WITNESS)) {
            return Optional.empty();
        }
        return Sm2PublicKey.decode(Arrays.copyOfRange(material, kind.length, material.length))
                .map(key -> new VerifierKey(found.group(1), key, Arrays.equals(kind, WITNESS)))
                .filter(key -> HexFormat.of().formatHex(key.id()).equals(found.group(2)));
    }

    /** The four bytes before each signature. */
    byte[] id() {
        return Arrays.copyOf(Sm3.digest((name + "\n").getBytes(UTF_8), material()), 4);
    }

    private byte[] material() {
        byte[] kind = witness ? WITNESS : LOG;
        return ByteBuffer.allocate(kind.length + KEY_BYTES)
                .put(kind)
                .put(key.encoded())
                .array();
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(material());
    }

    private static byte[] marked(String algorithm) {
        byte[] text = algorithm.getBytes(UTF_8);
        return ByteBuffer.allocate(1 + text.length).put((byte) 0xff).put(text).array();
    }
}
