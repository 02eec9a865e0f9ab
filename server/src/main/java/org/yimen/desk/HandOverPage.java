package org.yimen.desk;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.delivery.Receiver;
import org.yimen.identity.Masks;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;

/**
 * The result at the window: who takes it.
 *
 * @param candidates those to whom it may be given
 * @param carded whose card the officer has just read, or null
 * @param chosen what was typed, as {@code way} or its place among the candidates
 * @param error the message key of what is missing, or null
 */
public record HandOverPage(
        DeskFrame frame,
        CaseView view,
        HandOverPanel panel,
        List<Receiver> candidates,
        @Nullable Receiver carded,
        String key,
        @Nullable String chosen,
        @Nullable String error,
        @Nullable RuleBroken refusal) {

    public HandOverPage {
        candidates = List.copyOf(candidates);
    }

    /** The people who may take it, then his inbox where he agreed to that. */
    public List<Choice> choices(Words words) {
        List<Choice> people = IntStream.range(0, candidates.size())
                .mapToObj(place -> Choice.of(
                        Integer.toString(place),
                        words.say(
                                "desk.hand-over.to",
                                words.say(candidates.get(place).relation().key()),
                                Masks.name(candidates.get(place).name()))))
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
