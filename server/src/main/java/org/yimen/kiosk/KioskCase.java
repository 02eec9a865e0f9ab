package org.yimen.kiosk;

import java.util.ArrayList;
import java.util.List;
import org.yimen.application.Application.State;
import org.yimen.application.CaseView;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.HowFar;
import org.yimen.catalogue.Office;
import org.yimen.platform.ui.Fact;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.ui.TimelineEntry;
import org.yimen.platform.web.Words;

/** How far a case is, in few words. */
public record KioskCase(CaseView view, EventWords events, Office office) {

    public String status(Words words) {
        return CaseWords.status(view.state(), words);
    }

    public String meaning(Words words) {
        return CaseWords.meaning(view.state(), words);
    }

    public boolean waitsForApplicant() {
        return view.state() instanceof State.SupplementDue;
    }

    public List<SummaryRow> rows(Words words) {
        var rows = new ArrayList<SummaryRow>();
        rows.add(SummaryRow.of(words.say("kiosk.case.number"), view.file().number()));
        rows.add(SummaryRow.of(
                words.say("kiosk.case.opened"), words.dateTime(view.file().openedAt())));
        rows.add(SummaryRow.of(words.say("kiosk.case.channel"), channel(words)));
        for (Fact fact : new HowFar(view, events).facts(words)) {
            String note = fact.note();
            rows.add(SummaryRow.of(fact.label(), note == null ? fact.value() : fact.value() + " · " + note));
        }
        rows.add(SummaryRow.of(words.say("kiosk.case.office"), words.text(office.name())));
        rows.add(SummaryRow.of(words.say("kiosk.case.ask"), office.phone()));
        rows.add(SummaryRow.of(words.say("kiosk.case.complain"), office.complaintPhone()));
        return rows;
    }

    /** Where it was handed in. */
    private String channel(Words words) {
        return words.say("application.channel." + view.file().channel());
    }

    public List<TimelineEntry> timeline(Words words) {
        return events.publicTimeline(view, words);
    }
}
