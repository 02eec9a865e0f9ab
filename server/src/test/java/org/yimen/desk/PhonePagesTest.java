package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.desk.Clerk.Answer;
import org.yimen.knowledge.Article.Source;
import org.yimen.knowledge.Articles;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.phone.DutyRoster;
import org.yimen.phone.SimulatedExchange;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** The phone desk as an operator sees it, and the pages of its roster, its figures and its knowledge. */
@HallTest
class PhonePagesTest {

    private static final String PHONE = "/desk/phone";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Directory directory;

    @Autowired
    private DutyRoster roster;

    @Autowired
    private Articles articles;

    @Autowired
    private SimulatedExchange exchange;

    @Autowired
    private Settings settings;

    @Autowired
    private JdbcClient jdbc;

    private final List<Staff> seated = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        seated.forEach(staff -> roster.signOff(directory.officer(staff.id(), TestTime.START)));
    }

    @Test
    @Proves({"M-HOT-01", "M-HOT-15"})
    void aCallIsTakenLookedUpAndAnsweredWithItsSource() throws Exception {
        String word = "zk" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        var draft = new Articles.Draft(
                null,
                null,
                "SJ",
                Text.of("怎么办理" + word),
                Text.of("带身份证到窗口。"),
                Source.ofInstrument("试验办法 第三条"),
                LocalDate.of(2027, 6, 30));
        var article = articles.propose(draft, city.officer("SJ/examiner"), City.key());
        articles.approve(article.id(), 1, city.officer("SJ/head"));
        Staff operator = operator();
        Clerk clerk = pages.at(operator);
        String number = number();
        UUID call = rung(number);
        String masked = number.substring(0, 3) + "****" + number.substring(7);

        assertThat(clerk.open(PHONE).body()).contains(masked).doesNotContain(number);
        assertThat(pages.at("sj.chief").open(PHONE).status()).isEqualTo(403);
        assertThat(clerk.send(PHONE + "/calls/" + call + "/take").location()).isEqualTo(PHONE);
        Answer screen = clerk.open(PHONE);
        assertThat(screen.body()).contains(masked, "data-asks").doesNotContain(number);
        String key = screen.hidden("key");
        Answer looked = clerk.send(PHONE + "/calls/" + call + "/look", "key", key, "text", "怎么办理" + word);
        assertThat(looked.body()).contains("怎么办理" + word, "试验办法 第三条", "article:" + article.id() + ":1");
        Answer without = clerk.send(
                PHONE + "/calls/" + call + "/do", "key", key, "act", "answer", "text", word, "answer", "带身份证");
        assertThat(without.status()).as("no source").isEqualTo(422);
        assertThat(without.body()).contains("href=\"#source\"");
        String[] fields = {
            "key", key, "act", "answer", "text", word, "answer", "带身份证", "source", "article:" + article.id() + ":1"
        };

        Answer done = clerk.send(PHONE + "/calls/" + call + "/do", fields);
        Answer again = clerk.send(PHONE + "/calls/" + call + "/do", fields);

        assertThat(done.location()).isEqualTo(PHONE + "?done=answered");
        assertThat(again.location()).isEqualTo(done.location());
        assertThat(clerk.open(done.location()).body()).contains("已解答并结束来电");
        assertThat(jdbc.sql("select type || ' ' || state from phone.call where id = :id")
                        .param("id", call)
                        .query(String.class)
                        .single())
                .isEqualTo("CONSULT ENDED");
    }

    @Test
    @Proves({"M-HOT-01", "M-HOT-08"})
    void eachKeyEndsTheCallWithItsTypeAndTheNextCallShowsTheOrder() throws Exception {
        Staff operator = operator();
        Clerk clerk = pages.at(operator);
        String number = number();
        UUID first = taken(clerk, number);
        Answer wrong = clerk.send(PHONE + "/calls/" + first + "/do", "key", key(), "act", "order", "text", "楼道灯坏了");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("楼道灯坏了", "href=\"#type\"", "href=\"#topic\"");

        Answer registered = clerk.send(
                PHONE + "/calls/" + first + "/do",
                "key",
                key(),
                "act",
                "order",
                "text",
                "楼道灯坏了，打 13912345678 找我",
                "type",
                "help",
                "topic",
                "housing");

        assertThat(registered.location()).startsWith(PHONE + "?done=registered&order=");
        UUID order = jdbc.sql("select order_id from phone.call_order where call_id = :id")
                .param("id", first)
                .query(UUID.class)
                .single();
        UUID second = taken(clerk, number);
        assertThat(clerk.open(PHONE).body())
                .contains("/desk/orders/" + order, "楼道灯坏了，打")
                .as("numbers in what was said are masked beside a caller too")
                .doesNotContain("13912345678");
        assertThat(pages.at(operator())
                        .send(PHONE + "/calls/" + second + "/do", "key", key(), "act", "line-120")
                        .status())
                .as("another one's call")
                .isEqualTo(403);
        assertThat(clerk.send(PHONE + "/calls/" + second + "/do", "key", key(), "act", "line-120")
                        .location())
                .isEqualTo(PHONE + "?done=handed-over");
        UUID third = taken(clerk, number);
        assertThat(clerk.send(PHONE + "/calls/" + third + "/do", "key", key(), "act", "praise", "text", "窗口小张很耐心")
                        .location())
                .startsWith(PHONE + "?done=registered&order=");
        UUID fourth = taken(clerk, number);
        Answer asked = clerk.send(
                PHONE + "/calls/" + fourth + "/do", "key", key(), "act", "ask", "text", "能不能跨省办", "department", "SJ");
        assertThat(asked.status()).as("the call goes on").isEqualTo(200);
        assertThat(asked.body()).contains("能不能跨省办", "已转知识待办");
        assertThat(clerk.open(PHONE).body()).contains("已转知识待办");
        assertThat(clerk.send(PHONE + "/calls/" + fourth + "/do", "key", key(), "act", "end", "type", "booking")
                        .location())
                .isEqualTo(PHONE + "?done=ended");

        assertThat(jdbc.sql("select id, type from phone.call where id = any(:ids)")
                        .param("ids", new UUID[] {first, second, third, fourth})
                        .query((row, _) -> row.getString("type"))
                        .list())
                .containsExactlyInAnyOrder("HELP", "HELP", "PRAISE", "BOOKING");
        assertThat(clerk.open("/desk/bookings/new").status())
                .as("to book for the caller")
                .isEqualTo(200);
        assertThat(clerk.open("/desk/bookings").status())
                .as("and nothing else there")
                .isEqualTo(403);
    }

    @Test
    @Proves({"M-HOT-09", "N-W10"})
    void theHeadFillsTheRosterAndHearsOfEveryGap() throws Exception {
        Staff head = pages.newcomer("12345/head");
        Staff operator = pages.newcomer("12345/operator");
        Clerk clerk = pages.at(head);

        assertThat(clerk.open("/desk").body()).contains("/desk/phone/roster");
        Answer wrong = clerk.send(
                "/desk/phone/roster",
                "staff",
                operator.id().toString(),
                "day",
                "2026-11-19",
                "starts",
                "x",
                "ends",
                "08:00",
                "days",
                "7");
        assertThat(wrong.status()).isEqualTo(422);
        Answer entered = clerk.send(
                "/desk/phone/roster",
                "staff",
                operator.id().toString(),
                "day",
                "2026-11-19",
                "starts",
                "20:00",
                "ends",
                "08:00",
                "days",
                "2");
        assertThat(entered.location()).isEqualTo("/desk/phone/roster?done=true");
        assertThat(clerk.open("/desk/phone/roster").body()).contains("168");
        assertThat(pages.at(operator)
                        .send("/desk/phone/roster", "staff", operator.id().toString())
                        .status())
                .isEqualTo(403);
        clerk.send("/desk/phone/roster/remove", "staff", operator.id().toString(), "starts", "2026-11-19T12:00:00Z");
        assertThat(jdbc.sql("select count(*) from phone.shift where staff_id = :id")
                        .param("id", operator.id())
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(pages.at("zx.director").open("/desk/phone/log").body()).contains("日均（日历日）", "命中率");
        assertThat(pages.at("sj.chief").open("/desk/phone/log").status()).isEqualTo(403);
    }

    @Test
    @Proves("M-HOT-15")
    void anArticleIsWrittenByOneAndReadByEverybodyAfterAnotherApproved() throws Exception {
        Clerk author = pages.at(pages.newcomer("SJ/examiner"));
        Clerk head = pages.at(pages.newcomer("SJ/head"));
        String word = "zw" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        String key = author.open("/desk/knowledge/new").hidden("key");
        String[] fields = {
            "key",
            key,
            "department",
            "SJ",
            "title",
            "怎么办" + word,
            "body",
            "到窗口办。",
            "item",
            "food-business",
            "until",
            "2027-06-30"
        };
        Answer written = author.send("/desk/knowledge", fields);
        assertThat(author.send("/desk/knowledge", fields).location()).isEqualTo(written.location());
        String address = written.location().replaceFirst("\\?.*", "");

        assertThat(author.send(address, "word", "approve").status()).isEqualTo(403);
        assertThat(author.open("/answers?ask=" + word).body()).doesNotContain("怎么办" + word + "</a>");
        assertThat(head.open("/desk").body()).contains("/desk/knowledge");
        assertThat(head.send(address, "word", "return").status())
                .as("without a reason")
                .isEqualTo(422);
        assertThat(head.send(address, "word", "approve").location()).isEqualTo(address + "?done=approve");

        assertThat(author.open("/answers?ask=" + word).body()).contains("怎么办" + word);
        String id = address.split("/", -1)[3];
        assertThat(author.open("/answers/" + id).body()).contains("到窗口办。", "/items/food-business", "12345");
        assertThat(pages.at("zj.chief").open(address).status()).as("not theirs").isEqualTo(404);
        assertThat(author.open(address + "/next").body()).contains("到窗口办。");
    }

    @Test
    @Proves({"M-HOT-08", "N-K16"})
    void theConsultingNumberIsASettingThatPagesAndGuidesPrint() throws Exception {
        Clerk clerk = pages.at("zx.director");
        assertThat(clerk.open("/").body()).contains("tel:12345");
        String by = directory
                .staff(directory.region(), "sys.admin")
                .orElseThrow()
                .id()
                .toString();
        try {
            settings.change("site.phone", "0855-8579766", by);

            assertThat(clerk.open("/").body()).contains("tel:0855-8579766");
            assertThat(clerk.open("/items/food-business").body()).contains("政务咨询热线 0855-8579766");
        } finally {
            settings.change("site.phone", "12345", by);
        }
    }

    private UUID taken(Clerk clerk, String number) throws Exception {
        UUID call = rung(number);
        assertThat(clerk.send(PHONE + "/calls/" + call + "/take").location()).isEqualTo(PHONE);
        return call;
    }

    private UUID rung(String number) {
        exchange.ring(number);
        return jdbc.sql("select id from phone.call where state = 'RINGING' order by id desc limit 1")
                .query(UUID.class)
                .single();
    }

    private static String number() {
        return "154" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Somebody on duty who has signed in. */
    private Staff operator() throws Exception {
        Staff staff = pages.newcomer("12345/operator");
        roster.enter(
                staff.id(),
                LocalDate.of(2026, 11, 18),
                LocalTime.MIDNIGHT,
                LocalTime.MIDNIGHT,
                1,
                city.officer("12345/head"));
        assertThat(pages.at(staff).send(PHONE + "/seat", "word", "on").location())
                .isEqualTo(PHONE);
        seated.add(staff);
        return staff;
    }
}
