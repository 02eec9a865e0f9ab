package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Drafts;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Answers;
import org.yimen.form.FormCheck;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.TestNumbers;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 情形, sections, saving while typing and two devices, as browsers with and without JavaScript meet them. */
@HallTest
class FormPagesTest {

    private static final String ITEM = "tobacco-retail";
    private static final String PASSWORD = "right-password-1";

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Drafts drafts;

    private final CitizenId citizenId = TestNumbers.citizen();
    private Browser browser = new Browser(0);

    @BeforeEach
    void open() {
        people.register("张晓明", citizenId, "15400000001", passwords.hash(PASSWORD));
        browser = new Browser(port);
    }

    private Browser signIn(Browser who) throws Exception {
        who.signIn("张晓明", citizenId, PASSWORD);
        return who;
    }

    private String begin() throws Exception {
        browser.open("/apply/" + ITEM);
        return Browser.location(browser.send("/apply/" + ITEM, Map.of()));
    }

    private static UUID id(String base) {
        return UUID.fromString(base.substring(base.lastIndexOf('/') + 1));
    }

    private String mark(String field) {
        Matcher mark = Pattern.compile("name=\"kept-" + field + "\" value=\"([^\"]+)\"")
                .matcher(browser.page());
        assertThat(mark.find()).as(field).isTrue();
        return mark.group(1);
    }

    @Test
    @Proves("M-CAT-17")
    void twoSituationsOfOneItemGiveTwoListsOnlineAndAtTheWindow() throws Exception {
        String page = "/items/" + ITEM + "/materials";
        assertThat(browser.open("/items/" + ITEM).body()).contains("href=\"" + page + "\"");
        browser.open(page);
        browser.send(page, Map.of("tenure", "rented"));
        String rented = browser.open(page).body();
        browser.send(page, Map.of("tenure", "owned"));
        String owned = browser.open(page).body();

        ItemVersion item = catalogue.current(ITEM).orElseThrow();
        assertThat(brought(item, "rented")).isNotEqualTo(brought(item, "owned"));
        // One method gives the list to the guide, the application, the window and the API.
        for (String answer : List.of("rented", "owned")) {
            var reading = FormCheck.read(item.form(), Answers.none().with("tenure", answer));
            String shown = answer.equals("rented") ? rented : owned;
            for (Material material : item.materials()) {
                boolean needed = item.materials(reading).contains(material);
                assertThat(shown.contains("<li>" + material.name().zh()))
                        .as(answer + " " + material.code())
                        .isEqualTo(needed);
            }
        }
    }

    private static List<Material> brought(ItemVersion item, String tenure) {
        return item.materials(FormCheck.read(item.form(), Answers.none().with("tenure", tenure)));
    }

    @Test
    void whatWasSaidOfTheSituationIsNotAskedAgain() throws Exception {
        String page = "/items/" + ITEM + "/materials";
        browser.open(page);
        browser.send(page, Map.of("tenure", "rented"));
        signIn(browser);

        String base = begin();

        assertThat(drafts.find(id(base)).orElseThrow().answers().all("tenure")).containsExactly("rented");
    }

    @Test
    @Proves("M-INT-04")
    void aSectionIsFilledInOnOnePageAndShowsWhatAnAnswerLeadsTo() throws Exception {
        signIn(browser);
        String section = begin() + "/section/applicant";
        String before = browser.open(section).body();

        var opened =
                browser.send(section, Map.of("has-q-delivery", "1", "q-delivery", "mail", "q-phone", "15400000002"));
        browser.open(section);
        var wrong = browser.send(section, Map.of("q-phone", "12", "q-mail-address", "人民路 12 号"));

        assertThat(before).containsPattern("data-field=\"q-mail-address\" hidden");
        assertThat(opened.statusCode()).as("a further question came up").isIn(200, 422);
        assertThat(opened.body()).doesNotContainPattern("data-field=\"q-mail-address\" hidden");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#q-phone\"", "人民路 12 号", "value=\"12\"");
    }

    @Test
    void aPageSavesWhileSomebodyTypesAndHearsWhatFollows() throws Exception {
        signIn(browser);
        String base = begin();
        browser.open(base + "/section/applicant");

        var saved = browser.send(base + "/answers", Map.of("q-delivery", "mail", "q-phone", "12"));

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("json"));
        assertThat(saved.body()).contains("\"q-mail-address\"", "\"q-phone\":\"电话号码不对", "\"overtaken\":false");
        assertThat(drafts.find(id(base)).orElseThrow().answers().all("delivery"))
                .containsExactly("mail");
    }

    @Test
    @Proves("M-INT-04")
    void thePageOfOneQuestionSavesWhileSomebodyTypesToo() throws Exception {
        signIn(browser);
        String base = begin();
        String page = browser.open(base + "/question/shop-name").body();
        String seen = mark("answer");

        var saved = browser.send(base + "/answers?single=shop-name", Map.of("answer", "老张烟店", "kept-answer", seen));
        browser.open(base + "/question/phone");
        var late = browser.send(base + "/answers?single=shop-name", Map.of("answer", "小李烟店", "kept-answer", seen));

        assertThat(page).contains("data-autosave=\"" + base + "/answers?single=shop-name\"");
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.body()).contains("\"asked\":[").contains("\"answer\"").contains("\"overtaken\":false");
        assertThat(late.body()).as("what another device kept meanwhile").contains("\"overtaken\":true");
        assertThat(drafts.find(id(base)).orElseThrow().answers().one("shop-name"))
                .contains("老张烟店");
        assertThat(browser.open(base + "/question/shop-name").body()).contains("value=\"老张烟店\"");
    }

    @Test
    void anotherDevicesAnswerIsNotOverwrittenUnseen() throws Exception {
        signIn(browser);
        String base = begin();
        Browser phone = signIn(new Browser(port));
        browser.open(base + "/question/shop-name");
        String seen = mark("answer");
        phone.open(base + "/question/shop-name");
        phone.send(base + "/question/shop-name", Map.of("answer", "老张烟店", "kept-answer", seen));

        browser.open(base + "/question/phone");
        var late = browser.send(base + "/question/shop-name", Map.of("answer", "小李烟店", "kept-answer", seen));
        String both = late.body();
        String kept =
                drafts.find(id(base)).orElseThrow().answers().one("shop-name").orElseThrow();
        var again = browser.send(base + "/question/shop-name", Map.of("answer", "小李烟店", "kept-answer", mark("answer")));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(both).contains("value=\"小李烟店\"", "老张烟店");
        assertThat(kept).isEqualTo("老张烟店");
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(drafts.find(id(base)).orElseThrow().answers().one("shop-name"))
                .contains("小李烟店");
    }

    @Test
    void savingWhileTypingTellsOfTheOtherDeviceToo() throws Exception {
        signIn(browser);
        String base = begin();
        browser.open(base + "/section/applicant");
        String seen = mark("q-phone");
        browser.send(base + "/answers", Map.of("q-phone", "15400000003", "kept-q-phone", seen));

        browser.open(base + "/section/applicant");
        var late = browser.send(base + "/answers", Map.of("q-phone", "15400000004", "kept-q-phone", seen));

        assertThat(late.body()).contains("\"overtaken\":true");
        assertThat(drafts.find(id(base)).orElseThrow().answers().one("phone")).contains("15400000003");
    }
}
