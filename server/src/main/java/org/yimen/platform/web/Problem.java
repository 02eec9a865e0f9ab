package org.yimen.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has a machine read it.
 *
 * @param type address of the page that explains this kind of problem
 * @param code the message key of the rule that refused, which does not change with the language
 * @param reference a number that finds a failure in the log
 * @param errors what is wrong with single fields
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String code,
        @Nullable String reference,
        List<Field> errors) {

    /**
     * One field that is wrong.
     *
     * @param field its path in the body, e.g. {@code defects[0].what}, or the name of a parameter or header
     * @param code a message key
     */
    public record Field(String field, String code, String detail) {}

    public Problem {
        errors = List.copyOf(errors);
    }
}
