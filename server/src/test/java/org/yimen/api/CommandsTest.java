package org.yimen.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.WorkLists;
import org.yimen.organisation.Right;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** Each command of the API from end to end: without the right, once, again under its key, another under it, and too late. */
@HallTest
@Proves("M-DAT-08")
class CommandsTest {

    private static final String ITEM = "public-place-hygiene";
    private static final String BASE = "/api/v1/applications/";
    private static final String NOTICE = "{\"defects\":[{\"material\":\"floor-plan\",\"what\":\"没有比例\"}]}";

    @Autowired
    private Systems systems;

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private WorkLists lists;

    private Caller window;
    private Caller office;
    private Caller market;

    @BeforeEach
    void threeSystems() throws Exception {
        window = systems.on("ZX/window", "WJW/accept");
        systems.letter(window, "WJW", Right.ACCEPT);
        office = systems.on("WJW/examiner", "WJW/chief");
        systems.letter(office, "WJW", Right.DECIDE, Right.ISSUE, Right.EXTEND);
        market = systems.on("SJ/examiner");
    }

    @Test
    void aCaseIsSupplementedExaminedExtendedGrantedIssuedAndDelivered() throws Exception {
        String number = submitted();
        CaseId id = idOf(number);
        tooEarly(office, number, "review", opinion("同意"));
        tooEarly(office, number, "decide", "{\"outcome\":\"grant\",\"others\":false}");
        tooEarly(office, number, "issue", "");

        walked(window, office, number, "notice-supplement", NOTICE, NOTICE.replace("比例", "方位"));
        walked(window, office, number, "supply", file("%PDF-1.4\n%%EOF\n"), file("%PDF-1.5\n%%EOF\n"));
        assertThat(desk.find(id).state()).isInstanceOf(State.Supplemented.class);
        walked(window, office, number, "accept", "", "{\"looked\":[]}");

        String pause = "{\"procedure\":\"survey\",\"days\":2}";
        walked(office, window, number, "pause", pause, pause.replace("2", "3"));
        Step step = city.step(id, "survey");
        city.surveyed(id, step);
        city.assigned(id, step);
        walked(office, window, number, "resume", "{\"finding\":\"符合要求\"}", "{\"finding\":\"不符合\"}");

        walked(office, window, number, "extend", "{\"reason\":\"补充论证\"}", "{\"reason\":\"别的原因\"}", 422);
        walked(market, window, number, "review", opinion("主体资格一致"), opinion("不一致"), 422);
        walked(office, window, number, "review", opinion("符合卫生要求"), opinion("不符合"));
        walked(office, market, number, "decide", "{\"outcome\":\"grant\",\"others\":false}", null);
        walked(office, market, number, "issue", "", null);
        String taken = Systems.json(Map.of(
                "how",
                "window",
                "receiver",
                new TreeMap<>(Map.of("relation", "holder", "name", "陈晓禾", "proof", "seen"))));
        walked(window, office, number, "deliver", taken, null);

        assertThat(desk.find(id).state()).isInstanceOf(State.Delivered.class);
    }

    @Test
    void anApplicationThatBelongsElsewhereIsDeclined() throws Exception {
        String number = submitted();
        String decline = "{\"ground\":\"not-competent\",\"reason\":\"不在本市\",\"rightOffice\":\"云溪县卫健局\"}";

        walked(window, office, number, "decline", decline, decline.replace("不在本市", "不归本机关"));

        for (String command : List.of("accept", "notice-supplement", "withdraw")) {
            String body = command.equals("accept") ? "" : command.equals("withdraw") ? "{\"reason\":\"x\"}" : NOTICE;
            assertThat(post(window, number, command, Systems.key(), body).status())
                    .as(command)
                    .isEqualTo(409);
        }
    }

    @Test
    void anApplicationIsWithdrawnAtTheApplicantsWish() throws Exception {
        String number = submitted();

        walked(window, office, number, "withdraw", "{\"reason\":\"不办了\"}", "{\"reason\":\"以后再办\"}");

        assertThat(desk.find(idOf(number)).state()).isInstanceOf(State.Withdrawn.class);
    }

    private void walked(Caller may, Caller mayNot, String number, String command, String body, @Nullable String other)
            throws Exception {
        walked(may, mayNot, number, command, body, other, 409);
    }

    /** @param after what the same command is answered with once it was done and is asked for anew */
    private void walked(
            Caller may, Caller mayNot, String number, String command, String body, @Nullable String other, int after)
            throws Exception {
        String key = Systems.key();

        Answer refused = post(mayNot, number, command, Systems.key(), body);
        Answer first = post(may, number, command, key, body);
        Answer again = post(may, number, command, key, body);

        assertThat(refused.status())
                .as(command + " without the right: " + refused.body())
                .isEqualTo(403);
        assertThat(first.status()).as(command + ": " + first.body()).isEqualTo(200);
        assertThat(again.status()).as(command + " again").isEqualTo(200);
        assertThat(again.body()).as(command + " again").isEqualTo(first.body());
        if (other != null) {
            Answer reused = post(may, number, command, key, other);
            assertThat(reused.status())
                    .as(command + " with another body under its key")
                    .isEqualTo(422);
            assertThat(reused.json().get("code").asString()).isEqualTo("casework.key.reused");
        }
        Answer late = post(may, number, command, Systems.key(), body);
        assertThat(late.status()).as(command + " once more: " + late.body()).isEqualTo(after);
        assertThat(late.header("Content-Type")).startsWith("application/problem+json");
    }

    private void tooEarly(Caller may, String number, String command, String body) throws Exception {
        Answer early = post(may, number, command, Systems.key(), body);
        assertThat(early.status()).as(command + ": " + early.body()).isEqualTo(409);
        assertThat(early.json().get("code").asString()).isEqualTo("application.step.too-early");
    }

    private Answer post(Caller caller, String number, String command, String key, String body) throws Exception {
        return systems.post(caller, BASE + number + "/" + command, key, body);
    }

    private static String opinion(String words) {
        return "{\"favourable\":true,\"opinion\":\"" + words + "\"}";
    }

    private static String file(String content) {
        return Systems.json(Map.of(
                "files", List.of(Map.of("material", "floor-plan", "name", "图.pdf", "content", base64(content)))));
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(US_ASCII));
    }

    private String submitted() throws Exception {
        Dossier draft = city.complete(ITEM);
        var answers = new TreeMap<>(draft.answers().values());
        var files = draft.content().files().stream()
                .map(each -> Map.of(
                        "material",
                        each.material(),
                        "name",
                        "材料.pdf",
                        "content",
                        base64("%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n")))
                .toList();
        drafts.discard(draft);
        String body = Systems.json(Map.of(
                "item", ITEM, "applicant", Map.of("citizenId", City.CITIZEN), "answers", answers, "files", files));
        Answer handedIn = systems.post(window, "/api/v1/applications", Systems.key(), body);
        assertThat(handedIn.status()).as(handedIn.body()).isEqualTo(201);
        return handedIn.json().get("number").asString();
    }

    private CaseId idOf(String number) {
        return lists.byNumber(Systems.CITY, number).orElseThrow().id();
    }
}
