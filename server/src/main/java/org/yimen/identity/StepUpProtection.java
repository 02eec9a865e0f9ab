package org.yimen.identity;

import org.springframework.stereotype.Component;
import org.yimen.platform.Protection;

/** 二次确认: what somebody proves himself with before a grave act, and for how long that counts. */
@Component
class StepUpProtection implements Protection {

    private final Standings standings;

    StepUpProtection(Standings standings) {
        this.standings = standings;
    }

    @Override
    public String key() {
        return "identity.protection.step-up";
    }

    @Override
    public Reading read() {
        long minutes = StepUp.LASTS.toMinutes();
        return standings.secondFactorWaived()
                ? Reading.of(State.WEAK, key() + ".password", minutes)
                : Reading.of(State.ON, key() + ".on", minutes);
    }
}
