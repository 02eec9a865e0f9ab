package org.yimen.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.hall.Bookings.Wish;
import org.yimen.identity.Person;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Block;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** From the booking to the window every call fails once: whoever booked stands in the line once, is called once, is served. */
@HallTest
class FailTheNthTurnTest {

    private static final String CITY = Hall.CITY;

    /** More lives than any test here lives. */
    private static final int PLACES = 200;

    @Autowired
    private Hall hall;

    @Autowired
    private Bookings bookings;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Calls calls;

    @Autowired
    private Faults faults;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    private final class Life implements Faults.Life {
        private final WindowGroup group;
        private final Slot slot;
        private final Person person = hall.person();
        private final UUID key = UUID.randomUUID();

        private Life(WindowGroup group, Slot slot) {
            this.group = group;
            this.slot = slot;
            time.set(slot.startsAt().minus(Duration.ofDays(1)));
        }

        @Override
        public List<Block> steps() {
            return List.of(this::book, this::checkIn, this::call, this::serve);
        }

        private void book() {
            var _ = bookings.book(
                    CITY, new Wish(slot.id(), null, person.id(), person.id(), null, Door.WEB, person.id(), key));
        }

        private void checkIn() {
            time.set(slot.startsAt());
            var _ = bookings.checkIn(CITY, booking().id(), Door.KIOSK, false);
        }

        private void call() {
            try {
                var _ = calls.next(CITY, window(), Hall.BY);
            } catch (HallRuleBroken again) {
                assertThat(again.code()).isEqualTo("hall.call.open");
            }
        }

        private void serve() {
            UUID ticket = tickets.of(CITY, person.id()).getFirst().id();
            UUID call = jdbc.sql("select id from hall.call where region_code = :region and ticket_id = :ticket")
                    .param("region", CITY)
                    .param("ticket", ticket)
                    .query(UUID.class)
                    .single();
            calls.done(CITY, call, List.of());
        }

        private String window() {
            return group.windows().getFirst();
        }

        private Booking booking() {
            return bookings.of(CITY, person.id()).getFirst();
        }

        @Override
        public void check() {
            assertThat(bookings.of(CITY, person.id())).singleElement().returns(Booking.State.CAME, Booking::state);
            assertThat(tickets.of(CITY, person.id())).singleElement().returns(Ticket.State.DONE, Ticket::state);
            // One call, found by serve(), and the window is free again.
            assertThat(calls.at(CITY, window())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsHeStandsInTheLineOnceAndIsServed(Faults.Kind kind) throws Exception {
        WindowGroup group = hall.group(1);
        Slot slot = hall.slots(group, PLACES).getFirst();

        assertThat(faults.throughout(kind, () -> new Life(group, slot))).isGreaterThan(4);
    }
}
