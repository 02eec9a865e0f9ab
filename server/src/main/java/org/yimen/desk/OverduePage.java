package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.platform.Text;

/**
 * What should have been done before today, and by whom.
 *
 * @param all every department, not only the officer's own
 * @param chores what waits for him beside what is late with others
 * @param next where the next page begins, or null on the last
 */
public record OverduePage(
        DeskFrame frame,
        List<Row> rows,
        List<Chores.Chore> chores,
        EventWords events,
        boolean all,
        @Nullable String next,
        boolean first) {

    public OverduePage {
        rows = List.copyOf(rows);
        chores = List.copyOf(chores);
    }

    /**
     * One task that is late.
     *
     * @param first in the fast lane
     * @param days calendar days since its date
     */
    public record Row(
            String href,
            String number,
            String title,
            Text item,
            String act,
            String post,
            boolean first,
            LocalDate dueOn,
            long days) {}
}
