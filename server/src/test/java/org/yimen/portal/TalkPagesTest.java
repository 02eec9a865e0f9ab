package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command.Accept;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Enquiry;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;
import org.yimen.rating.Level;
import org.yimen.rating.Ratings;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What people say and are told, as a browser without JavaScript sees it. */
@HallTest
class TalkPagesTest {

    private static final String PASSWORD = "Right-password-1";
    private static final String REGION = "629901";
    private static final String ITEM = "food-business";
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Applicants applicants;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private City city;

    @Autowired
    private Remarks remarks;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Ratings ratings;

    @Autowired
    private Directory directory;

    private Person me = new Person(new UUID(0, 0), "", TestNumbers.citizen(), "");
    private Browser browser = new Browser(0);

    @BeforeEach
    void signIn() throws Exception {
        me = person();
        browser = signedIn(me);
    }

    @Test
    void applicantAndOfficeWriteToEachOtherAndNobodyElseReadsIt() throws Exception {
        var draft = city.complete(applicants.of(me.id(), null), ITEM);
        var file = desk.submit(draft, Actor.applicant(me.id(), me.id()), "web", City.key());
        String talk = "/me/cases/" + file.id().value() + "/talk";
        assertThat(browser.open(talk).body()).contains("留言不是告知");
        var form = Map.of("key", browser.all(KEY).getFirst(), "text", "<b>要等</b>多久？");
        browser.send(talk, form);
        browser.open(talk);
        browser.send(talk, form);

        assertThat(browser.open(talk).body()).containsOnlyOnce("要等").doesNotContain("<b>要等");
        assertThat(signedIn(person()).open(talk).statusCode()).isEqualTo(404);
        Remark asked = remarks.of(REGION, file.id().value()).getFirst();
        remarks.answer(asked.about(), city.at("SJ/examiner").id(), "SJ/examiner", City.key(), "大约三个工作日。");

        assertThat(browser.open("/me/cases/" + file.id().value()).body()).contains("1 条新留言");
        assertThat(browser.open("/me/messages").body()).contains("部门留言：食品经营许可", talk);
        String thread = browser.open(talk).body();
        assertThat(thread).contains("大约三个工作日。", "市场监督管理局");
        assertThat(thread)
                .as("the office answers, not a name")
                .doesNotContain(directory.staff(city.at("SJ/examiner").id()).name());
    }

