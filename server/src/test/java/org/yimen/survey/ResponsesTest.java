package org.yimen.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.form.Answers;
import org.yimen.form.Finding;
import org.yimen.form.Question;
import org.yimen.platform.Batches;
import org.yimen.platform.web.Words;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** In a region of its own, so that its figures are its own. */
@HallTest
class ResponsesTest {

    @Autowired
    Responses responses;

    @Autowired
    Questionnaires questionnaires;

    @Autowired
    Results results;

    @Value("${yimen.survey.unsigned-of-a-network:60}")
    int mostOfANetwork;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestTime time;

    private final String region = "r" + UUID.randomUUID().toString().substring(0, 8);

    private Questionnaire hall() {
        return questionnaires.find("hall-satisfaction").orElseThrow();
    }

    private static Respondent browser() {
        return new Respondent(null, UUID.randomUUID().toString());
    }

    private Draft answered(Respondent who) {
        Draft draft = responses.begin(region, hall(), who);
        var given = new java.util.LinkedHashMap<Question, List<String>>();
        Map.of("came-for", "ask", "waited", "12", "trips", "1", "overall", "very", "better", "多开一个窗口")
                .forEach((code, said) -> given.put(hall().form().question(code).orElseThrow(), List.of(said)));
        return responses.save(region, draft, given);
    }

    @Test
    void whatWasTypedIsKeptAndEverybodyAnswersOnce() {
        Respondent who = browser();
        answered(who);
        assertThat(responses.draft(region, hall(), who).orElseThrow().answers().one("better"))
                .contains("多开一个窗口");
        assertThat(responses.begin(region, hall(), who).answers().one("waited"))
                .as("begun again is gone on with")
                .contains("12");
        assertThat(responses.draft(region, hall(), browser())).isEmpty();

        assertThat(responses.handIn(region, hall(), who)).isEmpty();

        assertThat(responses.hasAnswered(region, hall(), who)).isTrue();
        assertThat(responses.draft(region, hall(), who)).isEmpty();
        assertThat(responses.all(region, hall())).hasSize(1);
        assertThatExceptionOfType(SurveyRefused.class)
                .isThrownBy(() -> responses.begin(region, hall(), who))
                .returns("survey.once", SurveyRefused::code);
    }

    @Test
    void whatIsMissingIsSaidAndNothingIsHandedIn() {
        Respondent who = browser();
        responses.begin(region, hall(), who);

        assertThat(responses.handIn(region, hall(), who)).isNotEmpty();

        assertThat(responses.count(region, hall())).isZero();
        assertThat(responses.draft(region, hall(), who)).isPresent();
    }

    @Test
    void whoAnsweredSignedInDoesNotAnswerAgainSignedOut() {
        String token = UUID.randomUUID().toString();
        var signedIn = new Respondent(UUID.randomUUID(), token);
        answered(signedIn);
        assertThat(responses.handIn(region, hall(), signedIn)).isEmpty();

        assertThat(responses.hasAnswered(region, hall(), new Respondent(null, token)))
                .isTrue();
        assertThat(responses.hasAnswered(region, hall(), new Respondent(UUID.randomUUID(), token)))
                .as("somebody else at the same machine")
                .isFalse();
    }

    @Test
    void whoAnsweredUnsignedDoesNotAnswerAgainSignedInThere() {
        String token = UUID.randomUUID().toString();
        var unsigned = new Respondent(null, token);
        var signedIn = new Respondent(UUID.randomUUID(), token);
        answered(signedIn);
        answered(unsigned);
        assertThat(responses.handIn(region, hall(), unsigned)).isEmpty();

        assertThat(responses.hasAnswered(region, hall(), signedIn)).isTrue();
        assertThatExceptionOfType(SurveyRefused.class)
                .isThrownBy(() -> responses.handIn(region, hall(), signedIn))
                .returns("survey.once", SurveyRefused::code);
        assertThat(responses.count(region, hall())).isEqualTo(1);
        assertThat(responses.hasAnswered(
                        region,
                        hall(),
                        new Respondent(signedIn.person(), UUID.randomUUID().toString())))
                .as("nothing links his account with what he did unsigned")
                .isFalse();
    }

    @Test
    void numbersOfPeopleComeInWithNoText() {
        Respondent who = browser();
        Draft draft = answered(who);
        Question better = hall().form().question("better").orElseThrow();
        Draft typed = responses.save(region, draft, Map.of(better, List.of("请回电１５４ 0000 0097，我是张三")));

        assertThat(typed.course().wrong(better)).extracting(Finding::key).containsExactly("survey.text-number");
        assertThat(responses.handIn(region, hall(), who))
                .extracting(Finding::key)
                .containsExactly("survey.text-number");
        assertThat(responses.count(region, hall())).isZero();
        responses.save(region, draft, Map.of(better, List.of("多开两个窗口，2026-11-23 等了 480 分钟")));
        assertThat(responses.handIn(region, hall(), who)).isEmpty();
    }

    @Test
    void whatCameInBeforeIsNotShown() {
        Question better = hall().form().question("better").orElseThrow();
        var before = new Response(
                LocalDate.of(2026, 11, 2),
                Answers.none().with("better", List.of("我的电话 15400000097")),
                false,
                null,
                null);

        String file = AnswersFile.of(hall(), List.of(before), Words.of(Locale.CHINESE));
        var page = new TallyView(
                Tally.of(hall().form(), List.of(before.answers())).stream()
                        .filter(tally -> tally.question().equals(better))
                        .findFirst()
                        .orElseThrow(),
                true);

        assertThat(file).doesNotContain("15400000097").contains("不显示");
        assertThat(page.said(Words.of(Locale.CHINESE)))
                .singleElement()
                .asString()
                .doesNotContain("15400000097");
    }

