package org.yimen.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] RFC = "12345678901234567890".getBytes(US_ASCII);

    /** RFC 6238, appendix B, of which we show the last six digits. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void theCodesAreThoseOfTheStandard(long second, String code) {
        assertThat(Totp.code(RFC, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void theCodeBeforeAndAfterWillDoAndNoOther() {
        Instant now = Instant.parse("2026-11-18T01:00:00Z");
        long step = Totp.step(now);

        assertThat(Totp.match(RFC, Totp.code(RFC, step - 1), now, Long.MIN_VALUE))
                .hasValue(step - 1);
        assertThat(Totp.match(RFC, Totp.code(RFC, step + 1), now, Long.MIN_VALUE))
                .hasValue(step + 1);
        assertThat(Totp.match(RFC, Totp.code(RFC, step - 2), now, Long.MIN_VALUE))
                .isEmpty();
        assertThat(Totp.match(RFC, Totp.code(RFC, step + 2), now, Long.MIN_VALUE))
                .isEmpty();
    }

    @Test
    void aCodeThatWasUsedIsNoneAnyMore() {
        Instant now = Instant.parse("2026-11-18T01:00:00Z");
        long step = Totp.step(now);

        assertThat(Totp.match(RFC, Totp.code(RFC, step), now, step)).isEqualTo(OptionalLong.empty());
        assertThat(Totp.match(RFC, Totp.code(RFC, step + 1), now, step)).hasValue(step + 1);
    }

    /** RFC 4648, section 10, without the padding. */
    @ParameterizedTest
    @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void theSecretIsWrittenInBase32(String plain, String written) {
        assertThat(Totp.base32(plain.getBytes(US_ASCII))).isEqualTo(written);
    }
}
