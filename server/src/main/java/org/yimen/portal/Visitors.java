package org.yimen.portal;

import org.springframework.stereotype.Component;
import org.yimen.identity.Acting;
import org.yimen.identity.Citizen;

/** Asks at every request whether somebody may still act in the name in which he is signed in. */
@Component
class Visitors {

    private final Acting acting;

    Visitors(Acting acting) {
        this.acting = acting;
    }

    Visitor of(Citizen citizen) {
        return new Visitor(citizen, acting.current(citizen).orElseThrow(ActingOver::new));
    }

    /** A delegation or an appointment has ended since he chose it. */
    static final class ActingOver extends RuntimeException {}
}
