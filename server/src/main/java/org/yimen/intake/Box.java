package org.yimen.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 意见箱.
 *
 * @param everyDays natural days from one opening to the next
 * @param dueOn by when it is to be opened next
 */
public record Box(String code, String place, int everyDays, LocalDate dueOn) {

    /**
     * 开箱, by two people.
     *
     * @param papers how many lay in it, as the first one counted
     * @param second who counted again and confirmed it, or null before he did
     * @param registered how many of them became orders
     */
    public record Opening(
            UUID id,
            String box,
            String place,
            Instant at,
            UUID first,
            @Nullable UUID second,
            int papers,
            int registered) {

        public boolean isConfirmed() {
            return second != null;
        }

        /** True where a paper still waits to be registered. */
        public boolean isOpen() {
            return isConfirmed() && registered < papers;
        }
    }

    /** A paper that became an order. */
    public record Paper(int number, UUID order) {}
}
