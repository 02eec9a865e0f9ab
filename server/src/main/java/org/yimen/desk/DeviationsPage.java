package org.yimen.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Actor;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.web.Words;

/**
 * Where the order of a plan was left, newest first.
 *
 * @param latePoints 一次性告知之外, beside the first page
 * @param notes what else is read, beside the first page
 * @param next where the next page begins, or null on the last
 */
public record DeviationsPage(
        DeskFrame frame,
        List<Deviation> deviations,
        EventWords events,
        @Nullable String next,
        boolean first,
        List<LatePoint> latePoints,
        List<Note> notes) {

    public DeviationsPage {
        deviations = List.copyOf(deviations);
        latePoints = List.copyOf(latePoints);
        notes = List.copyOf(notes);
    }

    /**
     * Something else that supervision reads.
     *
     * @param kind of its audit entry
     * @param received day of the receipt, where that is what it is measured by
     * @param reason as whoever did it gave it; may be empty
     */
    public record Note(
            Instant at, Summary file, String kind, @Nullable LocalDate received, String reason, Actor by) {

        public String said(Words words) {
            return words.say(
                    "desk.deviations.note." + kind.substring(kind.indexOf('.') + 1), received == null ? "" : received);
        }
    }

    /**
     * 一次性告知之外: what a later notice named although the first had not.
     *
     * @param points codes of the materials and answers
     * @param by who named them
     */
    public record LatePoint(Instant at, Summary file, ItemVersion item, List<String> points, String reason, Actor by) {
        public LatePoint {
            points = List.copyOf(points);
        }

        public String said(Words words) {
            return words.list(points.stream()
                    .map(point -> CaseWords.material(point, item, words))
                    .toList());
        }
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
