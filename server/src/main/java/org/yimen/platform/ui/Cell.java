package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** A cell of a table. */
public record Cell(
        @Nullable String text,
        @Nullable Content html,
        @Nullable String classes,
        @Nullable String format,
        @Nullable Integer colspan,
        @Nullable Integer rowspan) {

    public static Cell of(String text) {
        return new Cell(text, null, null, null, null, null);
    }

    public static Cell of(Content html) {
        return new Cell(null, html, null, null, null, null);
    }

    /** A number, set to the right. */
    public static Cell number(String text) {
        return new Cell(text, null, null, "numeric", null, null);
    }
}
