package org.yimen.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicants;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Drafts;
import org.yimen.application.PdfText;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseId;
import org.yimen.document.SealedPapers;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Channel;
import org.yimen.identity.Delegation;
import org.yimen.identity.Delegations;
import org.yimen.identity.Delegations.Extent;
import org.yimen.identity.Entities;
import org.yimen.identity.Masks;
import org.yimen.identity.Onlooker;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.PhoneCodes;
import org.yimen.identity.PrivacyNotice;
import org.yimen.identity.ProvenPhones;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.SimulatedGateway;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What people do with their own accounts, as a browser without JavaScript sees it. */
@HallTest
class AccountPagesTest {

    private static final String PASSWORD = "Right-password-1";
    private static final String ITEM = "minimum-living-allowance";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final Pattern AS = Pattern.compile("name=\"as\" value=\"([^\"]+)\"");
    private static final Pattern ACCEPT = Pattern.compile("action=\"(/me/delegations/[^\"]+/accept)\"");
    private static final Pattern END = Pattern.compile("action=\"(/me/[^\"]+/end)\"");
    private static final Pattern CODE = Pattern.compile("(YM-[A-Z2-9]{4}-[A-Z2-9]{4})");

    @LocalServerPort
    private int port;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private SimulatedGateway gateway;

    @Autowired
    private PhoneCodes codes;

    @Autowired
    private People people;

    @Autowired
    private ProvenPhones phones;

    @Autowired
    private Entities entities;

    @Autowired
    private Delegations delegations;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Accesses accesses;

    @Autowired
    private Applicants applicants;

    @Autowired
    private SpecialGroups specials;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private City city;

    @Autowired
    private TestTime time;

    private Person me = new Person(new UUID(0, 0), "", TestNumbers.citizen(), "");
    private Browser browser = new Browser(0);

    @BeforeEach
    void signIn() throws Exception {
        me = person("张晓明");
        browser = signedIn(me);
    }

