package org.yimen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.casework.CaseId;
import org.yimen.evaluation.Appointment.Kind;
import org.yimen.evaluation.Finding.Changed;
import org.yimen.evaluation.Outing.Mark;
import org.yimen.evaluation.Outing.Report;
import org.yimen.evaluation.Outing.Standing;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Looks from outside: who went reports, somebody else releases, and nobody who was looked at changes any of it. */
@HallTest
class OutingsTest {

    private static final String REGION = "629901";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
    private static final String VERSION = "food-business/1";

    private static final Map<String, String> ITEMS =
            Map.of("SJ", "sole-trader-registration", "WJW", "public-place-hygiene");

    @Autowired
    Outings outings;

    @Autowired
    Appointments appointments;

    @Autowired
    People people;

    @Autowired
    Passwords passwords;

    @Autowired
    Directory directory;

    @Autowired
    OrderDesk orders;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestTime time;

    @Autowired
    Outbox outbox;

    @Test
    @Proves({"M-EVA-09", "M-EVA-14"})
    void whoIsLookedAtReadsItWhenItIsReleasedAndAnswersEachFindingAsAnOrder() {
        Appointment as = appointed(Kind.INVITED, List.of("SJ"));
        Outing look = planned(as, Outing.Kind.MYSTERY, "SJ");
        Officer head = officer("sj.head");

        assertThat(outings.of(head, look.id())).as("before").isEmpty();
        outings.report(look, as.holder(), as, saw("82.5"), List.of("导办台没有人", "", "叫号屏看不清"));
        assertThat(outings.of(head, look.id())).as("reported only").isEmpty();
        outings.release(officer("zx.supervisor"), look.id());
        outings.release(officer("zx.supervisor"), look.id());

        assertThat(outings.of(head, look.id()).orElseThrow().standing()).isEqualTo(Standing.RELEASED);
        List<Finding> findings = outings.findings(REGION, List.of(look.id()));
        assertThat(findings).extracting(Finding::text).containsExactly("导办台没有人", "叫号屏看不清");
        for (Finding finding : findings) {
            var order = orders.find(new CaseId(REGION, Objects.requireNonNull(finding.order())));
            assertThat(order.state()).isInstanceOf(WorkOrder.State.Dispatched.class);
        }
    }

    @Test
    @Proves("M-EVA-08")
    void aReportStaysAsItWasMadeWhoeverTries() {
        Appointment as = appointed(Kind.INVITED, List.of());
        Outing look = planned(as, Outing.Kind.EXPERIENCE, "WJW");
        outings.report(look, as.holder(), as, saw("90"), List.of());

        assertThatThrownBy(() -> outings.report(look, as.holder(), as, saw("100"), List.of()))
                .isInstanceOf(EvaluationRefused.class);
        assertThatThrownBy(() -> jdbc.sql("update evaluation.outing set score = 100 where id = :id")
                        .param("id", look.id())
                        .update())
                .hasMessageContaining("A report stays");
        assertThatThrownBy(() -> jdbc.sql("delete from evaluation.outing where id = :id")
                        .param("id", look.id())
                        .update())
                .hasMessageContaining("is kept");
    }

    @Test
    void onlyWhoWasAskedReportsAndNobodyReleasesHisOwn() {
        Appointment as = appointed(Kind.INVITED, List.of("SJ"));
        Appointment other = appointed(Kind.INVITED, List.of("SJ"));
        Outing look = planned(as, Outing.Kind.EXPERIENCE, "SJ");

        assertThatThrownBy(() -> outings.report(look, other.holder(), other, saw("1"), List.of()))
                .isInstanceOf(EvaluationRefused.class);
        assertThatThrownBy(() -> outings.report(look, officer("sj.head").id(), null, saw("1"), List.of()))
                .isInstanceOf(EvaluationRefused.class);
        assertThatThrownBy(() -> outings.release(officer("zx.supervisor"), look.id()))
                .as("nothing is reported yet")
                .isInstanceOf(EvaluationRefused.class);
        assertThatThrownBy(() -> outings.release(officer("sj.head"), look.id())).isInstanceOf(EvaluationRefused.class);
    }

