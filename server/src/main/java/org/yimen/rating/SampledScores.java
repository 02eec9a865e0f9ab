package org.yimen.rating;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yimen.insight.Period;
import org.yimen.survey.Questionnaire;
import org.yimen.survey.Questionnaires;
import org.yimen.survey.Results;
import org.yimen.survey.Scoring;

/** What third parties measured by their questionnaires: those that run in the period, all answers of a department as one. */
@Component
class SampledScores implements ThirdPartyScores {

    private final Questionnaires questionnaires;
    private final Results results;

    SampledScores(Questionnaires questionnaires, Results results) {
        this.questionnaires = questionnaires;
        this.results = results;
    }

    @Override
    public Map<String, Satisfaction> of(String region, Period period) {
        var scores = new HashMap<String, Satisfaction>();
        questionnaires.all().stream()
                .filter(each -> overlaps(each, period))
                .flatMap(each -> results.measured(region, each).stream())
                .forEach(measured -> measured.departments()
                        .forEach((department, result) -> scores.merge(department, of(result), SampledScores::both)));
        return scores;
    }

    private static boolean overlaps(Questionnaire of, Period period) {
        return !of.from().isAfter(period.to()) && !of.until().isBefore(period.from());
    }

    private static Satisfaction of(Scoring.Result result) {
        return new Satisfaction(result.points(), result.satisfied(), result.valid());
    }

    private static Satisfaction both(Satisfaction one, Satisfaction other) {
        BigDecimal points = one.points().add(other.points());
        return new Satisfaction(points, one.satisfied() + other.satisfied(), one.valid() + other.valid());
    }
}
