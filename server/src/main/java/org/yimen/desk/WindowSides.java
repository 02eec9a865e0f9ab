package org.yimen.desk;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.State;
import org.yimen.application.CaseView;
import org.yimen.application.Checkpoints;
import org.yimen.application.LineResults;
import org.yimen.application.LineResults.Keyed;
import org.yimen.application.PreChecks;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;

/** What the window needs beside a case: what a pre-check looked at already, and what a system of the line decided. */
@Component
class WindowSides {

    private final PreChecks preChecks;
    private final LineResults lines;

    WindowSides(PreChecks preChecks, LineResults lines) {
        this.preChecks = preChecks;
        this.lines = lines;
    }

    /**
     * @param looked the checkpoints that a pre-check or the receiving window looked at; nothing was changed since
     * @param corrects true where the officer may correct an answer on the spot
     * @param speaks true where the applicant, standing there, may say something about his open case
     * @param line the system of the line, or null where it is decided here
     * @param keyed what was keyed back, or null
     * @param keys true where the officer may key it back now
     */
    public record WindowSide(
            List<String> looked,
            boolean corrects,
            boolean speaks,
            @Nullable Text line,
            @Nullable Keyed keyed,
            boolean keys) {
        public WindowSide {
            looked = List.copyOf(looked);
        }
    }

    WindowSide of(Officer officer, CaseView view) {
        boolean received = view.state() instanceof State.Received || view.state() instanceof State.Supplemented;
        Text line = view.item().mode().lineSystem();
        return new WindowSide(
                received ? looked(view) : List.of(),
                received
                        && view.may("correct-on-the-spot")
                        && Counters.standsFor(officer, view.item().department()),
                view.may("withdraw") && Counters.standsFor(officer, view.item().department()),
                line,
                line == null ? null : lines.of(view.file().id()).orElse(null),
                line != null && mayKey(officer, view));
    }

    /** By a pre-check of what is handed in unchanged, and by the window that received it. */
    private List<String> looked(CaseView view) {
        return Stream.concat(
                        preChecks.passed(view.dossier()).stream().flatMap(passed -> passed.looked().stream()),
                        Checkpoints.received(view.history()).stream().flatMap(List::stream))
                .distinct()
                .toList();
    }

    /** Who stands at the window of the line: the deciding department's own people, while it is open. */
    @Guard
    static boolean mayKey(Officer officer, CaseView view) {
        String department = view.item().department();
        return view.state() instanceof State.Deciding
                && (officer.holds(department + "/chief") || officer.holds(department + "/head"));
    }
}
