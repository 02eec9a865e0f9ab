package org.yimen.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceIdentifierTest {

    private static final String TYPES = "1.2.156.3005.2.11100000000013338";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W011.11110000000021135M.20230329701.003.Y",
                "W009.11330105002500287C.2025052201.002.0",
                "W032.11220000013544541J.2430599.001.F",
                "W011.11430000006122244L.20230000403.001.U",
                "W011.11430000006122244L.20230000403.002.S",
                "W087.11370800MB28559184.37080001202411010001.001.3"
            })
    void identifiersInUsePass(String rest) {
        assertThat(LicenceIdentifier.of(TYPES + rest)).hasToString(TYPES + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W011.11110000000021135M.20230329701.003.Z",
                "W011.11110000000021135M.20230329701.000.Y",
                "W011.11110000000021135M.2023032-701.003.Y",
                "W011.11110000000021135M.20230329701.003",
                "W011.11110000000021135N.20230329701.003.Y"
            })
    void whatIsWrongIsRefused(String rest) {
        assertThat(LicenceIdentifier.parse(TYPES + rest)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> LicenceIdentifier.of(TYPES + rest));
    }

    @Test
    void theCheckIsIso7064() {
        assertThat(LicenceIdentifier.mod3736("A12425GABC1234002")).isEqualTo('M');
    }

    @Test
    void aNewVersionKeepsTheSerial() {
        var first = LicenceIdentifier.of(TYPES + "W011.11430000006122244L.20230000403.001.U");

        assertThat(first.nextVersion()).hasToString(TYPES + "W011.11430000006122244L.20230000403.002.S");
    }

    @Test
    void theFirstVersionIsMadeFromItsParts() {
        var made = LicenceIdentifier.first(
                CreditCode.of("11100000000013338W"), 32, CreditCode.of("11220000013544541J"), "2430599");

        assertThat(made).hasToString(TYPES + "W032.11220000013544541J.2430599.001.F");
    }
}
