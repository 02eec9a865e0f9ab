package org.yimen.rating;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.yimen.improvement.Bulletins;
import org.yimen.improvement.Bulletins.Topic;
import org.yimen.insight.Period;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Words;

/** 评价通报 (M-EVA-21): what stands in one is written from the figures of a period; {@link Bulletins} has it approved and sends it out. */
@Service
public class RatingBulletins {

    private static final int NAMED = 3;
    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private final Ratings ratings;
    private final RateBook rates;
    private final RatingPolicy policy;
    private final Bulletins bulletins;
    private final Directory directory;
    private final InstantSource time;

    RatingBulletins(
            Ratings ratings,
            RateBook rates,
            RatingPolicy policy,
            Bulletins bulletins,
            Directory directory,
            InstantSource time) {
        this.ratings = ratings;
        this.rates = rates;
        this.policy = policy;
        this.bulletins = bulletins;
        this.directory = directory;
        this.time = time;
    }

    /** True for a period of which no rating is still to come: two of a growing one would differ by what one visitor said. */
    public boolean isOver(Period period) {
        return period.to().plusDays(ratings.days()).isBefore(CityTime.day(time.instant()));
    }

    /**
     * Writes one from the figures of a period that is over.
     *
     * @param key the same sent twice is one
     * @throws RatingRefused {@code rating.bulletin.running} or {@code .too-few}
     */
    public void draft(Officer officer, UUID key, Period period) {
        if (!isOver(period)) {
            throw new RatingRefused("rating.bulletin.running", ratings.days());
        }
        String region = officer.region();
        List<Rates> counted = rates.by(
                region,
                CityTime.startOf(period.from()),
                CityTime.startOf(period.to().plusDays(1)),
                RateBook.By.UNIT);
        if (!policy.shows(counted.getFirst().said())) {
            throw new RatingRefused("rating.bulletin.too-few", policy.fewest());
        }
        bulletins.draft(
                officer,
                key,
                Topic.RATINGS,
                CHINESE.say("rating.bulletin.heading", period.from(), period.to()),
                String.join("\n", lines(region, counted)));
    }

    /** The centre's rates, the departments that are rated best and worst, and whose bad ratings wait too long. */
    private List<String> lines(String region, List<Rates> counted) {
        var lines = new ArrayList<String>();
        Rates all = counted.getFirst();
        lines.add(CHINESE.say(
                "rating.bulletin.all",
                all.said().asked(),
                all.said().rated(),
                all.participation().percent(1),
                all.good().percent(1),
                all.said().bad()));
        lines.add(CHINESE.say(
                "rating.bulletin.mending",
                all.valid(),
                all.mended(),
                all.mending().percent(1),
                all.contact().percent(1),
                all.visiting().percent(1)));
        List<Rates> enough = counted.stream()
                .skip(1)
                .filter(each -> policy.shows(each.said()))
                .sorted(Comparator.comparing((Rates each) -> points(each)).reversed())
                .toList();
        enough.stream().limit(NAMED).forEach(each -> lines.add(line("rating.bulletin.best", region, each)));
        if (enough.size() > NAMED) {
            lines.add(line("rating.bulletin.last", region, enough.getLast()));
        }
        counted.stream()
                .skip(1)
                .filter(each -> each.ended() < each.valid())
                .forEach(each -> lines.add(CHINESE.say(
                        "rating.bulletin.open",
                        directory
                                .department(region, each.said().department())
                                .name()
                                .zh(),
                        each.valid() - each.ended())));
        return lines;
    }

    private BigDecimal points(Rates each) {
        return policy.satisfaction(each.said()).score().orElse(BigDecimal.ZERO);
    }

    private String line(String key, String region, Rates each) {
        return CHINESE.say(
                key,
                directory.department(region, each.said().department()).name().zh(),
                points(each).toPlainString(),
                each.good().percent(1),
                each.said().rated());
    }
}
