package org.yimen.exchange;

import java.time.Duration;
import org.yimen.platform.RuleBroken;

/** What a machine wants is in order, only not so often. */
public final class TooOften extends RuleBroken {

    private final Duration wait;

    TooOften(String code, Duration wait, Object... arguments) {
        super(code, arguments);
        this.wait = wait;
    }

    /** How long until it may ask again. */
    public Duration until() {
        return wait;
    }
}
