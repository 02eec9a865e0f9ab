package org.yimen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.exchange.AllowancePurge;
import org.yimen.exchange.RequestKeyPurge;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Messages as a common service: a department's own system writes to the applicants of its cases, in fixed words. */
@HallTest
class MessageServiceTest {

    private static final String ITEM = "public-place-hygiene";

    @Autowired
    Systems systems;

    @Autowired
    City city;

    @Autowired
    AllowancePurge purge;

    @Autowired
    RequestKeyPurge keyPurge;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestTime time;

    @Test
    @Proves("M-DAT-08")
    void aDepartmentWritesToTheApplicantOfItsOwnCaseOnceForItsKey() throws Exception {
        Caller office = systems.on("WJW/examiner");
        String number = accepted();
        String path = "/api/v1/applications/" + number + "/messages";
        String key = Systems.key();

        Answer sent = systems.post(office, path, key, "{\"template\":\"come\",\"day\":\"2026-12-01\"}");
        Answer again = systems.post(office, path, key, "{\"template\":\"come\",\"day\":\"2026-12-01\"}");

        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        assertThat(again.json().get("id")).isEqualTo(sent.json().get("id"));
        assertThat(sent.body()).doesNotContain("陈", City.CITIZEN, "154");
        String id = sent.json().get("id").asString();
        Answer state = systems.get(office, path + "/" + id);
        assertThat(state.json().get("ways").get(0).get("way").asString()).isIn("inbox", "sms");
        Caller neighbour = systems.on("WJW/examiner");
        assertThat(systems.get(neighbour, path + "/" + id).status())
                .as("what another machine had sent")
                .isEqualTo(404);
    }

    @Test
    void underTheKeyOfOneMessageNoOtherIsSent() throws Exception {
        Caller office = systems.on("WJW/examiner");
        String path = "/api/v1/applications/" + accepted() + "/messages";
        String elsewhere = "/api/v1/applications/" + accepted() + "/messages";
        String key = Systems.key();
        Answer sent = systems.post(office, path, key, "{\"template\":\"look\"}");

        Answer otherWords = systems.post(office, path, key, "{\"template\":\"call\"}");
        Answer otherCase = systems.post(office, elsewhere, key, "{\"template\":\"look\"}");

        assertThat(sent.status()).isEqualTo(202);
        assertThat(List.of(otherWords.status(), otherCase.status())).containsOnly(422);
        assertThat(otherWords.body()).contains("casework.key.reused");
        assertThat(systems.post(office, path, key, "{\"template\":\"look\"}")
                        .json()
                        .get("id"))
                .isEqualTo(sent.json().get("id"));
    }

    @Test
    void whatWasSaidIsCountedForThirtyDaysAndThenForgotten() throws Exception {
        Caller office = systems.on("WJW/examiner");
        // Of somebody new: what a person is told on a day is counted.
        var file = city.submitted(city.somebody(), ITEM);
        CaseId id = file.id();
        String path = "/api/v1/applications/" + file.number() + "/messages";
        String key = Systems.key();
        Answer sent = systems.post(office, path, key, "{\"template\":\"look\"}");
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);

        time.advance(AllowancePurge.KEPT);
        purge.purge();
        keyPurge.purge();
        assertThat(said(id)).isOne();
        assertThat(keys(key)).as("a repeat is known as one").isOne();

        time.advance(Duration.ofDays(1));
        purge.purge();
        keyPurge.purge();
        assertThat(said(id)).isZero();
        assertThat(keys(key)).isZero();
    }

    private int keys(String key) {
        return jdbc.sql("select count(*) from exchange.request_key where region_code = :region and key = :key")
                .param("region", "629901")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    private int said(CaseId id) {
        return jdbc.sql("select count(*) from exchange.message_said where region_code = :region and case_id = :case")
                .param("region", id.region())
                .param("case", id.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void whoMaySeeACaseButIsOfAnotherDepartmentSaysNothingOnIt() throws Exception {
        Caller window = systems.on("ZX/window");
        String number = city.accepted("food-business").number();

        assertThat(systems.post(
                                window,
                                "/api/v1/applications/" + number + "/messages",
                                Systems.key(),
                                "{\"template\":\"look\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyTheWrittenWordsAndADayThatIsToCome() throws Exception {
        Caller office = systems.on("WJW/examiner");
        String path = "/api/v1/applications/" + accepted() + "/messages";

        assertThat(systems.post(office, path, Systems.key(), "{\"template\":\"money\"}")
                        .status())
                .isIn(400, 422);
        assertThat(systems.post(office, path, Systems.key(), "{\"template\":\"come\",\"day\":\"2020-01-01\"}")
                        .status())
                .isIn(400, 422);
        assertThat(systems.post(office, path, Systems.key(), "{\"template\":\"call\"}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aCaseIsToldOfTheSameOnceADayAndAPersonFiveTimes() throws Exception {
        Caller office = systems.on("WJW/examiner");
        Applicant somebody = city.somebody();
        List<String> paths = List.of(path(somebody), path(somebody));
        String first = Systems.key();

        Answer sent = systems.post(office, paths.getFirst(), first, "{\"template\":\"call\"}");
        Answer more = systems.post(office, paths.getFirst(), Systems.key(), "{\"template\":\"call\"}");
        Answer neighbour =
                systems.post(systems.on("WJW/examiner"), paths.getFirst(), Systems.key(), "{\"template\":\"call\"}");
        Answer repeated = systems.post(office, paths.getFirst(), first, "{\"template\":\"call\"}");
        for (String template : List.of("{\"template\":\"look\"}", "{\"template\":\"come\",\"day\":\"2026-12-01\"}")) {
            assertThat(systems.post(office, paths.getFirst(), Systems.key(), template)
                            .status())
                    .isEqualTo(202);
        }
        for (String template : List.of("look", "call")) {
            assertThat(systems.post(office, paths.getLast(), Systems.key(), "{\"template\":\"" + template + "\"}")
                            .status())
                    .isEqualTo(202);
        }
        Answer sixth =
                systems.post(office, paths.getLast(), Systems.key(), "{\"template\":\"come\",\"day\":\"2026-12-01\"}");

        assertThat(sent.status()).isEqualTo(202);
        assertThat(List.of(more.status(), neighbour.status())).containsOnly(429);
        assertThat(more.json().get("code").asString()).isEqualTo("exchange.message.said-today");
        assertThat(more.json().get("detail").asString()).isEqualTo("这件办件今天已经发过这一类消息，请明天再发");
        assertThat(Long.parseLong(more.header("Retry-After"))).isPositive();
        assertThat(repeated.json().get("id")).isEqualTo(sent.json().get("id"));
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.json().get("code").asString()).isEqualTo("exchange.message.enough");
    }

    private String path(Applicant somebody) {
        return "/api/v1/applications/" + city.submitted(somebody, ITEM).number() + "/messages";
    }

    /** Of somebody new: what a person is told on a day is counted. */
    private String accepted() {
        return city.submitted(city.somebody(), ITEM).number();
    }
}
