package org.yimen.supervision;

import org.springframework.stereotype.Component;

/** Has the sweeps of supervision look now, instead of waiting until their turn comes. */
@Component
public class SupervisedNow {

    private final RestorationSweep restorations;

    SupervisedNow(RestorationSweep restorations) {
        this.restorations = restorations;
    }

    public void sweepRestorations() {
        restorations.sweep();
    }
}
