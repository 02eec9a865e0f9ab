package org.yimen.hall;

import org.yimen.platform.RuleBroken;

/** A rule of slots, bookings or queues that says no. */
public final class HallRuleBroken extends RuleBroken {
    public HallRuleBroken(String code, Object... arguments) {
        super(code, arguments);
    }
}
