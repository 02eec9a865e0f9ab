package org.yimen.rating;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.organisation.Officer;
import org.yimen.platform.Text;

/**
 * 应评: a service that may be rated once, and what was said of it.
 *
 * @param subject the case's id, or the visit's ticket
 * @param holder who was served; null where he took his number without a card
 * @param person who stood there or asked; null where nobody knows
 * @param servedBy who served or decided, if one did
 * @param handlers every officer who acted on the case: none of them has to do with what becomes of the rating
 * @param window where a visit ended; null for a case
 * @param until after which a rating is late
 */
public record Occasion(
        String region,
        UUID id,
        Kind kind,
        String subject,
        @Nullable UUID holder,
        @Nullable UUID person,
        @Nullable UUID servedBy,
        List<UUID> handlers,
        String department,
        @Nullable String window,
        String item,
        Text name,
        Instant servedAt,
        Instant until,
        @Nullable Rating rating) {

    /** {@link #concerns} where many are asked at once. */
    static final String CONCERNS = "(o.served_by = :officer or o.handlers @> array[cast(:officer as uuid)])";

    public Occasion {
        handlers = List.copyOf(handlers);
    }

    /** 一事一评 of a case that was applied for online, 一次一评 of a visit. */
    public enum Kind {
        CASE,
        VISIT
    }

    /** 回避: true of whoever served and of everybody who acted on it. He neither rates it, nor checks, nor publishes it. */
    public boolean concerns(Officer officer) {
        return officer.id().equals(servedBy) || handlers.contains(officer.id());
    }

    public boolean late(Instant now) {
        return now.isAfter(until);
    }
}
