package org.yimen.desk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Drafts;
import org.yimen.catalogue.Catalogue;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.Door;
import org.yimen.hall.Slots;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroups;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Accesses;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.PersonKnown;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.phone.PhoneRights;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Block;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 预约管理: the bookings of a day, checking in, booking for a caller, and a number for whoever walks in. */
@Controller
@RequestMapping("/desk/bookings")
class BookingsController {

    private static final String KEY = "hall.bookings";
    private static final String ENTER = "hall.enter";
    private static final String HREF = DeskArea.BOOKINGS.href();
    private static final int DAYS = 15;

    private final Officers officers;
    private final HallSheets sheets;
    private final Bookings bookings;
    private final Slots slots;
    private final Tickets tickets;
    private final WindowGroups groups;
    private final People people;
    private final Drafts drafts;
    private final Counter counter;
    private final Accesses accesses;
    private final PhoneRights phones;
    private final Catalogue catalogue;

    BookingsController(
            Officers officers,
            HallSheets sheets,
            Bookings bookings,
            Slots slots,
            Tickets tickets,
            WindowGroups groups,
            People people,
            Drafts drafts,
            Counter counter,
            Accesses accesses,
            PhoneRights phones,
            Catalogue catalogue) {
        this.officers = officers;
        this.sheets = sheets;
        this.bookings = bookings;
        this.slots = slots;
        this.tickets = tickets;
        this.groups = groups;
        this.people = people;
        this.drafts = drafts;
        this.counter = counter;
        this.accesses = accesses;
        this.phones = phones;
        this.catalogue = catalogue;
    }

    @GetMapping
    ModelAndView day(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String ticket,
            @RequestParam(defaultValue = "") String cancel,
            @RequestParam(defaultValue = "") String done) {
        return list(officers.in(DeskArea.BOOKINGS, staff), day, ticket, cancel, done, Sent.NOTHING);
    }

    /** Somebody who has booked is here: by the row, or by the code that he shows. */
    @PostMapping("/check-in")
    ModelAndView checkIn(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer clerk = officers.in(DeskArea.BOOKINGS, staff);
        var typed = new Typed(fields);
        try {
            boolean helper = !typed.all("helper").isEmpty();
            Ticket ticket = typed.maybe("booking").isPresent()
                    ? bookings.checkIn(clerk.region(), typed.id("booking"), Door.WINDOW, helper)
                    : bookings.checkIn(clerk.region(), typed.needed("code"), Door.WINDOW, helper);
            return Page.goTo(HREF + "?ticket=" + ticket.id());
        } catch (RuleBroken refusal) {
            return list(clerk, "", "", "", "", Sent.refused(typed, refusal, "code"));
        }
    }

    @PostMapping("/cancel")
    ModelAndView cancel(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer clerk = officers.in(DeskArea.BOOKINGS, staff);
        var typed = new Typed(fields);
        try {
            UUID booking = typed.id("booking");
            bookings.cancel(clerk, booking, department(clerk, booking), typed.text("reason"));
            return Page.goTo(HREF + "?done=cancelled");
        } catch (RuleBroken refusal) {
            return list(clerk, "", "", typed.text("booking"), "", Sent.refused(typed, refusal, "reason"));
        }
    }

    /** Of the item that is booked; null where there is none. */
    private @Nullable String department(Officer clerk, UUID id) {
        return bookings.find(clerk.region(), id).map(this::department).orElse(null);
    }

    private @Nullable String department(Booking booking) {
        return Optional.ofNullable(booking.item())
                .flatMap(catalogue::current)
                .map(item -> item.department())
                .orElse(null);
    }

    /** 现场取号, for somebody whose number is known or not. */
    @PostMapping("/tickets")
    ModelAndView take(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer clerk = officers.in(DeskArea.BOOKINGS, staff);
        var typed = new Typed(fields);
        try {
            Optional<UUID> holder = typed.maybe("number").map(number -> known(clerk, number, "number"));
            holder.ifPresent(id -> lookedUp(clerk, id));
            Ticket ticket = tickets.take(
                    clerk.region(),
                    new Tickets.Wish(
                            typed.needed("group"),
                            null,
                            holder.orElse(null),
                            holder.filter(id -> people.find(id).isPresent()).orElse(null),
                            null,
                            true,
                            Door.WINDOW,
                            typed.id("key")));
            SpecialGroup seen = Counter.group(typed.text("special"));
            if (seen != null && !ticket.special()) {
                tickets.mark(clerk.region(), ticket.id(), seen, clerk.id());
            }
            return Page.goTo(HREF + "?ticket=" + ticket.id());
        } catch (RuleBroken refusal) {
            return list(clerk, "", "", "", "", Sent.refused(typed, refusal, "group"));
        }
    }

    @GetMapping("/new")
    ModelAndView enter(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String group) {
        return form(booking(staff), group, Sent.NOTHING);
    }

