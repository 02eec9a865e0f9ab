package org.yimen.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.hall.CallOrder.Reason;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.identity.Person;
import org.yimen.identity.SpecialGroup;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class CallsTest {

    private static final String CITY = Hall.CITY;

    @Autowired
    private Hall hall;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Calls calls;

    @Autowired
    private Bookings bookings;

    @Autowired
    private Roster roster;

    @Autowired
    private Trips trips;

    @Autowired
    private HallFigures figures;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    @Test
    void numbersRunPerGroupAndDayAndNobodyStandsTwiceInALine() throws Exception {
        WindowGroup group = hall.group(1);
        Person person = hall.person();
        UUID key = UUID.randomUUID();

        Ticket first = take(group, person);
        Ticket again = take(group, person);
        Ticket nameless = take(group, null, key);
        Ticket repeated = take(group, null, key);

        assertThat(first.number()).isEqualTo(group.letter() + "001");
        assertThat(again).isEqualTo(first);
        assertThat(nameless.number()).isEqualTo(group.letter() + "002");
        assertThat(repeated).isEqualTo(nameless);
        var acts = new ArrayList<Callable<Ticket>>();
        for (int i = 0; i < 20; i++) {
            acts.add(() -> take(group, null, UUID.randomUUID()));
        }
        assertThat(BookingsTest.atOnce(acts).stream().map(Ticket::serial))
                .doesNotHaveDuplicates()
                .allMatch(serial -> serial >= 3 && serial <= 22);
    }

    @Test
    void aFormThatAnotherLeftOpenGivesNobodyHisNumber() throws Exception {
        WindowGroup group = hall.group(1);
        UUID key = UUID.randomUUID();
        take(group, hall.person(), key);

        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> take(group, hall.person(), key))
                .returns("platform.key.reused", HallRuleBroken::code);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> take(group, null, key))
                .returns("platform.key.reused", HallRuleBroken::code);
    }

    @Test
    @Proves("M-INT-16")
    void ofManyClerksWhoCallAtOnceNoTwoGetTheSameNumber() throws Exception {
        WindowGroup group = hall.group(12);
        for (int i = 0; i < 9; i++) {
            take(group, null, UUID.randomUUID());
        }

        var acts = new ArrayList<Callable<Optional<Call>>>();
        for (String window : group.windows()) {
            acts.add(() -> calls.next(CITY, window, UUID.randomUUID()));
        }
        List<Optional<Call>> called = BookingsTest.atOnce(acts);

        assertThat(called).filteredOn(Optional::isPresent).hasSize(9);
        assertThat(called.stream()
                        .flatMap(Optional::stream)
                        .map(call -> call.ticket().id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneWindowHasOneVisitorHoweverOftenItsClerkClicks() throws Exception {
        WindowGroup group = hall.group(1);
        take(group, null, UUID.randomUUID());
        take(group, null, UUID.randomUUID());

        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 6; i++) {
            acts.add(() -> {
                try {
                    return calls.next(CITY, group.windows().getFirst(), Hall.BY).isPresent();
                } catch (HallRuleBroken open) {
                    return false;
                }
            });
        }

        assertThat(BookingsTest.atOnce(acts)).containsOnlyOnce(true);
        assertThat(calls.at(CITY, group.windows().getFirst())).isPresent();
    }

    @Test
    @Proves({"M-IDA-08", "M-INT-05"})
    void eachCallSaysWhyItIsThisOnesTurn() {
        WindowGroup group = hall.group(1);
        Slot slot = hall.slots(group, 3).getFirst();
        Person booked = hall.person();
        Booking booking = bookings.book(
                CITY,
                new Bookings.Wish(
                        slot.id(), null, booked.id(), booked.id(), null, Door.WEB, booked.id(), UUID.randomUUID()));
        Ticket first = take(group, hall.person());
        Ticket second = take(group, hall.person());
        Ticket aged = take(group, hall.aged());
        time.set(booking.startsAt());
        Ticket due = bookings.checkIn(CITY, booking.code(), Door.KIOSK, false);

        assertThat(served(group))
                .containsExactly(
                        aged.id() + " " + Reason.SPECIAL,
                        due.id() + " " + Reason.BOOKED,
                        first.id() + " " + Reason.ARRIVAL,
                        second.id() + " " + Reason.ARRIVAL);
    }

    @Test
    @Proves("M-IDA-08")
    void whoIsMarkedOnTheSpotGoesFirstFromThenOn() {
        WindowGroup group = hall.group(1);
        Ticket first = take(group, null, UUID.randomUUID());
        Ticket frail = take(group, null, UUID.randomUUID());

        tickets.mark(CITY, frail.id(), SpecialGroup.FRAIL, Hall.BY);

        assertThat(served(group)).containsExactly(frail.id() + " " + Reason.SPECIAL, first.id() + " " + Reason.ARRIVAL);
    }

    @Test
    void aTransferKeepsNumberAndPlace() {
        WindowGroup from = hall.group(1);
        WindowGroup to = hall.group(1);
        Ticket early = take(from, hall.person());
        time.advance(Duration.ofMinutes(5));
        Ticket there = take(to, hall.person());
        Call call = calls.next(CITY, from.windows().getFirst(), Hall.BY).orElseThrow();
        time.advance(Duration.ofMinutes(1));

        calls.transfer(CITY, call.id(), to.code());

        Call next = calls.next(CITY, to.windows().getFirst(), Hall.BY).orElseThrow();
        assertThat(next.ticket().id()).isEqualTo(early.id());
        assertThat(next.ticket().number()).isEqualTo(early.number());
        assertThat(tickets.find(CITY, there.id()).orElseThrow().state()).isEqualTo(Ticket.State.WAITING);
    }

    @Test
    void aNumberIsPassedOverAfterThreeCallsAndNotBefore() {
        WindowGroup group = hall.group(1);
        Ticket ticket = take(group, hall.person());
        Call call = calls.next(CITY, group.windows().getFirst(), Hall.BY).orElseThrow();
        calls.again(CITY, call.id());
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> calls.noShow(CITY, call.id()))
                .returns("hall.call.too-early", HallRuleBroken::code);

        calls.again(CITY, call.id());
        calls.noShow(CITY, call.id());

        assertThat(tickets.find(CITY, ticket.id()).orElseThrow().state()).isEqualTo(Ticket.State.NO_SHOW);
        assertThatExceptionOfType(HallRuleBroken.class).isThrownBy(() -> calls.noShow(CITY, call.id()));
    }

    @Test
    @Proves("M-INT-16")
    void waitingAndServingAreMeasured() {
        time.advance(Duration.ofHours(6));
        WindowGroup group = hall.group(1);
        String window = group.windows().getFirst();
        for (int i = 0; i < 10; i++) {
            take(group, null, UUID.randomUUID());
        }
        Instant from = time.instant();
        for (int i = 0; i < 10; i++) {
            time.advance(Duration.ofMinutes(1));
            Call call = calls.next(CITY, window, Hall.BY).orElseThrow();
            time.advance(Duration.ofMinutes(2));
            calls.done(CITY, call.id(), List.of());
            calls.done(CITY, call.id(), List.of());
        }

        var waits = figures.waits(CITY, from, from.plus(Duration.ofHours(3))).stream()
                .filter(wait -> wait.group().equals(group.code()))
                .toList();

        // Waits of 1, 4, … 28 minutes.
        assertThat(waits).hasSize(2);
        assertThat(waits.getFirst().total()).isTrue();
        assertThat(waits.getFirst().calls()).isEqualTo(10);
        assertThat(waits.getFirst().waitMean()).isEqualTo(14.5 * 60);
        assertThat(waits.getFirst().waitP90()).isEqualTo((25 + 0.1 * 3) * 60);
        assertThat(waits.getFirst().serveMean()).isEqualTo(120);
        assertThat(waits.getLast().hour()).isEqualTo(15);
    }

    @Test
    void theHolderOfANumberSeesHowManyAreBeforeHim() {
        WindowGroup group = hall.group(1);
        take(group, hall.person());
        Ticket mine = take(group, hall.person());
        take(group, hall.aged());

        assertThat(tickets.place(CITY, mine.pass()).orElseThrow().before()).isEqualTo(2);
        Call call = calls.next(CITY, group.windows().getFirst(), Hall.BY).orElseThrow();
        calls.done(CITY, call.id(), List.of());
        assertThat(tickets.place(CITY, mine.pass()).orElseThrow().before()).isOne();
        tickets.leave(CITY, mine.pass());
        assertThat(tickets.place(CITY, mine.pass()).orElseThrow().ticket().state())
                .isEqualTo(Ticket.State.GONE);
        assertThat(tickets.place(CITY, mine.id())).isEmpty();
        time.advance(Duration.ofDays(1));
        assertThat(tickets.place(CITY, mine.pass())).isEmpty();
    }

    @Test
    void tripsAndWindowsOfACaseAreCounted() {
        WindowGroup one = hall.group(1);
        WindowGroup two = hall.group(1);
        Person person = hall.person();
        UUID file = UUID.randomUUID();

        take(one, person);
        serve(one, file);
        take(two, person);
        serve(two, file);
        assertThat(trips.of(CITY, file)).isEqualTo(new Trips.Count(1, 2, 2));
        time.advance(Duration.ofDays(1));
        take(one, person);
        serve(one, file);

        assertThat(trips.of(CITY, file)).isEqualTo(new Trips.Count(2, 2, 2));
        assertThat(trips.of(CITY, UUID.randomUUID())).isEqualTo(new Trips.Count(0, 0, 0));
    }

    @Test
    @Proves("M-INT-06")
    void onADayOffOnlyWhoIsOnDutyCallsAndOnlyOpenedGroupsGiveNumbers() {
        LocalDate saturday = LocalDate.of(2026, 11, 21);
        WindowGroup open = hall.group(1);
        WindowGroup shut = hall.group(1);
        UUID clerk = directory.staff(CITY, "zx.window1").orElseThrow().id();
        roster.open(
                CITY,
                open.code(),
                saturday,
                new Hours(LocalTime.of(9, 0), LocalTime.of(11, 0), 30, 2),
                Set.of(clerk),
                Hall.BY);
        time.set(saturday.atTime(9, 30).atZone(CityTime.ZONE).toInstant());

        take(open, hall.person());

        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> take(shut, hall.person()))
                .returns("hall.ticket.closed", HallRuleBroken::code);
        assertThatExceptionOfType(HallRuleBroken.class)
                .isThrownBy(() -> calls.next(CITY, open.windows().getFirst(), Hall.BY))
                .returns("hall.call.off-duty", HallRuleBroken::code);
        assertThat(calls.next(CITY, open.windows().getFirst(), clerk)).isPresent();
    }

    @Test
    void whatADayLeavesOpenEndsWithIt() {
        WindowGroup group = hall.group(1);
        Ticket called = take(group, hall.person());
        Ticket waiting = take(group, hall.person());
        var _ = calls.next(CITY, group.windows().getFirst(), Hall.BY);
        time.advance(Duration.ofDays(1));

        tickets.endPassedDays(CITY);

        assertThat(tickets.find(CITY, called.id()).orElseThrow().state()).isEqualTo(Ticket.State.GONE);
        assertThat(tickets.find(CITY, waiting.id()).orElseThrow().state()).isEqualTo(Ticket.State.GONE);
        assertThat(calls.at(CITY, group.windows().getFirst())).isEmpty();
        assertThat(take(group, hall.person()).number()).endsWith("001");
    }

    private void serve(WindowGroup group, UUID file) {
        Call call = calls.next(CITY, group.windows().getFirst(), Hall.BY).orElseThrow();
        calls.done(CITY, call.id(), List.of(file));
    }

    /** Who is called one after the other, and why. */
    private List<String> served(WindowGroup group) {
        var served = new ArrayList<String>();
        String window = group.windows().getFirst();
        for (Optional<Call> call = calls.next(CITY, window, Hall.BY);
                call.isPresent();
                call = calls.next(CITY, window, Hall.BY)) {
            served.add(call.get().ticket().id() + " " + call.get().reason());
            calls.done(CITY, call.get().id(), List.of());
        }
        return served;
    }

    private Ticket take(WindowGroup group, Person person) {
        return take(group, person, UUID.randomUUID());
    }

    private Ticket take(WindowGroup group, @Nullable Person person, UUID key) {
        UUID id = person == null ? null : person.id();
        return tickets.take(CITY, new Tickets.Wish(group.code(), null, id, id, null, false, Door.KIOSK, key));
    }
}
