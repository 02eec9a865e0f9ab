package org.yimen.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yimen.platform.StartRefused;

/** Whose address counts where gateways stand in front, and where none does. */
class ForwardedAddressTest {

    private static final String GATEWAY = "10.0.0.5";
    private static final String PERSON = "192.0.2.7";

    private final ForwardedAddress behind = new ForwardedAddress(List.of(GATEWAY, " fd00:1::/64 ", "10.0.8.0/24", ""));

    @Test
    void withoutGatewaysItIsThePeerWhateverHeadersSay() {
        assertThat(new ForwardedAddress(List.of("")).of(GATEWAY, List.of(PERSON)))
                .isEqualTo(GATEWAY);
        assertThat(new ForwardedAddress(List.of()).of("127.0.0.1", List.of(PERSON)))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void aPeerThatIsNoGatewayIsNotBelieved() {
        assertThat(behind.of("203.0.113.9", List.of(PERSON))).isEqualTo("203.0.113.9");
        assertThat(behind.of("10.0.0.55", List.of(PERSON))).isEqualTo("10.0.0.55");
    }

    @Test
    void theRightMostThatIsNoGatewaysCountsAndWhatTheSenderWroteDoesNot() {
        assertThat(behind.of(GATEWAY, List.of(PERSON))).isEqualTo(PERSON);
        assertThat(behind.of(GATEWAY, List.of("1.1.1.1, " + PERSON))).isEqualTo(PERSON);
        assertThat(behind.of(GATEWAY, List.of("1.1.1.1", PERSON)))
                .as("two headers")
                .isEqualTo(PERSON);
        assertThat(behind.of(GATEWAY, List.of("10.0.8.9," + PERSON + ",10.0.8.1")))
                .isEqualTo(PERSON);
        assertThat(behind.of("fd00:1:0:0:0:0:0:9", List.of("2001:db8::1"))).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void wordsAreNobodysAddress() {
        assertThat(behind.of(GATEWAY, List.of())).isEqualTo(GATEWAY);
        assertThat(behind.of(GATEWAY, List.of("unknown"))).isEqualTo(GATEWAY);
        assertThat(behind.of(GATEWAY, List.of(PERSON + ", localhost"))).isEqualTo(GATEWAY);
        assertThat(behind.of(GATEWAY, List.of(PERSON + ",10.0.8.1,\n evil"))).isEqualTo(GATEWAY);
        assertThat(behind.of(GATEWAY, List.of(PERSON + ",x,10.0.8.1"))).isEqualTo("10.0.8.1");
    }

    @Test
    void aNameOrNonsenseIsRefusedAtTheStart() {
        for (String wrong : List.of("gateway.example", "10.0.0.0/99", "any")) {
            assertThatThrownBy(() -> new ForwardedAddress(List.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(StartRefused.class);
        }
    }
}
