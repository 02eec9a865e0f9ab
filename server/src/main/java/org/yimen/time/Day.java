package org.yimen.time;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day of an explanation.
 *
 * @param number which day of the limit it is, or which day late; 0 where it counts for neither
 * @param name the holiday, or the holiday that a swapped working day makes up for
 * @param pause what stopped the clock on this day
 */
public record Day(
        LocalDate date,
        Verdict verdict,
        int number,
        @Nullable String name,
        @Nullable Pause pause) {}
