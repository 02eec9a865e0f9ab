package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

@HallTest
class NameGuessesTest {

    @Autowired
    private NameGuesses guesses;

    @Autowired
    private TestTime time;

    private final String address = "test-" + UUID.randomUUID();

    @Test
    void fiveOfOneAccountInAQuarterOfAnHourWhomeverTheyAreAbout() {
        UUID by = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            guesses.demand(by, TestNumbers.citizen(), address);
        }

        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> guesses.demand(by, TestNumbers.citizen(), address))
                .returns("identity.real-name.too-many", IdentityRuleBroken::code);
        time.advance(Duration.ofMinutes(16));
        assertThatCode(() -> guesses.demand(by, TestNumbers.citizen(), address)).doesNotThrowAnyException();
    }

    @Test
    void thirtyAtOneNumberHoweverManyAccountsAndAddressesTheyComeFrom() {
        var target = TestNumbers.citizen();
        for (int i = 0; i < 30; i++) {
            guesses.demand(UUID.randomUUID(), target, address + i);
        }

        assertThatExceptionOfType(IdentityRuleBroken.class)
                .isThrownBy(() -> guesses.demand(UUID.randomUUID(), target, address + "-other"));
    }
}
