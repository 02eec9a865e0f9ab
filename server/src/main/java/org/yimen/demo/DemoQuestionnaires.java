package org.yimen.demo;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.form.Question;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.survey.Questionnaire;
import org.yimen.survey.Questionnaire.Standing;
import org.yimen.survey.Questionnaires;
import org.yimen.survey.Respondent;
import org.yimen.survey.Responses;

/** What some visitors of the demo's hall answered, so that its figures are not empty. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoQuestionnaires {

    private static final String HALL = "hall-satisfaction";
    private static final int VISITORS = 38;

    private static final List<String> WISHES = List.of("多开一个综合窗口", "等候区加几把椅子", "取号机旁边有人指一下路就好了", "停车场入口不好找");

    private final Questionnaires questionnaires;
    private final Responses responses;
    private final Directory directory;
    private final InstantSource time;
    private final int cases;

    DemoQuestionnaires(
            Questionnaires questionnaires,
            Responses responses,
            Directory directory,
            InstantSource time,
            @Value("${yimen.demo.cases:1}") int cases) {
        this.questionnaires = questionnaires;
        this.responses = responses;
        this.directory = directory;
        this.time = time;
        this.cases = cases;
    }

    @EventListener(ApplicationReadyEvent.class)
    void answer() {
        String region = directory.region();
        questionnaires
                .find(HALL)
                .filter(of -> cases > 0 && of.on(CityTime.day(time.instant())) == Standing.RUNS)
                .filter(of -> responses.count(region, of) == 0)
                .ifPresent(of -> {
                    var random = new Random(VISITORS);
                    for (int visitor = 0; visitor < VISITORS; visitor++) {
                        answer(region, of, "demo-" + visitor, random);
                    }
                });
    }

    private void answer(String region, Questionnaire of, String browser, Random random) {
        var who = new Respondent(null, browser);
        int trips = random.nextInt(4) == 0 ? 2 : 1;
        var said = new HashMap<String, String>(Map.of(
                "came-for", List.of("apply", "ask", "collect", "other").get(random.nextInt(4)),
                "waited", Integer.toString(random.nextInt(45)),
                "trips", Integer.toString(trips),
                "overall",
                        List.of("very", "very", "yes-mostly", "yes-mostly", "fair", "no-mostly")
                                .get(random.nextInt(6)),
                "what-wrong", "等得太久"));
        if (trips > 1) {
            said.put("why-again", "papers");
        }
        if (random.nextInt(3) == 0) {
            said.put("better", WISHES.get(random.nextInt(WISHES.size())));
        }
        var given = new LinkedHashMap<Question, List<String>>();
        said.forEach(
                (code, answer) -> of.form().question(code).ifPresent(question -> given.put(question, List.of(answer))));
        responses.save(region, responses.begin(region, of, who), given);
        responses.handIn(region, of, who);
    }
}
