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
        return view.state() instanceof State.SupplementDue;
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

    /** The clock that matters to whoever waits: the promise, else the answer, else the hand-over. */
    Optional<ClockReading> clock() {
        return clock("delivery")
                .filter(clock -> clock.stoppedOn() == null)
                .or(() -> clock("promised"))
                .or(() -> clock("answer"))
                .or(() -> clock("delivery"));
    }

    private Optional<ClockReading> clock(String code) {
        return view.clocks().stream().filter(each -> each.code().equals(code)).findFirst();
    }

    public List<Fact> facts(Words words) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(words.say("portal.case.with"), with(words), next(words)));
        clock().ifPresent(clock -> {
            Reading reading = clock.reading();
            facts.add(new Fact(
                    words.say("portal.case.days-used"),
                    words.count("days", reading.used()),
                    words.say("portal.case.of", ClockPages.limit(clock.limit(), words))));
            facts.add(
                    reading.isLate()
                            ? new Fact(
                                    words.say("portal.case.days-late"),
                                    words.count("days", reading.daysLate()),
                                    words.say("portal.case.late-note"))
                            : new Fact(
                                    words.say("portal.case.days-left"),
                                    words.count("days", reading.left()),
                                    reading.stopped() > 0
                                            ? words.say("portal.case.stopped", reading.stopped())
                                            : null));
            facts.add(new Fact(
                    words.say("portal.case." + clock.code() + "-by"),
                    words.shortDate(reading.dueOn()),
                    reading.provisional() ? words.say("application.clock.provisional") : null));
        });
        return facts;
    }

    /** Who has it now. */
    private String with(Words words) {
        if (waitsForYou()) {
            return words.say("portal.case.you");
        }
        List<String> offices = view.next().stream()
                .map(task -> task.post().substring(0, task.post().indexOf('/')))
                .distinct()
                .map(code -> events.department(code, words))
                .toList();
        return offices.isEmpty() ? nobody(words) : words.list(offices);
    }

    private String nobody(Words words) {
        return words.say(
                switch (view.state()) {
                    case State.Withdrawn _ -> "portal.case.nobody-withdrawn";
                    case State.Terminated _ -> "portal.case.nobody-terminated";
                    default -> "portal.case.nobody";
                });
    }

    /** What is next. */
    public String next(Words words) {
        if (waitsForYou()) {
            return words.say("portal.case.next-supplement");
        }
        List<String> acts = view.next().stream()
                .map(task -> CaseWords.act(task.act(), words))
                .distinct()
                .toList();
        return acts.isEmpty() ? words.say("portal.case.next-nothing") : words.say("portal.case.next", words.list(acts));
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
