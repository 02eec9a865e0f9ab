package org.yimen.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 审管衔接: a decision that was pushed to the department that supervises from now on.
 *
 * @param department who supervises
 * @param decidedBy the department in whose name it was decided
 * @param dueOn by when the supervising department confirms and plans
 * @param reminders how often it was reminded
 * @param endedOn when the licence ended before anybody had confirmed
 */
public record Referral(
        UUID caseId,
        String department,
        String decidedBy,
        UUID holder,
        LocalDate decidedOn,
        LocalDate dueOn,
        @Nullable Instant acknowledgedAt,
        @Nullable UUID acknowledgedBy,
        int reminders,
        @Nullable LocalDate endedOn) {

    public Push push() {
        if (acknowledgedAt != null) {
            return Push.CONFIRMED;
        }
        if (endedOn != null) {
            return Push.ENDED;
        }
        return reminders > 0 ? Push.AGAIN : Push.SENT;
    }

    public boolean isOpen() {
        return acknowledgedAt == null && endedOn == null;
    }

    public boolean isLateOn(LocalDate day) {
        return isOpen() && day.isAfter(dueOn);
    }
}
