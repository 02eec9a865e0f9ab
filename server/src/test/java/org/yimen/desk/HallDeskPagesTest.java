package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicants;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.desk.Clerk.Answer;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.Calls;
import org.yimen.hall.DayKind;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.HomeVisits;
import org.yimen.hall.Roster;
import org.yimen.hall.Slot;
import org.yimen.hall.Slots;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.Trips;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.identity.Person;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** Calling, booking for callers, days off and helpers, as the staff sees them. */
@HallTest
class HallDeskPagesTest {

    private static final String CITY = Hall.CITY;
    private static final String ITEM = "minimum-living-allowance";

    @Autowired
    private DeskPages pages;

    @Autowired
    private Hall hall;

    @Autowired
    private Tickets tickets;

    @Autowired
    private Calls calls;

    @Autowired
    private Bookings bookings;

    @Autowired
    private Outbox outbox;

    @Autowired
    private HomeVisits visits;

    @Autowired
    private Roster roster;

    @Autowired
    private Trips trips;

    @Autowired
    private WindowGroups groups;

    @Autowired
    private SpecialGroups specials;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Applicants applicants;

    @Autowired
    private Directory directory;

    @Autowired
    private Organisation organisation;

    @Autowired
    private Slots slots;

    @Autowired
    private AuditLog audit;

    @Test
    void aNumberOrABookingThatAColleagueEnteredOpensNothingThatWasBegunAtHome() throws Exception {
        WindowGroup group = hall.group(1, ITEM);
        Person person = hall.person();
        Dossier draft = drafts.create(applicants.of(person.id(), null), ITEM);
        Clerk clerk = pages.at("zx.window1");
        clerk.send("/desk/window", "window", group.windows().getFirst());
        clerk.send(
                "/desk/bookings/tickets",
                "key",
                UUID.randomUUID().toString(),
                "group",
                group.code(),
                "number",
                person.citizenId().value());
        Booking byPhone = bookings.book(
                CITY,
                new Bookings.Wish(
                        hall.slots(group, 2).getFirst().id(),
                        ITEM,
                        person.id(),
                        person.id(),
                        draft.id(),
                        Door.HOTLINE,
                        staff("zx.window1"),
                        UUID.randomUUID()));

        Answer called = clerk.send("/desk/window/next");
        Answer scanned = clerk.send("/desk/intake", "number", byPhone.code());

        assertThat(List.of(called.location(), scanned.location())).containsOnly("/desk/intake/of/" + person.id());
        String own = "/desk/intake/" + draft.id();
        Answer handedIn = clerk.send(own + "/submit", "key", UUID.randomUUID().toString());
        assertThat(clerk.open(own).location())
                .as("his page says what is missing: a card or a code")
                .isEqualTo("/desk/intake/of/" + person.id());
        assertThat(handedIn.body()).contains("请刷申请人的身份证");
        assertThat(drafts.find(draft.id())).isPresent();
    }

    @Test
    @Proves({"M-INT-15", "M-INT-16", "M-IDA-08"})
    void oneClickCallsTheNumberAndOpensThePersonWithWhatHeGaveAhead() throws Exception {
        WindowGroup group = hall.group(1, ITEM);
        Slot slot = hall.slots(group, 2).getFirst();
        Person person = hall.person();
        Dossier draft = drafts.create(applicants.of(person.id(), null), ITEM);
        specials.declare(person.id(), SpecialGroup.FRAIL, "行走不便");
        Booking booking = bookings.book(
                CITY,
                new Bookings.Wish(
                        slot.id(),
                        ITEM,
                        person.id(),
                        person.id(),
                        draft.id(),
                        Door.WEB,
                        person.id(),
                        UUID.randomUUID()));
        Clerk scanning = pages.at("zx.window3");
        assertThat(scanning.send("/desk/intake", "number", booking.code()).location())
                .as("the code of a booking opens what he gave ahead")
                .isEqualTo("/desk/intake/" + draft.id());
        assertThat(scanning.open("/desk/intake/" + draft.id()).status()).isEqualTo(200);
        Ticket ticket = bookings.checkIn(CITY, booking.code(), Door.KIOSK, true);
        Clerk clerk = pages.at("zx.window1");
        assertThat(clerk.open("/desk/intake/" + draft.id()).status()).isEqualTo(404);
        clerk.send("/desk/window", "window", group.windows().getFirst());

        Answer called = clerk.send("/desk/window/next");

        assertThat(called.location()).isEqualTo("/desk/intake/of/" + person.id());
        String page = clerk.open(called.location()).body();
        assertThat(page)
                .contains(ticket.number(), "特殊群体优先", "行走不便", "/desk/intake/" + draft.id(), "打开已填的申请")
                .doesNotContain(person.citizenId().value());
        assertThat(clerk.open("/desk/intake/" + draft.id()).status()).isEqualTo(200);
        assertThat(Trail.of(audit, CITY, List.of("desk.intake-lookup"))).anySatisfy(entry -> {
            assertThat(entry.subject()).isEqualTo(person.id().toString());
            assertThat(entry.detail()).containsEntry("what", "called");
        });
        UUID call = calls.at(CITY, group.windows().getFirst()).orElseThrow().id();
        Answer early = clerk.send("/desk/window/next");
        assertThat(early.status()).isEqualTo(422);
        clerk.send(
                "/desk/window/" + call + "/done",
                "cases",
                draft.id().toString(),
                "cases",
                UUID.randomUUID().toString());
        assertThat(calls.at(CITY, group.windows().getFirst())).isEmpty();
        assertThat(trips.of(CITY, draft.id())).isEqualTo(new Trips.Count(1, 1, 1));
        assertThat(clerk.open("/desk/intake/" + draft.id()).location())
                .as("his number speaks for him while he is served")
                .isEqualTo("/desk/intake/of/" + person.id());
        drafts.discard(draft);
    }

