package org.yimen.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.identity.Channel;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.Station;
import org.yimen.identity.Stations;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** Whoever is signed in, or stands before a machine, reads his number on none of its pages, nor does any address carry it. */
@HallTest
@Proves({"M-IDA-01", "M-IDA-06"})
class NumbersOnPagesTest {

    private static final String CITY = "629901";
    private static final String PASSWORD = "a-password-of-its-own-1";

    /** Enough for every page that one person's account has; more is somebody's mistake. */
    private static final int MOST_PAGES = 120;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Applicants applicants;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Stations stations;

    @Autowired
    private Verifications verifications;

    @LocalServerPort
    private int port;

    private Person canary = new Person(UUID.randomUUID(), "", TestNumbers.citizen(), "");
    private CaseId id = new CaseId(CITY, new UUID(0, 0));

    @BeforeEach
    void somebodyWithACaseAndALicence() {
        var number = TestNumbers.citizen();
        String phone = "154" + number.value().substring(7, 15);
        canary = people.register("金丝雀", number, phone, passwords.hash(PASSWORD));
        Applicant applicant = applicants.of(canary.id(), null);
        var actor = Actor.applicant(canary.id(), canary.id());
        id = desk.submit(city.complete(applicant, "public-place-hygiene"), actor, "web", City.key())
                .id();
    }

    @Test
    void noPageOfHisAccountSaysHisNumber() throws Exception {
        Browser browser = Browser.signedIn(port, canary, PASSWORD);

        Set<String> seen = walked(browser, "/me", "/me");

        assertThat(seen).contains("/me", "/me/profile", "/me/security", "/me/messages", "/me/cases/" + id.value());
    }

    @Test
    void noPageOfAMachineSaysHisNumber() throws Exception {
        Browser machine = machine();
        verifications.verified(canary.id(), Verification.How.PASSWORD, Channel.WEB, CITY);
        String code = verifications.code(canary.id()).orElseThrow().text();
        machine.open("/kiosk/enter");
        machine.send("/kiosk/code", Map.of("code", code));

        Set<String> seen = walked(machine, "/kiosk/my", "/kiosk/my");

        assertThat(seen).contains("/kiosk/my", "/kiosk/my/cases/" + id.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing/%s",
                "/items/%s",
                "/verify/%s",
                "/kiosk/items/%s",
                "/kiosk/progress/%s",
                "/kiosk/still-there?back=/kiosk/my/%s",
                "/me/cases/%s",
                "/me/licences/%s",
                "/desk/cases/%s",
                "/desk/intake/of/%s",
                "/console/%s",
                "/api/v1/applications/%s",
                "/sign-in?next=/me/%s",
                "/desk/sign-in?next=/desk/cases/%s",
                "/progress?number=%s&tail=x&lang=zz"
            })
    void noErrorAndNoAddressRepeatsANumber(String path) throws Exception {
        String number = canary.citizenId().value();
        for (Browser who : List.of(new Browser(port), Browser.signedIn(port, canary, PASSWORD))) {
            HttpResponse<String> answer = who.open(path.formatted(number));

            assertThat(answer.statusCode()).as(path).isLessThan(500);
            assertThat(answer.headers().firstValue("Location").orElse(""))
                    .as("where " + path + " leads")
                    .doesNotContain(number);
            if (answer.statusCode() >= 400) {
                assertThat(answer.body()).as(path).doesNotContain(number);
            }
            assertThat(answer.body()).as("links of " + path).doesNotContainPattern("(?:href|action)=\"[^\"]*" + number);
        }
    }

    /** Every page below an address that links lead to from there. */
    private Set<String> walked(Browser browser, String start, String below) throws IOException, InterruptedException {
        var seen = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>(List.of(start));
        while (!open.isEmpty()) {
            String path = open.poll();
            if (!seen.add(path)) {
                continue;
            }
            assertThat(seen).as("pages of one account").hasSizeLessThan(MOST_PAGES);
            HttpResponse<String> answer = browser.open(path);
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (type.startsWith("text/html")) {
                assertThat(answer.body())
                        .as(path)
                        .doesNotContain(canary.citizenId().value());
                // What he may change stands in its field.
                String said = answer.body().replaceAll("(?s)<(?:input|textarea)[^>]*>", "");
                assertThat(said).as(path).doesNotContain(canary.phone());
                browser.links().stream()
                        .map(link -> link.replace("&amp;", "&").replaceFirst("[?&]lang=.*", ""))
                        .filter(link -> link.equals(below) || link.startsWith(below + "/"))
                        .forEach(open::add);
            }
            assertThat(answer.headers().firstValue("Location").orElse(""))
                    .doesNotContain(canary.citizenId().value());
        }
        return seen;
    }

    private Browser machine() throws IOException, InterruptedException {
        String name = "试验终端 " + UUID.randomUUID().toString().substring(0, 8);
        Station station = stations.register(CITY, UUID.randomUUID(), Stations.Entry.hall(name, "政务服务大厅", "一楼"), "test");
        var machine = new Browser(port);
        machine.open("/kiosk");
        String code = stations.offer(CITY, station.id(), "test").text();
        assertThat(machine.send("/kiosk/pair", Map.of("code", code)).statusCode())
                .isEqualTo(303);
        return machine;
    }
}
