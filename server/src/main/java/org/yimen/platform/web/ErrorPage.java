package org.yimen.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong and what to do next.
 *
 * @param kind picks the words: {@code platform.error.<kind>.title} and {@code .text}
 * @param code the message key of a rule that refused
 * @param reference a number that finds the failure in the log
 */
public record ErrorPage(
        String kind,
        @Nullable String code,
        List<Object> arguments,
        @Nullable String reference) {

    public ErrorPage {
        arguments = List.copyOf(arguments);
    }

    static ErrorPage of(String kind) {
        return new ErrorPage(kind, null, List.of(), null);
    }
}
