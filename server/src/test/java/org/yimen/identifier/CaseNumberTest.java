package org.yimen.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseNumberTest {

    private static final CaseNumber NUMBER = new CaseNumber("629901", LocalDate.of(2026, 11, 21), 10);

    @Test
    void aPersonCanReadItOut() {
        assertThat(NUMBER.toString()).matches("629901-261121-00010-[A-Z]");
        assertThat(NUMBER.compact()).matches("62990126112100010[A-Z]");
        assertThat(new CaseNumber("629901", LocalDate.of(2026, 11, 21), 123_456).toString())
                .startsWith("629901-261121-123456-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "\u3000%s\n"})
    void caseSpacesDashesAndWidthAreForgiven(String frame) {
        String plain = frame.formatted(NUMBER);

        assertThat(CaseNumber.parse(plain)).contains(NUMBER);
        assertThat(CaseNumber.parse(plain.toLowerCase(Locale.ROOT))).contains(NUMBER);
        assertThat(CaseNumber.parse(plain.replace("-", ""))).contains(NUMBER);
        assertThat(CaseNumber.parse(plain.replace("-", " — "))).contains(NUMBER);
        assertThat(CaseNumber.parse(plain.replace('0', 'o').replace('1', 'l'))).contains(NUMBER);
        assertThat(CaseNumber.parse(plain.replace('6', '６').replace('-', '－'))).contains(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "629901-261321-00010-A", "629901-261121-0010-A", "不是编号", "029901-261121-00010-A"})
    void whatIsWrongIsRefused(String text) {
        assertThat(CaseNumber.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> CaseNumber.of(text));
    }

    @Property
    void itReadsWhatItWrites(@ForAll("numbers") CaseNumber number) {
        assertThat(CaseNumber.of(number.toString())).isEqualTo(number);
        assertThat(CaseNumber.of(number.compact())).isEqualTo(number);
    }

    @Property(tries = 200)
    void everySingleWrongCharacterIsCaught(@ForAll("numbers") CaseNumber number) {
        String right = number.compact();

        for (int place = 0; place < right.length(); place++) {
            for (char other : "0123456789ACDEFGHJKMNPRTWXY".toCharArray()) {
                var wrong = new StringBuilder(right);
                wrong.setCharAt(place, other);
                if (right.charAt(place) != other) {
                    assertThat(CaseNumber.parse(wrong.toString())).isEmpty();
                }
            }
        }
    }

    @Property
    void everySwapOfNeighboursIsCaught(@ForAll("numbers") CaseNumber number) {
        String right = number.compact();

        for (int place = 1; place < right.length(); place++) {
            var wrong = new StringBuilder(right);
            wrong.setCharAt(place, right.charAt(place - 1));
            wrong.setCharAt(place - 1, right.charAt(place));
            if (!wrong.toString().equals(right)) {
                assertThat(CaseNumber.parse(wrong.toString())).isEmpty();
            }
        }
    }

    @Property
    void noTextBreaksTheParser(@ForAll String text) {
        assertThat(CaseNumber.parse(text)).isEmpty();
    }

    @Provide
    Arbitrary<CaseNumber> numbers() {
        var regions = Arbitraries.integers().between(110000, 659999).map(String::valueOf);
        var days = Arbitraries.integers().between(0, 36_000).map(LocalDate.of(2000, 1, 1)::plusDays);
        var serials = Arbitraries.integers().between(1, 9_999_999);
        return Combinators.combine(regions, days, serials).as(CaseNumber::new);
    }
}
