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
import org.yimen.audit.Trail;
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
        assertThat(everything("zx.supervisor", CaseDesk.BEYOND_THE_LIST))
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
        assertThat(everything("zx.director", CaseDesk.BEYOND_THE_LIST))
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
        assertThat(everything("zx.supervisor", CaseDesk.BEYOND_THE_LIST))
                .contains(id.value().toString(), "不能收费");
    }

    @Test
    void noPersonalNumberGetsIntoTheLogWhateverIsForged() throws Exception {
        time.advance(Duration.ofDays(40));
        CaseId id = city.submitted("public-place-hygiene").id();

        Answer answer = demand(id, City.CITIZEN);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(Trail.of(audit, DeskPages.CITY, List.of(CaseDesk.BEYOND_THE_LIST)))
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

        String all = everything("zx.supervisor", CaseDesk.BEYOND_THE_LIST);

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

    @Test
    void eachKindIsShownByItself() throws Exception {
        Clerk supervisor = pages.at("zx.supervisor");

        assertThat(supervisor.open("/desk/attempts").body()).contains("清单之外", "没有授权", "擅改流程", "用印被拒");
        assertThat(supervisor.open("/desk/attempts?kind=nonsense&lang=en").status())
                .isEqualTo(200);
    }

    /** All pages of one kind: other tests are stopped too. */
    private String everything(String login, String kind) throws Exception {
        Clerk supervisor = pages.at(login);
        var all = new StringBuilder();
        String next = "/desk/attempts?kind=" + kind;
        for (int page = 0; page < 400 && !next.isEmpty(); page++) {
            String body = supervisor.open(next).body();
            all.append(body);
            int link = body.indexOf(LINK + "/desk/attempts?before=");
            next = link < 0
                    ? ""
                    : body.substring(link + LINK.length(), body.indexOf('"', link + LINK.length()))
                            .replace("&amp;", "&");
        }
        return all.toString();
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
