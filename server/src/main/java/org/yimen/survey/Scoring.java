package org.yimen.survey;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Answers;

/**
 * 测评: how answers become a score and a rate, as the questionnaire publishes it.
 *
 * @param overall the question that says whether somebody is satisfied; an answer without it is not valid
 * @param satisfied the choices of it that count as satisfied
 * @param points of each choice, 0 to 100
 * @param parts which questions the score is made of
 */
public record Scoring(String overall, Set<String> satisfied, Map<String, Integer> points, List<Part> parts) {

    private static final int HUNDRED = 100;

    /** @param weight against that of the other parts */
    public record Part(String question, int weight) {}

    /**
     * 得分 and 满意率, which cannot be had from each other.
     *
     * @param valid how many answers count: the base of both
     * @param satisfied how many of them are satisfied
     * @param score weighted mean of 100, rounded half up to two decimals; null without a base
     * @param rate satisfied of valid in per cent, rounded half up to one decimal; null without a base
     * @param points what the valid answers weigh together, each on 100: the score before it is divided and rounded
     */
    public record Result(
            int valid,
            int satisfied,
            @Nullable BigDecimal score,
            @Nullable BigDecimal rate,
            BigDecimal points) {}

    public Scoring {
        satisfied = Set.copyOf(satisfied);
        points = Map.copyOf(points);
        parts = List.copyOf(parts);
    }

    public Result of(List<Answers> answers) {
        List<Answers> valid = answers.stream()
                .filter(each -> points.containsKey(choice(each, overall)))
                .toList();
        if (valid.isEmpty()) {
            return new Result(0, 0, null, null, BigDecimal.ZERO);
        }
        int pleased = (int) valid.stream()
                .filter(each -> satisfied.contains(choice(each, overall)))
                .count();
        BigDecimal base = BigDecimal.valueOf(valid.size());
        BigDecimal sum =
                valid.stream().map(this::score).flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Result(
                valid.size(),
                pleased,
                sum.divide(base, 2, RoundingMode.HALF_UP),
                BigDecimal.valueOf((long) pleased * HUNDRED).divide(base, 1, RoundingMode.HALF_UP),
                sum);
    }

    /** Of the parts that were answered; whoever leaves one out weighs the others more. */
    private Optional<BigDecimal> score(Answers answers) {
        long weights = 0;
        long sum = 0;
        for (Part part : parts) {
            Integer given = points.get(choice(answers, part.question()));
            if (given != null) {
                weights += part.weight();
                sum += (long) part.weight() * given;
            }
        }
        return weights == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(weights), MathContext.DECIMAL64));
    }

    private static String choice(Answers answers, String question) {
        List<String> given = answers.all(question);
        return given.isEmpty() ? "" : given.getFirst();
    }
}
