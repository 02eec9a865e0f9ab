package org.yimen.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command.Decline;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.PdfText;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.SealedPapers;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 一次性告知之外: a later notice that names more than the first, with a reason that supervision reads. */
@HallTest
class LatePointsPagesTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String PLAN = "floor-plan";
    private static final String OTHER = "hygiene-rules";
    private static final byte[] PDF = "%PDF-1.4\n% newer\n%%EOF\n".getBytes(US_ASCII);

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private TestTime time;

    private CaseId id;

    @BeforeEach
    void aSupplementCameIn() {
        Applicant somebody = city.somebody();
        id = city.noticed(somebody, HYGIENE, new Defect(PLAN, "没有标出消毒间"));
        time.advance(Duration.ofMinutes(1));
        Dossier dossier = desk.attach(id, desk.dossier(id), PLAN, "平面图.pdf", PDF);
        Actor himself = Actor.applicant(somebody.holder(), somebody.person());
        desk.supply(id, himself, City.key(), dossier, List.of(PLAN));
    }

    @Test
    @Proves("M-INT-08")
    @Law(
            value = "行政许可法 第三十二条第一款第四项",
            rule = "SupervisionNotes: a new point in a later notice goes to supervision with its reason")
    void itStandsOnTheNoticeAndOnTheListOfSupervision() throws Exception {
        Clerk window = pages.at("zx.window1");
        String reason = "新图才看得出" + id.value();
        assertThat(window.open("/desk/cases/" + id.value() + "/do/notice-defects")
                        .body())
                .contains("id=\"late-" + OTHER + "\"", "name=\"late-reason\"");

        Answer unexplained = send(window, "");
        assertThat(unexplained.status()).isEqualTo(422);
        assertThat(unexplained.body()).contains("href=\"#late-reason\"");
        assertThat(desk.find(id).state()).isInstanceOf(State.Supplemented.class);
        assertThat(send(window, reason).status()).isEqualTo(303);

        assertThat(desk.find(id).state()).isInstanceOf(State.SupplementDue.class);
        assertThat(views.view(id, city.at("ZX/window")).history().getLast().event())
                .isInstanceOfSatisfying(
                        Event.DefectsNoticed.class,
                        event -> assertThat(event.late()).containsExactly(OTHER));
        var paper = Objects.requireNonNull(
                views.view(id, city.at("ZX/window")).history().getLast().paper());
        assertThat(PdfText.of(papers.read(DeskPages.CITY, paper.id()).orElseThrow()))
                .contains("首次告知未列明而补充告知的理由");
        assertThat(pages.at("zx.supervisor").open("/desk/deviations").body())
                .contains("一次性告知之外", reason, desk.find(id).number());
    }

    @Test
    @Law(
            value = "行政许可法 第三十二条第一款第一项",
            rule = "SupervisionNotes: a non-acceptance that was not said at once goes to supervision")
    void aNonAcceptanceThatWasNotSaidAtOnceStandsThereToo() throws Exception {
        CaseId later = city.submitted(city.somebody(), HYGIENE).id();
        time.advance(Duration.ofDays(2));

        desk.write(
                later,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Decline(Ground.NO_LICENCE_NEEDED, "不需要许可", null, paper));

        assertThat(pages.at("zx.supervisor").open("/desk/deviations").body())
                .contains(desk.find(later).number(), "没有即时告知不予受理");
        assertThat(pages.at("zx.supervisor").open("/desk/deviations?lang=en").body())
                .contains("was not said at once");
    }

    private Answer send(Clerk window, String reason) throws Exception {
        return window.send(
                "/desk/cases/" + id.value() + "/do/notice-defects",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "defect",
                OTHER,
                "what-" + OTHER,
                "缺少消毒制度",
                "late-reason",
                reason);
    }
}
