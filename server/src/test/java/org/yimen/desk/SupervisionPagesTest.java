package org.yimen.desk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.api.Systems;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Parcels;
import org.yimen.application.Promises;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Shipment;
import org.yimen.delivery.Way;
import org.yimen.delivery.Wish;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Scope;
import org.yimen.licence.Ending;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.supervision.Findings;
import org.yimen.supervision.Measure;
import org.yimen.supervision.Measures;
import org.yimen.supervision.PlannedChecks;
import org.yimen.supervision.PlannedChecks.PlannedCheck;
import org.yimen.supervision.PushedNow;
import org.yimen.supervision.Referrals;
import org.yimen.supervision.SupervisionRefused;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** From the decision to the department that supervises, its checks, what follows for the licence, and back to approvers. */
@HallTest
class SupervisionPagesTest {

    private static final String CITY = DeskPages.CITY;
    private static final String HYGIENE = "public-place-hygiene";
    private static final byte[] PROOF = "%PDF-1.4\n% proof\n%%EOF\n".getBytes(US_ASCII);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AbstractApplicationContext application;

    @Autowired
    private PushedNow pushed;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Referrals handovers;

    @Autowired
    private PlannedChecks checks;

    @Autowired
    private Findings findings;

    @Autowired
    private Measures measures;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Promises promises;

    @Autowired
    private Parcels parcels;

    @Autowired
    private Mailroom mailroom;

    @Autowired
    private Directory directory;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Systems systems;

    @Autowired
    private TestTime time;

    @Autowired
    private Accesses accesses;

    private Applicant holder;
    private CaseId id;

