package org.yimen.portal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Applicant;
import org.yimen.application.Beginnings;
import org.yimen.document.Qr;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;

/**
 * What the applicant keeps: number, dates, who has it, and a code that shows how far it is.
 *
 * @param filled how much nobody had to type; null of a case from before this was counted
 */
public record ReceiptPage(CaseFacts facts, Qr.SvgPath qr, String address, Beginnings.@Nullable Filled filled) {

    /** The rows, with the applicant's whole name: it is his own paper. */
    public List<SummaryRow> rows(Words words) {
        var rows = new ArrayList<>(facts.receipt(words));
        Applicant applicant = facts.view().dossier().applicant();
        rows.set(0, SummaryRow.of(words.say("portal.receipt.applicant"), applicant.name()));
        if (applicant.agentName() != null) {
            rows.add(1, SummaryRow.of(words.say("portal.receipt.agent"), applicant.agentName()));
        }
        return rows;
    }
}
