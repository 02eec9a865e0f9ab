package org.yimen.portal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yimen.hall.Booking;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.Tickets;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;

/**
 * What somebody has to do with the hall, on his own page.
 *
 * @param bookings what he has booked and not used, the nearest first
 * @param place his number of today, or null
 * @param special true where he may ask for a visit at home
 */
public record HallPanel(List<Booked> bookings, Tickets.@Nullable Place place, List<HomeVisit> visits, boolean special) {

    public HallPanel {
        bookings = List.copyOf(bookings);
        visits = List.copyOf(visits);
    }

    /** A booking with the names of its group and item. */
    public record Booked(
            Booking booking, Text group, @Nullable Text item) {
        /** What it is for. */
        public Text what() {
            return item == null ? group : item;
        }

        public String state(Words words) {
            return words.say("hall.booking.state-"
                    + booking.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
