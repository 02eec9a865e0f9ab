package org.yimen.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.yimen.crypto.Sm2;

/**
 * A text with signatures below it (C2SP signed-note, tlog-cosignature).
 *
 * @param text ends with a line break
 * @param signatures whole lines without their breaks
 */
record Note(String text, List<String> signatures) {

    private static final String DASH = "— ";
    private static final int LONGEST = 10_000;

    Note {
        signatures = List.copyOf(signatures);
    }

    static Optional<Note> parse(String note) {
        int gap = note.lastIndexOf("\n\n");
        if (note.length() > LONGEST || gap < 0 || !note.endsWith("\n")) {
            return Optional.empty();
        }
        List<String> lines = note.substring(gap + 2).lines().toList();
        return lines.isEmpty() || !lines.stream().allMatch(line -> line.startsWith(DASH))
                ? Optional.empty()
                : Optional.of(new Note(note.substring(0, gap + 1), lines));
    }

    /** The line with which the log signs a text. */
    static String sign(String text, VerifierKey key, UnaryOperator<byte[]> signer) {
        return line(key, signer.apply(text.getBytes(UTF_8)));
    }

    /** The line with which a witness says what it has seen when. */
    static String cosign(String text, VerifierKey key, Instant at, UnaryOperator<byte[]> signer) {
        byte[] signature = signer.apply(cosigned(text, at.getEpochSecond()));
        return line(
                key,
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(at.getEpochSecond())
                        .put(signature)
                        .array());
    }

    private static String line(VerifierKey key, byte[] signature) {
        byte[] all = ByteBuffer.allocate(4 + signature.length)
                .put(key.id())
                .put(signature)
                .array();
        return DASH + key.name() + " " + Base64.getEncoder().encodeToString(all);
    }

    private static byte[] cosigned(String text, long seconds) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(UTF_8);
    }

    /** True where one of the lines is a right signature by this key. */
    boolean isSignedBy(VerifierKey key) {
        return signatures.stream().anyMatch(line -> isRight(line, key));
    }

    private boolean isRight(String line, VerifierKey key) {
        String[] parts = line.substring(DASH.length()).split(" ", 2);
        if (parts.length < 2 || !parts[0].equals(key.name())) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(parts[1]);
        } catch (IllegalArgumentException _) {
            return false;
        }
        int before = key.witness() ? 4 + Long.BYTES : 4;
        if (bytes.length <= before || !Arrays.equals(Arrays.copyOf(bytes, 4), key.id())) {
            return false;
        }
        byte[] message = key.witness()
                ? cosigned(text, ByteBuffer.wrap(bytes, 4, Long.BYTES).getLong())
                : text.getBytes(UTF_8);
        return Sm2.verify(key.key(), message, Arrays.copyOfRange(bytes, before, bytes.length));
    }

    Note with(String signature) {
        var all = new ArrayList<>(signatures);
        all.add(signature);
        return new Note(text, all);
    }

    @Override
    public String toString() {
        return text + "\n" + String.join("\n", signatures) + "\n";
    }
}
