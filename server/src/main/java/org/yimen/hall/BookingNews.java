package org.yimen.hall;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 预约消息: tells whoever will come what became of his booking; stands or falls with the booking itself. */
@Component
class BookingNews {

    static final String KIND = "booking";

    /** When somebody hears the day before that he is expected: early enough to give the place back. */
    private static final LocalTime EVE = LocalTime.of(16, 0);

    private final Outbox outbox;
    private final WindowGroups groups;
    private final InstantSource time;

    BookingNews(Outbox outbox, WindowGroups groups, InstantSource time) {
        this.outbox = outbox;
        this.groups = groups;
        this.time = time;
    }

    void booked(Booking booking) {
        outbox.post(notice(booking, "booked"));
        remind(booking);
    }

    void moved(Booking booking) {
        outbox.post(notice(booking, "moved"));
        remind(booking);
    }

    void cancelled(Booking booking) {
        outbox.post(notice(booking, "cancelled"));
    }

    /** By the staff, who said why. */
    void cancelled(Booking booking, String reason) {
        outbox.post(notice(booking, "cancelled-by-staff", Text.of(reason)));
    }

    /** Asked again on the eve: a booking that was moved or given back meanwhile says nothing. */
    private void remind(Booking booking) {
        Instant eve = eve(booking.day());
        if (eve.isAfter(time.instant())) {
            outbox.post(notice(booking, "tomorrow").later(eve, condition(booking)));
        }
    }

    static String condition(Booking booking) {
        return KIND + ":" + booking.moves();
    }

    private static Instant eve(LocalDate day) {
        return day.minusDays(1).atTime(EVE).atZone(CityTime.ZONE).toInstant();
    }

    private Notice notice(Booking booking, String what, Text... more) {
        Text group = groups.find(booking.region(), booking.group())
                .map(WindowGroup::name)
                .orElse(Text.of(booking.group()));
        LocalTime from = LocalTime.ofInstant(booking.startsAt(), CityTime.ZONE);
        return Notice.of(
                        booking.region(),
                        booking.holder(),
                        booking.person(),
                        KIND + ":" + booking.id() + ":" + booking.moves() + ":" + what,
                        "hall.news." + what,
                        Stream.concat(
                                        Stream.of(
                                                group,
                                                Texts.day(booking.day()),
                                                Text.of(from.toString()),
                                                Text.of(Bookings.spelt(booking.code()))),
                                        Stream.of(more))
                                .toList(),
                        time.instant())
                .to("/me/bookings/" + booking.id())
                .ofCase(booking.id());
    }
}
