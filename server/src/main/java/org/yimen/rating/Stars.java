package org.yimen.rating;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.insight.Period;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;

/**
 * 星级事项: how many stars each item has by what was said of it, and the lists of four and five that were made public for a
 * period. What was published stays as it was.
 */
@Service
public class Stars {

    /** Kind of the audit entry. */
    public static final String PUBLISHED = "rating.stars-published";

    /** Four and five are made public (M-EVA-04). */
    static final int LEAST_PUBLISHED = 4;

    private final JdbcClient jdbc;
    private final RateBook rates;
    private final RatingPolicy policy;
    private final AuditLog audit;
    private final InstantSource time;

    Stars(JdbcClient jdbc, RateBook rates, RatingPolicy policy, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.rates = rates;
        this.policy = policy;
        this.audit = audit;
        this.time = time;
    }

    /** An item with its stars and what they rest on. */
    public record Star(String item, int stars, long rated, BigDecimal score, long good) {}

    /** A list that is public. */
    public record Published(LocalDate from, LocalDate until, List<Star> stars) {
        public Published {
            stars = List.copyOf(stars);
        }
    }

    /** The period in which a day lies, of the length that the rules name. */
    public Period around(LocalDate day) {
        return Period.around(policy.period(), day);
    }

    /**
     * The last period of which no rating is still to come: nothing that is public grows, so that of two looks at it none tells
     * what one visitor said in between.
     *
     * @param days so long after a service its rating counts
     */
    public Period settled(LocalDate today, long days) {
        return Period.settled(policy.period(), today, days);
    }

    /** The items with enough ratings in this period, the best first. */
    public List<Star> in(String region, Period period) {
        return rates
                .by(
                        region,
                        CityTime.startOf(period.from()),
                        CityTime.startOf(period.to().plusDays(1)),
                        RateBook.By.ITEM)
                .stream()
                .map(Rates::said)
                .filter(each ->
                        !each.department().isEmpty() && !each.department().equals(RateBook.NONE))
                .flatMap(each -> star(each).stream())
                .sorted(Comparator.comparingInt(Star::stars)
                        .thenComparing(Star::score)
                        .reversed()
                        .thenComparing(Star::item))
                .toList();
    }

    /** The stars of what was said of one item; none where that is too little. */
    public Optional<Star> star(Figures figures) {
        return policy.stars(figures)
                .flatMap(stars -> policy.satisfaction(figures)
                        .score()
                        .map(score -> new Star(figures.department(), stars, figures.rated(), score, figures.good())));
    }

    /**
     * Makes the list of a period public, once it is over; once.
     *
     * @return how many items are on it
     */
    @Transactional
    public int publish(Officer officer, Period period) {
        String region = officer.region();
        if (!period.to().isBefore(CityTime.day(time.instant()))) {
            throw new RatingRefused("rating.stars.not-over");
        }
        if (period.kind() != policy.period()) {
            throw new RatingRefused("rating.stars.period");
        }
        List<Star> list = in(region, period).stream()
                .filter(star -> star.stars() >= LEAST_PUBLISHED)
                .toList();
        if (list.isEmpty()) {
            throw new RatingRefused("rating.stars.none");
        }
        for (Star star : list) {
            int done = jdbc.sql("""
                            insert into rating.star
                                   (region_code, from_on, until_on, item_code, stars, rated, score, good, published_by,
                                    published_at)
                            values (:region, :from, :until, :item, :stars, :rated, :score, :good, :by, :at)
                                on conflict (region_code, from_on, item_code) do nothing
                            """)
                    .param("region", region)
                    .param("from", period.from())
                    .param("until", period.to())
                    .param("item", star.item())
                    .param("stars", star.stars())
                    .param("rated", star.rated())
                    .param("score", star.score())
                    .param("good", star.good())
                    .param("by", officer.id())
                    .param("at", Timestamp.from(time.instant()))
                    .update();
            if (done == 0) {
                throw new RatingRefused("rating.stars.done");
            }
        }
        audit.record(
                region,
                officer.id().toString(),
                PUBLISHED,
                period.from().toString(),
                Map.of("items", Integer.toString(list.size())));
        return list.size();
    }

    /** The lists that are public, the newest period first. */
    public List<Published> published(String region, int periods) {
        record Row(LocalDate from, LocalDate until, Star star) {}
        Map<LocalDate, List<Row>> rows = jdbc
                .sql("""
                        select s.from_on, s.until_on, s.item_code, s.stars, s.rated, s.score, s.good
                          from rating.star s
                         where s.region_code = :region
                           and s.from_on in (select distinct t.from_on from rating.star t where t.region_code = :region
                                              order by t.from_on desc limit :periods)
                         order by s.from_on desc, s.stars desc, s.score desc, s.item_code
                        """)
                .param("region", region)
                .param("periods", periods)
                .query((row, _) -> new Row(
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("until_on", LocalDate.class),
                        new Star(
                                row.getString("item_code"),
                                row.getInt("stars"),
                                row.getLong("rated"),
                                row.getBigDecimal("score"),
                                row.getLong("good"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::from));
        return rows.entrySet().stream()
                .sorted(Map.Entry.<LocalDate, List<Row>>comparingByKey().reversed())
                .map(each -> new Published(
                        each.getKey(),
                        each.getValue().getFirst().until(),
                        each.getValue().stream().map(Row::star).toList()))
                .toList();
    }
}
