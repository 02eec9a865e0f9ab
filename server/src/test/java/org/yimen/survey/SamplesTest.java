package org.yimen.survey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.form.Question;
import org.yimen.platform.Text;
import org.yimen.rating.Ratings;
import org.yimen.rating.Ratings.Served;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Chance draws whom an evaluation asks, and nobody else may answer it. */
@HallTest
class SamplesTest {

    private static final String REGION = "629901";
    private static final UUID BODY = UUID.randomUUID();

    @Autowired
    Samples samples;

    @Autowired
    Responses responses;

    @Autowired
    Results results;

    @Autowired
    Questionnaires questionnaires;

    @Autowired
    Ratings ratings;

    @Autowired
    City city;

    @Autowired
    JdbcClient jdbc;

    @Test
    @Proves({"M-EVA-08", "M-EVA-10"})
    void whoWasServedOfLateIsDrawnOnceAnswersOnceAndIsCountedUnderHisDepartment() {
        Questionnaire of = questionnaires.find("evaluation-2026").orElseThrow();
        List<UUID> people = IntStream.range(0, Tally.FEWEST)
                .mapToObj(_ -> served("MZ").person())
                .toList();
        UUID stranger = city.somebody().person();

        while (!people.stream()
                .allMatch(person -> samples.of(REGION, of, person).isPresent())) {
            assertThat(samples.draw(
                            REGION, of, Samples.MOST, BODY, UUID.randomUUID().toString()))
                    .isPositive();
        }
        int asked = samples.count(REGION, of);
        assertThat(samples.draw(
                        REGION, of, Samples.MOST, BODY, UUID.randomUUID().toString()))
                .as("nobody twice")
                .isZero();
        people.forEach(person -> answer(of, person));

        var measured = results.measured(REGION, of).orElseThrow();
        assertThat(measured.asked()).isEqualTo(asked);
        assertThat(requireNonNull(measured.departments().get("MZ")).valid()).isEqualTo(Tally.FEWEST);
        assertThat(told(people.getFirst())).isEqualTo(1);
        assertThatThrownBy(() -> answer(of, people.getFirst()))
                .isInstanceOf(SurveyRefused.class)
                .extracting("code")
                .isEqualTo("survey.once");
        assertThatThrownBy(() -> answer(of, stranger))
                .isInstanceOf(SurveyRefused.class)
                .extracting("code")
                .isEqualTo("survey.not-drawn");
    }

    private int told(UUID person) {
        return jdbc.sql(
                        "select count(*) from notify.message where person_id = :person and template = 'survey.invitation' and way = 'INBOX'")
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    private Applicant served(String department) {
        Applicant somebody = city.somebody();
        Instant at = TestTime.START.minusSeconds(60);
        ratings.served(
                REGION,
                Served.ofCase(
                        UUID.randomUUID(),
                        somebody.holder(),
                        somebody.person(),
                        null,
                        department,
                        "food-business",
                        Text.of("某事")),
                at);
        return somebody;
    }

    private void answer(Questionnaire of, UUID person) {
        var who = new Respondent(person, null);
        Draft draft = responses.begin(REGION, of, who);
        var given = new HashMap<Question, List<String>>();
        for (Question question : of.form().questions()) {
            if (!question.code().equals("better")) {
                given.put(question, List.of("mostly"));
            }
        }
        responses.save(REGION, draft, given);
        assertThat(responses.handIn(REGION, of, who)).isEmpty();
    }
}
