package org.yimen.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.yimen.application.City;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What nobody finds becomes a task by itself: by people and not by clicks, once, without anybody's number, and not without end. */
@HallTest
class UnfoundWordsTest {

    @Autowired
    private UnfoundWords unfound;

    @Autowired
    private AskedQuestions questions;

    @Autowired
    private Searches searches;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Proves("M-HOT-15")
    void theSameWordsOfThreePeopleBecomeOneTaskWithADay() {
        String word = word();
        String one = somebody();
        unfound.missed("web", "怎么领养" + word, one);
        unfound.missed("web", "怎么领养" + word, one);
        unfound.missed("web", "怎么领养" + word, somebody());
        assertThat(open(word)).as("two people").isEmpty();
        assertThat(jdbc.sql("select count(*) from knowledge.unfound where encode(words_index, 'escape') like :word")
                        .param("word", "%" + word + "%")
                        .query(Long.class)
                        .single())
                .as("the words are kept nowhere")
                .isZero();

        unfound.missed("app", " 怎么领养 " + word.toUpperCase(Locale.ROOT) + "？", somebody());

        assertThat(open(word)).singleElement().satisfies(each -> {
            assertThat(each.department()).isEqualTo("12345");
            assertThat(each.dueOn()).as("five working days").isEqualTo(LocalDate.of(2026, 11, 25));
        });
        for (int i = 0; i < 4; i++) {
            unfound.missed("web", "怎么领养" + word, somebody());
        }
        assertThat(open(word)).as("it is open already").hasSize(1);
    }

    @Test
    @Proves("M-HOT-15")
    void whatIsDismissedStaysSoForTheDaysAndWhatIsForgottenCountsNoMore() {
        String word = word();
        asked(word);
        UUID id = open(word).getFirst().id();
        questions.dismiss(id, "玩笑话", city.officer("12345/head"));
        asked(word);
        asked(word);
        assertThat(open(word)).as("somebody said why there is no article").isEmpty();

        String other = word();
        unfound.missed("web", other, somebody());
        unfound.missed("web", other, somebody());
        time.advance(Duration.ofDays(31));
        unfound.missed("web", other, somebody());
        assertThat(open(other)).as("the first two are too long ago").isEmpty();
        unfound.purge();
        assertThat(jdbc.sql("select count(*) from knowledge.unfound where on_day <= :day")
                        .param("day", CityTime.day(time.instant()).minusDays(30))
                        .query(Long.class)
                        .single())
                .isZero();
        asked(word);
        assertThat(open(word)).as("asked again after the days").hasSize(1);
    }

    @Test
    @Proves("M-HOT-15")
    void nobodysNumberAndNothingButSignsBecomesATask() {
        for (int i = 0; i < 5; i++) {
            unfound.missed("web", "我的手机 154 0000 0001 怎么改", somebody());
            unfound.missed("web", "？？！", somebody());
        }

        assertThat(questions.open(List.of("12345")))
                .noneMatch(
                        each -> each.text().contains("0000 0001") || each.text().contains("？？！"));
    }

    @Test
    @Proves("M-HOT-15")
    void aFloodOfNonsenseOpensNoMoreThanTheDaysNumberAndTheRestIsCounted() {
        // A day of its own.
        time.set(Instant.parse("2027-03-02T02:00:00Z"));
        LocalDate day = CityTime.day(time.instant());
        long held = searches.held(day, day);

        for (int i = 0; i < 12; i++) {
            asked(word());
        }

        assertThat(questions.byThemselves(day, day)).isEqualTo(10);
        assertThat(searches.held(day, day) - held).isGreaterThanOrEqualTo(2);
        String later = word();
        asked(later);
        assertThat(open(later)).isEmpty();
        time.advance(Duration.ofDays(1));
        unfound.missed("web", "怎么领养" + later, somebody());
        assertThat(open(later)).as("the next day has room").hasSize(1);

        String flooder = somebody();
        for (int i = 0; i < UnfoundWords.MOST_OF_ONE + 5; i++) {
            unfound.missed("web", word(), flooder);
        }
        String last = word();
        unfound.missed("web", last, somebody());
        unfound.missed("web", last, somebody());
        unfound.missed("web", last, flooder);
        assertThat(open(last)).as("he asked too much today").isEmpty();
    }

    @Test
    @Proves("M-HOT-15")
    void anOfficerWhoAsksTheSameSaysWhoseItIsAndOpensNoSecondTask() {
        String word = word();
        asked(word);
        UUID task = open(word).getFirst().id();
        UUID operator = city.at("12345/operator").id();

        UUID repeated = questions.unanswered("phone", "怎么领养" + word, "SJ", operator, City.key());

        assertThat(questions.find(repeated).orElseThrow().state()).isEqualTo(Question.State.REPEATED);
        assertThat(questions.find(task).orElseThrow().department()).isEqualTo("SJ");
        var _ = questions.unanswered("phone", "怎么领养" + word, "ZJ", operator, City.key());
        assertThat(questions.find(task).orElseThrow().department())
                .as("somebody has it")
                .isEqualTo("SJ");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> questions.handOn(task, "ZJ", city.officer("SJ/examiner")));
        assertThatExceptionOfType(KnowledgeRefused.class)
                .isThrownBy(() -> questions.handOn(task, "none", city.officer("SJ/head")))
                .returns("knowledge.question.department-missing", KnowledgeRefused::code);

        questions.handOn(task, "ZJ", city.officer("SJ/head"));

        assertThat(questions.find(task).orElseThrow().department()).isEqualTo("ZJ");
        assertThat(questions.open(List.of("ZJ"))).extracting(Question::id).contains(task);
    }

    /** Three people look for it in vain. */
    private void asked(String word) {
        for (int i = 0; i < 3; i++) {
            unfound.missed("web", "怎么领养" + word, somebody());
        }
    }

    private List<Question> open(String word) {
        return questions.open(List.of("12345", "SJ", "ZJ")).stream()
                .filter(each -> each.text().toLowerCase(Locale.ROOT).contains(word))
                .toList();
    }

    private static String somebody() {
        return "address:" + UUID.randomUUID();
    }

    private static String word() {
        return "zx" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
