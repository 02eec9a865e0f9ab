package org.yimen.identity;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** The app on a tester's phone: knows the key as a page shows it. */
public final class TotpCodes {

    private TotpCodes() {}

    public static String of(String base32, Instant now) {
        var secret = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (char letter : base32.toCharArray()) {
            held = (held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                secret.write(held >> bits);
            }
        }
        return Totp.code(secret.toByteArray(), Totp.step(now));
    }
}
