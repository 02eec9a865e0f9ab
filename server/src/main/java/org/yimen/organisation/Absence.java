package org.yimen.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.CityTime;

/**
 * 离岗登记: somebody is away from one moment to another.
 *
 * @param until the first moment at which he is back
 * @param endedAt when he came back before that, or null
 */
public record Absence(
        UUID id,
        String region,
        UUID staff,
        Instant from,
        Instant until,
        String reason,
        @Nullable Instant endedAt) {

    /** Which half of a day; the morning ends at noon. */
    public enum Half {
        MORNING,
        AFTERNOON;

        private static final LocalTime NOON = LocalTime.NOON;

        /** When an absence that starts with this half starts. */
        public Instant start(LocalDate day) {
            return this == MORNING ? CityTime.startOf(day) : noon(day);
        }

        /** When an absence that ends with this half is over. */
        public Instant end(LocalDate day) {
            return this == MORNING ? noon(day) : CityTime.startOf(day.plusDays(1));
        }

        private static Instant noon(LocalDate day) {
            return day.atTime(NOON).atZone(CityTime.ZONE).toInstant();
        }
    }

    /** When he is back: as entered, or as he came. */
    public Instant back() {
        return endedAt != null && endedAt.isBefore(until) ? endedAt : until;
    }

    public boolean lastsAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(back());
    }
}
