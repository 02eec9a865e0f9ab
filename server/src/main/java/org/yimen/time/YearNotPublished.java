package org.yimen.time;

import org.yimen.platform.RuleBroken;

/** A day was asked for in a year whose days off nobody has arranged yet. Guessing would invent law. */
public final class YearNotPublished extends RuleBroken {

    private final int year;

    YearNotPublished(int year) {
        // As text: a number would be printed with a thousands separator.
        super("time.year.not-published", String.valueOf(year));
        this.year = year;
    }

    public int year() {
        return year;
    }
}
