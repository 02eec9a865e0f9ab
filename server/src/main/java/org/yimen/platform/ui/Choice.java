package org.yimen.platform.ui;

import gg.jte.Content;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One radio button or checkbox; with a divider and nothing else, the word between two of them. */
public record Choice(
        @Nullable String value,
        @Nullable String text,
        @Nullable Content html,
        @Nullable String id,
        @Nullable String name,
        @Nullable Label label,
        @Nullable Hint hint,
        @Nullable Piece conditional,
        @Nullable Boolean checked,
        boolean disabled,
        @Nullable String divider,
        @Nullable String behaviour) {

    public static Choice of(String value, String text) {
        return new Choice(value, text, null, null, null, null, null, null, null, false, null, null);
    }

    public static Choice of(String value, String text, @Nullable Hint hint) {
        return new Choice(value, text, null, null, null, null, hint, null, null, false, null, null);
    }

    /** A choice that, once taken, asks for more. */
    public static Choice of(String value, String text, @Nullable Hint hint, Content conditional) {
        return new Choice(value, text, null, null, null, null, hint, Piece.of(conditional), null, false, null, null);
    }

    public static Choice divider(String word) {
        return new Choice(null, null, null, null, null, null, null, null, null, false, word, null);
    }

    /** Whether it is taken: as it says itself, else where its value is among {@code values}. */
    public boolean taken(Collection<String> values) {
        return checked != null ? checked : value != null && values.contains(value);
    }
}
