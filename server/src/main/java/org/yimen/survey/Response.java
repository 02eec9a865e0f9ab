package org.yimen.survey;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Answers;

/**
 * What one of many answered, and on which day; nothing says who.
 *
 * @param signed true where he was signed in
 * @param department about which chance had drawn him, or null where anybody might answer
 * @param item with which he had been served there
 */
public record Response(
        LocalDate on,
        Answers answers,
        @Nullable Boolean signed,
        @Nullable String department,
        @Nullable String item) {

    @Override
    public String toString() {
        return "Response[" + on + "]";
    }
}
