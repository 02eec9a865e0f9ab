package org.yimen.improvement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.hotline.WorkOrder.Source;

/**
 * Where problems come from.
 *
 * @param unit whom it concerns; empty for a visit and a meeting
 * @param firm the firm that was visited, where the centre knows it
 * @param team who goes, or who coordinates a meeting
 * @param heldOn when it took place, or null while it is planned
 * @param criticism 通报批评, of an outside result
 * @param post from which it was opened
 * @param order by which the public reported the suspicion, or null
 */
public record Occasion(
        String region,
        UUID id,
        Kind kind,
        String title,
        String unit,
        @Nullable UUID firm,
        String firmName,
        List<UUID> team,
        LocalDate plannedOn,
        @Nullable LocalDate heldOn,
        Notes notes,
        boolean criticism,
        @Nullable Ruling ruling,
        @Nullable End end,
        UUID openedBy,
        String post,
        @Nullable UUID order) {

    public enum Kind {
        /** 大走访大调研 */
        VISIT,
        /** 专项督查、交叉检查 */
        INSPECTION,
        /** 协调推进会 */
        MEETING,
        /** 上级检查、第三方检查 */
        EXTERNAL,
        /** 疑似变相审批 */
        DISGUISED;

        /** 情况 is there from the beginning: it has happened already. */
        boolean isPast() {
            return this == EXTERNAL || this == DISGUISED;
        }
    }

    /** What was found: 情况, 困难, 建议. Requests are not written here: each is a problem of the ledger. */
    public record Notes(String situation, String difficulty, String suggestion) {}

    /** 认定: what a suspected disguised approval is. */
    public enum Verdict {
        LEGAL,
        MERGE,
        CANCEL
    }

    /** @param dueOn until when the department merges or cancels it; null where it is legal */
    public record Ruling(
            Verdict verdict,
            String reason,
            UUID by,
            LocalDate on,
            @Nullable LocalDate dueOn) {}

    /** 复查: nothing is open any more, and somebody has looked. */
    public record End(LocalDate on, UUID by, String outcome) {}

    public Occasion {
        team = List.copyOf(team);
    }

    /** How an order that is raised from here names it. */
    public Source source() {
        return new Source(Source.Kind.valueOf(kind.name()), id.toString(), title);
    }
}
