package org.yimen.desk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.City;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrders;
import org.yimen.improvement.Bulletins;
import org.yimen.improvement.ImprovementRefused;
import org.yimen.improvement.Occasion;
import org.yimen.improvement.Occasion.Kind;
import org.yimen.improvement.Occasion.Notes;
import org.yimen.improvement.Occasion.Verdict;
import org.yimen.improvement.Occasions;
import org.yimen.improvement.Occasions.Draft;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 督办、台账、走访、督查、会议、上级检查、变相审批、通报 at the desk. */
@HallTest
class ImprovementPagesTest {

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Occasions occasions;

    @Autowired
    private Bulletins bulletins;

    @Autowired
    private OrderDesk desk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private TestTime time;

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private Officer officer(String post) {
        return city.officer(post);
    }

    /** With one more post, for one place alone. */
    private Officer placed(String post, String there) {
        Officer officer = officer(post);
        return new Officer(
                officer.id(),
                officer.name(),
                officer.region(),
                officer.posts(),
                officer.letters(),
                officer.standsInFor(),
                officer.acceptsFor(),
                officer.taken(),
                Map.of(there, Set.of("629901001")));
    }

    private UUID open(String post, Kind kind, String unit, List<String> team) {
        UUID id = UUID.randomUUID();
        occasions.open(
                officer(post),
                new Draft(
                        id,
                        kind,
                        "试验" + id,
                        unit,
                        null,
                        kind == Kind.VISIT ? "云溪食品厂" : "",
                        team.stream().map(each -> officer(each).id()).toList(),
                        today(),
                        kind == Kind.DISGUISED ? "备案变审批" : "",
                        kind == Kind.EXTERNAL));
        return id;
    }

    private Occasion of(String post, UUID id) {
        return occasions.find(officer(post), id).orElseThrow();
    }

