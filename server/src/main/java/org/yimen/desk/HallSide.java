package org.yimen.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.hall.Booking;
import org.yimen.hall.Call;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.Ticket;
import org.yimen.hall.WindowGroup;
import org.yimen.platform.Text;

/**
 * What somebody has to do with the hall, beside his cases.
 *
 * @param turn his number at this clerk's window, or null
 * @param bookings what he has booked and not used, the nearest first
 * @param ticket his number of today, or null
 * @param helper who goes with him today, or null
 */
public record HallSide(
        @Nullable Turn turn,
        List<Booked> bookings,
        @Nullable Ticket ticket,
        @Nullable String helper,
        List<HomeVisit> visits) {

    public HallSide {
        bookings = List.copyOf(bookings);
        visits = List.copyOf(visits);
    }

    /** True where he belongs to a special group by his number of today and can be asked whether he would have a helper. */
    public boolean offersHelper() {
        return ticket != null && ticket.special();
    }

    /** True where he would have one. */
    public boolean wantsHelper() {
        return ticket != null && ticket.wantsHelper();
    }

    /** A booking with the names of its group and item. */
    public record Booked(
            Booking booking, Text group, @Nullable Text item) {}

    /**
     * The number that this window has called.
     *
     * @param group its group
     * @param item what it is for, or null
     * @param others groups to which the visitor can be sent on
     * @param draft the application that he has begun for this visit, or null where it is handed in or unknown
     */
    public record Turn(
            Call call,
            WindowGroup group,
            @Nullable Text item,
            List<WindowGroup> others,
            @Nullable UUID draft,
            @Nullable String helper) {
        public Turn {
            others = List.copyOf(others);
        }

        /** Key of the sentence that says why it is this one's turn. */
        public String why() {
            return "hall.reason."
                    + call.reason().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
