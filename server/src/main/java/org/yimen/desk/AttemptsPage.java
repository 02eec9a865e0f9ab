package org.yimen.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Actor;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.platform.web.Words;

/**
 * What was stopped, newest first.
 *
 * @param next where the next page begins, or null on the last
 */
public record AttemptsPage(
        DeskFrame frame,
        List<Attempt> attempts,
        EventWords events,
        @Nullable String next,
        boolean first) {

    public AttemptsPage {
        attempts = List.copyOf(attempts);
    }

    /**
     * One attempt.
     *
     * @param file the case, or null where none was opened
     * @param code message key of the refusal
     */
    public record Attempt(Instant at, Actor actor, @Nullable Summary file, String code, List<String> arguments) {
        public Attempt {
            arguments = List.copyOf(arguments);
        }

        public String what(Words words) {
            return words.knows(code) ? words.say(code, arguments.toArray()) : words.say("desk.attempts.other", code);
        }
    }

    public String who(Attempt attempt, Words words) {
        return events.who(attempt.actor(), words);
    }
}
