package org.yimen.desk;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.CaseView;
import org.yimen.application.Corrections.Proposal;
import org.yimen.application.Corrections.Target;
import org.yimen.application.web.EventWords;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/**
 * 更正: what was found wrong in the papers of a case, and who confirmed it; the form where nothing waits.
 *
 * @param proposes he serves in the department
 * @param confirms he may decide for it
 */
public record CorrectionPage(
        DeskFrame frame,
        CaseView view,
        EventWords events,
        List<Proposal> proposals,
        List<Target> targets,
        boolean proposes,
        boolean confirms,
        String key,
        Typed typed,
        @Nullable RuleBroken refusal) {

    public CorrectionPage {
        proposals = List.copyOf(proposals);
        targets = List.copyOf(targets);
    }

    public String base() {
        return "/desk/cases/" + view.file().id().value() + "/correction";
    }

    /** True for the other one of the two. */
    public boolean seconds(Proposal proposal) {
        return confirms
                && proposal.isOpen()
                && !proposal.proposedBy().equals(frame.officer().id());
    }

    /** True where there is something to correct and nothing waits. */
    public boolean offers() {
        return proposes && !targets.isEmpty() && proposals.stream().noneMatch(Proposal::isOpen);
    }

    /** Each line of a certificate, and each paper as a whole. */
    public List<Choice> lines(Words words) {
        return targets.stream()
                .flatMap(target -> target.licence()
                        ? target.lines().stream()
                                .map(line -> Choice.of(
                                        target.id() + ":" + line.label(),
                                        words.say("desk.correction.of-licence", target.number(), line.label())))
                        : Stream.of(Choice.of(
                                target.id().toString(),
                                words.say(
                                        "desk.correction.of-paper",
                                        words.say(target.kind().key()),
                                        target.number()))))
                .toList();
    }
}
