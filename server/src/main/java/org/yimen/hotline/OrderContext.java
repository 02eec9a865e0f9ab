package org.yimen.hotline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Actor;
import org.yimen.hotline.OrderType.Limits;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.organisation.Officer;
import org.yimen.time.WorkCalendar;

/**
 * What a decision needs to know besides the order.
 *
 * @param calendar with provisional days for years whose arrangement is not published; nothing follows from such a date
 * @param self the order's own id
 * @param reporter whose matter it is; of an anonymous one an id that says nothing
 * @param officer who asks, with his posts; null for reporters and for time itself
 */
record OrderContext(
        Instant now,
        LocalDate today,
        WorkCalendar calendar,
        OrderTypes types,
        String region,
        UUID self,
        UUID reporter,
        Actor actor,
        @Nullable Officer officer,
        Units units,
        Others others) {

    /** Which units there are, and which posts they have. */
    interface Units {
        boolean exists(String unit);

        /** The post to which the work of a unit comes. */
        String desk(String unit);

        /** The same where some of the unit keep out: not where they would be the only ones, if there is another. */
        String desk(String unit, Set<UUID> without);

        /** True where some of these are there at the post today and nobody else is. */
        boolean isHeldOnlyBy(String post, Set<UUID> officers);

        /** True where the unit's work is done by these alone today. */
        boolean isDoneOnlyBy(String unit, Set<UUID> officers);
    }

    /** The other orders, for duplicates. */
    @FunctionalInterface
    interface Others {
        Optional<State> find(UUID order);

        /** True where orders of others were merged into it. */
        default boolean readTheAnswerOf(UUID main) {
            return false;
        }
    }

    OrderType type(Matter matter) {
        return types.version(matter.type(), matter.version());
    }

    Limits limits(Matter matter) {
        Limits limits = type(matter).in(region);
        return matter.urgent() ? limits.urgently() : limits;
    }
}
