package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** What a group of fields is called; as a page heading it is the h1 of its page. */
public record Legend(
        @Nullable String text,
        @Nullable Content html,
        @Nullable String classes,
        boolean isPageHeading) {

    public static Legend of(String text) {
        return new Legend(text, null, "govuk-fieldset__legend--m", false);
    }

    /** The question of a page with one question. */
    public static Legend heading(String text) {
        return new Legend(text, null, "govuk-fieldset__legend--l", true);
    }

    public boolean present() {
        return html != null || (text != null && !text.isEmpty());
    }
}
