package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;
import org.yimen.supervision.Findings.Finding;
import org.yimen.supervision.Measure;

/**
 * 监管情况, beside a case: what was found with its applicant before, for whoever decides on it.
 *
 * @param handover the case itself where its decision is under supervision, or null
 * @param measures what is or was done to his licences
 * @param bannedUntil the last day on which he may not apply for this, or null
 */
public record SupervisedPanel(
        List<Finding> findings,
        List<Measure> measures,
        @Nullable UUID handover,
        Map<String, Text> departments,
        @Nullable LocalDate bannedUntil) {
    public SupervisedPanel {
        findings = List.copyOf(findings);
        measures = List.copyOf(measures);
    }

    /** True where there is nothing to say. */
    public boolean isEmpty() {
        return findings.isEmpty() && measures.isEmpty() && handover == null;
    }
}