    @Test
    @Proves("M-IDA-01")
    void somebodyNewRegistersAndSignsIn() throws Exception {
        CitizenId number = TestNumbers.citizen();
        var visitor = new Browser(port);
        visitor.open("/sign-in");
        assertThat(visitor.page()).contains("/sign-in/register");
        visitor.open("/sign-in/register");
        var form = new HashMap<>(
                Map.of("name", "江南雨", "number", number.value(), "phone", "15400000061", "password", PASSWORD));
        form.put("again", PASSWORD);

        var without = visitor.send("/sign-in/register", form);
        assertThat(without.statusCode()).as("without consent").isEqualTo(422);
        assertThat(without.body()).contains("href=\"#agree\"", number.value()).doesNotContain(PASSWORD);
        form.put("agree", PrivacyNotice.VERSION);
        var sent = visitor.send("/sign-in/register", form);
        assertThat(Browser.location(sent)).isEqualTo("/sign-in/register/code");
        String code = code(visitor.open("/sign-in/register/code").body());
        assertThat(visitor.page()).contains("154****0061").doesNotContain("15400000061");
        assertThat(visitor.send("/sign-in/register/code", Map.of("code", code.equals("000000") ? "1" : "000000"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(people.find(number)).as("not before the phone is proven").isEmpty();
        var done = visitor.send("/sign-in/register/code", Map.of("code", code));

        assertThat(Browser.location(done)).isEqualTo("/sign-in/register/done");
        assertThat(phones.isProven(people.find(number).orElseThrow())).isTrue();
        assertThat(visitor.open("/sign-in/register/done").body()).contains("注册办好了");
        visitor.open("/sign-in");
        var welcome = visitor.send(
                "/sign-in", Map.of("name", "江南雨", "citizen-id", number.value(), "password", PASSWORD, "next", ""));
        assertThat(welcome.statusCode()).isEqualTo(303);
    }

    @Test
    void aPersonOfARealAreaIsRefusedWithAClearText() throws Exception {
        var visitor = new Browser(port);
        visitor.open("/sign-in/register");
        var form = new HashMap<>(
                Map.of("name", "张三", "number", "11010519491231002X", "phone", "15400000061", "password", PASSWORD));
        form.put("again", PASSWORD);
        form.put("agree", PrivacyNotice.VERSION);

        var answer = visitor.send("/sign-in/register", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("没有核对一致", "629901");
    }

    @Test
    void theProfileShowsTheNumberMaskedAndChangesPhoneAndAddress() throws Exception {
        String profile = browser.open("/me/profile").body();
        assertThat(profile)
                .contains("张晓明", me.maskedCitizenId())
                .doesNotContain(me.citizenId().value());
        browser.open("/me/profile/contact");
        assertThat(browser.send("/me/profile/contact", Map.of("phone", "123", "address", "某街 1 号"))
                        .statusCode())
                .isEqualTo(422);

        String before = me.phone();
        String phone = "154" + me.citizenId().value().substring(6, 14);
        var sent = browser.send("/me/profile/contact", Map.of("phone", phone, "address", "安澜市学府路 66 号"));
        assertThat(browser.open("/me/profile").body())
                .as("the old phone until the new one is proven")
                .contains("安澜市学府路 66 号")
                .doesNotContain(phone);
        String form = Browser.location(sent);
        String code = code(browser.open(form).body());
        String request = form.substring(form.indexOf("request=") + 8);
        assertThat(Browser.location(
                        browser.send("/me/messages/code", Map.of("what", "phone", "request", request, "code", code))))
                .isEqualTo("/me/messages?done=proven");
        browser.open("/me/messages");
        assertThat(Browser.location(
                        browser.send("/me/messages/code", Map.of("what", "phone", "request", request, "code", code))))
                .as("a code is good once")
                .isEqualTo("/me/messages?done=over");

        assertThat(browser.open("/me/profile").body())
                .contains(Masks.phone(phone), "安澜市学府路 66 号")
                .doesNotContain(phone);
        assertThat(phones.isProven(people.find(me.id()).orElseThrow())).isTrue();
        // Whatever is sent takes along what waits.
        codes.send("15400000000", "123456");
        assertThat(gateway.at(before))
                .as("the old phone hears of it")
                .anySatisfy(arrived ->
                        assertThat(arrived.text()).contains("刚刚换成了别的号码").doesNotContain(phone));
    }

    private static String code(String page) {
        var found =
                Pattern.compile("(?<!\\d)(\\d{6})(?!\\d)").matcher(page.substring(page.indexOf("govuk-inset-text")));
        assertThat(found.find()).as("a code on the page").isTrue();
        return found.group(1);
    }

    @Test
    @Proves("M-IDA-05")
    void whatIsKnownIsFilledInWithItsSourceAndCounted() throws Exception {
        people.change(me.id(), "15400000063", "安澜市学府路 66 号");
        browser.open("/apply/" + ITEM);
        String base = Browser.location(browser.send("/apply/" + ITEM, Map.of()));

        assertThat(browser.open(base + "/question/applicant-name").body()).contains("张晓明", "来自您的实名信息");
        assertThat(browser.open(base + "/question/home-address").body()).contains("安澜市学府路 66 号", "来自您的个人资料");
        String check = browser.open(base + "/check").body();
        assertThat(check).contains("（来自您的实名信息）").containsPattern("\\d+ 项中，4 项已由系统填好");
        browser.open(base + "/question/phone");
        browser.send(base + "/question/phone", Map.of("answer", "15400000069"));

        assertThat(browser.open(base + "/question/phone").body())
                .as("typed now")
                .doesNotContain("来自您的个人资料");
        assertThat(browser.open(base + "/check").body()).containsPattern("\\d+ 项中，3 项已由系统填好");
    }

    @Test
    @Proves("M-IDA-05")
    void aFirmsFourFactsComeFromItsRegistrationAndAreCountedOnTheCheckAndTheReceipt() throws Exception {
        var code = TestNumbers.firm();
        browser.open("/me/firms/new");
        browser.send("/me/firms/new", Map.of("code", code.value(), "name", "试验有限公司"));
        browser.open("/apply/food-business");
        String base = Browser.location(browser.send("/apply/food-business", Map.of()));

        for (String question : List.of("entity-name", "credit-code", "representative-name", "representative-id")) {
            assertThat(browser.open(base + "/question/" + question).body())
                    .as(question)
                    .contains("来自企业登记信息");
        }
        // Those, and name and phone of who acts for it.
        assertThat(browser.open(base + "/check").body()).containsPattern("\\d+ 项中，6 项已由系统填好");
        var draft = city.complete(drafts.find(UUID.fromString(base.substring(base.lastIndexOf('/') + 1)))
                .orElseThrow());
        String check = browser.open(base + "/check").body();
        var counted = Pattern.compile("本表 \\d+ 项中，6 项已由系统填好").matcher(check);

        assertThat(check.split("（来自企业登记信息）", -1)).hasSize(5);
        assertThat(counted.find()).isTrue();
        var file = desk.submit(
                draft,
                Actor.applicant(draft.applicant().holder(), draft.applicant().person()),
                "web",
                City.key());
        assertThat(browser.open("/me/cases/" + file.id().value() + "/receipt").body())
                .contains("试验有限公司", counted.group());
    }

    @Test
    @Proves("M-IDA-05")
    void whereAResultGoesAndWhoComesHomeIsFilledInFromTheProfileWithItsSource() throws Exception {
        people.change(me.id(), "15400000063", "安澜市学府路 66 号");
        var file = city.submitted(applicants.of(me.id(), null), "public-place-hygiene");
        String path = "/me/cases/" + file.id().value() + "/delivery";

        String result = browser.open(path).body();
        assertThat(result).contains("value=\"安澜市学府路 66 号\"", "value=\"张晓明\"", "来自您的个人资料", "来自您的实名信息");
        assertThat(browser.send(
                                path,
                                Map.of(
                                        "way", "mail",
                                        "name", "张晓明",
                                        "phone", "15400000063",
                                        "address", "安澜市人民路 1 号"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.open(path).body()).contains("安澜市人民路 1 号").doesNotContain("来自您的个人资料");

        specials.declare(me.id(), SpecialGroup.DISABLED, "轮椅出行");
        assertThat(browser.open("/me/home-visit").body()).contains("value=\"安澜市学府路 66 号\"", "来自您的个人资料");
    }

    @Test
    @Proves("M-IDA-01")
    void oneActsForAnotherVisiblyWithinWhatWasDelegated() throws Exception {
        Person giver = person("吴桂兰");
        var offer = delegations.toPerson(
                giver.id(), "张晓明", me.citizenId(), new Extent(Set.of(ITEM), TODAY, TODAY.plusDays(30)));
        browser.open("/me/delegations");
        assertThat(browser.page()).contains("吴*兰", "等待接受").doesNotContain("吴桂兰");
        browser.send(browser.all(ACCEPT).getFirst(), Map.of());
        browser.open("/me/acting");
        browser.send("/me/acting", Map.of("as", browser.all(AS).getLast()));

        assertThat(browser.open("/me").body()).contains("代 吴*兰", "正在代 吴*兰 办理");
        assertThat(browser.open("/apply/teacher-qualification").body()).contains("委托里没有这个事项");
        browser.open("/me/profile");
        assertThat(browser.send("/apply/teacher-qualification", Map.of()).statusCode())
                .isEqualTo(422);
        browser.open("/apply/" + ITEM);
        String base = Browser.location(browser.send("/apply/" + ITEM, Map.of()));
        UUID draft = UUID.fromString(base.substring(base.lastIndexOf('/') + 1));
        var applicant = drafts.find(draft).orElseThrow().applicant();
        assertThat(applicant.holder()).isEqualTo(giver.id());
        assertThat(applicant.agentName()).isEqualTo("张晓明");
        String number = giver.citizenId().value();
        for (String page : List.of("/question/citizen-id", "/section/applicant", "/check")) {
            assertThat(browser.open(base + page).body())
                    .as(page)
                    .contains(giver.citizenId().masked())
                    .doesNotContain(number);
        }
        browser.open(base + "/question/phone");
        assertThat(browser.send(
                                base + "/question/citizen-id",
                                Map.of("answer", me.citizenId().value()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(drafts.find(draft).orElseThrow().answers().one("citizen-id"))
                .as("the register's")
                .hasValue(number);
        delegations.end(offer.id(), giver.id(), giver.id());

        var after = browser.open(base);
        assertThat(Browser.location(after)).as("withdrawn").isEqualTo("/me/acting?notice=over");
        assertThat(browser.open("/me/acting?notice=over").body()).contains("已经结束");
    }

    @Test
    void everyEventOfADelegatedCaseNamesBoth() throws Exception {
        var file = city.submitted("tobacco-retail");
        Person giver = people.find(file.applicant()).orElseThrow();
        accept(delegations.toPerson(
                giver.id(), "张晓明", me.citizenId(), new Extent(Set.of(), TODAY, TODAY.plusDays(30))));
        browser.open("/me/acting");
        browser.send("/me/acting", Map.of("as", "self~" + giver.id()));
        browser.open("/me/cases/" + file.id().value() + "/withdraw");
        browser.send(
                "/me/cases/" + file.id().value() + "/withdraw",
                Map.of("key", UUID.randomUUID().toString(), "reason", "不办了"));

        var last = cases.history(new CaseId("629901", file.id().value())).getLast();
        assertThat(last.actor().id()).isEqualTo(giver.id());
        assertThat(last.actor().post()).isEqualTo(me.id().toString());
    }

    @Test
    void whatIsNobodysBusinessIsNotThere() throws Exception {
        var file = city.submitted("tobacco-retail");

        assertThat(browser.open("/me/cases/" + file.id().value()).statusCode()).isEqualTo(404);
        browser.open("/me/profile");
        assertThat(browser.send("/me/acting", Map.of("as", "self~" + file.applicant()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.open("/me/firm").statusCode()).isEqualTo(403);
        assertThat(new Browser(port).open("/me/profile").statusCode()).isEqualTo(302);
    }

    @Test
    @Proves("M-IDA-01")
    void aRepresentativeOpensHisFirmNamesAnOperatorAndDismissesHim() throws Exception {
        var code = TestNumbers.firm();
        Person agent = person("郑一帆");
        browser.open("/me/firms/new");
        assertThat(browser.send("/me/firms/new", Map.of("code", "91629901MA9900B28V", "name", "试验有限公司"))
                        .statusCode())
                .isEqualTo(422);
        var opened = browser.send("/me/firms/new", Map.of("code", code.value(), "name", "试验有限公司"));
        assertThat(Browser.location(opened)).isEqualTo("/me/firm");
        assertThat(browser.open("/me/firm").body()).contains("试验有限公司", "法定代表人", code.value());
        var form =
                new HashMap<>(Map.of("name", "郑一帆", "number", agent.citizenId().value()));
        form.putAll(Map.of("from-year", "2026", "from-month", "11", "from-day", "18"));
        form.putAll(Map.of("until-year", "2027", "until-month", "11", "until-day", "17"));

        assertThat(browser.send("/me/firm/operators", form).statusCode()).isEqualTo(303);
        Browser operator = signedIn(agent);
        operator.open("/me/acting");
        operator.send(
                "/me/acting",
                Map.of("as", entities.find(code).orElseThrow().id().toString()));
        assertThat(operator.open("/me").body()).contains("试验有限公司");
        assertThat(operator.open("/me/firm").body()).doesNotContain("/me/firm/operators\"");
        browser.open("/me/firm");
        browser.send(browser.all(END).getFirst(), Map.of());

        assertThat(Browser.location(operator.open("/me"))).isEqualTo("/me/acting?notice=over");
    }

    @Test
    void whoActsForAnotherReadsPapersWithoutHisNumber() throws Exception {
        var file = city.accepted("tobacco-retail");
        Person giver = people.find(file.applicant()).orElseThrow();
        accept(delegations.toPerson(
                giver.id(), "张晓明", me.citizenId(), new Extent(Set.of(), TODAY, TODAY.plusDays(30))));
        browser.open("/me/acting");
        browser.send("/me/acting", Map.of("as", "self~" + giver.id()));
        UUID paper = papers.ofCase("629901", file.id().value()).getFirst().id();

        byte[] read = browser.bytes("/me/cases/" + file.id().value() + "/papers/" + paper);

        String number = giver.citizenId().value();
        assertThat(PdfText.of(papers.read("629901", paper).orElseThrow())).contains(number);
        assertThat(PdfText.of(read)).contains(file.number()).doesNotContain(number);
    }

    @Test
    void aDelegationIsGivenOnAPage() throws Exception {
        Person other = person("李安然");
        browser.open("/me/delegations/new");
        var form =
                new HashMap<>(Map.of("name", "李安然", "number", other.citizenId().value(), "scope", "some"));
        form.putAll(Map.of("from-year", "2026", "from-month", "11", "from-day", "18"));
        form.putAll(Map.of("until-year", "2026", "until-month", "12", "until-day", "40"));
        var wrong = browser.send("/me/delegations/new", form);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#scope\"", "href=\"#until-year\"");
        form.put("items", ITEM);
        form.put("until-day", "31");

        assertThat(browser.send("/me/delegations/new", form).statusCode()).isEqualTo(303);

        assertThat(delegations.of(me.id())).singleElement().satisfies(given -> {
            assertThat(given.taker()).isEqualTo(other.id());
            assertThat(given.items()).containsExactly(ITEM);
        });
        browser.open("/me/delegations");
        browser.send(browser.all(END).getFirst(), Map.of());
        assertThat(browser.open("/me/delegations").body()).contains("已解除");
    }

    @Test
    void theOneWhoWasLookedAtReadsWhoItWasAndTakesHisDataAlong() throws Exception {
        var clerk = new Onlooker(UUID.randomUUID(), "孟小雨", "ZX/window");
        accesses.note(me.id(), Access.Kind.LOOKED_UP, Channel.WINDOW, clerk, "", null);
        time.advance(Duration.ofMinutes(1));

        assertThat(browser.open("/me/access").body()).contains("孟小雨", "窗口查到了您的办件");
        browser.open("/me/profile");
        var export = browser.send("/me/export", Map.of());
        assertThat(export.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(export.body()).contains(me.citizenId().value(), "LOOKED_UP");
        assertThat(browser.open("/me/access").body()).contains("您导出了自己的信息");
    }

    @Test
    void aCodeForTheWindowIsMadeOnDemand() throws Exception {
        browser.open("/me/code");
        assertThat(browser.all(CODE)).isEmpty();
        browser.send("/me/code", Map.of());

        assertThat(browser.all(CODE)).hasSize(1);
        // Busy all day, so that the session lasts longer than the verification.
        for (int minutes = 0; minutes < 9 * 60; minutes += 25) {
            time.advance(Duration.ofMinutes(25));
            browser.open("/me");
        }
        assertThat(browser.open("/me/code").body()).contains("退出后重新登录");
    }

    @Test
    void oneSaysOnOnesProfileThatOneNeedsHelpAndTheReasonIsNotShownThere() throws Exception {
        browser.open("/me/profile");
        assertThat(browser.send("/me/profile/special", Map.of("group", "pregnant", "reason", ""))
                        .statusCode())
                .isEqualTo(422);
        browser.send("/me/profile/special", Map.of("group", "pregnant", "reason", "孕七个月，久站不便"));

        assertThat(browser.open("/me/profile").body()).contains("孕妇").doesNotContain("孕七个月");
    }

    @Test
    void theReceiptNamesItsOwnerInFull() throws Exception {
        var draft = city.complete("tobacco-retail");
        var file = desk.submit(
                draft,
                Actor.applicant(draft.applicant().holder(), draft.applicant().person()),
                "web",
                City.key());
        var own = new Browser(port);
        own.open("/sign-in");
        own.send(
                "/sign-in",
                Map.of("name", "陈晓禾", "citizen-id", City.CITIZEN, "password", "yimen-demo-2026", "next", ""));

        assertThat(own.open("/me/cases/" + file.id().value() + "/receipt").body())
                .contains("陈晓禾", "您没有重复填写");
    }

    private void accept(Delegation offer) {
        delegations.accept(offer.id(), me.id(), me.id());
    }

    private Person person(String name) {
        return people.register(name, TestNumbers.citizen(), "15400000001", passwords.hash(PASSWORD));
    }

    private Browser signedIn(Person person) throws Exception {
        return Browser.signedIn(port, person, PASSWORD);
    }
}
