package org.yimen.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.api.Systems.Answer;
import org.yimen.api.Systems.Caller;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.identity.Scope;
import org.yimen.payment.FeeDesk;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 支付 as a common service: another system opens a charge of the list, shows where to pay and asks for the state. */
@HallTest
class FeesApiTest {

    @Autowired
    private Systems systems;

    @Autowired
    private City city;

    @Autowired
    private AuditLog audit;

    @Test
    @Proves("M-DAT-08")
    void anotherSystemOpensAChargeOfTheListAndReadsItsState() throws Exception {
        Caller machine = systems.on("ZX/window");
        var file = city.accepted("immovable-transfer");
        String path = "/api/v1/applications/" + file.number() + "/fees";

        Answer first = systems.post(machine, path, Systems.key(), "{\"fee\":\"registration-home\"}");
        Answer again = systems.post(machine, path, Systems.key(), "{\"fee\":\"registration-home\"}");
        Answer list = systems.get(machine, path);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().get("amount").asLong()).isEqualTo(8000);
        assertThat(first.json().get("payAt").asString()).contains("/demo-pay/");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(list.json().get("settled").asBoolean()).isFalse();
        assertThat(list.json().get("fees").size()).isOne();
        assertThat(list.json().get("fees").get(0).get("state").asString()).isEqualTo("open");
    }

    @Test
    void whatIsNotOnTheListOrNamesAnAmountIsRefusedAndListed() throws Exception {
        Caller machine = systems.on("ZX/window");
        var file = city.accepted("immovable-transfer");
        String path = "/api/v1/applications/" + file.number() + "/fees";

        Answer off = systems.post(machine, path, Systems.key(), "{\"fee\":\"service-charge\"}");
        Answer typed =
                systems.post(machine, path, Systems.key(), "{\"fee\":\"registration-home\",\"amount\":\"500.00\"}");

        assertThat(off.status()).isEqualTo(422);
        assertThat(off.json().get("code").asString()).isEqualTo("payment.not-on-the-list");
        assertThat(typed.json().get("code").asString()).isEqualTo("payment.amount-typed");
        assertThat(Trail.of(audit, Systems.CITY, List.of(FeeDesk.OFF_THE_LIST)))
                .filteredOn(entry -> entry.subject().equals(file.id().value().toString()))
                .hasSize(2);
    }

    @Test
    void withoutTheScopeOrTheCaseThereIsNothing() throws Exception {
        var registered = systems.register(Set.of("ZX/window"), EnumSet.of(Scope.APPLICATIONS_READ));
        Caller reader = systems.signedIn(registered, EnumSet.of(Scope.APPLICATIONS_READ));
        Caller elsewhere = systems.on("JY/examiner");
        String path =
                "/api/v1/applications/" + city.accepted("immovable-transfer").number() + "/fees";

        assertThat(systems.get(reader, path).status()).isEqualTo(403);
        assertThat(systems.get(elsewhere, path).status()).isEqualTo(404);
        assertThat(systems.post(elsewhere, path, Systems.key(), "{\"fee\":\"registration-home\"}")
                        .status())
                .isEqualTo(404);
    }
}
