package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** A piece of text or of markup, perhaps with classes of its own; where both are given the markup wins. */
public record Piece(
        @Nullable String text,
        @Nullable Content html,
        @Nullable String classes) {

    public static Piece of(String text) {
        return new Piece(text, null, null);
    }

    public static Piece of(Content html) {
        return new Piece(null, html, null);
    }

    /** True where there is something to show. */
    public boolean present() {
        return html != null || (text != null && !text.isEmpty());
    }
}
