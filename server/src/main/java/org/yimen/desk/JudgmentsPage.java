package org.yimen.desk;

import java.util.List;
import org.yimen.application.Judgments.Count;
import org.yimen.application.Judgments.Entered;
import org.yimen.application.web.EventWords;
import org.yimen.casework.WorkLists.Summary;

/**
 * What reviewing organs and courts said of decisions, the newest first, and how often in this year.
 *
 * @param inquires true where he can have it looked into whether somebody acted on purpose or carelessly
 */
public record JudgmentsPage(
        DeskFrame frame, int year, List<Count> counts, List<Line> lines, EventWords events, boolean inquires) {

    /** @param opens true where the case opens for who reads */
    public record Line(Entered entered, Summary file, boolean opens) {

        /** The message key of how it stands. */
        public String standing() {
            if (entered.isOpen()) {
                return "desk.judgment.waits";
            }
            return entered.isConfirmed() ? "desk.judgments.confirmed" : "desk.judgments.nothing";
        }
    }

    public JudgmentsPage {
        counts = List.copyOf(counts);
        lines = List.copyOf(lines);
    }
}
