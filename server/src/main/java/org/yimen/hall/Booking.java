package org.yimen.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Guard;

/**
 * 预约.
 *
 * @param code short, to be read out or scanned; it proves nothing about who shows it
 * @param holder whose matter it is, a person or an entity
 * @param person who will come
 * @param draft the application that he has begun for it, or null: it is on the clerk's screen when he is called
 * @param by who entered it: the person himself, or a clerk for a caller
 * @param moves how often it was changed to another slot
 */
public record Booking(
        String region,
        UUID id,
        String code,
        UUID slot,
        String group,
        @Nullable String item,
        LocalDate day,
        DayKind kind,
        Instant startsAt,
        Instant endsAt,
        UUID holder,
        UUID person,
        @Nullable UUID draft,
        Door door,
        Instant bookedAt,
        UUID by,
        int moves,
        State state,
        @Nullable Instant endedAt) {

    /** What became of it. */
    public enum State {
        BOOKED,
        /** Checked in: a ticket stands for it now. */
        CAME,
        CANCELLED,
        NO_SHOW
    }

    public boolean open() {
        return state == State.BOOKED;
    }

    /** True where it is this person's or entity's own. */
    @Guard
    public boolean belongsTo(UUID anybody) {
        return holder.equals(anybody);
    }
}
