package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.api.Systems;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.FollowUps;
import org.yimen.application.PdfText;
import org.yimen.application.Promises;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.desk.Clerk.Answer;
import org.yimen.document.SealedPapers;
import org.yimen.identity.Scope;
import org.yimen.licence.Ending;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.LicenceReplaced;
import org.yimen.licence.Standing;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.supervision.Duties;
import org.yimen.supervision.Measure;
import org.yimen.supervision.Measures;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** From a promise in place of a proof to the check after the decision, and what a false one costs. */
@HallTest
class ChecksPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Promises promises;

    @Autowired
    private CaseViews views;

    @Autowired
    private SealedPapers papers;

    @Autowired
    private FollowUps followUps;

    @Autowired
    private Systems systems;

    @Autowired
    private LicenceDesk licences;

    @Autowired
    private Measures measures;

    @Autowired
    private Directory directory;

    @Autowired
    private Duties duties;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TestTime time;

    private CaseId id;

    @BeforeEach
    void aLicenceOnAPromise() {
        restoreEverybody();
        Dossier draft = drafts.commit(city.complete(HYGIENE), true);
        assertThat(Drafts.uploads(drafts.item(draft), draft))
                .noneMatch(material -> material.code().equals("hygiene-report"));
        id = desk.submit(draft, applicant(), "web", City.key()).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        assertThat(desk.find(id).state()).isInstanceOf(State.Deciding.class);
        desk.write(id, city.at("WJW/chief"), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at("WJW/chief"), City.key(), null);
    }

    @AfterEach
    void restoreEverybody() {
        promises.recent(DeskPages.CITY, Promises.MOST)
                .forEach(broken -> promises.restore(
                        DeskPages.CITY,
                        broken.caseId(),
                        broken.material(),
                        applicant().id(),
                        "test"));
    }

    @Test
    void aPromiseIsCheckedAtTheLicenceThatTookThePlace() {
        Licence former = licences.ofCase(DeskPages.CITY, id.value()).getFirst();
        CaseId next = city.granted(HYGIENE).id();
        desk.issue(next, city.at("WJW/chief"), City.key(), null);
        Licence successor = licences.ofCase(DeskPages.CITY, next.value()).getFirst();

        events.publishEvent(new LicenceReplaced(former, successor));

        assertThat(followUps.find(DeskPages.CITY, id.value()).orElseThrow().licence())
                .isEqualTo(successor.id());
        licences.end(DeskPages.CITY, successor.id(), Ending.WITHDRAWN, "试验");
        assertThat(followUps.find(DeskPages.CITY, id.value()).orElseThrow().state())
                .isEqualTo("ended");
    }

    @Test
    @Proves({"M-INT-11", "M-INT-12"})
    @Law(value = "行政许可法 第七条", rule = "Measures: no licence is rescinded before its holder was told and heard")
    void aFalsePromiseCostsTheLicenceAndTheNextPromise() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        String address = "/desk/checks/" + id.value();
        String second =
                directory.staff(DeskPages.CITY, "wjw.chief").orElseThrow().id().toString();
        assertThat(examiner.open("/desk/checks").body()).contains(address);
        assertThat(examiner.open(address).body()).contains("两人以上", "承诺内容");

        assertThat(examiner.send(address, "result", "false", "finding", "从未安装通风")
                        .body())
                .contains("核查由两人以上进行", "从未安装通风");
        UUID program = systems.register(Set.of("WJW/examiner"), Set.of(Scope.APPLICATIONS_READ))
                .machine()
                .staffId();
        assertThat(examiner.send(address, "result", "false", "finding", "从未安装通风", "with", program.toString())
                        .body())
                .as("a program goes nowhere")
                .contains("核查由两人以上进行");
        Answer found = examiner.send(address, "result", "false", "finding", "从未安装通风", "with", second);

        assertThat(found.status()).isEqualTo(303);
        assertThat(promises.areKeptBy(DeskPages.CITY, applicant().id())).isFalse();
        assertThat(drafts.commitment(city.complete(HYGIENE))).isEmpty();
        Clerk chief = pages.at("wjw.chief");
        assertThat(chief.open(address).body()).contains("发出拟撤销告知书", "从未安装通风");
        assertThat(chief.proven(address + "/rescind", "reason", " ").status()).isEqualTo(422);
        intend(examiner, address);
        intend(examiner, address);
        Measure told = only();
        String measure = "/desk/supervision/" + id.value() + "/measures/" + told.id();
        assertThat(told.kind()).isEqualTo(Measure.Kind.RESCISSION);
        assertThat(licence()).as("nothing ends before he is heard").isInstanceOf(Standing.InForce.class);
        assertThat(decide(chief, measure, "true").body()).contains("还没有听取持证人的意见");
        assertThat(licence()).isInstanceOf(Standing.InForce.class);

        measures.answer(DeskPages.CITY, told.id(), city.citizen().holder(), "通风已在装修时预留", true, false);
        assertThat(decide(chief, measure, "true").status())
                .as("he asked for a hearing")
                .isEqualTo(422);
        assertThat(chief.send(measure + "/heard", "note", "听证").body())
                .as("one of the two who checked")
                .contains("听证主持人不能是本案调查人员");
        Clerk chair = pages.at("wjw.head");
        assertThat(chair.send(measure + "/heard", "note", "现场没有通风设备，申辩不成立").status())
                .isEqualTo(303);
        assertThat(decide(chief, measure, "true").status()).isEqualTo(303);

        assertThat(licence())
                .isInstanceOfSatisfying(
                        Standing.Ended.class, ended -> assertThat(ended.how()).isEqualTo(Ending.RESCINDED));
        assertThat(state()).isEqualTo("rescinded");
        assertThat(chief.open(address).body()).doesNotContain("发出拟撤销告知书");
    }

    @Test
    @Proves("M-INT-11")
    void aFalsePromiseWaitsInTheInboxOfWhoeverMustActUntilItIsDecided() throws Exception {
        superviseFrom("SJ");
        Clerk examiner = pages.at("wjw.examiner1");
        Clerk head = pages.at("wjw.head");
        Staff supervisor = pages.newcomer("SJ/head");
        Staff colleague = pages.newcomer("WJW/examiner");
        String address = "/desk/checks/" + id.value();
        examiner.send(address, "result", "false", "finding", "从未安装通风", "with", staff("wjw.chief"));

        assertThat(waiting("wjw.head")).containsExactly(Duties.Act.NOTICE);
        assertThat(waiting("wjw.chief")).containsExactly(Duties.Act.NOTICE);
        assertThat(waiting(supervisor)).containsExactly(Duties.Act.KNOW);
        assertThat(waiting(pages.newcomer("ZJ/head"))).isEmpty();
        assertThat(head.open("/desk").body()).contains("许可后的核查与处理", "承诺不实：发出拟撤销告知书");
        assertThat(head.open("/desk/talk").body()).contains("承诺不实，待发拟撤销告知书", address);
        assertThat(pages.at(supervisor).open("/desk").body()).contains("承诺不实（发证部门核查）");
        assertThat(pages.at(supervisor).open("/desk/talk").body()).contains("监管对象承诺不实");
        assertThat(pages.at(supervisor).open("/desk/supervision/" + id.value()).status())
                .isEqualTo(200);

        intend(examiner, address);

        assertThat(waiting("wjw.examiner1")).as("he has told the holder").isEmpty();
        assertThat(waiting("wjw.chief")).containsExactly(Duties.Act.AWAIT);
        assertThat(pages.at("wjw.chief").open("/desk/talk").body()).contains("拟作处理，待您决定");
        measures.answer(DeskPages.CITY, only().id(), city.citizen().holder(), "要求听证", true, false);
        assertThat(waiting(colleague)).containsExactly(Duties.Act.HEAR);
        assertThat(waiting("wjw.chief")).as("one of the two who checked").isEmpty();
        assertThat(pages.at(colleague).open("/desk/talk").body()).contains("持证人要求听证");
        String measure = "/desk/supervision/" + id.value() + "/measures/" + only().id();
        assertThat(pages.at(colleague).send(measure + "/heard", "note", "申辩不成立").status())
                .isEqualTo(303);
        assertThat(waiting("wjw.chief")).containsExactly(Duties.Act.DECIDE);
        assertThat(pages.at("wjw.chief").open("/desk/talk").body()).contains("已听取意见，请决定");
        decide(pages.at("wjw.chief"), measure, "true");

        assertThat(waiting("wjw.chief")).isEmpty();
        assertThat(waiting(supervisor)).isEmpty();
        assertThat(waiting(colleague)).isEmpty();
    }

    /** As an item says that is granted by one department and supervised by another. */
    private void superviseFrom(String department) {
        jdbc.sql("""
                        insert into supervision.handover
                               (region_code, case_id, department_code, decided_by, holder_id, decided_on, due_on)
                        values (:region, :case, :department, 'WJW', :holder, date '2026-11-20', date '2026-11-27')
                            on conflict (region_code, case_id) do update
                           set department_code = excluded.department_code
                        """)
                .param("region", DeskPages.CITY)
                .param("case", id.value())
                .param("department", department)
                .param("holder", applicant().id())
                .update();
    }

    private List<Duties.Act> waiting(String login) {
        return waiting(directory.staff(DeskPages.CITY, login).orElseThrow());
    }

    private List<Duties.Act> waiting(Staff staff) {
        return duties.of(directory.officer(staff.id(), time.instant())).stream()
                .filter(duty -> duty.caseId().equals(id.value()))
                .map(Duties.Duty::act)
                .toList();
    }

    private String staff(String login) {
        return directory.staff(DeskPages.CITY, login).orElseThrow().id().toString();
    }

    @Test
    @Law(value = "行政许可法 第七条", rule = "Measures: whoever is heard and believed keeps his licence")
    void whoIsHeardAndBelievedKeepsHisLicence() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        String address = "/desk/checks/" + id.value();
        String second =
                directory.staff(DeskPages.CITY, "wjw.chief").orElseThrow().id().toString();
        examiner.send(address, "result", "false", "finding", "未见检测报告", "with", second);
        intend(examiner, address);
        String measure = "/desk/supervision/" + id.value() + "/measures/" + only().id();

        measures.answer(DeskPages.CITY, only().id(), city.citizen().holder(), "报告在另一处", false, true);
        assertThat(decide(pages.at("wjw.chief"), measure, "false").status()).isEqualTo(303);

        assertThat(licence()).isInstanceOf(Standing.InForce.class);
        assertThat(state()).isEqualTo("spared");
        assertThat(followUps.open(DeskPages.CITY, "WJW"))
                .noneMatch(check -> check.caseId().equals(id.value()));
        assertThat(examiner.proven(address + "/rescind", "reason", "又一次").status())
                .isEqualTo(422);
    }

    private static void intend(Clerk officer, String address) throws Exception {
        Answer told = officer.proven(address + "/rescind", "reason", "从未安装通风");
        assertThat(told.status()).as(told.body()).isEqualTo(303);
    }

    private static Answer decide(Clerk officer, String measure, String carriedOut) throws Exception {
        return officer.proven(measure + "/decide", "carriedOut", carriedOut, "note", "已复核");
    }

    private Measure only() {
        List<Measure> all = measures.ofCase(DeskPages.CITY, id.value());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Standing licence() {
        String code =
                licences.ofCase(DeskPages.CITY, id.value()).getFirst().code().value();
        return ((LicenceCheck.Genuine) licences.verify(code)).standing();
    }

    private String state() {
        return followUps.find(DeskPages.CITY, id.value()).orElseThrow().state();
    }

    @Test
    void nothingIsLeftToCheckWhereTheLicenceHasEndedOtherwise() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");

        licences.end(
                DeskPages.CITY,
                licences.ofCase(DeskPages.CITY, id.value()).getFirst().id(),
                Ending.WITHDRAWN,
                "法律修改");

        assertThat(examiner.open("/desk/checks").body()).doesNotContain("/desk/checks/" + id.value());
        assertThat(examiner.open("/desk/checks/" + id.value()).body()).contains("证照已失效，核查终止");
    }

    @Test
    void thePromiseStandsOnTheCaseAndOnThePapers() throws Exception {
        String address = "/desk/cases/" + id.value();
        for (String login : List.of("zx.window1", "wjw.chief")) {
            assertThat(pages.at(login).open(address).body()).contains("已签署告知承诺", "由告知承诺代替，不得要求提交");
        }

        List<String> said = views.view(id, city.at("ZX/window")).history().stream()
                .flatMap(entry -> Stream.ofNullable(entry.paper()))
                .map(paper -> PdfText.of(papers.read(DeskPages.CITY, paper.id()).orElseThrow()))
                .toList();
        assertThat(said.getFirst()).contains("受理通知书", "自愿选择告知承诺方式办理", "由书面承诺代替").doesNotContain("经审查，申请材料齐全");
        assertThat(said.getLast()).contains("以告知承诺方式办理", "你（单位）承诺：", "内核查", "承诺不实的后果");
    }

    @Test
    @Proves("M-INT-11")
    void whatIsMendedInTimeIsKept() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        String address = "/desk/checks/" + id.value();
        String second =
                directory.staff(DeskPages.CITY, "wjw.chief").orElseThrow().id().toString();

        assertThat(examiner.send(address, "result", "mending", "finding", "标识不全", "with", second)
                        .status())
                .isEqualTo(422);
        assertThat(examiner.send(
                                address, "result", "mending", "finding", "标识不全", "with", second, "mendBy", "2026-12-01")
                        .status())
                .isEqualTo(303);
        assertThat(examiner.send(address, "result", "kept", "finding", "已整改", "with", second)
                        .status())
                .isEqualTo(303);

        assertThat(followUps.open(DeskPages.CITY, "WJW"))
                .noneMatch(check -> check.caseId().equals(id.value()));
        assertThat(promises.areKeptBy(DeskPages.CITY, applicant().id())).isTrue();
    }

    @Test
    @Proves("M-INT-12")
    void whoPromisedFalselyIsOfferedNeitherPromiseNorToleranceUntilTheHeadRestoresHim() throws Exception {
        assertThat(drafts.commitment(city.complete(HYGIENE))).isPresent();
        assertThat(latestPromise()).isPresent();

        pages.at("wjw.examiner1")
                .send("/desk/checks/" + id.value(), "result", "false", "finding", "从未安装通风", "with", staff("wjw.chief"));

        assertThat(drafts.commitment(city.complete(HYGIENE))).as("告知承诺").isEmpty();
        assertThat(latestPromise()).as("容缺").isEmpty();
        String restore = "/desk/promises/" + id.value() + "/" + Promises.COMMITMENT + "/restore";
        Clerk head = pages.at("wjw.head");
        assertThat(head.open("/desk/promises").body()).contains(restore);
        assertThat(pages.at("wjw.chief").send(restore, "reason", "已整改").status())
                .isEqualTo(403);
        assertThat(head.send(restore, "reason", "").status())
                .as("not without a reason")
                .isEqualTo(422);
        assertThat(promises.areKeptBy(DeskPages.CITY, applicant().id())).isFalse();
        assertThat(head.send(restore, "reason", "已整改并经核实").status()).isEqualTo(303);

        assertThat(drafts.commitment(city.complete(HYGIENE))).isPresent();
        assertThat(latestPromise()).isPresent();
        assertThat(promises.recent(DeskPages.CITY, Promises.MOST))
                .filteredOn(each -> each.caseId().equals(id.value()))
                .as("the breach stays on the record")
                .singleElement()
                .returns(true, Promises.Broken::restored);
    }

    /** By when the rules of hygiene may be brought; none where nothing may be promised. */
    private Optional<LocalDate> latestPromise() {
        Dossier draft = city.complete(HYGIENE);
        return drafts.item(draft).materials().stream()
                .filter(Material::tolerable)
                .findFirst()
                .flatMap(material -> drafts.latestPromise(draft, material));
    }

    @Test
    void nobodyOfAnotherDepartmentSeesIt() throws Exception {
        Clerk stranger = pages.at(pages.newcomer("SJ/examiner"));

        assertThat(stranger.open("/desk/checks").body())
                .doesNotContain(id.value().toString());
        assertThat(stranger.open("/desk/checks/" + id.value()).status()).isEqualTo(404);
        assertThat(stranger.send("/desk/checks/" + UUID.randomUUID(), "result", "kept")
                        .status())
                .isEqualTo(404);
    }

    private Actor applicant() {
        return Actor.applicant(city.citizen().holder(), city.citizen().person());
    }
}
