package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.document.KeptFile;

/**
 * 信用修复申请: somebody who broke a promise asks to be trusted again.
 *
 * @param material what the promise was about, as {@link Promises.Broken} has it
 * @param askedBy the person who acted for the holder
 * @param dueOn by when the department answers
 * @param answer null until it has
 */
public record Restoration(
        UUID id,
        UUID caseId,
        String material,
        UUID holder,
        UUID askedBy,
        Instant askedAt,
        LocalDate dueOn,
        String reason,
        KeptFile proof,
        @Nullable Answer answer) {

    /** @param on the day from which he may promise again, where it is granted */
    public record Answer(boolean granted, String text, UUID by, LocalDate on) {}

    public boolean isLateOn(LocalDate day) {
        return answer == null && day.isAfter(dueOn);
    }
}
