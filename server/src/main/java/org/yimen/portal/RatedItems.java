package org.yimen.portal;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yimen.insight.Period;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.portal.GuidePage.Rated;
import org.yimen.rating.Publications;
import org.yimen.rating.RateBook;
import org.yimen.rating.RateBook.By;
import org.yimen.rating.Rates;
import org.yimen.rating.Ratings;
import org.yimen.rating.Stars;

/** What the guide of an item says of how it was rated: nothing below the smallest sample. */
@Component
class RatedItems {

    private static final int WORDS = 5;

    private final RateBook rates;
    private final Ratings ratings;
    private final Stars stars;
    private final Publications publications;
    private final Directory directory;
    private final InstantSource time;

    RatedItems(
            RateBook rates,
            Ratings ratings,
            Stars stars,
            Publications publications,
            Directory directory,
            InstantSource time) {
        this.rates = rates;
        this.ratings = ratings;
        this.stars = stars;
        this.publications = publications;
        this.directory = directory;
        this.time = time;
    }

    Rated of(String item) {
        String region = directory.region();
        LocalDate today = CityTime.day(time.instant());
        Period period = stars.settled(today, ratings.days());
        Optional<Rates> counted = rates
                .by(
                        region,
                        CityTime.startOf(period.from()),
                        CityTime.startOf(period.to().plusDays(1)),
                        By.ITEM)
                .stream()
                .filter(each -> each.said().department().equals(item))
                .findFirst();
        int made = counted.flatMap(each -> stars.star(each.said()))
                .map(Stars.Star::stars)
                .orElse(0);
        return new Rated(made == 0 ? null : counted.orElse(null), made, publications.recent(region, item, WORDS));
    }
}
