package org.yimen.desk;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.yimen.application.Loops.Count;
import org.yimen.application.Loops.Stuck;
import org.yimen.application.web.EventWords;
import org.yimen.platform.Text;

/**
 * What rests between two ends.
 *
 * @param department the one that is looked at; empty for all
 */
public record StuckPage(
        DeskFrame frame, EventWords events, LocalDate today, String department, List<Count> counts, List<Line> lines) {

    /** @param item what it is for, in words */
    public record Line(Stuck stuck, Text item) {}

    public StuckPage {
        counts = List.copyOf(counts);
        lines = List.copyOf(lines);
    }

    /** So many days it has rested. */
    public long age(LocalDate since) {
        return ChronoUnit.DAYS.between(since, today);
    }
}
