package org.yimen.rating;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.hotline.OrderDesk;
import org.yimen.notify.Announcer;
import org.yimen.notify.Notice;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** Keeps beside a bad rating what became of its order, and asks whoever gave it to rate again. */
@Component
class RectificationNews implements Announcer {

    private final Rectifications rectifications;
    private final Ratings ratings;
    private final OrderDesk orders;
    private final RatingLinks links;
    private final Publications publications;
    private final RatingTasks tasks;

    RectificationNews(
            Rectifications rectifications,
            Ratings ratings,
            OrderDesk orders,
            RatingLinks links,
            Publications publications,
            RatingTasks tasks) {
        this.links = links;
        this.publications = publications;
        this.tasks = tasks;
        this.rectifications = rectifications;
        this.ratings = ratings;
        this.orders = orders;
    }

    @Override
    public List<Notice> announce(Told told) {
        if (!told.kind().equals(OrderDesk.KIND)) {
            return List.of();
        }
        String region = told.caseId().region();
        UUID order = told.caseId().value();
        return rectifications
                .occasion(region, order)
                .flatMap(occasion -> ratings.find(region, occasion))
                .map(rated -> keep(rated, region, order, told))
                .orElse(List.of());
    }

    private List<Notice> keep(Occasion rated, String region, UUID order, Told told) {
        switch (told.type()) {
            case "Contacted", "CalledInVain", "Responded", "Confirmed", "Reopened", "Escalated" ->
                rectifications.keep(region, order, orders.mending(told.caseId()));
            case "Struck" -> rectifications.ended(region, order, CityTime.day(told.happenedAt()), true);
            case "Closed" -> {
                rectifications.ended(region, order, CityTime.day(told.happenedAt()), false);
                answerInPublic(rated);
                return askAgain(rated, order, told);
            }
            default -> {
                // Nothing else is kept beside the rating.
            }
        }
        return List.of();
    }

    /** Who gave no name reads it where everybody does. */
    private void answerInPublic(Occasion rated) {
        boolean named = rectifications
                .of(rated.region(), rated.id())
                .filter(Rectification::named)
                .isPresent();
        if (!named && publications.publishedAt(rated.region(), rated.id()).isEmpty()) {
            tasks.open(rated.region(), RatingTasks.Kind.WORDS, rated.id());
        }
    }

    private List<Notice> askAgain(Occasion rated, UUID order, Told told) {
        UUID holder = rated.holder();
        UUID person = rated.person();
        String link = links.again(UUID.fromString(rated.subject()));
        return holder == null || person == null
                ? List.of()
                : List.of(Notice.of(
                                rated.region(),
                                holder,
                                person,
                                "rating-again:" + order,
                                "rating.again",
                                List.of(rated.name(), new Text(link, link)),
                                told.happenedAt())
                        .to("/me/ratings/" + rated.id()));
    }
}
