package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.PdfText;
import org.yimen.application.SpecialProcedures;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseId;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.SealedPapers;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Delegations;
import org.yimen.identity.Delegations.Extent;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.identity.ThirdParties;
import org.yimen.identity.ThirdParty.Kind;
import org.yimen.portal.Browser;
import org.yimen.procedure.Engagement;
import org.yimen.procedure.Engagement.Standing;
import org.yimen.procedure.Engagements;
import org.yimen.procedure.ProcedureRefused;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.TestTime;

/** 委托第三方机构: ordered by the office, examined outside, reported, and all of it read by whom it concerns. */
@HallTest
class EngagementPagesTest {

    private static final String PASSWORD = "Right-password-1";
    private static final String HYGIENE = "public-place-hygiene";
    private static final String WHAT = "空气中的细菌总数，按 GB 37488 检测";
    private static final byte[] REPORT = "%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private Engagements engagements;

    @Autowired
    private ThirdParties thirdParties;

    @Autowired
    private Entities entities;

    @Autowired
    private Delegations delegations;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Accesses accesses;

    @Autowired
    private AuditLog audit;

    @Autowired
    private SpecialProcedures special;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestTime time;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));
    private Applicant applicant = new Applicant(new UUID(0, 0), false, "", "", new UUID(0, 0), null, null, "");
    private String base = "";
    private UUID entry = new UUID(0, 0);
    private Person operator = new Person(new UUID(0, 0), "", TestNumbers.citizen(), "");
    private LegalEntity body = new LegalEntity(new UUID(0, 0), CreditCode.of("92629901MA9900A13J"), "", "", List.of());

    @BeforeEach
    void aTestThatRunsAndABodyThatIsAdmitted() {
        applicant = city.somebody();
        id = city.submitted(applicant, HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.special(id, city.step(id, "survey"));
        desk.write(id, city.at("WJW/examiner"), City.key(), null, paper -> new Command.StartStep("testing", 3, paper));
        city.assigned(id, city.step(id, "testing"));
        base = "/desk/procedures/" + id.value() + "/engagements/testing";
        operator = people.register("检测员", TestNumbers.citizen(), "15400000077", passwords.hash(PASSWORD));
        CreditCode code = TestNumbers.firm();
        entry = thirdParties.enter(
                DeskPages.CITY,
                new ThirdParties.Entry(code, "试验检测所", Kind.TESTING, "检验检测资质（演示）", "WJW", day(1), day(30).plusYears(1)),
                "test");
        body = entities.open(code, "试验检测所", operator);
    }

    @Test
    @Law(
            value = "行政许可法 第二十八条",
            rule = "Engagements: a body outside reports under its own name, and the paper that ends the step says so")
    void anOrderGoesOutIsTakenOnReportedAndEndsTheStop() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        assertThat(examiner.open("/desk/cases/" + id.value()).body()).contains(base);
        String key = examiner.open(base).hidden("key");
        Filed file = desk.dossier(id).content().files().getFirst();

        assertThat(ordered(examiner, key, file.id().toString()).status()).isEqualTo(303);
        ordered(examiner, key, file.id().toString());

        assertThat(engagements.ofCase(id)).as("once").hasSize(1);
        Engagement order = engagements.ofCase(id).getFirst();
        assertThat(order.terms().files()).containsExactly(file.id());
        assertThat(finish(examiner).body()).contains("第三方机构的报告还没有到");
        Browser lab = lab();
        assertThat(lab.open("/me").body()).contains("/me/engagements");
        assertThat(lab.open("/me/engagements").body()).contains(order.number(), "等待机构接受");
        String page = lab.open("/me/engagements/" + order.id()).body();
        assertThat(page)
                .contains(WHAT, "/files/" + file.id())
                .doesNotContain(desk.find(id).number(), applicant.name(), file.name());
        assertThat(looks()).as("no name, no file").isEmpty();
        assertThat(lab.open("/me/engagements/" + order.id() + "/files/" + file.id())
                        .statusCode())
                .isEqualTo(200);
        assertThat(looks()).singleElement().satisfies(look -> {
            assertThat(look.staffName()).isEqualTo("试验检测所");
            assertThat(look.caseId()).isEqualTo(id.value());
        });
        assertThat(lab.open("/me/engagements/" + order.id() + "/files/"
                                + desk.dossier(id).content().files().getLast().id())
                        .statusCode())
                .as("not handed over")
                .isEqualTo(404);

        lab.open("/me/engagements/" + order.id());
        assertThat(report(lab, order, REPORT).statusCode())
                .as("before it is taken on")
                .isEqualTo(422);
        answer(lab, order, "true", "");
        assertThat(answer(lab, order, "false", "后悔了").statusCode())
                .as("the first word holds")
                .isEqualTo(422);
        assertThat(report(lab, order, "<script>".getBytes(StandardCharsets.US_ASCII))
                        .statusCode())
                .as("no report")
                .isEqualTo(422);
        time.advance(Duration.ofDays(1));
        lab = lab();
        assertThat(report(lab, order, REPORT).statusCode()).isEqualTo(303);
        assertThat(report(lab, order, REPORT).statusCode())
                .as("again, the same")
                .isEqualTo(303);

        Engagement reported = engagements.ofCase(id).getFirst();
        assertThat(reported.standing()).isEqualTo(Standing.REPORTED);
        assertThat(examiner.open(base).body()).contains("BG-1", "合格（符合要求）", "/report");
        assertThat(examiner.open(base + "/" + order.id() + "/report").status()).isEqualTo(200);
        assertThat(pages.at("wjw.chief").open("/desk/procedures/engagements").body())
                .contains("试验检测所", "100%（1/1）", "1 天（1 份报告）");
        assertThat(pages.at("wjw.examiner1").open("/desk/talk").body()).contains("试验检测所出具了办件");
        time.advance(Duration.ofDays(1));
        assertThat(finish(examiner).status()).isEqualTo(303);
        assertThat(finished().on())
                .as("art. 45: the time needed ends with the report, not with the click")
                .isEqualTo(day(19));
        UUID paper = Objects.requireNonNull(finished().paper()).id();
        String ended = PdfText.of(papers.read(DeskPages.CITY, paper).orElseThrow());
        assertThat(ended).contains("试验检测所", "BG-1", "合格");
        assertThat(ended.replaceAll("\\s", ""))
                .as("art. 45: the paper says the day from which the clock counts, not that of the click")
                .contains("自" + chinese(day(19)) + "起恢复计算办理期限")
                .doesNotContain("自" + chinese(day(20)) + "起");
        assertThat(Trail.of(audit, DeskPages.CITY, Set.of(Engagements.ORDERED, Engagements.REPORTED)))
                .filteredOn(each -> each.subject().equals(id.value().toString()))
                .hasSize(2);
    }

    @Test
    void aBodyWithAPartInTheMatterOrWithoutAdmissionIsNotOrdered() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        var given = delegations.toThirdParty(
                applicant.holder(), body.creditCode(), new Extent(Set.of("cert-copy"), day(18), day(28)));
        delegations.accept(given.id(), body.id(), operator.id());
        delegations.end(given.id(), applicant.holder(), applicant.holder());

        assertThat(examiner.open(base).body()).contains("曾经受申请人委托代办");
        assertThat(tender(examiner).body()).contains("曾经受申请人委托代办");

        thirdParties.suspend(DeskPages.CITY, entry, "整改", "test");
        assertThat(tender(examiner).body()).contains("现在没有入驻资格");
        assertThat(engagements.ofCase(id)).isEmpty();
    }

    @Test
    void whoIsSuspendedSeesNothingMoreAndTheOrderIsTakenBackWithAReason() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        Filed file = desk.dossier(id).content().files().getFirst();
        assertThat(tender(examiner, "files", file.id().toString()).status()).isEqualTo(303);
        Engagement order = engagements.ofCase(id).getFirst();
        Browser lab = lab();
        lab.open("/me/engagements/" + order.id());
        answer(lab, order, "true", "");

        thirdParties.suspend(DeskPages.CITY, entry, "整改", "test");

        assertThat(lab.open("/me/engagements/" + order.id()).body()).contains("现在不能办理委托");
        assertThat(lab.open("/me/engagements/" + order.id() + "/files/" + file.id())
                        .statusCode())
                .isEqualTo(404);
        lab.open("/me/security");
        assertThat(report(lab, order, REPORT).statusCode()).isEqualTo(422);
        assertThat(pages.at("sj.examiner1")
                        .send(base + "/" + order.id() + "/recall", "reason", "不相干的人")
                        .status())
                .isIn(403, 404, 422);
        assertThat(examiner.send(base + "/" + order.id() + "/recall", "reason", " ")
                        .status())
                .isEqualTo(422);
        assertThat(examiner.send(base + "/" + order.id() + "/recall", "reason", "机构被暂停，另行委托")
                        .status())
                .isEqualTo(303);
        assertThat(examiner.send(base + "/" + order.id() + "/recall", "reason", "再收一次")
                        .status())
                .isEqualTo(422);
        assertThat(engagements.ofCase(id).getFirst().because()).isEqualTo("机构被暂停，另行委托");
        assertThat(finish(examiner).status()).as("nothing is out any more").isEqualTo(303);
    }

    @Test
    void moreDaysAreAskedForOnceAndLateIsSaidOnce() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        assertThat(tender(examiner).status()).isEqualTo(303);
        Engagement order = engagements.ofCase(id).getFirst();
        Browser lab = lab();
        lab.open("/me/engagements/" + order.id());
        answer(lab, order, "true", "");

        assertThat(days(lab, order, 24).statusCode()).isEqualTo(303);
        assertThat(days(lab, order, 25).statusCode()).as("once").isEqualTo(422);
        examiner.send(base + "/" + order.id() + "/days", "allows", "true");
        assertThat(examiner.send(base + "/" + order.id() + "/days", "allows", "false")
                        .status())
                .as("the first word holds")
                .isEqualTo(422);
        assertThat(engagements.ofCase(id).getFirst().dueOn()).isEqualTo(day(24));

        time.set(Instant.parse("2026-11-25T01:00:00Z"));
        assertThat(engagements.remindOnce()).isPositive();
        assertThat(engagements.ofCase(id).getFirst().isLateOn(day(25))).isTrue();
        var _ = engagements.remindOnce();
        assertThat(pages.at("wjw.chief").open("/desk/talk").body()).contains("试验检测所的报告已过期限");
        assertThat(lab().open("/me/engagements").body()).contains("已过期限");
        assertThat(pages.at("wjw.chief").open("/desk/procedures/engagements").body())
                .contains("0%（0/1）");
    }

    @Test
    void whoDeclinesSaysWhyAndOnlyItsOwnPeopleSeeAnOrder() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        assertThat(tender(examiner, "shows", "yes").status()).isEqualTo(303);
        Engagement order = engagements.ofCase(id).getFirst();
        Person stranger = people.register("别人", TestNumbers.citizen(), "15400000078", passwords.hash(PASSWORD));
        LegalEntity other = entities.open(TestNumbers.firm(), "别的公司", stranger);
        Browser outside = Browser.signedIn(port, stranger, PASSWORD);
        assertThat(outside.open("/me/engagements").statusCode())
                .as("for himself")
                .isEqualTo(403);
        as(outside, other.id());
        assertThat(outside.open("/me/engagements/" + order.id()).statusCode()).isEqualTo(404);
        outside.open("/me/security");
        assertThat(answer(outside, order, "true", "").statusCode()).isEqualTo(404);

        Browser lab = lab();
        assertThat(lab.open("/me/engagements/" + order.id()).body())
                .contains(applicant.maskedName())
                .doesNotContain(applicant.name());
        assertThat(looks()).as("it read his name").hasSize(1);
        assertThat(answer(lab, order, "false", " ").statusCode()).isEqualTo(422);
        assertThat(answer(lab, order, "false", "设备检修").statusCode()).isEqualTo(303);

        assertThat(examiner.open(base).body()).contains("机构谢绝", "设备检修");
        assertThat(finish(examiner).status()).isEqualTo(303);
    }

    @Test
    void whoDrawsAgainGetsTheSameBodyUntilItDeclines() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        LegalEntity second = entities.open(TestNumbers.firm(), "另一家检测所", operator);
        thirdParties.enter(
                DeskPages.CITY,
                new ThirdParties.Entry(
                        second.creditCode(), "另一家检测所", Kind.TESTING, "检验检测资质（演示）", "WJW", day(1), day(30).plusYears(1)),
                "test");
        assertThat(draw(examiner).status()).isEqualTo(303);
        Engagement first = engagements.ofCase(id).getFirst();

        assertThat(draw(examiner).body()).as("it has not answered").contains("抽取结果不得更换");
        recall(examiner, first);
        UUID wanted = first.thirdParty().equals(entry) ? other(first) : entry;
        assertThat(tender(examiner, wanted).body()).as("another one, by name").contains("抽取结果不得更换");
        assertThat(draw(examiner).status()).isEqualTo(303);
        Engagement again = open();
        assertThat(again.thirdParty()).isEqualTo(first.thirdParty());
        assertThat(again.terms().reference())
                .as("no new lots")
                .isEqualTo(first.terms().reference());

        engagements.answer(special.matter(desk.find(id)), again, operator.id(), false, "设备检修");
        assertThat(draw(examiner).status()).isEqualTo(303);
        Engagement next = open();
        assertThat(next.thirdParty()).isNotEqualTo(first.thirdParty());
        assertThat(next.terms().reference()).isEqualTo(first.terms().reference());
        assertThat(next.terms().pool())
                .containsExactlyInAnyOrderElementsOf(first.terms().pool().stream()
                        .filter(each -> !each.equals(first.thirdParty()))
                        .toList());
    }

    @Test
    void whoBecomesTheApplicantsAgentGoesNoFurther() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        Filed file = desk.dossier(id).content().files().getFirst();
        assertThat(tender(examiner, "files", file.id().toString()).status()).isEqualTo(303);
        Engagement order = engagements.ofCase(id).getFirst();
        Browser lab = lab();
        lab.open("/me/engagements/" + order.id());
        answer(lab, order, "true", "");

        var given = delegations.toThirdParty(
                applicant.holder(), body.creditCode(), new Extent(Set.of("cert-copy"), day(18), day(28)));
        delegations.accept(given.id(), body.id(), operator.id());

        assertThat(lab.open("/me/engagements/" + order.id() + "/files/" + file.id())
                        .statusCode())
                .isEqualTo(404);
        assertThat(days(lab, order, 24).statusCode()).isEqualTo(422);
        lab.open("/me/security");
        assertThat(report(lab, order, REPORT).body()).contains("曾经受申请人委托代办");
        assertThat(engagements.ofCase(id).getFirst().more()).isNull();
    }

    @Test
    void aReportThatCrossesTheEndOfTheCaseIsRefusedAndNobodyHearsOfIt() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        assertThat(tender(examiner).status()).isEqualTo(303);
        Engagement order = engagements.ofCase(id).getFirst();
        var matter = special.matter(desk.find(id));
        engagements.answer(matter, order, operator.id(), true, "");
        var found = new Engagements.Found("BG-9", day(18), Engagement.Conclusion.MET, "报告.pdf", "application/pdf");

        assertThatExceptionOfType(ProcedureRefused.class)
                .as("the step does not run any more")
                .isThrownBy(() -> engagements.report(matter, order, operator.id(), found, REPORT, () -> false))
                .returns("procedure.step.not-running", ProcedureRefused::code);
        CompletableFuture<@Nullable Throwable> reported = Objects.requireNonNull(transaction.execute(_ -> {
            engagements.caseEnded(id);
            CompletableFuture<@Nullable Throwable> crossing = CompletableFuture.runAsync(
                            () -> engagements.report(matter, order, operator.id(), found, REPORT, () -> true))
                    .handle((_, failed) -> failed);
            assertThatExceptionOfType(TimeoutException.class)
                    .as("it waits for the end")
                    .isThrownBy(() -> crossing.get(1, TimeUnit.SECONDS));
            return crossing;
        }));

        assertThat(reported.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(ProcedureRefused.class);
        assertThat(engagements.ofCase(id).getFirst().standing()).isEqualTo(Standing.RECALLED);
        assertThat(Trail.of(audit, DeskPages.CITY, Set.of(Engagements.REPORTED)))
                .noneMatch(each -> each.subject().equals(id.value().toString()));
    }

    private Engagement open() {
        return engagements.ofCase(id).stream()
                .filter(Engagement::isOpen)
                .findFirst()
                .orElseThrow();
    }

    private UUID other(Engagement order) {
        return order.terms().pool().stream()
                .filter(each -> !each.equals(order.thirdParty()))
                .findFirst()
                .orElseThrow();
    }

    private void recall(Clerk clerk, Engagement order) throws Exception {
        assertThat(clerk.send(base + "/" + order.id() + "/recall", "reason", "想要别的机构")
                        .status())
                .isEqualTo(303);
    }

    private Answer draw(Clerk clerk) throws Exception {
        return clerk.send(base, "key", City.key(), "what", WHAT, "way", "draw", "due", "2026-11-20");
    }

    private Browser lab() throws Exception {
        Browser browser = Browser.signedIn(port, operator, PASSWORD);
        as(browser, body.id());
        return browser;
    }

    private static void as(Browser browser, UUID firm) throws Exception {
        browser.open("/me/acting");
        assertThat(browser.send("/me/acting", Map.of("as", firm.toString())).statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> answer(Browser lab, Engagement order, String accepts, String reason) throws Exception {
        var sent = lab.send("/me/engagements/" + order.id() + "/answer", Map.of("accepts", accepts, "reason", reason));
        lab.open("/me/engagements/" + order.id());
        return sent;
    }

    private static HttpResponse<String> days(Browser lab, Engagement order, int until) throws Exception {
        var form = new HashMap<>(Map.of("reason", "培养需要更多时间"));
        form.putAll(Map.of("until-year", "2026", "until-month", "11", "until-day", Integer.toString(until)));
        lab.open("/me/engagements/" + order.id());
        return lab.send("/me/engagements/" + order.id() + "/days", form);
    }

    private static HttpResponse<String> report(Browser lab, Engagement order, byte[] bytes) throws Exception {
        var fields = new HashMap<>(Map.of("number", "BG-1", "conclusion", "met"));
        fields.putAll(Map.of("on-year", "2026", "on-month", "11", "on-day", "18"));
        lab.open("/me/security");
        return lab.upload("/me/engagements/" + order.id() + "/report", "报告.pdf", bytes, fields);
    }

    private Answer ordered(Clerk clerk, String key, String file) throws Exception {
        return clerk.send(
                base,
                "key",
                key,
                "what",
                WHAT,
                "files",
                file,
                "way",
                "tender",
                "body",
                entry.toString(),
                "reference",
                "采购2026-7",
                "due",
                "2026-11-20");
    }

    private Answer tender(Clerk clerk, String... more) throws Exception {
        return tender(clerk, entry, more);
    }

    private Answer tender(Clerk clerk, UUID asked, String... more) throws Exception {
        var fields = new ArrayList<>(List.of(
                "key",
                City.key(),
                "what",
                WHAT,
                "way",
                "tender",
                "body",
                asked.toString(),
                "reference",
                "采购2026-7",
                "due",
                "2026-11-20"));
        fields.addAll(List.of(more));
        return clerk.send(base, fields.toArray(String[]::new));
    }

    private Answer finish(Clerk clerk) throws Exception {
        return clerk.send(
                "/desk/cases/" + id.value() + "/do/finish-step",
                "key",
                City.key(),
                "seen",
                String.valueOf(desk.find(id).version()),
                "finding",
                "各项指标合格");
    }

    private Event.StepFinished finished() {
        assertThat(desk.find(id).state()).isInstanceOf(State.Reviewing.class);
        return views.view(id, city.at("WJW/examiner")).history().stream()
                .filter(entry -> entry.event() instanceof Event.StepFinished ended
                        && ended.step().equals("testing"))
                .map(entry -> (Event.StepFinished) entry.event())
                .findFirst()
                .orElseThrow();
    }

    private List<Access> looks() {
        return accesses.of(applicant.holder(), time.instant().plusSeconds(60), Accesses.MOST).stream()
                .filter(each -> each.kind() == Access.Kind.THIRD_PARTY)
                .toList();
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 11, day);
    }

    private static String chinese(LocalDate on) {
        return "%d年%d月%d日".formatted(on.getYear(), on.getMonthValue(), on.getDayOfMonth());
    }
}
