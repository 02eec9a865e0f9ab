package org.yimen.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.TestNumbers;
import org.yimen.intake.SocialAccount.Incoming;
import org.yimen.intake.SocialInbox.Heard;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.platform.web.SignedCall;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class SocialInboxTest {

    private static final String CITY = "629901";
    private static final Pattern NUMBER = Pattern.compile("编号 (\\S+?)，");

    @Autowired
    private SocialInbox inbox;

    @Autowired
    private SocialReplies replies;

    @Autowired
    private SocialNews news;

    @Autowired
    private OrderDesk desk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private AskedQuestions questions;

    @Autowired
    private Entities entities;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("simulatedWechat")
    private SimulatedAccount wechat;

    @Autowired
    @Qualifier("simulatedWeibo")
    private SimulatedAccount weibo;

    @LocalServerPort
    private int port;

    /** A second later than the last one, so that the newest answer is known. */
    private Incoming written(String from, String text) {
        time.advance(Duration.ofSeconds(1));
        return new Incoming(UUID.randomUUID().toString(), from, text, time.instant());
    }

    private static String somebody() {
        return "o" + UUID.randomUUID();
    }

    private String heard(SimulatedAccount account, String from) {
        for (int round = 0; round < 100 && waiting(account.channel()) > 0; round++) {
            replies.relayOnce();
        }
        assertThat(waiting(account.channel())).isZero();
        List<String> there = account.at(from);
        return there.isEmpty() ? "" : there.getFirst();
    }

    /** What the job of the application carries at this moment counts too. */
    private long waiting(String channel) {
        return jdbc.sql("""
                        select count(*)
                          from intake.reply
                         where region_code = :region and channel = :channel and sent_at is null and next_at <= :now
                        """)
                .param("now", Timestamp.from(time.instant()))
                .param("region", CITY)
                .param("channel", channel)
                .query(Long.class)
                .single();
    }

    private CaseId order(String answer) {
        var number = NUMBER.matcher(answer);
        assertThat(number.find()).as(answer).isTrue();
        return new CaseId(
                CITY,
                jdbc.sql("select id from hotline.work_order where region_code = :region and number = :number")
                        .param("region", CITY)
                        .param("number", number.group(1))
                        .query(UUID.class)
                        .single());
    }

    private int post(String channel, SignedCall call) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://localhost:" + port + SocialController.ADDRESS + "/" + channel))
                                    .header(SocialController.TIMESTAMP, call.timestamp())
                                    .header(SocialController.SIGNATURE, call.signature())
                                    .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }

    @Test
    @Proves({"M-CHN-09", "M-CHN-10", "M-HOT-03"})
    void aMessageBecomesAnOrderOfTheSameTypesMarkedWithItsChannelOnce() throws Exception {
        String from = somebody();
        String id = UUID.randomUUID().toString();

        assertThat(post("weibo", weibo.signed(id, from, "投诉 路灯坏了三天没人修"))).isEqualTo(200);
        assertThat(post("weibo", weibo.signed(id, from, "投诉 路灯坏了三天没人修"))).isEqualTo(200);

        CaseId order = order(heard(weibo, from));
        assertThat(weibo.at(from)).hasSize(1);
        assertThat(orders.find(order.value()).orElseThrow().row())
                .satisfies(row -> assertThat(row.type()).isEqualTo("complaint"))
                .satisfies(row -> assertThat(row.channel()).isEqualTo("weibo"))
                .satisfies(row -> assertThat(row.dueOn()).isNotNull());
        assertThat(desk.content(order).text()).contains("路灯");
    }

    @Test
    @Proves("M-HOT-03")
    void aMessageIsFiledUnderWhatItsWordsPointTo() {
        String from = somebody();

        inbox.hear("weibo", written(from, "求助 青石桥这边供水停了"));

        CaseId order = order(heard(weibo, from));
        assertThat(jdbc.sql("select topic || ' ' || area from hotline.work_order where id = :id")
                        .param("id", order.value())
                        .query(String.class)
                        .single())
                .isEqualTo("water 629901001");
    }

    @Test
    @Proves("M-ENT-12")
    void aDemandStandsInThePoolOfTheFirmWhoseCodeItNames() {
        String from = somebody();
        LegalEntity firm = entities.register(TestNumbers.firm(), "试验食品有限公司");

        assertThat(inbox.hear("wechat", written(from, "诉求 贴息申报总被退回"))).isEqualTo(Heard.ANSWERED);
        String asked = heard(wechat, from);
        assertThat(inbox.hear("wechat", written(from, "诉求 " + firm.creditCode() + " 贴息申报总被退回")))
                .isEqualTo(Heard.ORDER);

        assertThat(asked).contains("信用代码");
        assertThat(heard(wechat, from)).contains("试验食品有限公司").doesNotContain("查询码");
        assertThat(orders.of(CITY, firm.id(), 10)).singleElement().satisfies(line -> {
            assertThat(line.row().type()).isEqualTo("demand");
            assertThat(line.row().channel()).isEqualTo("wechat");
        });
    }

    @Test
    @Proves("M-CHN-10")
    void whoCannotSignAsThePlatformIsNotHeard() throws Exception {
        SignedCall genuine = weibo.signed(UUID.randomUUID().toString(), somebody(), "咨询 怎么办居住证");

        assertThat(post("wechat", genuine)).as("signed by another platform").isEqualTo(403);
        assertThat(post("weibo", new SignedCall(genuine.body() + " ", genuine.timestamp(), genuine.signature())))
                .isEqualTo(403);
        time.advance(Duration.ofMinutes(6));
        assertThat(post("weibo", genuine)).as("somebody's copy").isEqualTo(403);
        assertThat(post("nowhere", genuine)).isEqualTo(404);
    }

    @Test
    @Proves("M-CHN-09")
    void oneAsksWhereOnesOwnOrderStandsAndForTheLinks() {
        String from = somebody();
        inbox.hear("wechat", written(from, "转人工 居住证要带什么"));
        String number = desk.find(order(heard(wechat, from))).number();

        inbox.hear("wechat", written(from, "查询 " + number));
        assertThat(heard(wechat, from)).startsWith(number);
        String stranger = somebody();
        inbox.hear("wechat", written(stranger, "查询 " + number));
        assertThat(heard(wechat, stranger)).doesNotContain(number);
        inbox.hear("wechat", written(from, "预约"));
        assertThat(heard(wechat, from)).contains("/book?via=wechat");
        inbox.hear("wechat", written(from, "评价"));
        assertThat(heard(wechat, from)).contains("/complaints");
        assertThat(inbox.hear("weibo", written(somebody(), "评价")))
                .as("on Weibo one only asks and complains")
                .isEqualTo(Heard.ORDER);
    }

    @Test
    @Proves("M-CHN-10")
    void onWeiboTooOneAsksWhereOnesOwnOrderStands() {
        String from = somebody();
        inbox.hear("weibo", written(from, "求助 路灯不亮"));
        String number = desk.find(order(heard(weibo, from))).number();

        inbox.hear("weibo", written(from, "查询 " + number));

        assertThat(heard(weibo, from)).startsWith(number);
    }

    @Test
    @Proves({"M-CHN-09", "M-HOT-15"})
    void aQuestionIsAnsweredFromTheKnowledgeWithItsSourceAndRegisteredWhereThatIsNotEnough() {
        String from = somebody();

        assertThat(inbox.hear("wechat", written(from, "咨询 食品经营许可要什么材料"))).isEqualTo(Heard.ANSWERED);
        String answer = heard(wechat, from);
        assertThat(inbox.hear("wechat", written(from, "转人工 食品经营许可要什么材料"))).isEqualTo(Heard.ORDER);

        assertThat(answer).contains("/items/food-business", "《");
        CaseId order = order(heard(wechat, from));
        assertThat(desk.content(order).text()).isEqualTo("食品经营许可要什么材料");
        assertThat(orders.find(order.value()).orElseThrow().row().type()).isEqualTo("consult");
        assertThat(inbox.hear("weibo", written(somebody(), "咨询 我家门口的石狮子是谁放的")))
                .as("nothing published speaks of it")
                .isEqualTo(Heard.ORDER);
    }

    @Test
    @Proves({"M-CHN-09", "M-HOT-15"})
    void whatThreeSendersAskInVainIsATaskForTheKnowledgeToo() {
        String words = "家门口的石狮子归谁管" + UUID.randomUUID();

        for (int i = 0; i < 3; i++) {
            assertThat(inbox.hear("wechat", written(somebody(), "咨询 " + words)))
                    .as("each has his order")
                    .isEqualTo(Heard.ORDER);
        }

        assertThat(questions.open(List.of("12345")))
                .filteredOn(each -> each.text().equals(words))
                .hasSize(1);
    }

    @Test
    @Proves({"M-CHN-10", "M-HOT-03"})
    void theAnswerIsPushedBackToEveryWriterOfTheSameMatter() {
        String one = somebody();
        String other = somebody();
        inbox.hear("wechat", written(one, "求助 停水两天了"));
        inbox.hear("weibo", written(other, "求助 我们小区停水"));
        CaseId main = order(heard(wechat, one));
        CaseId twin = order(heard(weibo, other));
        desk.act(twin, city.at("12345/dispatcher"), City.key(), null, new Merge(main.value(), "同一处停水"));
        desk.act(main, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SL", List.of(), ""));
        desk.act(main, city.at("SL/chief"), City.key(), null, new Accept());
        CaseFile<State> replied =
                desk.act(main, city.at("SL/chief"), City.key(), null, new Respond("今晚恢复供水", null, ""));

        time.advance(Duration.ofSeconds(1));
        var told = new Told(
                Cursor.START,
                main,
                replied.number(),
                OrderDesk.KIND,
                replied.subject(),
                replied.department(),
                replied.version(),
                time.instant(),
                "Responded",
                Actor.Kind.OFFICER);
        news.announce(told);
        news.announce(told);

        assertThat(heard(wechat, one)).contains(replied.number()).doesNotContain("恢复供水");
        assertThat(heard(weibo, other)).contains(desk.find(twin).number());
        assertThat(weibo.at(other)).filteredOn(text -> text.contains("有答复")).hasSize(1);
    }

    @Test
    void whoWritesTooMuchIsTurnedAwayUntilAnHourIsOver() {
        String from = somebody();
        for (int i = 0; i < SocialInbox.AN_HOUR; i++) {
            inbox.hear("weibo", written(from, "咨询 第" + i + "问"));
        }

        assertThat(inbox.hear("weibo", written(from, "咨询 还有一问"))).isEqualTo(Heard.OFTEN);
        time.advance(Duration.ofMinutes(61));
        assertThat(inbox.hear("weibo", written(from, "咨询 还有一问"))).isEqualTo(Heard.ORDER);
    }

    @Test
    void neitherTheSenderNorWhatHeWroteLiesOpenInTheDatabase() {
        String from = somebody();
        inbox.hear("wechat", written(from, "举报 夜里偷倒垃圾"));
        heard(wechat, from);

        for (String table : List.of("intake.message", "intake.reply", "intake.simulated_post")) {
            assertThat(jdbc.sql("select count(*) from " + table + " t where t::text like '%' || :what || '%'")
                            .param("what", from)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }
}
