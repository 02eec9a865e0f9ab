package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** A frame with a title around a summary list. */
public record SummaryCard(
        @Nullable Title title,
        @Nullable SummaryActions actions,
        @Nullable String classes) {

    public static SummaryCard of(String title) {
        return new SummaryCard(new Title(title, null, null, null), null, null);
    }

    /** The title of a card; level 2 where none is given. */
    public record Title(
            @Nullable String text,
            @Nullable Content html,
            @Nullable String classes,
            @Nullable Integer headingLevel) {}
}
