package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** What a field is called; as a page heading it is the h1 of its page. */
public record Label(
        @Nullable String text,
        @Nullable Content html,
        @Nullable String classes,
        boolean isPageHeading) {

    public static Label of(String text) {
        return new Label(text, null, null, false);
    }

    /** The question of a page with one question. */
    public static Label heading(String text) {
        return new Label(text, null, "govuk-label--l", true);
    }
}
