package org.yimen.application;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.ItemVersion.Business;

/**
 * 变更、延续、补证、注销: the licence that an application is about, as it was when that was handed in.
 *
 * @param expiresOn its last day, or null where it has none
 * @param inTime a renewal that was asked for as early as the law wants it
 */
public record Concern(
        UUID licence, Business.Kind kind, @Nullable LocalDate expiresOn, boolean inTime) {

    /** The day by whose end a renewal that was asked for in time is decided; null of everything else (art. 50). */
    @Nullable
    LocalDate decideBy() {
        return kind == Business.Kind.RENEWAL && inTime ? expiresOn : null;
    }
}
