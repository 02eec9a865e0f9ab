package org.yimen.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.State;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.application.Gaps;
import org.yimen.application.Gaps.Gap;
import org.yimen.application.Requests;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.ClockPages;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.HowFar;
import org.yimen.catalogue.Office;
import org.yimen.platform.ui.ClockView;
import org.yimen.platform.ui.Fact;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.ui.TimelineEntry;
import org.yimen.platform.web.Words;
import org.yimen.time.Reading;

/** What anybody may know of a case that he may ask for: where it stands, who has it, until when, what happened. */
public record CaseFacts(CaseView view, EventWords events, Office office) {

    public String status(Words words) {
        return CaseWords.status(view.state(), words);
    }

    public String meaning(Words words) {
        return CaseWords.meaning(view.state(), words);
    }

    /** Colour of the tag, beside its word. */
    public @Nullable String tone() {
        return switch (view.state()) {
            case State.SupplementDue _, State.ReadyToGrant _ -> "govuk-tag--yellow";
            case State.Granted _, State.Issued _, State.Delivered _, State.Archived _ -> "govuk-tag--green";
            case State.Refused _, State.RefusalServed _, State.Declined _ -> "govuk-tag--red";
            case State.Withdrawn _, State.Terminated _ -> "govuk-tag--grey";
            default -> null;
        };
    }

    public boolean waitsForYou() {
        return howFar().waitsForApplicant();
    }

    private HowFar howFar() {
        return new HowFar(view, events);
    }

    /** What he is asked for after silence had accepted it; null where he is asked for nothing. */
    public Requests.@Nullable Request asked() {
        return Requests.of(view.state()).open().orElse(null);
    }

    /** 容缺: what the applicant promised and has not brought. */
    public List<Gap> missing() {
        return Gaps.of(view.state()).missing();
    }

    public String material(Gap gap, Words words) {
        return CaseWords.material(gap.material(), view.item(), words);
    }

    private Optional<ClockReading> clock(String code) {
        return howFar().clock(code);
    }

    public List<Fact> facts(Words words) {
        return howFar().facts(words);
    }

    /** What is next. */
    public String next(Words words) {
        return howFar().next(words);
    }

    /** The rows of the receipt. */
    public List<SummaryRow> receipt(Words words) {
        var rows = new ArrayList<SummaryRow>();
        rows.add(
                SummaryRow.of(words.say("portal.receipt.applicant"), view.file().title()));
        rows.add(SummaryRow.of(
                words.say("portal.receipt.received"), words.dateTime(view.file().openedAt())));
        clock("answer")
                .ifPresent(clock ->
                        rows.add(SummaryRow.of(words.say("portal.receipt.answer-by"), date(clock.reading(), words))));
        rows.add(SummaryRow.of(
                words.say("portal.receipt.promised"),
                clock("promised")
                        .map(clock -> date(clock.reading(), words))
                        .orElseGet(() -> words.say(
                                "portal.receipt.promised-after",
                                ClockPages.limit(view.item().limits().promised(), words)))));
        rows.add(SummaryRow.of(words.say("portal.receipt.office"), words.text(office.name())));
        rows.add(SummaryRow.of(words.say("portal.receipt.ask"), office.phone()));
        rows.add(SummaryRow.of(words.say("portal.receipt.complain"), office.complaintPhone()));
        return rows;
    }

    private static String date(Reading reading, Words words) {
        return reading.provisional()
                ? words.say("portal.case.provisional", words.date(reading.dueOn()))
                : words.date(reading.dueOn());
    }

    public List<ClockView> clocks(Words words) {
        return ClockPages.views(view, words);
    }

    public List<TimelineEntry> timeline(Words words) {
        return events.publicTimeline(view, words);
    }
}
