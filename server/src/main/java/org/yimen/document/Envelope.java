package org.yimen.document;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.Sm3;

/**
 * What a seal signs and the signature itself, in DER:
 *
 * <pre>
 * Envelope ::= SEQUENCE { signed Signed, signature OCTET STRING }  -- SM2 over the DER of signed
 * Signed   ::= SEQUENCE { version INTEGER (1), region UTF8String, seal UTF8String, key UTF8String,
 *                         organ UTF8String, signedAt INTEGER,      -- milliseconds since 1970
 *                         sm3 OCTET STRING }                        -- of all bytes but the gap
 * </pre>
 */
record Envelope(Signed signed, String signatureHex) {

    private static final BigInteger VERSION = BigInteger.ONE;

    /** The signed part; {@code sm3} in hexadecimal. */
    record Signed(String region, UUID seal, KeyId key, String organ, Instant at, String sm3) {

        byte[] der() {
            return encoded(sequence());
        }

        private DERSequence sequence() {
            return new DERSequence(new ASN1Encodable[] {
                new ASN1Integer(VERSION),
                new DERUTF8String(region),
                new DERUTF8String(seal.toString()),
                new DERUTF8String(key.value()),
                new DERUTF8String(organ),
                new ASN1Integer(at.toEpochMilli()),
                new DEROctetString(HexFormat.of().parseHex(sm3))
            });
        }
    }

    byte[] signature() {
        return HexFormat.of().parseHex(signatureHex);
    }

    byte[] der() {
        return encoded(new DERSequence(signed.sequence(), new DEROctetString(signature())));
    }

    private static byte[] encoded(DERSequence sequence) {
        try {
            return sequence.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("DER in memory cannot fail", e);
        }
    }

    /** The envelope at the start of {@code padded}, where all after it is zero and its encoding is the only one. */
    static Optional<Envelope> decode(byte[] padded) {
        try {
            if (!(ASN1Primitive.fromByteArray(padded) instanceof ASN1Sequence parts)
                    || parts.size() != 2
                    || !(parts.getObjectAt(0) instanceof ASN1Sequence signed)
                    || signed.size() != 7
                    || !ASN1Integer.getInstance(signed.getObjectAt(0)).hasValue(VERSION)) {
                return Optional.empty();
            }
            byte[] sm3 = ASN1OctetString.getInstance(signed.getObjectAt(6)).getOctets();
            var envelope = new Envelope(
                    new Signed(
                            text(signed, 1),
                            UUID.fromString(text(signed, 2)),
                            new KeyId(text(signed, 3)),
                            text(signed, 4),
                            Instant.ofEpochMilli(ASN1Integer.getInstance(signed.getObjectAt(5))
                                    .longValueExact()),
                            HexFormat.of().formatHex(sm3)),
                    HexFormat.of()
                            .formatHex(ASN1OctetString.getInstance(parts.getObjectAt(1))
                                    .getOctets()));
            boolean canonical = sm3.length == Sm3.BYTES && Arrays.equals(padded, envelope.der());
            return canonical ? Optional.of(envelope) : Optional.empty();
        } catch (IOException | RuntimeException _) {
            // Hostile bytes make the parser, UUID and KeyId throw this and that; all of it means: not ours.
            return Optional.empty();
        }
    }

    private static String text(ASN1Sequence signed, int index) {
        return ASN1UTF8String.getInstance(signed.getObjectAt(index)).getString();
    }
}