    @Test
    void oneNetworkFillsNothingUnsignedAndHoldsUpNobodySignedIn() {
        for (int i = 0; i < mostOfANetwork; i++) {
            Respondent who = from("192.0.2.7");
            answered(who);
            assertThat(responses.handIn(region, hall(), who)).isEmpty();
        }
        Respondent more = from("192.0.2.7");
        answered(more);

        assertThatExceptionOfType(SurveyRefused.class)
                .isThrownBy(() -> responses.handIn(region, hall(), more))
                .returns("survey.network", SurveyRefused::code);

        var signedIn = new Respondent(UUID.randomUUID(), null, "192.0.2.7");
        answered(signedIn);
        assertThat(responses.handIn(region, hall(), signedIn)).isEmpty();
        Respondent elsewhere = from("192.0.2.8");
        answered(elsewhere);
        assertThat(responses.handIn(region, hall(), elsewhere)).isEmpty();
        assertThat(responses.all(region, hall()))
                .filteredOn(each -> Boolean.TRUE.equals(each.signed()))
                .hasSize(1);
        time.advance(Duration.ofDays(1));
        assertThat(responses.handIn(region, hall(), more))
                .as("what was typed is kept until tomorrow")
                .isEmpty();
    }

    @Test
    void whatOneSignedInPersonSaidIsNotLeftWhereTheUnsignedStandApart() {
        for (int i = 0; i < 6; i++) {
            handIn(new Respondent(UUID.randomUUID(), null), i == 0);
            handIn(browser(), true);
        }

        Results.Counted counted = results.of(region, hall());

        assertThat(codes(counted.apart(counted.signed())))
                .isEqualTo(codes(counted.apart(counted.unsigned())))
                .contains("overall", "trips")
                .as("one of the signed was asked: all less the unsigned is his answer")
                .doesNotContain("why-again");
    }

    @Test
    void whatCameInBeforeTheTwoWereToldApartIsNeither() {
        for (int i = 0; i < 5; i++) {
            handIn(new Respondent(UUID.randomUUID(), null), false);
            handIn(browser(), false);
        }
        handIn(browser(), true);
        jdbc.sql("""
                update survey.response
                   set signed = null
                 where region_code = :region
                   and id = (select id from survey.response where region_code = :region and not signed limit 1)
                """).param("region", region).update();

        Results.Counted counted = results.of(region, hall());

        assertThat(counted.unknown().answers()).isEqualTo(1);
        assertThat(counted.unsigned().answers()).isEqualTo(5);
        assertThat(codes(counted.apart(counted.signed())))
                .as("all less both would be that one")
                .doesNotContain("came-for", "trips", "overall");
    }

    private static List<String> codes(List<Tally> tallies) {
        return tallies.stream().map(tally -> tally.question().code()).toList();
    }

    private void handIn(Respondent who, boolean again) {
        Draft draft = answered(who);
        if (again) {
            Question trips = hall().form().question("trips").orElseThrow();
            Question why = hall().form().question("why-again").orElseThrow();
            responses.save(region, draft, Map.of(trips, List.of("2"), why, List.of("papers")));
        }
        assertThat(responses.handIn(region, hall(), who)).isEmpty();
    }

    private static Respondent from(String network) {
        return new Respondent(null, UUID.randomUUID().toString(), network);
    }

    @Test
    void handedInFromTwoTabsAtOnceItCountsOnce() throws Exception {
        Respondent who = browser();
        answered(who);
        Callable<Boolean> handIn = () -> {
            try {
                return responses.handIn(region, hall(), who).isEmpty();
            } catch (SurveyRefused once) {
                return false;
            }
        };
        var results = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                results.add(threads.submit(handIn));
            }
        }
        int taken = 0;
        for (var each : results) {
            taken += each.get() ? 1 : 0;
        }

        assertThat(taken).isEqualTo(1);
        assertThat(responses.count(region, hall())).isEqualTo(1);
    }

    @Test
    void noRowSaysWhoAnsweredOrInTheOpenWhat() {
        UUID person = UUID.randomUUID();
        var who = new Respondent(person, null);
        answered(who);
        responses.handIn(region, hall(), who);

        String stored =
                jdbc.sql("""
                        select string_agg(r::text, ' ') || string_agg(t::text, ' ')
                          from survey.response r
                               join survey.taken t on t.region_code = r.region_code
                         where r.region_code = :region
                        """).param("region", region).query(String.class).single();
        assertThat(stored).isNotBlank().doesNotContain(person.toString(), "多开一个窗口", "came-for");
        assertThat(jdbc.sql("""
                        select count(*) from information_schema.columns
                         where table_schema = 'survey' and table_name in ('response', 'taken') and data_type like 'timestamp%'
                        """).query(Integer.class).single())
                .as("moments would lead from one to the other")
                .isZero();
        assertThat(responses.all(region, hall()).getFirst().answers()).isNotEqualTo(Answers.none());
    }

    @Test
    void aDraftNobodyCameBackToIsForgotten() {
        Respondent who = browser();
        answered(who);

        assertThat(responses.forget(region, time.instant().minus(DraftPurge.KEPT), Batches.SIZE))
                .isZero();
        assertThat(responses.forget(region, time.instant().plusSeconds(60), 0)).isZero();
        assertThat(responses.forget(region, time.instant().plusSeconds(60), Batches.SIZE))
                .isEqualTo(1);

        assertThat(responses.draft(region, hall(), who)).isEmpty();
    }
}