    @Test
    @Proves({"M-EVA-17", "M-EVA-24"})
    void aWalkAndATestAreAboutAnItemOfThatDepartment() {
        Officer head = officer("sj.head");
        UUID id = UUID.randomUUID();

        assertThatThrownBy(() -> outings.plan(head, walk(id, head, null)))
                .isInstanceOf(EvaluationRefused.class)
                .hasMessageContaining("evaluation.outing.item");
        assertThatThrownBy(() -> outings.plan(head, walk(id, head, "public-place-hygiene")))
                .isInstanceOf(EvaluationRefused.class)
                .hasMessageContaining("evaluation.item.unknown");
        outings.plan(head, walk(id, head, "sole-trader-registration"));

        assertThat(outings.find(REGION, id).orElseThrow().item()).isEqualTo("sole-trader-registration");
    }

    private static Outings.Plan walk(UUID id, Officer head, @Nullable String item) {
        return new Outings.Plan(
                id, Outing.Kind.WALK, "陪群众走一趟", "SJ", item, null, List.of("在网上填"), null, head.id(), TODAY);
    }

    @Test
    @Proves("M-EVA-14")
    void whoIsInvitedIsToldOnceHoweverOftenItIsSent() {
        Appointment as = appointed(Kind.INVITED, List.of("SJ"));
        UUID id = UUID.randomUUID();
        Outings.Plan plan = plan(id, Outing.Kind.EXPERIENCE, "SJ", as.id(), null);
        outings.plan(officer("zx.supervisor"), plan);
        outings.plan(officer("zx.supervisor"), plan);

        assertThat(outbox.inbox(REGION, as.holder(), null, 10)).singleElement().satisfies(told -> {
            assertThat(told.template()).isEqualTo("evaluation.invited");
            assertThat(told.link()).isEqualTo("/me/evaluations");
        });
    }

    @Test
    @Proves("M-EVA-13")
    void aFindingStaysOpenUntilItIsKnownWhatItChanged() {
        Appointment as = appointed(Kind.INVITED, List.of("SJ"));
        Outing look = planned(as, Outing.Kind.EXPERIENCE, "SJ");
        outings.report(look, as.holder(), as, saw("80"), List.of("要求重复填表"));
        Finding before = outings.findings(REGION, List.of(look.id())).getFirst();
        assertThatThrownBy(() ->
                        outings.use(officer("sj.head"), look.id(), before.id(), Changed.PROCESS, "合并两张表", VERSION))
                .as("not released yet")
                .isInstanceOf(EvaluationRefused.class);

        outings.release(officer("zx.supervisor"), look.id());
        Officer head = officer("sj.head");
        refused("evaluation.use.version", () -> outings.use(head, look.id(), before.id(), Changed.PROCESS, "合并", ""));
        refused(
                "evaluation.use.version",
                () -> outings.use(head, look.id(), before.id(), Changed.STANDARD, "合并", "food-business/999"));
        refused("evaluation.use.order", () -> outings.use(head, look.id(), before.id(), Changed.TASK, "合并", "没有这张单"));
        refused(
                "evaluation.use.nothing",
                () -> outings.use(officer("zx.supervisor"), look.id(), before.id(), Changed.NOTHING, "不改", VERSION));
        for (String own : List.of("sj.head", "sj.chief")) {
            refused(
                    "evaluation.use.own",
                    () -> outings.use(officer(own), look.id(), before.id(), Changed.NOTHING, "不需要改", ""));
        }
        outings.use(head, look.id(), before.id(), Changed.PROCESS, "合并两张表", VERSION);

        Finding after = outings.findings(REGION, List.of(look.id())).getFirst();
        assertThat(Objects.requireNonNull(after.use()))
                .returns(Changed.PROCESS, Finding.Use::changed)
                .returns(VERSION, Finding.Use::reference);
        assertThatThrownBy(() -> outings.use(officer("sj.head"), look.id(), before.id(), Changed.NOTHING, "算了", ""))
                .isInstanceOf(EvaluationRefused.class);
        assertThatThrownBy(() -> outings.use(officer("wjw.head"), look.id(), before.id(), Changed.NOTHING, "算了", ""))
                .isInstanceOf(EvaluationRefused.class);
    }

