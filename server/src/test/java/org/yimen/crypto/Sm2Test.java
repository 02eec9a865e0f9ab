package org.yimen.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class Sm2Test {

    private static final byte[] MESSAGE = "准予许可".getBytes(StandardCharsets.UTF_8);
    private static final Sm2PrivateKey KEY = Sm2.newPrivateKey();
    private static final byte[] SIGNATURE = Sm2.sign(KEY, MESSAGE);

    @RepeatedTest(20)
    void everyKeyVerifiesItsOwnSignatureOnly() {
        Sm2PrivateKey key = Sm2.newPrivateKey();
        byte[] signature = Sm2.sign(key, MESSAGE);

        assertThat(Sm2.verify(key.publicKey(), MESSAGE, signature)).isTrue();
        assertThat(Sm2.verify(KEY.publicKey(), MESSAGE, signature)).isFalse();
        assertThat(Sm2.verify(key.publicKey(), new byte[0], signature)).isFalse();
    }

    @Test
    void aFlippedBitAnywhereInTheSignatureIsRefused() {
        for (int bit = 0; bit < SIGNATURE.length * 8; bit++) {
            byte[] flipped = SIGNATURE.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(Sm2.verify(KEY.publicKey(), MESSAGE, flipped))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void numbersOutOfRangeAreRefused() throws IOException {
        BigInteger[] outside = {BigInteger.ZERO, BigInteger.ONE.negate(), Sm2.ORDER, Sm2.ORDER.add(BigInteger.ONE)};

        for (BigInteger number : outside) {
            assertThat(Sm2.verify(KEY.publicKey(), MESSAGE, Sm2.der(number, BigInteger.ONE)))
                    .isFalse();
            assertThat(Sm2.verify(KEY.publicKey(), MESSAGE, Sm2.der(BigInteger.ONE, number)))
                    .isFalse();
        }
        // r + s = n would make the t of the standard 0.
        byte[] zeroSum = Sm2.der(BigInteger.TEN, Sm2.ORDER.subtract(BigInteger.TEN));
        assertThat(Sm2.verify(KEY.publicKey(), MESSAGE, zeroSum)).isFalse();
    }

    @Test
    void aSecondEncodingOfTheSameNumbersIsRefused() {
        byte[] longForm = new byte[SIGNATURE.length + 1];
        longForm[0] = 0x30;
        longForm[1] = (byte) 0x81;
        System.arraycopy(SIGNATURE, 1, longForm, 2, SIGNATURE.length - 1);

        assertThat(Sm2.verify(KEY.publicKey(), MESSAGE, longForm)).isFalse();
        assertThat(Sm2.verify(KEY.publicKey(), MESSAGE, Arrays.copyOf(SIGNATURE, SIGNATURE.length + 1)))
                .isFalse();
        assertThat(Sm2.verify(KEY.publicKey(), MESSAGE, new byte[0])).isFalse();
    }

    @Test
    void aPointBesideTheCurveIsNoKey() {
        Sm2PublicKey key = KEY.publicKey();
        byte[] encoded = key.encoded();
        encoded[64] ^= 1;

        assertThat(Sm2PublicKey.decode(key.encoded())).hasValue(key);
        assertThat(Sm2PublicKey.decode(encoded)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sm2PublicKey(key.x(), key.y().add(BigInteger.ONE)));
    }

    @Test
    void aPrivateKeyIsNotPrinted() {
        assertThat(KEY).hasToString("Sm2PrivateKey(hidden)");
    }
}
