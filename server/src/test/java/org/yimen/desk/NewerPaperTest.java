package org.yimen.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Checkpoints;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Validity;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.TestNumbers;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 补正 of a paper that is good for so long: the newer one comes with its own day, wherever it is handed in. */
@HallTest
class NewerPaperTest {

    private static final String PASSWORD = "Right-password-1";
    private static final String TEACHER = "teacher-qualification";
    private static final String HEALTH = "health";
    private static final byte[] NEWER = "%PDF-1.4\n% newer\n%%EOF\n".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Applicants applicants;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Drafts drafts;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-INT-04")
    void aFileThatCameInPiecesIsHandedInWithTheDayOfItsFormAndOnce() throws Exception {
        var person = people.register("分片人", TestNumbers.citizen(), "15400000034", passwords.hash(PASSWORD));
        CaseId id = noticed(applicants.of(person.id(), null));
        String on = "/me/cases/" + id.value() + "/supplement";
        String uploads = "/me/cases/" + id.value() + "/uploads/" + HEALTH;
        Browser home = Browser.signedIn(port, person, PASSWORD);
        assertThat(home.open(on).body()).contains("data-resume=\"" + uploads + "\"");
        var announced = Map.of("name", "体检.pdf", "size", String.valueOf(NEWER.length), "mark", "1");
        int half = NEWER.length / 2;
        String upload = Uploading.id(home.send(uploads, announced).body());
        home.open(on);
        home.upload(uploads + "/" + upload, "blob", Arrays.copyOf(NEWER, half), Map.of("from", "0"));

        home.open(on);
        assertThat(home.send(uploads, announced).body()).contains(upload, "\"received\":" + half);
        home.open(on);
        var early = new HashMap<>(day("2026", "11", "10"));
        early.put("upload", upload);
        assertThat(home.upload(on + "/" + HEALTH, "", NOTHING, early).statusCode())
                .as("half of it is nothing")
                .isEqualTo(422);
        assertThat(desk.dossier(id).files(HEALTH)).hasSize(1);

        home.open(on);
        upload = Uploading.id(home.send(uploads, announced).body());
        home.open(on);
        assertThat(home.upload(uploads + "/" + upload, "blob", NEWER, Map.of("from", "0"))
                        .body())
                .contains("\"done\":true");
        assertThat(desk.dossier(id).files(HEALTH)).as("not handed in yet").hasSize(1);
        home.open(on);
        var whole = new HashMap<>(day("2026", "11", "10"));
        whole.put("upload", upload);
        assertThat(Browser.location(home.upload(on + "/" + HEALTH, "", NOTHING, whole)))
                .isEqualTo(on);
        assertThat(desk.dossier(id).files(HEALTH))
                .hasSize(2)
                .last()
                .returns("体检.pdf", Dossier.Filed::name)
                .returns((long) NEWER.length, Dossier.Filed::size);
        home.open(on);
        assertThat(home.send("/me/cases/" + id.value() + "/uploads/floor-plan", announced)
                        .statusCode())
                .as("what the notice does not name")
                .isEqualTo(422);
    }

    @Test
    void theHolderGivesTheNewPapersDayBesideItsFile() throws Exception {
        var person = people.register("体检人", TestNumbers.citizen(), "15400000032", passwords.hash(PASSWORD));
        CaseId id = noticed(applicants.of(person.id(), null));
        LocalDate first = until(id);
        String on = "/me/cases/" + id.value() + "/supplement";
        Browser home = Browser.signedIn(port, person, PASSWORD);

        assertThat(home.open(on).body())
                .contains("体检证明上的日期", "name=\"day-health-on-year\"")
                .doesNotContain("value=\"2026\"");
        HttpResponse<String> undated = home.upload(on + "/" + HEALTH, "体检.pdf", NEWER);
        assertThat(undated.statusCode()).isEqualTo(422);
        assertThat(undated.body()).contains("请填新的“体格检查证明”上的日期", "href=\"#day-health-on-year\"");
        home.open(on);
        HttpResponse<String> old = home.upload(on + "/" + HEALTH, "体检.pdf", NEWER, day("2026", "5", "2"));
        assertThat(old.statusCode()).isEqualTo(422);
        assertThat(old.body()).contains("已经过期，请换一份有效的", "value=\"2026\"");
        assertThat(desk.dossier(id).files(HEALTH))
                .as("neither the file nor the day")
                .hasSize(1);
        home.open(on);
        assertThat(Browser.location(home.upload(on + "/" + HEALTH, "体检.pdf", NEWER, day("2026", "11", "10"))))
                .isEqualTo(on);
        home.open(on);
        home.send(on, Map.of("key", City.key()));

        assertThat(desk.find(id).state()).isInstanceOf(State.Supplemented.class);
        assertThat(until(id)).isEqualTo("2027-05-10");
        assertThat(home.open("/me/cases/" + id.value()).body()).contains("有效期至 2027年5月10日", "更正前按所填日期到 " + said(first));
        Answer shown = pages.at("zx.window1").open("/desk/cases/" + id.value());
        assertThat(shown.body()).contains("有效期至 2027年5月10日", "更正前按所填日期到 " + said(first));
    }

