package org.yimen.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnCipherTest {

    private static final String COLUMN = "identity.person.citizen_id";
    private static final String NUMBER = "629901199003070019";

    @TempDir
    Path home;

    private ColumnCipher cipher;

    @BeforeEach
    void open() {
        cipher = new ColumnCipher(new KeyFolder(home.resolve("keys"), home.resolve("data")));
    }

    @Test
    void aValueOpensInItsOwnPlaceOnly() {
        Sealed sealed = cipher.seal(COLUMN, "", "7", NUMBER);

        assertThat(cipher.open(COLUMN, "", "7", Sealed.of(sealed.bytes()))).isEqualTo(NUMBER);
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(COLUMN, "", "8", sealed));
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(COLUMN, "629901", "7", sealed));
        assertThatIllegalStateException().isThrownBy(() -> cipher.open("identity.person.phone", "", "7", sealed));
        // Parts do not run together: the same characters cut elsewhere are another place.
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(COLUMN + "7", "", "", sealed));
    }

    @Test
    void equalValuesLookDifferentEachTime() {
        assertThat(cipher.seal(COLUMN, "", "7", NUMBER)).isNotEqualTo(cipher.seal(COLUMN, "", "7", NUMBER));
    }

    @Test
    void aFlippedBitAnywhereDoesNotOpen() {
        byte[] bytes = cipher.seal(COLUMN, "", "7", NUMBER).bytes();

        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 0x20;
            assertThatIllegalStateException()
                    .as("byte %d", i)
                    .isThrownBy(() -> cipher.open(COLUMN, "", "7", Sealed.of(flipped)));
        }
    }

    @Test
    void theIndexFindsEqualValuesOfOneColumnOnly() {
        assertThat(cipher.index(COLUMN, NUMBER))
                .isEqualTo(cipher.index(COLUMN, NUMBER))
                .hasSize(Sm3.BYTES);
        assertThat(cipher.index(COLUMN, NUMBER)).isNotEqualTo(cipher.index("licence.licence.holder", NUMBER));
        assertThat(cipher.index(COLUMN, NUMBER)).isNotEqualTo(Sm3.digest(NUMBER.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nothingPrintsWhatItHolds() {
        Sealed sealed = cipher.seal(COLUMN, "", "7", NUMBER);

        assertThat(sealed.toString()).matches("Sealed\\(\\d+ bytes\\)");
        assertThatIllegalStateException()
                .isThrownBy(() -> cipher.open(COLUMN, "", "8", sealed))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(NUMBER));
    }
}
