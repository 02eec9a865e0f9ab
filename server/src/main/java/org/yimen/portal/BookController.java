package org.yimen.portal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Drafts;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.document.Qr;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.DayKind;
import org.yimen.hall.Door;
import org.yimen.hall.HallRuleBroken;
import org.yimen.hall.Slot;
import org.yimen.hall.Slots;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.identity.Citizen;
import org.yimen.identity.Terminals;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 预约: an item or a counter, a day, a slot; then one's bookings, to be changed or cancelled. */
@Controller
public class BookController {

    private final Visitors visitors;
    private final HallPanels panels;
    private final WindowGroups groups;
    private final Slots slots;
    private final Bookings bookings;
    private final Tickets tickets;
    private final Drafts drafts;
    private final Catalogue catalogue;
    private final Terminals terminals;
    private final InstantSource time;
    private final String region;

    BookController(
            Visitors visitors,
            HallPanels panels,
            WindowGroups groups,
            Slots slots,
            Bookings bookings,
            Tickets tickets,
            Drafts drafts,
            Catalogue catalogue,
            Terminals terminals,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.panels = panels;
        this.groups = groups;
        this.slots = slots;
        this.bookings = bookings;
        this.tickets = tickets;
        this.drafts = drafts;
        this.catalogue = catalogue;
        this.terminals = terminals;
        this.time = time;
        this.region = region;
    }

    /**
     * One booking.
     *
     * @param qr its code
     * @param place the number that it has become, or null
     * @param changeable as long as its slot has not begun
     */
    public record BookingPage(
            HallPanel.Booked booked,
            String code,
            Qr.SvgPath qr,
            Tickets.@Nullable Place place,
            boolean changeable,
            String done,
            @Nullable RuleBroken refusal) {}

    @GetMapping("/book")
    ModelAndView start(@RequestParam(defaultValue = "") String item, @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        ItemVersion chosen =
                catalogue.current(item).filter(each -> visitor.covers(item)).orElse(null);
        List<WindowGroup> serving = groups.serving(region, chosen == null ? null : item);
        if (chosen != null && serving.size() == 1) {
            return Page.goTo("/book/" + serving.getFirst().code() + "?item=" + item);
        }
        return Page.show(
                "portal/book",
                new BookPage.Start(
                        serving,
                        catalogue.published().stream()
                                .filter(each -> visitor.covers(each.code()))
                                .sorted(Comparator.comparing(ItemVersion::department)
                                        .thenComparing(ItemVersion::code))
                                .toList(),
                        chosen));
    }

    @GetMapping("/book/{group}")
    ModelAndView choose(
            @PathVariable String group,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String day,
            @AuthenticationPrincipal Citizen citizen) {
        return slots(visitors.of(citizen), group(group), item, null, day, null);
    }

    @GivesFormBack
    @PostMapping("/book/{group}")
    ModelAndView book(
            @PathVariable String group,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(required = false) @Nullable UUID slot,
            @RequestParam UUID key,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        WindowGroup found = group(group);
        try {
            String code = item(visitor, item).map(ItemVersion::code).orElse(null);
            if (slot == null) {
                throw new HallRuleBroken("hall.book.choose");
            }
            if (!HallPanels.covers(visitor, code)) {
                throw new HallRuleBroken("hall.book.not-covered");
            }
            UUID draft = drafts.of(visitor.holder()).stream()
                    .filter(each -> each.item().equals(code))
                    .map(each -> each.id())
                    .findFirst()
                    .orElse(null);
            Booking booking = bookings.book(
                    region,
                    new Bookings.Wish(
                            slot,
                            code,
                            visitor.holder(),
                            citizen.personId(),
                            draft,
                            Door.ofWay(terminals.way()),
                            citizen.personId(),
                            key));
            return Page.goTo("/me/bookings/" + booking.id() + "?done=booked");
        } catch (HallRuleBroken refusal) {
            return slots(visitor, found, item, null, day, refusal);
        }
    }

    @GetMapping("/me/bookings/{id}")
    ModelAndView booking(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Citizen citizen) {
        return page(own(id, visitors.of(citizen)), done, null);
    }