    @Test
    @Proves("M-EVA-13")
    void aReportThatNobodyReleasesClimbsAndTheCentreDoesNotReleaseItsOwn() {
        Appointment as = appointed(Kind.INVITED, List.of());
        Outing late = planned(as, Outing.Kind.EXPERIENCE, "SJ");
        Outing own = planned(as, Outing.Kind.EXPERIENCE, "ZX");
        outings.report(late, as.holder(), as, saw("80"), List.of("没有座位"));
        outings.report(own, as.holder(), as, saw("80"), List.of("取号机坏了"));

        assertThat(waiting("zx.supervisor")).contains(late.id()).doesNotContain(own.id());
        assertThat(waiting("xn.head")).contains(own.id()).doesNotContain(late.id());
        refused("evaluation.not-yours", () -> outings.release(officer("zx.director"), own.id()));
        outings.release(officer("xn.head"), own.id());
        assertThat(outings.findings(REGION, List.of(own.id())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.order()).isNotNull());

        Outing reported = outings.find(REGION, late.id()).orElseThrow();
        LocalDate due = outings.dueOn(reported);
        assertThat(due).isEqualTo(TODAY.plusDays(7));
        time.advance(Duration.ofDays(8));
        assertThat(waiting("xn.head")).contains(late.id());
        assertThat(waiting("zf.head")).doesNotContain(late.id());
        time.advance(Duration.ofDays(7));
        assertThat(waiting("zf.head")).contains(late.id());
    }

    @Test
    @Proves("M-EVA-13")
    void theCentreReadsNoReportAboutItselfBeforeItIsReleased() {
        Appointment as = appointed(Kind.INVITED, List.of());
        Outing own = planned(as, Outing.Kind.MYSTERY, "ZX");
        Outing other = planned(as, Outing.Kind.MYSTERY, "SJ");
        Officer director = officer("zx.director");
        assertThat(outings.of(director, own.id())).as("it planned the look").isPresent();
        assertThat(Outings.showsEvidence(director, own))
                .as("pictures before the report")
                .isFalse();
        assertThat(Outings.showsEvidence(director, other)).isTrue();

        outings.report(own, as.holder(), as, saw("80"), List.of("取号机坏了"));
        outings.report(other, as.holder(), as, saw("80"), List.of("没有座位"));

        for (String login : List.of("zx.director", "zx.supervisor")) {
            assertThat(outings.of(officer(login), own.id())).as(login).isEmpty();
            assertThat(outings.of(officer(login)))
                    .as(login)
                    .extracting(Outing::id)
                    .doesNotContain(own.id());
            assertThat(outings.of(officer(login), other.id())).as("of others").isPresent();
        }
        assertThat(outings.of(officer("xn.head"), own.id()))
                .as("who releases it")
                .isPresent();
        outings.release(officer("xn.head"), own.id());

        assertThat(outings.of(director, own.id())).isPresent();
        assertThat(Outings.showsEvidence(
                        director, outings.find(REGION, own.id()).orElseThrow()))
                .isTrue();
    }

    private List<UUID> waiting(String login) {
        return outings.toRelease(officer(login)).stream().map(Outing::id).toList();
    }

    @Test
    @Proves({"M-EVA-17", "N-H13"})
    void aHeadWalksThroughHisOwnProcessAndIsThenNotMissing() {
        Officer head = officer("sj.head");
        UUID id = UUID.randomUUID();
        outings.plan(head, plan(id, Outing.Kind.WALK, "SJ", null, head.id()));
        outings.plan(head, plan(id, Outing.Kind.WALK, "SJ", null, head.id()));
        Outing walk = outings.of(head, id).orElseThrow();
        outings.report(walk, head.id(), null, saw("70"), List.of("同一份材料交两次"));

        assertThat(outings.walked(REGION, 2026)).contains("SJ");
        assertThat(outings.walked(REGION, 2024)).doesNotContain("SJ");
        assertThatThrownBy(() -> outings.plan(head, plan(UUID.randomUUID(), Outing.Kind.WALK, "WJW", null, head.id())))
                .as("another department's")
                .isInstanceOf(EvaluationRefused.class);
    }

