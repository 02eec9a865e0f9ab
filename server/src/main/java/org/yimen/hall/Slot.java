package org.yimen.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 预约时段.
 *
 * @param item the one item that it is for; null where it is for every item of the group
 */
public record Slot(
        String region,
        UUID id,
        String group,
        @Nullable String item,
        LocalDate day,
        DayKind kind,
        Instant startsAt,
        Instant endsAt,
        int capacity,
        int taken) {

    public int free() {
        return capacity - taken;
    }
}
