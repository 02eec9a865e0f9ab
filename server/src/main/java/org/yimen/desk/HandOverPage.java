package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Candidate;
import org.yimen.application.CaseView;
import org.yimen.identity.Masks;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;

/**
 * The result at the window: who takes it.
 *
 * @param candidates those to whom it may be given
 * @param carded whose card the officer has just read, or null
 * @param chosen what was typed, as {@code way} or as the code of a candidate
 * @param error the message key of what is missing, or null
 */
public record HandOverPage(
        DeskFrame frame,
        CaseView view,
        HandOverPanel panel,
        List<Candidate> candidates,
        @Nullable Candidate carded,
        String key,
        @Nullable String chosen,
        @Nullable String error,
        @Nullable RuleBroken refusal) {

    public HandOverPage {
        candidates = List.copyOf(candidates);
    }

    /** The people who may take it, then his inbox where he agreed to that. */
    public List<Choice> choices(Words words) {
        List<Choice> people = candidates.stream()
                .map(each -> Choice.of(
                        each.code(),
                        words.say("desk.hand-over.to", words.say(each.relation().key()), Masks.name(each.name()))))
                .toList();
        return panel.isOnline()
                ? java.util.stream.Stream.concat(
                                people.stream(),
                                java.util.stream.Stream.of(Choice.of("online", words.say("desk.hand-over.online"))))
                        .toList()
                : people;
    }

    public boolean failed() {
        return error != null || refusal != null;
    }
}
