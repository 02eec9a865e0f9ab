package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/**
 * Something that may be done now.
 *
 * @param value what the form sends for it; unused where {@code href} leads to a page of its own
 * @param key the key that does it
 */
public record Action(
        String value,
        @Nullable String href,
        String text,
        @Nullable String note,
        @Nullable String key,
        Weight weight) {

    /** How it is drawn: one main action on a page, refusals in red, the rest plain. */
    public enum Weight {
        MAIN,
        PLAIN,
        BAD
    }

    public static Action of(String value, String text, @Nullable String note, String key, Weight weight) {
        return new Action(value, null, text, note, key, weight);
    }

    /** An action that asks for more on a page of its own. */
    public static Action link(String href, String text, @Nullable String note, String key, Weight weight) {
        return new Action("", href, text, note, key, weight);
    }

    public @Nullable String css() {
        return switch (weight) {
            case MAIN -> "is-main";
            case PLAIN -> null;
            case BAD -> "is-bad";
        };
    }
}
