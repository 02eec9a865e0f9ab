package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** The link to the page before or after. */
public record PageLink(
        @Nullable String href,
        @Nullable String text,
        @Nullable Content html,
        @Nullable String labelText) {

    public static PageLink of(String href) {
        return new PageLink(href, null, null, null);
    }

    public static PageLink of(String href, String text, String labelText) {
        return new PageLink(href, text, null, labelText);
    }
}
