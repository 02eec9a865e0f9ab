package org.yimen.survey;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yimen.form.Answers;

/**
 * 测评: how answers become a score and a rate ({@link Satisfaction}), as the questionnaire publishes it.
 *
 * @param overall the question that says whether somebody is satisfied; an answer without it is not valid
 * @param satisfied the choices of it that count as satisfied
 * @param points of each choice, 0 to 100
 * @param parts which questions the score is made of, the overall one among them: whatever is valid weighs something
 */
public record Scoring(String overall, Set<String> satisfied, Map<String, Integer> points, List<Part> parts) {

    /** @param weight against that of the other parts */
    public record Part(String question, int weight) {}

    public Scoring {
        satisfied = Set.copyOf(satisfied);
        points = Map.copyOf(points);
        parts = List.copyOf(parts);
    }

    public Satisfaction of(List<Answers> answers) {
        List<Answers> valid = answers.stream()
                .filter(each -> points.containsKey(choice(each, overall)))
                .toList();
        long pleased = valid.stream()
                .filter(each -> satisfied.contains(choice(each, overall)))
                .count();
        BigDecimal sum =
                valid.stream().map(this::score).flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Satisfaction(sum, pleased, valid.size());
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