    @Test
    void whoSitsDownWhereAColleaguesVisitorStandsSeesHimOnlyAfterTakingOverOnRecord() throws Exception {
        WindowGroup group = hall.group(1);
        Ticket ticket = tickets.take(
                CITY, new Tickets.Wish(group.code(), null, null, null, null, false, Door.KIOSK, UUID.randomUUID()));
        String window = group.windows().getFirst();
        Clerk clerk = pages.at("zx.window1");
        clerk.send("/desk/window", "window", window);
        clerk.send("/desk/window/next");
        UUID call = calls.at(CITY, window).orElseThrow().id();
        Clerk other = pages.at("zx.window2");
        other.send("/desk/window", "window", window);

        assertThat(other.open("/desk/window").body()).contains("还没有办完", "由我接手").doesNotContain(ticket.number());
        assertThat(other.send("/desk/window/" + call + "/done").status()).isEqualTo(404);

        Clerk stranger = pages.at("sj.window");
        stranger.send("/desk/window", "window", window);
        assertThat(stranger.send("/desk/window/next").body())
                .as("he calls at no window of the centre")
                .contains("不归您所在的窗口办");
        assertThat(stranger.send("/desk/window/take-over").status())
                .as("another department's clerk, who stands in for nobody")
                .isEqualTo(422);
        assertThat(calls.at(CITY, window).orElseThrow().id()).isEqualTo(call);

        assertThat(other.send("/desk/window/take-over").status()).isEqualTo(303);
        assertThat(other.open("/desk/window").body()).contains(ticket.number());
        assertThat(clerk.send("/desk/window/" + call + "/done").status()).isEqualTo(404);
        assertThat(Trail.of(audit, CITY, List.of("hall.call-taken-over")))
                .anySatisfy(entry -> assertThat(entry.subject()).isEqualTo(call.toString()));
        assertThat(other.send("/desk/window/" + call + "/done").status()).isEqualTo(303);
    }

    @Test
    void aClerkDecidesOnlyAboutTheNumberAtHisWindow() throws Exception {
        WindowGroup group = hall.group(2);
        String other = hall.beside(group).code();
        Ticket ticket = tickets.take(
                CITY, new Tickets.Wish(group.code(), null, null, null, null, false, Door.KIOSK, UUID.randomUUID()));
        Clerk clerk = pages.at("zx.window1");
        clerk.send("/desk/window", "window", group.windows().getFirst());
        Answer nameless = clerk.send("/desk/window/next");
        UUID call = calls.at(CITY, group.windows().getFirst()).orElseThrow().id();
        Clerk neighbour = pages.at("zx.window2");
        neighbour.send("/desk/window", "window", group.windows().getLast());

        assertThat(nameless.location()).isEqualTo("/desk/window");
        assertThat(clerk.open("/desk/window").body()).contains(ticket.number(), "没有登记是谁");
        assertThat(neighbour.send("/desk/window/" + call + "/done").status()).isEqualTo(404);
        assertThat(clerk.send("/desk/window/" + call + "/pass").status()).isEqualTo(422);
        assertThat(clerk.send("/desk/window/" + call + "/again").status()).isEqualTo(303);
        assertThat(clerk.send("/desk/window/" + call + "/transfer", "group", other)
                        .status())
                .isEqualTo(303);
        assertThat(tickets.find(CITY, ticket.id()).orElseThrow().group()).isEqualTo(other);
        assertThat(neighbour.send("/desk/window/next").status()).isEqualTo(303);
    }

