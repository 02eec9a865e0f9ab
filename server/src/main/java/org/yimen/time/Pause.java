package org.yimen.time;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What stops a clock: the days of the limit's own kind in {@code (from, until]} do not count.
 *
 * @param until the last day that does not count; null while the pause runs
 * @param cause what the days are needed for, as the written notice says it
 * @param basis the article that allows it, e.g. 行政许可法 第四十五条
 */
public record Pause(LocalDate from, @Nullable LocalDate until, String cause, String basis) {

    public Pause {
        if (until != null && until.isBefore(from)) {
            throw new IllegalArgumentException("A pause ends before it starts: " + from + "/" + until);
        }
    }
}
