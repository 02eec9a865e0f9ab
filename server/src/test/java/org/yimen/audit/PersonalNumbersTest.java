package org.yimen.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
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
}