    /** For a caller, or for somebody at the window who comes again. */
    @PostMapping("/new")
    ModelAndView book(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer clerk = booking(staff);
        var typed = new Typed(fields);
        try {
            Door door = typed.constant("door", Door.class);
            if (door != Door.HOTLINE && door != Door.WINDOW) {
                throw Typed.flaw("platform.sheet.missing", "door");
            }
            UUID slot = typed.id("slot");
            UUID key = typed.id("key");
            UUID person = caller(clerk, typed);
            String item = typed.maybe("item").orElse(null);
            UUID draft = item == null
                    ? null
                    : drafts.of(person).stream()
                            .filter(each -> each.item().equals(item))
                            .map(each -> each.id())
                            .findFirst()
                            .orElse(null);
            Booking booking = bookings.book(
                    clerk.region(), new Bookings.Wish(slot, item, person, person, draft, door, clerk.id(), key));
            return Page.goTo(
                    DeskArea.BOOKINGS.isOpenTo(clerk)
                            ? HREF + "?done=booked&day=" + booking.day()
                            : DeskArea.PHONE.href() + "?done=booked");
        } catch (RuleBroken refusal) {
            return form(clerk, typed.text("group"), Sent.refused(typed, refusal, "slot"));
        }
    }

    /** Who books for others: the halls' own people, and whoever takes the calls of those who want to come. */
    private Officer booking(StaffMember staff) {
        Officer officer = officers.of(staff);
        if (!DeskArea.BOOKINGS.isOpenTo(officer) && !phones.mayAnswer(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        return officer;
    }

    /** Whom the number names; somebody new is entered with what he says. */
    private UUID caller(Officer clerk, Typed typed) {
        String number = typed.needed("number").toUpperCase(Locale.ROOT);
        CitizenId citizen = CitizenId.parse(number).orElseThrow(() -> Typed.flaw("desk.intake.wrong", "number"));
        Optional<Person> known = counter.person(clerk, number, "number");
        if (known.isPresent()) {
            lookedUp(clerk, known.get().id());
            return known.get().id();
        }
        String name = typed.text("name");
        String phone = typed.text("phone");
        if (name.isEmpty() || !phone.matches("1[3-9]\\d{9}")) {
            throw Typed.flaw("hall.enter.newcomer", name.isEmpty() ? "name" : "phone");
        }
        if (counter.isSomebodyElse(name, citizen)) {
            throw Typed.flaw("desk.intake.name-other", "name");
        }
        try {
            return people.enter(name, citizen, phone).id();
        } catch (PersonKnown raced) {
            return people.find(citizen).orElseThrow(() -> raced).id();
        }
    }

    private UUID known(Officer clerk, String number, String field) {
        return counter.holder(clerk, number.toUpperCase(Locale.ROOT), field)
                .orElseThrow(() -> Typed.flaw("hall.ticket.unknown-number", field));
    }

    private void lookedUp(Officer clerk, UUID holder) {
        if (people.find(holder).isPresent()) {
            accesses.lookedUp(holder, Counter.onlooker(clerk));
        }
    }

    private ModelAndView list(Officer clerk, String asked, String ticket, String cancel, String done, Sent sent) {
        LocalDate day = day(asked);
        String region = clerk.region();
        List<Pick> days = Stream.iterate(sheets.today(), each -> each.plusDays(1))
                .limit(DAYS)
                .map(each -> new Pick(each.toString(), Sheet.day(each)))
                .toList();
        var filter = new Sheet.Field(Sheet.Kind.SELECT, "day", KEY + ".day", null, days, List.of(day.toString()));
        var table = new Sheet.Table(
                KEY + ".list",
                List.of(
                        "hall.field.time",
                        "hall.field.group",
                        "hall.field.person",
                        "hall.field.door",
                        "hall.field.state",
                        KEY + ".cancelling"),
                bookings.on(region, day).stream()
                        .map(booking -> row(clerk, booking))
                        .toList(),
                KEY + ".empty");
        var checkIn = new Sheet.Fields(KEY, sent.typed()).hinted(Sheet.Kind.TEXT, "code");
        var walkIn = new Sheet.Fields(KEY, sent.typed())
                .hidden("key", UUID.randomUUID().toString())
                .select("group", sheets.groups(region))
                .hinted(Sheet.Kind.TEXT, "number")
                .select("special", specials());
        var blocks = new ArrayList<Block>();
        cancelling(clerk, cancel, sent).ifPresent(blocks::add);
        blocks.addAll(List.of(
                new Sheet.Links(List.of(Sheet.cell(Sheet.say(ENTER + ".title")).to(HREF + "/new"))),
                new Sheet.Form(
                        KEY + ".check-in", null, HREF + "/check-in", checkIn.list(), KEY + ".check-in-do", false),
                new Sheet.Form(
                        KEY + ".walk-in",
                        KEY + ".walk-in-lead",
                        HREF + "/tickets",
                        walkIn.list(),
                        KEY + ".walk-in-do",
                        false),
                new Sheet.Filter(HREF, filter),
                table));
        return sheets.show(clerk, DeskArea.BOOKINGS, KEY, said(region, ticket, done), sent, blocks);
    }

    /** Asks why, for one that this clerk may cancel. */
    private Optional<Block> cancelling(Officer clerk, String asked, Sent sent) {
        try {
            return asked.isEmpty()
                    ? Optional.empty()
                    : bookings.find(clerk.region(), UUID.fromString(asked))
                            .filter(booking -> isCancellable(clerk, booking))
                            .map(booking -> new Sheet.Form(
                                    KEY + ".cancelling",
                                    KEY + ".cancelling-lead",
                                    HREF + "/cancel",
                                    new Sheet.Fields(KEY, sent.typed())
                                            .hidden("booking", booking.id().toString())
                                            .area("reason")
                                            .list(),
                                    KEY + ".cancel",
                                    false));
        } catch (IllegalArgumentException spoiled) {
            return Optional.empty();
        }
    }

    private boolean isCancellable(Officer clerk, Booking booking) {
        return booking.open() && Bookings.mayCancel(clerk, department(booking));
    }

    private Sheet.@Nullable Said said(String region, String ticket, String done) {
        if (done.equals("cancelled") || done.equals("booked")) {
            return Sheet.say(KEY + ".done-" + done);
        }
        try {
            return ticket.isEmpty()
                    ? null
                    : tickets.find(region, UUID.fromString(ticket))
                            .map(taken ->
                                    Sheet.say(KEY + ".ticket", taken.number(), sheets.group(region, taken.group())))
                            .orElse(null);
        } catch (IllegalArgumentException spoiled) {
            return null;
        }
    }

    private Sheet.Row row(Officer clerk, Booking booking) {
        String region = clerk.region();
        boolean today = booking.day().equals(sheets.today());
        var fields = Map.of("booking", booking.id().toString());
        var about = Sheet.say("hall.moment", booking.startsAt());
        var buttons = booking.open() && today
                ? List.of(new Sheet.Button(KEY + ".check-in-do", HREF + "/check-in", fields, about, false))
                : List.<Sheet.Button>of();
        var cancel = isCancellable(clerk, booking)
                ? Sheet.cell(Sheet.say(KEY + ".cancel")).to(HREF + "?day=" + booking.day() + "&cancel=" + booking.id())
                : Sheet.cell(Sheet.plain("—"));
        return new Sheet.Row(
                List.of(
                        Sheet.cell(Sheet.say("hall.moment", booking.startsAt())),
                        Sheet.cell(sheets.group(region, booking.group())).over(Sheet.cell(sheets.item(booking.item()))),
                        Sheet.cell(sheets.person(booking.person())),
                        Sheet.cell(HallSheets.named("hall.door.", booking.door())),
                        Sheet.cell(HallSheets.named("hall.booking.state-", booking.state())),
                        cancel),
                buttons);
    }

    private static List<Pick> specials() {
        return Stream.concat(
                        Stream.of(new Pick("", Sheet.say("hall.bookings.not-special"))),
                        SpecialGroup.noted()
                                .map(group -> new Pick(
                                        group.name().toLowerCase(Locale.ROOT),
                                        HallSheets.named("identity.special.", group))))
                .toList();
    }

    private ModelAndView form(Officer clerk, String asked, Sent sent) {
        String region = clerk.region();
        String group = groups.open(region).stream()
                .map(each -> each.code())
                .filter(code -> asked.isEmpty() || code.equals(asked))
                .findFirst()
                .orElse("");
        List<Pick> free = slots.bookable(region, group, null).stream()
                .filter(slot -> slot.free() > 0)
                .map(slot ->
                        new Pick(slot.id().toString(), Sheet.say("hall.enter.slot-free", slot.startsAt(), slot.free())))
                .toList();
        var filter = new Sheet.Field(
                Sheet.Kind.SELECT, "group", "hall.field.group", null, sheets.groups(region), List.of(group));
        var fields = new Sheet.Fields(ENTER, sent.typed())
                .hidden("key", UUID.randomUUID().toString())
                .hidden("group", group)
                .select("door", HallSheets.doors(Door.HOTLINE, Door.WINDOW))
                .hinted(Sheet.Kind.TEXT, "number")
                .hinted(Sheet.Kind.TEXT, "name")
                .text("phone")
                .select("item", sheets.items())
                .select("slot", free);
        return sheets.show(
                clerk,
                DeskArea.BOOKINGS,
                ENTER,
                null,
                sent,
                List.of(
                        new Sheet.Filter(HREF + "/new", filter),
                        new Sheet.Form(ENTER + ".form", null, HREF + "/new", fields.list(), ENTER + ".do", false)));
    }

    private LocalDate day(String asked) {
        try {
            return asked.isEmpty() ? sheets.today() : Typed.day(asked);
        } catch (DateTimeException spoiled) {
            return sheets.today();
        }
    }
}
