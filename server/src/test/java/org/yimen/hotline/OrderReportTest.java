package org.yimen.hotline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.hotline.OrderReport.Part;
import org.yimen.hotline.OrderReport.Row;
import org.yimen.hotline.OrderReport.Undone;
import org.yimen.hotline.OrderStatistics.Period;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 七统一、三率、零投诉、热点、办不成事: what figures say, and that each opens to its orders. */
@HallTest
class OrderReportTest {

    private static final String CITY = "629901";

    /** Few tests give it work: a list of what it has is never longer than a page. */
    private static final String UNIT = "GJ";

    @Autowired
    private OrderDesk desk;

    @Autowired
    private OrderReport report;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private City city;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    private CaseFile<State> registered(String type, @Nullable Accused accused, String channel, @Nullable String area) {
        Applicant somebody = city.somebody();
        var said = new Report(
                type,
                "housing",
                accused,
                false,
                new Content("楼道的灯坏了", "修好", ""),
                new Reporter(somebody.name(), somebody.phone(), somebody.person(), null),
                area);
        return desk.register(
                said, somebody.holder(), Actor.applicant(somebody.holder(), somebody.person()), channel, City.key());
    }

    private CaseId answered(String type, @Nullable Verdict verdict) {
        CaseId id = registered(type, null, "web", null).id();
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch(UNIT, List.of(), ""));
        desk.act(id, city.at(UNIT + "/chief"), City.key(), null, new Accept());
        desk.act(
                id,
                city.at(UNIT + "/chief"),
                City.key(),
                null,
                new Respond("已修好", verdict, verdict == null ? "" : "已办"));
        return id;
    }

    private void heard(CaseId id, Outcome outcome, @Nullable Boolean contacted, @Nullable Boolean solved) {
        desk.act(
                id,
                city.at("12345/operator"),
                City.key(),
                null,
                new Confirm(outcome, "他说的"),
                new VisitBack(contacted, solved));
    }

    private Period period() {
        return report.period(report.running());
    }

    private Row all() {
        return report.rows(period()).getLast();
    }

    private Officer officer(String login) {
        return directory.officer(directory.staff(CITY, login).orElseThrow().id(), time.instant());
    }

    @Test
    @Proves("M-HOT-02")
    void onlyAVisitThatAnswersEveryQuestionIsInTheBaseOfTheThreeRates() {
        ThreeRates before = all().rates();

        heard(answered("help", null), Outcome.SATISFIED, true, true);
        heard(answered("help", null), Outcome.ACCEPTABLE, true, false);
        heard(answered("help", null), Outcome.SATISFIED, null, true);

        ThreeRates after = all().rates();
        assertThat(after.valid()).isEqualTo(before.valid() + 2);
        assertThat(after.contacted()).isEqualTo(before.contacted() + 2);
        assertThat(after.solved()).isEqualTo(before.solved() + 1);
        assertThat(after.satisfied()).isEqualTo(before.satisfied() + 1);
        assertThat(after.acceptable()).isEqualTo(before.acceptable() + 1);
    }

    @Test
    void theLastWordOfAReporterCountsAndNobodyChangesAnEarlierOne() {
        CaseId id = answered("help", null);
        heard(id, Outcome.UNSATISFIED, true, false);
        desk.act(id, city.at(UNIT + "/chief"), City.key(), null, new Respond("又修了一次", null, ""));
        ThreeRates before = all().rates();

        heard(id, Outcome.SATISFIED, true, true);

        ThreeRates after = all().rates();
        assertThat(after.valid()).isEqualTo(before.valid());
        assertThat(after.solved()).isEqualTo(before.solved() + 1);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql(
                                "update hotline.visit_back set solved = true where region_code = :region and order_id = :id")
                        .param("region", CITY)
                        .param("id", id.value())
                        .update());
    }

    @Test
    @Proves({"M-HOT-02", "N-H11"})
    void everyOneOfTheSevenPartsIsCountedWithItsBaseAndOpensToItsOrders() {
        assertThat(Part.values()).hasSize(7);
        CaseId quick = answered("help", null);
        heard(quick, Outcome.SATISFIED, true, true);
        CaseId slow = registered("help", null, "web", null).id();
        time.advance(Duration.ofDays(20));
        desk.act(slow, city.at("12345/dispatcher"), City.key(), null, new Dispatch(UNIT, List.of(), ""));
        time.set(TestTime.START);
        Officer head = officer("zx.supervisor");

        for (Part part : List.of(Part.ACCOUNT, Part.INTAKE, Part.ROUTING, Part.LIMITS)) {
            assertThat(behind(head, part, true)).as(part.name()).contains(quick.value());
        }
        assertThat(behind(head, Part.INTAKE, true)).doesNotContain(slow.value());
        assertThat(behind(head, Part.INTAKE, false)).contains(slow.value());
        assertThat(behind(head, Part.FEEDBACK, true)).contains(quick.value());
        assertThat(behind(head, Part.ASSESSMENT, true)).contains(quick.value()).doesNotContain(slow.value());
        Row all = all();
        for (Part part : Part.values()) {
            assertThat(all.count(part).counted())
                    .as(part.name())
                    .isLessThanOrEqualTo(all.count(part).base());
        }
    }

    private List<UUID> behind(Officer officer, Part part, boolean counted) {
        return report.behind(officer, period(), part, UNIT, counted).lines().stream()
                .map(line -> line.row().id())
                .toList();
    }

    @Test
    @Proves("M-HOT-02")
    void whatMissedATermAndWasTakenUpAboveStandsUnderSupervision() {
        CaseId id = registered("help", null, "web", null).id();
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch(UNIT, List.of(), ""));
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Escalate("三天没有动静"));
        time.advance(Duration.ofDays(9));
        desk.act(id, city.at(UNIT + "/chief"), City.key(), null, new Accept());
        time.set(TestTime.START);

        assertThat(behind(officer("zx.supervisor"), Part.SUPERVISION, true)).contains(id.value());
    }

    @Test
    @Proves("M-HOT-12")
    void theAccusedFindsTheOrderBehindNoFigure() {
        CaseId id = registered("complaint", new Accused("XN", null, null), "web", null)
                .id();
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch(UNIT, List.of(), ""));
        Officer accused = officer("xn.investigator");

        assertThat(behind(officer("zx.supervisor"), Part.ACCOUNT, true)).contains(id.value());
        var seen = report.behind(accused, period(), Part.ACCOUNT, UNIT, true);
        assertThat(seen.lines()).noneMatch(line -> line.row().id().equals(id.value()));
        assertThat(seen.hidden()).isPositive();
    }

    @Test
    @Proves({"M-HOT-13", "N-K14"})
    void onlyAnUpheldComplaintBreaksZeroComplaintAndSuggestionsStandApart() {
        var before = report.voices(period());

        answered("complaint", Verdict.NOT_UPHELD);
        answered("suggestion", Verdict.ADOPTED);
        answered("suggestion", Verdict.NOT_ADOPTED);
        registered("suggestion", null, "web", null);

        var quiet = report.voices(period());
        assertThat(quiet.upheld()).isEqualTo(before.upheld());
        assertThat(quiet.complaints()).isEqualTo(before.complaints() + 1);
        assertThat(quiet.suggestions()).isEqualTo(before.suggestions() + 3);
        assertThat(quiet.of(Verdict.ADOPTED)).isEqualTo(before.of(Verdict.ADOPTED) + 1);
        assertThat(quiet.of(Verdict.NOT_ADOPTED)).isEqualTo(before.of(Verdict.NOT_ADOPTED) + 1);
        assertThat(quiet.undecided()).isEqualTo(before.undecided() + 1);

        answered("complaint", Verdict.PARTLY_UPHELD);

        var loud = report.voices(period());
        assertThat(loud.upheld()).isEqualTo(before.upheld() + 1);
        assertThat(loud.isZeroComplaint()).isFalse();
        assertThat(new OrderReport.Voices(5, 0, 48, Map.of()).isZeroComplaint()).isTrue();
    }

    @Test
    void threeOfOneKindInOnePlaceAreAHotTopic() {
        String area = "629901200";
        for (int i = 0; i < 3; i++) {
            registered("help", null, "web", area);
        }

        assertThat(report.spots(period()))
                .filteredOn(spot -> spot.area().equals(area) && spot.topic().equals("housing"))
                .singleElement()
                .satisfies(spot -> assertThat(spot.hot()).isTrue());
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> registered("help", null, "web", "999"))
                .returns("hotline.area.unknown", CaseRuleBroken::code);
    }

    @Test
    @Proves("M-HOT-03")
    void everyChannelLeadsToTheSameTypeUnderTheSameLimit() {
        var due = OrderChannels.TAKEN_DOWN.stream()
                .map(channel -> registered("help", null, channel, null))
                .map(file -> orders.find(file.id().value()).orElseThrow().row())
                .toList();

        assertThat(due).extracting(OrderRow::channel).containsExactlyElementsOf(OrderChannels.TAKEN_DOWN);
        assertThat(due).extracting(OrderRow::type).containsOnly("help");
        assertThat(due).extracting(OrderRow::dueOn).containsOnly(due.getFirst().dueOn());
    }

    @Test
    @Proves("M-HOT-05")
    void whatCouldNotBeDoneIsTracedExplainedByTheDepartmentAndGivenAWay() {
        Actor window = city.at("ZX/orders");
        Undone before = counted("window");
        CaseFile<State> order = undone(window);
        CaseId id = desk.take(order, window, City.key()).id();
        var answer = new Respond("按新指南可以办", Verdict.SOLVED, "明天上午到综合窗口，一次办完");

        refused("hotline.need.traced", id, window, answer);
        desk.act(id, window, City.key(), null, new Act("调了办件记录：退了两次，都没有说明缺什么"));
        refused("hotline.need.reasoned", id, window, answer);
        desk.act(id, city.at("SJ/chief"), City.key(), null, new Contribute("SJ", "系统里缺一项场地证明，窗口没有告知"));
        refused("hotline.need.measure", id, window, new Respond("可以办", Verdict.SOLVED, " "));
        desk.act(id, window, City.key(), null, answer);

        Undone after = counted("window");
        assertThat(after.all()).isEqualTo(before.all() + 1);
        assertThat(after.solved()).isEqualTo(before.solved() + 1);
    }

    @Test
    @Proves("M-HOT-05")
    void aDepartmentThatSaysNothingHoldsNothingUpForEver() {
        Actor window = city.at("ZX/orders");
        CaseId id = desk.take(undone(window), window, City.key()).id();
        desk.act(id, window, City.key(), null, new Act("部门没有回音"));
        var answer = new Respond("先按指南去综合窗口", Verdict.REFERRED, "综合窗口帮您代办");
        refused("hotline.need.reasoned", id, window, answer);

        time.advance(Duration.ofDays(14));

        assertThat(desk.act(id, window, City.key(), null, answer).state()).isInstanceOf(State.Replied.class);
    }

    @Test
    @Proves("M-HOT-06")
    void betweenWindowAndHotlineAnOrderKeepsItsNumberAndItsHistory() {
        Actor window = city.at("ZX/orders");
        Actor dispatcher = city.at("12345/dispatcher");
        CaseFile<State> order = undone(window);
        Undone before = counted("window");
        desk.act(order.id(), window, City.key(), null, new Dispatch("ZX", List.of("SJ"), ""));

        desk.act(order.id(), window, City.key(), null, new Return("要热线协调几个部门"));
        desk.act(order.id(), dispatcher, City.key(), null, new Dispatch("ZJ", List.of("SJ"), "请住建先看"));
        desk.act(order.id(), city.at("ZJ/chief"), City.key(), null, new Return("不在我局职责内"));
        desk.act(order.id(), window, City.key(), null, new Dispatch("ZX", List.of("SJ"), "窗口接回"));

        var view = orders.view(order.id().value(), dispatcher);
        assertThat(view.file().number()).isEqualTo(order.number());
        assertThat(view.history()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(view.intact()).isTrue();
        assertThat(counted("window").moved()).isEqualTo(before.moved() + 1);
        assertThat(counted("window").all()).isEqualTo(before.all());
    }

    @Test
    void nobodyButTheWindowTakesSuchAnOrderPastTheDispatcher() {
        CaseFile<State> order = undone(city.at("ZX/orders"));

        refused("hotline.may-not.post", order.id(), city.at("ZJ/chief"), new Dispatch("ZX", List.of(), ""));
        refused("hotline.may-not.post", order.id(), city.at("ZX/orders"), new Dispatch("ZJ", List.of(), ""));
        CaseId other = registered("help", null, "web", null).id();
        refused("hotline.may-not.post", other, city.at("ZX/orders"), new Dispatch("ZX", List.of(), ""));
    }

    @Test
    @Proves("M-ENT-12")
    void whatFirmsAskForIsBroughtByFirmsAndNotByAnybody() {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> registered("demand", null, "web", null))
                .returns("hotline.type.unknown", CaseRuleBroken::code);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> registered("opinion", null, "web", null))
                .returns("hotline.type.unknown", CaseRuleBroken::code);
        Applicant somebody = city.somebody();
        UUID firm = UUID.randomUUID();
        var asked = new Report(
                "demand",
                "business",
                null,
                false,
                new Content("贷款贴息申请总被退回", "", ""),
                new Reporter(somebody.name(), somebody.phone(), somebody.person(), firm));
        Actor himself = Actor.applicant(firm, somebody.person());

        CaseId id = desk.register(asked, firm, himself, "web", City.key()).id();
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch(UNIT, List.of(), ""));
        desk.act(id, city.at(UNIT + "/chief"), City.key(), null, new Accept());
        desk.act(id, city.at(UNIT + "/chief"), City.key(), null, new Respond("材料已补传，本周发放", null, ""));
        desk.act(id, himself, City.key(), null, new Confirm(Outcome.SATISFIED, ""), new VisitBack(true, true));

        assertThat(orders.find(id.value()).orElseThrow().row())
                .returns("demand", OrderRow::type)
                .returns(WorkOrder.Ending.SATISFIED, OrderRow::ending);
        assertThat(behind(officer("zx.supervisor"), Part.ASSESSMENT, true)).contains(id.value());
    }

    private CaseFile<State> undone(Actor window) {
        Applicant somebody = city.somebody();
        var said = new Report(
                "undone",
                "market",
                new Accused("SJ", null, null),
                false,
                new Content("食品经营许可交了两次都被退回来", "", ""),
                new Reporter(somebody.name(), somebody.phone(), somebody.person(), null));
        return desk.register(said, somebody.holder(), window, "window", City.key());
    }

    private Undone counted(String channel) {
        return report.undone(period()).stream()
                .filter(each -> each.channel().equals(channel))
                .findFirst()
                .orElse(new Undone(channel, 0, 0, 0, 0, 0));
    }

    private void refused(String code, CaseId id, Actor actor, WorkOrder.Command command) {
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.act(id, actor, City.key(), null, command))
                .returns(code, CaseRuleBroken::code);
    }
}
