package org.yimen.hall;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.notify.StandingCheck;

/** Says on the eve of a booking whether it still stands as it was when the reminder was laid down. */
@Component
class BookingReminders implements StandingCheck {

    private final Bookings bookings;

    BookingReminders(Bookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public String kind() {
        return BookingNews.KIND;
    }

    @Override
    public Standing of(String region, UUID id, String condition) {
        boolean stands = bookings.find(region, id)
                .filter(Booking::open)
                .filter(booking -> BookingNews.condition(booking).equals(condition))
                .isPresent();
        return stands ? new Standing.Stands() : new Standing.Over();
    }
}
