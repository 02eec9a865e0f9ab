package org.yimen.survey;

import java.time.LocalDate;
import org.yimen.form.Answers;

/** What one of many answered, and on which day; nothing says who. */
public record Response(LocalDate on, Answers answers) {

    @Override
    public String toString() {
        return "Response[" + on + "]";
    }
}
