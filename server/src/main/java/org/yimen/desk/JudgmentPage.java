package org.yimen.desk;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.Judgment;
import org.yimen.application.Judgments.Entered;
import org.yimen.application.web.EventWords;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/**
 * 复议、诉讼: what was said of the decision of a case, and who confirmed it; the form where nothing waits.
 *
 * @param open he may be one of the two
 * @param head he heads the department, so that he enters it
 */
public record JudgmentPage(
        DeskFrame frame,
        CaseView view,
        EventWords events,
        List<Entered> entries,
        boolean open,
        boolean head,
        String key,
        Typed typed,
        @Nullable RuleBroken refusal) {

    public JudgmentPage {
        entries = List.copyOf(entries);
    }

    public String base() {
        return "/desk/cases/" + view.file().id().value() + "/judgment";
    }

    /** True for the other one of the two, while one entry waits. */
    public boolean seconds(Entered entry) {
        return open && entry.isOpen() && !entry.by().equals(frame.officer().id());
    }

    /** True where the head can enter one. */
    public boolean enters() {
        return open && head && entries.stream().noneMatch(Entered::isOpen);
    }

    public List<Choice> bodies(Words words) {
        return Stream.of(Judgment.Body.values())
                .map(body -> Choice.of(body.name(), words.say(body.key())))
                .toList();
    }

    public List<Choice> kinds(Words words) {
        return Stream.of(Judgment.Kind.values())
                .map(kind -> Choice.of(kind.name(), words.say(kind.key())))
                .toList();
    }
}
