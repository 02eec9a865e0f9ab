package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** One step of the way here; without a link it is this page. */
public record Crumb(
        @Nullable String text,
        @Nullable Content html,
        @Nullable String href) {

    public static Crumb of(String text, String href) {
        return new Crumb(text, null, href);
    }

    /** The page itself, at the end of the way. */
    public static Crumb here(String text) {
        return new Crumb(text, null, null);
    }
}
