package org.yimen.portal;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.Booking;
import org.yimen.hall.Bookings;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.HomeVisits;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.identity.SpecialGroups;
import org.yimen.platform.Text;

/** Reads what the hall has of somebody. */
@Component
class HallPanels {

    private final Bookings bookings;
    private final Tickets tickets;
    private final HomeVisits visits;
    private final WindowGroups groups;
    private final SpecialGroups specials;
    private final Catalogue catalogue;

    HallPanels(
            Bookings bookings,
            Tickets tickets,
            HomeVisits visits,
            WindowGroups groups,
            SpecialGroups specials,
            Catalogue catalogue) {
        this.bookings = bookings;
        this.tickets = tickets;
        this.visits = visits;
        this.groups = groups;
        this.specials = specials;
        this.catalogue = catalogue;
    }

    HallPanel of(String region, Visitor visitor) {
        UUID holder = visitor.holder();
        return new HallPanel(
                bookings.of(region, holder).stream()
                        .filter(Booking::open)
                        .filter(booking -> covers(visitor, booking.item()))
                        .sorted(Comparator.comparing(Booking::startsAt))
                        .map(this::named)
                        .toList(),
                tickets.of(region, holder).stream()
                        .filter(Ticket::open)
                        .filter(ticket -> covers(visitor, ticket.item()))
                        .findFirst()
                        .flatMap(ticket -> tickets.place(region, ticket.pass()))
                        .orElse(null),
                self(visitor)
                        ? visits.of(region, holder).stream()
                                .filter(HomeVisit::open)
                                .toList()
                        : List.of(),
                self(visitor) && specials.priority(holder));
    }

    /** A delegate for some items sees what is about those, and nothing that is about no item. */
    static boolean covers(Visitor visitor, @Nullable String item) {
        return item == null ? visitor.part().coversAll() : visitor.covers(item);
    }

    /** True where somebody acts in no name but his own. */
    static boolean self(Visitor visitor) {
        return visitor.holder().equals(visitor.citizen().personId());
    }

    HallPanel.Booked named(Booking booking) {
        return new HallPanel.Booked(booking, group(booking.region(), booking.group()), item(booking.item()));
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
