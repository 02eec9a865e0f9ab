package org.yimen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.identity.Scope;
import org.yimen.testing.HallTest;

/** The figures for machines: those of the page, for whoever would see the page. */
@HallTest
class FiguresApiTest {

    @Autowired
    private Systems systems;

    @Test
    void aMachineOnASupervisorsPostReadsTheFiguresOfAPeriod() throws Exception {
        Caller machine = systems.on("ZX/supervisor");

        Answer answer = systems.get(machine, "/api/v1/figures?period=quarter&from=2017-10-01");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("from").asString()).isEqualTo("2017-10-01");
        assertThat(answer.json().get("to").asString()).isEqualTo("2017-12-31");
        assertThat(answer.json().get("workdays").asInt()).isEqualTo(60);
        assertThat(answer.json().get("figures").size()).isGreaterThan(30);
        assertThat(answer.json().get("figures").get(0).get("code").asString()).isEqualTo("accepted");
    }

    @Test
    void whoWouldNotSeeThePageDoesNotSeeTheFigures() throws Exception {
        Caller window = systems.on("ZX/window");
        Caller head = systems.on("SJ/head");
        var registered = systems.register(Set.of("ZX/supervisor"), EnumSet.of(Scope.EVENTS_READ));
        Caller other = systems.signedIn(registered, EnumSet.of(Scope.EVENTS_READ));

        assertThat(systems.get(window, "/api/v1/figures").status()).isEqualTo(403);
        assertThat(systems.get(other, "/api/v1/figures").status()).isEqualTo(403);
        assertThat(systems.get(head, "/api/v1/figures?unit=SJ").status()).isEqualTo(200);
        assertThat(systems.get(head, "/api/v1/figures?unit=WJW").status()).isEqualTo(403);
        assertThat(systems.get(head, "/api/v1/figures?period=century").status()).isEqualTo(400);
    }
}
