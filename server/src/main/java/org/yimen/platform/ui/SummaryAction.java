package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** One such link; the hidden text says what it acts on. */
public record SummaryAction(
        @Nullable String href,
        @Nullable String text,
        @Nullable Content html,
        @Nullable String visuallyHiddenText,
        @Nullable String classes) {

    public static SummaryAction of(String href, String text, String visuallyHiddenText) {
        return new SummaryAction(href, text, null, visuallyHiddenText, null);
    }
}
