package org.yimen.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 处理: that a licence is to be suspended or ended. Whoever holds it is told and heard first.
 *
 * @param department whose act it is: who supervises, or who granted
 * @param until of a suspension, or null where it lasts until it is lifted
 * @param state {@code noticed}, {@code decided}, {@code dropped} or {@code lifted}
 * @param hearUntil the last day on which the holder may speak or ask for a hearing
 */
public record Measure(
        UUID id,
        UUID caseId,
        UUID licence,
        UUID holder,
        String department,
        Kind kind,
        String reason,
        String basis,
        @Nullable LocalDate until,
        String state,
        LocalDate noticedOn,
        LocalDate hearUntil,
        UUID noticedBy,
        UUID noticePaper,
        @Nullable String statement,
        boolean hearingAsked,
        boolean nothingMore,
        @Nullable LocalDate heardOn,
        @Nullable String heardNote,
        @Nullable LocalDate decidedOn,
        @Nullable UUID decidedBy,
        @Nullable String decisionNote,
        @Nullable UUID decisionPaper) {

    /** Ends and suspensions, each with its own basis; none may stand in for another. */
    public enum Kind {
        /** 暂扣: a penalty (行政处罚法 art. 9(3)), by the head of the department that supervises (art. 57). */
        SUSPENSION("行政处罚法", "第九条第三项", true),
        /** 吊销: a penalty (行政处罚法 art. 9(3)), with a right to a hearing (art. 63). */
        REVOCATION("行政处罚法", "第九条第三项", true),
        /** 撤销: it should never have been granted (行政许可法 art. 69), by who granted it. */
        RESCISSION("行政许可法", "第六十九条", false),
        /** 撤回: law or facts changed (行政许可法 art. 8), with compensation, by who granted it. */
        WITHDRAWAL("行政许可法", "第八条第二款", false);

        private final String law;
        private final String article;
        private final boolean penalty;

        Kind(String law, String article, boolean penalty) {
            this.law = law;
            this.article = article;
            this.penalty = penalty;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The article that allows it at all; the item's own law stands beside it. */
        public String cited() {
            return "《" + law + "》" + article;
        }

        public boolean isPenalty() {
            return penalty;
        }

        /** True where somebody has read that article; of 行政处罚法 nobody here has read the text, and the pages say 未核实. */
        public boolean isVerified() {
            return !penalty;
        }

        public static Optional<Kind> of(String code) {
            return List.of(values()).stream()
                    .filter(each -> each.code().equals(code))
                    .findFirst();
        }
    }

    public boolean isOpen() {
        return state.equals("noticed");
    }

    /** True where a suspension was decided and nobody has lifted it. */
    public boolean mayBeLifted() {
        return state.equals("decided") && kind == Kind.SUSPENSION;
    }

    /** True where the holder may still speak, or ask for a hearing. */
    public boolean hearsOn(LocalDate day) {
        return isOpen() && !nothingMore && !day.isAfter(hearUntil);
    }

    /**
     * 听取陈述申辩 (行政许可法 art. 7, 行政处罚法 arts. 45, 62): nothing is decided before the hearing that he asked for, nor
     * before his days are over; the days that are left he may give up himself.
     */
    public boolean mayBeDecidedOn(LocalDate day) {
        if (!isOpen()) {
            return false;
        }
        return hearingAsked ? heardOn != null : nothingMore || day.isAfter(hearUntil);
    }
}
