package org.yimen.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;
import org.yimen.time.WorkCalendar;

@HallTest
class BookingsTest {

    private static final String CITY = Hall.CITY;
    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 21);

    @Autowired
    private Hall hall;

    @Autowired
    private Bookings bookings;

    @Autowired
    private Slots slots;

    @Autowired
    private Roster roster;

    @Autowired
    private Tickets tickets;

    @Autowired
    private HallFigures figures;

    @Autowired
    private WindowGroups groups;

    @Autowired
    private Directory directory;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private TestTime time;

    @Test
    void slotsAreMadeForWorkingDaysAndOnce() {
        WindowGroup group = hall.group(1);

        List<Slot> made = hall.slots(group, 2);
        slots.makeAhead(CITY);

        // Wednesday 18 November at nine: the slot of nine has begun. Two weeks have ten more working days.
        assertThat(made).hasSize(2 + 10 * 3);
        assertThat(made).allSatisfy(slot -> {
            assertThat(slot.kind()).isEqualTo(DayKind.WORKDAY);
            assertThat(calendar.isWorkday(slot.day())).isTrue();
        });
        assertThat(slots.bookable(CITY, group.code(), null)).isEqualTo(made);
    }

    @Test
    @Proves("M-INT-05")
    void fiftyWhoAskAtOnceForThreePlacesGetThree() throws Exception {
        Slot slot = hall.slots(hall.group(1), 3).getFirst();
        var people = java.util.stream.IntStream.range(0, 50)
                .mapToObj(_ -> hall.person().id())
                .toList();

        List<@Nullable Booking> got = atOnce(people.stream()
                .map(person -> (Callable<@Nullable Booking>) () -> tried(slot, person))
                .toList());

        assertThat(got).filteredOn(java.util.Objects::nonNull).hasSize(3);
        assertThat(slots.find(CITY, slot.id()).orElseThrow().taken()).isEqualTo(3);
        assertThat(bookings.on(CITY, slot.day()))
                .filteredOn(booking -> booking.slot().equals(slot.id()))
                .hasSize(3);
    }

    @Test
    void manyWhoSwapSlotsAtOnceNeitherOverbookNorBlockEachOther() throws Exception {
        List<Slot> two = hall.slots(hall.group(1), 5).subList(0, 2);
        var moves = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            Booking booking = book(two.get(i % 2), hall.person().id());
            UUID to = two.get(1 - i % 2).id();
            moves.add(() -> moved(booking, to));
        }

        List<Boolean> done = atOnce(moves);

        assertThat(done).contains(true);
        int taken = 0;
        for (Slot slot : two) {
            Slot now = slots.find(CITY, slot.id()).orElseThrow();
            assertThat(now.taken()).isBetween(0, 5);
            assertThat(bookings.on(CITY, slot.day()))
                    .filteredOn(booking -> booking.slot().equals(slot.id()))
                    .hasSize(now.taken());
            taken += now.taken();
        }
        assertThat(taken).isEqualTo(8);
    }

    @Test
    void oneOpenBookingPerPersonItemAndDayAlsoForWhoClicksTwiceAtOnce() throws Exception {
        List<Slot> made = hall.slots(hall.group(1), 9);
        UUID person = hall.person().id();
        UUID key = UUID.randomUUID();

        var first = book(made.getFirst(), person, key);
        var again = book(made.getFirst(), person, key);
        assertThatExceptionOfType(HallRuleBroken.class)
                .as("the same form with another time")
                .isThrownBy(() -> book(made.getLast(), person, key))
                .withMessageContaining("platform.key.reused");

        assertThat(again).isEqualTo(first);
        assertThat(slots.find(CITY, made.getFirst().id()).orElseThrow().taken()).isOne();
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> book(made.get(1), person))
                .returns("hall.booking.known", HallRuleBroken::code);
        assertThat(slots.find(CITY, made.get(1).id()).orElseThrow().taken()).isZero();
        UUID other = hall.person().id();
        assertThat(atOnce(List.of(
                        (Callable<@Nullable Booking>) () -> tried(made.get(2), other),
                        () -> tried(made.get(3), other))))
                .filteredOn(java.util.Objects::nonNull)
                .hasSizeLessThanOrEqualTo(2)
                .hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    @Proves("M-INT-05")
    void onePersonIsAtOneCounterAtATimeWhateverHeComesFor() throws Exception {
        List<Slot> made = hall.slots(hall.group(1), 9);
        List<Slot> elsewhere = hall.slots(hall.group(1), 9);
        UUID person = hall.person().id();

        List<@Nullable Booking> got =
                atOnce(List.of("food-business", "tobacco-retail", "street-vending", "tree-felling").stream()
                        .map(item -> (Callable<@Nullable Booking>) () -> tried(made.getFirst(), person, item))
                        .toList());

        assertThat(got).filteredOn(java.util.Objects::nonNull).hasSize(1);
        assertThat(slots.find(CITY, made.getFirst().id()).orElseThrow().taken()).isOne();
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> book(elsewhere.getFirst(), person))
                .returns("hall.booking.meanwhile", HallRuleBroken::code);
        Booking later = book(elsewhere.get(1), person);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() ->
                        bookings.move(CITY, later.id(), elsewhere.getFirst().id()))
                .returns("hall.booking.meanwhile", HallRuleBroken::code);
        assertThat(slots.find(CITY, elsewhere.getFirst().id()).orElseThrow().taken())
                .isZero();
    }

    @Test
    @Proves("M-INT-05")
    void onePersonHasThreeOpenBookingsAlsoWhoAsksForManyAtOnceOrHasAClerkBook() throws Exception {
        List<Slot> made = hall.slots(hall.group(1), 9);
        UUID person = hall.person().id();

        List<@Nullable Booking> got = atOnce(made.stream()
                .limit(12)
                .map(slot -> (Callable<@Nullable Booking>) () -> tried(slot, person, "item-" + made.indexOf(slot)))
                .toList());

        assertThat(got).filteredOn(java.util.Objects::nonNull).hasSize(3);
        Slot last = made.getLast();
        var byClerk = new Bookings.Wish(
                last.id(), null, UUID.randomUUID(), person, null, Door.HOTLINE, Hall.BY, UUID.randomUUID());
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> bookings.book(CITY, byClerk))
                .returns("hall.booking.too-many", HallRuleBroken::code);
        bookings.cancel(CITY, bookings.of(CITY, person).getFirst().id());
        assertThat(bookings.book(CITY, byClerk).open()).isTrue();
    }

    @Test
    @Proves("M-INT-05")
    void aBookingIsChangedAndCancelledAndItsPlaceIsFreeAgain() {
        List<Slot> made = hall.slots(hall.group(1), 1);
        Booking booking = book(made.get(0), hall.person().id());
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> book(made.get(0), hall.person().id()))
                .returns("hall.slot.full", HallRuleBroken::code);

        Booking moved = bookings.move(CITY, booking.id(), made.get(4).id());
        Booking other = book(made.get(0), hall.person().id());
        bookings.cancel(CITY, booking.id());
        bookings.cancel(CITY, booking.id());

        assertThat(moved.code()).isEqualTo(booking.code());
        assertThat(moved.startsAt()).isEqualTo(made.get(4).startsAt());
        assertThat(moved.moves()).isOne();
        assertThat(other.open()).isTrue();
        assertThat(slots.find(CITY, made.get(4).id()).orElseThrow().taken()).isZero();
        assertThat(bookings.of(CITY, booking.holder()))
                .extracting(Booking::state)
                .containsExactly(Booking.State.CANCELLED);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> bookings.move(CITY, booking.id(), made.get(0).id()));
    }

    @Test
    @Proves("M-INT-05")
    void threeWhoDidNotComeWithinNinetyDaysLeaveNumbersOfTheSameDay() {
        WindowGroup group = hall.group(1);
        List<Slot> made = hall.slots(group, 5);
        UUID person = hall.person().id();
        var days = made.stream().map(Slot::day).distinct().limit(4).toList();
        for (LocalDate day : days.subList(0, 3)) {
            book(first(made, day), person);
        }
        time.set(first(made, days.get(2)).startsAt().plus(Duration.ofMinutes(15)));
        bookings.notePassed(CITY);
        assertThat(bookings.of(CITY, person)).extracting(Booking::state).contains(Booking.State.BOOKED);

        time.advance(Duration.ofMinutes(1));
        bookings.notePassed(CITY);

        assertThat(bookings.of(CITY, person)).extracting(Booking::state).containsOnly(Booking.State.NO_SHOW);
        assertThat(bookings.barredUntil(CITY, person)).contains(days.get(0).plusDays(90));
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> book(first(made, days.get(3)), person))
                .returns("hall.booking.barred", HallRuleBroken::code);
        Ticket ticket = tickets.take(
                CITY,
                new Tickets.Wish(group.code(), null, person, person, null, false, Door.WINDOW, UUID.randomUUID()));
        assertThat(ticket.number()).endsWith("001");
    }

    @Test
    void whoChecksInGetsOneTicketAndWhoIsLateNone() {
        List<Slot> made = hall.slots(hall.group(1), 5);
        UUID draft = UUID.randomUUID();
        Booking booking = bookings.book(
                CITY,
                new Bookings.Wish(
                        made.getFirst().id(),
                        "food-business",
                        hall.person().id(),
                        hall.person().id(),
                        draft,
                        Door.WEB,
                        Hall.BY,
                        UUID.randomUUID()));
        Booking late = book(made.getFirst(), hall.person().id());
        Booking tomorrow = book(made.get(3), hall.person().id());

        String typed = Bookings.spelt(booking.code()).toLowerCase(Locale.ROOT);
        Ticket ticket = bookings.checkIn(CITY, typed, Door.KIOSK, false);
        Ticket again = bookings.checkIn(CITY, booking.id(), Door.WINDOW, false);

        assertThat(again).isEqualTo(ticket);
        assertThat(ticket.draft()).isEqualTo(draft);
        assertThat(ticket.item()).isEqualTo("food-business");
        assertThat(ticket.bookedFor()).isEqualTo(booking.startsAt());
        assertThat(bookings.find(CITY, booking.id()).orElseThrow().state()).isEqualTo(Booking.State.CAME);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> bookings.checkIn(CITY, tomorrow.id(), Door.KIOSK, false))
                .returns("hall.booking.other-day", HallRuleBroken::code);
        time.set(late.startsAt().plus(Duration.ofMinutes(16)));
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> bookings.checkIn(CITY, late.id(), Door.KIOSK, false))
                .returns("hall.booking.late", HallRuleBroken::code);
    }

    @Test
    @Proves("M-INT-06")
    void aWeekendOpensWithARosterIsCountedApartAndLeavesTheCalendarAlone() {
        WindowGroup group = hall.group(1);
        var hours = new Hours(LocalTime.of(9, 0), LocalTime.of(11, 0), 30, 2);
        UUID clerk = directory.staff(CITY, "zx.window1").orElseThrow().id();
        LocalDate due = calendar.after(LocalDate.of(2026, 11, 18), 5);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> roster.open(CITY, group.code(), SATURDAY, hours, Set.of(), Hall.BY))
                .returns("hall.roster.nobody", HallRuleBroken::code);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() ->
                        roster.open(CITY, group.code(), LocalDate.of(2026, 11, 19), hours, Set.of(clerk), Hall.BY))
                .returns("hall.roster.workday", HallRuleBroken::code);

        roster.open(CITY, group.code(), SATURDAY, hours, Set.of(clerk), Hall.BY);

        List<Slot> made = slots.bookable(CITY, group.code(), null);
        assertThat(made).hasSize(4).allSatisfy(slot -> assertThat(slot.kind()).isEqualTo(DayKind.WEEKEND));
        Booking booking = book(made.getFirst(), hall.person().id());
        assertThat(booking.kind()).isEqualTo(DayKind.WEEKEND);
        long weekend = figures.bookings(CITY, SATURDAY, SATURDAY.plusDays(1)).stream()
                .filter(line -> line.kind() == DayKind.WEEKEND && line.door() == Door.WEB)
                .mapToLong(HallFigures.Booked::booked)
                .sum();
        assertThat(weekend).isPositive();
        assertThat(figures.bookings(CITY, SATURDAY, SATURDAY.plusDays(1)))
                .noneMatch(line -> line.kind() == DayKind.WORKDAY);
        assertThat(calendar.isWorkday(SATURDAY)).isFalse();
        assertThat(calendar.after(LocalDate.of(2026, 11, 18), 5)).isEqualTo(due);
        assertThat(roster.find(CITY, group.code(), SATURDAY).orElseThrow().duty())
                .containsExactly(clerk);
    }

    @Test
    @Proves("M-INT-05")
    void bookingsAreCountedPerChannel() {
        List<Slot> made = hall.slots(hall.group(1), 50);
        LocalDate day = made.getLast().day();
        long before = hotline(day);

        for (int i = 0; i < 3; i++) {
            UUID person = hall.person().id();
            bookings.book(
                    CITY,
                    new Bookings.Wish(
                            made.getLast().id(), null, person, person, null, Door.HOTLINE, Hall.BY, UUID.randomUUID()));
        }

        assertThat(hotline(day)).isEqualTo(before + 3);
    }

    @Test
    void aSlotForOneItemIsOfferedForThatItemAlone() {
        WindowGroup group = hall.group(1, "food-business", "tobacco-retail");
        var hours = new Hours(LocalTime.of(14, 0), LocalTime.of(15, 0), 60, 1);
        groups.addTemplate(CITY, group.code(), "food-business", hours, CityTime.day(TestTime.START), Hall.BY);
        slots.makeAhead(CITY);

        Slot slot = slots.bookable(CITY, group.code(), "food-business").getFirst();

        assertThat(slots.bookable(CITY, group.code(), "tobacco-retail")).isEmpty();
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> book(slot, hall.person().id()))
                .returns("hall.group.item", HallRuleBroken::code);
    }

    private long hotline(LocalDate day) {
        return figures.bookings(CITY, day, day.plusDays(1)).stream()
                .filter(line -> line.door() == Door.HOTLINE)
                .mapToLong(HallFigures.Booked::booked)
                .sum();
    }

    private static Slot first(List<Slot> slots, LocalDate day) {
        return slots.stream().filter(slot -> slot.day().equals(day)).findFirst().orElseThrow();
    }

    private Booking book(Slot slot, UUID person) {
        return book(slot, person, UUID.randomUUID());
    }

    private Booking book(Slot slot, UUID person, UUID key) {
        return bookings.book(CITY, new Bookings.Wish(slot.id(), null, person, person, null, Door.WEB, person, key));
    }

    private @Nullable Booking tried(Slot slot, UUID person) {
        return tried(slot, person, null);
    }

    private @Nullable Booking tried(Slot slot, UUID person, @Nullable String item) {
        try {
            return bookings.book(
                    CITY,
                    new Bookings.Wish(slot.id(), item, person, person, null, Door.WEB, person, UUID.randomUUID()));
        } catch (HallRuleBroken _) {
            return null;
        }
    }

    private boolean moved(Booking booking, UUID to) {
        try {
            var _ = bookings.move(CITY, booking.id(), to);
            return true;
        } catch (HallRuleBroken full) {
            return false;
        }
    }

    /** Runs all of them at one moment, each on its own thread. */
    static <T extends @Nullable Object> List<T> atOnce(List<Callable<T>> acts) throws Exception {
        var start = new CountDownLatch(1);
        var results = new ArrayList<T>();
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            var running = new ArrayList<Future<T>>();
            for (Callable<T> act : acts) {
                running.add(threads.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            start.countDown();
            for (Future<T> each : running) {
                results.add(each.get());
            }
        }
        return results;
    }
}
