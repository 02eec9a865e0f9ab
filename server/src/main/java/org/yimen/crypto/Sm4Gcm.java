package org.yimen.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM4 (GB/T 32907) in GCM: a random IV of 12 bytes, the cipher text, a tag of 16 bytes, in this order. */
public final class Sm4Gcm {

    public static final int KEY_BYTES = 16;
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Sm4Gcm() {}

    /** A fresh random key. */
    public static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    public static byte[] seal(byte[] key, byte[] plain, byte[] associated) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        return seal(key, iv, plain, associated);
    }

    // Apart from the tests nobody may choose an IV: with one IV used twice GCM gives its key stream away.
    static byte[] seal(byte[] key, byte[] iv, byte[] plain, byte[] associated) {
        var gcm = cipher(true, key, iv, associated);
        byte[] sealed = Arrays.copyOf(iv, IV_BYTES + gcm.getOutputSize(plain.length));
        int written = gcm.processBytes(plain, 0, plain.length, sealed, IV_BYTES);
        try {
            gcm.doFinal(sealed, IV_BYTES + written);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing cannot fail on a tag", e);
        }
        return sealed;
    }

    /** The plain bytes, or nothing where key, associated data or a single bit is not as it was when sealed. */
    public static Optional<byte[]> open(byte[] key, byte[] sealed, byte[] associated) {
        if (sealed.length < IV_BYTES + TAG_BYTES) {
            return Optional.empty();
        }
        var gcm = cipher(false, key, Arrays.copyOf(sealed, IV_BYTES), associated);
        byte[] plain = new byte[gcm.getOutputSize(sealed.length - IV_BYTES)];
        int written = gcm.processBytes(sealed, IV_BYTES, sealed.length - IV_BYTES, plain, 0);
        try {
            gcm.doFinal(plain, written);
            return Optional.of(plain);
        } catch (InvalidCipherTextException _) {
            return Optional.empty();
        }
    }

    private static GCMModeCipher cipher(boolean sealing, byte[] key, byte[] iv, byte[] associated) {
        var gcm = GCMBlockCipher.newInstance(new SM4Engine());
        gcm.init(sealing, new AEADParameters(new KeyParameter(key), TAG_BYTES * 8, iv, associated));
        return gcm;
    }
}
