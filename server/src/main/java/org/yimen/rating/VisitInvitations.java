package org.yimen.rating;

import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.hall.Ticket;
import org.yimen.hall.VisitServed;
import org.yimen.hall.WindowGroup;
import org.yimen.hall.WindowGroups;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Site;
import org.yimen.platform.Text;

/** 一次一评: opens the rating of a visit once its visitor was served. The hall's own office answers for its windows. */
@Component
class VisitInvitations {

    private final Ratings ratings;
    private final WindowGroups groups;
    private final Directory directory;

    VisitInvitations(Ratings ratings, WindowGroups groups, Directory directory) {
        this.ratings = ratings;
        this.groups = groups;
        this.directory = directory;
    }

    @EventListener
    void served(VisitServed visit) {
        Ticket ticket = visit.ticket();
        String region = ticket.region();
        Optional<WindowGroup> group = groups.find(region, ticket.group());
        String department = group.flatMap(found -> directory.unit(region, found.site()))
                .map(unit -> unit instanceof Site site ? site.department() : unit.code())
                .orElseThrow(() -> new IllegalStateException("a visit in no hall: " + ticket.id()));
        var _ = ratings.served(
                region,
                Ratings.Served.visit(
                                ticket.id(),
                                ticket.holder(),
                                ticket.person(),
                                visit.clerk(),
                                department,
                                visit.window(),
                                group.map(WindowGroup::name).orElse(Text.of(ticket.number())))
                        .about(ticket.item()),
                visit.at());
    }
}
