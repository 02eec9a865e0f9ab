package org.yimen.platform.web;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Something of its own address below the desk, and what was asked of it. */
    private static final Pattern THING =
            Pattern.compile("(/desk/[a-z-]+/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.*");

    /** True where staff met the error at work: then the page stays in their frame and words. */
    public boolean atDesk(Shell shell) {
        return shell.user() != null && shell.user().staff() && (shell.under("/desk") || shell.under("/console"));
    }

    /** What to do next, in the words of the desk where it has its own. */
    public String advice(Shell shell) {
        String desk = "platform.error.desk-" + kind + "-text";
        Words words = shell.words();
        return words.say(atDesk(shell) && words.knows(desk) ? desk : "platform.error." + kind + "-text");
    }

    /** The address of the thing that the failed step belonged to, if it can be opened again. */
    public @Nullable String reopen(Shell shell) {
        Matcher thing = THING.matcher(shell.path());
        boolean there = !kind.equals("not-found") && !kind.equals("forbidden");
        return there && atDesk(shell) && thing.matches() ? thing.group(1) : null;
    }

    static ErrorPage of(String kind) {
        return new ErrorPage(kind, null, List.of(), null, null);
    }

    ErrorPage withBack(@Nullable String address) {
        return new ErrorPage(kind, code, arguments, reference, address);
    }
}
