package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/** An entry of the desk's bar; {@code count} is how many things wait behind it, where that is known. */
public record NavEntry(String href, String text, @Nullable Long count, boolean current) {

    public static NavEntry of(String href, String text, boolean current) {
        return new NavEntry(href, text, null, current);
    }
}
