package org.yimen.portal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Plan.Point;
import org.yimen.platform.Text;
import org.yimen.procedure.Engagement;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Mending;
import org.yimen.procedure.Survey;

/**
 * What the special procedures of a case mean for its applicant.
 *
 * @param outside declined orders are not the applicant's affair, and not among them
 * @param told his right to a hearing, while he may still choose; else null
 * @param chair name of who holds the hearing, or empty
 * @param own what he was told of his right and made of it, or null
 */
public record ProcedurePanel(
        List<Visit> visits,
        List<Outside> outside,
        Hearing.@Nullable Entitled told,
        @Nullable Hearing hearing,
        String chair,
        Hearing.@Nullable Entitled own,
        LocalDate today) {

    /**
     * A survey with what is looked at.
     *
     * @param checklist after rectification only what was found unmet before
     * @param mending what he was given to mend of what it found, while it was not looked at again; else null
     */
    public record Visit(
            Survey survey, List<Point> checklist, @Nullable Mending mending) {
        public Visit {
            checklist = List.copyOf(checklist);
        }

        /** What it found unmet. */
        public List<Point> unmet() {
            return survey.unmet(checklist);
        }
    }

    /** What is, or was, with a body outside. */
    public record Outside(Engagement order, Text step) {}

    public ProcedurePanel {
        outside = List.copyOf(outside);
        visits = List.copyOf(visits);
    }

    /** True where he asked for the hearing and it was not held yet: he may still withdraw that. */
    public boolean hasAsked() {
        return own != null && "requested".equals(own.choice()) && hearing != null && !hearing.isHeld();
    }

    /** Art. 48(1)(3): true where he knows who holds it, before it was held. */
    public boolean mayAskForAnother() {
        return own != null && hearing != null && hearing.schedule() != null && !hearing.isHeld();
    }

    public boolean isOverdue() {
        return hearing != null && hearing.isOverdueOn(today);
    }

    /** {0} the body, {1} since when, {2} until when, {3} when it ended. */
    public String outsideKey(Engagement order) {
        return switch (order.standing()) {
            case ORDERED, ACCEPTED, DECLINED -> "portal.case.outside-with";
            case REPORTED -> "portal.case.outside-back";
            case RECALLED -> "portal.case.outside-recalled";
        };
    }

    static Hearing.@Nullable Entitled open(List<Hearing.Entitled> entitled, LocalDate today) {
        return entitled.stream()
                .filter(each -> !each.party() && each.isOpenOn(today))
                .findFirst()
                .orElse(null);
    }
}
