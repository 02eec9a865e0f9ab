package org.yimen.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OriginalNumberTest {

    private static final OriginalNumber NUMBER = new OriginalNumber(LocalDate.of(2026, 11, 21), 17);

    @Test
    void isReadAsAScannerAndAsAPersonTypesIt() {
        assertThat(NUMBER.toString()).matches("Y261121-00017-[A-Z]");
        assertThat(OriginalNumber.parse(NUMBER.compact())).contains(NUMBER);
        assertThat(OriginalNumber.parse(" " + NUMBER.toString().toLowerCase(java.util.Locale.ROOT) + "\n"))
                .contains(NUMBER);
    }

    @Test
    void everyWrongDigitShows() {
        String compact = NUMBER.compact();
        for (int at = 1; at < compact.length() - 1; at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != compact.charAt(at)) {
                    String wrong = compact.substring(0, at) + digit + compact.substring(at + 1);
                    assertThat(OriginalNumber.parse(wrong)).as(wrong).isEmpty();
                }
            }
        }
        assertThat(OriginalNumber.parse("629901-261121-00017-K")).isEmpty();
        assertThat(OriginalNumber.parse("")).isEmpty();
    }
}
