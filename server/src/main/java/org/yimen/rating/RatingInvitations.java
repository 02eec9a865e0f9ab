package org.yimen.rating;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yimen.application.Applicant;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;

/** Opens the rating of an online case once it has come to its outcome, whatever that was. */
@Component
class RatingInvitations implements Announcer {

    /** 送达, refusals and non-acceptance too: who was told no may say how he was served. */
    private static final Set<String> OUTCOMES = Set.of("Delivered", "RefusalServed", "Declined", "Terminated");

    /** Applied for by the applicant himself, on the web or at a machine; a visit at a window is rated as a visit, see {@link VisitInvitations}. */
    private static final Set<String> ONLINE = Set.of("web", "mobile", "kiosk", "bank", "telecom", "api");

    private final Ratings ratings;
    private final ApplicationDesk desk;

    RatingInvitations(Ratings ratings, ApplicationDesk desk) {
        this.ratings = ratings;
        this.desk = desk;
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
                                file.department(),
                                file.subject().code(),
                                desk.item(file).name()),
                        event.happenedAt());
            }
        }
        return List.of();
    }
}
