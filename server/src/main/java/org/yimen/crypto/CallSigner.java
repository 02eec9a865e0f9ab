package org.yimen.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.yimen.platform.web.SignedCall;
import org.yimen.platform.web.SignedCall.NotGenuine;

/** Signs calls with HMAC-SM3 over their moment and body, and knows its own again for five minutes. */
public final class CallSigner {

    /** A call that is older is somebody's copy. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final int LONGEST = 2000;

    private final ColumnCipher cipher;
    private final InstantSource time;
    private final String secret;

    /** @param secret what the shared secret is derived from; it lies nowhere */
    public CallSigner(ColumnCipher cipher, InstantSource time, String secret) {
        this.cipher = cipher;
        this.time = time;
        this.secret = secret;
    }

    public SignedCall sign(String body) {
        String timestamp = Long.toString(time.instant().getEpochSecond());
        return new SignedCall(body, timestamp, mac(cipher.index(secret, "notice"), timestamp, body));
    }

    /** @throws NotGenuine where it is not ours, or too old or too long to be */
    public void verify(SignedCall call) {
        Instant at;
        try {
            at = Instant.ofEpochSecond(Long.parseLong(call.timestamp()));
        } catch (NumberFormatException | DateTimeException wrong) {
            throw new NotGenuine("no timestamp");
        }
        if (call.body().length() > LONGEST
                || Duration.between(at, time.instant()).abs().compareTo(FRESH) > 0) {
            throw new NotGenuine("too old or too long");
        }
        byte[] given = call.signature().getBytes(UTF_8);
        boolean ours = cipher.indexes(secret, "notice").stream()
                .anyMatch(key -> MessageDigest.isEqual(
                        mac(key, call.timestamp(), call.body()).getBytes(UTF_8), given));
        if (!ours) {
            throw new NotGenuine("another signature");
        }
    }

    private static String mac(byte[] key, String timestamp, String body) {
        return HexFormat.of()
                .formatHex(Sm3.hmac(key, timestamp.getBytes(UTF_8), "\n".getBytes(UTF_8), body.getBytes(UTF_8)));
    }
}
