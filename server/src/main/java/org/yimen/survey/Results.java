package org.yimen.survey;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.form.Answers;

/** The figures of questionnaires. Answers never change, so those of as many answers are the same figures. */
@Service
public class Results {

    private final Responses responses;
    private final Samples samples;
    private final Map<String, Counted> known = new ConcurrentHashMap<>();

    Results(Responses responses, Samples samples) {
        this.responses = responses;
        this.samples = samples;
    }

    /**
     * @param answers how many were handed in, the base of all
     * @param signed what those said who were signed in, each of them one person
     * @param unsigned those who were not, each of them a browser
     * @param unknown what came in before the two were told apart
     */
    public record Counted(int answers, List<Tally> tallies, Part signed, Part unsigned, Part unknown) {
        public Counted {
            tallies = List.copyOf(tallies);
        }

        /**
         * Of one part the questions that may be shown apart: of both parts or of neither, and of neither where few answered
         * it, or were asked it, in one of the three. What is left of all beside one part would be those few.
         */
        public List<Tally> apart(Part part) {
            return signed.tellsMuch() && unsigned.tellsMuch()
                    ? IntStream.range(0, tallies.size())
                            .filter(this::isApart)
                            .mapToObj(part.tallies::get)
                            .toList()
                    : List.of();
        }

        private boolean isApart(int question) {
            return Stream.of(signed, unsigned, unknown)
                    .map(part -> part.tallies.get(question))
                    .allMatch(tally -> isNoneOrMany(tally.asked()) && isNoneOrMany(tally.answered()));
        }

        private static boolean isNoneOrMany(int number) {
            return number == 0 || number >= Tally.FEWEST;
        }
    }

    /** Some of the answers. */
    public record Part(int answers, List<Tally> tallies) {
        public Part {
            tallies = List.copyOf(tallies);
        }

        private boolean tellsMuch() {
            return answers >= Tally.FEWEST;
        }
    }

    private static Part part(Questionnaire of, List<Response> all, @Nullable Boolean signed) {
        List<Answers> some = answers(all.stream()
                .filter(each -> Objects.equals(each.signed(), signed))
                .toList());
        return new Part(some.size(), Tally.of(of.form(), some));
    }

    /**
     * 测评: score and rate of a questionnaire that has them.
     *
     * @param asked whom chance drew: the base of the response rate
     * @param all of every answer
     * @param departments of each department of which enough answered to say who did is impossible
     */
    public record Measured(int asked, Satisfaction all, Map<String, Satisfaction> departments) {
        public Measured {
            departments = Collections.unmodifiableMap(new TreeMap<>(departments));
        }
    }

    /** Nothing where the questionnaire has no score. */
    public Optional<Measured> measured(String region, Questionnaire of) {
        Scoring scoring = of.scoring();
        if (scoring == null) {
            return Optional.empty();
        }
        List<Response> all = responses.all(region, of);
        var departments = new TreeMap<String, Satisfaction>();
        all.stream()
                .filter(each -> each.department() != null)
                .collect(Collectors.groupingBy(each -> Objects.requireNonNull(each.department())))
                .forEach((department, said) -> {
                    if (said.size() >= Tally.FEWEST) {
                        departments.put(department, scoring.of(answers(said)));
                    }
                });
        return Optional.of(new Measured(samples.count(region, of), scoring.of(answers(all)), departments));
    }

    private static List<Answers> answers(List<Response> responses) {
        return responses.stream().map(Response::answers).toList();
    }

    public Counted of(String region, Questionnaire of) {
        String key = region + " " + of.code();
        int now = responses.count(region, of);
        Counted before = known.get(key);
        if (before != null && before.answers() == now) {
            return before;
        }
        List<Response> all = responses.all(region, of);
        var counted = new Counted(
                all.size(),
                Tally.of(of.form(), answers(all)),
                part(of, all, true),
                part(of, all, false),
                part(of, all, null));
        known.put(key, counted);
        return counted;
    }
}
