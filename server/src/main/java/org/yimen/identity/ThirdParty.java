package org.yimen.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.identifier.CreditCode;

/**
 * 中介机构: a legal entity that acts for applicants as its profession, and for which a department vouches. Who operates for it
 * and for whom it acts stands with entities and delegations; this says whether it may at all.
 *
 * @param qualification in words, e.g. the certificate that it holds
 * @param department whose trade it is
 * @param until the last day
 * @param suspendedBecause why it may not at the moment, or null
 * @param endedBecause why it is over, or null
 */
public record ThirdParty(
        UUID id,
        UUID entity,
        CreditCode code,
        String name,
        Kind kind,
        String qualification,
        String department,
        LocalDate from,
        LocalDate until,
        @Nullable Instant suspendedAt,
        @Nullable String suspendedBecause,
        @Nullable Instant endedAt,
        @Nullable String endedBecause) {

    /** What it does. */
    public enum Kind {
        /** 测绘. */
        SURVEYING,
        /** 检验检测. */
        TESTING,
        /** 评估、评价. */
        APPRAISAL,
        /** 勘察设计、图审. */
        DESIGN,
        /** 代办. */
        AGENCY,
        OTHER;

        /** Key of its name. */
        public String key() {
            return "identity.third-party." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it stands on one day. */
    public enum Standing {
        ADMITTED,
        NOT_YET,
        SUSPENDED,
        EXPIRED,
        ENDED;

        /** Key of its name. */
        public String key() {
            return "identity.third-party.standing-"
                    + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Standing standingOn(LocalDate day) {
        if (endedAt != null) {
            return Standing.ENDED;
        }
        if (day.isAfter(until)) {
            return Standing.EXPIRED;
        }
        if (suspendedAt != null) {
            return Standing.SUSPENDED;
        }
        return day.isBefore(from) ? Standing.NOT_YET : Standing.ADMITTED;
    }
}
