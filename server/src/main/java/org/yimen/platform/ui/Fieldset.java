package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/** A group of fields and its legend. */
public record Fieldset(
        @Nullable Legend legend,
        @Nullable String classes,
        @Nullable String describedBy) {

    public static Fieldset of(Legend legend) {
        return new Fieldset(legend, null, null);
    }
}