    @Test
    void theWindowAsksForTheDayAndPutsItRightWithoutTheFileAgain() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = noticed(somebody);
        String on = "/desk/cases/" + id.value() + "/supplement";
        Clerk clerk = pages.at("zx.window1");
        pages.arrives(somebody.person(), clerk);

        Answer undated = clerk.upload(on + "/" + HEALTH, NEWER);
        assertThat(undated.status()).isEqualTo(422);
        assertThat(undated.body()).contains("请填新的“体格检查证明”上的日期");
        assertThat(clerk.send(on, "key", City.key()).body()).contains("还有没补的");
        assertThat(clerk.upload(on + "/" + HEALTH, NOTHING, day("2026-11-10")).body())
                .as("a day alone is no paper")
                .contains("空");
        for (int click = 0; click < 2; click++) {
            assertThat(clerk.upload(on + "/" + HEALTH, NEWER, day("2026-11-1")).location())
                    .isEqualTo(on);
        }
        assertThat(clerk.upload(on + "/" + HEALTH, NOTHING, day("2026-11-11")).location())
                .isEqualTo(on);
        assertThat(clerk.send(on, "key", City.key()).location()).endsWith("?done=supply");

        assertThat(desk.dossier(id).files(HEALTH)).hasSize(2);
        assertThat(until(id)).isEqualTo("2027-05-11");
        assertThat(Checkpoints.of(item(id), desk.dossier(id), drafts.today()))
                .filteredOn(point -> point.material().code().equals(HEALTH))
                .allSatisfy(point -> assertThat(point.expired()).isFalse());
        assertThat(drafts.held(drafts.create(somebody, TEACHER), health(item(id))))
                .as("used again until its own last day")
                .singleElement()
                .satisfies(held -> assertThat(held.until()).isEqualTo("2027-05-11"));
    }

    @Test
    void noDoorHandsInANewerPaperWithoutItsDay() {
        Applicant somebody = city.somebody();
        CaseId id = noticed(somebody);
        Actor actor = Actor.applicant(somebody.holder(), somebody.person());

        assertThatExceptionOfType(Validity.DayRefused.class)
                .isThrownBy(() -> desk.attach(id, desk.dossier(id), HEALTH, "体检.pdf", NEWER))
                .returns("application.validity.no-day", CaseRuleBroken::code);
        assertThatExceptionOfType(Validity.DayRefused.class)
                .isThrownBy(() -> desk.supply(id, actor, City.key(), desk.dossier(id), List.of(HEALTH)))
                .returns("application.validity.no-day", CaseRuleBroken::code);

        desk.attach(id, desk.dossier(id), HEALTH, "体检.pdf", NEWER, List.of("2026-11-10"));
        time.advance(Duration.ofDays(200));
        assertThatExceptionOfType(Validity.DayRefused.class)
                .as("it ran out before it was handed in")
                .isThrownBy(() -> desk.supply(id, actor, City.key(), desk.dossier(id), List.of(HEALTH)))
                .returns("application.validity.expired", CaseRuleBroken::code);
    }

    private CaseId noticed(Applicant applicant) {
        CaseId id = city.noticed(applicant, TEACHER, new Defect(HEALTH, "体检已经超过六个月"));
        time.advance(Duration.ofMinutes(5));
        return id;
    }

    private ItemVersion item(CaseId id) {
        return desk.item(desk.find(id));
    }

    private LocalDate until(CaseId id) {
        ItemVersion item = item(id);
        Optional<LocalDate> until = Validity.until(item, health(item), desk.dossier(id));
        return until.orElseThrow();
    }

    private static Material health(ItemVersion item) {
        return item.materials().stream()
                .filter(material -> material.code().equals(HEALTH))
                .findFirst()
                .orElseThrow();
    }

    private static String said(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    private static Map<String, String> day(String year, String month, String day) {
        return Map.of("day-health-on-year", year, "day-health-on-month", month, "day-health-on-day", day);
    }

    private static String[] day(String day) {
        String[] parts = day.split("-", -1);
        return new String[] {
            "day-health-on-year", parts[0], "day-health-on-month", parts[1], "day-health-on-day", parts[2]
        };
    }
}
