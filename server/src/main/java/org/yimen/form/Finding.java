package org.yimen.form;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one answer and how to put it right.
 *
 * @param question code of the question, so that the summary can link to the field
 * @param cell which cell, where the question is a table and only one is wrong
 * @param key a message of {@code form.properties}
 * @param arguments what the message names; {@code {0}} is never the answer itself, which may be personal
 */
public record Finding(String question, @Nullable Cell cell, String key, List<Object> arguments) {

    /** @param row from 0 */
    public record Cell(int row, String column) {}

    public Finding {
        arguments = List.copyOf(arguments);
    }

    public static Finding of(String question, String key, Object... arguments) {
        return new Finding(question, null, key, List.of(arguments));
    }

    /** The same finding of a column as one of its table. */
    Finding in(String table, int row) {
        return new Finding(table, new Cell(row, question), key, arguments);
    }
}
