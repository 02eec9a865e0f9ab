package org.yimen.portal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Plan.Point;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Survey;

/**
 * What the special procedures of a case mean for its applicant.
 *
 * @param told his right to a hearing, while he may still choose; else null
 * @param chair name of who holds the hearing, or empty
 */
public record ProcedurePanel(
        List<Visit> visits,
        Hearing.@Nullable Entitled told,
        @Nullable Hearing hearing,
        String chair) {

    /** A survey with what is looked at. */
    public record Visit(Survey survey, List<Point> checklist) {
        public Visit {
            checklist = List.copyOf(checklist);
        }
    }

    public ProcedurePanel {
        visits = List.copyOf(visits);
    }

    static Hearing.@Nullable Entitled open(List<Hearing.Entitled> entitled, LocalDate today) {
        return entitled.stream()
                .filter(each -> !each.party() && each.isOpenOn(today))
                .findFirst()
                .orElse(null);
    }
}
