package org.yimen.portal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
 * @param notices which notices reached him, and when
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

    /** When a notice reached him; null while it did not, and for what is no notice. */
    public @Nullable Instant servedOn(StoredPaper paper) {
        return notices.stream()
                .filter(line -> line.paper().id().equals(paper.id()))
                .flatMap(line -> Stream.ofNullable(line.served()))
                .map(Handover::servedAt)
                .findFirst()
                .orElse(null);
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
