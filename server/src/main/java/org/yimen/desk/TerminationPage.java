package org.yimen.desk;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.TerminationGround;
import org.yimen.application.Terminations.Proposal;
import org.yimen.application.web.EventWords;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.web.Words;

/**
 * 终止办理: what was proposed and by whom it was confirmed or denied; the form where nothing waits.
 *
 * @param may the officer may end the case
 * @param reason as it was typed
 */
public record TerminationPage(
        DeskFrame frame,
        CaseView view,
        EventWords events,
        List<Proposal> proposals,
        boolean may,
        String key,
        String reason,
        @Nullable RuleBroken refusal) {

    public TerminationPage {
        proposals = List.copyOf(proposals);
    }

    public String base() {
        return "/desk/cases/" + view.file().id().value() + "/termination";
    }

    /** What waits for the second word; null where nothing does. */
    public @Nullable Proposal open() {
        return proposals.stream().filter(Proposal::isOpen).findFirst().orElse(null);
    }

    public boolean maySecond() {
        Proposal open = open();
        return may && open != null && !open.proposedBy().equals(frame.officer().id());
    }

    public List<Choice> grounds(Words words) {
        return Stream.of(TerminationGround.values())
                .map(ground -> view.item().regime() == Regime.LICENCE
                        ? Choice.of(
                                ground.name(),
                                words.say(ground.key()),
                                Hint.of(words.say("desk.act.termination-article", ground.article())))
                        : Choice.of(ground.name(), words.say(ground.key())))
                .toList();
    }
}
