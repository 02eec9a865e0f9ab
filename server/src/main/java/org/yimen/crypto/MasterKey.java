package org.yimen.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.yimen.platform.StartRefused;

/**
 * The key that the other keys are wrapped with.
 */
record MasterKey(KeyId id, Secret secret) {

    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SHARE =
            Pattern.compile("yimen-share (master-[0-9a-f]{16}) ([1-3]) ([0-9a-f]{64}) ([0-9a-f]{16})");

    /** Thirty-two bytes that print as nothing. */
    static final class Secret {

        static final int BYTES = 32;

        private final byte[] bytes;

        Secret(byte[] bytes) {
            if (bytes.length != BYTES) {
                throw new IllegalArgumentException("a secret has " + BYTES + " bytes");
            }
            this.bytes = bytes.clone();
        }

        static Secret random() {
            byte[] bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            return new Secret(bytes);
        }

        byte[] bytes() {
            return bytes.clone();
        }

        /** Tells whether another secret is the same one, and nothing else of it. */
        String check() {
            byte[] mac = Sm3.hmac(bytes, "yimen check value".getBytes(StandardCharsets.US_ASCII));
            return HEX.formatHex(mac, 0, 8);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Secret secret && Arrays.equals(bytes, secret.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Secret";
        }
    }

    static MasterKey random() {
        byte[] name = new byte[8];
        RANDOM.nextBytes(name);
        return new MasterKey(new KeyId("master-" + HEX.formatHex(name)), Secret.random());
    }

    byte[] wrap(KeyId key, Secret plain) {
        return Sm4Gcm.seal(sm4Key(), plain.bytes(), place(key));
    }

    Optional<Secret> unwrap(KeyId key, byte[] wrapped) {
        return Sm4Gcm.open(sm4Key(), wrapped, place(key)).map(Secret::new);
    }

    private byte[] sm4Key() {
        byte[] digest = Sm3.hmac(secret.bytes, "SM4".getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(digest, Sm4Gcm.KEY_BYTES);
    }

    private byte[] place(KeyId key) {
        return (id + "/" + key).getBytes(StandardCharsets.US_ASCII);
    }

    /** One line for each custodian. */
    List<String> shares() {
        List<byte[]> shares = Shares.of(secret.bytes);
        return IntStream.range(0, shares.size())
                .mapToObj(i -> "yimen-share %s %d %s".formatted(id, i + 1, HEX.formatHex(shares.get(i))))
                .map(line -> line + " " + sum(line))
                .toList();
    }

    private static String sum(String line) {
        return Sm3.hex(line.getBytes(StandardCharsets.US_ASCII)).substring(0, 16);
    }

    /**
     * The key that two custodians bring together.
     *
     * @param check of the key that is wanted
     */
    static MasterKey joined(String one, String other, KeyId wanted, String check) {
        var first = share(one);
        var second = share(other);
        if (first.number == second.number) {
            throw new StartRefused(
                    "Both files hold share %d: two custodians bring two shares.".formatted(first.number));
        }
        for (Share share : List.of(first, second)) {
            if (!share.master.equals(wanted)) {
                throw new StartRefused("A share is of %s and these keys are wrapped with %s: bring the newer share."
                        .formatted(share.master, wanted));
            }
        }
        var secret = new Secret(
                Shares.joined(first.number, HEX.parseHex(first.digits), second.number, HEX.parseHex(second.digits)));
        if (!secret.check().equals(check)) {
            throw new StartRefused("The two shares do not give %s.".formatted(wanted));
        }
        return new MasterKey(wanted, secret);
    }

    private record Share(KeyId master, int number, String digits) {
        @Override
        public String toString() {
            return "Share " + number + " of " + master;
        }
    }

    private static Share share(String text) {
        var line = SHARE.matcher(text.strip());
        if (!line.matches()) {
            throw new StartRefused("A file that should hold a share holds none.");
        }
        if (!sum(text.strip().substring(0, line.start(4) - 1)).equals(line.group(4))) {
            throw new StartRefused("Share %s of %s is mistyped or damaged.".formatted(line.group(2), line.group(1)));
        }
        return new Share(new KeyId(line.group(1)), Integer.parseInt(line.group(2)), line.group(3));
    }
}
