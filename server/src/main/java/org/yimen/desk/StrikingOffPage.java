package org.yimen.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.TerminationGround;
import org.yimen.application.web.EventWords;
import org.yimen.licence.Licence;
import org.yimen.licence.Standing;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.web.Words;
import org.yimen.supervision.StrikingsOff.Proposal;

/**
 * 注销: what was proposed about a licence, and by whom it was confirmed or denied; the form where nothing waits.
 *
 * @param offered the grounds that can be true of the holder
 * @param supervises he is of the department that supervises, and reads what proves it
 * @param may the officer may propose it
 * @param decides he may be the second one, of what another proposed
 * @param reason as it was typed
 * @param basis as it was typed
 */
public record StrikingOffPage(
        DeskFrame frame,
        Licence licence,
        Standing standing,
        EventWords events,
        List<Proposal> proposals,
        List<TerminationGround> offered,
        boolean supervises,
        boolean may,
        boolean decides,
        String key,
        String reason,
        String basis,
        @Nullable RuleBroken refusal) {

    public StrikingOffPage {
        proposals = List.copyOf(proposals);
        offered = List.copyOf(offered);
    }

    static String base(UUID caseId, UUID licence) {
        return "/desk/supervision/" + caseId + "/licences/" + licence + "/striking-off";
    }

    public String base() {
        return base(licence.caseId(), licence.id());
    }

    /** True while nothing waits for the second word. */
    public boolean mayPropose() {
        return may && proposals.stream().noneMatch(Proposal::isOpen);
    }

    public boolean maySecond(Proposal proposal) {
        return decides
                && proposal.isOpen()
                && !proposal.proposedBy().equals(frame.officer().id());
    }

    public List<Choice> grounds(Words words) {
        return offered.stream()
                .map(ground -> Choice.of(
                        ground.name(),
                        words.say(ground.key()),
                        Hint.of(words.say("desk.act.termination-article", ground.article()))))
                .toList();
    }
}