    private void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(ImprovementRefused.class).isThrownBy(act).returns(code, ImprovementRefused::code);
    }

    private OrderRow raised(Occasion of) {
        return occasions.raisedFrom(of).getFirst().row();
    }

    /** The unit answers and who raised it is content. */
    private void closed(UUID order, String unit, String raiser) {
        var id = new CaseId(DeskPages.CITY, order);
        desk.act(id, city.at(unit), City.key(), null, new Accept());
        desk.act(id, city.at(unit), City.key(), null, new Respond("已整改", null, ""));
        desk.act(id, city.at(raiser), City.key(), null, new Confirm(Outcome.SATISFIED, ""));
    }

    @Test
    @Proves("M-APR-09")
    void aSuperviseOrderIsRaisedFromTheCaseAndStaysOnItsRecord() throws Exception {
        var about = city.submitted("public-place-hygiene");
        String at = "/desk/cases/" + about.id().value();
        Clerk supervisor = pages.at("zx.supervisor");
        assertThat(supervisor.open(at).body())
                .contains("/desk/problems/new?case=" + about.id().value());
        assertThat(pages.at("wjw.examiner1").open(at).body())
                .as("who may not raise is not asked to")
                .doesNotContain("/desk/problems/new");
        Clerk.Answer form =
                supervisor.open("/desk/problems/new?case=" + about.id().value());
        String key = form.hidden("key");

        var sent = supervisor.send(
                "/desk/problems/new",
                "key",
                key,
                "case",
                about.id().value().toString(),
                "type",
                "supervise",
                "subject",
                "超期督办" + key,
                "unit",
                "WJW",
                "due",
                today().plusDays(7).toString(),
                "text",
                "请说明原因");

        assertThat(sent.status()).isEqualTo(303);
        assertThat(supervisor.open(at).body()).contains("超期督办" + key);
        assertThat(pages.at("wjw.examiner1").open(at).body())
                .as("it stays on the record for all who open the case")
                .contains("超期督办" + key);
        assertThat(supervisor.open("/desk/problems").body()).contains("超期督办" + key, "未阅");
        assertThat(supervisor.proven("/desk/problems/file").body()).contains("超期督办" + key);
        assertThat(pages.at("jy.chief").open("/desk/problems").body())
                .as("another department")
                .doesNotContain("超期督办" + key);
        assertThat(pages.at("jy.chief")
                        .open("/desk/problems/new?case=" + about.id().value())
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Proves({"M-GOV-04", "M-CON-13"})
    void whatIsWrongWithAFormIsSaidAtItsField() throws Exception {
        Clerk supervisor = pages.at("zx.supervisor");
        String key = City.key();

        var near = supervisor.send(
                "/desk/problems/new",
                "key",
                key,
                "type",
                "problem",
                "subject",
                "问题",
                "unit",
                "WJW",
                "source",
                "DISPATCH",
                "due",
                today().toString(),
                "text",
                "请办");
        var firm = supervisor.send(
                "/desk/problems/new",
                "key",
                key,
                "type",
                "problem",
                "subject",
                "问题",
                "unit",
                "WJW",
                "source",
                "VISIT",
                "due",
                today().plusDays(9).toString(),
                "text",
                "请办",
                "firm",
                "没有");

        assertThat(near.status()).isEqualTo(422);
        assertThat(near.body()).contains("due-error");
        assertThat(firm.status()).isEqualTo(422);
        assertThat(firm.body()).contains("firm-error", "没有这家企业");
    }

    @Test
    @Proves("M-CON-12")
    void eachRequestOfAVisitBecomesAProblemAndTheVisitEndsWhenAllAreClosed() throws Exception {
        UUID id = open("ZX/chief", Kind.VISIT, "", List.of("SJ/chief"));
        refused(
                "improvement.not-yours",
                () -> occasions.hold(officer("ZX/director"), id, today(), new Notes("情况", "", "")));

        occasions.hold(officer("SJ/chief"), id, today(), new Notes("停工待料", "用地没有批下来", "一次告知"));
        refused("improvement.done", () -> occasions.hold(officer("SJ/chief"), id, today(), new Notes("改口", "", "")));
        var sent = pages.at("zx.chief")
                .send(
                        "/desk/problems/new",
                        "key",
                        City.key(),
                        "from",
                        id.toString(),
                        "type",
                        "problem",
                        "subject",
                        "用地预审",
                        "unit",
                        "ZR",
                        "due",
                        today().plusDays(14).toString(),
                        "text",
                        "预审两个月没有结果");
        assertThat(sent.status()).isEqualTo(303);

        OrderRow row = raised(of("ZX/chief", id));
        assertThat(row.unit()).isEqualTo("ZR");
        assertThat(row.raised())
                .isNotNull()
                .satisfies(raised ->
                        assertThat(raised.source()).isEqualTo(of("ZX/chief", id).source()));
        refused("improvement.still-open", () -> occasions.end(officer("ZX/chief"), id, "已解决"));
        closed(row.id(), "ZR/chief", "ZX/chief");
        occasions.end(officer("ZX/chief"), id, "回访企业，已解决");
        assertThat(of("ZX/chief", id).end()).isNotNull();
    }

    @Test
    @Proves("M-GOV-08")
    void aTeamIsCrossedAndTheInspectedUnitLearnsOfItWhenItWasHeld() {
        refused("improvement.team-crossed", () -> open("ZX/supervisor", Kind.INSPECTION, "SJ", List.of("JY/chief")));
        refused(
                "improvement.team-crossed",
                () -> open("ZX/supervisor", Kind.INSPECTION, "SJ", List.of("JY/chief", "SJ/chief")));
        refused(
                "improvement.team-crossed",
                () -> open("ZX/supervisor", Kind.INSPECTION, "SJ", List.of("JY/chief", "JY/head")));

        UUID id = open("ZX/supervisor", Kind.INSPECTION, "SJ", List.of("JY/chief", "MZ/chief"));

        assertThat(occasions.find(officer("SJ/head"), id)).isEmpty();
        assertThat(occasions.list(officer("SJ/head"), Kind.INSPECTION))
                .extracting(Occasion::id)
                .doesNotContain(id);
        refused("improvement.not-held", () -> occasions.end(officer("ZX/supervisor"), id, "没有问题"));
        occasions.hold(officer("JY/chief"), id, today(), new Notes("窗口空岗", "", ""));
        assertThat(occasions.find(officer("SJ/head"), id)).isPresent();
        refused("improvement.not-yours", () -> occasions.end(officer("SJ/head"), id, "自查合格"));
    }

    @Test
    @Proves({"M-GOV-05", "M-GOV-13"})
    void problemsMakeTheAgendaDecisionsBecomeTasksAndCooperationIsScored() throws Exception {
        UUID visit = open("ZX/supervisor", Kind.INSPECTION, "SJ", List.of("JY/chief", "MZ/chief"));
        UUID suspicion = open("ZX/chief", Kind.DISGUISED, "WJW", List.of());
        occasions.rule(officer("ZX/supervisor"), suspicion, Verdict.MERGE, "并入许可", today().plusDays(20));
        UUID problem = raised(of("ZX/supervisor", suspicion)).id();
        UUID meeting = open("ZX/director", Kind.MEETING, "", List.of("ZX/supervisor", "SJ/chief"));
        refused("improvement.done", () -> occasions.collect(officer("ZX/supervisor"), visit, problem));

        occasions.collect(officer("ZX/supervisor"), meeting, problem);
        occasions.decide(officer("ZX/supervisor"), meeting, problem, "由卫健委牵头合并", "WJW", "李某", today().plusDays(30));
        refused("improvement.not-held", () -> occasions.score(officer("ZX/supervisor"), meeting, "WJW", 80));
        occasions.hold(officer("SJ/chief"), meeting, today(), new Notes("逐项过了一遍", "", ""));
        refused("improvement.not-yours-to-score", () -> occasions.score(officer("SJ/chief"), meeting, "WJW", 0));
        refused("improvement.score-absent", () -> occasions.score(officer("ZX/supervisor"), meeting, "MZ", 0));
        assertThat(pages.at("sj.chief").open("/desk/improvement/" + meeting).body())
                .doesNotContain("/score");
        refused(
                "improvement.score-own",
                () -> occasions.score(placed("ZX/supervisor", "WJW/head"), meeting, "WJW", 80));
        occasions.score(officer("ZX/supervisor"), meeting, "WJW", 80);
        occasions.score(officer("ZX/supervisor"), meeting, "SJ", 95);

        assertThat(occasions.agenda(of("ZX/director", meeting))).singleElement().satisfies(matter -> {
            assertThat(matter.decision()).isEqualTo("由卫健委牵头合并");
            assertThat(matter.task())
                    .isEqualTo(raised(of("ZX/director", meeting)).id());
        });
        assertThat(raised(of("ZX/director", meeting)))
                .returns("task", OrderRow::type)
                .returns("WJW", OrderRow::unit);
        refused(
                "improvement.done",
                () -> occasions.decide(
                        officer("ZX/supervisor"), meeting, problem, "由卫健委牵头合并", "WJW", "李某", today().plusDays(30)));
        assertThat(occasions.cooperation(DeskPages.CITY, meeting))
                .extracting(Occasions.Cooperation::unit, Occasions.Cooperation::mean)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("SJ", 95.0),
                        org.assertj.core.groups.Tuple.tuple("WJW", 80.0));
        assertThat(pages.at("zx.supervisor")
                        .proven("/desk/improvement/" + meeting + "/minutes")
                        .body())
                .contains("由卫健委牵头合并", "李某");
        assertThat(pages.at("zx.supervisor")
                        .open("/desk/improvement/" + meeting)
                        .body())
                .contains("由卫健委牵头合并", "/score", "95.0");
        refused("improvement.points", () -> occasions.score(officer("ZX/supervisor"), meeting, "ZJ", 101));
        refused("improvement.score-own", () -> occasions.score(officer("ZX/supervisor"), meeting, "ZX", 100));
    }

    private Occasions.@Nullable Suspicions suspicions(String unit) {
        return occasions.suspicions(DeskPages.CITY).stream()
                .filter(each -> each.unit().equals(unit))
                .findFirst()
                .orElse(null);
    }

    @Test
    @Proves("M-CAT-11")
    void anyOfficerSuspectsAndAnOrderOfThePublicBecomesASuspicionOnce() throws Exception {
        CaseId order = reported("disguised-approval");
        CaseId other = reported("market");
        Clerk dispatcher = pages.at("rx.dispatcher1");
        String form = "/desk/suspicions/new?order=" + order.value();
        assertThat(dispatcher.open("/desk/orders/" + order.value()).body()).contains(form);
        assertThat(dispatcher.open("/desk/orders/" + other.value()).body()).doesNotContain("/desk/suspicions/new");
        String key = dispatcher.open(form).hidden("key");
        String[] suspicion = {"key", key, "name", "先备案再许可", "unit", "CL", "situation", "备案窗口要求先拿同意函"};

        assertThat(dispatcher
                        .send("/desk/suspicions/new", with(suspicion, other))
                        .status())
                .isEqualTo(422);
        assertThat(dispatcher
                        .send("/desk/suspicions/new", with(suspicion, order))
                        .status())
                .isEqualTo(303);

        UUID id = UUID.fromString(key);
        assertThat(of("ZX/supervisor", id).order()).isEqualTo(order.value());
        assertThat(pages.at("zx.supervisor").open("/desk/improvement/" + id).body())
                .contains(desk.find(order).number());
        suspicion[1] = UUID.randomUUID().toString();
        assertThat(pages.at("xn.investigator")
                        .send("/desk/suspicions/new", with(suspicion, order))
                        .body())
                .contains("这张工单已经立为疑似变相审批");
        suspicion[1] = UUID.randomUUID().toString();
        assertThat(pages.at("jy.examiner1")
                        .send("/desk/suspicions/new", suspicion)
                        .status())
                .as("from what he sees himself")
                .isEqualTo(303);
    }

    private static String[] with(String[] fields, CaseId order) {
        return Stream.concat(Stream.of(fields), Stream.of("order", order.value().toString()))
                .toArray(String[]::new);
    }

    private CaseId reported(String topic) {
        return desk.registerAnonymous(
                        new Report("complaint", topic, null, false, new Content("备案要先拿同意函", "", ""), null),
                        "web",
                        City.key())
                .id();
    }

    @Test
    @Proves("M-CAT-11")
    void somebodyElseRulesOnADisguisedApprovalAndWhatIsNotLegalHasADate() {
        UUID id = open("ZX/supervisor", Kind.DISGUISED, "CL", List.of());
        UUID legal = open("ZX/supervisor", Kind.DISGUISED, "CL", List.of());
        long open = requireNonNull(suspicions("CL")).open();
        refused(
                "improvement.not-yours-to-rule",
                () -> occasions.rule(officer("ZX/supervisor"), id, Verdict.LEGAL, "有依据", null));
        refused(
                "improvement.not-yours-to-rule",
                () -> occasions.rule(officer("CL/head"), id, Verdict.LEGAL, "有依据", null));
        refused(
                "improvement.due-missing",
                () -> occasions.rule(officer("ZX/director"), id, Verdict.CANCEL, "没有依据", null));

        refused(
                "improvement.not-yours-to-rule",
                () -> occasions.rule(placed("ZX/director", "CL/head"), legal, Verdict.LEGAL, "条例第九条", null));
        occasions.rule(officer("ZX/director"), legal, Verdict.LEGAL, "条例第九条", null);
        occasions.rule(officer("ZX/director"), id, Verdict.CANCEL, "没有依据", today().plusDays(20));

        assertThat(of("ZX/director", legal).end()).isNotNull();
        OrderRow problem = raised(of("ZX/director", id));
        assertThat(problem).returns("problem", OrderRow::type).returns("CL", OrderRow::unit);
        assertThat(suspicions("CL")).isNotNull().returns(open - 1, Occasions.Suspicions::open);
        closed(problem.id(), "CL/chief", "ZX/director");
        occasions.end(officer("ZX/supervisor"), id, "已取消，指南已改");
        assertThat(suspicions("CL")).isNotNull().returns(open - 2, Occasions.Suspicions::open);
    }

    @Test
    @Proves("M-CAT-11")
    void whatAnybodySuspectsIsRuledUponByADayAndEndedByWhoWatches() throws Exception {
        Clerk dispatcher = pages.at("rx.dispatcher1");
        String key = City.key();
        assertThat(dispatcher
                        .send("/desk/suspicions/new", "key", key, "name", "先备案", "unit", "CL", "situation", "先拿同意函")
                        .status())
                .isEqualTo(303);
        UUID id = UUID.fromString(key);
        assertThat(dispatcher.open("/desk/improvement/" + id).status())
                .as("no such page for him")
                .isEqualTo(403);
        CaseId task = task(id);
        assertThat(desk.content(task).text()).doesNotContain("CL", "同意函");
        desk.act(task, city.at("XN/investigator"), City.key(), null, new Accept());
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() ->
                        desk.act(task, city.at("XN/investigator"), City.key(), null, new Respond("已认定", null, "")))
                .returns("improvement.ruling-elsewhere", CaseRuleBroken::code);

        occasions.rule(officer("ZX/director"), id, Verdict.CANCEL, "没有依据", today().plusDays(20));

        assertThat(desk.find(task).state()).isInstanceOf(State.Closed.class);
        closed(raised(of("ZX/director", id)).id(), "CL/chief", "ZX/director");
        assertThat(pages.at("zx.supervisor").open("/desk/improvement/" + id).body())
                .contains("/desk/improvement/" + id + "/end");
        refused("improvement.not-yours", () -> occasions.end(officer("CL/head"), id, "已取消"));
        occasions.end(officer("ZX/supervisor"), id, "已取消，指南已改");
        assertThat(of("ZX/supervisor", id).end()).isNotNull();
    }

    @Test
    @Proves("M-CAT-11")
    void whatConcernsTheCentreItselfIsRuledUponByTheHeadOfSupervision() {
        UUID id = open("SJ/chief", Kind.DISGUISED, "ZX", List.of());
        refused(
                "improvement.not-yours-to-rule",
                () -> occasions.rule(officer("ZX/director"), id, Verdict.LEGAL, "有依据", null));

        occasions.rule(officer("XN/head"), id, Verdict.LEGAL, "有依据", null);

        assertThat(of("XN/head", id).end()).isNotNull();
        assertThat(desk.find(task(id)).state()).isInstanceOf(State.Closed.class);
    }

    private CaseId task(UUID suspicion) {
        OrderRow row = orders.raisedFrom(DeskPages.CITY, Source.Kind.OTHER, suspicion.toString())
                .getFirst()
                .row();
        return new CaseId(DeskPages.CITY, row.id());
    }

    @Test
    @Proves("M-EVA-20")
    void aCriticismOfOnesOwnUnitIsEndedByWhoWatchesOnceSomethingWasRaised() throws Exception {
        UUID id = open("SJ/chief", Kind.EXTERNAL, "SJ", List.of());
        refused("improvement.own-unit", () -> occasions.end(officer("SJ/chief"), id, "自己说改好了"));
        refused("improvement.criticism-alone", () -> occasions.end(officer("ZX/supervisor"), id, "已改"));
        assertThat(pages.at("zx.supervisor")
                        .send(
                                "/desk/problems/new",
                                "key",
                                City.key(),
                                "from",
                                id.toString(),
                                "type",
                                "problem",
                                "subject",
                                "整改通报的问题",
                                "unit",
                                "SJ",
                                "due",
                                today().plusDays(14).toString(),
                                "text",
                                "逐条整改")
                        .status())
                .isEqualTo(303);
        refused("improvement.still-open", () -> occasions.end(officer("ZX/supervisor"), id, "已改"));

        closed(raised(of("ZX/supervisor", id)).id(), "SJ/head", "ZX/supervisor");
        occasions.end(officer("ZX/supervisor"), id, "逐条核过");

        assertThat(of("ZX/supervisor", id).end()).isNotNull();
    }

    @Test
    @Proves("M-EVA-20")
    void noticesOfCriticismAreCountedInTheirPeriod() {
        var before = occasions.criticisms(DeskPages.CITY, today(), today());

        open("ZX/supervisor", Kind.EXTERNAL, "SJ", List.of());

        var after = occasions.criticisms(DeskPages.CITY, today(), today());
        assertThat(after.criticisms()).isEqualTo(before.criticisms() + 1);
        assertThat(after.results()).isEqualTo(before.results() + 1);
        assertThat(occasions.criticisms(DeskPages.CITY, today().plusDays(1), today().plusDays(2)))
                .isEqualTo(new Occasions.Criticisms(0, 0));
        refused("improvement.criticism-not-yours", () -> open("JY/chief", Kind.EXTERNAL, "SJ", List.of()));
        assertThat(of("SJ/chief", open("SJ/chief", Kind.EXTERNAL, "SJ", List.of()))
                        .criticism())
                .as("of his own unit he may")
                .isTrue();
    }

    @Test
    void anIdStandsForOneThingOnly() {
        Officer supervisor = officer("ZX/supervisor");
        UUID id = UUID.randomUUID();
        var draft = new Draft(id, Kind.INSPECTION, "查窗口", "SJ", null, "", team(), today(), "", false);
        occasions.open(supervisor, draft);
        occasions.hold(supervisor, id, today(), new Notes("窗口空岗", "", ""));
        occasions.open(supervisor, draft);

        refused(
                "platform.key.reused",
                () -> occasions.open(
                        supervisor, new Draft(id, Kind.INSPECTION, "查档案", "SJ", null, "", team(), today(), "", false)));
        refused("platform.key.reused", () -> occasions.open(officer("ZX/director"), draft));

        UUID bulletin = UUID.randomUUID();
        bulletins.issue(supervisor, bulletin, "通报", "空岗", List.of("SJ", "JY"));
        bulletins.issue(supervisor, bulletin, "通报", "空岗", List.of("JY", "SJ"));
        refused("platform.key.reused", () -> bulletins.issue(supervisor, bulletin, "通报", "空岗", List.of("SJ")));
        refused("platform.key.reused", () -> bulletins.issue(supervisor, bulletin, "通报", "没有空岗", List.of("SJ", "JY")));
    }

    private List<UUID> team() {
        return List.of(officer("JY/chief").id(), officer("MZ/chief").id());
    }

    @Test
    @Proves("M-GOV-04")
    void aBulletinCountsWhoHasConfirmedReadingIt() throws Exception {
        Clerk supervisor = pages.at("zx.supervisor");
        String key = City.key();
        assertThat(supervisor
                        .send("/desk/bulletins", "key", key, "name", "通报" + key, "body", "窗口纪律", "to", "SJ", "to", "JY")
                        .status())
                .isEqualTo(303);
        String read = "/desk/bulletins/" + key + "/read";
        assertThat(supervisor.send(read).status()).as("it did not go to him").isEqualTo(422);

        assertThat(pages.at("sj.chief").open("/desk/bulletins").body()).contains(read);
        assertThat(pages.at("sj.chief").send(read).status()).isEqualTo(303);
        assertThat(pages.at("sj.head").send(read).status()).as("once").isEqualTo(422);

        assertThat(bulletins.list(officer("ZX/supervisor")))
                .filteredOn(line -> line.id().toString().equals(key))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.read()).isEqualTo(1);
                    assertThat(line.units()).isEqualTo(2);
                    assertThat(line.missing()).containsExactly("JY");
                });
        assertThat(pages.at("mz.chief").open("/desk/bulletins").body()).doesNotContain("通报" + key);
    }
}
