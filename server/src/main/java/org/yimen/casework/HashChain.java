package org.yimen.casework;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.yimen.crypto.Sm3;
import org.yimen.platform.Json;

/**
 * Chains the events of a case: each leaf commits to its predecessor, to who did what when, and to a salted digest of the
 * content. Leaves start with a zero byte, as RFC 6962 wants it of the Merkle log above them.
 */
final class HashChain {

    private static final byte[] LEAF = {0};
    private static final HexFormat HEX = HexFormat.of();
    private static final Json JSON = Json.of();

    private final SecureRandom random = new SecureRandom();

    CaseEvent link(CaseId id, long seq, Instant at, String type, Actor actor, String payload, String previous) {
        var salt = new byte[16];
        random.nextBytes(salt);
        String saltHex = HEX.formatHex(salt);
        String digest = digest(saltHex, payload);
        return new CaseEvent(
                seq,
                at,
                type,
                actor,
                payload,
                saltHex,
                digest,
                previous,
                leaf(id, seq, at, type, actor, digest, previous));
    }

    /** The numbers of the events that are not what was written, and of those before which something is missing. */
    static List<Long> broken(CaseId id, List<CaseEvent> events, long version, String head) {
        var broken = new ArrayList<Long>();
        String previous = "";
        long seq = 0;
        for (CaseEvent event : events) {
            seq++;
            boolean content = isWhole(event.salt(), event.payload(), event.payloadDigest());
            boolean place = event.seq() == seq && event.previous().equals(previous);
            boolean leaf = event.leaf()
                    .equals(leaf(
                            id,
                            event.seq(),
                            event.at(),
                            event.type(),
                            event.actor(),
                            event.payloadDigest(),
                            event.previous()));
            if (!content || !place || !leaf) {
                broken.add(event.seq());
            }
            previous = event.leaf();
            seq = event.seq();
        }
        if (seq != version || !previous.equals(head)) {
            broken.add(version);
        }
        return broken;
    }

    private static String digest(String salt, String payload) {
        return HEX.formatHex(Sm3.digest(HEX.parseHex(salt), payload.getBytes(UTF_8)));
    }

    private static String leaf(
            CaseId id, long seq, Instant at, String type, Actor actor, String payloadDigest, String previous) {
        return HEX.formatHex(Sm3.digest(LEAF, entry(id, seq, at, type, actor, payloadDigest, previous)));
    }

    /** What a leaf is the hash of, behind the zero byte. */
    static byte[] entry(
            CaseId id, long seq, Instant at, String type, Actor actor, String payloadDigest, String previous) {
        // Lines, because no part may contain a line break: one spelling, readable with any tool.
        String header = String.join(
                "\n",
                id.region(),
                id.value().toString(),
                Long.toString(seq),
                at.toString(),
                type,
                actor.kind().name(),
                actor.id().toString(),
                actor.post(),
                payloadDigest);
        byte[] before = HEX.parseHex(previous);
        byte[] lines = header.getBytes(UTF_8);
        return ByteBuffer.allocate(before.length + lines.length)
                .put(before)
                .put(lines)
                .array();
    }

    /** Whether the content is what its digest was made of. */
    static boolean isWhole(String salt, String payload, String payloadDigest) {
        return payloadDigest.equals(digest(salt, JSON.canonical(payload)));
    }
}
