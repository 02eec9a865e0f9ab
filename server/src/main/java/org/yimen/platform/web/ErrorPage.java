package org.yimen.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong and what to do next.
 *
 * @param kind picks the words: {@code platform.error.<kind>.title} and {@code .text}
 * @param code the message key of a rule that refused
 * @param reference a number that finds the failure in the log
 * @param back address of the page before, where the reader should go on there
 */
public record ErrorPage(
        String kind,
        @Nullable String code,
        List<Object> arguments,
        @Nullable String reference,
        @Nullable String back) {

    public ErrorPage {
        arguments = List.copyOf(arguments);
    }

    static ErrorPage of(String kind) {
        return new ErrorPage(kind, null, List.of(), null, null);
    }

    ErrorPage withBack(@Nullable String address) {
        return new ErrorPage(kind, code, arguments, reference, address);
    }
}
