package org.yimen.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.SealedPapers;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Operator;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StepUp;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.DemoAccounts;
import org.yimen.organisation.Right;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** The desk as officers use it: by links and forms, without JavaScript. */
@HallTest
class CasePagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    private static final String LINK = "<a class=\"govuk-link\" href=\"";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Accesses accesses;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Entities entities;

    @Autowired
    private Applicants applicants;

    @LocalServerPort
    private int port;

    @Autowired
    private TestTime time;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));
    private String base = "";

    @BeforeEach
    void aCaseThatWasHandedIn() {
        id = city.submitted(HYGIENE).id();
        base = "/desk/cases/" + id.value();
    }

    @Test
    @Proves({"M-INT-01", "M-APR-07"})
    void aCaseGoesFromTheWindowToTheApplicantThroughTheForms() throws Exception {
        Clerk window = pages.at("zx.window1");
        Clerk chief = pages.at("wjw.chief");

        press(window, "accept", "已受理");
        survey(pages.at("wjw.examiner1"));
        press(pages.at("wjw.examiner1"), "review", "审查意见已提交", "favourable", "true", "opinion", "符合卫生要求");
        press(pages.at("sj.examiner1"), "review", "审查意见已提交", "favourable", "true", "opinion", "主体资格一致");
        press(chief, "grant", "已作出准予决定");
        press(chief, "issue", "证照已制作", StepUp.FIELD, DemoAccounts.PASSWORD);
        Answer asked = window.open(base + "/do/deliver");
        assertThat(asked.location()).isEqualTo(base + "/hand-over");
        Answer form = window.open(base + "/hand-over");
        String himself = "holder:" + desk.find(id).applicant();
        for (String stranger : new String[] {"0", "agent:" + UUID.randomUUID(), himself.replace("holder", "agent")}) {
            Answer gone = window.send(
                    base + "/hand-over",
                    "key",
                    form.hidden("key"),
                    "seen",
                    form.hidden("seen"),
                    "to",
                    stranger,
                    "looked",
                    "yes");
            assertThat(gone.status()).as(stranger).isEqualTo(422);
            assertThat(gone.body()).contains("不在可以领取的人之列");
        }
        String[] typed = {"key", form.hidden("key"), "seen", form.hidden("seen"), "to", himself};
        assertThat(window.send(base + "/hand-over", typed).body())
                .as("nobody looked at the card")
                .contains("请查看领取人的身份证件");
        String[] looked = {"key", form.hidden("key"), "seen", form.hidden("seen"), "to", himself, "looked", "yes"};
        assertThat(window.send(base + "/hand-over", looked).location()).isEqualTo(base + "?done=deliver");
        assertThat(window.open(base + "?done=deliver").body()).contains("结果已送达", "查验身份证件");

        assertThat(desk.find(id).state()).isInstanceOf(State.Delivered.class);
        assertThat(cases.broken(id)).isEmpty();
    }

    @Test
    @Proves("M-INT-01")
    void theInboxOfEachPostShowsWhatItMustDoNext() throws Exception {
        assertThat(inbox("zx.window1")).contains(base);
        assertThat(inbox("wjw.examiner1")).doesNotContain(base);

        press(pages.at("zx.window1"), "accept", "已受理");
        assertThat(inbox("zx.window1")).doesNotContain(base);
        assertThat(inbox("sj.examiner1")).doesNotContain(base);
        survey(pages.at("wjw.examiner1"));

        assertThat(inbox("wjw.examiner1")).contains(base);
        assertThat(inbox("sj.examiner1")).contains(base);
        assertThat(inbox("wjw.chief")).doesNotContain(base);
    }

    @Test
    void aDoubleClickWithTheSameKeyDoesItOnce() throws Exception {
        Clerk window = pages.at("zx.window1");
        Answer page = window.open(base);
        String[] click = {"key", page.hidden("key"), "seen", page.hidden("seen")};

        Answer first = window.send(base + "/do/accept", click);
        Answer second = window.send(base + "/do/accept", click);

        assertThat(first.location()).isEqualTo(base + "?done=accept");
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(cases.history(id))
                .filteredOn(event -> event.type().equals("Accepted"))
                .hasSize(1);
    }

    @Test
    void anOpinionThatIsSentAgainAfterTheCaseMovedOnIsHeardOnce() throws Exception {
        press(pages.at("zx.window1"), "accept", "已受理");
        survey(pages.at("wjw.examiner1"));
        press(pages.at("sj.examiner1"), "review", "审查意见已提交", "favourable", "true", "opinion", "主体资格一致");
        Clerk examiner = pages.at("wjw.examiner1");
        assertThat(examiner.open(base + "/do/review").hidden("department")).isEqualTo("WJW");
        Answer page = examiner.open(base);
        String[] click = {
            "key", page.hidden("key"),
            "seen", page.hidden("seen"),
            "department", page.hidden("department"),
            "favourable", "true",
            "opinion", "符合卫生要求"
        };

        Answer first = examiner.send(base + "/do/review", click);
        Answer second = examiner.send(base + "/do/review", click);

        assertThat(first.location()).isEqualTo(base + "?done=review");
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
    }

    @Test
    void whoeverSawAnOlderCaseIsToldThatItMoved() throws Exception {
        Clerk window = pages.at("zx.window1");
        String seen = window.open(base).hidden("seen");
        press(pages.at("zx.window2"), "accept", "已受理");

        Answer answer = window.send(base + "/do/accept", "key", City.key(), "seen", seen);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("已被他人更新", "href=\"" + base + "\"", "回到待办");
    }

    @Test
    void anotherDepartmentsCaseIsForbidden() throws Exception {
        Clerk stranger = pages.at("yb.chief");

        assertThat(stranger.open(base).status()).isEqualTo(403);
        assertThat(stranger.open(base + "/do/grant").status()).isIn(403, 404);
        assertThat(stranger.send(base + "/do/accept", "key", City.key(), "seen", "1")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        assertThat(pages.at("zx.window1").forge(base + "/do/accept").status()).isEqualTo(403);
    }

    @Test
    void anErrorKeepsWhatWasTyped() throws Exception {
        String material = desk.item(desk.find(id)).materials().getFirst().code();

        Answer answer = pages.at("zx.window1")
                .send(base + "/do/notice-defects", "key", City.key(), "seen", "1", "what-" + material, "缺少消毒间位置");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("govuk-error-summary", "缺少消毒间位置", "href=\"#defect\"");
        assertThat(desk.find(id).state()).isInstanceOf(State.Received.class);
    }

    @Test
    void whatARuleRefusesComesBackOnTheFormWithWhatWasTyped() throws Exception {
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        Clerk examiner = pages.at("wjw.examiner1");

        Answer answer = examiner.send(
                base + "/do/decline",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "ground",
                "NO_LICENCE_NEEDED",
                "reason",
                "不在许可范围");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("govuk-error-summary", "不在许可范围");
    }

    @Test
    void nothingIsHandedOverByAFormThatAsksForNoCard() throws Exception {
        CaseId granted = city.granted(HYGIENE).id();
        desk.issue(granted, city.at("WJW/chief"), City.key(), null);

        Answer answer = pages.at("zx.window1")
                .send(
                        "/desk/cases/" + granted.value() + "/do/deliver",
                        "key",
                        City.key(),
                        "seen",
                        String.valueOf(desk.find(granted).version()),
                        "how",
                        "window");

        assertThat(answer.location()).isEqualTo("/desk/cases/" + granted.value() + "/hand-over");
        assertThat(desk.find(granted).state()).isInstanceOf(State.Issued.class);
    }

    /** 协调催办、流程控制、审批决定: whoever was given one of the three does that, and is told which of the others he lacks. */
    @ParameterizedTest
    @EnumSource(
            value = Right.class,
            names = {"URGE", "CONTROL", "DECIDE"})
    @Proves("M-APR-07")
    void eachRightOfTheChiefRepresentativeIsMissedByItself(Right only) throws Exception {
        press(pages.at("zx.window1"), "accept", "已受理");
        var deputy = pages.newcomer("WJW/chief");
        pages.letter(deputy, "WJW", Set.of(only));
        Clerk clerk = pages.at(deputy);
        if (only == Right.URGE) {
            press(clerk, "urge", "已催办", "department", "SJ", "note", "请抓紧");
        } else {
            assertMissed(clerk, "urge", "协调催办权");
        }
        city.review(id);

        assertMissed(clerk, "extend", "延长期限要由机关负责人批准");
        if (only != Right.CONTROL) {
            assertMissed(clerk, "send-back", "流程控制权");
        }
        if (only != Right.DECIDE) {
            assertMissed(clerk, "grant", "审批决定权");
        }
        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
        if (only == Right.CONTROL) {
            press(clerk, "send-back", "已退回", "departments", "SJ", "reason", "地址不一致，请核对");
        }
        if (only == Right.DECIDE) {
            press(clerk, "grant", "已作出准予决定");
        }
    }

    private void assertMissed(Clerk clerk, String code, String right) throws Exception {
        Answer refused = clerk.proven(
                base + "/do/" + code,
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "department",
                "SJ",
                "departments",
                "SJ",
                "note",
                "请抓紧",
                "reason",
                "再核对",
                "others",
                "no");
        assertThat(refused.status()).as(code).isEqualTo(422);
        assertThat(refused.body()).as(code).contains(right);
    }

    @Test
    @Proves("M-APR-07")
    void theChiefRepresentativeSendsACaseBackAndDecides() throws Exception {
        press(pages.at("zx.window1"), "accept", "已受理");
        city.review(id);
        Clerk chief = pages.at("wjw.chief");

        press(chief, "send-back", "已退回", "departments", "SJ", "reason", "地址不一致，请核对");
        press(pages.at("sj.examiner2"), "review", "审查意见已提交", "favourable", "true", "opinion", "已核对");
        press(chief, "grant", "已作出准予决定");

        assertThat(desk.find(id).state()).isInstanceOf(State.Granted.class);
    }

    @Test
    void aCaseThatDoesNotExistIsNotFound() throws Exception {
        String nowhere = "/desk/cases/" + UUID.randomUUID();
        Clerk window = pages.at("zx.window1");

        for (String page : List.of("", "/do/accept", "/papers/" + UUID.randomUUID(), "/supplement")) {
            assertThat(window.open(nowhere + page).status()).as(page).isEqualTo(404);
        }
    }

    @Test
    void onlyWhoNeedsThePaperOpensItAndWhoeverWatchesReadsACopyWithoutTheNumber() throws Exception {
        Applicant citizen = city.somebody();
        CaseId own = city.submitted(citizen, HYGIENE).id();
        String mine = "/desk/cases/" + own.value();
        Clerk window = pages.at("zx.window1");
        Answer shown = window.open(mine);
        window.send(mine + "/do/accept", "key", shown.hidden("key"), "seen", shown.hidden("seen"));
        UUID paper = papers.ofCase(own.region(), own.value()).getFirst().id();
        String address = mine + "/papers/" + paper;
        int before = looks(citizen).size();

        Clerk supervisor = pages.at(pages.newcomer("ZX/supervisor"));
        Answer refused = supervisor.open(address);
        Answer copy = supervisor.open(address + "/copy");
        Answer watched = supervisor.open(mine);
        Answer other = pages.at("zx.window2").open(address);
        int unread = looks(citizen).size();
        Answer written = window.open(address);
        List<Access> after = looks(citizen);
        time.advance(Duration.ofDays(1));
        Answer later = window.open(address);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(other.status()).as("no task of the window any more").isEqualTo(403);
        assertThat(unread).isEqualTo(before);
        assertThat(copy.status()).isEqualTo(200);
        assertThat(supervisor.text(address + "/copy"))
                .contains("查阅本", citizen.maskedNumber(), citizen.maskedName())
                .doesNotContain(citizen.number(), citizen.name());
        assertThat(watched.body()).contains(address + "/copy\"").doesNotContain(address + "\"");
        assertThat(written.status()).as("who wrote it prints it today").isEqualTo(200);
        assertThat(after).hasSize(before + 1);
        assertThat(after.getFirst().reason()).isEqualTo("paper");
        assertThat(later.status()).as("not tomorrow").isEqualTo(403);
    }

    @Test
    void whoHasTheApplicantBeforeHimByHisCardOpensHisPaper() throws Exception {
        Applicant citizen = city.somebody();
        CaseId own = city.submitted(citizen, HYGIENE).id();
        desk.write(own, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        String address = "/desk/cases/" + own.value() + "/papers/"
                + papers.ofCase(own.region(), own.value()).getFirst().id();
        Clerk typed = pages.at("zx.window2");
        typed.send("/desk/intake", "number", citizen.number());
        Clerk other = pages.at("zx.window3");
        pages.arrives(citizen.person(), other);

        assertThat(typed.open(address).status()).isEqualTo(403);
        assertThat(other.open(address).status()).isEqualTo(200);
    }

    @Test
    void openingWhatSomebodyHandedInLeavesOneLineAnHour() throws Exception {
        Applicant citizen = city.somebody();
        CaseId own = city.submitted(citizen, HYGIENE).id();
        UUID file = desk.dossier(own).content().files().getFirst().id();
        Clerk supervisor = pages.at(pages.newcomer("ZX/supervisor"));
        String address = "/desk/cases/" + own.value() + "/files/" + file;

        supervisor.open(address);
        supervisor.open(address);

        assertThat(looks(citizen))
                .filteredOn(look -> look.kind() == Access.Kind.OPENED)
                .hasSize(1);
    }

    @Test
    void whoOperatesForAFirmReadsWhoOpenedItsPapersAndFilesAndNobodyElse() throws Exception {
        Person operator =
                people.register("林知远", TestNumbers.citizen(), "15400000131", passwords.hash(DemoAccounts.PASSWORD));
        LegalEntity firm = entities.register(TestNumbers.firm(), "试验有限公司");
        entities.appoint(firm.id(), new Operator(operator.id(), Operator.Role.AGENT, LocalDate.of(2026, 1, 1), null));
        Applicant applicant = applicants.of(operator.id(), firm.id());
        CaseId own = city.submitted(applicant, "food-business").id();
        desk.write(own, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        String address = "/desk/cases/" + own.value();
        Clerk examiner = pages.at(pages.newcomer(desk.item(desk.find(own)).department() + "/examiner"));
        UUID file = desk.dossier(own).content().files().getFirst().id();
        UUID paper = papers.ofCase(own.region(), own.value()).getFirst().id();

        assertThat(examiner.open(address + "/files/" + file).status()).isEqualTo(200);
        assertThat(examiner.open(address + "/papers/" + paper).status()).isEqualTo(200);

        assertThat(accesses.of(firm.id(), time.instant().plusSeconds(1), Accesses.MOST))
                .extracting(Access::kind)
                .containsExactlyInAnyOrder(Access.Kind.OPENED, Access.Kind.UNMASKED);
        Browser browser = Browser.signedIn(port, operator, DemoAccounts.PASSWORD);
        assertThat(browser.open("/me/access").body()).doesNotContain("打开了您交的材料");
        browser.open("/me/acting");
        browser.send("/me/acting", Map.of("as", firm.id().toString()));
        assertThat(browser.open("/me/access").body()).contains("打开了您交的材料", "打开了写有号码的文书");
    }

    private List<Access> looks(Applicant citizen) {
        return accesses.of(citizen.holder(), time.instant().plusSeconds(1), Accesses.MOST);
    }

    @Test
    void theWindowTakesInWhatANoticeAsksFor() throws Exception {
        String material =
                desk.item(desk.find(id)).broughtByApplicant().getFirst().code();
        city.noticed(id, new Defect(material, "缺少消毒间位置"));
        time.advance(Duration.ofMinutes(5));
        Clerk window = pages.at("zx.window1");
        String supplement = base + "/supplement";
        pages.arrives(desk.applicant(desk.find(id)).person(), window);

        Answer shown = window.open(base);
        Answer early = window.send(supplement, "key", City.key());
        Answer uploaded = window.upload(supplement + "/" + material, "%PDF-1.4\n%%EOF\n".getBytes(US_ASCII));
        Answer sent = window.send(supplement, "key", window.open(supplement).hidden("key"));

        assertThat(shown.body()).contains(supplement);
        assertThat(early.status()).isEqualTo(422);
        assertThat(uploaded.location()).isEqualTo(supplement);
        assertThat(sent.location()).isEqualTo(base + "?done=supply");
        assertThat(desk.find(id).state()).isInstanceOf(State.Supplemented.class);
        assertThat(pages.at("wjw.examiner1").open(supplement).status()).isEqualTo(403);
        List<String> others = desk.item(desk.find(id)).broughtByApplicant().stream()
                .map(each -> each.code())
                .filter(code -> !code.equals(material))
                .toList();
        assertThat(window.open(base).body()).contains("告知仍需补正").doesNotContain("一次性告知补正</");
        assertThat(window.open(base + "/do/notice-defects").body())
                .as("one notice only: what it did not name cannot be asked for any more")
                .contains("value=\"" + material + "\"", "其他的不能再提")
                .doesNotContain(others.stream()
                        .map(code -> "id=\"defect-" + code + "\"")
                        .toArray(String[]::new));
    }

    @Test
    void theWindowFindsTheOpenCasesOfWhoeverStandsThere() throws Exception {
        Clerk window = pages.at("zx.window1");
        var somebody = city.somebody();
        var open = city.submitted(somebody, "food-business").id();

        String found = window.send("/desk/intake", "number", somebody.number()).location();

        assertThat(window.open(found).body()).contains("href=\"/desk/cases/" + open.value() + "\"");
    }

    @Test
    void whoeverWatchesOverDepartmentsFindsWhatIsLate() throws Exception {
        time.advance(Duration.ofDays(60));

        Answer home = pages.at(pages.newcomer("ZX/supervisor")).open("/desk");
        String all = all(pages.at(pages.newcomer("ZX/supervisor")), "/desk/overdue");

        assertThat(home.location()).isEqualTo("/desk/overdue");
        assertThat(all).contains(base, desk.find(id).number(), "受理岗");
        assertThat(all(pages.at(pages.newcomer("WJW/head")), "/desk/overdue")).contains(base);
        assertThat(all(pages.at(pages.newcomer("ZX/head")), "/desk/overdue"))
                .as("the department is late, not the centre")
                .doesNotContain(base);
        assertThat(pages.at("zx.window1").open("/desk/overdue").status()).isEqualTo(403);
    }

    @Test
    void aStepThatTheCaseHasLeftBehindLeadsToTheCase() throws Exception {
        Clerk window = pages.at("zx.window1");
        press(window, "accept", "已受理");

        Answer late = window.open(base + "/do/accept");

        assertThat(late.location()).isEqualTo(base + "?moved=true");
        assertThat(window.open(late.location()).body()).contains("这一件已经往前走了");
        assertThat(window.open(base + "/do/nonsense").status()).isEqualTo(404);
    }

    @Test
    void theApplicantTakesAReceiptHomeFromTheWindow() throws Exception {
        Clerk window = pages.at("zx.window1");

        assertThat(window.open(base + "/receipt").body())
                .as("whoever has its code rates: nobody prints it for himself")
                .doesNotContain("承诺办结");
        window.send("/desk/intake/card", "card", "chen");
        Answer receipt = window.open(base + "/receipt");

        assertThat(window.open(base).body()).contains(base + "/receipt");
        assertThat(receipt.body()).contains(desk.find(id).number(), "承诺办结", "投诉电话", "<svg");
        assertThat(pages.at("wjw.examiner1").open(base + "/receipt").status()).isEqualTo(403);
    }

    @Test
    void theCaseIsFoundByItsNumberAndNeverByPartOfIt() throws Exception {
        String number = desk.find(id).number();
        Clerk clerk = pages.at("zx.window1");

        assertThat(clerk.open("/desk/search?q=" + number).body()).contains(base);
        assertThat(clerk.open("/desk/search?q=" + number.substring(4)).body()).doesNotContain(base);
    }

    @Test
    void everyKeyOfThePageIsGivenOnce() throws Exception {
        String body = pages.at("zx.window1").open(base).body();

        assertThat(body).containsOnlyOnce("data-key=\"1\"").containsOnlyOnce("data-key=\"2\"");
        assertThat(body).contains("data-first");
    }

    private String inbox(String login) throws Exception {
        return all(pages.at(login), "/desk");
    }

    private static String all(Clerk clerk, String list) throws Exception {
        // Other tests leave cases too: look through all pages.
        var all = new StringBuilder();
        String next = list;
        for (int page = 0; page < 40 && !next.isEmpty(); page++) {
            String body = clerk.open(next).body();
            all.append(body);
            int link = body.indexOf(LINK + list + "?after=");
            next = link < 0 ? "" : body.substring(link + LINK.length(), body.indexOf('"', link + LINK.length()));
        }
        return all.toString();
    }

    /** The site survey that every case of this item passes. */
    private void survey(Clerk examiner) throws Exception {
        press(examiner, "start-step", "特别程序已开始", "step", "survey", "days", "2");
        assertThat(examiner.open(base + "/do/finish-step").body()).contains("/desk/procedures/" + id.value() + "/");
        city.surveyed(id, city.step(id, "survey"));
        press(examiner, "finish-step", "特别程序已完成", "finding", "现场符合要求");
    }

    /** Opens the case, sends the form of a command as the page gives it, and lands on the case with its banner. */
    private void press(Clerk clerk, String code, String banner, String... fields) throws Exception {
        Answer page = clerk.open(base + "/do/" + code);
        assertThat(page.status()).as(code).isEqualTo(200);
        String[] form = new String[fields.length + 6];
        form[0] = "key";
        form[1] = page.hidden("key");
        form[2] = "seen";
        form[3] = page.hidden("seen");
        form[4] = "others";
        form[5] = "no";
        System.arraycopy(fields, 0, form, 6, fields.length);

        Answer sent = clerk.proven(base + "/do/" + code, form);

        assertThat(sent.location()).as(code + ": " + summary(sent)).isEqualTo(base + "?done=" + code);
        assertThat(clerk.open(sent.location()).body()).contains(banner);
    }

    private static String summary(Answer answer) {
        int at = answer.body().indexOf("govuk-error-summary");
        return at < 0 ? "" : answer.body().substring(at, Math.min(answer.body().length(), at + 600));
    }
}
