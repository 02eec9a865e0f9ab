package org.yimen.procedure;

/** Reminds in tests without waiting for the clock of the scheduler. */
public final class Reminders {

    private Reminders() {}

    public static void once(Copies copies) {
        var _ = copies.remindOnce();
    }
}
