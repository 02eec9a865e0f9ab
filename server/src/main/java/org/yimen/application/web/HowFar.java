package org.yimen.application.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yimen.application.Application.State;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.ClockReading;
import org.yimen.platform.ui.Fact;
import org.yimen.platform.web.Words;
import org.yimen.time.Reading;

/** 查进度: who has a case now, what is next, how many days were used and are left; every channel says the same. */
public record HowFar(CaseView view, EventWords events) {

    public boolean waitsForApplicant() {
        return view.state() instanceof State.SupplementDue;
    }

    /** The clock that matters to whoever waits: the promise, else the answer, else the hand-over. */
    public Optional<ClockReading> clock() {
        return clock("delivery")
                .filter(clock -> clock.stoppedOn() == null)
                .or(() -> clock("promised"))
                .or(() -> clock("answer"))
                .or(() -> clock("delivery"));
    }

    public Optional<ClockReading> clock(String code) {
        return view.clocks().stream().filter(each -> each.code().equals(code)).findFirst();
    }

    public List<Fact> facts(Words words) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(words.say("application.progress.with"), with(words), next(words)));
        clock().ifPresent(clock -> {
            Reading reading = clock.reading();
            facts.add(new Fact(
                    words.say("application.progress.days-used"),
                    words.count("days", reading.used()),
                    words.say("application.progress.of", ClockPages.limit(clock.limit(), words))));
            facts.add(
                    reading.isLate()
                            ? new Fact(
                                    words.say("application.progress.days-late"),
                                    words.count("days", reading.daysLate()),
                                    words.say("application.progress.late-note"))
                            : new Fact(
                                    words.say("application.progress.days-left"),
                                    words.count("days", reading.left()),
                                    reading.stopped() > 0
                                            ? words.say("application.progress.stopped", reading.stopped())
                                            : null));
            facts.add(new Fact(
                    words.say("application.progress." + clock.code() + "-by"),
                    words.shortDate(reading.dueOn()),
                    reading.provisional() ? words.say("application.clock.provisional") : null));
        });
        return facts;
    }

    /** Who has it now: the applicant, offices, or nobody any more. */
    public String with(Words words) {
        if (waitsForApplicant()) {
            return words.say("application.progress.you");
        }
        List<String> offices = departments().stream()
                .map(code -> events.department(code, words))
                .toList();
        return offices.isEmpty() ? nobody(words) : words.list(offices);
    }

    /** Codes of the departments that have it now; empty where the applicant has it, or nobody. */
    public List<String> departments() {
        return waitsForApplicant()
                ? List.of()
                : view.next().stream()
                        .map(task -> task.post().substring(0, task.post().indexOf('/')))
                        .distinct()
                        .toList();
    }

    private String nobody(Words words) {
        return words.say(
                switch (view.state()) {
                    case State.Withdrawn _ -> "application.progress.nobody-withdrawn";
                    case State.Terminated _ -> "application.progress.nobody-terminated";
                    default -> "application.progress.nobody";
                });
    }

    /** What is next. */
    public String next(Words words) {
        if (waitsForApplicant()) {
            return words.say("application.progress.next-supplement");
        }
        List<String> acts = view.next().stream()
                .map(task -> CaseWords.act(task.act(), words))
                .distinct()
                .toList();
        return acts.isEmpty()
                ? words.say("application.progress.next-nothing")
                : words.say("application.progress.next", words.list(acts));
    }
}
