package org.yimen.form;

import java.util.List;

/**
 * What is wrong with one answer and how to put it right.
 *
 * @param question code of the question, so that the summary can link to the field
 * @param key a message of {@code form.properties}
 * @param arguments what the message names; {@code {0}} is never the answer itself, which may be personal
 */
public record Finding(String question, String key, List<Object> arguments) {

    public Finding {
        arguments = List.copyOf(arguments);
    }

    static Finding of(Question question, String key, Object... arguments) {
        return new Finding(question.code(), key, List.of(arguments));
    }
}
