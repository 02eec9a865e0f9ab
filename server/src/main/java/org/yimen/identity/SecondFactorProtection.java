package org.yimen.identity;

import org.springframework.stereotype.Component;
import org.yimen.platform.Protection;

/** Whether those who could do most harm need more than a password. */
@Component
class SecondFactorProtection implements Protection {

    private final Standings standings;

    SecondFactorProtection(Standings standings) {
        this.standings = standings;
    }

    @Override
    public String key() {
        return "identity.protection.second-factor";
    }

    @Override
    public Reading read() {
        if (standings.secondFactorWaived()) {
            return Reading.of(State.WEAK, key() + ".waived");
        }
        return standings.secondFactorOfDeciders()
                ? Reading.of(State.ON, key() + ".asked")
                : Reading.of(State.WEAK, key() + ".administrators");
    }
}
