package org.yimen.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Requests;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.identity.Scope;
import org.yimen.organisation.Right;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What another system is asked for before and after acceptance, and how it hands it in. */
@HallTest
class SupplementsTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String TEACHER = "teacher-qualification";
    private static final String BASE = "/api/v1/applications/";
    private static final byte[] FIRST = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(US_ASCII);
    private static final byte[] NEWER = "%PDF-1.4\n% newer\n%%EOF\n".getBytes(US_ASCII);

    @Autowired
    private Systems systems;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Drafts drafts;

    @Autowired
    private WorkLists lists;

    @Autowired
    private TestTime time;

    @Test
    @Proves({"M-INT-08", "M-DAT-08"})
    void whatIsAskedForAfterSilenceIsSuppliedByWhoHandedItIn() throws Exception {
        Caller portal = systems.on("ZX/window");
        Caller other = systems.on("ZX/window");
        Caller office = systems.on("WJW/examiner");
        String number = handedIn(portal, HYGIENE);
        CaseId id = idOf(number);
        String tooEarly = ask("floor-plan", "2026-11-27");
        assertThat(command(office, number, "ask-for-materials", tooEarly).status())
                .isEqualTo(409);

        time.set(CityTime.startOf(CityTime.day(time.instant()).plusDays(8)).plusSeconds(36_000));
        desk.wake(id);
        Caller portalAgain = again(portal);
        Caller officeAgain = again(office);
        assertThat(command(officeAgain, number, "ask-for-materials", ask("floor-plan", "soon"))
                        .status())
                .isEqualTo(400);
        Answer foreign = command(officeAgain, number, "ask-for-materials", ask("neighbours-consent", "2026-11-27"));
        assertThat(foreign.json().get("code").asString()).isEqualTo("application.notice.not-on-the-list");
        Answer asked = command(officeAgain, number, "ask-for-materials", ask("floor-plan", "2026-11-27"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        assertThat(asked.json().get("status").asString()).isEqualTo("reviewing");
        assertThat(asked.json().get("notice").get("until").asString()).isEqualTo("2026-11-27");

        String supply = files("floor-plan", Map.of());
        assertThat(command(again(other), number, "supply", supply)
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("application.may-not.machine");
        Answer supplied = command(portalAgain, number, "supply", supply);
        assertThat(supplied.status()).as(supplied.body()).isEqualTo(200);

        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        assertThat(Requests.of(desk.find(id).state()).open()).isEmpty();
        assertThat(desk.dossier(id).files("floor-plan")).hasSize(2);
    }

    @Test
    @Proves("M-DAT-08")
    void aNewerPaperComesWithItsDay() throws Exception {
        Caller portal = systems.on("ZX/window");
        systems.letter(portal, "JY", Right.ACCEPT);
        String number = handedIn(portal, TEACHER);
        String notice = "{\"defects\":[{\"material\":\"health\",\"what\":\"体检已经超过六个月\"}]}";
        Answer noticed = command(portal, number, "notice-supplement", notice);
        assertThat(noticed.status()).as(noticed.body()).isEqualTo(200);
        time.set(time.instant().plusSeconds(300));

        Answer undated = command(portal, number, "supply", files("health", Map.of()));
        assertThat(undated.json().get("code").asString()).isEqualTo("application.validity.no-day");
        Answer old = command(portal, number, "supply", files("health", Map.of("health", "2026-05-02")));
        assertThat(old.json().get("code").asString()).isEqualTo("application.validity.expired");
        assertThat(desk.dossier(idOf(number)).files("health"))
                .as("neither the file nor the day")
                .hasSize(1);
        Answer good = command(portal, number, "supply", files("health", Map.of("health", "2026-11-10")));

        assertThat(good.status()).as(good.body()).isEqualTo(200);
        assertThat(good.json().get("status").asString()).isEqualTo("supplemented");
        assertThat(desk.dossier(idOf(number)).answers().values().toString()).contains("2026-11-10");
    }

    private static String ask(String material, String until) {
        return Systems.json(
                Map.of("defects", List.of(Map.of("material", material, "what", "没有标出消毒间")), "until", until));
    }

    private static String files(String material, Map<String, String> days) {
        return Systems.json(Map.of("files", List.of(file(material, NEWER)), "days", days));
    }

    private static Map<String, String> file(String material, byte[] content) {
        return Map.of(
                "material",
                material,
                "name",
                "材料.pdf",
                "content",
                Base64.getEncoder().encodeToString(content));
    }

    private String handedIn(Caller portal, String item) throws Exception {
        Dossier draft = city.complete(item);
        var answers = new TreeMap<>(draft.answers().values());
        var files = draft.content().files().stream()
                .map(file -> file(file.material(), FIRST))
                .toList();
        drafts.discard(draft);
        Answer answer = systems.post(
                portal,
                "/api/v1/applications",
                Systems.key(),
                Systems.json(Map.of(
                        "item",
                        item,
                        "applicant",
                        Map.of("citizenId", City.CITIZEN),
                        "answers",
                        answers,
                        "files",
                        files)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("number").asString();
    }

    /** A token does not last eight days. */
    private Caller again(Caller caller) throws Exception {
        return systems.signedIn(caller.registered(), EnumSet.allOf(Scope.class));
    }

    private Answer command(Caller caller, String number, String command, String body) throws Exception {
        return systems.post(caller, BASE + number + "/" + command, Systems.key(), body);
    }

    private CaseId idOf(String number) {
        return lists.byNumber(Systems.CITY, number).orElseThrow().id();
    }
}
