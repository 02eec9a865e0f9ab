package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command.Accept;
import org.yimen.application.Application.Command.StartStep;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.CaseId;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.procedure.Mendings;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Surveys;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 整改: the applicant reads on the page of his case what to mend and by when, and says there that it is done. */
@HallTest
class MendingPageTest {

    private static final String PASSWORD = "Right-password-1";
    private static final String STEP = "survey";

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Applicants applicants;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private City city;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private Surveys surveys;

    @Autowired
    private Mendings mendings;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-APR-13")
    void heReadsWhatToMendAndSaysThatItIsDone() throws Exception {
        Person me = person();
        Applicant applicant = applicants.of(me.id(), null);
        CaseId id = city.submitted(applicant, "public-place-hygiene").id();
        unmet(id);
        Browser home = Browser.signedIn(port, me, PASSWORD);
        String page = "/me/cases/" + id.value();
        assertThat(home.open(page).body()).doesNotContain(page + "/mending/");
        special.letMend(
                id,
                city.officer("WJW/examiner"),
                STEP,
                "把消毒间隔开",
                CityTime.day(time.instant()).plusDays(1),
                "");

        String told = home.open(page).body();
        Browser stranger = Browser.signedIn(port, person(), PASSWORD);
        stranger.open("/me");
        int refused =
                stranger.send(page + "/mending/" + STEP, Map.of("said", "好了")).statusCode();
        home.open(page);
        int done = home.upload(page + "/mending/" + STEP, "现场.png", City.PHOTO, Map.of("said", "已隔开"))
                .statusCode();

        assertThat(told)
                .contains("把消毒间隔开", "2026年11月19日", "布局流程与平面图一致", page + "/mending/" + STEP)
                .doesNotContain("通风、照明设施正常");
        assertThat(refused).isEqualTo(404);
        assertThat(done).isEqualTo(303);
        assertThat(home.open(page).body()).contains("说已整改").doesNotContain(page + "/mending/");
        UUID look = surveys.find(id, STEP).orElseThrow().id();
        assertThat(mendings.of(id, look).orElseThrow().isSaid()).isTrue();
    }

    private void unmet(CaseId id) {
        Officer examiner = city.officer("WJW/examiner");
        desk.write(id, city.at("ZX/window"), City.key(), null, Accept::new);
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new StartStep(STEP, 2, paper));
        special.appoint(id, examiner, STEP, city.appointment(city.step(id, STEP)));
        special.photograph(id, examiner, STEP, City.PHOTO);
        special.record(
                id,
                examiner,
                STEP,
                new Finding(Map.of("layout", false, "ventilation", true, "cleaning", true), false, "布局与图纸不符"));
    }

    private Person person() {
        var number = TestNumbers.citizen();
        return people.register("江南雨", number, "154" + number.value().substring(6, 14), passwords.hash(PASSWORD));
    }
}
