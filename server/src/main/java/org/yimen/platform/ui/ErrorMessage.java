package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** What is wrong with a field and how to put it right. */
public record ErrorMessage(
        @Nullable String text,
        @Nullable Content html,
        @Nullable String classes,
        @Nullable String visuallyHiddenText) {

    public static ErrorMessage of(String text) {
        return new ErrorMessage(text, null, null, null);
    }

    /** The message where there is one; forms hold their errors as plain text or null. */
    public static @Nullable ErrorMessage orNull(@Nullable String text) {
        return text == null ? null : of(text);
    }
}