    @Test
    @Proves("M-INT-05")
    void aClerkBooksForSomebodyWhoCallsAlsoForSomebodyNew() throws Exception {
        WindowGroup group = hall.group(1);
        Slot slot = hall.slots(group, 2).getFirst();
        String number = TestNumbers.citizen().value();
        Clerk guide = pages.at("zx.guide1");
        Answer form = guide.open("/desk/bookings/new?group=" + group.code());
        String[] fields = {
            "key", form.hidden("key"),
            "group", group.code(),
            "door", "HOTLINE",
            "number", number,
            "slot", slot.id().toString()
        };

        Answer unknown = guide.send("/desk/bookings/new", fields);
        String[] complete = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(fields),
                        java.util.stream.Stream.of("name", "赵来电", "phone", "15400000077"))
                .toArray(String[]::new);
        Answer booked = guide.send("/desk/bookings/new", complete);
        Answer again = guide.send("/desk/bookings/new", complete);

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(booked.status()).isEqualTo(303);
        assertThat(again.location()).isEqualTo(booked.location());
        assertThat(bookings.on(CITY, slot.day()))
                .filteredOn(booking -> booking.slot().equals(slot.id()))
                .singleElement()
                .satisfies(booking -> {
                    assertThat(booking.door()).isEqualTo(Door.HOTLINE);
                    assertThat(booking.by()).isEqualTo(staff("zx.guide1"));
                });
        String list = guide.open("/desk/bookings?day=" + slot.day()).body();
        assertThat(list).contains("赵*电", "电话").doesNotContain(number, "赵来电");
        Booking booking = bookings.on(CITY, slot.day()).stream()
                .filter(each -> each.slot().equals(slot.id()))
                .findFirst()
                .orElseThrow();
        Answer in = guide.send("/desk/bookings/check-in", "code", booking.code());
        assertThat(guide.open(in.location()).body()).contains("已取号");
        assertThat(guide.send("/desk/bookings/cancel", "booking", booking.id().toString())
                        .status())
                .isEqualTo(422);
    }

    @Test
    @Proves("M-INT-05")
    void onlyTheHallOrTheCounterOfTheItemsDepartmentCancelsAndSaysWhy() throws Exception {
        List<Slot> slots = hall.slots(hall.group(1), 2).reversed();
        Person person = hall.person();
        Booking booking = bookings.book(
                CITY,
                new Bookings.Wish(
                        slots.getFirst().id(),
                        ITEM,
                        person.id(),
                        person.id(),
                        null,
                        Door.WEB,
                        person.id(),
                        UUID.randomUUID()));
        String day = "/desk/bookings?day=" + booking.day();
        String[] fields = {"booking", booking.id().toString(), "reason", "设备检修，当天停办"};

        assertThat(pages.at("sj.window").open(day).body()).doesNotContain("cancel=" + booking.id());
        assertThat(pages.at("sj.window").send("/desk/bookings/cancel", fields).status())
                .isEqualTo(403);
        Clerk guide = pages.at("zx.guide1");
        assertThat(guide.open(day).body()).contains("cancel=" + booking.id());
        assertThat(guide.open(day + "&cancel=" + booking.id()).body()).contains("name=\"reason\"");
        assertThat(guide.send("/desk/bookings/cancel", "booking", booking.id().toString(), "reason", " ")
                        .status())
                .isEqualTo(422);
        assertThat(bookings.find(CITY, booking.id()).orElseThrow().open()).isTrue();

        assertThat(guide.send("/desk/bookings/cancel", fields).status()).isEqualTo(303);
        assertThat(guide.send("/desk/bookings/cancel", fields).status()).isEqualTo(303);

        assertThat(bookings.find(CITY, booking.id()).orElseThrow().state()).isEqualTo(Booking.State.CANCELLED);
        assertThat(Trail.of(audit, CITY, List.of("hall.booking-cancelled")))
                .filteredOn(entry -> entry.subject().equals(booking.id().toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).containsEntry("reason", "设备检修，当天停办"));
        assertThat(outbox.inbox(CITY, person.id(), null, 50))
                .filteredOn(message -> message.template().equals("hall.news.cancelled-by-staff"))
                .singleElement()
                .satisfies(message -> assertThat(message.arguments().toString()).contains("设备检修"));
    }

    @Test
    void machinesAreOfferedNoDuty() throws Exception {
        UUID id = UUID.randomUUID();
        String name = "值守程序" + id.toString().substring(0, 6);
        organisation.engage(new Staff(id, CITY, "m-" + id.toString().substring(0, 13), name, id.toString(), null));
        organisation.appoint(new Posting(CITY, "ZX/window", id, false, LocalDate.of(2026, 1, 1), null));

        assertThat(pages.at("zx.hall").open("/desk/roster").body()).doesNotContain(name);
    }

    @Test
    @Proves("M-IDA-08")
    void aWalkInIsMarkedOnTheSpotAndGetsAHelper() throws Exception {
        WindowGroup group = hall.group(1);
        Clerk manager = pages.at("zx.hall");
        Answer page = manager.open("/desk/bookings");

        Answer taken = manager.send(
                "/desk/bookings/tickets", "key", page.hidden("key"), "group", group.code(), "special", "pregnant");

        UUID id = UUID.fromString(taken.location().substring(taken.location().indexOf('=') + 1));
        assertThat(tickets.find(CITY, id).orElseThrow().special()).isTrue();
        assertThat(manager.open("/desk/helping").body())
                .contains(tickets.find(CITY, id).orElseThrow().number(), "孕");
        String guide = staff("zx.guide2").toString();
        assertThat(pages.at("zx.guide1")
                        .send("/desk/helping/tickets", "ticket", id.toString(), "helper", guide)
                        .status())
                .isEqualTo(422);
        assertThat(manager.send("/desk/helping/tickets", "ticket", id.toString(), "helper", guide)
                        .status())
                .isEqualTo(303);
        assertThat(tickets.find(CITY, id).orElseThrow().helper()).isEqualTo(staff("zx.guide2"));
    }

    @Test
    @Proves("M-IDA-08")
    void whoIsMarkedAtTheWindowIsOfferedAHelperThereAndMayRatherGoAlone() throws Exception {
        WindowGroup group = hall.group(1);
        Person person = hall.person();
        Ticket ticket = tickets.take(
                CITY,
                new Tickets.Wish(
                        group.code(), null, person.id(), person.id(), null, true, Door.KIOSK, UUID.randomUUID()));
        Clerk clerk = pages.at("zx.window1");
        Clerk manager = pages.at("zx.hall");
        clerk.send("/desk/window", "window", group.windows().getFirst());
        String at = clerk.send("/desk/window/next").location();
        assertThat(clerk.open(at).body()).doesNotContain(at + "/helper");
        assertThat(clerk.send(at + "/helper", "wanted", "true").status()).isEqualTo(422);
        assertThat(tickets.special(CITY)).extracting(Ticket::id).doesNotContain(ticket.id());

        specials.declare(person.id(), SpecialGroup.PREGNANT, "孕 7 个月");
        tickets.marked(CITY, person.id());

        assertThat(clerk.open(at).body()).contains(at + "/helper", "要帮办，等大厅主管安排", "可以约上门办");
        assertThat(manager.open("/desk/helping").body()).contains(ticket.number(), "要帮办");
        UUID guide = staff("zx.guide2");
        manager.send("/desk/helping/tickets", "ticket", ticket.id().toString(), "helper", guide.toString());
        assertThat(tickets.find(CITY, ticket.id()).orElseThrow().helper()).isEqualTo(guide);
        clerk.send(at + "/helper", "wanted", "false");
        assertThat(tickets.find(CITY, ticket.id()).orElseThrow())
                .returns(null, Ticket::helper)
                .returns(false, Ticket::wantsHelper);
        assertThat(clerk.open(at).body()).contains("没要帮办", "请人帮办");
        clerk.send(at + "/helper", "wanted", "true");
        assertThat(tickets.find(CITY, ticket.id()).orElseThrow().wantsHelper()).isTrue();
    }

    @Test
    @Proves("M-IDA-08")
    void aVisitAtHomeIsAssignedAcceptedAndDoneAndOnlyWhoGoesReadsTheWholeAddress() throws Exception {
        Person aged = hall.aged();
        Clerk manager = pages.at("zx.hall");
        Clerk guide = pages.at("zx.guide1");
        Answer form = guide.open("/desk/helping");
        guide.send(
                "/desk/helping/visits",
                "key",
                form.hidden("key"),
                "number",
                aged.citizenId().value(),
                "on",
                "2026-11-20",
                "half",
                "MORNING",
                "address",
                "安澜市云溪区云溪巷 12 号 7 楼");
        HomeVisit visit = visits.of(CITY, aged.id()).getFirst();
        String id = visit.id().toString();

        manager.send(
                "/desk/helping/visits/assign",
                "visit",
                id,
                "visit-helper",
                staff("zx.guide1").toString());
        assertThat(guide.open("/desk/helping").body()).doesNotContain("12 号 7 楼");
        guide.send("/desk/helping/visits/accept", "visit", id);
        assertThat(guide.open("/desk/helping").body()).contains("12 号 7 楼");
        assertThat(manager.open("/desk/helping").body()).doesNotContain("12 号 7 楼");
        guide.send("/desk/helping/visits/done", "mine", id, "note", "已上门办理");

        assertThat(visits.find(CITY, visit.id()).orElseThrow().state()).isEqualTo(HomeVisit.State.DONE);
        assertThat(visits.find(CITY, visit.id()).orElseThrow().door()).isEqualTo(Door.HOTLINE);
    }

    @Test
    @Proves("M-INT-06")
    void theHallManagerOpensADayOffAndFiguresCountItApart() throws Exception {
        WindowGroup group = hall.group(1);
        LocalDate sunday = LocalDate.of(2026, 11, 22);
        Clerk manager = pages.at("zx.hall");
        String[] fields = {
            "group", group.code(),
            "day", sunday.toString(),
            "opens", "09:00",
            "closes", "11:00",
            "minutes", "30",
            "capacity", "2",
            "duty", staff("zx.window1").toString()
        };

        Answer opened = manager.send("/desk/roster", fields);
        Answer twice = manager.send("/desk/roster", fields);

        assertThat(opened.status()).isEqualTo(303);
        assertThat(twice.status()).isEqualTo(422);
        assertThat(roster.find(CITY, group.code(), sunday)).isPresent();
        assertThat(manager.open("/desk/roster").body()).contains("孟小雨");
        UUID person = hall.person().id();
        Booking booking = bookings.book(
                CITY,
                new Bookings.Wish(slot(group).id(), null, person, person, null, Door.WEB, person, UUID.randomUUID()));
        assertThat(booking.kind()).isEqualTo(DayKind.WEEKEND);
        assertThat(manager.open("/desk/hall").body()).contains("周末", "休息日预约");
        assertThat(pages.at("zx.window1").open("/desk/roster").status()).isEqualTo(403);
    }

    @Test
    void theSystemAdministratorSetsGroupsAndSlotsUp() throws Exception {
        Clerk admin = pages.at("sys.admin");
        String window = directory.windows(directory.site()).getFirst().code();
        String[] fields = {
            "code", "CERTS",
            "name", "证照领取",
            "letter", "Z",
            "site", directory.site().code(),
            "windows", window
        };

        Answer added = admin.send("/console/system/hall", fields);
        Answer twice = admin.send("/console/system/hall", fields);
        Answer hours = admin.send(
                "/console/system/hall/templates",
                "group",
                "CERTS",
                "opens",
                "09:00",
                "closes",
                "10:00",
                "minutes",
                "20",
                "capacity",
                "3",
                "from",
                "2026-11-19");

        assertThat(added.status()).isEqualTo(303);
        assertThat(twice.status()).isEqualTo(422);
        assertThat(hours.status()).isEqualTo(303);
        assertThat(admin.open("/console/system/hall").body()).contains("证照领取", "09:00–10:00");
        String template = groups.templates(CITY).stream()
                .filter(each -> each.group().equals("CERTS"))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
        assertThat(admin.send("/console/system/hall/templates/end", "template", template)
                        .status())
                .isEqualTo(303);
        assertThat(admin.send("/console/system/hall/close", "group", "CERTS").status())
                .isEqualTo(303);
        assertThat(groups.find(CITY, "CERTS").orElseThrow().closed()).isTrue();
    }

    private Slot slot(WindowGroup group) {
        return slots.bookable(CITY, group.code(), null).getFirst();
    }

    private UUID staff(String login) {
        return directory.staff(CITY, login).orElseThrow().id();
    }
}
