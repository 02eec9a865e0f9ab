package org.yimen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010119900307001X",
                "身份证１１０１０１１９９００３０７００１Ｘ",
                "110101 1990 0307 0011",
                "110101-1990-03-07-0011",
                "1 1 0 1 0 1 1 9 9 0 0 3 0 7 0 0 1 1",
                "6299-0119-9503-1245-24",
                "110101\u200B19900307\u202E001X",
                "１３９００００１２３４",
                "139 0000 1234",
                "139-0000-1234",
                "139.0000.1234",
                "电话：1 3 9 0 0 0 0 1 2 3 4。",
                "+8613900001234",
                "+86 139 0000 1234"
            })
    void aNumberIsFoundHoweverItIsSpelt(String text) {
        assertThat(PersonalNumbers.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "629901-261121-00017-K",
                "01890a5d-ac96-774b-bcce-139000001234",
                "91350100M000100Y43",
                "139.110.20.123",
                "138 2026-11-18",
                "139000000.12",
                "1.2.3.4.5",
                "2026-11-18 10:30",
                "110101 1990 0307 001X",
                "3, 5, 7, 11, 13, 17"
            })
    void numbersOfOtherThingsAreLeftAlone(String text) {
        assertThat(PersonalNumbers.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'电话 13900001234，身份证 11010119900307001X。','电话 139****1234，身份证 110***********001X。'",
        "'139-0000-1234 或 138 0000 5678','139-****-1234 或 138 **** 5678'",
        "'110101 1990 0307 0011','110*** **** **** 0011'",
        "'１３９００００１２３４','１３９****１２３４'",
        "'𝟏𝟑𝟗𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒','𝟏𝟑𝟗****𝟏𝟐𝟑𝟒'",
        "'+86 139 0000 1234','+86 1** **** 1234'",
        "'受理号 629901-261121-00017-K，2026-11-18 交 139.50 元','受理号 629901-261121-00017-K，2026-11-18 交 139.50 元'"
    })
    void ofANumberOnlyTheEndsStayAndTheRestOfTheTextIsAsItWas(String text, String masked) {
        assertThat(PersonalNumbers.masked(text)).isEqualTo(masked);
        assertThat(PersonalNumbers.isIn(masked)).isFalse();
    }

    @Test
    void longTextsWithoutANumberAreReadInNoTime() {
        String much = "1 2 ".repeat(5000);

        assertThat(PersonalNumbers.masked(much)).isEqualTo(much);
    }
}
