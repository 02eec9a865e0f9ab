package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.desk.Clerk.Answer;
import org.yimen.licence.LicenceDesk;
import org.yimen.notify.Enquiries;
import org.yimen.organisation.Staff;
import org.yimen.platform.Text;
import org.yimen.rating.Ratings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 部门窗口: a department's own counter takes in, sees and hands out what is of the department, and nothing else. */
@HallTest
@Proves({"M-IDA-07", "M-OTH-03"})
class DepartmentCountersTest {

    private static final String OF_HEALTH = "public-place-hygiene";
    private static final String OF_MARKETS = "food-business";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private WorkLists lists;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Ratings ratings;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aDepartmentsCounterOpensItsOwnCasesAlone() throws Exception {
        String own =
                "/desk/cases/" + city.submitted(city.somebody(), OF_HEALTH).id().value();
        String other = "/desk/cases/"
                + city.submitted(city.somebody(), OF_MARKETS).id().value();

        Clerk health = pages.at(pages.newcomer("WJW/window"));
        Clerk centre = pages.at(pages.newcomer("ZX/window"));

        assertThat(health.open(own).status()).isEqualTo(200);
        assertThat(health.open(other).status()).isEqualTo(403);
        assertThat(pages.at("sj.window").open(own).status())
                .as("its department only gives an opinion")
                .isEqualTo(403);
        assertThat(centre.open(own).status()).isEqualTo(200);
        assertThat(centre.open(other).status()).isEqualTo(200);
    }

    @Test
    void nobodyReceivesAtACounterForAnotherDepartment() {
        Staff clerk = pages.newcomer("SJ/window");
        CaseId own = city.submitted(city.somebody(), OF_MARKETS).id();
        CaseId other = city.submitted(city.somebody(), OF_HEALTH).id();
        Actor actor = Actor.officer(clerk.id(), "SJ/window");

        desk.act(own, actor, City.key(), null, new Command.Receive(List.of()));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.act(other, actor, City.key(), null, new Command.Receive(List.of())))
                .returns("application.may-not.post", CaseRuleBroken::code);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.submit(city.complete(city.somebody(), OF_HEALTH), actor, "window", City.key()))
                .returns("application.may-not.not-yours", CaseRuleBroken::code);
    }

    @Test
    void whoStandsThereFindsThereWhatIsOfTheDepartment() throws Exception {
        var somebody = city.somebody();
        String theirs =
                "/desk/cases/" + city.submitted(somebody, OF_HEALTH).id().value();
        Clerk clerk = pages.at(pages.newcomer("SJ/window"));
        String page = clerk.send("/desk/intake", "number", somebody.number()).location();

        Answer shown = clerk.open(page);
        Answer forged =
                clerk.send(page, "item", OF_HEALTH, "key", UUID.randomUUID().toString());

        assertThat(shown.body())
                .contains("value=\"sole-trader-registration\"")
                .doesNotContain("value=\"" + OF_HEALTH + "\"", theirs);
        assertThat(forged.status()).isEqualTo(422);
        assertThat(forged.body()).contains("由别的部门窗口办理");
    }

    @Test
    void atADepartmentsCounterOneNumberShowsWhatIsOfTheDepartment() throws Exception {
        Applicant somebody = city.somebody();
        var about = new Enquiries.About(OF_HEALTH, Text.of("公共场所卫生许可"), "WJW");
        var _ = enquiries.ask(DeskPages.CITY, somebody.holder(), about, City.key(), "要等几天");
        UUID caseId = UUID.randomUUID();
        ratings.served(
                DeskPages.CITY,
                Ratings.Served.ofCase(
                        caseId, somebody.holder(), somebody.person(), null, "WJW", OF_HEALTH, Text.of("试评的卫生许可")),
                time.instant());
        var granted = city.submitted(somebody, OF_HEALTH).id();
        Clerk other = pages.at(pages.newcomer("SJ/window"));
        Clerk own = pages.at(pages.newcomer("WJW/window"));

        String there = other.send("/desk/intake", "number", somebody.number()).location();
        String here = own.send("/desk/intake", "number", somebody.number()).location();
        assertThat(other.open(there).body()).doesNotContain("试评的卫生许可", "咨询和评价");
        assertThat(own.open(here).body())
                .as("on a typed number nothing tells who has rated")
                .doesNotContain("试评的卫生许可");
        pages.arrives(somebody.holder(), own);
        assertThat(own.open(here).body()).contains("试评的卫生许可");
        pages.arrives(somebody.holder(), other);
        assertThat(other.open(there).body()).doesNotContain("试评的卫生许可");

        String called = call(other, somebody.number());
        assertThat(called).doesNotContain(desk.find(granted).number());
        assertThat(call(own, somebody.number())).contains(desk.find(granted).number());
    }

    @Test
    void licencesOfOtherDepartmentsAreNotShownAtADepartmentsCounter() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, OF_HEALTH).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at("WJW/chief"), City.key(), null);
        String holder = somebody.number();
        String licence = licences.ofCase(DeskPages.CITY, id.value()).getFirst().number();

        Clerk other = pages.at(pages.newcomer("SJ/window"));
        Clerk own = pages.at(pages.newcomer("WJW/window"));

        assertThat(own.open(own.send("/desk/intake", "number", holder).location())
                        .body())
                .contains(licence);
        assertThat(other.open(other.send("/desk/intake", "number", holder).location())
                        .body())
                .doesNotContain(licence);
    }

    /** What the form for a call or a visitor shows of the number that is typed there. */
    private static String call(Clerk clerk, String number) throws Exception {
        return clerk.send("/desk/orders/caller", "citizen", number, "channel", "window")
                .body();
    }

    @Test
    void whatAnOlderCityLeftWithTheCentreGoesToWhoAccepts() throws IOException {
        CaseId id = city.submitted(city.somebody(), OF_HEALTH).id();
        jdbc.sql("""
                        update casework.task
                           set post = 'ZX/window'
                         where region_code = :region and case_id = :case and act = 'answer'
                        """).param("region", id.region()).param("case", id.value()).update();

        jdbc.sql(new ClassPathResource("db/migration/casework/V202611243430__casework_answers_of_departments.sql")
                        .getContentAsString(StandardCharsets.UTF_8))
                .update();

        assertThat(lists.tasks(id)).extracting(entry -> entry.task().post()).containsExactly("WJW/accept");
    }
}
