package org.yimen.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {

    private static final String STANDARD = "91350100M000100Y43";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y43",
                "11100000000013338W",
                "91110000802100433B",
                "12441500196720244T",
                "11370800MB28559184",
                "11330105002500287C"
            })
    void vectorsPass(String code) {
        assertThat(CreditCode.parse(code))
                .hasValueSatisfying(it -> assertThat(it.value()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "91350100M000100Y4", "91350100M000100Y4Z", "91350100M000100Y44", "9I350100M000100Y43"})
    void whatIsWrongIsRefused(String code) {
        assertThat(CreditCode.parse(code)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> CreditCode.of(code));
    }

    @Test
    void caseSpacesAndWidthAreForgiven() {
        assertThat(CreditCode.of(" 91350100 m000100y ４３").value()).isEqualTo(STANDARD);
    }

    @Test
    void likelyTypingMistakesAreOfferedNotTaken() {
        assertThat(CreditCode.parse("9135OIOOMOOOIOOY43")).isEmpty();
        assertThat(CreditCode.suggest("9135OIOOMOOOIOOY43")).contains(CreditCode.of(STANDARD));
        assertThat(CreditCode.suggest(STANDARD)).isEmpty();
    }

    @Test
    void itSaysWhereAndWho() {
        var code = CreditCode.of("11370800MB28559184");

        assertThat(code.region()).isEqualTo("370800");
        assertThat(code.organisationCode()).isEqualTo("MB2855918");
        assertThat(code.masked()).isEqualTo("1137**********9184");
        assertThat(code.tail()).isEqualTo("9184");
    }

    @Test
    void anInconsistentOrganisationCodeOnlyWarns() {
        var flawed = CreditCode.parse("11100000000013348X");

        assertThat(flawed)
                .hasValueSatisfying(
                        code -> assertThat(code.isOrganisationCodeConsistent()).isFalse());
        assertThat(CreditCode.of("11100000000013338W").isOrganisationCodeConsistent())
                .isTrue();
        assertThat(CreditCode.of("11370800MB28559184").isOrganisationCodeConsistent())
                .isTrue();
        assertThat(CreditCode.of("91110000802100433B").isOrganisationCodeConsistent())
                .isTrue();
    }

    @Property
    void oneWrongCharacterIsAlwaysCaught(
            @ForAll @IntRange(min = 0, max = 17) int place, @ForAll @IntRange(min = 0, max = 30) int other) {
        var wrong = new StringBuilder(STANDARD);
        wrong.setCharAt(place, "0123456789ABCDEFGHJKLMNPQRTUWXY".charAt(other));

        assertThat(CreditCode.parse(wrong.toString()).isPresent())
                .isEqualTo(wrong.toString().equals(STANDARD));
    }
}
