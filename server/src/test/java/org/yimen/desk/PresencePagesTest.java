package org.yimen.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Defect;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Channel;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.notify.NewsNow;
import org.yimen.notify.Outbox;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 本人在场: what a clerk does in somebody's name needs him there, and what she gives away of him is little. */
@HallTest
class PresencePagesTest {

    private static final String PASSWORD = "Right-password-1";
    private static final String HYGIENE = "public-place-hygiene";
    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(US_ASCII);
    private static final Pattern CODE = Pattern.compile("YM-[A-Z0-9]{4}-[A-Z0-9]{4}");

    @LocalServerPort
    private int port;

    @Autowired
    private NewsNow news;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Applicants applicants;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Verifications verifications;

    @Autowired
    private Accesses accesses;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-IDA-04")
    void aReadingIsGoodForOneCodeAndForMinutesAndItsPersonIsTold() throws Exception {
        Applicant somebody = city.somebody();
        Clerk clerk = pages.at("zx.window1");
        pages.arrives(somebody.person(), clerk);
        String of = "/desk/intake/of/" + somebody.person();

        String page = clerk.send(of + "/code").body();
        assertThat(page).contains("这张码能做什么", "只能用一次", "不能提交、撤回、预约");
        Answer second = clerk.send(of + "/code");

        assertThat(CODE.matcher(page).find()).isTrue();
        assertThat(second.location()).as("one for each reading").isEqualTo(of);
        assertThat(clerk.open(of).body()).contains("请先刷他的身份证").doesNotContain(of + "/code");
        assertThat(told(somebody.person())).containsExactly("desk.news.code-printed");
        assertThat(accesses.of(somebody.person(), time.instant().plusSeconds(1), 20))
                .filteredOn(look -> look.kind() == Access.Kind.CODE_SHOWN && look.channel() == Channel.WINDOW)
                .singleElement()
                .satisfies(look -> {
                    assertThat(look.staffName()).isEqualTo("孟小雨");
                    assertThat(look.post()).isEqualTo("ZX/window");
                });

        pages.arrives(somebody.person(), clerk);
        time.advance(Verifications.PRINTABLE);
        assertThat(clerk.send(of + "/code").location()).as("read too long ago").isEqualTo(of);
    }

    @Test
    void aPrintedCodeProvesNothingAnewAtAWindow() throws Exception {
        Applicant somebody = city.somebody();
        Clerk clerk = pages.at("zx.window1");
        pages.arrives(somebody.person(), clerk);
        String of = "/desk/intake/of/" + somebody.person();
        time.advance(Duration.ofMinutes(14));
        String printed = printed(clerk, somebody.person());
        time.advance(Duration.ofMinutes(4));
        Clerk other = pages.at("zx.window2");

        other.send("/desk/intake", "number", printed);

        assertThat(other.open(of).body()).contains("已用到场码核身");
        assertThat(other.send(of + "/code").location()).as("no code for a code").isEqualTo(of);
        time.advance(Duration.ofMinutes(13));
        assertThat(other.open(of).body()).as("as long as the card").contains("请重新刷卡");
    }

    @Test
    @Proves("M-IDA-04")
    void whoSignsInWithAPrintedCodeReadsAndDoesNothingGrave() throws Exception {
        Person person = registered("到场人");
        Applicant applicant = applicants.of(person.id(), null);
        UUID id = city.submitted(applicant, HYGIENE).id().value();
        Clerk clerk = pages.at("zx.window2");
        pages.arrives(person.id(), clerk);
        Browser lent = withCode(printed(clerk, person.id()));

        HttpResponse<String> shown = lent.open("/me/cases/" + id);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .as("it says so before it refuses, and how to go on")
                .contains("您是用窗口打印的到场码登录的", "href=\"/sign-in?next=%2Fme%2Fcases%2F" + id);
        for (String page : List.of(
                "/me/cases/" + id + "/withdraw",
                "/me/cases/" + id + "/delivery",
                "/me/profile",
                "/me/profile/contact")) {
            HttpResponse<String> held = lent.open(page);
            assertThat(held.statusCode()).as(page).isEqualTo(403);
            assertThat(held.body()).contains("这一步要用密码登录", "/sign-in?next=").doesNotContain(person.phone());
        }
        lent.open("/me/messages");
        assertThat(lent.send("/me/messages/preferences", Map.of("ways", "inbox"))
                        .statusCode())
                .isEqualTo(403);
        lent.open("/me/messages");
        HttpResponse<String> withdrawn =
                lent.send("/me/cases/" + id + "/withdraw", Map.of("key", City.key(), "reason", "x"));
        assertThat(withdrawn.statusCode()).isEqualTo(403);
        assertThat(withdrawn.body()).contains("这一步要用密码登录");
        lent.open("/me/messages");
        assertThat(lent.send("/me/cases/" + id + "/delivery", Map.of("way", "window"))
                        .statusCode())
                .isEqualTo(403);
        for (String step : List.of(
                "/apply/draft/" + id + "/submit",
                "/apply/draft/" + id + "/commitment",
                "/apply/draft/" + id + "/pre-check",
                "/apply/draft/" + id + "/begun",
                "/book/GENERAL")) {
            lent.open("/me/messages");
            assertThat(lent.send(step, Map.of("key", City.key())).statusCode())
                    .as(step)
                    .isEqualTo(403);
        }
        assertThat(lent.open("/me/access").body()).contains("窗口为您打印了到场码", "用的是窗口打印的到场码");

        Browser own = withCode(verifications.code(person.id()).orElseThrow().text());
        assertThat(own.open("/me/cases/" + id).body()).doesNotContain("您是用窗口打印的到场码登录的");
        assertThat(own.open("/me/cases/" + id + "/withdraw").statusCode())
                .as("his own code keeps what it had")
                .isEqualTo(200);
    }

