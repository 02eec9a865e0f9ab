package org.yimen.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** The SM3 hash (GB/T 32905) and the HMAC built on it; parts are hashed as if written one after the other. */
public final class Sm3 {

    public static final int BYTES = 32;

    private Sm3() {}

    public static byte[] digest(byte[]... parts) {
        var sm3 = new SM3Digest();
        for (byte[] part : parts) {
            sm3.update(part, 0, part.length);
        }
        byte[] digest = new byte[BYTES];
        sm3.doFinal(digest, 0);
        return digest;
    }

    /** The digest as 64 lower-case hexadecimal digits. */
    public static String hex(byte[]... parts) {
        return HexFormat.of().formatHex(digest(parts));
    }

    /** The digest of all that a stream still holds, as hexadecimal digits. */
    public static String hex(InputStream stream) throws IOException {
        var sm3 = new SM3Digest();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            sm3.update(buffer, 0, read);
        }
        byte[] digest = new byte[BYTES];
        sm3.doFinal(digest, 0);
        return HexFormat.of().formatHex(digest);
    }

    public static byte[] hmac(byte[] key, byte[]... parts) {
        var hmac = new HMac(new SM3Digest());
        hmac.init(new KeyParameter(key));
        for (byte[] part : parts) {
            hmac.update(part, 0, part.length);
        }
        byte[] mac = new byte[BYTES];
        hmac.doFinal(mac, 0);
        return mac;
    }
}
