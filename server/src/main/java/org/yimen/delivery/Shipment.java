package org.yimen.delivery;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.CaseId;

/**
 * 邮件: a parcel of a case.
 *
 * @param round from 1 within the case
 * @param tracking the courier's number, once he knows of it
 * @param fen what the centre pays for it
 * @param reason why it came back
 * @param leftAt when the courier took it
 * @param endedAt when it arrived, came back or was called back
 */
public record Shipment(
        UUID id,
        CaseId caseId,
        String caseNumber,
        UUID holder,
        int round,
        String courier,
        State state,
        @Nullable String tracking,
        @Nullable Long fen,
        Destination destination,
        @Nullable String reason,
        Instant orderedAt,
        @Nullable Instant leftAt,
        @Nullable Instant endedAt) {

    /** In the order in which they follow; the last three are ends. */
    public enum State {
        /** Wanted; the courier does not know yet. */
        ORDERED("ordered"),
        BOOKED("booked"),
        PICKED_UP("picked-up"),
        IN_TRANSIT("in-transit"),
        DELIVERED("delivered"),
        RETURNED("returned"),
        /** Called back before the courier took it. */
        RECALLED("recalled");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** As couriers and the database spell it. */
        public String code() {
            return code;
        }

        /** The message key of its name. */
        public String key() {
            return "delivery.shipment." + code;
        }

        public boolean isEnd() {
            return switch (this) {
                case ORDERED, BOOKED, PICKED_UP, IN_TRANSIT -> false;
                case DELIVERED, RETURNED, RECALLED -> true;
            };
        }

        /** False for what the courier told late: it is behind already. */
        boolean mayFollow(State before) {
            return !before.isEnd() && compareTo(before) > 0;
        }

        static State of(String code) {
            return Arrays.stream(values())
                    .filter(state -> state.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No such state: " + code));
        }
    }

    /** True while the applicant may still choose otherwise. */
    public boolean mayBeRecalled() {
        return state == State.ORDERED || state == State.BOOKED;
    }

    /** One thing that the courier told. */
    public record Step(State state, String note, Instant at) {}
}
