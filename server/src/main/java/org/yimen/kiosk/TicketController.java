package org.yimen.kiosk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
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
import org.yimen.document.Qr;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.Door;
import org.yimen.hall.HallRuleBroken;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.identity.Citizen;
import org.yimen.identity.Station;
import org.yimen.identity.StationVisits;
import org.yimen.kiosk.TicketPages.Booked;
import org.yimen.kiosk.TicketPages.SlipPage;
import org.yimen.kiosk.TicketPages.TakePage;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Site;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.TokenBuckets;

/** 取号: a number for whoever stands before the machine, with a booking or without, known or not. */
@Controller
class TicketController {

    private static final String ANYBODY = "/kiosk/ticket";
    private static final String OWN = Addresses.MINE + "/ticket";

    /** So many numbers are taken at one machine at once, and then one in ten seconds: paper and lines have an end. */
    private static final double AT_ONCE = 20;

    private static final double PER_SECOND = 0.1;

    private final TokenBuckets machines = new TokenBuckets(PER_SECOND, AT_ONCE);

    private final Tickets tickets;
    private final Bookings bookings;
    private final WindowGroups groups;
    private final Directory directory;
    private final StationVisits visits;
    private final InstantSource time;
    private final String region;
    private final String address;

    TicketController(
            Tickets tickets,
            Bookings bookings,
            WindowGroups groups,
            Directory directory,
            StationVisits visits,
            InstantSource time,
            @Value("${yimen.region}") String region,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.tickets = tickets;
        this.bookings = bookings;
        this.groups = groups;
        this.directory = directory;
        this.visits = visits;
        this.time = time;
        this.region = region;
        this.address = address;
    }

    @GetMapping(ANYBODY)
    ModelAndView ask(HttpServletRequest request, @AuthenticationPrincipal @Nullable Citizen visitor) {
        return visitor == null ? asking(request, null, "", null) : Page.goTo(OWN);
    }

    @PostMapping(ANYBODY)
    ModelAndView take(
            @RequestParam UUID key, @RequestParam(defaultValue = "") String group, HttpServletRequest request) {
        return isTooFast(request)
                ? tooFast(request, null)
                : taken(request, null, "", () -> tickets.take(region, wish(group, null, key)));
    }

    /** 签到取号 by the code of a booking; the same code again gives the same number. */
    @PostMapping(ANYBODY + "/booking")
    ModelAndView checkIn(@RequestParam(defaultValue = "") String code, HttpServletRequest request) {
        return taken(request, null, code, () -> bookings.checkIn(region, code, Door.KIOSK, false));
    }

    /** For whoever holds the slip: where he stands now. */
    @GetMapping(ANYBODY + "/{pass}")
    ModelAndView slip(@PathVariable UUID pass) {
        Tickets.Place place = tickets.place(region, pass).orElseThrow(TicketController::notFound);
        return Page.show(
                "kiosk/ticket-slip", new SlipPage(place, Qr.svgPath(address + "/hall/ticket/" + pass), time.instant()));
    }

    @GetMapping(OWN)
    ModelAndView askOwn(HttpServletRequest request, @AuthenticationPrincipal Citizen visitor) {
        return asking(request, visitor, "", null);
    }

    /** Whoever is known keeps his place in the line however often he asks, and special groups are seen by the window. */
    @PostMapping(OWN)
    ModelAndView takeOwn(
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String group,
            HttpServletRequest request,
            @AuthenticationPrincipal Citizen visitor) {
        return isTooFast(request)
                ? tooFast(request, visitor)
                : taken(request, visitor, "", () -> tickets.take(region, wish(group, visitor, key)));
    }

    @PostMapping(OWN + "/booking")
    ModelAndView checkInOwn(
            @RequestParam UUID booking, HttpServletRequest request, @AuthenticationPrincipal Citizen visitor) {
        Booking own = bookings.find(region, booking)
                .filter(found -> isExpected(found, visitor))
                .orElseThrow(TicketController::notFound);
        return taken(request, visitor, "", () -> bookings.checkIn(region, own.id(), Door.KIOSK, true));
    }

    @Guard
    private static boolean isExpected(Booking booking, Citizen visitor) {
        return booking.person().equals(visitor.personId());
    }

    private static Tickets.Wish wish(String group, @Nullable Citizen visitor, UUID key) {
        return new Tickets.Wish(
                group,
                null,
                visitor == null ? null : visitor.holder(),
                visitor == null ? null : visitor.personId(),
                null,
                visitor != null,
                Door.KIOSK,
                key);
    }

    private boolean isTooFast(HttpServletRequest request) {
        return machines.take(station(request).id().toString()).isPresent();
    }

    private ModelAndView tooFast(HttpServletRequest request, @Nullable Citizen visitor) {
        ModelAndView page = asking(request, visitor, "", new HallRuleBroken("kiosk.ticket.too-many"));
        page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
        return page;
    }

    private Station station(HttpServletRequest request) {
        return visits.station(request).orElseThrow(() -> new IllegalStateException("a page of no machine"));
    }

    private ModelAndView taken(
            HttpServletRequest request, @Nullable Citizen visitor, String code, Supplier<Ticket> take) {
        try {
            return Page.goTo(ANYBODY + "/" + take.get().pass());
        } catch (HallRuleBroken refusal) {
            return asking(request, visitor, code, refusal);
        }
    }

    private ModelAndView asking(
            HttpServletRequest request, @Nullable Citizen visitor, String code, @Nullable HallRuleBroken refusal) {
        Station station = station(request);
        List<Booked> own = visitor == null
                ? List.of()
                : bookings.today(region, visitor.personId()).stream()
                        .map(booking -> new Booked(booking, name(booking)))
                        .toList();
        return Page.show(
                "kiosk/ticket",
                new TakePage(
                        visitor == null ? ANYBODY : OWN,
                        tickets.board(region, site(station).code()).queues(),
                        own,
                        visitor != null,
                        code.length() <= 40 ? code : "",
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Text name(Booking booking) {
        return groups.find(region, booking.group()).map(WindowGroup::name).orElse(Text.of(booking.group()));
    }

    /** The hall that the machine says it stands in; one of no known hall stands in the first. */
    private Site site(Station station) {
        return directory.sites().stream()
                .filter(site -> station.site().equals(site.code())
                        || station.site().equals(site.name().zh()))
                .findFirst()
                .orElseGet(directory::site);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
