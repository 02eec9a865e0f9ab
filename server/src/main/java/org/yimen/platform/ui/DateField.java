package org.yimen.platform.ui;

import org.jspecify.annotations.Nullable;

/** One of the fields of a date. */
public record DateField(
        @Nullable String name,
        @Nullable String value,
        @Nullable String id,
        @Nullable String label,
        @Nullable String classes,
        @Nullable String inputmode,
        @Nullable String autocomplete,
        @Nullable String pattern,
        @Nullable Boolean error) {

    private static final String MARKED = "govuk-input--error";

    /** True where this field itself, and not the date as a whole, is marked as wrong. */
    public boolean marked() {
        return Boolean.TRUE.equals(error) || (classes != null && classes.contains(MARKED));
    }

    /** The classes of the field: its error, its width, its own. */
    public String inputClasses(boolean yearWide, boolean dateWrong, boolean anyMarked) {
        boolean says = classes != null && classes.contains(MARKED);
        boolean wrong = !says && (marked() || (!Boolean.FALSE.equals(error) && dateWrong && !anyMarked));
        boolean wide = classes != null && classes.contains("govuk-input--width-");
        String width = yearWide ? "govuk-input--width-4" : "govuk-input--width-2";
        return Tokens.of("govuk-date-input__input", wrong ? MARKED : null, wide ? null : width, classes);
    }
}
