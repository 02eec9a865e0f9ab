package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.desk.Clerk.Answer;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.LookUps;
import org.yimen.identity.Onlooker;
import org.yimen.identity.People;
import org.yimen.identity.TestNumbers;
import org.yimen.knowledge.Article.Source;
import org.yimen.knowledge.Articles;
import org.yimen.knowledge.AskedQuestions;
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
    private LookUps lookUps;

    @Autowired
    private Directory directory;

    @Autowired
    private People people;

    @Autowired
    private Entities entities;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private DutyRoster roster;

    @Autowired
    private Articles articles;

    @Autowired
    private AskedQuestions questions;

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
    @Proves({"M-HOT-01", "M-IDA-06"})
    void whoAskedForTooManyNumbersIsToldNobodysAndKeepsWhatHeTyped() throws Exception {
        Staff operator = operator();
        Clerk clerk = pages.at(operator);
        UUID call = taken(clerk, number());
        var by = new Onlooker(operator.id(), operator.name(), "12345/operator");
        for (int i = 0; i < LookUps.A_QUARTER; i++) {
            assertThat(lookUps.refusal(DeskPages.CITY, by)).isEmpty();
        }
        String citizen = city.somebody().number();

        Answer looked =
                clerk.send(PHONE + "/calls/" + call + "/look", "key", key(), "text", "路灯坏了三天", "citizen", citizen);

        assertThat(looked.status()).isEqualTo(422);
        assertThat(looked.body()).contains("这一刻钟按号码查询的次数已到上限", "路灯坏了三天", "value=\"" + citizen + "\"");
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
    @Proves({"M-HOT-01", "M-HOT-03"})
    void theAreaOfACallStandsOnTheMapAndTheDispatcherCorrectsIt() throws Exception {
        Clerk operator = pages.at(operator());
        UUID call = taken(operator, number());
        operator.send(
                PHONE + "/calls/" + call + "/do",
                "key",
                key(),
                "act",
                "order",
                "text",
                "水压太低",
                "type",
                "help",
                "topic",
                "other",
                "area",
                "629901001");
        UUID order = orderOf(call);
        assertThat(filed(order)).isEqualTo("other 629901001");
        Clerk dispatcher = pages.at(pages.newcomer("12345/dispatcher"));
        String correct = "/desk/orders/" + order + "/do/correct";
        Answer form = dispatcher.open(correct + "?then=dispatch");
        assertThat(form.body()).contains("value=\"629901001\" selected").doesNotContain("value=\"water\" selected");
        String seen = form.hidden("seen");

        Answer unknown = dispatcher.send(correct, "key", key(), "seen", seen, "topic", "water", "area", "629901999");
        Answer done = dispatcher.send(
                correct, "key", key(), "seen", seen, "then", "dispatch", "topic", "water", "area", "629901003");

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("没有这个片区");
        assertThat(done.location()).isEqualTo("/desk/orders/dispatch");
        assertThat(filed(order)).isEqualTo("water 629901003");
        assertThat(dispatcher.open("/desk/orders/" + order).body()).contains("更正为：供水与河道，学府街道");
        String now = dispatcher.open(correct).hidden("seen");
        assertThat(pages.at(pages.newcomer("12345/operator"))
                        .send(correct, "key", key(), "seen", now, "topic", "school")
                        .status())
                .as("an operator does not dispatch")
                .isEqualTo(422);
    }

    @Test
    @Proves({"M-HOT-01", "M-HOT-10"})
    void aComplaintAboutOneOfTheCallersCasesOpensAgainstThatCase() throws Exception {
        Clerk operator = pages.at(operator());
        UUID call = taken(operator, number());
        Applicant somebody = city.somebody();
        var file = city.submitted(somebody, "food-business");
        String citizen =
                people.find(somebody.person()).orElseThrow().citizenId().value();
        Answer looked = operator.send(PHONE + "/calls/" + call + "/look", "key", key(), "citizen", citizen);
        String found = looked.hidden("found");
        String about = file.id().value().toString();
        assertThat(looked.body()).contains("<option value=\"" + about + "\"");
        String[] fields = {
            "key",
            key(),
            "act",
            "order",
            "text",
            "交了两次都退回",
            "type",
            "complaint",
            "topic",
            "approval-speed",
            "found",
            found,
            "case",
            about,
            "person",
            ""
        };

        Answer nobodys = operator.send(PHONE + "/calls/" + call + "/do", fields);
        fields[fields.length - 1] = found;
        Answer done = operator.send(PHONE + "/calls/" + call + "/do", fields);

        assertThat(nobodys.status()).as("whose case it is, is not said").isEqualTo(422);
        assertThat(nobodys.body()).contains("href=\"#case\"");
        assertThat(done.location()).startsWith(PHONE + "?done=registered&order=");
        assertThat(jdbc.sql("select about_case_id || ' ' || accused_department from hotline.work_order where id = :id")
                        .param("id", orderOf(call))
                        .query(String.class)
                        .single())
                .isEqualTo(about + " SJ");
        assertThat(pages.at(pages.newcomer("12345/dispatcher"))
                        .open("/desk/orders/" + orderOf(call))
                        .body())
                .as("its clock stands beside it")
                .contains(file.number());
    }

    @Test
    @Proves("M-ENT-12")
    void aDemandByPhoneStandsInThePoolOfItsFirmOrIsNotTakenDown() throws Exception {
        Clerk operator = pages.at(operator());
        UUID call = taken(operator, number());
        LegalEntity firm = entities.register(TestNumbers.firm(), "试验食品有限公司");
        String[] fields = {
            "key",
            key(),
            "act",
            "order",
            "text",
            "贴息申报总被退回",
            "type",
            "demand",
            "topic",
            "business",
            "name",
            "钱经理",
            "credit",
            ""
        };
        String act = PHONE + "/calls/" + call + "/do";

        Answer without = operator.send(act, fields);
        fields[fields.length - 1] = TestNumbers.firm().value();
        Answer nobodys = operator.send(act, fields);
        fields[fields.length - 1] = firm.creditCode().value();
        Answer unnamed = operator.send(
                act,
                Stream.concat(Stream.of(fields), Stream.of("anonymous", "true")).toArray(String[]::new));
        Answer done = operator.send(act, fields);

        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("href=\"#credit\"");
        assertThat(nobodys.body()).contains("没有登记过这个统一社会信用代码的企业");
        assertThat(unnamed.status()).isEqualTo(422);
        assertThat(unnamed.body()).contains("试验食品有限公司", "href=\"#anonymous\"");
        assertThat(done.location()).startsWith(PHONE + "?done=registered&order=");
        assertThat(orders.of("629901", firm.id(), 10))
                .as("what the firm reads and rates")
                .extracting(line -> line.row().id())
                .containsExactly(orderOf(call));
        assertThat(pages.at(pages.newcomer("12345/operator"))
                        .send(
                                "/desk/orders/new",
                                "key",
                                key(),
                                "channel",
                                "letter",
                                "type",
                                "demand",
                                "topic",
                                "business",
                                "text",
                                "x")
                        .body())
                .as("nor at the desk")
                .contains("企业诉求要填企业的统一社会信用代码");
    }

    private String filed(UUID order) {
        return jdbc.sql("select topic || ' ' || area from hotline.work_order where id = :id")
                .param("id", order)
                .query(String.class)
                .single();
    }

    private UUID orderOf(UUID call) {
        return jdbc.sql("select order_id from phone.call_order where call_id = :id")
                .param("id", call)
                .query(UUID.class)
                .single();
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
        assertThat(pages.at("zx.director").open("/desk/phone/log").body()).contains("日均（日历日）", "命中率", "号码保存天数");
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
    @Proves("M-HOT-15")
    void whoFindsNothingAmongTheAnswersAsksTheDepartmentWhoseTaskItThenIs() throws Exception {
        Clerk visitor = pages.at("sj.chief");
        String word = "zy" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        long missed = missed();
        Answer empty = visitor.open("/answers?ask=" + word);
        assertThat(missed() - missed)
                .as("what nobody finds is counted by people")
                .isEqualTo(1);
        String key = empty.hidden("key");

        Answer without = visitor.send("/answers", "key", key, "ask", word);
        Answer asked = visitor.send("/answers", "key", key, "ask", word, "department", "SJ");

        assertThat(without.status()).isEqualTo(422);
        assertThat(asked.location()).isEqualTo("/answers?asked=true");
        assertThat(visitor.open(asked.location()).body()).contains("已转给部门");
        Clerk head = pages.at(pages.newcomer("SJ/head"));
        assertThat(head.open("/desk/knowledge").body()).contains(word);
        UUID task = questions.open(List.of("SJ")).stream()
                .filter(each -> each.text().equals(word))
                .findFirst()
                .orElseThrow()
                .id();
        String address = "/desk/knowledge/questions/" + task;
        assertThat(head.open(address).body()).contains(address + "/department", "转给别的部门");
        assertThat(head.send(address + "/department", "department", "none").status())
                .isEqualTo(422);
        assertThat(head.send(address + "/department", "department", "ZJ").location())
                .isEqualTo("/desk/knowledge?done=true");
        assertThat(head.open(address).status()).as("not theirs any more").isEqualTo(404);
        assertThat(pages.at("zj.chief").open(address).body()).contains(word);
        assertThat(visitor.open("/answers?ask=%E9%A3%9F%E5%93%81%E7%BB%8F%E8%90%A5%E8%AE%B8%E5%8F%AF")
                        .body())
                .as("the guide speaks of it")
                .contains("/items/food-business")
                .doesNotContain("转给部门");
        assertThat(pages.at("zx.director").open("/desk/phone/log").body()).contains("各渠道命中率");
    }

    private long missed() {
        return jdbc.sql("select count(*) from knowledge.unfound")
                .query(Long.class)
                .single();
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
