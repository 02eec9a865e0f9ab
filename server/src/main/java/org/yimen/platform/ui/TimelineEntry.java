package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param at the moment in words, and {@code moment} for machines
 * @param pause true where a clock stopped or ran on: drawn as a square
 */
public record TimelineEntry(
        String at,
        @Nullable String moment,
        String title,
        @Nullable String detail,
        boolean pause) {

    public static TimelineEntry of(String at, String title, @Nullable String detail) {
        return new TimelineEntry(at, null, title, detail, false);
    }
}