    @Test
    void whoSaysVeryManyThingsAtOnceIsToldToWait() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(complain(browser)).isEqualTo(303);
        }

        assertThat(complain(browser)).isEqualTo(429);
        assertThat(browser.page()).contains("您提的诉求太多了");
        assertThat(complain(signedIn(person()))).as("somebody else").isEqualTo(303);
    }

    @Test
    void theKeyOfAnApplicationIsNoneOfAComplaint() throws Exception {
        String key = City.key();
        var draft = city.complete(applicants.of(me.id(), null), ITEM);
        desk.submit(draft, Actor.applicant(me.id(), me.id()), "web", key);
        browser.open("/me/complaints/new");

        var sent = browser.send(
                "/me/complaints/new", Map.of("key", key, "type", "help", "topic", "housing", "text", "漏水"));

        assertThat(sent.statusCode()).isEqualTo(422);
        assertThat(sent.body()).contains("已经提交过别的内容", "漏水");
    }

    private static int complain(Browser who) throws Exception {
        who.open("/me/complaints/new");
        return who.send(
                        "/me/complaints/new",
                        Map.of("key", who.all(KEY).getFirst(), "type", "help", "topic", "housing", "text", "漏水"))
                .statusCode();
    }

    @Test
    void aZeroCharacterIsNotUnderstoodAndNoFailure() throws Exception {
        browser.open("/me/enquiries/new?item=" + ITEM);

        assertThat(browser.send("/me/enquiries", Map.of("key", "\0", "item", ITEM, "question", "可以吗？"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void somebodyAsksAboutAnItemAndReadsTheAnswer() throws Exception {
        browser.open("/me/enquiries/new?item=" + ITEM);
        String key = browser.all(KEY).getFirst();
        assertThat(browser.send("/me/enquiries", Map.of("key", key, "item", ITEM, "question", " "))
                        .statusCode())
                .isEqualTo(422);
        browser.send("/me/enquiries", Map.of("key", key, "item", ITEM, "question", "租的房子可以吗？"));
        browser.open("/me/enquiries/new?item=" + ITEM);
        browser.send("/me/enquiries", Map.of("key", key, "item", ITEM, "question", "租的房子可以吗？"));

        Enquiry asked = enquiries.of(REGION, me.id()).getFirst();
        assertThat(enquiries.of(REGION, me.id())).as("the same form twice").hasSize(1);
        browser.open("/me/enquiries/new?item=" + ITEM);
        var other = browser.send("/me/enquiries", Map.of("key", key, "item", ITEM, "question", "借的呢？"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("借的呢？", "请再提交一次").doesNotContain(key);
        enquiries.answer(asked, directory.officer(asked.owner(), TestTime.START), "可以。");
        assertThat(browser.open("/me/enquiries").body()).contains("租的房子可以吗？", "可以。", "已答复");
        assertThat(signedIn(person()).open("/me/enquiries").body()).doesNotContain("租的房子可以吗？");
    }

    @Test
    @Proves("M-CHN-02")
    void askingApplyingHandlingAndQueryingLeaveARecordThatHeReadsAtHome() throws Exception {
        browser.open("/me/enquiries/new?item=" + ITEM);
        browser.send("/me/enquiries", Map.of("key", browser.all(KEY).getFirst(), "item", ITEM, "question", "租的房子可以吗？"));
        assertThat(browser.open("/me/enquiries").body()).as("asked").contains("租的房子可以吗？");

        String draft = "/apply/draft/"
                + city.complete(applicants.of(me.id(), null), ITEM).id();
        browser.open(draft + "/check");
        browser.send(draft + "/submit", Map.of("key", browser.all(KEY).getFirst()));
        UUID id = UUID.fromString(draft.substring(draft.lastIndexOf('/') + 1));
        var file = desk.find(new CaseId(REGION, id));
        assertThat(browser.open("/me").body()).as("applied").contains(file.number());

        desk.write(file.id(), city.at("ZX/window"), City.key(), null, Accept::new);
        assertThat(browser.open("/me/cases/" + id).body()).as("handled").contains("受理通知书", file.number());

        var stranger = new Browser(port);
        String number = me.citizenId().value();
        stranger.open("/progress");
        var found = stranger.send(
                "/progress", Map.of("number", file.number(), "tail", number.substring(number.length() - 4)));
        stranger.open("/progress");
        stranger.send("/progress", Map.of("number", file.number(), "tail", number.substring(number.length() - 4)));
        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(browser.open("/me/access").body())
                .as("queried, of many times in an hour once")
                .containsOnlyOnce("有人用受理编号和证件尾号查询了办理进度")
                .contains(file.number());
    }

    @Test
    void aServiceIsRatedOnceOnItsPage() throws Exception {
        UUID occasion = ratings.served(
                REGION,
                Ratings.Served.visit(UUID.randomUUID(), me.id(), me.id(), null, "SJ", "ZX-W1", Text.of("窗口服务")),
                TestTime.START);
        String page = "/me/ratings/" + occasion;
        browser.open(page);
        assertThat(browser.send(page, Map.of("text", "很好")).statusCode())
                .as("without a level")
                .isEqualTo(422);
        browser.send(page, Map.of("level", "dissatisfied", "tag", "slow", "text", "等了很久"));
        assertThat(browser.open(page).body()).contains("不满意", "办得慢", "等了很久").doesNotContain("name=\"level\"");

        browser.open("/me/messages");
        assertThat(browser.send(page, Map.of("level", "very-satisfied")).statusCode())
                .as("a second one")
                .isEqualTo(422);
        assertThat(ratings.find(REGION, occasion).orElseThrow().rating())
                .satisfies(rating -> assertThat(rating.level()).isEqualTo(Level.DISSATISFIED));
        assertThat(signedIn(person()).open(page).statusCode()).isEqualTo(404);
        assertThat(browser.open("/me").body()).contains("我的评价");
    }

    private Browser signedIn(Person person) throws Exception {
        return Browser.signedIn(port, person, PASSWORD);
    }

    private Person person() {
        var number = TestNumbers.citizen();
        return people.register("江南雨", number, "154" + number.value().substring(6, 14), passwords.hash(PASSWORD));
    }
}
