package org.yimen.survey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yimen.platform.Rate;

/**
 * 测评得分、满意率 (M-EVA-12): two figures of the same answers, neither of which can be reckoned from the other.
 *
 * @param points what all valid answers weigh together, each on 100
 * @param satisfied how many of them say that somebody is satisfied
 * @param valid all answers that count
 */
public record Satisfaction(BigDecimal points, long satisfied, long valid) {

    private static final int DIGITS = 2;
    private static final long FULL = 100;

    /** Before anybody answered. */
    public static final Satisfaction NONE = new Satisfaction(BigDecimal.ZERO, 0, 0);

    public Satisfaction {
        if (satisfied < 0
                || satisfied > valid
                || points.signum() < 0
                || points.compareTo(BigDecimal.valueOf(FULL * valid)) > 0) {
            throw new IllegalArgumentException(points + " points, " + satisfied + " of " + valid);
        }
    }

    /**
     * Of answers by what each weighs on 100.
     *
     * @param counts how many gave each answer
     * @param weights points of each answer
     * @param good which answers say that somebody is satisfied
     */
    public static <A> Satisfaction of(Map<A, Long> counts, Map<A, Integer> weights, Set<A> good) {
        long points = 0;
        long satisfied = 0;
        long valid = 0;
        for (var each : counts.entrySet()) {
            Integer weight = weights.get(each.getKey());
            if (weight == null) {
                throw new IllegalArgumentException("No weight of " + each.getKey());
            }
            points += weight * each.getValue();
            satisfied += good.contains(each.getKey()) ? each.getValue() : 0;
            valid += each.getValue();
        }
        return new Satisfaction(BigDecimal.valueOf(points), satisfied, valid);
    }

    /** Of the answers of both. */
    public Satisfaction and(Satisfaction other) {
        return new Satisfaction(points.add(other.points), satisfied + other.satisfied, valid + other.valid);
    }

    /** 得分: the weighted mean on 100, to two digits; empty without an answer. */
    public Optional<BigDecimal> score() {
        return valid == 0
                ? Optional.empty()
                : Optional.of(points.divide(BigDecimal.valueOf(valid), DIGITS, RoundingMode.HALF_UP));
    }

    /** True where the mean is that much or more, unrounded. */
    public boolean reaches(int score) {
        return points.compareTo(BigDecimal.valueOf(score * valid)) >= 0;
    }

    /** 满意率: satisfied of valid. */
    public Rate rate() {
        return Rate.of(satisfied, valid);
    }
}
