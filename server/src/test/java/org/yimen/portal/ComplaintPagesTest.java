package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicants;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 效能投诉 from the page of a case, and about somebody whose number stands on the sign. */
@HallTest
class ComplaintPagesTest {

    private static final String REGION = "629901";
    private static final String PASSWORD = "Right-password-1";
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

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
    private WorkOrders orders;

    @Autowired
    private Directory directory;

    private Person me = new Person(new UUID(0, 0), "", TestNumbers.citizen(), "");
    private Browser browser = new Browser(0);

    @BeforeEach
    void signIn() throws Exception {
        var number = TestNumbers.citizen();
        me = people.register("江南雨", number, "154" + number.value().substring(6, 14), passwords.hash(PASSWORD));
        browser = Browser.signedIn(port, me, PASSWORD);
    }

    @Test
    @Proves("M-HOT-10")
    void whoComplainsAboutHisCaseNamesTheOfficerByTheNumberOnTheSign() throws Exception {
        var draft = city.complete(applicants.of(me.id(), null), "food-business");
        var file = desk.submit(draft, Actor.applicant(me.id(), me.id()), "web", City.key());
        Staff officer = directory.staff(REGION, "sj.examiner1").orElseThrow();
        String form = "/me/complaints/new?case=" + file.id().value();
        assertThat(browser.open("/me/cases/" + file.id().value()).body()).contains(form);
        assertThat(browser.open(form).body()).contains("写在窗口牌上", "看不到是谁投诉的", "/accountability");
        var said = new HashMap<>(Map.of(
                "key", browser.all(KEY).getFirst(),
                "case", file.id().value().toString(),
                "type", "efficiency",
                "topic", "approval-speed",
                "text", "多要了一份证明",
                "employee", "no-such-number"));
        assertThat(browser.send("/me/complaints/new", said).body()).contains("没有这个工号的工作人员");

        said.put("employee", officer.employeeNumber());
        assertThat(browser.send("/me/complaints/new", said).statusCode()).isEqualTo(303);

        var order =
                orders.aboutCase(REGION, file.id().value(), me.id()).getFirst().row();
        assertThat(order.accusedPerson()).isEqualTo(officer.id());
        assertThat(order.accusedDepartment()).isEqualTo("SJ");
        assertThat(orders.seenBy(order.id(), city.officer("SJ/examiner"))).isEmpty();
        assertThat(new Browser(port).open("/accountability").body()).contains("怎样投诉工作人员或者办件");
    }

    @Test
    @Proves("M-HOT-03")
    void whatIsSaidInTheInstalledPagesSaysSo() throws Exception {
        browser.open("/me/complaints/new?app=on");

        var sent = browser.send(
                "/me/complaints/new",
                Map.of("key", browser.all(KEY).getFirst(), "type", "help", "topic", "housing", "text", "楼道灯不亮"));

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(orders.of(REGION, me.id(), 10))
                .singleElement()
                .satisfies(line -> assertThat(line.row().channel()).isEqualTo("app"));
    }

    @Test
    @Proves("M-HOT-01")
    void whoSaysThatSomebodyIsInDangerReadsTheEmergencyLinesAndHisOrderIsUrgent() throws Exception {
        assertThat(browser.open("/me/complaints/new").body()).contains("href=\"tel:110\"", "href=\"tel:120\"");

        var sent = browser.send(
                "/me/complaints/new",
                Map.of(
                        "key", browser.all(KEY).getFirst(),
                        "type", "help",
                        "topic", "housing",
                        "text", "楼上外墙的玻璃要掉下来",
                        "danger", "true"));

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(browser.open(sent.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("href=\"tel:119\"");
        assertThat(orders.of(REGION, me.id(), 10))
                .singleElement()
                .satisfies(line -> assertThat(line.row().urgent()).isTrue());
    }
}
