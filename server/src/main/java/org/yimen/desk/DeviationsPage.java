package org.yimen.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Actor;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;

/**
 * Where the order of a plan was left, newest first.
 *
 * @param next where the next page begins, or null on the last
 */
public record DeviationsPage(
        DeskFrame frame,
        List<Deviation> deviations,
        EventWords events,
        @Nullable String next,
        boolean first) {

    public DeviationsPage {
        deviations = List.copyOf(deviations);
    }

    /**
     * One deviation.
     *
     * @param element what came first
     * @param postponed what should have come first
     * @param by who gave his assent
     */
    public record Deviation(
            Instant at,
            Summary file,
            ItemVersion item,
            String element,
            String postponed,
            String reason,
            String note,
            UUID askedBy,
            Actor by) {}
}
