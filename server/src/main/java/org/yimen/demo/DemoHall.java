package org.yimen.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yimen.hall.Bookings;
import org.yimen.hall.Calls;
import org.yimen.hall.Door;
import org.yimen.hall.HallRuleBroken;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.HomeVisits;
import org.yimen.hall.Roster;
import org.yimen.hall.Slot;
import org.yimen.hall.Slots;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.People;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;
import org.yimen.platform.Text;
import org.yimen.time.WorkCalendar;

/** The hall of the demo: two counters, slots for two weeks, some bookings and the numbers of this morning. */
@Component
@Order(20)
@ConditionalOnBooleanProperty("yimen.demo")
class DemoHall implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoHall.class);
    private static final String GENERAL = "GENERAL";
    private static final String FIRMS = "FIRMS";
    private static final Hours DAY = new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0), 30, 4);
    private static final Hours OFF = new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0), 30, 2);

    /** Who books and waits; 吴桂兰 is over sixty, 马建国 and 阿依古丽 are marked. */
    private static final List<String> VISITORS = List.of(
            "629901198806210134",
            "629901197911050262",
            "629901194805020648",
            "629901199302271173",
            "629901197110010359",
            "629901199007041463",
            "629901198508151594",
            "629901199704101847",
            "629901200506181714");

    private static final String WU = "629901194805020648";

    private final WindowGroups groups;
    private final Slots slots;
    private final Bookings bookings;
    private final Tickets tickets;
    private final Calls calls;
    private final Roster roster;
    private final HomeVisits visits;
    private final People people;
    private final Directory directory;
    private final WorkCalendar calendar;
    private final InstantSource time;

    DemoHall(
            WindowGroups groups,
            Slots slots,
            Bookings bookings,
            Tickets tickets,
            Calls calls,
            Roster roster,
            HomeVisits visits,
            People people,
            Directory directory,
            WorkCalendar calendar,
            InstantSource time) {
        this.groups = groups;
        this.slots = slots;
        this.bookings = bookings;
        this.tickets = tickets;
        this.calls = calls;
        this.roster = roster;
        this.visits = visits;
        this.people = people;
        this.directory = directory;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String region = directory.region();
        if (groups.find(region, GENERAL).isPresent()) {
            slots.makeAhead(region);
            return;
        }
        LocalDate today = CityTime.day(time.instant());
        UUID admin = staff("sys.admin");
        List<String> windows = directory.windows(directory.site()).stream()
                .map(Unit.Window::code)
                .limit(3)
                .toList();
        open(GENERAL, "A", new Text("综合业务", "General counter"), windows, admin);
        open(FIRMS, "B", new Text("企业开办与经营", "Business counter"), windows.subList(0, 1), admin);
        groups.addTemplate(region, GENERAL, null, DAY, today, admin);
        groups.addTemplate(region, FIRMS, null, DAY, today, admin);
        slots.makeAhead(region);
        daysOff(region, today);
        book(region, today);
        morning(region, today, windows);
        log.info("The demo's hall is open");
    }

    private void open(String code, String letter, Text name, List<String> windows, UUID by) {
        String site = directory.site().code();
        groups.add(new WindowGroup(directory.region(), code, site, letter, name, Set.of(), windows, false), by);
    }

    /** The next Saturday, and today where the demo is started on a day off: its doors are open at once. */
    private void daysOff(String region, LocalDate today) {
        UUID manager = staff("zx.hall");
        Set<UUID> duty = Set.of(staff("zx.window1"), staff("zx.window2"), staff("zx.window3"));
        if (!calendar.isWorkday(today)) {
            roster.open(region, GENERAL, today, OFF, duty, manager);
            roster.open(region, FIRMS, today, OFF, duty, manager);
        }
        LocalDate saturday = today.plusDays(1);
        while (saturday.getDayOfWeek() != DayOfWeek.SATURDAY) {
            saturday = saturday.plusDays(1);
        }
        if (!calendar.isWorkday(saturday)) {
            roster.open(region, GENERAL, saturday, OFF, duty, manager);
        }
    }

    private void book(String region, LocalDate today) {
        var random = new Random(42);
        List<Slot> free = slots.bookable(region, GENERAL, null);
        for (int i = 0; i < 16 && !free.isEmpty(); i++) {
            UUID person = person(VISITORS.get(i % VISITORS.size()));
            Slot slot = free.get(random.nextInt(free.size()));
            Door door = i % 4 == 3 ? Door.HOTLINE : i % 5 == 4 ? Door.WINDOW : Door.WEB;
            UUID by = door == Door.WEB ? person : staff("zx.guide1");
            quietly(() -> bookings.book(
                    region, new Bookings.Wish(slot.id(), null, person, person, null, door, by, UUID.randomUUID())));
        }
        UUID wu = person(WU);
        quietly(() -> visits.ask(
                region,
                new HomeVisits.Wish(
                        wu,
                        wu,
                        "minimum-living-allowance",
                        null,
                        today.plusDays(2),
                        HomeVisit.Half.MORNING,
                        "安澜市云溪区学府路 66 号 3 单元 502 室",
                        Door.HOTLINE,
                        staff("zx.guide1"),
                        UUID.randomUUID())));
    }

    /** Some visitors since an hour and a half ago: most are served, some wait. */
    private void morning(String region, LocalDate today, List<String> windows) {
        Instant now = time.instant();
        Instant begin = now.minus(Duration.ofMinutes(90));
        if (!CityTime.day(begin).equals(today)) {
            return;
        }
        var random = new Random(7);
        for (int i = 0; i < 18; i++) {
            Instant moment = begin.plus(Duration.ofMinutes(5L * i));
            int number = i;
            ReplayTime.at(moment, () -> {
                UUID person = number % 3 == 0 ? null : person(VISITORS.get(number % VISITORS.size()));
                take(region, number % 5 == 4 ? FIRMS : GENERAL, person);
            });
            if (i >= 2 && i < 14) {
                String window = windows.get(i % windows.size());
                UUID clerk = staff("zx.window" + (i % windows.size() + 1));
                Instant called = moment.plusSeconds(60);
                ReplayTime.at(called, () -> quietly(() -> calls.next(region, window, clerk)));
                Instant done = called.plusSeconds(60 + random.nextInt(170));
                ReplayTime.at(
                        done,
                        () -> calls.at(region, window)
                                .ifPresent(call -> quietly(() -> calls.done(region, call.id(), List.of()))));
            }
        }
        ReplayTime.at(
                now.minusSeconds(90), () -> quietly(() -> calls.next(region, windows.get(1), staff("zx.window2"))));
    }

    private void take(String region, String group, @Nullable UUID person) {
        quietly(() -> tickets.take(
                region, new Tickets.Wish(group, null, person, person, null, false, Door.KIOSK, UUID.randomUUID())));
    }

    /** What a rule refuses, such as a second booking of a day, the demo does without. */
    private static void quietly(Runnable act) {
        try {
            act.run();
        } catch (HallRuleBroken refusal) {
            log.debug("The demo's hall goes without: {}", refusal.getMessage());
        }
    }

    private UUID person(String number) {
        return people.find(CitizenId.of(number)).orElseThrow().id();
    }

    private UUID staff(String login) {
        return directory.staff(directory.region(), login).orElseThrow().id();
    }
}
