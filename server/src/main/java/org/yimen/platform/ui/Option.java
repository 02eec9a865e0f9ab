package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/** One entry of a select. */
public record Option(
        @Nullable String value,
        @Nullable String text,
        @Nullable Boolean selected,
        boolean disabled) {

    public static Option of(String value, String text) {
        return new Option(value, text, null, false);
    }

    /** Whether it is the chosen one; without a value of its own its text is its value. */
    public boolean chosen(@Nullable String chosen) {
        if (selected != null) {
            return selected;
        }
        String own = value != null ? value : text;
        return chosen != null && !chosen.isEmpty() && chosen.equals(own);
    }
}
