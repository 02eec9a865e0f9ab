package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.StaffMember;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Absence;
import org.yimen.organisation.Absences;
import org.yimen.organisation.AccountResets;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Proposal;
import org.yimen.organisation.Proposals;
import org.yimen.organisation.Right;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class PowersPagesTest {

    private static final String CITY = DeskPages.CITY;

    /** An item of SJ that is decided in the system of its line. */
    private static final String LINE = "special-equipment-registration";

    @Autowired
    private AccountResets resets;

    @Autowired
    private AuditLog audit;

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Absences absences;

    @Autowired
    private Directory directory;

    @Autowired
    private Letters letters;

    @Autowired
    private Proposals proposals;

    @Autowired
    private LiveStreams streams;

    @Autowired
    private TestTime time;

    @Autowired
    private WebApplicationContext context;

    @ParameterizedTest
    @CsvSource({
        "sys.admin, /console/system/organisation, 机构树, The tree",
        "sec.admin, /console/security/staff, 在岗总数, In post altogether",
        "sec.admin, /console/security/posts, 在岗情况, Who is on which post",
        "sec.admin, /console/security/letters, 登记授权, Enter a letter",
        "sec.admin, /console/security/commissions, 登记委托, Enter a commission",
        "sec.admin, /console/security/consents, 双人复核, Second officer",
        "sec.admin, /console/security/powers, 下放的事项, Powers",
        "sec.admin, /console/security/entries, 录入记录, Entries",
        "sec.admin, /console/security/administrators, 提名, Propose",
        "aud.admin, /console/audit/registers, 登记的授权书, Letters",
        "wjw.admin, /console/department/rights, 授予或收回, Give or take",
        "sec.admin, /console/security/third-parties, 登记一家, Enter one",
        "wjw.admin, /console/department/third-parties, 登记一家, Enter one",
        "zx.director, /desk/administrators, 提名, Nominations",
        "zx.supervisor, /desk/powers, 授权率, Rate",
        "zx.window2, /desk/entries, 录入一条, Key one entry",
        "sl.chief, /desk/absences, 登记离岗, Enter an absence"
    })
    void everyRegisterOpensToItsOwnInBothLanguagesAndToNobodyElse(String login, String path, String zh, String en)
            throws Exception {
        Answer shown = pages.at(login).open(path);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains(zh);
        assertThat(pages.at(login).open(path + "?lang=en").body()).contains(en);

        if (!path.equals("/desk/absences")) {
            assertThat(pages.at("sl.examiner1").open(path).status()).isEqualTo(403);
        }
        if (path.startsWith("/console")) {
            for (String other : List.of("sys.admin", "sec.admin", "aud.admin", "wjw.admin")) {
                if (!other.equals(login)) {
                    assertThat(pages.at(other).open(path).status()).as(other).isEqualTo(403);
                }
            }
        }
    }

    @Test
    @Proves("M-STF-04")
    void whileTheChiefIsAwayHisStandInFindsTheCaseDecidesItAndIsNamed() throws Exception {
        CaseId id = toDecide();
        Clerk standIn = pages.at("wjw.standin");
        assertThat(standIn.open("/desk/cases/" + id.value()).status()).isEqualTo(403);
        Absence absence = away("wjw.chief");
        try {
            assertThat(standIn.open("/desk").body()).contains("代 柳若涵（离岗）");
            assertThat(standIn.open("/desk/cases/" + id.value()).body()).contains("您正在代 柳若涵 顶岗");
            assertThat(pages.at("wjw.chief").open("/desk/cases/" + id.value()).status())
                    .isEqualTo(403);

            Answer decided = grant(standIn, id);

            assertThat(decided.status()).isEqualTo(303);
            assertThat(desk.find(id).state()).isInstanceOf(State.Granted.class);
            assertThat(pages.at("wjw.head").open("/desk/cases/" + id.value()).body())
                    .contains("（B 角代）");
        } finally {
            back("wjw.chief", absence);
        }
        assertThat(grant(standIn, toDecide()).status()).isEqualTo(403);
    }

    @Test
    @Proves("M-STF-04")
    void whereBothAreAwayTheDirectorTheSupervisorAndTheHeadAreToldAndNobodyElse() throws Exception {
        Absence absence = away("sl.chief");
        try {
            for (String login : List.of("zx.director", "zx.supervisor", "sl.head")) {
                assertThat(pages.at(login).open("/desk/overdue").body())
                        .as(login)
                        .contains("A、B 角都不在", "SL/chief");
            }
            assertThat(pages.at("wjw.head").open("/desk/overdue").body()).doesNotContain("SL/chief");
        } finally {
            back("sl.chief", absence);
        }
        assertThat(pages.at("zx.director").open("/desk/overdue").body()).doesNotContain("SL/chief");
    }

    @Test
    void anAbsenceIsEnteredAndEndedOnThePage() throws Exception {
        Clerk chief = pages.at("mz.chief");
        String own = directory.staff(CITY, "mz.chief").orElseThrow().id().toString();
        Answer flawed = chief.send("/desk/absences", "person", own, "from", "morgen", "reason", "培训");
        assertThat(flawed.status()).isEqualTo(422);
        assertThat(flawed.body()).contains("govuk-error-summary", "请写明日期", "培训");
        for (String beyond : List.of("+999999999-12-31", "-999999999-01-01", "9999-12-31")) {
            Answer far = chief.send(
                    "/desk/absences",
                    "person",
                    own,
                    "from",
                    beyond,
                    "until",
                    beyond,
                    "from-half",
                    "MORNING",
                    "until-half",
                    "AFTERNOON",
                    "reason",
                    "培训");
            assertThat(far.status()).as(beyond).isEqualTo(422);
            assertThat(far.body()).contains("年份在 1900 到 2199 之间");
        }

        Answer sent = chief.send(
                "/desk/absences",
                "person",
                own,
                "from",
                "2026-11-18",
                "from-half",
                "MORNING",
                "until",
                "2026-11-18",
                "until-half",
                "AFTERNOON",
                "reason",
                "培训");

        assertThat(sent.status()).isEqualTo(303);
        assertThat(chief.open("/desk").body()).contains("您登记为离岗");
        Answer ended = chief.send(
                "/desk/absences/end", "absence", chief.open("/desk/absences").hidden("absence"));
        assertThat(ended.status()).isEqualTo(303);
        assertThat(chief.open("/desk").body()).doesNotContain("您登记为离岗");
    }

    @Test
    @Proves("M-OTH-03")
    void anotherDepartmentsOfficerNeitherFindsNorOpensACase() throws Exception {
        CaseId id = toDecide();
        String number = desk.find(id).number();

        assertThat(pages.at("wjw.examiner1").open("/desk/search?q=" + number).body())
                .contains(id.value().toString());
        assertThat(pages.at("zx.supervisor").open("/desk/search?q=" + number).body())
                .contains(id.value().toString());
        for (String login : List.of("mz.examiner1", "sl.chief", "zx.catalogue", "sec.admin")) {
            assertThat(pages.at(login).open("/desk/search?q=" + number).body())
                    .as(login)
                    .doesNotContain(id.value().toString());
            assertThat(pages.at(login).open("/desk/cases/" + id.value()).status())
                    .as(login)
                    .isEqualTo(403);
        }
    }

    @Test
    @Proves("M-IDA-07")
    void theDepartmentsAdministratorTakesARightAndItEndsWithTheAnswer() throws Exception {
        String clerk = directory.staff(CITY, "zx.window3").orElseThrow().id().toString();
        Clerk administrator = pages.at("wjw.admin");
        CaseId id = city.submitted("public-place-hygiene").id();
        String[] taking = {
            "clerk", clerk, "item", "public-place-hygiene", "right", "ACCEPT", "decision", "take", "reason", "核查期间"
        };
        try {
            Answer unproven = administrator.send("/console/department/rights", taking);
            assertThat(unproven.body()).contains("name=\"step-up\"");
            Answer sent = administrator.proven("/console/department/rights", taking);
            assertThat(sent.status()).isEqualTo(303);
            assertThat(pages.at("sec.admin")
                            .open("/console/security/staff/" + clerk)
                            .body())
                    .contains("核查期间", "单项授权");

            String page =
                    pages.at("zx.window3").open("/desk/cases/" + id.value()).body();
            assertThat(page).doesNotContain("/do/accept\" method=\"post\"");
            assertThat(pages.at("zx.window1").open("/desk/cases/" + id.value()).body())
                    .contains("/do/accept\" method=\"post\"");
            Answer more = administrator.proven(
                    "/console/department/rights",
                    "clerk",
                    clerk,
                    "item",
                    "public-place-hygiene",
                    "right",
                    "DECIDE",
                    "decision",
                    "give",
                    "reason",
                    "越权");
            assertThat(more.status()).isEqualTo(422);
            assertThat(more.body()).contains("您自己没有事项");
        } finally {
            administrator.proven(
                    "/console/department/rights",
                    "clerk",
                    clerk,
                    "item",
                    "public-place-hygiene",
                    "right",
                    "ACCEPT",
                    "decision",
                    "give",
                    "reason",
                    "核查结束");
        }
        assertThat(pages.at("zx.window3").open("/desk/cases/" + id.value()).body())
                .contains("/do/accept\" method=\"post\"");
    }

    @Test
    @Proves("M-STF-01")
    void hisPageShowsTheLettersInForceAndNoOther() throws Exception {
        Staff head = pages.newcomer("SJ/chief");
        String page = "/console/security/staff/" + head.id();
        assertThat(pages.at("sec.admin").open(page).body()).contains("没有有效的授权书", "没有单项授权");

        String number = pages.letter(head, "SJ", Set.of(Right.DECIDE)).number();
        assertThat(pages.at("sec.admin").open(page).body())
                .contains(number, "审批决定")
                .doesNotContain("没有有效的授权书");

        letters.withdraw(number, "轮岗", "test", time.instant());
        assertThat(pages.at("sec.admin").open(page).body()).doesNotContain(number);
    }

    @Test
    @Proves("M-ANA-11")
    void theRateSaysThatItsBaseIsWhatIsPublished() throws Exception {
        Clerk director = pages.at("zx.director");

        for (String page : List.of("/desk/powers", "/desk/letters")) {
            assertThat(director.open(page).body())
                    .as(page)
                    .contains("已发布事项")
                    .doesNotContain("进驻")
                    .doesNotContain("大厅共");
        }
    }

    @Test
    @Proves("M-STF-01")
    void somebodyIsEnteredAppointedAndLeaves() throws Exception {
        Clerk security = pages.at("sec.admin");
        String login = "p" + UUID.randomUUID().toString().substring(0, 8);
        Answer entered = security.send(
                "/console/security/staff",
                "login",
                login,
                "name",
                "试用员",
                "number",
                login,
                "sender",
                "SL",
                "employment",
                "CONTRACT",
                "since",
                "2026-11-01");
        assertThat(entered.status()).isEqualTo(303);
        Staff person = directory.staff(CITY, login).orElseThrow();
        // Without a post he is asked to sign in, which he cannot.
        assertThat(pages.at(person).open("/desk").status()).isEqualTo(302);

        assertThat(security.proven(
                                "/console/security/posts",
                                "post",
                                "SL/examiner",
                                "person",
                                person.id().toString(),
                                "ab",
                                "A",
                                "from",
                                "2026-11-01")
                        .status())
                .isEqualTo(303);
        assertThat(pages.at(person).open("/desk").status()).isEqualTo(200);

        String leave = "/console/security/staff/" + person.id() + "/leave";
        assertThat(pages.at("sec.admin").send(leave, "left", "2026-11-18").status())
                .isEqualTo(403);
        assertThat(pages.at(person).open("/desk").status()).isEqualTo(200);
        assertThat(security.send(leave, "left", "2026-11-18").status()).isEqualTo(303);
        assertThat(pages.at(person).open("/desk").status()).isEqualTo(302);
        assertThat(security.open("/console/security/staff/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        Answer again = security.send(
                "/console/security/staff",
                "login",
                login,
                "name",
                "重名",
                "number",
                "x" + login,
                "sender",
                "SL",
                "employment",
                "CONTRACT",
                "since",
                "2026-11-01");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("已被使用", "重名");
    }

    @Test
    void aPostOfWeightIsFilledByTwoOfficers() throws Exception {
        Clerk first = pages.at("sec.admin");
        String login = "w" + UUID.randomUUID().toString().substring(0, 8);
        first.send(
                "/console/security/staff",
                "login",
                login,
                "name",
                "候任会计",
                "number",
                login,
                "sender",
                "ZX",
                "employment",
                "ESTABLISHED",
                "since",
                "2026-11-01");
        Staff person = directory.staff(CITY, login).orElseThrow();
        String[] finance = {
            "key", UUID.randomUUID().toString(),
            "post", "ZX/finance",
            "person", person.id().toString(),
            "ab", "B",
            "from", "2026-11-18",
            "until", "2026-11-18",
            "reason", "轮岗" + login
        };
        assertThat(first.proven("/console/security/posts", finance).location()).contains("/console/security/consents");
        assertThat(directory.officer(person.id(), time.instant()).posts()).isEmpty();
        Proposal proposal = proposals.waiting(CITY, "ZX/finance").stream()
                .filter(each -> person.id().equals(each.concerns()))
                .findFirst()
                .orElseThrow();
        String[] yes = {"proposal", proposal.id().toString(), "word", "yes"};
        assertThat(first.proven("/console/security/consents", yes).status()).isEqualTo(422);

        Clerk second = pages.at("sec.admin2");
        assertThat(second.open("/console/security/consents").body()).contains("任命重要岗位", "轮岗" + login, "B 角");
        assertThat(second.proven("/console/security/consents", yes).status()).isEqualTo(303);

        assertThat(directory.postings(CITY)).anySatisfy(posting -> {
            assertThat(posting.staff()).isEqualTo(person.id());
            assertThat(posting.post()).isEqualTo("ZX/finance");
            assertThat(posting.standIn()).isTrue();
        });
        assertThat(resets.takesTwo(CITY, person.id())).isTrue();
    }

    @Test
    void aPostOfWeightIsEndedByTwoOfficers() throws Exception {
        Clerk first = pages.at("sec.admin");
        Staff head = pages.newcomer("SL/head");
        Posting posting = directory.postings(CITY).stream()
                .filter(each -> each.staff().equals(head.id()))
                .findFirst()
                .orElseThrow();
        String[] end = {
            "key", UUID.randomUUID().toString(),
            "posting", posting.post() + " " + head.id() + " " + posting.from(),
            "why", "调任" + head.login()
        };
        assertThat(first.open("/console/security/posts").body()).contains(end[3]);
        assertThat(first.send("/console/security/posts/end", end).status()).isEqualTo(403);
        assertThat(first.proven("/console/security/posts/end", end).location()).contains("/console/security/consents");
        // As the button of a row sent it before.
        assertThat(first.send(
                                "/console/security/posts/end",
                                "post",
                                posting.post(),
                                "person",
                                head.id().toString(),
                                "from",
                                posting.from().toString())
                        .status())
                .isEqualTo(422);
        assertThat(directory.officer(head.id(), time.instant()).posts()).isNotEmpty();

        Clerk second = pages.at("sec.admin2");
        assertThat(second.open("/console/security/consents").body()).contains("重要岗位免职或离岗", end[5]);
        assertThat(second.proven("/console/security/consents", "proposal", end[1], "word", "yes")
                        .status())
                .isEqualTo(303);
        assertThat(directory.officer(head.id(), time.instant()).posts()).isEmpty();
    }

    @Test
    void theDirectorSettlesThatAnAdministratorLeaves() throws Exception {
        Clerk first = pages.at("sec.admin");
        Staff auditor = pages.newcomer("ZX/audit-admin");
        String page = "/console/security/staff/" + auditor.id();
        assertThat(first.open(page).body()).contains("由中心主任复核");
        assertThat(first.proven(page + "/leave", "left", "2026-11-18").status()).isEqualTo(422);

        assertThat(first.proven(
                                page + "/leave",
                                "left",
                                "2026-11-18",
                                "why",
                                "退休" + auditor.login(),
                                "key",
                                UUID.randomUUID().toString())
                        .location())
                .contains("/console/security/consents");
        assertThat(directory.staff(auditor.id()).leftOn()).isNull();

        Clerk director = pages.at("zx.director");
        assertThat(director.open("/desk/administrators").body())
                .contains("退休" + auditor.login(), "审计管理员", "离岗")
                .doesNotContain("desk.administrators.");
        String id =
                proposals.waiting(CITY, auditor.id().toString()).getFirst().id().toString();
        assertThat(director.proven("/desk/administrators", "nomination", id, "word", "yes")
                        .status())
                .isEqualTo(303);
        assertThat(directory.staff(auditor.id()).leftOn()).isEqualTo("2026-11-18");
    }

    @Test
    void aListIsLoadedAfterASecondProofAndFillsNoPostOfWeight() throws Exception {
        Clerk security = pages.at("sec.admin");
        String login = "l" + UUID.randomUUID().toString().substring(0, 8);
        byte[] list = ("login,name,number,unit,window,terms,since,post\n"
                        + login + ",甲," + login + ",XN,,编制,2026-11-01,XN/investigator\n"
                        + "b" + login + ",乙,b" + login + ",SL,,编制,2026-11-01,SL/examiner\n")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(security.upload("/console/security/staff/import", list).status())
                .isEqualTo(403);
        assertThat(directory.staff(CITY, "b" + login)).isEmpty();
        // The page that asks cannot carry the file, so it says that it is chosen again.
        Answer without = security.proven("/console/security/staff/import");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.body()).contains("请选择名册文件");
        Answer loaded = security.upload("/console/security/staff/import", list);

        assertThat(loaded.body()).contains("XN/investigator是重要岗位，不能随名册导入");
        assertThat(directory.staff(CITY, login)).isEmpty();
        assertThat(directory.staff(CITY, "b" + login)).isPresent();
    }

    @Test
    @Proves({"M-STF-01", "N-Y04"})
    void aListOf146PeopleStandsOnThePageByUnit() throws Exception {
        Clerk security = pages.at(pages.securityOfANewTown(29));
        var list = new StringBuilder("login,name,number,unit,window,terms,since,post\n");
        for (int i = 0; i < 146; i++) {
            String unit = "D%02d".formatted(i % 29);
            list.append("p%03d,职工%03d,N%03d,%s,,编制,2026-01-01,%s/examiner\n".formatted(i, i, i, unit, unit));
        }
        assertThat(security.proven("/console/security/staff/import").status()).isEqualTo(422);
        security.upload("/console/security/staff/import", list.toString().getBytes(StandardCharsets.UTF_8));

        List<Integer> units = Pattern.compile("<a href=\"/console/security/staff\\?unit=D\\d\\d\">(\\d+)</a>")
                .matcher(security.open("/console/security/staff").body())
                .results()
                .map(unit -> Integer.valueOf(unit.group(1)))
                .toList();

        // 146 = 29 × 5 + 1.
        assertThat(units).hasSize(29).containsOnly(5, 6).containsOnlyOnce(6);
        assertThat(units.stream().mapToInt(Integer::intValue).sum()).isEqualTo(146);
    }

    @Test
    void aPostIsOpenedAfterASecondProofAndNeverWithACitizenNumberInItsName() throws Exception {
        Clerk security = pages.at("sec.admin");
        String role = "r" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "z";
        String[] post = {"department", "SL", "role", role, "name", "巡查", "sees", CITY};

        assertThat(security.send("/console/security/posts/open", post).status()).isEqualTo(403);
        assertThat(directory.post(CITY, "SL/" + role)).isEmpty();
        String[] numbered = post.clone();
        numbered[5] = "巡查 110105199003078888";
        Answer refused = security.proven("/console/security/posts/open", numbered);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("名称中不能有身份证号或手机号");
        assertThat(security.send("/console/security/posts/open", post).status()).isEqualTo(303);

        assertThat(directory.isWeighty(CITY, "SL/" + role)).isTrue();
    }

    @Test
    void anAdministratorIsProposedOnThePageAndConfirmedByTheDirector() throws Exception {
        Clerk security = pages.at("sec.admin");
        String login = "q" + UUID.randomUUID().toString().substring(0, 8);
        security.send(
                "/console/security/staff",
                "login",
                login,
                "name",
                "候任者",
                "number",
                login,
                "sender",
                "ZX",
                "employment",
                "ESTABLISHED",
                "since",
                "2026-11-01");
        Staff person = directory.staff(CITY, login).orElseThrow();
        Answer proposed = security.proven(
                "/console/security/administrators",
                "key",
                UUID.randomUUID().toString(),
                "post",
                "ZX/audit-admin",
                "person",
                person.id().toString(),
                "from",
                "2026-11-18",
                "until",
                "2026-11-18",
                "reason",
                "新设" + login);
        assertThat(proposed.status()).isEqualTo(303);
        assertThat(pages.at(person).open("/console").status()).isEqualTo(302);

        Clerk director = pages.at("zx.director");
        String page = director.open("/desk/administrators").body();
        assertThat(page).contains("新设" + login);
        String nomination = director.open("/desk/administrators").hidden("nomination");
        assertThat(director.proven("/desk/administrators", "nomination", nomination, "word", "yes")
                        .status())
                .isEqualTo(303);

        assertThat(pages.at(person).open("/console").status()).isEqualTo(200);
    }

    @Test
    @Proves("M-APR-05")
    void aLetterIsEnteredAndWithdrawnInTheConsole() throws Exception {
        Clerk security = pages.at("sec.admin");
        Staff deputy = pages.newcomer("SL/examiner");
        String above = firstTier("SL");
        String number = "安水授〔2026〕" + UUID.randomUUID().toString().substring(0, 6) + "号";

        Answer entered = security.proven(
                "/console/security/letters",
                "key",
                UUID.randomUUID().toString(),
                "why",
                "轮岗",
                "number",
                number,
                "department",
                "SL",
                "parent",
                above,
                "holder",
                deputy.id().toString(),
                "rights",
                "URGE",
                "from",
                "2026-11-18",
                "until",
                "2026-11-30",
                "signatory",
                "局长");

        assertThat(entered.status()).isEqualTo(303);
        assertThat(security.open("/console/security/letters").body()).doesNotContain(number);
        consent(number);
        assertThat(security.open("/console/security/letters").body()).contains(number, "12 天后到期");
        assertThat(security.proven("/console/security/letters/withdrawal", "withdrawn", number, "reason", "轮岗")
                        .status())
                .isEqualTo(303);
        assertThat(directory
                        .officer(deputy.id(), time.instant())
                        .departmentsFor(Right.URGE, CityTime.day(time.instant())))
                .isEmpty();
    }

    @Test
    @Proves("M-APR-05")
    void aLetterForTwoOfThreeItemsWithTwoSignatoriesDecidesThoseTwoAlone() throws Exception {
        Staff signer = pages.newcomer("SJ/head");
        String number = "安市监授〔2026〕" + UUID.randomUUID().toString().substring(0, 8) + "号";
        Clerk security = pages.at("sec.admin");
        String page = security.open("/console/security/letters").body();
        assertThat(page).contains("type=\"checkbox\" value=\"food-business\"", "（市场监管局）");

        assertThat(letterFor(security, signer, number, "food-business", "public-place-hygiene")
                        .body())
                .contains("所选事项中有的不属于该部门");
        assertThat(letterFor(security, signer, number, "no-such-item").status()).isEqualTo(422);
        assertThat(letterFor(security, signer, number, "food-business", "sole-trader-registration")
                        .status())
                .isEqualTo(303);
        consent(number);

        Letter letter = letters.in(CITY).stream()
                .filter(each -> each.number().equals(number))
                .findFirst()
                .orElseThrow();
        assertThat(letter.items()).containsExactlyInAnyOrder("food-business", "sole-trader-registration");
        assertThat(letter.signatories()).containsExactly("邹铁军", "顾长宁");
        Clerk decider = pages.at(signer);
        for (String item : List.of("food-business", "sole-trader-registration")) {
            assertThat(grant(decider, toDecide(item)).status()).as(item).isEqualTo(303);
        }
        CaseId third = toDecide("enterprise-registration");
        Answer refused = grant(decider, third);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("审批决定权");
        assertThat(desk.find(third).state()).isNotInstanceOf(State.Granted.class);
    }

    private Answer letterFor(Clerk security, Staff holder, String number, String... items) throws Exception {
        var fields = new ArrayList<>(List.of(
                "key",
                UUID.randomUUID().toString(),
                "why",
                "两个事项",
                "number",
                number,
                "department",
                "SJ",
                "parent",
                firstTier("SJ"),
                "holder",
                holder.id().toString(),
                "rights",
                "DECIDE",
                "power",
                "own",
                "from",
                "2026-11-18",
                "until",
                "2026-11-30",
                "signatory",
                "邹铁军\n 顾长宁 \n"));
        for (String item : items) {
            fields.add("items");
            fields.add(item);
        }
        return security.proven("/console/security/letters", fields.toArray(String[]::new));
    }

    @Test
    @Proves("M-INT-18")
    void aForgedBasisMakesNoCommissionOfALetter() throws Exception {
        String above = firstTier("SJ");
        String number = "安市监授〔2026〕" + UUID.randomUUID().toString().substring(0, 6) + "号";

        Answer refused = pages.at("sec.admin")
                .proven(
                        "/console/security/letters",
                        "key",
                        UUID.randomUUID().toString(),
                        "why",
                        "伪造字段",
                        "number",
                        number,
                        "department",
                        "SJ",
                        "parent",
                        above,
                        "holder",
                        pages.newcomer("ZX/window").id().toString(),
                        "rights",
                        "ACCEPT",
                        "from",
                        "2026-11-18",
                        "until",
                        "2026-11-30",
                        "signatory",
                        "局长",
                        "basis",
                        "某市政务服务条例 第三十五条");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("行政许可法");
        assertThat(pages.at("sec.admin2").open("/console/security/consents").body())
                .doesNotContain(number);
    }

    @ParameterizedTest
    @CsvSource({"ZX/window, DECIDE, 须在委托页逐项登记", "SJ/examiner, ACCEPT, 只能是决定、签发和延长期限"})
    @Proves({"M-APR-08", "M-INT-18"})
    void nobodySignsForTheHeadOfAnotherOrganNorAcceptsForHim(String post, String right, String why) throws Exception {
        String above = firstTier("SJ");
        String number = "安市监代〔2026〕" + UUID.randomUUID().toString().substring(0, 6) + "号";

        Answer refused = pages.at("sec.admin")
                .proven(
                        "/console/security/letters",
                        "key",
                        UUID.randomUUID().toString(),
                        "why",
                        "代批",
                        "number",
                        number,
                        "department",
                        "SJ",
                        "parent",
                        above,
                        "holder",
                        pages.newcomer(post).id().toString(),
                        "rights",
                        right,
                        "power",
                        "signing",
                        "basis",
                        "某市政务服务条例 第三十五条",
                        "from",
                        "2026-11-18",
                        "until",
                        "2026-11-30",
                        "signatory",
                        "局长");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(why);
        assertThat(proposals.waiting(CITY, number)).isEmpty();
    }

    private String firstTier(String department) {
        return letters.in(CITY).stream()
                .filter(letter -> letter.parent() == null && letter.department().equals(department))
                .map(Letter::number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Proves("M-INT-18")
    void aCommissionWithABoxUntickedOrAnItemThatIsNotInstantIsRefused() throws Exception {
        Clerk security = pages.at("sec.admin");
        String clerk = directory.staff(CITY, "zx.window1").orElseThrow().id().toString();

        Answer refused = commission(security, clerk, "sole-trader-registration", "OWN_NAME");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("委托条件未全部满足");
        assertThat(commission(security, clerk, "food-business", "OWN_NAME").body())
                .contains("有的不是即办件");
    }

    @Test
    @Proves("M-INT-19")
    void anEntryIsKeyedOnceHoweverOftenItIsSent() throws Exception {
        Clerk clerk = pages.at("zx.window2");
        CaseFile<State> file = city.accepted(LINE);
        String page = clerk.open("/desk/entries").body();
        assertThat(page).contains("value=\"" + LINE + "\"").doesNotContain("value=\"food-business\"");
        String key = clerk.open("/desk/entries").hidden("key");
        String keyed = "录入-" + UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            assertThat(entry(clerk, key, LINE, file.number(), keyed).status()).isEqualTo(303);
        }
        Answer other = entry(clerk, key, LINE, file.number(), "别的内容");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("这张表单已经提交过");
        assertThat(clerk.open("/desk/entries").body().split(keyed, -1)).hasSize(2);
        assertThat(pages.at("sec.admin").open("/console/security/entries").body())
                .contains(keyed, file.number(), "特种设备使用登记系统");
        assertThat(Trail.of(audit, CITY, List.of("organisation.entry-keyed")))
                .filteredOn(entry -> entry.subject().equals(file.id().value().toString()))
                .hasSize(1);
        assertThat(pages.at("zx.window3").open("/desk/entries").body()).contains("没有任何事项的录入权");
    }

    @Test
    @Proves("M-INT-19")
    void nothingIsKeyedOfWhatIsNoCaseOrNotOpenOrNotOfALine() throws Exception {
        Clerk clerk = pages.at("zx.window2");
        String number = TestNumbers.citizen().value();
        CaseFile<State> accepted = city.accepted(LINE);
        CaseFile<State> food = city.accepted("food-business");
        String text = "录入-" + UUID.randomUUID();

        assertRefused("没有这个编号的办件", entry(clerk, City.key(), LINE, number, text));
        assertRefused("没有这个编号的办件", entry(clerk, City.key(), LINE, "A-1", text));
        assertRefused("没有这个编号的办件", entry(clerk, City.key(), LINE, food.number(), text));
        assertRefused("不在垂直业务系统办理", entry(clerk, City.key(), "food-business", food.number(), text));
        assertRefused(
                "还没有受理", entry(clerk, City.key(), LINE, city.submitted(LINE).number(), text));
        assertRefused(
                "您没有事项",
                entry(
                        clerk,
                        City.key(),
                        "immovable-transfer",
                        city.accepted("immovable-transfer").number(),
                        text));
        assertRefused("请填写录入内容", entry(clerk, City.key(), LINE, accepted.number(), text + "长".repeat(2000)));
        desk.act(
                accepted.id(),
                Actor.officer(directory.staff(CITY, "zx.window2").orElseThrow().id(), "ZX/window"),
                City.key(),
                null,
                new Command.Recuse("申请人是我表弟"));
        assertRefused("已对本件申请回避", entry(clerk, City.key(), LINE, accepted.number(), text));

        assertThat(clerk.open("/desk/entries").body()).doesNotContain(text, number);
        assertThat(Trail.of(audit, CITY, List.of("organisation.entry-keyed")))
                .noneMatch(entry -> entry.subject().contains(number));
    }

    @Test
    @Proves("M-INT-19")
    void whoDoesNotOpenTheCaseKeysNothingOfItAndTheRightEndsAtOnceAndWithItsLastDay() throws Exception {
        CaseFile<State> file = city.accepted(LINE);
        Staff foreign = pages.newcomer("SL/window");
        pages.letter(foreign, "SJ", Set.of(Right.ENTER));
        assertRefused("没有这个编号的办件", entry(pages.at(foreign), City.key(), LINE, file.number(), "已录入"));

        Staff first = pages.newcomer("ZX/window");
        Letter letter = pages.letter(first, "SJ", Set.of(Right.ENTER));
        Clerk clerk = pages.at(first);
        assertThat(entry(clerk, City.key(), LINE, file.number(), "已录入").status())
                .isEqualTo(303);
        letters.withdraw(CITY, letter.number(), "收回", "test", time.instant());
        assertRefused("您没有事项", entry(clerk, City.key(), LINE, file.number(), "再录"));
        assertThat(clerk.open("/desk/entries").body()).contains("没有任何事项的录入权");

        Clerk second = pages.at(enteringToday());
        time.set(Instant.parse("2026-11-18T15:59:59Z"));
        assertThat(entry(second, City.key(), LINE, file.number(), "已录入").status())
                .isEqualTo(303);
        time.set(Instant.parse("2026-11-18T16:00:00Z"));
        assertRefused("您没有事项", entry(second, City.key(), LINE, file.number(), "再录"));
    }

    private Staff enteringToday() {
        Staff clerk = pages.newcomer("ZX/window");
        LocalDate today = CityTime.day(time.instant());
        letters.grant(new Letters.Grant(
                CITY,
                "录授〔2026〕" + UUID.randomUUID().toString().substring(0, 8) + "号",
                "SJ",
                clerk.id(),
                Set.of(LINE),
                Set.of(Right.ENTER),
                today,
                today,
                List.of("邹铁军"),
                firstTier("SJ"),
                null,
                "test"));
        return clerk;
    }

    private static Answer entry(Clerk clerk, String key, String item, String number, String keyed) throws Exception {
        return clerk.send("/desk/entries", "key", key, "item", item, "case", number, "keyed", keyed);
    }

    private static void assertRefused(String why, Answer answer) {
        assertThat(answer.status()).as(why).isEqualTo(422);
        assertThat(answer.body()).contains(why);
    }

    @Test
    @Proves({"M-ANA-11", "M-APR-06"})
    void everyNumberOfTheReportOpensItsList() throws Exception {
        Clerk supervisor = pages.at("zx.supervisor");
        String page = supervisor.open("/desk/powers").body();
        assertThat(page).contains("授权率 = ", "÷");

        for (String list : List.of(
                "departments", "items", "published", "missing", "rights", "DECIDE", "passed", "passed-departments")) {
            assertThat(page).contains("/desk/powers?list=" + list);
            assertThat(supervisor.open("/desk/powers?list=" + list).status()).isEqualTo(200);
        }
        assertThat(supervisor.open("/desk/powers?list=passed").body()).contains("公共场所卫生许可", "安政常纪〔2025〕18号");
        for (String list : List.of("departments", "items", "published", "DECIDE", "passed", "passed-departments")) {
            String opened = supervisor.open("/desk/powers?list=" + list).body();
            var figure = Pattern.compile("<a href=\"/desk/powers\\?list=" + list + "\">(\\d+)</a>")
                    .matcher(opened);
            assertThat(figure.find()).as(list).isTrue();
            int rows = opened.split("<tr", -1).length - 2;
            assertThat(rows).as(list).isEqualTo(Integer.parseInt(figure.group(1)));
        }
    }

    @Test
    @Proves({"M-APR-05", "M-IDA-07"})
    void anOpenPageHearsWithinASecondThatALetterWasWithdrawn() throws Exception {
        Staff deputy = pages.newcomer("WJW/chief");
        Letter letter = pages.letter(deputy, "WJW", Set.of(Right.DECIDE));
        CaseId id = toDecide();
        Clerk clerk = pages.at(deputy);
        assertThat(clerk.open("/desk/cases/" + id.value()).body()).contains("/do/grant\"", "data-live");
        MvcResult stream = listen(deputy);
        Thread.sleep(500);
        int before = marks(stream);
        assertThat(before).isPositive();

        letters.withdraw(CITY, letter.number(), "收回", "test", time.instant());

        long committed = System.nanoTime();
        while (marks(stream) == before) {
            assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(Duration.ofSeconds(1));
            Thread.sleep(10);
        }
        assertThat(clerk.open("/desk/cases/" + id.value()).body())
                .doesNotContain("/do/grant\"")
                .contains("审批决定权");
        assertThat(clerk.open("/desk/cases/" + id.value() + "/do/refuse").body())
                .contains("data-live=\"act\"", "审批决定权")
                .doesNotContain("govuk-button--warning");
        assertThat(streams.size()).isPositive();
    }

    @Test
    void whoeverOpensManyPagesEndsHisOldestAndShutsNobodyOut() {
        UUID one = city.at("ZX/window").id();
        int before = streams.size();

        for (int opened = 0; opened < 2 * LiveStreams.MOST; opened++) {
            assertThat(streams.open(one, null)).isNotNull();
        }

        assertThat(streams.size()).isEqualTo(before + LiveStreams.MOST_OF_ONE);
        assertThat(streams.open(city.at("ZX/guide").id(), null)).isNotNull();
    }

    @SuppressWarnings("NullAway") // setSession takes null for none; it is only not said there.
    private MvcResult listen(Staff staff) throws Exception {
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                new StaffMember(staff.id(), staff.region(), staff.name()),
                "",
                AuthorityUtils.createAuthorityList("ROLE_STAFF"));
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(get("/desk/live").with(authentication(signedIn)).with(request -> {
                    // One that is in no store would be over at the next look.
                    request.setSession(null);
                    return request;
                }))
                .andReturn();
    }

    private static int marks(MvcResult stream) throws Exception {
        return stream.getResponse().getContentAsString().split("data:", -1).length - 1;
    }

    private Answer commission(Clerk security, String clerk, String item, String condition) throws Exception {
        return security.proven(
                "/console/security/commissions",
                "key",
                UUID.randomUUID().toString(),
                "why",
                "委托",
                "number",
                UUID.randomUUID().toString(),
                "department",
                "SJ",
                "parent",
                "安政授〔2026〕2号",
                "holder",
                clerk,
                "items",
                item,
                "basis",
                "某条例",
                "published",
                "2026-01-01",
                "published-in",
                "网站",
                "from",
                "2026-11-18",
                "until",
                "2026-12-31",
                "signatory",
                "局长",
                "conditions",
                condition);
    }

    /** The other security administrator sees what waits and consents to it. */
    private void consent(String subject) throws Exception {
        Clerk second = pages.at("sec.admin2");
        String id = proposals.waiting(CITY, subject).getFirst().id().toString();
        assertThat(second.open("/console/security/consents").body()).contains(subject, id);
        assertThat(second.proven("/console/security/consents", "proposal", id, "word", "yes")
                        .status())
                .isEqualTo(303);
    }

    private Absence away(String login) {
        UUID person = directory.staff(CITY, login).orElseThrow().id();
        return absences.enter(person, person, time.instant(), time.instant().plus(Duration.ofHours(5)), "培训");
    }

    private void back(String login, Absence absence) {
        absences.end(directory.staff(CITY, login).orElseThrow().id(), absence.id());
    }

    private CaseId toDecide() {
        return toDecide("public-place-hygiene");
    }

    private CaseId toDecide(String item) {
        CaseId id = city.accepted(item).id();
        city.review(id);
        return id;
    }

    private Answer grant(Clerk clerk, CaseId id) throws Exception {
        return clerk.proven(
                "/desk/cases/" + id.value() + "/do/grant",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "others",
                "no");
    }
}
