package org.yimen.rating;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.hotline.WorkOrders;
import org.yimen.insight.Period;
import org.yimen.platform.CityTime;
import org.yimen.platform.Rate;
import org.yimen.survey.Satisfaction;

/** 综合评价 (M-EVA-11): third-party score, live rating and complaints of each unit side by side, with what differs marked. */
@Service
public class UnitViews {

    /** So many points between outside and inside ask for a look. */
    public static final int DIFFERENCE = 10;

    /** So many complaints of a hundred services are many for a unit that is rated well. */
    private static final int MANY_COMPLAINTS = 5;

    private static final int WELL_RATED = 95;

    private final RateBook rates;
    private final RatingPolicy policy;
    private final WorkOrders orders;
    private final List<ThirdPartyScores> scores;

    UnitViews(RateBook rates, RatingPolicy policy, WorkOrders orders, List<ThirdPartyScores> scores) {
        this.rates = rates;
        this.policy = policy;
        this.orders = orders;
        this.scores = List.copyOf(scores);
    }

    /**
     * One unit.
     *
     * @param thirdParty null where nobody from outside has evaluated it
     * @param live of the ratings in time
     * @param shown false where the ratings are too few to be shown
     */
    public record UnitView(
            String unit,
            @Nullable Satisfaction thirdParty,
            Satisfaction live,
            boolean shown,
            long complaints,
            long services) {

        public Rate complaintRate() {
            return Rate.of(complaints, services);
        }

        /** How far outside lies from inside, in points; empty where one of them is missing. */
        public Optional<BigDecimal> difference() {
            return thirdParty == null || !shown
                    ? Optional.empty()
                    : thirdParty.score().flatMap(outside -> live.score().map(outside::subtract));
        }

        /** Which difference asks for a look, as message keys. */
        public List<String> marks() {
            boolean apart = difference()
                    .filter(points -> points.abs().compareTo(BigDecimal.valueOf(DIFFERENCE)) >= 0)
                    .isPresent();
            boolean praisedAndAccused = shown
                    && live.rate().reaches(BigDecimal.valueOf(WELL_RATED))
                    && complaintRate().reaches(BigDecimal.valueOf(MANY_COMPLAINTS));
            return Stream.of(apart ? "rating.units.apart" : "", praisedAndAccused ? "rating.units.accused" : "")
                    .filter(mark -> !mark.isEmpty())
                    .toList();
        }
    }

    /** Every unit that had services, complaints or an evaluation in the period, by its code. */
    public List<UnitView> of(String region, Period period) {
        Map<String, Rates> live = new HashMap<>();
        rates
                .by(
                        region,
                        CityTime.startOf(period.from()),
                        CityTime.startOf(period.to().plusDays(1)),
                        RateBook.By.UNIT)
                .stream()
                .filter(each -> !each.said().department().isEmpty())
                .forEach(each -> live.put(each.said().department(), each));
        Map<String, Long> complaints = orders.complaints(period.from(), period.to());
        var outside = new HashMap<String, Satisfaction>();
        scores.forEach(each -> outside.putAll(each.of(region, period)));
        var units = new TreeSet<>(live.keySet());
        units.addAll(complaints.keySet());
        units.addAll(outside.keySet());
        return units.stream()
                .map(unit -> {
                    Rates inside = live.get(unit);
                    return new UnitView(
                            unit,
                            outside.get(unit),
                            inside == null ? Satisfaction.NONE : policy.satisfaction(inside.said()),
                            inside != null && inside.said().tellsNobody(),
                            complaints.getOrDefault(unit, 0L),
                            inside == null ? 0 : inside.said().asked());
                })
                .toList();
    }
}
