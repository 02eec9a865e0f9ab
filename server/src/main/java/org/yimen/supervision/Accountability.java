package org.yimen.supervision;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 违诺追究 of one case whose promised date was missed.
 *
 * @param number of the case
 * @param person who was responsible, as the acceptance said; null where nobody was
 * @param days over the promised date: as far as anybody has counted while it was not decided
 * @param explainBy until when the department explains itself
 * @param explanation null while it has not
 * @param finding null while supervision has found nothing
 */
public record Accountability(
        UUID caseId,
        String number,
        String department,
        @Nullable UUID person,
        LocalDate dueOn,
        int days,
        LocalDate openedOn,
        LocalDate explainBy,
        @Nullable Explanation explanation,
        @Nullable Finding finding) {

    public record Explanation(String text, UUID by, LocalDate on) {}

    /** @param upheld 追究; else the reason says why not */
    public record Finding(boolean upheld, String reason, UUID by, LocalDate on) {}

    /** The message key of how it stands. */
    public String standing(LocalDate today) {
        if (finding != null) {
            return finding.upheld() ? "supervision.accountability.upheld" : "supervision.accountability.not-upheld";
        }
        if (explanation != null) {
            return "supervision.accountability.explained";
        }
        return today.isAfter(explainBy) ? "supervision.accountability.silent" : "supervision.accountability.asked";
    }

    /** True while something can be found: the department has explained itself, or let its days go by. */
    public boolean isRipe(LocalDate today) {
        return finding == null && (explanation != null || today.isAfter(explainBy));
    }
}
