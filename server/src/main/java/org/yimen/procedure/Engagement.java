package org.yimen.procedure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.CaseId;
import org.yimen.platform.CityTime;

/**
 * 委托第三方机构: what a department has an admitted body examine within a step of a case, and what came of it.
 *
 * @param department whose step it is; it ordered and it pays
 * @param thirdParty the entry of the body in the register
 * @param entity the body itself
 * @param body its name when it was ordered
 * @param dueOn by when it reports, as allowed since
 * @param answeredAt when it took the order on or declined it, or null
 * @param endedAt when it was reported, declined or taken back, or null
 * @param because why it was declined or taken back, or null
 */
public record Engagement(
        UUID id,
        CaseId caseId,
        String step,
        String department,
        UUID thirdParty,
        UUID entity,
        String body,
        Terms terms,
        Standing standing,
        UUID orderedBy,
        Instant orderedAt,
        LocalDate dueOn,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable String because,
        @Nullable MoreDays more,
        @Nullable Report report) {

    /** Where it stands. */
    public enum Standing {
        ORDERED,
        ACCEPTED,
        DECLINED,
        REPORTED,
        RECALLED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String key() {
            return "procedure.engagement.standing-" + code();
        }
    }

    /** How the body was chosen: the law wants competition (优化营商环境条例 art. 43(3)). */
    public enum Way {
        /** 随机抽取, by the system, among all that are admitted and have no part in the matter. */
        DRAW,
        /** 竞争性采购: a procurement of the department, named by its number. */
        TENDER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Way of(String code) {
            return Optional.of(code)
                    .filter(List.of("draw", "tender")::contains)
                    .map(each -> valueOf(each.toUpperCase(Locale.ROOT)))
                    .orElseThrow(() -> new ProcedureRefused("procedure.engagement.way"));
        }
    }

    /** What a report finds: one of the values that every order has. */
    public enum Conclusion {
        MET("met"),
        NOT_MET("not-met"),
        UNDETERMINED("undetermined");

        private final String code;

        Conclusion(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        public String key() {
            return "procedure.engagement.conclusion-" + code;
        }

        public static Conclusion of(String code) {
            for (Conclusion each : values()) {
                if (each.code.equals(code)) {
                    return each;
                }
            }
            throw new ProcedureRefused("procedure.engagement.conclusion");
        }
    }

    /**
     * What was ordered.
     *
     * @param what is to be examined, and for what
     * @param files of the applicant that the body may open, and no others
     * @param originals 原件: labels of papers that it gets to see where they lie
     * @param showsApplicant it needs to know who the applicant is
     * @param reference of the procurement, or the seed of the draw
     * @param pool what was drawn from
     */
    public record Terms(
            String what,
            List<UUID> files,
            List<String> originals,
            boolean showsApplicant,
            Way way,
            String reference,
            List<UUID> pool) {
        public Terms {
            files = List.copyOf(files);
            originals = List.copyOf(originals);
            pool = List.copyOf(pool);
        }
    }

    /**
     * 延期: asked for once.
     *
     * @param allowed null while the department has not said
     */
    public record MoreDays(
            LocalDate until,
            String because,
            Instant at,
            @Nullable Boolean allowed) {
        public boolean isOpen() {
            return allowed == null;
        }
    }

    /**
     * 报告.
     *
     * @param on its own date
     * @param at when it came in
     */
    public record Report(
            String number,
            LocalDate on,
            Conclusion conclusion,
            String fileName,
            String mediaType,
            long size,
            String sm3,
            String blob,
            Instant at) {}

    public boolean isOpen() {
        return standing == Standing.ORDERED || standing == Standing.ACCEPTED;
    }

    /** Open past its day, or reported past it. What was declined or taken back is nobody's delay. */
    public boolean isLateOn(LocalDate today) {
        return report == null
                ? isOpen() && today.isAfter(dueOn)
                : CityTime.day(report.at()).isAfter(dueOn);
    }

    /** For how many calendar days it has been, or was, with the body. */
    public long days(LocalDate today) {
        LocalDate end = endedAt == null ? today : CityTime.day(endedAt);
        return ChronoUnit.DAYS.between(orderedOn(), end);
    }

    public LocalDate orderedOn() {
        return CityTime.day(orderedAt);
    }

    /** What the body calls it: nothing by which anybody could ask about the case. */
    public String number() {
        return "WT" + id.toString().substring(24).toUpperCase(Locale.ROOT);
    }

    /** Without what was ordered, so that none of it gets into a log by accident. */
    @Override
    public String toString() {
        return "Engagement[" + id + " " + standing + "]";
    }
}
