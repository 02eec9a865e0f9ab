package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.Call;
import org.yimen.hall.Calls;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.HomeVisits;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowCovers;
import org.yimen.hall.WindowCovers.WindowCover;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Unit;
import org.yimen.platform.Text;

/** Puts together what the hall knows of somebody, and which window the clerk sits at. */
@Component
public class HallSides {

    private static final String WINDOW = "desk.window";

    private final Calls calls;
    private final Tickets tickets;
    private final Bookings bookings;
    private final HomeVisits visits;
    private final WindowGroups groups;
    private final Catalogue catalogue;
    private final Drafts drafts;
    private final Directory directory;
    private final WindowCovers covers;

    HallSides(
            Calls calls,
            Tickets tickets,
            Bookings bookings,
            HomeVisits visits,
            WindowGroups groups,
            Catalogue catalogue,
            Drafts drafts,
            Directory directory,
            WindowCovers covers) {
        this.covers = covers;
        this.calls = calls;
        this.tickets = tickets;
        this.bookings = bookings;
        this.visits = visits;
        this.groups = groups;
        this.catalogue = catalogue;
        this.drafts = drafts;
        this.directory = directory;
    }

    /** The window that the clerk has sat down at, or where he usually sits; else the one that he stands in at now. */
    Optional<String> window(Officer clerk, HttpSession session) {
        return session.getAttribute(WINDOW) instanceof String code
                ? Optional.of(code)
                : Optional.ofNullable(directory.staff(clerk.id()).window())
                        .or(() -> covers.coveredBy(clerk.region(), clerk.id()).stream()
                                .map(WindowCover::window)
                                .findFirst());
    }

    /** The windows whose clerks are away and which he has meanwhile, but for the one at which he sits. */
    List<Standing> standingIn(Officer clerk, HttpSession session) {
        Optional<String> here = window(clerk, session);
        return covers.coveredBy(clerk.region(), clerk.id()).stream()
                .filter(cover -> !here.equals(Optional.of(cover.window())))
                .flatMap(cover -> directory.unit(clerk.region(), cover.window()).stream()
                        .map(window -> new Standing(
                                window,
                                cover.first().stream()
                                        .map(first -> directory.staff(first).name())
                                        .toList())))
                .toList();
    }

    /** A window of somebody who is away. */
    public record Standing(Unit window, List<String> away) {
        public Standing {
            away = List.copyOf(away);
        }
    }

    static void sitAt(HttpSession session, String window) {
        session.setAttribute(WINDOW, window);
    }

    HallSide of(Officer clerk, HttpSession session, UUID holder) {
        String region = clerk.region();
        List<HallSide.Booked> open = bookings.of(region, holder).stream()
                .filter(Booking::open)
                .filter(booking -> isFor(clerk, booking.item()))
                .sorted(Comparator.comparing(Booking::startsAt))
                .map(booking -> new HallSide.Booked(booking, group(region, booking.group()), item(booking.item())))
                .toList();
        Ticket ticket = tickets.of(region, holder).stream()
                .filter(Ticket::open)
                .findFirst()
                .orElse(null);
        return new HallSide(
                turn(clerk, session)
                        .filter(turn -> holder.equals(turn.call().ticket().holder()))
                        .orElse(null),
                open,
                ticket,
                ticket == null ? null : helper(ticket),
                visits.of(region, holder).stream()
                        .filter(HomeVisit::open)
                        .filter(visit -> isFor(clerk, visit.item()))
                        .toList());
    }

    /** What is of no item yet is the hall's, and every counter's. */
    private boolean isFor(Officer clerk, @Nullable String item) {
        return item == null
                || catalogue
                        .current(item)
                        .filter(each -> !Counters.standsFor(clerk, each.department()))
                        .isEmpty();
    }

    /** The number that this clerk called to his window and is serving now; a colleague's is the colleague's. */
    Optional<HallSide.Turn> turn(Officer clerk, HttpSession session) {
        return at(clerk, session)
                .filter(call -> call.clerk().equals(clerk.id()))
                .map(this::turn);
    }

    /** The colleague whose visitor still stands at this clerk's window. */
    Optional<Staff> colleague(Officer clerk, HttpSession session) {
        return at(clerk, session)
                .map(Call::clerk)
                .filter(other -> !other.equals(clerk.id()))
                .map(directory::staff);
    }

    private Optional<Call> at(Officer clerk, HttpSession session) {
        return window(clerk, session).flatMap(window -> calls.at(clerk.region(), window));
    }

    private HallSide.Turn turn(Call call) {
        Ticket ticket = call.ticket();
        return new HallSide.Turn(
                call,
                groups.find(call.region(), ticket.group()).orElseThrow(),
                item(ticket.item()),
                groups.open(call.region()).stream()
                        .filter(group -> !group.code().equals(ticket.group()))
                        .toList(),
                Optional.ofNullable(ticket.draft())
                        .flatMap(drafts::find)
                        .map(Dossier::id)
                        .orElse(null),
                helper(ticket));
    }

    private @Nullable String helper(Ticket ticket) {
        UUID helper = ticket.helper();
        return helper == null ? null : directory.staff(helper).name();
    }

    Text group(String region, String code) {
        return groups.find(region, code).map(WindowGroup::name).orElseGet(() -> Text.of(code));
    }

    @Nullable
    Text item(@Nullable String code) {
        return code == null
                ? null
                : catalogue.current(code).map(ItemVersion::name).orElseGet(() -> Text.of(code));
    }
}
