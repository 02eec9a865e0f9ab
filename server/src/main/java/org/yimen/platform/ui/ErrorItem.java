package org.yimen.platform.ui;

import gg.jte.Content;
import org.jspecify.annotations.Nullable;

/** One line of an error summary, linked to its field. */
public record ErrorItem(
        @Nullable String href,
        @Nullable String text,
        @Nullable Content html) {

    public static ErrorItem of(String field, String text) {
        return new ErrorItem("#" + field, text, null);
    }
}
