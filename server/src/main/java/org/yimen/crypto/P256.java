package org.yimen.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.bouncycastle.jce.ECNamedCurveTable;

/** ECDSA over P-256 with a key that is derived from the secret of a key file. */
final class P256 {

    private static final String CURVE = "secp256r1";

    private P256() {}

    static ECPublicKey publicKey(byte[] secret) {
        var point = ECNamedCurveTable.getParameterSpec(CURVE)
                .getG()
                .multiply(scalar(secret))
                .normalize();
        try {
            var affine = new ECPoint(
                    point.getAffineXCoord().toBigInteger(),
                    point.getAffineYCoord().toBigInteger());
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(affine, curve()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    static byte[] sign(byte[] secret, byte[] message) {
        try {
            var key = KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar(secret), curve()));
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    /** Twice as many bits as the order has, so that reducing them favours no value (FIPS 186-5, A.2.1). */
    private static BigInteger scalar(byte[] secret) {
        byte[] wide = ByteBuffer.allocate(64)
                .put(Sm3.hmac(secret, "P-256 1".getBytes(US_ASCII)))
                .put(Sm3.hmac(secret, "P-256 2".getBytes(US_ASCII)))
                .array();
        BigInteger order = ECNamedCurveTable.getParameterSpec(CURVE).getN();
        return new BigInteger(1, wide).mod(order.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
