package org.yimen.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values that the standards print. */
class GmVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    private static final Sm2PrivateKey PRIVATE_KEY =
            new Sm2PrivateKey(number("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"));
    private static final Sm2PublicKey PUBLIC_KEY = new Sm2PublicKey(
            number("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"),
            number("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"));
    private static final byte[] MESSAGE = ascii("message digest");
    private static final BigInteger R = number("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3");
    private static final BigInteger S = number("B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");

    @ParameterizedTest
    @DisplayName("GB/T 32905 附录A")
    @CsvSource({
        "abc, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd, "
                + "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
        "'', 1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"
    })
    void sm3OfThePublishedMessages(String message, String digest) {
        assertThat(Sm3.hex(ascii(message))).isEqualTo(digest);
    }

    @Test
    void sm3OfPartsIsTheDigestOfTheWhole() {
        assertThat(Sm3.digest(ascii("a"), ascii(""), ascii("bc"))).isEqualTo(Sm3.digest(ascii("abc")));
    }

    @Test
    void hmacSm3() {
        byte[] key = HEX.parseHex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
        byte[] message = ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".repeat(2));

        assertThat(HEX.formatHex(Sm3.hmac(key, message)))
                .isEqualTo("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a");
    }

    @Test
    @DisplayName("GB/T 32907 附录A")
    void sm4OfThePublishedBlock() {
        byte[] key = HEX.parseHex("0123456789abcdeffedcba9876543210");
        byte[] block = new byte[16];
        var sm4 = new SM4Engine();
        sm4.init(true, new KeyParameter(key));

        sm4.processBlock(key, 0, block, 0);

        assertThat(HEX.formatHex(block)).isEqualTo("681edf34d206965e86b3e94f536e4246");
    }

    @Test
    @DisplayName("RFC 8998 A.1")
    void sm4GcmOfThePublishedMessage() {
        byte[] key = HEX.parseHex("0123456789abcdeffedcba9876543210");
        byte[] iv = HEX.parseHex("00001234567800000000abcd");
        byte[] associated = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plain = HEX.parseHex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");

        byte[] sealed = Sm4Gcm.seal(key, iv, plain, associated);

        assertThat(HEX.formatHex(sealed))
                .isEqualTo("00001234567800000000abcd"
                        + "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                        + "83de3541e4c2b58177e065a9bf7b62ec");
        assertThat(Sm4Gcm.open(key, sealed, associated)).hasValue(plain);
    }

    @Test
    @DisplayName("GB/T 32918.5 附录A")
    void sm2SignatureWithThePublishedK() throws Exception {
        var k = fixed("59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21");

        byte[] signature = Sm2.sign(PRIVATE_KEY, MESSAGE, k);

        assertThat(signature).isEqualTo(Sm2.der(R, S));
        assertThat(PRIVATE_KEY.publicKey()).isEqualTo(PUBLIC_KEY);
        assertThat(Sm2.verify(PUBLIC_KEY, MESSAGE, signature)).isTrue();
    }

    private static SecureRandom fixed(String hex) {
        return new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(HEX.parseHex(hex), 0, bytes, 0, bytes.length);
            }
        };
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
