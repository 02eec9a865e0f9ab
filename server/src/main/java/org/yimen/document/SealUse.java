package org.yimen.document;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Actor;

/**
 * 用印记录: one use of a seal.
 *
 * @param caseNumber null where the use is older than the register
 * @param by who used it from which post; null where the use is older than the register
 */
public record SealUse(
        UUID paper,
        PaperKind kind,
        String number,
        String title,
        UUID caseId,
        @Nullable String caseNumber,
        @Nullable Actor by,
        Instant at) {

    /** Where a page of uses ended: the next one holds what is older. */
    public record Cursor(Instant at, UUID paper) {}
}
