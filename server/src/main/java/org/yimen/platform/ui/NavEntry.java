package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the desk's bar.
 *
 * @param count how many things wait behind it, where that is known
 * @param key the single key that opens it, or null
 */
public record NavEntry(
        String href,
        String text,
        @Nullable Long count,
        boolean current,
        @Nullable String key) {

    public NavEntry(String href, String text, @Nullable Long count, boolean current) {
        this(href, text, count, current, null);
    }

    public static NavEntry of(String href, String text, boolean current) {
        return new NavEntry(href, text, null, current);
    }
}
