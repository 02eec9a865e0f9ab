package org.yimen.portal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.LimitedNumbers;
import org.yimen.application.NoticeHandOvers;
import org.yimen.application.web.OriginalLines;
import org.yimen.delivery.Handover;
import org.yimen.document.StoredPaper;
import org.yimen.insight.Effort;
import org.yimen.licence.Licence;
import org.yimen.licence.Standing;
import org.yimen.rating.Occasion;

/**
 * A case for its holder.
 *
 * @param papers the formal papers that its events name
 * @param fees what it costs, if anything
 * @param saved what it spared its applicant, once it has ended
 * @param result how it comes to him
 * @param procedures visits and hearings, if any
 * @param originals its papers that the centre has or had, and where each is
 * @param notices which notices reached him, and when; with the decision
 * @param line its place where numbers are limited; null where they are not, and after the decision
 * @param unsaved whether to say that a change of the draft came after it was handed in
 */
public record CasePage(
        CaseFacts facts,
        List<StoredPaper> papers,
        @Nullable Licence licence,
        @Nullable Standing standing,
        boolean unsaved,
        Said said,
        FeePanel fees,
        Effort.@Nullable Saved saved,
        ResultPanel result,
        ProcedurePanel procedures,
        List<OriginalLines.Line> originals,
        List<NoticeHandOvers.Line> notices,
        LimitedNumbers.@Nullable Line line) {

    /** What is said on the case and of it. */
    public record Said(int unseen, @Nullable Occasion occasion) {}

    public CasePage {
        papers = List.copyOf(papers);
        originals = List.copyOf(originals);
        notices = List.copyOf(notices);
    }

    /** How a paper reached him; null while it did not, and for what is neither a notice nor the decision. */
    public @Nullable Handover served(StoredPaper paper) {
        return line(paper).map(NoticeHandOvers.Line::served).orElse(null);
    }

    /** When it was first opened here, or null. */
    public @Nullable Instant readAt(StoredPaper paper) {
        return line(paper).map(NoticeHandOvers.Line::readAt).orElse(null);
    }

    /** True where the post brought it as its slip says: he may say that he did not get it. */
    public boolean isPosted(StoredPaper paper) {
        return line(paper).filter(NoticeHandOvers.Line::isPosted).isPresent();
    }

    /** True while a notice has not reached him; the decision comes with the result. */
    public boolean isAnyWaiting() {
        return notices.stream().anyMatch(line -> line.served() == null && !line.isDecision());
    }

    /** Names what is sent from this page. */
    public String key() {
        return UUID.randomUUID().toString();
    }

    private Optional<NoticeHandOvers.Line> line(StoredPaper paper) {
        return notices.stream()
                .filter(line -> line.paper().id().equals(paper.id()))
                .findFirst();
    }

    public UUID id() {
        return facts.view().file().id().value();
    }

    public String base() {
        return "/me/cases/" + id();
    }

    public boolean mayWithdraw() {
        return facts.view().may("withdraw");
    }
}
