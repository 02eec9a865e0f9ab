package org.yimen.rating;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yimen.insight.Period;
import org.yimen.survey.Questionnaire;
import org.yimen.survey.Questionnaires;
import org.yimen.survey.Results;
import org.yimen.survey.Satisfaction;

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
                        .forEach((department, result) -> scores.merge(department, result, Satisfaction::and)));
        return scores;
    }

    private static boolean overlaps(Questionnaire of, Period period) {
        return !of.from().isAfter(period.to()) && !of.until().isBefore(period.from());
    }
}
