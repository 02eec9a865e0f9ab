package org.yimen.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.yimen.platform.Protection;
import org.yimen.platform.Protection.State;

class WebhookProtectionTest {

    @Test
    void whereWebhooksMayGoInwardItIsSaid() {
        assertThat(state(false)).isEqualTo(State.ON);
        assertThat(state(true)).isEqualTo(State.WEAK);
    }

    private static State state(boolean privateAllowed) {
        Protection protection = new WebhookProtection(new Destinations(false, privateAllowed));
        return protection.read().state();
    }
}
