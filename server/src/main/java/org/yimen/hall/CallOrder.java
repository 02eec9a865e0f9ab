package org.yimen.hall;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 叫号次序, the house's rule. Three queues: special groups; those whose booked time has come; everybody else by arrival, also
 * who is early for his booking. Special groups go first, but with at most every second call while others wait. Of the calls
 * that do not go to special groups, bookings go first, but with at most every second one while others wait. Within a queue
 * whoever stands there longest is next. So somebody with {@code n} people before him in his queue is called after at most
 * {@code 4(n + 1)} calls, whoever else comes.
 */
public final class CallOrder {

    private CallOrder() {}

    /** Why it is this one's turn. */
    public enum Reason {
        /** A special group goes first. */
        SPECIAL,
        /** His booked time has come. */
        BOOKED,
        /** He has waited longest. */
        ARRIVAL,
        /** His booked time has come, and the call before went to a special group: now it is the others' turn. */
        BOOKED_TURN,
        /** He has waited longest, and the calls before went to people ahead of him: now it is his turn. */
        ARRIVAL_TURN
    }

    /** Somebody who waits; {@code since} is his place in the line. */
    public record Waiting(
            UUID ticket,
            Instant since,
            int serial,
            @Nullable Instant bookedFor,
            boolean special) {

        boolean due(Instant now) {
            return bookedFor != null && !bookedFor.isAfter(now);
        }
    }

    /**
     * What the calls before were.
     *
     * @param special the last one went to a special group
     * @param booked the last one that did not go to a special group went to a booking
     */
    public record Before(boolean special, boolean booked) {
        public static final Before NOTHING = new Before(false, false);
    }

    /** Who is next and why, and what the call after it has to know. */
    public record Next(Waiting waiting, Reason reason, Before before) {}

    private static final Comparator<Waiting> BY_PLACE =
            Comparator.comparing(Waiting::since).thenComparingInt(Waiting::serial);

    private static final Comparator<Waiting> BY_SLOT = Comparator.comparing(
                    (Waiting each) -> each.bookedFor() == null ? Instant.MAX : each.bookedFor())
            .thenComparing(BY_PLACE);

    /** The next to be called; nobody where nobody waits. */
    public static Optional<Next> next(Collection<Waiting> waiting, Before before, Instant now) {
        Optional<Waiting> special = waiting.stream().filter(Waiting::special).min(BY_PLACE);
        Optional<Waiting> booked = waiting.stream()
                .filter(each -> !each.special() && each.due(now))
                .min(BY_SLOT);
        Optional<Waiting> line = waiting.stream()
                .filter(each -> !each.special() && !each.due(now))
                .min(BY_PLACE);
        boolean others = booked.isPresent() || line.isPresent();
        if (special.isPresent() && (!before.special() || !others)) {
            return special.map(each -> new Next(each, Reason.SPECIAL, new Before(true, before.booked())));
        }
        if (booked.isPresent() && (!before.booked() || line.isEmpty())) {
            Reason reason = special.isPresent() ? Reason.BOOKED_TURN : Reason.BOOKED;
            return booked.map(each -> new Next(each, reason, new Before(false, true)));
        }
        Reason reason = special.isPresent() || booked.isPresent() ? Reason.ARRIVAL_TURN : Reason.ARRIVAL;
        return line.map(each -> new Next(each, reason, new Before(false, false)));
    }
}
