package org.yimen.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** SM2 signatures (GB/T 32918.2) over SM3, with the default user id of GM/T 0009, as the DER pair of r and s. */
public final class Sm2 {

    /** The user id that GM/T 0009 names for all who agreed on no other. */
    static final byte[] DEFAULT_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    /** With the arithmetic that is written for this field; the curve of the same name without it divides big numbers. */
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));

    static final BigInteger ORDER = DOMAIN.getN();
    private static final BigInteger FIELD = DOMAIN.getCurve().getField().getCharacteristic();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PLAIN_BYTES = 64;
    /** Two integers of at most 33 bytes, each with two bytes before it, and two for the sequence. */
    private static final int MOST_DER_BYTES = 72;

    private Sm2() {}

    public static Sm2PrivateKey newPrivateKey() {
        BigInteger d;
        do {
            d = new BigInteger(ORDER.bitLength(), RANDOM);
        } while (d.signum() == 0 || d.compareTo(ORDER.subtract(BigInteger.TWO)) > 0);
        return new Sm2PrivateKey(d);
    }

    public static byte[] sign(Sm2PrivateKey key, byte[] message) {
        return sign(key, message, RANDOM);
    }

    // The published vector prescribes k; a test passes a source that yields just that.
    static byte[] sign(Sm2PrivateKey key, byte[] message, SecureRandom random) {
        var signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        var secret = new ParametersWithRandom(new ECPrivateKeyParameters(key.d(), DOMAIN), random);
        signer.init(true, new ParametersWithID(secret, DEFAULT_ID));
        signer.update(message, 0, message.length);
        try {
            byte[] plain = signer.generateSignature();
            return der(new BigInteger(1, plain, 0, 32), new BigInteger(1, plain, 32, 32));
        } catch (CryptoException | IOException e) {
            throw new IllegalStateException("SM2 could not sign", e);
        }
    }

    /** True for the one canonical DER encoding of a right pair (r, s) only; never throws. */
    public static boolean verify(Sm2PublicKey key, byte[] message, byte[] signature) {
        return plain(signature)
                .map(plain -> {
                    var signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
                    signer.init(false, new ParametersWithID(new ECPublicKeyParameters(point(key), DOMAIN), DEFAULT_ID));
                    signer.update(message, 0, message.length);
                    return signer.verifySignature(plain);
                })
                .orElse(false);
    }

    static boolean isOnCurve(BigInteger x, BigInteger y) {
        boolean inField = x.signum() >= 0 && y.signum() >= 0 && x.compareTo(FIELD) < 0 && y.compareTo(FIELD) < 0;
        return inField && DOMAIN.getCurve().createPoint(x, y).isValid();
    }

    static ECPoint point(Sm2PublicKey key) {
        return DOMAIN.getCurve().createPoint(key.x(), key.y());
    }

    static Sm2PublicKey publicKeyOf(BigInteger d) {
        ECPoint point =
                new FixedPointCombMultiplier().multiply(DOMAIN.getG(), d).normalize();
        return new Sm2PublicKey(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    }

    static byte[] der(BigInteger r, BigInteger s) throws IOException {
        return new DERSequence(new ASN1Integer(r), new ASN1Integer(s)).getEncoded(ASN1Encoding.DER);
    }

    /** r and s as 64 bytes, where both are in [1, n-1], r + s is no multiple of n, and the DER is the shortest. */
    private static Optional<byte[]> plain(byte[] signature) {
        if (signature.length > MOST_DER_BYTES) {
            return Optional.empty();
        }
        try {
            if (!(ASN1Primitive.fromByteArray(signature) instanceof ASN1Sequence pair)
                    || pair.size() != 2
                    || !(pair.getObjectAt(0) instanceof ASN1Integer first)
                    || !(pair.getObjectAt(1) instanceof ASN1Integer second)) {
                return Optional.empty();
            }
            BigInteger r = first.getValue();
            BigInteger s = second.getValue();
            boolean right = inRange(r)
                    && inRange(s)
                    && r.add(s).mod(ORDER).signum() != 0
                    && Arrays.equals(der(r, s), signature);
            return right ? Optional.of(concatenated(r, s)) : Optional.empty();
        } catch (IOException | RuntimeException _) {
            // Whatever the parser dislikes is no signature.
            return Optional.empty();
        }
    }

    private static boolean inRange(BigInteger number) {
        return number.signum() > 0 && number.compareTo(ORDER) < 0;
    }

    private static byte[] concatenated(BigInteger r, BigInteger s) {
        byte[] plain = new byte[PLAIN_BYTES];
        copy(r, plain, 32);
        copy(s, plain, PLAIN_BYTES);
        return plain;
    }

    private static void copy(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, into, end - length, length);
    }
}
