package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.identity.Person;
import org.yimen.insight.Period;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 社会评价 through its pages: planned at the desk, reported at home, released by somebody else, answered for by the department. */
@HallTest
class EvaluationPagesTest {

    @Autowired
    private DeskPages pages;

    @LocalServerPort
    private int port;

    @Test
    @Proves({"M-EVA-09", "M-EVA-11", "M-EVA-13", "M-EVA-15"})
    void aGuestIsAskedLooksReportsAndReadsWhatBecameOfIt() throws Exception {
        Person guest = pages.registered("看得细");
        Clerk supervisor = pages.at("zx.supervisor");
        String appointment = UUID.randomUUID().toString();
        supervisor.send(
                "/desk/evaluations/people",
                "key",
                appointment,
                "kind",
                "INVITED",
                "name",
                guest.name(),
                "number",
                guest.citizenId().value(),
                "capacity",
                "群众代表",
                "from",
                "2026-11-01",
                "until",
                "2027-10-31");
        String look = UUID.randomUUID().toString();
        supervisor.send(
                "/desk/evaluations",
                "key",
                look,
                "kind",
                "MYSTERY",
                "name",
                "看一看窗口",
                "department",
                "SJ",
                "who",
                appointment,
                "on",
                "2026-11-18",
                "script",
                "取号\n交材料");
        Clerk head = pages.at("sj.head");
        assertThat(head.open("/desk/evaluations/" + look).status()).as("before").isEqualTo(404);

        Browser home = Browser.signedIn(port, guest, DeskPages.PASSWORD);
        String mine = "/me/evaluations/" + look;
        assertThat(home.open("/me/evaluations").body()).contains("看一看窗口", "群众代表");
        assertThat(home.open(mine).body()).contains("取号", "交材料");
        var unfinished = home.send(mine + "/report", report(Map.of("worked-0", "true", "words", "还行")));
        assertThat(unfinished.statusCode()).isEqualTo(422);
        assertThat(unfinished.body()).as("nothing typed is lost").contains("还行");
        home.open(mine);
        home.send(
                mine + "/report",
                report(Map.of(
                        "worked-0",
                        "true",
                        "worked-1",
                        "false",
                        "words",
                        "要交两次",
                        "score",
                        "71",
                        "finding",
                        "同一张表交两次")));
        assertThat(home.open(mine).body()).contains("同一张表交两次", "没办成").doesNotContain("name=\"worked-0\"");

        supervisor.open("/desk/evaluations/" + look);
        supervisor.send("/desk/evaluations/" + look + "/release");
        Period quarter = Period.around(Period.Kind.QUARTER, LocalDate.of(2026, 11, 18));
        assertThat(supervisor
                        .open("/desk/ratings/units?period=" + RatingSheets.spelt(quarter))
                        .body())
                .contains("实地察看得分")
                .doesNotContain("这一期没有打过分的察看");
        String released = head.open("/desk/evaluations/" + look).body();
        assertThat(released).contains("同一张表交两次", "这个问题改了什么");
        assertThat(home.open(mine).body()).as("he follows it").contains("还没有写明改了什么");
        assertThat(pages.at("wjw.head").open("/desk/evaluations/" + look).status())
                .isEqualTo(404);
    }

    private static Map<String, String> report(Map<String, String> said) {
        var fields = new HashMap<>(said);
        fields.put("key", UUID.randomUUID().toString());
        fields.put("done", "2026-11-18");
        return fields;
    }
}
