package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.hotline.WorkOrders;
import org.yimen.platform.Text;
import org.yimen.supervision.Findings.Finding;
import org.yimen.supervision.Measure;
import org.yimen.supervision.Push;

/**
 * 监管情况, beside a case: what was found with its applicant before, for whoever decides on it.
 *
 * @param handover the case itself where its decision is under supervision, or null
 * @param measures what is or was done to his licences
 * @param push how far the decision is on its way to who supervises, or null
 * @param opened the cases whose supervision opens for who reads
 * @param bannedUntil the last day on which he may not apply for this, or null
 */
public record SupervisedPanel(
        List<Finding> findings,
        List<Measure> measures,
        @Nullable UUID handover,
        @Nullable Push push,
        Map<String, Text> departments,
        Set<UUID> opened,
        @Nullable LocalDate bannedUntil,
        Raised raised) {

    /**
     * 督办、催办 about this case: it stays on its record.
     *
     * @param opened those that the officer may open
     * @param mayRaise he may raise one
     */
    public record Raised(List<WorkOrders.Line> lines, Set<UUID> opened, boolean mayRaise) {
        public Raised {
            lines = List.copyOf(lines);
            opened = Set.copyOf(opened);
        }
    }

    public SupervisedPanel {
        findings = List.copyOf(findings);
        measures = List.copyOf(measures);
        opened = Set.copyOf(opened);
    }

    public boolean opens(UUID caseId) {
        return opened.contains(caseId);
    }

    /** True where there is nothing to say. */
    public boolean isEmpty() {
        return push == null && findings.isEmpty() && measures.isEmpty() && (handover == null || !opens(handover));
    }
}
