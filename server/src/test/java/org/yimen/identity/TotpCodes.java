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
        for (int i = 0; i < base32.length(); i++) {
            held = ((held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i))) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                secret.write(held >> bits);
            }
        }
        return Totp.code(secret.toByteArray(), Totp.step(now));
    }
}