    @GetMapping("/me/bookings/{id}/move")
    ModelAndView other(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String day,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        Booking booking = own(id, visitor);
        return slots(visitor, group(booking.group()), item(booking), booking, day, null);
    }

    @PostMapping("/me/bookings/{id}/move")
    ModelAndView move(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(required = false) @Nullable UUID slot,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        Booking booking = own(id, visitor);
        try {
            if (slot == null) {
                throw new HallRuleBroken("hall.book.choose");
            }
            var _ = bookings.move(region, id, slot);
            return Page.goTo("/me/bookings/" + id + "?done=moved");
        } catch (HallRuleBroken refusal) {
            return slots(visitor, group(booking.group()), item(booking), booking, day, refusal);
        }
    }

    @PostMapping("/me/bookings/{id}/cancel")
    ModelAndView cancel(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        Booking booking = own(id, visitors.of(citizen));
        try {
            bookings.cancel(region, id);
            return Page.goTo("/me/bookings/" + id + "?done=cancelled");
        } catch (HallRuleBroken refusal) {
            return page(booking, "", refusal);
        }
    }

    private Booking own(UUID id, Visitor visitor) {
        return bookings.find(region, id)
                .filter(booking -> booking.belongsTo(visitor.holder()))
                .filter(booking -> HallPanels.covers(visitor, booking.item()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private WindowGroup group(String code) {
        return groups.find(region, code)
                .filter(group -> !group.closed())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Optional<ItemVersion> item(Visitor visitor, String code) {
        return code.isEmpty() ? Optional.empty() : catalogue.current(code).filter(each -> visitor.covers(code));
    }

    private static String item(Booking booking) {
        String item = booking.item();
        return item == null ? "" : item;
    }

    private ModelAndView page(Booking booking, String done, @Nullable RuleBroken refusal) {
        Instant now = time.instant();
        String known = List.of("booked", "moved", "cancelled").contains(done) ? done : "";
        return Page.show(
                "portal/booking",
                new BookingPage(
                        panels.named(booking),
                        Bookings.spelt(booking.code()),
                        Qr.svgPath(booking.code()),
                        tickets.ofBooking(region, booking.id())
                                .filter(Ticket::open)
                                .flatMap(ticket -> tickets.place(region, ticket.pass()))
                                .orElse(null),
                        booking.open() && booking.startsAt().isAfter(now),
                        known,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView slots(
            Visitor visitor,
            WindowGroup group,
            String item,
            @Nullable Booking booking,
            String asked,
            @Nullable RuleBroken refusal) {
        Optional<ItemVersion> chosen = item(visitor, item);
        List<Slot> all = slots.bookable(
                region, group.code(), chosen.map(ItemVersion::code).orElse(null));
        Map<LocalDate, List<Slot>> byDay =
                all.stream().collect(Collectors.groupingBy(Slot::day, TreeMap::new, Collectors.toList()));
        List<BookPage.Day> days = byDay.entrySet().stream()
                .map(day -> new BookPage.Day(
                        day.getKey(),
                        day.getValue().stream().mapToInt(Slot::free).sum(),
                        day.getValue().getFirst().kind() != DayKind.WORKDAY))
                .toList();
        LocalDate day = day(asked)
                .filter(byDay::containsKey)
                .or(() -> days.stream()
                        .filter(each -> each.free() > 0)
                        .map(BookPage.Day::date)
                        .findFirst())
                .orElse(null);
        return Page.show(
                "portal/book-slots",
                new BookPage(
                        group,
                        chosen.map(ItemVersion::name).orElse(null),
                        chosen.map(ItemVersion::code).orElse(null),
                        booking == null ? null : booking.id(),
                        days,
                        day,
                        day == null ? List.of() : byDay.getOrDefault(day, List.of()),
                        booking == null
                                ? bookings.barredUntil(region, visitor.holder()).orElse(null)
                                : null,
                        UUID.randomUUID(),
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Optional<LocalDate> day(String asked) {
        try {
            return Optional.of(Typed.day(asked));
        } catch (DateTimeException spoiled) {
            return Optional.empty();
        }
    }
}
