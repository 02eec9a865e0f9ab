package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.Seal;
import org.yimen.document.SealKind;
import org.yimen.document.Seals;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** The register of seals as heads, directors, supervisors and chief representatives use it. */
@HallTest
class SealsPagesTest {

    private static final String SEALS = "/desk/seals";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private Seals seals;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-CRT-04")
    void theRegisterNamesDepartmentKindCustodianAndDays() throws Exception {
        String all = pages.at("zx.supervisor").open(SEALS).body();

        assertThat(all).contains("卫健委", "柳若涵", "受理专用章", "2030", "可以使用", address("WJW"));
        String own = pages.at("wjw.chief").open(SEALS).body();
        assertThat(own).contains(address("WJW")).doesNotContain(address("SJ")).doesNotContain("/desk/seals/new");
        assertThat(pages.at("wjw.chief").open(SEALS + "?lang=en").body()).contains("Register of seals", "in use");
    }

    @Test
    @Proves("M-CRT-04")
    void eachUseIsListedAndOpensItsCase() throws Exception {
        // The newest of all uses that tests make of this seal.
        time.advance(Duration.ofDays(43));
        var id = city.granted("public-place-hygiene").id();

        String page = pages.at("wjw.head").open(address("WJW")).body();

        assertThat(page).contains("/desk/cases/" + id.value(), "准予决定书", "柳若涵", "629901-");
    }

    @Test
    void whoSeesWhat() throws Exception {
        for (String stranger : List.of("zx.window1", "wjw.examiner1", "zx.catalogue")) {
            assertThat(pages.at(stranger).open(SEALS).status()).as(stranger).isEqualTo(403);
            assertThat(pages.at(stranger).open(address("WJW")).status())
                    .as(stranger)
                    .isEqualTo(403);
        }
        assertThat(pages.at("sj.head").open(address("WJW")).status()).isEqualTo(403);
        assertThat(pages.at("sj.head").open(SEALS + "/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        for (String reader : List.of("wjw.chief", "zx.supervisor")) {
            for (String change : List.of("/stop", "/custodian")) {
                Clerk clerk = pages.at(reader);
                assertThat(clerk.open(address("WJW") + change).status())
                        .as(reader)
                        .isEqualTo(403);
                assertThat(clerk.send(address("WJW") + change, "reason", "试试", "keeper", "")
                                .status())
                        .as(reader)
                        .isEqualTo(403);
            }
            assertThat(pages.at(reader).open(SEALS + "/new").status())
                    .as(reader)
                    .isEqualTo(403);
        }
    }

    @Test
    @Proves("M-CRT-04")
    void theHeadEntersHandsOverAndStopsASealOfHisDepartment() throws Exception {
        time.advance(Duration.ofMinutes(7));
        Clerk head = pages.at("yb.head");
        Answer form = head.open(SEALS + "/new");
        String keeper = choice(form.body(), "YB ");
        String key = form.hidden("key");
        String[] fields = {"key", key, "keeper", keeper, "kind", "OFFICE", "from", "2026-11-01", "until", "2029-10-31"};

        assertThat(head.send(SEALS + "/new", fields).status()).isEqualTo(403);
        assertThat(head.proven(SEALS + "/new", fields).location()).isEqualTo(SEALS + "?done=entered");
        assertThat(head.send(SEALS + "/new", fields).location()).isEqualTo(SEALS + "?done=entered");

        Seal entered = seals.find(DeskPages.CITY, UUID.fromString(key)).orElseThrow();
        assertThat(entered.department()).isEqualTo("YB");
        assertThat(seals.ofDepartment(DeskPages.CITY, "YB", SealKind.OFFICE))
                .filteredOn(seal -> seal.id().equals(entered.id()))
                .hasSize(1);

        Staff other = pages.standIn("YB/chief");
        String address = SEALS + "/" + key;
        Answer handed = head.proven(address + "/custodian", "keeper", "YB " + other.id(), "reason", "轮岗");
        assertThat(handed.location()).isEqualTo(address + "?done=entrusted");
        assertThat(seals.find(DeskPages.CITY, entered.id()).orElseThrow().custodian())
                .isEqualTo(other.id());

        assertThat(head.send(address + "/stop", "reason", " ").status()).isEqualTo(422);
        assertThat(head.proven(address + "/stop", "reason", "印章遗失").location()).isEqualTo(address + "?done=stopped");
        assertThat(head.open(address).body()).contains("已停用", "印章遗失");
        assertThat(Trail.of(
                        audit,
                        DeskPages.CITY,
                        List.of("document.seal-entered", "document.seal-entrusted", "document.seal-stopped")))
                .filteredOn(entry -> entry.subject().equals(key))
                .extracting(entry -> entry.kind())
                .containsExactlyInAnyOrder("document.seal-entered", "document.seal-entrusted", "document.seal-stopped");
    }

    @Test
    void anotherDepartmentsRepresentativeIsNoCustodian() throws Exception {
        Clerk head = pages.at("yb.head");
        Answer form = head.open(SEALS + "/new");
        UUID stranger = city.at("SJ/chief").id();

        Answer answer = head.send(
                SEALS + "/new",
                "key",
                form.hidden("key"),
                "keeper",
                "SJ " + stranger,
                "kind",
                "OFFICE",
                "from",
                "2026-11-01",
                "until",
                "2026-10-01");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("href=\"#keeper\"");
        assertThat(seals.find(DeskPages.CITY, UUID.fromString(form.hidden("key"))))
                .isEmpty();
    }

    private static String choice(String body, String start) {
        int at = body.indexOf("value=\"" + start) + "value=\"".length();
        return body.substring(at, body.indexOf('"', at));
    }

    private String address(String department) {
        return SEALS + "/"
                + seals.usable(DeskPages.CITY, department, SealKind.OFFICE, time.instant())
                        .id();
    }
}