    @Test
    @Law(value = "行政许可法 第三十二条第一款第三项", rule = "Presence: what is put right on the spot needs him on the spot")
    void nothingIsPutRightWithoutTheApplicantThereAndHeIsTold() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, HYGIENE).id();
        String at = "/desk/cases/" + id.value();
        Clerk clerk = pages.at("zx.window1");
        String[] typed = {"key", City.key(), "answer-place-name", "云溪浴室", "agreed", "true"};

        assertThat(clerk.open(at + "/correct").status()).isEqualTo(422);
        Answer asked = clerk.send(at + "/correct/place-name", typed);

        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.body())
                .contains("请刷申请人的身份证", "value=\"云溪浴室\"", at + "/correct/place-name")
                .as("whose card, for which case, and the way back")
                .contains(somebody.maskedName(), desk.find(id).number(), "href=\"" + at + "\"");
        assertThat(desk.dossier(id).answers().one("place-name")).isNotEqualTo("云溪浴室");
        String[] again = {
            "again-subject", asked.hidden("again-subject"),
            "again-to", asked.hidden("again-to"),
            "again-post", asked.hidden("again-post"),
            "answer-place-name", asked.hidden("answer-place-name"),
            "card", "li"
        };
        Answer stranger = clerk.send("/desk/intake/read-again", again);
        assertThat(stranger.status()).isEqualTo(422);
        assertThat(stranger.body()).contains("不是申请人或代办人的", "value=\"云溪浴室\"");

        again[again.length - 2] = "again-code";
        again[again.length - 1] = ownCode(somebody.person());
        Answer read = clerk.send("/desk/intake/read-again", again);
        assertThat(read.status()).as("the browser sends the form on").isEqualTo(307);
        assertThat(read.location()).isEqualTo(at + "/correct/place-name");
        // The card that was somebody else's stopped the case; his own lifts that.
        assertThat(clerk.send(at + "/correct/place-name", typed).status()).isEqualTo(422);

        Clerk colleague = pages.at("zx.window2");
        assertThat(colleague.send(at + "/correct/place-name", typed).status())
                .as("he stands at another window")
                .isEqualTo(422);
        time.advance(AtTheWindow.LASTS);
        assertThat(clerk.open(at + "/correct").status()).as("too long ago").isEqualTo(422);
    }

    @Test
    void contactAndDeliveryAreNoSlipsAndACorrectionIsTold() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, HYGIENE).id();
        String at = "/desk/cases/" + id.value();
        Clerk clerk = pages.at("zx.window1");
        pages.arrives(somebody.person(), clerk);

        String offered = clerk.open(at + "/correct").body();
        assertThat(offered)
                .contains("question=place-name")
                .doesNotContain(
                        "question=phone", "question=delivery", "question=mail-address", "question=contact-name");
        for (String own : List.of("phone", "mail-address", "delivery", "pool-area")) {
            Answer refused = clerk.send(
                    at + "/correct/" + own, "key", City.key(), "answer-" + own, "15400000097", "agreed", "true");
            assertThat(refused.status()).as(own).isEqualTo(422);
            assertThat(refused.body()).contains(own.equals("pool-area") ? "没有问这一项" : "由申请人自己改");
        }
        clerk.send(at + "/correct/place-name", "key", City.key(), "answer-place-name", "云溪浴室", "agreed", "true");

        assertThat(desk.dossier(id).answers().one("place-name")).contains("云溪浴室");
        news.until(() -> told(somebody.holder()).contains("application.news.corrected"));
        assertThat(outbox.inbox(DeskPages.CITY, somebody.holder(), null, 10))
                .filteredOn(message -> message.template().equals("application.news.corrected"))
                .singleElement()
                .satisfies(message -> assertThat(message.arguments().toString()).doesNotContain("云溪浴室"));
    }

    @Test
    void papersAreHandedInAtTheWindowOnlyByWhoIsThere() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = city.noticed(somebody, HYGIENE, new Defect("floor-plan", "没有标出消毒间"));
        time.advance(Duration.ofMinutes(5));
        String at = "/desk/cases/" + id.value() + "/supplement";
        Clerk clerk = pages.at("zx.window1");

        assertThat(clerk.open(at).body()).contains("请刷申请人的身份证");
        assertThat(clerk.upload(at + "/floor-plan", PDF).body()).contains("请再选一次文件");
        assertThat(clerk.send(at, "key", City.key()).status()).isEqualTo(422);
        assertThat(desk.find(id).state().getClass().getSimpleName()).isEqualTo("SupplementDue");

        pages.arrives(somebody.person(), clerk);
        assertThat(clerk.upload(at + "/floor-plan", PDF).status()).isEqualTo(303);
        assertThat(clerk.send(at, "key", City.key()).location()).endsWith("?done=supply");
        news.until(() -> told(somebody.holder()).contains("application.news.supplied"));
    }

    @Test
    @Proves("M-INT-27")
    void whatAClerkBeganIsHisOnceHeOpensIt() throws Exception {
        Person person = registered("在家人");
        Applicant applicant = applicants.of(person.id(), null);
        Clerk clerk = pages.at("zx.window3");
        String of = clerk.send("/desk/intake", "number", applicant.number()).location();
        String hers = clerk.send(of, "item", HYGIENE).location();
        UUID draft = UUID.fromString(hers.substring(hers.lastIndexOf('/') + 1));
        clerk.send(hers + "/question/place-name", "answer", "窗口填的");
        Browser home = signedIn(person);
        String his = "/apply/draft/" + draft;

        home.open("/apply/" + HYGIENE);
        assertThat(Browser.location(home.send("/apply/" + HYGIENE, Map.of("key", City.key()))))
                .isEqualTo(his + "/begun");
        assertThat(Browser.location(home.open(his + "/check"))).isEqualTo(his + "/begun");
        assertThat(home.open(his + "/begun").body()).contains("窗口为您开始填写了这份申请");
        assertThat(clerk.open(hers).status()).as("he has said nothing yet").isEqualTo(200);
        var on = Map.of("key", City.key(), "item", HYGIENE, "choice", "on");
        assertThat(Browser.location(home.send(his + "/begun", on))).isEqualTo(his);
        home.open(his + "/question/place-name");
        home.send(his + "/question/place-name", Map.of("answer", "机密店名"));

        assertThat(clerk.open(hers + "/check").location())
                .as("not hers any more")
                .isEqualTo(of);
        Answer changed = clerk.send(hers + "/question/place-name", "answer", "窗口改的");
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.body()).doesNotContain("机密店名");
        assertThat(drafts.find(draft).orElseThrow().answers().one("place-name")).contains("机密店名");

        // With him at the window it opens again, and what she had typed goes on.
        pages.arrives(person.id(), clerk);
        assertThat(clerk.open(hers + "/check").body()).contains("机密店名");
        time.advance(AtTheWindow.LASTS);
        Answer lapsed = clerk.send(hers + "/question/place-name", "answer", "云溪浴室");
        assertThat(lapsed.status()).isEqualTo(422);
        assertThat(lapsed.hidden("answer")).isEqualTo("云溪浴室");
        assertThat(clerk.open(hers).location()).isEqualTo(of);
    }

    @Test
    void hePrefersAFreshOneAndGetsOneHoweverOftenHeSaysSo() throws Exception {
        Person person = registered("重填人");
        Applicant applicant = applicants.of(person.id(), null);
        Clerk clerk = pages.at("zx.window3");
        String of = clerk.send("/desk/intake", "number", applicant.number()).location();
        String hers = clerk.send(of, "item", HYGIENE).location();
        String his = "/apply/draft/" + hers.substring(hers.lastIndexOf('/') + 1);
        Browser home = signedIn(person);
        home.open(his + "/begun");
        var fresh = Map.of("key", City.key(), "item", HYGIENE, "choice", "fresh");

        String first = Browser.location(home.send(his + "/begun", fresh));
        home.open("/apply/" + HYGIENE);
        String second = Browser.location(home.send(his + "/begun", fresh));

        assertThat(first).isNotEqualTo(his).isEqualTo(second);
        assertThat(drafts.of(applicant.holder())).extracting(Dossier::item).containsExactly(HYGIENE);
        assertThat(clerk.open(hers).status()).isEqualTo(404);
        assertThat(home.open(first).statusCode()).isEqualTo(200);
    }

    private Person registered(String name) {
        CitizenId number = TestNumbers.citizen();
        return people.register(name, number, "15400000031", passwords.hash(PASSWORD));
    }

    private String ownCode(UUID person) {
        verifications.verified(person, Verification.How.PASSWORD, Channel.WEB, DeskPages.CITY);
        return verifications.code(person).orElseThrow().text();
    }

    private static String printed(Clerk clerk, UUID person) throws Exception {
        var code =
                CODE.matcher(clerk.send("/desk/intake/of/" + person + "/code").body());
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private Browser withCode(String code) throws Exception {
        var browser = new Browser(port);
        browser.open("/sign-in/code");
        assertThat(Browser.location(browser.send("/sign-in/code", Map.of("code", code))))
                .isEqualTo("/me");
        return browser;
    }

    private Browser signedIn(Person person) throws Exception {
        return Browser.signedIn(port, person, PASSWORD);
    }

    private List<String> told(UUID holder) {
        return outbox.inbox(DeskPages.CITY, holder, null, 20).stream()
                .map(message -> message.template())
                .toList();
    }
}
