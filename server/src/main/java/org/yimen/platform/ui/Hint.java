package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** Help below a label. */
public record Hint(
        @Nullable String text,
        @Nullable Content html,
        @Nullable String classes) {

    public static Hint of(String text) {
        return new Hint(text, null, null);
    }

    public boolean present() {
        return html != null || (text != null && !text.isEmpty());
    }
}
