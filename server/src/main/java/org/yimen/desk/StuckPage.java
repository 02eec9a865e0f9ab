package org.yimen.desk;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Loops.Count;
import org.yimen.application.Loops.Stuck;
import org.yimen.application.web.EventWords;
import org.yimen.platform.Text;
import org.yimen.supervision.Push;

/**
 * What rests between two ends.
 *
 * @param department the one that is looked at; empty for all
 */
public record StuckPage(
        DeskFrame frame, EventWords events, LocalDate today, String department, List<Count> counts, List<Line> lines) {

    /**
     * @param item what it is for, in words
     * @param push how far it is on its way to the supervising department; null before it was granted, and of what nobody supervises
     */
    public record Line(Stuck stuck, Text item, @Nullable Push push) {}

    public StuckPage {
        counts = List.copyOf(counts);
        lines = List.copyOf(lines);
    }

    /** So many days it has rested. */
    public long age(LocalDate since) {
        return ChronoUnit.DAYS.between(since, today);
    }
}