    @BeforeEach
    void aLicence() {
        holder = city.somebody();
        id = city.submitted(holder, HYGIENE).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at("WJW/chief"), City.key(), null);
        pushed.until(id);
    }

    @Test
    void whileItsHolderIsHeardNothingTakesThePlaceOfALicence() throws Exception {
        CaseId food = city.submitted(holder, "food-business").id();
        desk.write(food, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(food);
        desk.write(food, city.at("SJ/chief"), City.key(), null, Command.Grant::new);
        desk.issue(food, city.at("SJ/chief"), City.key(), null);
        pushed.until(food);
        CaseId copy = city.submitted(holder, "food-business-reissue").id();
        desk.write(copy, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(copy);
        UUID measure = measures.notice(
                CITY,
                food.value(),
                licences.ofCase(CITY, food.value()).getFirst().id(),
                directory.officer(city.at("SJ/examiner").id(), time.instant()),
                new Measures.Proposal(Measure.Kind.RESCISSION, "不符合条件", "食品安全法", null));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(copy, city.at("SJ/chief"), City.key(), null, Command.Grant::new))
                .returns("application.concern.measured", CaseRuleBroken::code);
        time.advance(Duration.ofDays(9));
        var chief = directory.officer(city.at("SJ/chief").id(), time.instant());
        measures.decide(CITY, measure, chief, true, "事实清楚");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(copy, city.at("SJ/chief"), City.key(), null, Command.Grant::new))
                .returns("application.concern.over", CaseRuleBroken::code);
    }

    @Test
    @Proves("M-APR-17")
    void whatIsToBeCheckedFollowsToTheLicenceThatTakesThePlace() throws Exception {
        CaseId food = licence("food-business");
        Officer examiner = directory.officer(city.at("SJ/examiner").id(), time.instant());
        var day = LocalDate.of(2026, 12, 1);
        handovers.acknowledge(CITY, food.value(), examiner, List.of(new Referrals.Wanted(day, "on-site")));
        UUID dropped = measures.notice(
                CITY,
                food.value(),
                licences.ofCase(CITY, food.value()).getFirst().id(),
                examiner,
                new Measures.Proposal(Measure.Kind.RESCISSION, "不符合条件", "食品安全法", null));
        time.advance(Duration.ofDays(9));
        var chief = directory.officer(city.at("SJ/chief").id(), time.instant());
        measures.decide(CITY, dropped, chief, false, "事实不清");

        CaseId copy = licence("food-business-reissue");

        assertThat(checks.ofCase(CITY, copy.value())).singleElement().satisfies(check -> {
            assertThat(check.awaits()).isTrue();
            assertThat(check.dueOn()).isEqualTo(day);
        });
        assertThat(measures.ofCase(CITY, copy.value())).extracting(Measure::id).containsExactly(dropped);
        String page = pages.at("sj.examiner1")
                .open("/desk/supervision/" + copy.value())
                .body();
        assertThat(page).contains("2026年12月1日", "撤销");
        licences.end(CITY, licences.ofCase(CITY, copy.value()).getFirst().id(), Ending.WITHDRAWN, "试验");
        assertThat(checks.ofCase(CITY, food.value()))
                .as("with the successor ends what followed to it")
                .extracting(PlannedCheck::state)
                .containsExactly("ended");
    }

    @Test
    void aPlanThatIsMadeAfterTheLicenceWasReplacedIsAboutTheSuccessor() {
        CaseId food = licence("food-business");
        CaseId copy = licence("food-business-reissue");
        Officer examiner = directory.officer(city.at("SJ/examiner").id(), time.instant());

        handovers.acknowledge(
                CITY, food.value(), examiner, List.of(new Referrals.Wanted(LocalDate.of(2026, 12, 1), "papers")));

        assertThat(checks.ofCase(CITY, copy.value())).hasSize(1);
        assertThat(licences.line(CITY, copy.value())).containsExactlyInAnyOrder(food.value(), copy.value());
    }

    /** Issued to the holder, and pushed where somebody supervises it. */
    private CaseId licence(String item) {
        CaseId next = city.submitted(holder, item).id();
        desk.write(next, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(next);
        desk.write(next, city.at("SJ/chief"), City.key(), null, Command.Grant::new);
        desk.issue(next, city.at("SJ/chief"), City.key(), null);
        pushed.until(next);
        return next;
    }

    @Test
    @Proves("M-APR-17")
    void aDecisionIsConfirmedWithAPlanAndWhatIsFoundComesBackToApprovers() throws Exception {
        Clerk examiner = pages.at(pages.newcomer("WJW/examiner"));
        String address = "/desk/supervision/" + id.value();
        assertThat(examiner.open("/desk/supervision").body()).contains(address, "待确认");
        assertThat(examiner.send(address + "/acknowledge", "on1", "").status()).isEqualTo(422);

        assertThat(examiner.send(
                                address + "/acknowledge",
                                "on1",
                                "2026-12-01",
                                "method1",
                                "on-site",
                                "on2",
                                "2027-06-01",
                                "method2",
                                "random")
                        .status())
                .isEqualTo(303);
        examiner.send(address + "/acknowledge", "on1", "2026-12-02", "method1", "papers");

        assertThat(checks.ofCase(CITY, id.value()))
                .as("a second click plans nothing more")
                .hasSize(2);
        assertThat(handovers.open(CITY, Set.of("WJW")))
                .noneMatch(open -> open.caseId().equals(id.value()));
        UUID check = checks.ofCase(CITY, id.value()).getFirst().id();
        assertThat(examiner.send(address + "/checks/" + check, "result", "passed", "finding", "消毒设施正常")
                        .body())
                .as("one alone")
                .contains("检查由两人以上进行", "消毒设施正常");
        UUID program = systems.register(Set.of("WJW/examiner"), Set.of(Scope.APPLICATIONS_READ))
                .machine()
                .staffId();
        assertThat(examiner.send(
                                address + "/checks/" + check,
                                "result",
                                "passed",
                                "finding",
                                "消毒设施正常",
                                "with",
                                program.toString())
                        .body())
                .as("a program goes nowhere")
                .contains("检查由两人以上进行");
        assertThat(examiner.send(
                                address + "/checks/" + check,
                                "result",
                                "passed",
                                "finding",
                                "消毒设施正常",
                                "with",
                                staff("wjw.chief"))
                        .status())
                .isEqualTo(303);
        assertThat(pages.at("wjw.chief").open("/desk/talk").body()).contains("您被记为核查人之一");
        examiner.send(
                address + "/findings",
                "outcome",
                "penalty",
                "on",
                "2026-11-17",
                "reference",
                "安卫罚〔2026〕8号",
                "said",
                "未公示卫生许可证，警告");

        CaseFile<State> later = city.submitted(holder, HYGIENE);

        assertThat(pages.at("wjw.chief")
                        .open("/desk/cases/" + later.id().value())
                        .body())
                .contains("监管情况", "消毒设施正常", "未公示卫生许可证，警告");
        assertThat(findings.of(CITY, city.somebody().holder())).isEmpty();
    }

    @Test
    @Proves("M-APR-17")
    void whoDoesNotConfirmIsRemindedOnceADayAndListed() {
        time.advance(Duration.ofDays(12));
        for (int i = 0; i < 3; i++) {
            while (handovers.remindOnce() > 0) {
                Thread.onSpinWait();
            }
        }

        assertThat(handovers.find(CITY, id.value()).orElseThrow().reminders()).isEqualTo(1);
        UUID head = directory
                .holders(CITY, "WJW/head", java.time.LocalDate.of(2026, 11, 30))
                .getFirst()
                .staff()
                .id();
        assertThat(outbox.of(CITY, head, "handover-overdue:" + id.value() + ":1"))
                .isNotEmpty();
        assertThat(Trail.of(audit, CITY, Set.of(Referrals.REMINDED)))
                .filteredOn(entry -> entry.subject().equals(id.value().toString()))
                .hasSize(1);
        time.advance(Duration.ofDays(1));
        while (handovers.remindOnce() > 0) {
            Thread.onSpinWait();
        }
        assertThat(handovers.find(CITY, id.value()).orElseThrow().reminders()).isEqualTo(2);
    }

    @Test
    @Proves("M-APR-17")
    void theSystemOfADepartmentReportsWhatItFoundOnceAndForItsOwnOnly() throws Exception {
        var machine = systems.on("WJW/examiner");
        String number = desk.find(id).number();
        // The list ends somewhere; what other tests left open stands before this one.
        jdbc.sql("""
                        update supervision.handover
                           set ended_on = decided_on
                         where region_code = :region and case_id <> :case and acknowledged_at is null
                        """).param("region", CITY).param("case", id.value()).update();
        assertThat(systems.get(machine, "/api/v1/supervision/handovers").body()).contains(number);
        String body = """
                {"number": "%s", "outcome": "failed", "on": "2026-11-17", "said": "抽检不合格", "reference": "R-%s"}
                """.formatted(number, id.value().toString().substring(0, 13));

        int first = systems.post(machine, "/api/v1/supervision/findings", City.key(), body)
                .status();
        int again = systems.post(machine, "/api/v1/supervision/findings", City.key(), body)
                .status();

        assertThat(first).isEqualTo(201);
        assertThat(again).isEqualTo(200);
        assertThat(findings.of(CITY, holder.holder())).hasSize(1);
        for (String other : List.of(
                body.replace("failed", "passed"),
                body.replace("2026-11-17", "2026-11-16"),
                body.replace("抽检不合格", "抽检"),
                body.replace("2026-11-17", "-999999999-01-01").replace("R-", "S-"),
                body.replace("2026-11-17", "1066-10-14").replace("R-", "S-"))) {
            assertThat(systems.post(machine, "/api/v1/supervision/findings", City.key(), other)
                            .status())
                    .as(other)
                    .isBetween(400, 422);
        }
        assertThat(findings.of(CITY, holder.holder())).hasSize(1);
        CaseId foreign = city.granted("sole-trader-registration").id();
        pushed.until(foreign);
        assertThat(systems.post(
                                machine,
                                "/api/v1/supervision/findings",
                                City.key(),
                                body.replace(number, desk.find(foreign).number()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void thePapersOfAMeasureWaitForTheLog() throws Exception {
        Clerk chief = pages.at("wjw.chief");
        String address = "/desk/supervision/" + id.value();
        chief.send(address + "/acknowledge", "on1", "2026-11-20", "method1", "on-site");
        var witness = application.getBean("cosigner", SmartLifecycle.class);
        witness.stop();
        String notice;
        try {
            UUID measure = measures.notice(
                    CITY,
                    id.value(),
                    licences.ofCase(CITY, id.value()).getFirst().id(),
                    directory.officer(city.at("WJW/chief").id(), time.instant()),
                    new Measures.Proposal(
                            Measure.Kind.SUSPENSION, "空气检测超标", "公共场所卫生管理条例第十四条", LocalDate.of(2026, 12, 31)));
            notice = address + "/measures/" + measure + "/notice";

            assertThat(chief.open(notice).status()).isEqualTo(503);
        } finally {
            witness.start();
        }

        assertThat(chief.open(notice).status()).isEqualTo(200);
    }

    @Test
    @Proves("M-APR-18")
    @Law(value = "行政处罚法 第四十四条、第六十三条、第六十四条", rule = "Measures: the holder is told and heard before the decision")
    void aFailedCheckReachesTheCreditRecordAndSuspendsTheLicenceAfterTheHolderWasHeard() throws Exception {
        Clerk examiner = pages.at("wjw.chief");
        String address = "/desk/supervision/" + id.value();
        examiner.send(address + "/acknowledge", "on1", "2026-11-20", "method1", "on-site");
        UUID check = checks.ofCase(CITY, id.value()).getFirst().id();
        examiner.send(address + "/checks/" + check, "result", "failed", "finding", "空气检测超标", "with", staff("wjw.head"));
        assertThat(promises.areKeptBy(CITY, holder.holder()))
                .as("the credit record")
                .isFalse();
        UUID licence = licences.ofCase(CITY, id.value()).getFirst().id();

        var proposed = examiner.proven(
                address + "/measures",
                "kind",
                "suspension",
                "licence",
                licence.toString(),
                "reason",
                "空气检测超标",
                "basis",
                "公共场所卫生管理条例第十四条",
                "until",
                "2026-12-31");

        assertThat(proposed.status()).as(proposed.body()).isEqualTo(303);
        Measure measure = measures.ofHolder(CITY, holder.holder()).getFirst();
        assertThat(standing()).isInstanceOf(Standing.InForce.class);
        Clerk head = pages.at("wjw.head");
        String at = address + "/measures/" + measure.id();
        assertThat(head.text(at + "/notice")).contains(holder.name()).doesNotContain("查阅本");
        assertThat(looks()).as("whom it concerns reads who opened it").hasSize(1);
        assertThat(pages.at("zx.supervisor").text(at + "/notice"))
                .as("who only watches")
                .contains("查阅本", holder.maskedName())
                .doesNotContain(holder.name());
        assertThat(looks()).as("a copy for reading shows nobody's number").hasSize(1);
        assertThat(head.proven(at + "/decide", "carriedOut", "true", "note", "同意")
                        .body())
                .contains("还没有听取持证人的意见");
        measures.answer(CITY, measure.id(), holder.holder(), "先说一句", false, false);
        measures.answer(CITY, measure.id(), holder.holder(), "先说一句", false, false);
        assertThat(head.proven(at + "/decide", "carriedOut", "true", "note", "同意")
                        .body())
                .as("his days are his, also when he has spoken")
                .contains("还没有听取持证人的意见");
        measures.answer(CITY, measure.id(), holder.holder(), "正在更换设备", true, false);
        assertThat(measures.find(CITY, measure.id()).orElseThrow().statement()).isEqualTo("先说一句\n\n正在更换设备");
        assertThat(head.proven(at + "/decide", "carriedOut", "true", "note", "同意")
                        .body())
                .as("he asked for a hearing")
                .contains("还没有听取持证人的意见");
        assertThat(examiner.send(at + "/heard", "note", "已听证").body()).contains("听证主持人不能是本案调查人员");
        assertThat(head.send(at + "/heard", "note", "持证人陈述设备已订购").status()).isEqualTo(303);
        assertThat(examiner.proven(at + "/decide", "carriedOut", "true", "note", "同意")
                        .status())
                .as("who proposed does not decide")
                .isEqualTo(403);

        assertThat(head.proven(at + "/decide", "carriedOut", "true", "note", "同意")
                        .status())
                .isEqualTo(303);
        head.proven(at + "/decide", "carriedOut", "true", "note", "同意");

        assertThat(standing()).isInstanceOf(Standing.Suspended.class);
        assertThat(findings.of(CITY, holder.holder()))
                .filteredOn(finding -> finding.kind() == Findings.Kind.PENALTY)
                .hasSize(1);
        assertThat(measures.find(CITY, measure.id()).orElseThrow().decisionPaper())
                .isNotNull();
        assertThat(head.text(at + "/decision").replaceAll("\\s", ""))
                .as("who reviews it, and which court (行政复议法 art. 20)")
                .contains("六十日内向安澜市人民政府申请行政复议", "六个月内向安澜市人民法院提起行政诉讼");
        time.advance(Duration.ofDays(50));
        assertThat(standing()).as("after its last day").isInstanceOf(Standing.InForce.class);
    }

    /** The whole numbers of this case's papers that were shown. */
    private List<Access> looks() {
        return accesses.of(holder.holder(), time.instant().plusSeconds(1), Accesses.MOST).stream()
                .filter(look ->
                        look.kind() == Access.Kind.UNMASKED && id.value().equals(look.caseId()))
                .toList();
    }

    @Test
    @Proves("M-APR-18")
    @Law(value = "行政许可法 第七十条", rule = "Measures: what was revoked is struck off")
    void aRevokedLicenceIsStruckOffAndNoOtherEndFollows() throws Exception {
        Staff proposer = pages.newcomer("WJW/examiner");
        UUID licence = licences.ofCase(CITY, id.value()).getFirst().id();
        var officer = directory.officer(proposer.id(), time.instant());
        UUID measure = measures.notice(
                CITY,
                id.value(),
                licence,
                officer,
                new Measures.Proposal(Measure.Kind.REVOCATION, "转让许可证", "公共场所卫生管理条例第十四条", null));
        assertThat(measures.notice(
                        CITY,
                        id.value(),
                        licence,
                        officer,
                        new Measures.Proposal(Measure.Kind.REVOCATION, "转让许可证", "公共场所卫生管理条例第十四条", null)))
                .as("a second click")
                .isEqualTo(measure);
        var head = directory.officer(pages.newcomer("WJW/head").id(), time.instant());
        time.advance(Duration.ofDays(9));
        assertThatExceptionOfType(SupervisionRefused.class)
                .as("his days are over")
                .isThrownBy(() -> measures.answer(CITY, measure, holder.holder(), "我有话说", false, false));

        measures.decide(CITY, measure, head, true, "事实清楚");

        assertThat(standing())
                .isInstanceOfSatisfying(
                        Standing.Ended.class,
                        ended -> assertThat(ended.how().key()).isEqualTo("licence.ending.revoked"));
        Clerk chief = pages.at("wjw.chief");
        assertThat(chief.proven("/desk/supervision/" + id.value() + "/licences/" + licence + "/strike-off")
                        .status())
                .isEqualTo(303);
        assertThat(standing())
                .isInstanceOfSatisfying(
                        Standing.Ended.class,
                        ended -> assertThat(ended.how().key()).isEqualTo("licence.ending.cancelled"));
    }

    @Test
    @DisplayName("有下列情形之一的，行政机关应当依法办理有关行政许可的注销手续")
    @Law(
            value = "行政许可法 第七十条",
            rule = "StrikingsOff: what is still valid is struck off on a ground with proof, once another confirms")
    void aValidLicenceIsStruckOffByTwoOnAGroundWithItsProof() throws Exception {
        UUID licence = licences.ofCase(CITY, id.value()).getFirst().id();
        String at = "/desk/supervision/" + id.value() + "/licences/" + licence + "/striking-off";
        Clerk proposer = pages.at(pages.newcomer("WJW/examiner"));
        Clerk chief = pages.at("wjw.chief");
        assertThat(proposer.open("/desk/supervision/" + id.value()).body()).contains(at);
        assertThat(proposer.open(at).body()).contains("不可抗力", "第七十条第五项");
        String key = UUID.randomUUID().toString();
        assertThat(proposer.send(at, "key", key, "ground", "LICENCE_ENDED", "reason", "已吊销")
                        .status())
                .isEqualTo(422);
        assertThat(proposer.send(at, "key", key, "ground", "FORCE_MAJEURE", "reason", "经营场所因地震灭失")
                        .body())
                .contains("请上传证明材料");
        assertThat(proposer.upload(at, PROOF, "key", key, "ground", "DISSOLVED", "reason", "企业已解散")
                        .body())
                .as("a citizen is not dissolved")
                .contains("请选择注销的法定情形");
        assertThat(proposer.upload(at, PROOF, "key", key, "ground", "OTHER_LAW", "reason", "另有规定")
                        .status())
                .as("which law")
                .isEqualTo(422);
        for (int click = 0; click < 2; click++) {
            assertThat(proposer.upload(at, PROOF, "key", key, "ground", "FORCE_MAJEURE", "reason", "经营场所因地震灭失")
                            .status())
                    .isEqualTo(303);
        }
        assertThat(standing()).isInstanceOf(Standing.InForce.class);
        String one = at + "/" + key;
        assertThat(proposer.proven(one + "/confirm", "key", City.key()).status())
                .as("he holds no letter")
                .isEqualTo(403);
        assertThat(pages.at("zx.supervisor").open(at).body()).contains("等待另一人确认", "经营场所因地震灭失");
        assertThat(pages.at("zx.supervisor").open(one + "/file").status())
                .as("the proof names people")
                .isEqualTo(403);
        assertThat(chief.open(at).body()).contains(one + "/confirm");

        for (int click = 0; click < 2; click++) {
            assertThat(chief.proven(one + "/confirm", "key", City.key()).status())
                    .isEqualTo(303);
        }

        assertThat(standing())
                .isInstanceOfSatisfying(
                        Standing.Ended.class,
                        ended -> assertThat(ended.how().key()).isEqualTo("licence.ending.cancelled"));
        assertThat(chief.text(one + "/paper").replaceAll("\\s", ""))
                .contains("注销行政许可决定书", "经营场所因地震灭失", "第七十条第五项", "申请行政复议");
        assertThat(proposer.upload(
                                at,
                                PROOF,
                                "key",
                                UUID.randomUUID().toString(),
                                "ground",
                                "FORCE_MAJEURE",
                                "reason",
                                "再")
                        .status())
                .as("it has ended")
                .isEqualTo(422);
    }

    @Test
    @Law(
            value = "行政许可法 第七十条",
            rule = "StrikingsOff: whoever proposes it is not the second one, and no measure is passed over")
    void nobodyStrikesOffAValidLicenceAloneNorWhileItsHolderIsHeard() throws Exception {
        UUID licence = licences.ofCase(CITY, id.value()).getFirst().id();
        String at = "/desk/supervision/" + id.value() + "/licences/" + licence + "/striking-off";
        Clerk chief = pages.at("wjw.chief");
        String key = UUID.randomUUID().toString();
        assertThat(chief.upload(at, PROOF, "key", key, "ground", "FORCE_MAJEURE", "reason", "地震损毁")
                        .status())
                .isEqualTo(303);
        assertThat(chief.proven(at + "/" + key + "/confirm", "key", City.key()).status())
                .isEqualTo(422);
        assertThat(standing()).isInstanceOf(Standing.InForce.class);
        Clerk head = pages.at("wjw.head");
        assertThat(head.proven(at + "/" + key + "/deny", "key", City.key(), "note", "可以修复")
                        .status())
                .isEqualTo(303);
        assertThat(chief.open(at).body()).contains("可以修复");
        var officer = directory.officer(pages.newcomer("WJW/examiner").id(), time.instant());
        measures.notice(
                CITY,
                id.value(),
                licence,
                officer,
                new Measures.Proposal(Measure.Kind.REVOCATION, "转让许可证", "公共场所卫生管理条例第十四条", null));

        assertThat(chief.upload(
                                at,
                                PROOF,
                                "key",
                                UUID.randomUUID().toString(),
                                "ground",
                                "FORCE_MAJEURE",
                                "reason",
                                "地震损毁")
                        .status())
                .isEqualTo(422);
    }

    @Test
    @Proves("M-APR-18")
    void whatIsTakenBeforeItWasHandedOverIsNeitherHandedOverNorChecked() throws Exception {
        Clerk supervisor = pages.at(pages.newcomer("WJW/examiner"));
        supervisor.send("/desk/supervision/" + id.value() + "/acknowledge", "on1", "2030-12-01", "method1", "on-site");
        UUID licence = licences.ofCase(CITY, id.value()).getFirst().id();
        licences.suspend(CITY, licence, null, "整改");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("a certificate that is withheld")
                .isThrownBy(() -> desk.act(id, city.at("ZX/window"), City.key(), null, city.toHimself(id)))
                .returns("application.hand-over.suspended", CaseRuleBroken::code);
        Clerk window = pages.at("zx.window1");
        assertThat(window.open("/desk/cases/" + id.value()).body()).contains("证照暂扣期间不交付");
        licences.lift(CITY, licence);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("time alone closes nothing that is in force")
                .isThrownBy(() -> desk.wake(id));

        licences.end(CITY, licence, Ending.RESCINDED, "处决〔2026〕1号");

        assertThat(desk.find(id).state()).isInstanceOf(State.Archived.class);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.act(id, city.at("ZX/window"), City.key(), null, city.toHimself(id)));
        assertThat(window.open("/desk/cases/" + id.value()).body()).contains("证照已撤销，不再送达");
        assertThat(checks.ofCase(CITY, id.value()))
                .singleElement()
                .returns("ended", PlannedChecks.PlannedCheck::state)
                .returns(false, PlannedChecks.PlannedCheck::awaits);
        assertThat(supervisor.open("/desk/supervision/" + id.value()).body()).contains("检查终止");
        assertThat(Trail.of(audit, CITY, Set.of(PlannedChecks.ENDED)))
                .filteredOn(entry -> entry.subject().equals(id.value().toString()))
                .hasSize(1);
    }

    @Test
    void nobodyIsAskedToPlanChecksOfWhatWasTaken() throws Exception {
        UUID licence = licences.ofCase(CITY, id.value()).getFirst().id();

        licences.end(CITY, licence, Ending.WITHDRAWN, "法律修改");

        assertThat(handovers.find(CITY, id.value()).orElseThrow().isOpen()).isFalse();
        assertThat(handovers.open(CITY, List.of("WJW")))
                .noneMatch(handover -> handover.caseId().equals(id.value()));
        Clerk supervisor = pages.at(pages.newcomer("WJW/examiner"));
        assertThat(supervisor.open("/desk/supervision/" + id.value()).body()).contains("不用再确认和安排检查");
    }

    @Test
    void aParcelOfWhatWasTakenIsCalledBackOnceAndItsCaseIsOver() {
        Applicant other = city.somebody();
        CaseId mailed = city.submitted(other, HYGIENE).id();
        desk.write(mailed, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(mailed);
        desk.write(mailed, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        desk.issue(mailed, city.at("WJW/chief"), City.key(), null);
        parcels.choose(
                mailed, other.person(), new Wish(Way.MAIL, new Destination("试验人", "15400000000", "安澜市锦河区人民路12号")));
        desk.act(mailed, city.at("ZX/window"), City.key(), null, new Command.Dispatch());
        parcels.book(mailed);

        licences.end(CITY, licences.ofCase(CITY, mailed.value()).getFirst().id(), Ending.REVOKED, "吊销决定");

        assertThat(mailroom.of(mailed)).singleElement().returns(Shipment.State.RECALLED, Shipment::state);
        assertThat(desk.find(mailed).state()).isInstanceOf(State.Archived.class);
    }

    @Test
    void anotherDepartmentSeesNothing() throws Exception {
        Clerk stranger = pages.at(pages.newcomer("SJ/examiner"));

        assertThat(stranger.open("/desk/supervision/" + id.value()).status()).isEqualTo(404);
        assertThat(stranger.send("/desk/supervision/" + id.value() + "/acknowledge", "on1", "2026-12-01")
                        .status())
                .isEqualTo(404);
    }

    private Standing standing() {
        String code = licences.ofCase(CITY, id.value()).getFirst().code().value();
        return ((LicenceCheck.Genuine) licences.verify(code)).standing();
    }

    private String staff(String login) {
        return directory.staff(CITY, login).orElseThrow().id().toString();
    }
}
