package org.yimen.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.yimen.audit.LogBehind;

/** The demo does more in a minute than a city in a day: a log that is behind takes its next act in a moment. */
final class Patience {

    private static final int MOST_TRIES = 60;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private Patience() {}

    static void patiently(Runnable act) {
        patiently(() -> false, act);
    }

    /** @param closing true where nobody waits any longer */
    static void patiently(BooleanSupplier closing, Runnable act) {
        var _ = tried(closing, () -> {
            act.run();
            return true;
        });
    }

    static <T> T outcome(Supplier<T> act) {
        return tried(() -> false, act);
    }

    private static <T> T tried(BooleanSupplier closing, Supplier<T> act) {
        for (int tries = 1; ; tries++) {
            try {
                return act.get();
            } catch (LogBehind behind) {
                if (closing.getAsBoolean() || tries == MOST_TRIES) {
                    throw behind;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(MOMENT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
