package org.yimen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import tools.jackson.databind.JsonNode;

/** 表单 as a common service: another system shows our form and asks whether its answers would do. */
@HallTest
class FormsApiTest {

    private static final String FORM = "/api/v1/items/public-place-hygiene/form";

    @Autowired
    private Systems systems;

    @Test
    @Proves("M-DAT-08")
    void anotherSystemShowsTheWholeForm() throws Exception {
        Caller machine = systems.on("WJW/examiner");

        JsonNode form = systems.get(machine, FORM).json();

        JsonNode kind = question(form, "place-kind");
        assertThat(kind.get("choices").get(0).get("label").asString()).isEqualTo("宾馆、旅店");
        assertThat(question(form, "rooms").get("onlyIf").asString()).isEqualTo("place_kind == \"lodging\"");
        assertThat(form.get("sections").get(0).get("title").asString()).isEqualTo("申请单位");
    }

    @Test
    @Proves("M-DAT-08")
    void answersAreReadAsThePortalReadsThemAndNothingIsKept() throws Exception {
        Caller machine = systems.on("WJW/examiner");
        String path = FORM + "/check";

        Answer answer = systems.post(
                machine,
                path,
                Systems.key(),
                "{\"answers\":{\"place-kind\":[\"lodging\"],\"phone\":[\"12\"],\"air-conditioning\":[\"central\"]}}");
        Answer unknown = systems.post(machine, path, Systems.key(), "{\"answers\":{\"colour\":[\"red\"]}}");

        JsonNode checked = answer.json();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(checked.get("complete").asBoolean()).isFalse();
        assertThat(checked.get("asked").toString()).contains("rooms").doesNotContain("pool-area");
        assertThat(checked.get("materials").toString()).contains("ventilation-report");
        var findings = new ArrayList<String>();
        checked.get("findings")
                .forEach(each -> findings.add(each.get("question").asString()));
        assertThat(findings).contains("phone", "rooms").doesNotContain("place-kind", "pool-area");
        assertThat(checked.get("findings").get(0).get("message").asString()).isNotBlank();
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().get("errors").get(0).get("field").asString()).isEqualTo("answers.colour");
    }

    private static JsonNode question(JsonNode form, String code) {
        for (JsonNode section : form.get("sections")) {
            for (JsonNode question : section.get("questions")) {
                if (question.get("code").asString().equals(code)) {
                    return question;
                }
            }
        }
        throw new AssertionError("no question " + code);
    }
}
