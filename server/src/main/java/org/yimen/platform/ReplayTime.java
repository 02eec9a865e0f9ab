package org.yimen.platform;

import java.time.Instant;
import java.time.InstantSource;

/** The time of the machine; within a replay, the moment that the replay has come to. */
public final class ReplayTime implements InstantSource {

    private static final ScopedValue<Instant> MOMENT = ScopedValue.newInstance();

    @Override
    public Instant instant() {
        return MOMENT.isBound() ? MOMENT.get() : InstantSource.system().instant();
    }

    /** Runs {@code act} as if it were {@code moment}. */
    public static void at(Instant moment, Runnable act) {
        ScopedValue.where(MOMENT, moment).run(act);
    }
}
