package org.yimen.supervision;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 追责: 违诺追究 of one case whose promised date was missed, or what an inquiry into somebody's conduct upheld.
 *
 * @param caseId the case; of conduct the inquiry
 * @param number of the case or the inquiry
 * @param person who was responsible, as the acceptance or the decision said; null where nobody was
 * @param dueOn the promised date; null for conduct
 * @param days over the promised date, as far as anybody has counted while it was not decided; 0 for conduct
 * @param explainBy until when the department explains itself
 * @param explanation null while it has not
 * @param finding null while supervision has found nothing
 */
public record Accountability(
        UUID caseId,
        String number,
        String department,
        @Nullable UUID person,
        Ground ground,
        @Nullable LocalDate dueOn,
        int days,
        LocalDate openedOn,
        LocalDate explainBy,
        @Nullable Explanation explanation,
        @Nullable Finding finding,
        @Nullable Cost cost,
        @Nullable LocalDate revokedOn) {

    /** What it is for. */
    public enum Ground {
        /** 违诺. */
        PROMISE,
        /** 作风与效能: an inquiry. */
        CONDUCT;

        public String key() {
            return "supervision.accountability.ground-" + code();
        }

        /** As the database spells it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What it costs in the month of the finding.
     *
     * @param sanction code of {@link ConductRules.Sanction}, or null where there is none
     * @param leader who answers as well (一岗双责), or null
     */
    public record Cost(
            @Nullable String sanction, int points, @Nullable UUID leader, int leaderPoints) {}

    public record Explanation(String text, UUID by, LocalDate on) {}

    /** @param upheld 追究; else the reason says why not */
    public record Finding(boolean upheld, String reason, UUID by, LocalDate on) {}

    /** The message key of how it stands. */
    public String standing(LocalDate today) {
        if (revokedOn != null) {
            return "supervision.accountability.revoked";
        }
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
