package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.application.web.ClockPages;
import org.yimen.catalogue.Office;
import org.yimen.document.Qr;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;
import org.yimen.time.Reading;

/** What the applicant takes home from the window. */
public record ReceiptPage(DeskFrame frame, CaseView view, Office office, Qr.SvgPath qr) {

    public List<SummaryRow> rows(Words words) {
        var rows = new ArrayList<SummaryRow>();
        rows.add(SummaryRow.of(words.say("desk.receipt.applicant"), view.file().title()));
        rows.add(SummaryRow.of(
                words.say("desk.receipt.received"), words.dateTime(view.file().openedAt())));
        clock("answer")
                .ifPresent(clock ->
                        rows.add(SummaryRow.of(words.say("desk.receipt.answer-by"), date(clock.reading(), words))));
        rows.add(SummaryRow.of(
                words.say("desk.receipt.promised"),
                clock("promised")
                        .map(clock -> date(clock.reading(), words))
                        .orElseGet(() -> words.say(
                                "desk.receipt.promised-after",
                                ClockPages.limit(view.item().limits().promised(), words)))));
        rows.add(SummaryRow.of(words.say("desk.receipt.office"), words.text(office.name())));
        rows.add(SummaryRow.of(words.say("desk.receipt.ask"), office.phone()));
        rows.add(SummaryRow.of(words.say("desk.receipt.complain"), office.complaintPhone()));
        return rows;
    }

    private Optional<ClockReading> clock(String code) {
        return view.clocks().stream().filter(each -> each.code().equals(code)).findFirst();
    }

    private static String date(Reading reading, Words words) {
        return reading.provisional()
                ? words.say("desk.receipt.provisional", words.date(reading.dueOn()))
                : words.date(reading.dueOn());
    }
}
