package org.yimen.kiosk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.document.Qr;
import org.yimen.hall.Booking;
import org.yimen.hall.Tickets;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;

/** 取号: what the pages of tickets show at a machine. */
public final class TicketPages {

    private TicketPages() {}

    /** A booking of today that has not become a number yet, with the name of its line. */
    public record Booked(Booking booking, Text group) {}

    /**
     * Where a number is taken.
     *
     * @param base of the forms: with a visit they are the visitor's own
     * @param bookings his of today; empty where nobody knows who stands there
     * @param known somebody has proven who he is
     * @param code as it was typed, where it led nowhere
     */
    public record TakePage(
            String base,
            List<Tickets.Queue> queues,
            List<Booked> bookings,
            boolean known,
            String code,
            @Nullable RuleBroken refusal) {
        public TakePage {
            queues = List.copyOf(queues);
            bookings = List.copyOf(bookings);
        }

        /** Names one press of one button, so that a second press takes no second number. */
        public UUID key() {
            return UUID.randomUUID();
        }
    }

    /** The slip. */
    public record SlipPage(Tickets.Place place, Qr.SvgPath qr, Instant now) {}
}
