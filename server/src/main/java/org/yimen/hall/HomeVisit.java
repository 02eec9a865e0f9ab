package org.yimen.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 上门服务: somebody of a special group is served at home.
 *
 * @param person who is visited
 * @param address where
 * @param helper who goes, once the hall has named him
 * @param note what was done there; empty until then
 */
public record HomeVisit(
        String region,
        UUID id,
        UUID holder,
        UUID person,
        @Nullable String item,
        @Nullable UUID draft,
        LocalDate wishedOn,
        Half half,
        String address,
        Door door,
        Instant askedAt,
        @Nullable UUID helper,
        String note,
        State state) {

    /** Half of a day. */
    public enum Half {
        MORNING,
        AFTERNOON
    }

    /** Where it stands. */
    public enum State {
        ASKED,
        /** A helper is named and has not said yes yet. */
        ASSIGNED,
        ACCEPTED,
        DONE,
        CANCELLED
    }

    public boolean open() {
        return state != State.DONE && state != State.CANCELLED;
    }

    /** Without the address, so that it gets into no log. */
    @Override
    public String toString() {
        return "HomeVisit[" + id + "]";
    }
}
