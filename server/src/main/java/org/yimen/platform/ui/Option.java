package org.yimen.platform.ui;

import java.util.List;
import java.util.stream.Stream;
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

    /** What may be chosen, after the words for choosing nothing. */
    public static List<Option> orNone(String none, Stream<Option> some) {
        return Stream.concat(Stream.of(of("", none)), some).toList();
    }

    /** Whether it is the chosen one; without a value of its own its text is its value. */
    public boolean chosen(@Nullable String chosen) {
        if (selected != null) {
            return selected;
        }
        String own = value != null ? value : text;
        return chosen != null && !chosen.isEmpty() && chosen.equals(own);
    }

    /** The language of the words where it is not the page's: a browser cannot mark part of an option. */
    public @Nullable String lang(boolean english) {
        return english && text != null && Run.of(text, true).stream().anyMatch(Run::chinese) ? "zh" : null;
    }
}
