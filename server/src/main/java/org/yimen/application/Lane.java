package org.yimen.application;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 绿色通道, 急事急办: why a case goes before others. It binds the office, never the applicant.
 *
 * @param requester who asked for it; null where a rule admits
 * @param reason in the words of who asked, or the basis of the rule
 * @param days the short limit of the item in working days, by which it is wanted; null where the item has none
 * @param since the day of admission; null before it, and in cases of before this was kept
 */
public record Lane(
        Kind kind,
        Ground ground,
        @Nullable UUID requester,
        String reason,
        @Nullable Integer days,
        @Nullable LocalDate since) {

    /** Not admitted yet. */
    public Lane(Kind kind, Ground ground, @Nullable UUID requester, String reason, @Nullable Integer days) {
        this(kind, ground, requester, reason, days, null);
    }

    Lane from(LocalDate day) {
        return new Lane(kind, ground, requester, reason, days, day);
    }

    /** Which of the two. */
    public enum Kind {
        GREEN,
        URGENT
    }

    /** What admits: a rule, or an approval. */
    public enum Ground {
        /** 重点项目. */
        KEY_PROJECT,
        /** 重点企业. */
        MAJOR_ENTERPRISE,
        /** 特殊群体. */
        SPECIAL_PERSON,
        /** 经批准. */
        APPROVED;

        public boolean isRule() {
            return this != APPROVED;
        }
    }
}
