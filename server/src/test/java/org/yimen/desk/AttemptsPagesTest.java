package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class AttemptsPagesTest {

    private static final String LINK = "<a class=\"govuk-link\" href=\"";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-CAT-10")
    void aForgedDemandForAnUnlistedMaterialIsRefusedLoggedAndShownToSupervision() throws Exception {
        time.advance(Duration.ofHours(3));
        CaseId id = city.submitted("public-place-hygiene").id();
        String code = "proof-" + UUID.randomUUID().toString().substring(0, 4);

        Answer answer = demand(id, code);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("不能要求");
        assertThat(desk.find(id).state()).isInstanceOf(State.Received.class);
        Answer shown = pages.at("zx.supervisor").open("/desk/attempts");
        assertThat(shown.body())
                .contains(code, "/desk/cases/" + id.value(), desk.find(id).number(), "孟小雨");
    }

    @Test
    @Proves("M-CAT-10")
    void aForgedStepIsRefusedAndShownToo() throws Exception {
        time.advance(Duration.ofHours(4));
        CaseId id = city.accepted("public-place-hygiene").id();

        Answer answer = pages.at("wjw.examiner1")
                .send(
                        "/desk/cases/" + id.value() + "/do/start-step",
                        "key",
                        City.key(),
                        "seen",
                        String.valueOf(desk.find(id).version()),
                        "step",
                        "another-opinion",
                        "days",
                        "3");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pages.at("zx.director").open("/desk/attempts?lang=en").body())
                .contains("another-opinion", id.value().toString());
    }

    @Test
    @Proves("M-CAT-10")
    void aFeeThatTheVersionDoesNotNameIsRefusedAndShownToo() throws Exception {
        time.advance(Duration.ofHours(5));
        CaseId id = city.accepted("public-place-hygiene").id();
        Clerk window = pages.at("zx.window1");

        Answer answer = window.send(
                "/desk/cases/" + id.value() + "/do/charge",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(window.open("/desk/cases/" + id.value()).body()).doesNotContain("/do/charge");
        assertThat(pages.at("zx.supervisor")
                        .open("/desk/attempts?kind=" + CaseDesk.BEYOND_THE_LIST)
                        .body())
                .contains(id.value().toString(), "不能收费");
    }

    @Test
    void noPersonalNumberGetsIntoTheLogWhateverIsForged() throws Exception {
        CaseId id = city.submitted("public-place-hygiene").id();

        Answer answer = demand(id, City.CITIZEN);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(audit.recent(DeskPages.CITY, List.of(CaseDesk.BEYOND_THE_LIST), null, 50))
                .filteredOn(entry -> entry.subject().equals(id.value().toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail().toString()).doesNotContain(City.CITIZEN));
    }

    @Test
    void onlySupervisionAndTheDirectorLook() throws Exception {
        for (String login : List.of("zx.window1", "wjw.chief", "wjw.head", "sj.examiner1", "zx.catalogue")) {
            assertThat(pages.at(login).open("/desk/attempts").status())
                    .as(login)
                    .isEqualTo(403);
        }
    }

    @Test
    void theListGoesOnWithoutGapOrRepetition() throws Exception {
        time.advance(Duration.ofHours(2));
        CaseId id = city.submitted("public-place-hygiene").id();
        for (int i = 0; i < 27; i++) {
            demand(id, "paging-" + (char) ('a' + i % 26) + i);
        }

        Clerk supervisor = pages.at("zx.supervisor");
        String all = "";
        String next = "/desk/attempts";
        for (int page = 0; page < 20 && !next.isEmpty(); page++) {
            String body = supervisor.open(next).body();
            all += body;
            int link = body.indexOf("<a class=\"govuk-link\" href=\"/desk/attempts?before=");
            next = link < 0 ? "" : body.substring(link + LINK.length(), body.indexOf('"', link + LINK.length()));
        }

        for (int i = 0; i < 27; i++) {
            String code = "（paging-" + (char) ('a' + i % 26) + i + "）";
            assertThat(all).containsOnlyOnce(code);
        }
    }

    @Test
    void aSpoiledCursorShowsTheFirstPage() throws Exception {
        assertThat(pages.at("zx.supervisor")
                        .open("/desk/attempts?before=yesterday~x")
                        .status())
                .isEqualTo(200);
    }

    private Answer demand(CaseId id, String material) throws Exception {
        return pages.at("zx.window1")
                .send(
                        "/desk/cases/" + id.value() + "/do/notice-defects",
                        "key",
                        City.key(),
                        "seen",
                        String.valueOf(desk.find(id).version()),
                        "defect",
                        material,
                        "what-" + material,
                        "请补交");
    }
}
