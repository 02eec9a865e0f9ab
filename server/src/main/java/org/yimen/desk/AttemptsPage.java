package org.yimen.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.document.SealedPapers;
import org.yimen.identity.CardChecks;
import org.yimen.identity.LookUps;
import org.yimen.payment.Cashier;
import org.yimen.payment.FeeDesk;
import org.yimen.platform.web.Words;

/**
 * What was stopped, newest first.
 *
 * @param kind the one kind that is shown, or empty for all
 * @param next where the next page begins, or null on the last
 */
public record AttemptsPage(
        DeskFrame frame,
        List<Attempt> attempts,
        EventWords events,
        String kind,
        @Nullable String next,
        boolean first) {

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** The kinds of what is stopped, as the audit log names them. */
    static final List<String> KINDS = List.of(
            CaseDesk.BEYOND_THE_LIST,
            CaseDesk.WITHOUT_AUTHORITY,
            CaseDesk.OFF_THE_ROUTE,
            SealedPapers.SEAL_REFUSED,
            FeeDesk.OFF_THE_LIST,
            Cashier.NOTICE_REFUSED,
            CardChecks.STOPPED,
            LookUps.BOUNDED);

    public AttemptsPage {
        attempts = List.copyOf(attempts);
    }

    /**
     * One attempt.
     *
     * @param file the case, or null where none was opened
     * @param kind as the audit log names it
     * @param code message key of the refusal
     * @param command what was asked for: the name of a command, or the message key of a paper
     */
    public record Attempt(
            Instant at,
            String kind,
            Actor actor,
            @Nullable Summary file,
            String code,
            String command,
            List<String> arguments) {
        public Attempt {
            arguments = List.copyOf(arguments);
        }

        /** What somebody wanted to do, in the words of its button. */
        public String asked(Words words) {
            String key = "desk.do." + CAMEL.matcher(command).replaceAll("-").toLowerCase(Locale.ROOT);
            return words.knows(key) ? words.say(key) : words.knows(command) ? words.say(command) : command;
        }

        public String what(Words words) {
            return words.knows(code) ? words.say(code, arguments.toArray()) : words.say("desk.attempts.other", code);
        }
    }

    public List<String> kinds() {
        return KINDS;
    }

    public String address(String of) {
        return of.isEmpty() ? "/desk/attempts" : "/desk/attempts?kind=" + of;
    }

    /** The next page, with the same filter. */
    public @Nullable String more() {
        return next == null ? null : "/desk/attempts?before=" + next + (kind.isEmpty() ? "" : "&kind=" + kind);
    }

    public String who(Attempt attempt, Words words) {
        return events.who(attempt.actor(), words);
    }
}
