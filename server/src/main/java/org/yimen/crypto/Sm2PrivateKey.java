package org.yimen.crypto;

import java.math.BigInteger;

/** The secret half of an SM2 pair. A class and not a record, so that nothing prints it. */
public final class Sm2PrivateKey {

    private final BigInteger d;

    /** For example from the 32 bytes of a key file. */
    public Sm2PrivateKey(BigInteger d) {
        // GB/T 32918.1: 1 <= d <= n - 2
        if (d.signum() <= 0 || d.compareTo(Sm2.ORDER.subtract(BigInteger.ONE)) >= 0) {
            throw new IllegalArgumentException("an SM2 private key out of range");
        }
        this.d = d;
    }

    public Sm2PublicKey publicKey() {
        return Sm2.publicKeyOf(d);
    }

    BigInteger d() {
        return d;
    }

    @Override
    public String toString() {
        return "Sm2PrivateKey(hidden)";
    }
}
