package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.PdfText;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.identity.Person;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Proposals;
import org.yimen.organisation.Staff;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** The three rights of a chief representative through the forms of the desk. */
@HallTest
class SteeringPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    private static final String BASIS = "安澜市政务服务管理办法（演示规章）第十三条";

    private static final Pattern NEXT = Pattern.compile("href=\"(/desk[?]after=[^\"&]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Letters letters;

    @Autowired
    private Proposals proposals;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));
    private String base = "";

    /** A month on, so that the lists of supervision begin with what happens here. */
    @BeforeEach
    void anAcceptedCase() {
        time.set(TestTime.START.plus(Duration.ofDays(33)));
        id = city.accepted(HYGIENE).id();
        base = "/desk/cases/" + id.value();
    }

    @Test
    @Proves({"M-APR-07", "N-L11"})
    void anUrgingReachesTheInboxIsAnsweredAndCounted() throws Exception {
        Clerk chief = pages.at("wjw.chief");
        UUID examiner = city.at("WJW/examiner").id();

        done(chief, "urge", "department", "WJW/" + examiner, "note", "申请人等着开业");
        Clerk urged = pages.at("wjw.examiner1");
        assertThat(urged.open("/desk?after=").body()).isNotNull();
        assertThat(everything(urged)).contains(base, "回应催办");
        String shown = urged.open(base).body();
        assertThat(shown).contains("催办 1 次", "申请人等着开业", base + "/do/answer-urge");
        assertThat(urged.open(base + "/do/answer-urge").body()).contains("柳若涵", "申请人等着开业");

        done(urged, "answer-urge", "note", "明天上午去现场");

        assertThat(chief.open(base).body()).contains("明天上午去现场", "已回应催办").doesNotContain("催办中");
    }

    @Test
    @Proves("M-APR-07")
    void aTaskIsAssignedSpeededAndReturned() throws Exception {
        Clerk chief = pages.at("wjw.chief");
        Staff second = pages.newcomer("WJW/examiner");

        done(chief, "assign", "to", "step:survey " + second.id(), "note", "由您去");
        assertThat(pages.at("wjw.examiner1")
                        .send(base + "/do/start-step", "key", City.key(), "seen", seen(), "step", "survey", "days", "1")
                        .status())
                .isEqualTo(422);
        assertThat(everything(pages.at(second))).contains(base);
        assertThat(chief.open(base).body()).contains("指派给");

        done(chief, "hurry", "task", "step:survey", "due-on", "2026-12-22", "reason", "开业在即");
        assertThat(chief.open(base).body()).contains("加快");
        Answer late = send(chief, "hurry", "task", "step:survey", "due-on", "2027-05-06", "reason", "不急");
        assertThat(late.status()).isEqualTo(422);
        assertThat(send(chief, "hurry", "task", "step:survey", "due-on", "soon", "reason", "急")
                        .body())
                .contains("href=\"#due-on\"");
    }

    @Test
    @Proves("M-APR-20")
    void aDeviationNeedsReasonAndAssentAndIsListedWithBothNames() throws Exception {
        Clerk chief = pages.at("wjw.chief");
        Clerk head = pages.at("wjw.head");
        assertThat(send(pages.at("wjw.examiner1"), "deviate", "element", "review", "reason", "急")
                        .status())
                .isEqualTo(422);
        assertThat(send(chief, "deviate", "element", "review", "reason", "").status())
                .isEqualTo(422);

        done(chief, "deviate", "element", "review", "reason", "暴雨停电，现场后看");
        assertThat(everything(head)).contains(base);
        assertThat(send(chief, "assent", "note", "").status()).isEqualTo(422);
        assertThat(head.open(base + "/do/assent").body()).contains("柳若涵", "暴雨停电，现场后看");
        done(head, "assent", "note", "情况属实");

        String list = pages.at("zx.supervisor").open("/desk/deviations").body();
        assertThat(list).contains(base, "暴雨停电，现场后看", "情况属实", "柳若涵", "谭启明");
        assertThat(pages.at("zx.director").open("/desk/deviations?lang=en").body())
                .contains("Deviations from plans");
        assertThat(pages.at("wjw.chief").open("/desk/deviations").status()).isEqualTo(403);
        assertThat(everything(pages.at("sj.examiner1"))).contains(base);
        String attempts = pages.at("zx.supervisor")
                .open("/desk/attempts?kind=" + CaseDesk.WITHOUT_AUTHORITY)
                .body();
        assertThat(attempts).contains(base, "没有授权");
    }

    @Test
    @Proves("M-APR-20")
    void aStepOutOfItsTurnIsRefusedAndListed() throws Exception {
        CaseId disability = city.accepted("disability-certificate").id();

        Answer answer = pages.at("cl.examiner1")
                .send(
                        "/desk/cases/" + disability.value() + "/do/start-step",
                        "key",
                        City.key(),
                        "seen",
                        String.valueOf(desk.find(disability).version()),
                        "step",
                        "publicity",
                        "days",
                        "5");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(Trail.of(audit, DeskPages.CITY, List.of(CaseDesk.OFF_THE_ROUTE)))
                .anySatisfy(entry ->
                        assertThat(entry.subject()).isEqualTo(disability.value().toString()));
    }

    @Test
    @Proves("M-CAT-10")
    void whatIsTriedWithoutALetterIsListedOnceForEachIntent() throws Exception {
        city.review(id);
        Clerk standIn = pages.at(pages.newcomer("WJW/chief"));

        for (int i = 0; i < 3; i++) {
            assertThat(send(standIn, "grant").status()).isEqualTo(422);
        }

        assertThat(Trail.of(audit, DeskPages.CITY, List.of(CaseDesk.WITHOUT_AUTHORITY)))
                .filteredOn(entry -> entry.subject().equals(id.value().toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail())
                        .containsEntry("code", "application.may-not.decide")
                        .containsEntry("command", "Grant"));
    }

    @Test
    @Proves("M-APR-08")
    void recordAndPaperSayOnWhoseBehalfWasDecidedUnderWhichLetter() throws Exception {
        city.review(id);
        Staff signer = pages.newcomer("WJW/chief");
        String letter = onBehalf(signer);

        done(pages.at(signer), "grant");

        String history = pages.at("zx.supervisor").open(base).body();
        assertThat(history).contains("代 谭启明 签发（" + BASIS + "），授权书 " + letter);
        var paper = papers.ofCase(DeskPages.CITY, id.value()).stream()
                .filter(each -> each.kind() == PaperKind.GRANT)
                .findFirst()
                .orElseThrow();
        String text = PdfText.of(papers.read(DeskPages.CITY, paper.id()).orElseThrow())
                .replaceAll("\\s", "");
        assertThat(text).contains("代卫健委负责人谭启明签发", "第十三条", letter);

        CaseId other = city.granted(HYGIENE).id();
        assertThat(pages.at("zx.supervisor")
                        .open("/desk/cases/" + other.value())
                        .body())
                .contains("本部门职权，授权书 安卫授〔2026〕1号");
    }

    @Test
    @Proves("M-APR-08")
    void whatIsDecidedOnTheDayOfItsAcceptanceWithoutAReviewIsSaidToBeDecidedAtOnce() throws Exception {
        CaseId instant = city.granted("sole-trader-registration").id();

        assertThat(pages.at("zx.supervisor")
                        .open("/desk/cases/" + instant.value())
                        .body())
                .contains("即审即批，准予");
        city.review(id);
        done(pages.at("wjw.chief"), "grant");
        assertThat(pages.at("zx.supervisor").open(base).body()).doesNotContain("即审即批");
    }

    @Test
    void aGrantAsksOnceOnAPageThatSaysWhatWillHappen() throws Exception {
        city.review(id);
        Clerk chief = pages.at("wjw.chief");

        String page = chief.open(base).body();
        String asks = chief.open(base + "/do/grant?").body();

        assertThat(page).contains("<form action=\"" + base + "/do/grant\" method=\"get\">");
        assertThat(asks).contains("不能撤回", "data-key=\"1\"", "name=\"" + StepUp.FIELD + "\"");
        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
    }

    @Test
    @Proves("M-OTH-01")
    void theOfficesSealGoesUnderNoDecisionBeforeASecondProof() throws Exception {
        city.review(id);
        Clerk chief = pages.at("wjw.chief");
        String form = base + "/do/grant";

        Answer unproven = chief.send(form, "key", City.key(), "seen", seen(), "others", "no");
        Answer empty = chief.send(form, "key", City.key(), "seen", seen(), "others", "no", StepUp.FIELD, "");
        Answer wrong = chief.send(form, "key", City.key(), "seen", seen(), "others", "no", StepUp.FIELD, "not-it");

        assertThat(unproven.status()).isEqualTo(403);
        assertThat(empty.status()).isEqualTo(422);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
        assertThat(chief.proven(form, "key", City.key(), "seen", seen(), "others", "no")
                        .location())
                .isEqualTo(base + "?done=grant");
        assertThat(chief.open(form).body()).doesNotContain("name=\"" + StepUp.FIELD + "\"");
    }

    @Test
    @Proves("M-APR-19")
    void theApplicantReadsWhatIsHisOwnAndTheSupervisorEveryLineWithNameAndLetter() throws Exception {
        Person applicant = pages.registered("可溯人");
        id = pages.accepted(applicant, HYGIENE);
        base = "/desk/cases/" + id.value();
        Actor examiner = city.at("WJW/examiner");
        Clerk chief = pages.at("wjw.chief");
        done(chief, "urge", "department", "WJW/" + examiner.id(), "note", "催办语壹");
        done(chief, "assign", "to", "step:survey " + examiner.id(), "note", "指派语贰");
        done(chief, "hurry", "task", "step:survey", "due-on", "2026-12-22", "reason", "加快语叁");
        city.special(id, desk.item(desk.find(id)).plan().steps().getFirst());
        desk.act(id, examiner, City.key(), null, new Command.Review("WJW", true, "意见语肆"));

        String mine = Browser.signedIn(port, applicant, DeskPages.PASSWORD)
                .open("/me/cases/" + id.value())
                .body();
        String full = pages.at("zx.supervisor").open(base).body();

        assertThat(mine).contains("现场核查");
        assertThat(full).contains("催办语壹", "指派语贰", "加快语叁", "意见语肆", "催办：", "指派：", "加快：", "柳若涵", "本部门职权，授权书 安卫授〔2026〕1号");
        assertThat(mine)
                .doesNotContain("催办语壹", "指派语贰", "加快语叁", "意见语肆", "催办：", "指派：", "加快：", "柳若涵", "授权书", "安卫授〔2026〕1号");
    }

    @Test
    @Proves("M-APR-19")
    void anEntryThatWasEditedOrDeletedInTheDatabaseShowsOnTheCase() throws Exception {
        assertThat(pages.at("zx.supervisor").open(base).body()).contains("记录完整");

        forge(
                "update casework.case_event set payload = payload || '{\"dossier\":\"0\"}' where case_id = :id and seq = 1");
        String edited = pages.at("zx.supervisor").open(base).body();
        assertThat(edited).contains("记录不完整", "第 1 条记录", "不是原样");

        CaseId other = city.accepted(HYGIENE).id();
        id = other;
        forge("delete from casework.case_event where case_id = :id and seq = 2");
        assertThat(pages.at("zx.supervisor")
                        .open("/desk/cases/" + other.value())
                        .body())
                .contains("记录不完整", "第 3 条记录");

        id = city.accepted(HYGIENE).id();
        forge("update casework.case_event set actor_post = 'SJ/chief' where case_id = :id and seq = 3");
        assertThat(cases.broken(id)).containsExactly(3L);
    }

    /** As the owner of the tables would: the trigger is no obstacle to him. */
    private void forge(String sql) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("alter table casework.case_event disable trigger case_event_append_only")
                    .update();
            assertThat(jdbc.sql(sql).param("id", id.value()).update()).isOne();
            jdbc.sql("alter table casework.case_event enable trigger case_event_append_only")
                    .update();
        });
    }

    /** As the console enters it: one security administrator proposes the letter, the other consents. */
    private String onBehalf(Staff signer) throws Exception {
        String above = letters.in(DeskPages.CITY).stream()
                .filter(each -> each.parent() == null && each.department().equals("WJW"))
                .map(Letter::number)
                .findFirst()
                .orElseThrow();
        String number = "代签〔2026〕" + UUID.randomUUID().toString().substring(0, 8) + "号";
        Answer proposed = pages.at("sec.admin")
                .proven(
                        "/console/security/letters",
                        "key",
                        City.key(),
                        "why",
                        "代负责人签发",
                        "number",
                        number,
                        "department",
                        "WJW",
                        "parent",
                        above,
                        "holder",
                        signer.id().toString(),
                        "rights",
                        "DECIDE",
                        "power",
                        "signing",
                        "basis",
                        BASIS,
                        "from",
                        "2026-01-01",
                        "until",
                        "2026-12-31",
                        "signatory",
                        "谭启明");
        assertThat(proposed.location()).contains("/console/security/consents");
        Clerk second = pages.at("sec.admin2");
        assertThat(second.open("/console/security/consents").body()).contains(number, "代负责人签发依据：" + BASIS);
        String id = proposals.waiting(DeskPages.CITY, number).getFirst().id().toString();
        assertThat(second.proven("/console/security/consents", "proposal", id, "word", "yes")
                        .status())
                .isEqualTo(303);
        assertThat(pages.at("sec.admin").open("/console/security/letters").body())
                .contains(number, "代负责人签发（" + BASIS + "）");
        return number;
    }

    private String seen() {
        return String.valueOf(desk.find(id).version());
    }

    private Answer send(Clerk clerk, String code, String... fields) throws Exception {
        String[] form = new String[fields.length + 6];
        form[0] = "key";
        form[1] = City.key();
        form[2] = "seen";
        form[3] = seen();
        form[4] = "others";
        form[5] = "no";
        System.arraycopy(fields, 0, form, 6, fields.length);
        return clerk.proven(base + "/do/" + code, form);
    }

    private void done(Clerk clerk, String code, String... fields) throws Exception {
        assertThat(clerk.open(base + "/do/" + code).status()).as(code).isEqualTo(200);
        Answer sent = send(clerk, code, fields);
        assertThat(sent.location())
                .as(code + ": " + sent.body().replaceAll("(?s).*govuk-error-summary", ""))
                .isEqualTo(base + "?done=" + code);
    }

    /** All pages of the inbox: other tests leave cases too. */
    private static String everything(Clerk clerk) throws Exception {
        var all = new StringBuilder();
        String next = "/desk";
        for (int page = 0; page < 200 && !next.isEmpty(); page++) {
            String body = clerk.open(next).body();
            all.append(body);
            // The links that switch the language keep the page that is shown, and say more after it.
            Matcher link = NEXT.matcher(body);
            next = link.find() ? link.group(1) : "";
        }
        return all.toString();
    }
}
