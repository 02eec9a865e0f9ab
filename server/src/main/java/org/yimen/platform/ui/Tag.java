package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** A word on a wash. */
public record Tag(
        @Nullable String text,
        @Nullable Content html,
        @Nullable String classes) {

    public static Tag of(String text) {
        return new Tag(text, null, null);
    }

    /** {@code colour} is green, yellow, red or grey. */
    public static Tag of(String text, String colour) {
        return new Tag(text, null, "govuk-tag--" + colour);
    }
}
