package org.yimen.rating;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Applicant;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseId;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;

/** Opens the rating of an online case once it has come to its outcome, whatever that was. */
@Component
class RatingInvitations implements Announcer {

    /** 送达, refusals and non-acceptance too: who was told no may say how he was served. */
    private static final Set<String> OUTCOMES = Set.of("Delivered", "RefusalServed", "Declined", "Terminated");

    /** Applied for by the applicant himself, on the web or at a machine; a visit at a window is rated as a visit, see {@link VisitInvitations}. */
    private static final Set<String> ONLINE = Set.of("web", "mobile", "kiosk", "bank", "telecom", "api");

    /** What a person decided: who rates the outcome rates him. */
    private static final Set<String> DECISIONS = Set.of("Granted", "Refused", "Declined", "Terminated");

    private final Ratings ratings;
    private final ApplicationDesk desk;
    private final CaseDesk cases;

    RatingInvitations(Ratings ratings, ApplicationDesk desk, CaseDesk cases) {
        this.ratings = ratings;
        this.desk = desk;
        this.cases = cases;
    }

    @Override
    public List<Notice> announce(Told event) {
        if (event.kind().equals(desk.kind()) && OUTCOMES.contains(event.type())) {
            var file = desk.find(event.caseId());
            if (ONLINE.contains(file.channel())) {
                Applicant applicant = desk.applicant(file);
                var _ = ratings.served(
                        file.id().region(),
                        Ratings.Served.ofCase(
                                        file.id().value(),
                                        applicant.holder(),
                                        applicant.person(),
                                        decider(event.caseId()),
                                        file.department(),
                                        file.subject().code(),
                                        desk.item(file).name())
                                .handledBy(handlers(event.caseId())),
                        event.happenedAt());
            }
        }
        return List.of();
    }

    /** Who accepted, examined or asked is rated with whoever decided. */
    private Set<UUID> handlers(CaseId id) {
        return cases.history(id).stream()
                .filter(event -> event.actor().kind() == Actor.Kind.OFFICER)
                .map(event -> event.actor().id())
                .collect(Collectors.toSet());
    }

    private @Nullable UUID decider(CaseId id) {
        return cases.history(id).stream()
                .filter(event ->
                        DECISIONS.contains(event.type()) && event.actor().kind() == Actor.Kind.OFFICER)
                .map(event -> event.actor().id())
                .reduce((_, last) -> last)
                .orElse(null);
    }
}