    @Test
    @Proves({"M-EVA-17", "N-H13"})
    void theHeadOfAnotherDepartmentWalksForNobody() {
        Officer other = officer("wjw.head");
        refused(
                "evaluation.outing.walker",
                () -> outings.plan(
                        officer("zx.supervisor"), plan(UUID.randomUUID(), Outing.Kind.WALK, "YB", null, other.id())));
        // As it could be planned before.
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into evaluation.outing
                               (region_code, id, kind, title, department_code, script, staff_id, planned_on, planned_by,
                                planned_at)
                        values ('629901', :id, 'WALK', '走一走', 'YB', '{"取号","交材料"}', :staff, '2023-11-18', :staff, now())
                        """).param("id", id).param("staff", other.id()).update();
        var told = new Report(LocalDate.of(2023, 11, 18), saw("70").marks(), null, "还行", other.id());
        outings.report(outings.find(REGION, id).orElseThrow(), other.id(), null, told, List.of());

        assertThat(outings.walked(REGION, 2023)).doesNotContain("YB");
    }

    @Test
    @Proves("M-EVA-16")
    void aSocialSupervisorGoesOnHisOwnWhereHeWasAppointedAndWithinHisTerm() {
        Appointment as = appointed(Kind.SUPERVISOR, List.of("SJ"));
        UUID id = UUID.randomUUID();

        goOut(id, as, "看看综合窗口", "SJ", "ZX-HALL-Z1");

        assertThat(outings.of(REGION, List.of(as))).extracting(Outing::id).containsExactly(id);
        assertThatThrownBy(() -> goOut(UUID.randomUUID(), as, "看看", "WJW", "")).isInstanceOf(EvaluationRefused.class);
        appointments.end(officer("zx.director"), as.id(), "本人请辞");
        assertThat(appointments.of(REGION, as.holder())).isEmpty();
        assertThatThrownBy(() -> goOut(UUID.randomUUID(), as, "看看", "SJ", "")).isInstanceOf(EvaluationRefused.class);
    }

    @Test
    @Proves("M-EVA-16")
    void aScoreOfSomebodyOfTheStaffIsKnownByTheReleaseAndStandsInHisRecord() {
        Appointment as = appointed(Kind.SUPERVISOR, List.of("SJ"));
        var clerk = directory.staff(REGION, "sj.examiner1").orElseThrow();
        String number = clerk.employeeNumber();
        UUID id = UUID.randomUUID();
        refused(
                "evaluation.outing.employee",
                () -> outings.goOut(REGION, id, as, as.holder(), new Outings.Own("看看", "SJ", "", "没有这个号")));
        String foreign = directory.staff(REGION, "wjw.head").orElseThrow().employeeNumber();
        refused(
                "evaluation.outing.employee",
                () -> outings.goOut(REGION, id, as, as.holder(), new Outings.Own("看看", "SJ", "", foreign)));
        outings.goOut(REGION, id, as, as.holder(), new Outings.Own("看看他", "SJ", "", number));
        Outing look = outings.find(REGION, id).orElseThrow();
        assertThat(look.seen()).isEqualTo(clerk.id());
        var told = new Report(
                TODAY,
                look.script().stream().map(_ -> new Mark(true, 0, 0, "")).toList(),
                new BigDecimal("61"),
                "没有起身",
                as.holder());
        outings.report(look, as.holder(), as, told, List.of());

        assertThat(outings.of(officer("sj.head"), id)).isEmpty();
        assertThat(base(clerk.id())).isZero();
        outings.release(officer("zx.supervisor"), id);

        assertThat(outings.of(officer("sj.head"), id).orElseThrow().seen()).isEqualTo(clerk.id());
        assertThat(base(clerk.id())).isEqualTo(1);
    }

    private int base(UUID person) {
        return outings.personScores(REGION, TODAY, TODAY).stream()
                .filter(each -> each.person().equals(person))
                .mapToInt(Outings.PersonScore::base)
                .sum();
    }

    @Test
    void aLookOfHisOwnNamesAWindowThatIsThereAndThereAreFiveADay() {
        Appointment as = appointed(Kind.SUPERVISOR, List.of());
        UUID first = UUID.randomUUID();
        refused("evaluation.window.unknown", () -> goOut(first, as, "看看", "SJ", "A03"));
        refused("evaluation.department.unknown", () -> goOut(first, as, "看看", "ZZZ", ""));
        goOut(first, as, "看看", "SJ", "");
        for (int i = 1; i < Outings.MOST_OWN; i++) {
            goOut(UUID.randomUUID(), as, "看看", "SJ", "");
        }

        refused("evaluation.outing.most", () -> goOut(UUID.randomUUID(), as, "看看", "SJ", ""));
        goOut(first, as, "看看", "SJ", "");
        refused("platform.key.reused", () -> goOut(first, as, "看看别的", "SJ", ""));
        assertThat(outings.of(REGION, List.of(as))).hasSize(Outings.MOST_OWN);
    }

    @Test
    void theLongestTitleIsReleased() {
        Appointment as = appointed(Kind.SUPERVISOR, List.of("SJ"));
        UUID id = UUID.randomUUID();
        refused("evaluation.text", () -> goOut(id, as, "看".repeat(WorkOrder.LONGEST_NAME + 1), "SJ", ""));
        goOut(id, as, "看".repeat(WorkOrder.LONGEST_NAME), "SJ", "");
        Outing look = outings.find(REGION, id).orElseThrow();
        var report = new Report(
                TODAY, look.script().stream().map(_ -> new Mark(true, 0, 0, "")).toList(), null, "还行", as.holder());
        outings.report(look, as.holder(), as, report, List.of("没有人叫号"));

        outings.release(officer("zx.supervisor"), id);

        assertThat(outings.findings(REGION, List.of(id)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.order()).isNotNull());
    }

    private void goOut(UUID id, Appointment as, String title, String department, String window) {
        outings.goOut(REGION, id, as, as.holder(), new Outings.Own(title, department, window, ""));
    }

    private static void refused(String code, ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(EvaluationRefused.class).isThrownBy(act).returns(code, EvaluationRefused::code);
    }

    @Test
    @Proves("M-EVA-24")
    void aUsabilityTestSaysOfEachStepWhetherItWorkedHowLongAndWithHowManyErrors() {
        Appointment as = appointed(Kind.INVITED, List.of());
        Outing test = planned(as, Outing.Kind.USABILITY, "SJ");
        var report = new Report(
                TODAY,
                List.of(new Mark(false, 540, 3, "找不到“继续”"), new Mark(true, 60, 0, "")),
                null,
                "第一步看不懂",
                as.holder());

        outings.report(test, as.holder(), as, report, List.of("按钮在第二屏"));

        Report kept = Objects.requireNonNull(
                outings.find(REGION, test.id()).orElseThrow().report());
        assertThat(kept.marks()).isEqualTo(report.marks());
        assertThat(kept.score()).isNull();
    }

    @Test
    @Proves("M-EVA-11")
    void theScoreOfADepartmentIsTheMeanOfWhatWasReleased() {
        Appointment as = appointed(Kind.INVITED, List.of());
        String department = "GJ";
        for (String score : List.of("90", "91.9")) {
            Outing look = planned(as, Outing.Kind.EXPERIENCE, department);
            outings.report(look, as.holder(), as, saw(score), List.of());
            outings.release(officer("zx.supervisor"), look.id());
        }
        Outing unreleased = planned(as, Outing.Kind.EXPERIENCE, department);
        outings.report(unreleased, as.holder(), as, saw("0"), List.of());

        assertThat(outings.scores(REGION, TODAY, TODAY))
                .contains(new Outings.Score(department, new BigDecimal("91.0"), 2));
    }

    @Test
    void whoeverIsAppointedHasAnAccountOfThatName() {
        Officer director = officer("zx.director");
        assertThatThrownBy(() -> appointments.appoint(director, entry("不是他", TestNumbers.citizen())))
                .isInstanceOf(EvaluationRefused.class);
        assertThatThrownBy(() -> appointments.appoint(officer("sj.head"), entry("谁", TestNumbers.citizen())))
                .isInstanceOf(EvaluationRefused.class);
    }

    private Report saw(String score) {
        return new Report(
                TODAY,
                List.of(new Mark(true, 300, 0, ""), new Mark(true, 0, 1, "")),
                new BigDecimal(score),
                "总的不错",
                UUID.randomUUID());
    }

    private Outing planned(Appointment as, Outing.Kind kind, String department) {
        UUID id = UUID.randomUUID();
        outings.plan(officer("zx.supervisor"), plan(id, kind, department, as.id(), null));
        return outings.find(REGION, id).orElseThrow();
    }

    private static Outings.Plan plan(
            UUID id, Outing.Kind kind, String department, @Nullable UUID as, @Nullable UUID staff) {
        String item = kind.isOfAnItem() ? ITEMS.get(department) : null;
        return new Outings.Plan(id, kind, "看一看办得怎么样", department, item, null, List.of("取号", "交材料"), as, staff, TODAY);
    }

    private Appointment appointed(Kind kind, List<String> departments) {
        Person person = people.register("看得细", TestNumbers.citizen(), "15400000009", passwords.hash("Anlan-2026-look"));
        Appointments.Entry entry = new Appointments.Entry(
                UUID.randomUUID(),
                kind,
                person.citizenId().value(),
                person.name(),
                "群众代表",
                departments,
                TODAY,
                TODAY.plusYears(1));
        appointments.appoint(officer("zx.director"), entry);
        return appointments.find(REGION, entry.id()).orElseThrow();
    }

    private static Appointments.Entry entry(String name, CitizenId number) {
        return new Appointments.Entry(
                UUID.randomUUID(), Kind.INVITED, number.value(), name, "群众代表", List.of(), TODAY, TODAY.plusYears(1));
    }

    private Officer officer(String login) {
        return directory.officer(directory.staff(REGION, login).orElseThrow().id(), TODAY);
    }
}
