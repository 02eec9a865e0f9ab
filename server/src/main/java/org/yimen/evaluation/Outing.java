package org.yimen.evaluation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One look at one department along a script.
 *
 * @param item code, or null where it is about no single item
 * @param window code of the window that was looked at, or null
 * @param seen whom of the staff he looked at, or null where it is about nobody alone
 * @param appointment who goes, where he is from outside
 * @param staff the leader who goes himself, where nobody from outside does; one of both is null
 * @param report what was seen, or null until it is reported
 * @param reportedAt when that was, or null
 * @param releasedAt from when on whoever was looked at reads it, or null
 */
public record Outing(
        UUID id,
        String region,
        Kind kind,
        String title,
        String department,
        @Nullable String item,
        @Nullable String window,
        @Nullable UUID seen,
        List<String> script,
        @Nullable UUID appointment,
        @Nullable UUID staff,
        LocalDate plannedOn,
        @Nullable Report report,
        @Nullable Instant reportedAt,
        @Nullable Instant releasedAt) {

    /** What kind of look it is. */
    public enum Kind {
        /** 实地暗访: whoever is looked at learns of it when it is released. */
        MYSTERY,
        /** 领导走流程: a leader applies as anybody would. */
        WALK,
        /** 监督员、群众体验. */
        EXPERIENCE,
        /** 人大代表、政协委员、媒体视察. */
        INSPECTION,
        /** 社会监督员 on his own. */
        SUPERVISION,
        /** 用户体验测试: tasks with success, time and errors. */
        USABILITY;

        /** Somebody applies as anybody would, so that it is said for what (M-EVA-17, M-EVA-24). */
        public boolean isOfAnItem() {
            return this == WALK || this == USABILITY;
        }

        public String key() {
            return "evaluation.outing." + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How one step of the script went.
     *
     * @param seconds that it took; 0 where nobody measured
     * @param errors how often he took a wrong way
     */
    public record Mark(boolean worked, int seconds, int errors, String note) {}

    /**
     * What he saw.
     *
     * @param marks one for each step of the script
     * @param score of 100, with one decimal; null where he gives none
     */
    public record Report(
            LocalDate doneOn, List<Mark> marks, @Nullable BigDecimal score, String words, UUID by) {
        public Report {
            marks = List.copyOf(marks);
        }
    }

    /** How far it is. */
    public enum Standing {
        PLANNED,
        REPORTED,
        RELEASED;

        public String key() {
            return "evaluation.standing." + name().toLowerCase(Locale.ROOT);
        }
    }

    public Outing {
        script = List.copyOf(script);
    }

    public Standing standing() {
        return releasedAt != null ? Standing.RELEASED : report != null ? Standing.REPORTED : Standing.PLANNED;
    }
}
