package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.TestNumbers;
import org.yimen.testing.HallTest;

/** A questionnaire as a browser without JavaScript meets it, and what the script asks. */
@HallTest
class QuestionnairePagesTest {

    private static final String HALL = "/surveys/hall-satisfaction";
    private static final String PASSWORD = "right-password-1";

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    private Browser browser = new Browser(0);

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    private String begin() throws Exception {
        browser.open(HALL);
        return Browser.location(browser.send(HALL, Map.of()));
    }

    private String answer(String question, String said) throws Exception {
        browser.open(HALL + "/page/" + question);
        return Browser.location(browser.send(HALL + "/page/" + question, Map.of("has-answer", "1", "answer", said)));
    }

    @Test
    void onePageLeadsToTheNextAndAConditionDecidesWhichOne() throws Exception {
        assertThat(browser.open("/surveys").body()).contains("href=\"" + HALL + "\"");
        assertThat(begin()).isEqualTo(HALL + "/page/came-for");
        assertThat(answer("came-for", "ask")).endsWith("/page/waited");
        assertThat(answer("waited", "20")).endsWith("/page/trips");
        assertThat(answer("trips", "2")).endsWith("/page/why-again");
        assertThat(answer("trips", "1")).as("one trip asks for no reason").endsWith("/page/words");

        // Without a script the further question comes up when the section is sent.
        browser.open(HALL + "/page/words");
        var opened = browser.send(
                HALL + "/page/words",
                Map.of("has-q-overall", "1", "q-overall", "not", "has-q-better", "1", "q-better", ""));
        assertThat(opened.statusCode()).isEqualTo(200);
        var asked = browser.send(
                HALL + "/page/words",
                Map.of("has-q-overall", "1", "q-overall", "not", "has-q-what-wrong", "1", "q-what-wrong", ""));
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("href=\"#q-what-wrong\"");
        var fine = browser.send(
                HALL + "/page/words",
                Map.of("has-q-overall", "1", "q-overall", "not", "has-q-what-wrong", "1", "q-what-wrong", "排队没有座位"));
        assertThat(Browser.location(fine)).isEqualTo(HALL + "/check");

        String check = browser.open(HALL + "/check").body();
        assertThat(check).contains("20 分钟", "排队没有座位", HALL + "/submit");
        assertThat(Browser.location(browser.send(HALL + "/submit", Map.of()))).isEqualTo(HALL);
        String thanks = browser.open(HALL).body();
        assertThat(thanks).contains("谢谢，您的回答已交").doesNotContain("<form action=\"" + HALL + "\"");
        assertThat(Browser.location(browser.open(HALL + "/check")))
                .as("what is handed in is not there to be changed")
                .isEqualTo(HALL);
    }

    @Test
    void whatIsWrongStaysTypedAndIsNotHandedIn() throws Exception {
        begin();
        browser.open(HALL + "/page/waited");

        var wrong = browser.send(HALL + "/page/waited", Map.of("has-answer", "1", "answer", "很久"));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(browser.open(HALL + "/page/waited").body()).contains("value=\"很久\"");
        assertThat(browser.open(HALL + "/check").body()).doesNotContain(HALL + "/submit");
        assertThat(browser.open(HALL).body()).contains("接着回答");
    }

    @Test
    void theScriptSavesWhatIsTypedAndHearsWhatIsAskedNow() throws Exception {
        begin();
        browser.open(HALL + "/page/words");

        String saved = browser.send(
                        HALL + "/answers?part=words", Map.of("has-q-overall", "1", "q-overall", "no-mostly"))
                .body();

        assertThat(saved).contains("\"q-what-wrong\"", "\"saved\"");
        assertThat(browser.open(HALL + "/page/words").body()).contains("value=\"no-mostly\" checked");
    }

    @Test
    void onlyWhoIsSignedInAnswersAQuestionnaireOfAccounts() throws Exception {
        String firms = "/surveys/firm-needs";
        assertThat(browser.open(firms).body()).contains("/sign-in?next=/surveys/firm-needs");
        assertThat(browser.open(firms + "/results").statusCode()).isEqualTo(404);
        CitizenId number = TestNumbers.citizen();
        people.register("张晓明", number, "15400000001", passwords.hash(PASSWORD));
        browser.signIn("张晓明", number, PASSWORD);
        browser.open(firms);

        assertThat(Browser.location(browser.send(firms, Map.of()))).isEqualTo(firms + "/page/firm");
    }
}
