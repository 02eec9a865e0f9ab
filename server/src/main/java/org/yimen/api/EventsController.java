package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.api.Bodies.FeedBody;
import org.yimen.api.Bodies.FeedEvent;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.DataRights;
import org.yimen.identity.MachineCaller;
import org.yimen.organisation.Officer;

/** What happened to all cases that a machine may see, as one stream. */
@RestController("apiEvents")
class EventsController {

    private final Callers callers;
    private final CaseFeed feed;
    private final Catalogue catalogue;
    private final DataRights rights;

    EventsController(Callers callers, CaseFeed feed, Catalogue catalogue, DataRights rights) {
        this.callers = callers;
        this.feed = feed;
        this.catalogue = catalogue;
        this.rights = rights;
    }

    @Operation(
            operationId = "events",
            summary = "The stream of events",
            description = "Keep next and ask again with it; a page may be empty and yet move on, because events of"
                    + " cases that do not concern the caller are left out. Nothing ever appears before a cursor.")
    @GetMapping("/api/v1/events")
    FeedBody events(
            @Parameter(description = "The value of next in the page before; left out for the beginning.")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
                    @RequestParam(required = false)
                    @Nullable
                    Integer limit,
            @AuthenticationPrincipal MachineCaller caller) {
        var check = new Check();
        int most = check.limit(limit);
        Cursor cursor = check.cursor(after);
        check.done();
        Officer officer = callers.officer(caller);
        List<Told> page = feed.after(officer.region(), cursor, most);
        return new FeedBody(
                page.stream()
                        .filter(event -> sees(officer, event))
                        .map(event -> new FeedEvent(
                                event.id(),
                                event.at().toString(),
                                event.number(),
                                event.subject().code(),
                                event.department(),
                                event.seq(),
                                event.happenedAt(),
                                Shown.kebab(event.type())))
                        .toList(),
                page.isEmpty() ? cursor.toString() : page.getLast().at().toString());
    }

    private boolean sees(Officer officer, Told event) {
        return catalogue
                .version(event.subject().code(), event.subject().version())
                .filter(item -> rights.sees(officer, item, event.caseId()))
                .isPresent();
    }
}
