package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Registration.Form;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Kind;
import org.yimen.testing.HallTest;

/** While an account or a firm is opened every call fails once, the state's register among them: nobody comes in for it. */
@HallTest
class FailTheNthRegisterTest {

    private static final int MOST_CALLS = 60;

    @Autowired
    private Registration registration;

    @Autowired
    private Entities entities;

    @Autowired
    private People people;

    @Autowired
    private Faults faults;

    @ParameterizedTest
    @EnumSource
    void nobodyHasAnAccountForWhomTheRegisterDidNotAnswer(Kind kind) {
        int n = 0;
        Faults.Outcome outcome;
        do {
            n++;
            CitizenId number = TestNumbers.citizen();
            var form = new Form("试验人", number, "15400000044", "Yimen-2026-" + UUID.randomUUID());
            String address = "10.44.%d.%d".formatted(Math.floorMod(kind.name().hashCode(), 200), n);
            outcome = faults.at(
                    n, kind, () -> assertThat(registration.open(form, address)).isEqualTo(Registration.Outcome.DONE));
            if (outcome.thrown() == null) {
                assertThat(people.find(number)).as("call %d", n).isPresent();
            } else if (kind != Kind.UNHEARD) {
                assertThat(people.find(number)).as("call %d", n).isEmpty();
            }
            assertThat(n).isLessThan(MOST_CALLS);
        } while (outcome.fired());
        assertThat(n).isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void noFirmIsSomebodysForWhomTheRegisterDidNotAnswer(Kind kind) {
        int n = 0;
        Faults.Outcome outcome;
        do {
            n++;
            Person representative = people.enter("法定代表", TestNumbers.citizen(), "15400000045");
            var code = TestNumbers.firm();
            outcome = faults.at(n, kind, () -> entities.open(code, "安澜试验有限公司", representative));
            if (outcome.thrown() == null) {
                assertThat(entities.find(code)).as("call %d", n).isPresent();
            } else if (kind != Kind.UNHEARD) {
                assertThat(entities.find(code)).as("call %d", n).isEmpty();
            }
            assertThat(n).isLessThan(MOST_CALLS);
        } while (outcome.fired());
        assertThat(n).isGreaterThan(3);
    }
}
