package org.yimen.crypto;

import java.math.BigInteger;
import java.util.Optional;

/** A point on the SM2 curve (GB/T 32918.5) other than infinity. */
public record Sm2PublicKey(BigInteger x, BigInteger y) {

    public Sm2PublicKey {
        if (!Sm2.isOnCurve(x, y)) {
            throw new IllegalArgumentException("not a point of the SM2 curve");
        }
    }

    /** The point of 65 uncompressed bytes, {@code 04 || x || y}; nothing for any other bytes. */
    public static Optional<Sm2PublicKey> decode(byte[] encoded) {
        if (encoded.length != 65 || encoded[0] != 4) {
            return Optional.empty();
        }
        var x = new BigInteger(1, encoded, 1, 32);
        var y = new BigInteger(1, encoded, 33, 32);
        return Sm2.isOnCurve(x, y) ? Optional.of(new Sm2PublicKey(x, y)) : Optional.empty();
    }

    /** The 65 uncompressed bytes. */
    public byte[] encoded() {
        return Sm2.point(this).getEncoded(false);
    }
}
