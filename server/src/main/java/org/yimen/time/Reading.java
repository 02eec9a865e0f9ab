package org.yimen.time;

import java.time.LocalDate;
import java.util.List;

/**
 * What a clock shows on a day, and why. Days are of the limit's own kind.
 *
 * @param dueOn the last day in time; while a pause is open, as if it ended on the day of the reading
 * @param provisional 暂定: the date rests on an unpublished year, so nothing may follow from it
 * @param paused the clock stands still today
 * @param used days of the limit that have gone by, today included
 * @param stopped days that pauses have taken out so far
 * @param left days that remain, today not included; 0 on the due day and after
 * @param daysLate at least 1 from the day after the due date on, even on a weekend
 * @param days every day from the start to the due date, and on through the day of the reading when late
 */
public record Reading(
        LocalDate dueOn,
        boolean provisional,
        boolean paused,
        int used,
        int stopped,
        int left,
        int daysLate,
        List<Day> days) {

    public Reading {
        days = List.copyOf(days);
    }

    public boolean isLate() {
        return daysLate > 0;
    }
}
