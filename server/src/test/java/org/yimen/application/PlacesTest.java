package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State.SupplementDue;
import org.yimen.application.Application.State.Supplemented;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.TestTime;

/** 数量有限的先后顺序: who holds a place, since when, and who hears when it is his turn. */
@HallTest
class PlacesTest {

    private static final String CITY = "629901";
    private static final String TOBACCO = "tobacco-retail";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private WorkLists lists;

    @Autowired
    private LimitedNumbers numbers;

    @Autowired
    private CaseViews views;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Test
    @DisplayName("有数量限制的行政许可，行政机关应当根据受理行政许可申请的先后顺序作出决定")
    @Law(
            value = "行政许可法 第五十七条",
            rule = "ApplicationProcedure.agenda: what silence may accept as of its receipt holds its place from then")
    void whatSilenceMayAcceptStandsBeforeWhatCameLater() {
        Applicant first = city.somebody();
        CaseId received = city.submitted(first, TOBACCO).id();
        time.advance(Duration.ofMinutes(5));
        CaseId later = accepted();
        int ahead = desk.find(later).ahead();
        assertThat(ahead).isPositive();

        desk.act(received, of(first), City.key(), null, new Withdraw("不办了"));

        assertThat(desk.find(later).ahead()).isEqualTo(ahead - 1);
    }

    @Test
    @Law(
            value = "行政许可法 第五十七条",
            rule =
                    "ApplicationProcedure.agenda: a place is kept also while the day on which silence accepts is provisional")
    void aPlaceIsKeptOverANewYearWhoseCalendarIsNotOutYet() {
        time.set(Instant.parse("2026-12-29T01:00:00Z"));
        Applicant first = city.somebody();
        CaseId received = city.submitted(first, TOBACCO).id();
        time.advance(Duration.ofMinutes(5));
        CaseId later = accepted();
        int ahead = desk.find(later).ahead();

        desk.act(received, of(first), City.key(), null, new Withdraw("不办了"));

        assertThat(desk.find(later).ahead()).isEqualTo(ahead - 1);
    }

    @Test
    @Law(
            value = "行政许可法 第五十七条",
            rule = "ApplicationProcedure.agenda: a supplement that is in holds its place from its own moment")
    void aSupplementKeepsItsPlaceFromTheMomentItCameIn() {
        Applicant first = city.somebody();
        String material = "lease";
        CaseId noticed = city.noticed(first, TOBACCO, new Defect(material, "看不清"));
        assertThat(desk.find(noticed).state()).isInstanceOf(SupplementDue.class);
        CaseId before = accepted();
        int without = desk.find(before).ahead();
        time.advance(Duration.ofMinutes(5));
        Dossier more = desk.attach(noticed, desk.dossier(noticed), material, "材料.png", City.PHOTO);
        desk.supply(noticed, of(first), City.key(), more, List.of(material));
        assertThat(desk.find(noticed).state()).isInstanceOf(Supplemented.class);
        time.advance(Duration.ofMinutes(5));

        CaseId after = accepted();

        assertThat(desk.find(before).ahead()).as("the supplement came later").isEqualTo(without);
        // Others of this city may have come within the same minutes.
        assertThat(desk.find(noticed).ahead()).isGreaterThan(without);
        assertThat(desk.find(after).ahead()).isGreaterThan(desk.find(noticed).ahead());
    }

    @Test
    @Law(value = "行政许可法 第五十七条", rule = "Places: whoever decides hears when the next one's turn has come")
    void whoDecidesHearsWhoseTurnItIs() {
        Applicant first = city.somebody();
        CaseId earlier = city.submitted(first, TOBACCO).id();
        time.advance(Duration.ofMinutes(5));
        accepted();
        CaseId next = lists.firstInQueue(earlier, TOBACCO).orElseThrow().id();

        desk.act(earlier, of(first), City.key(), null, new Withdraw("不办了"));

        assertThat(told(next)).isPositive();
    }

    @Test
    @Law(
            value = "行政许可法 第五十七条",
            rule =
                    "LimitedNumbers: the applicant knows since when he stands in line, who is before him and how many places are left")
    void theApplicantSeesHisPlaceAndHowManyAreLeft() {
        Applicant he = city.somebody();
        CaseId waiting = city.submitted(he, TOBACCO).id();
        assertThat(line(waiting).orElseThrow().accepted()).isFalse();
        desk.write(waiting, city.at("ZX/window"), City.key(), null, Accept::new);
        var line = line(waiting).orElseThrow();
        assertThat(line.accepted()).isTrue();
        assertThat(line.ahead()).isEqualTo(desk.find(waiting).ahead());
        assertThat(line.since())
                .isEqualTo(Application.acceptance(desk.find(waiting).state()).at());
        assertThat(line.places()).isEqualTo(120);
        assertThat(line.left()).isEqualTo(Math.max(0, 120 - line.taken()));

        CaseId other = city.submitted(city.somebody(), "public-place-hygiene").id();
        assertThat(line(other)).as("numbers are not limited").isEmpty();
        desk.act(waiting, of(he), City.key(), null, new Withdraw("不办了"));
        assertThat(line(waiting)).as("nobody waits any more").isEmpty();
    }

    private Optional<LimitedNumbers.Line> line(CaseId id) {
        return numbers.of(views.view(id, city.at("ZX/window")));
    }

    private int told(CaseId id) {
        return jdbc.sql("select count(*) from notify.message where region_code = :region and cause like :cause")
                .param("region", CITY)
                .param("cause", "turn:" + id.value() + ":%")
                .query(Integer.class)
                .single();
    }

    private CaseId accepted() {
        CaseId id = city.submitted(city.somebody(), TOBACCO).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        return id;
    }

    private static Actor of(Applicant applicant) {
        return Actor.applicant(applicant.holder(), applicant.person());
    }
}
