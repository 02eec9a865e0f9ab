package org.yimen.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.identity.Person;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.notify.StandingCheck.Standing;
import org.yimen.notify.Way;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;

/** What somebody hears of his booking, once, and that an outdated reminder is not sent. */
@HallTest
class BookingNewsTest {

    private static final String CITY = Hall.CITY;

    @Autowired
    private Hall hall;

    @Autowired
    private Bookings bookings;

    @Autowired
    private BookingReminders reminders;

    @Autowired
    private Outbox outbox;

    @Test
    void bookedMovedAndCancelledAreSaidOnceHoweverOftenAskedFor() {
        List<Slot> slots = hall.slots(hall.group(1), 5).reversed();
        Person person = hall.person();
        var wish = new Bookings.Wish(
                slots.getFirst().id(), null, person.id(), person.id(), null, Door.WEB, person.id(), UUID.randomUUID());

        Booking booking = bookings.book(CITY, wish);
        bookings.book(CITY, wish);
        bookings.move(CITY, booking.id(), slots.get(4).id());
        bookings.move(CITY, booking.id(), slots.get(4).id());
        bookings.cancel(CITY, booking.id());
        bookings.cancel(CITY, booking.id());

        assertThat(inbox(person))
                .filteredOn(message -> message.state() == Message.State.SENT)
                .extracting(Message::template)
                .containsExactlyInAnyOrder("hall.news.booked", "hall.news.moved", "hall.news.cancelled");
    }

    @Test
    void theReminderIsForTheAfternoonBeforeAndForTheBookingAsItIsThen() {
        List<Slot> slots = hall.slots(hall.group(1), 5).reversed();
        Person person = hall.person();
        Booking booking = bookings.book(
                CITY,
                new Bookings.Wish(
                        slots.getFirst().id(),
                        null,
                        person.id(),
                        person.id(),
                        null,
                        Door.WEB,
                        person.id(),
                        UUID.randomUUID()));
        Message planned = reminder(booking);
        LocalDate eve = booking.day().minusDays(1);
        assertThat(planned.state()).isEqualTo(Message.State.WAITING);
        assertThat(planned.nextAt())
                .isEqualTo(eve.atTime(LocalTime.of(16, 0)).atZone(CityTime.ZONE).toInstant());
        assertThat(reminders.of(CITY, booking.id(), planned.condition())).isEqualTo(new Standing.Stands());

        Booking moved = bookings.move(CITY, booking.id(), slots.get(4).id());

        assertThat(reminders.of(CITY, booking.id(), planned.condition())).isEqualTo(new Standing.Over());
        String now = reminder(moved).condition();
        assertThat(reminders.of(CITY, booking.id(), now)).isEqualTo(new Standing.Stands());
        bookings.cancel(CITY, booking.id());
        assertThat(reminders.of(CITY, booking.id(), now)).isEqualTo(new Standing.Over());
    }

    private Message reminder(Booking booking) {
        return outbox
                .of(CITY, booking.holder(), "booking:" + booking.id() + ":" + booking.moves() + ":tomorrow")
                .stream()
                .filter(message -> message.way() == Way.INBOX)
                .findFirst()
                .orElseThrow();
    }

    private List<Message> inbox(Person person) {
        return outbox.inbox(CITY, person.id(), null, 50);
    }
}
