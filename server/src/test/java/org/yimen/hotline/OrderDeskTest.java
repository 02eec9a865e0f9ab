package org.yimen.hotline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Sweeper;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Cursor;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command.*;
import org.yimen.hotline.WorkOrder.Event;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

@HallTest
class OrderDeskTest {

    private static final String CITY = "629901";
    private static final String SECRET = "水从吊顶上漏下来已经三天";

    @Autowired
    private OrderDesk desk;

    @Autowired
    private WorkOrders orders;

    @Autowired
    private OrderRights rights;

    @Autowired
    private Reporters reporters;

    @Autowired
    private OrderTypes types;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private Directory directory;

    @Autowired
    private WorkLists lists;

    @Autowired
    private Accesses accesses;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Sweeper sweeper;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    private Person person() {
        return people.find(city.citizen().holder()).orElseThrow();
    }

    private Report report(String type, @Nullable Accused accused) {
        Person person = person();
        return new Report(
                type,
                "housing",
                accused,
                false,
                new Content(SECRET, "修好", "云溪区"),
                new Reporter(person.name(), person.phone(), person.id(), null));
    }

    private CaseFile<State> registered(String type, @Nullable Accused accused, String key) {
        UUID holder = person().id();
        return desk.register(report(type, accused), holder, Actor.applicant(holder, holder), "web", key);
    }

    private CaseFile<State> dispatched() {
        CaseId id = registered("help", null, City.key()).id();
        return desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("ZJ", List.of("SL"), ""));
    }

    private Officer officer(String login) {
        return directory.officer(directory.staff(CITY, login).orElseThrow().id(), time.instant());
    }

    @Test
    @Proves("M-IDA-03")
    void theOrdersOfAPersonStandBesideHisCasesUnderTheOneKey() {
        Applicant somebody = city.somebody();
        Person person = people.find(somebody.holder()).orElseThrow();
        var report = new Report(
                "complaint",
                "housing",
                null,
                false,
                new Content(SECRET, "修好", "云溪区"),
                new Reporter(person.name(), person.phone(), person.id(), null));
        CaseFile<State> order =
                desk.register(report, person.id(), Actor.applicant(person.id(), person.id()), "web", City.key());
        var application = city.submitted(somebody, "food-business");

        assertThat(orders.of(CITY, person.id(), 50))
                .extracting(line -> line.row().id())
                .contains(order.id().value())
                .doesNotContain(application.id().value());
        assertThat(lists.ofApplicant(
                        CITY, "application", person.id(), time.instant().plusSeconds(1), 100))
                .extracting(WorkLists.Summary::id)
                .contains(application.id())
                .doesNotContain(order.id());
        assertThat(CaseNumber.parse(order.number())).isPresent();
    }

    @Test
    void oneAndTheSameFormMakesOneOrderHoweverOftenItIsSentAndByHowManyAtOnce() throws Exception {
        String key = City.key();
        try (var threads = Executors.newFixedThreadPool(6)) {
            var tries = new ArrayList<Callable<CaseId>>();
            for (int i = 0; i < 6; i++) {
                tries.add(() -> registered("help", null, key).id());
            }

            var made = new ArrayList<CaseId>();
            for (var each : threads.invokeAll(tries)) {
                made.add(each.get());
            }

            assertThat(made.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void nobodyEndsForTheReporterWhatHeReportedAndHeHearsThatItEnded() {
        CaseId id = dispatched().id();
        for (String post : List.of("12345/operator", "12345/dispatcher", "XN/investigator")) {
            assertThatExceptionOfType(CaseRuleBroken.class)
                    .as(post)
                    .isThrownBy(() -> desk.act(id, city.at(post), City.key(), null, new Withdraw("反映人不想办了")));
        }
        UUID holder = person().id();

        desk.act(id, Actor.applicant(holder, holder), City.key(), null, new Withdraw("自己解决了"));

        assertThat(desk.find(id).state()).isInstanceOf(State.Withdrawn.class);
    }

    @Test
    void aRepeatedCommandDoesNothingTwiceAndAnOldPageIsTold() {
        CaseFile<State> file = dispatched();
        Actor worker = city.at("ZJ/chief");
        String key = City.key();

        var accepted = desk.act(file.id(), worker, key, file.version(), new Accept());
        var again = desk.act(file.id(), worker, key, file.version(), new Accept());

        assertThat(again.version()).isEqualTo(accepted.version());
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> desk.act(file.id(), worker, City.key(), file.version(), new Act("已到现场")));
    }

    @Test
    void foldingTheStoredEventsGivesTheStoredStateAndTheChainHolds() {
        CaseFile<State> file = dispatched();
        Actor worker = city.at("ZJ/chief");
        desk.act(file.id(), worker, City.key(), null, new Accept());
        desk.act(file.id(), city.at("SL/chief"), City.key(), null, new Contribute("SL", "已查明水源"));
        desk.act(file.id(), worker, City.key(), null, new Respond("已修好", null, ""));
        var closed = desk.act(
                file.id(),
                Actor.applicant(person().id(), person().id()),
                City.key(),
                null,
                new Confirm(Outcome.ACCEPTABLE, ""));

        var view = orders.view(file.id().value(), city.at("12345/operator"));
        State folded = new State.Blank();
        for (var entry : view.history()) {
            folded = WorkOrder.evolve(folded, entry.event());
        }

        assertThat(folded).isEqualTo(closed.state());
        assertThat(view.intact()).isTrue();
        assertThat(view.row().status()).isEqualTo("Closed");
        assertThat(view.row().inTime()).isTrue();
        assertThat(view.row().units()).containsExactlyInAnyOrder("ZJ", "SL");
        assertThat(view.next()).isEmpty();
    }

    @Test
    void whatIsToBeDoneComesIntoTheInboxOfThePost() {
        CaseFile<State> file = dispatched();

        assertThat(lists.inbox(CITY, List.of("ZJ/chief"), Cursor.START, WorkLists.MOST))
                .filteredOn(entry -> entry.file().id().equals(file.id()))
                .extracting(entry -> entry.task().act())
                .containsExactly("order-answer");
    }

    @Test
    void theSweeperTakesUpWhatNobodyAnswered() {
        CaseFile<State> file = dispatched();

        time.advance(Duration.ofDays(2));
        sweeper.sweepOnce();

        assertThat(lists.tasks(file.id()))
                .extracting(entry -> entry.task().post())
                .containsExactlyInAnyOrder("ZJ/chief", "ZJ/head");
        // A second node finds nothing left to wake.
        long version = desk.find(file.id()).version();
        sweeper.sweepOnce();
        assertThat(desk.find(file.id()).version()).isEqualTo(version);
    }

    @Test
    void theAccusedNeitherSeesTheOrderNorWhoComplained() {
        var case1 = city.submitted("food-business");
        CaseFile<State> file =
                registered("efficiency", new Accused("SJ", null, case1.id().value()), City.key());
        CaseId id = file.id();
        OrderRow row = orders.find(id.value()).orElseThrow().row();
        OrderType type = types.current("efficiency").orElseThrow();

        for (String login : List.of("sj.head", "sj.chief", "sj.examiner1", "wjw.chief")) {
            assertThat(rights.sees(officer(login), row)).as(login).isFalse();
            assertThat(orders.seenBy(id.value(), officer(login))).as(login).isEmpty();
            assertThat(orders.list(officer(login), "", "", "", "", 100))
                    .extracting(line -> line.row().id())
                    .doesNotContain(id.value());
            assertThat(rights.maySeeReporter(officer(login), row, type)).isFalse();
        }
        assertThat(rights.sees(officer("xn.investigator"), row)).isTrue();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() ->
                        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SJ", List.of(), "")))
                .returns("hotline.unit.accused", CaseRuleBroken::code);
        // Somebody of another department who is accused himself: not he either.
        UUID worker = directory.staff(CITY, "zj.chief").orElseThrow().id();
        var other = registered("complaint", new Accused("WJW", worker, null), City.key());
        desk.act(other.id(), city.at("12345/dispatcher"), City.key(), null, new Dispatch("ZJ", List.of(), ""));
        assertThat(rights.sees(
                        officer("zj.chief"),
                        orders.find(other.id().value()).orElseThrow().row()))
                .isFalse();
    }

    @Test
    void aComplaintAboutACaseThatIsNotHisIsRefused() {
        var foreign = new Accused("SJ", null, UUID.randomUUID());

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> registered("efficiency", foreign, City.key()))
                .returns("hotline.case.not-yours", CaseRuleBroken::code);
        // Nor may the case be laid at another department's door.
        var case1 = city.submitted("food-business");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> registered(
                        "efficiency", new Accused("ZJ", null, case1.id().value()), City.key()));
    }

    @Test
    void whoReportedIsShownToFewOnceForAReasonAndThePersonReadsThatItWas() {
        CaseFile<State> file = dispatched();
        Officer operator = officer("rx.operator1");
        UUID key = UUID.randomUUID();

        String phone = reporters.show(file, Access.Field.PHONE, "call", key, operator, "12345/operator");

        assertThat(phone).isEqualTo(person().phone());
        assertThat(accesses.of(person().id(), time.instant().plusSeconds(1), 100))
                .anySatisfy(access -> {
                    assertThat(access.kind()).isEqualTo(Access.Kind.UNMASKED);
                    assertThat(access.caseId()).isEqualTo(file.id().value());
                });
        CaseFile<State> complaint = registered("complaint", null, City.key());
        var sent = desk.act(
                complaint.id(), city.at("12345/dispatcher"), City.key(), null, new Dispatch("ZJ", List.of(), ""));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> reporters.show(
                        sent, Access.Field.NAME, "call", UUID.randomUUID(), officer("zj.chief"), "ZJ/chief"));
        assertThatExceptionOfType(AccessDeniedException.class)
                .as("who complains is the investigator's to know")
                .isThrownBy(() ->
                        reporters.show(sent, Access.Field.NAME, "call", UUID.randomUUID(), operator, "12345/operator"));
        assertThat(reporters.show(
                        sent,
                        Access.Field.NAME,
                        "call",
                        UUID.randomUUID(),
                        officer("xn.investigator"),
                        "XN/investigator"))
                .isEqualTo(person().name());
    }

    @Test
    void aCallerWhomNobodyKnowsIsShownWithALineInTheLog() {
        var caller = new Report(
                "help",
                "housing",
                null,
                false,
                new Content(SECRET, "", ""),
                new Reporter("卜知名", "15412345678", null, null));
        var file = desk.register(caller, UUID.randomUUID(), city.at("12345/operator"), "phone", City.key());

        String name = reporters.show(
                file, Access.Field.NAME, "call", UUID.randomUUID(), officer("rx.operator1"), "12345/operator");

        assertThat(name).isEqualTo("卜知名");
        assertThat(Trail.of(audit, CITY, List.of(Reporters.SHOWN)))
                .anySatisfy(entry ->
                        assertThat(entry.subject()).isEqualTo(file.id().value().toString()));
    }

    @Test
    void whoGaveNoNameReadsTheAnswerByHisCodeAndNobodyElseDoes() {
        var report = new Report("report", "market", null, false, new Content(SECRET, "", ""), null);
        String key = City.key();
        var file = desk.registerAnonymous(report, "web", key);
        String code = desk.code(file);

        assertThat(desk.registerAnonymous(report, "web", key).id()).isEqualTo(file.id());
        assertThat(desk.byCode(
                        file.number(), code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                .map(CaseFile::id)
                .contains(file.id());
        assertThat(desk.byCode(file.number(), code.substring(1) + "2")).isEmpty();
        var other = desk.registerAnonymous(report, "web", City.key());
        assertThat(desk.byCode(other.number(), code)).isEmpty();
        // With a name there is no code.
        var named = registered("help", null, City.key());
        assertThat(desk.byCode(named.number(), desk.code(named))).isEmpty();
    }

    @Test
    void noWordAndNoNumberOfTheReporterLiesOpenInTheDatabase() {
        CaseFile<State> file = registered("complaint", null, City.key());
        Person person = person();

        String row = jdbc.sql("""
                        select o::text || f::text || e::text
                          from hotline.work_order o
                               join casework.case_file f on f.region_code = o.region_code and f.id = o.id
                               join casework.case_event e on e.region_code = o.region_code and e.case_id = o.id
                         where o.region_code = :region and o.id = :id
                        """)
                .param("region", CITY)
                .param("id", file.id().value())
                .query(String.class)
                .single();

        assertThat(row)
                .doesNotContain(
                        SECRET,
                        person.name(),
                        person.phone(),
                        person.citizenId().value());
    }

    @Test
    @Proves("M-HOT-07")
    void aDecisionOfAConsultationIsOfferedForTheNextOrderOfItsTopic() {
        CaseFile<State> file = registered("help", null, City.key());
        Actor dispatcher = city.at("12345/dispatcher");
        assertThat(orders.view(file.id().value(), dispatcher).suggested()).isEqualTo("ZJ");
        desk.act(file.id(), dispatcher, City.key(), null, new Consult(List.of("ZJ", "SL"), "积水归谁"));
        LocalDate due = CityTime.day(time.instant()).plusDays(5);
        desk.act(
                file.id(),
                dispatcher,
                City.key(),
                null,
                new Resolve("SL", List.of(), "由水利局负责", true, due, List.of("ZJ", "SL")));

        CaseFile<State> next = registered("help", null, City.key());

        assertThat(orders.view(next.id().value(), dispatcher).suggested()).isEqualTo("SL");
        assertThat(orders.view(file.id().value(), dispatcher).history())
                .as("who sat together, and until when it is to be done")
                .extracting(OrderView.Entry::event)
                .filteredOn(Event.Resolved.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Event.Resolved.class, resolved -> {
                    assertThat(resolved.participants()).containsExactly("ZJ", "SL");
                    assertThat(resolved.to().days()).isPositive();
                });
        jdbc.sql("delete from hotline.dispatch_rule where region_code = :region")
                .param("region", CITY)
                .update();
    }

    @Test
    void thePageOfAnInboxReadsItsOrdersAtOnce() {
        CaseFile<State> one = registered("help", null, City.key());
        CaseFile<State> another = registered("help", null, City.key());

        assertThat(orders.find(List.of(one.id().value(), another.id().value(), UUID.randomUUID())))
                .containsOnlyKeys(one.id().value(), another.id().value())
                .hasEntrySatisfying(
                        one.id().value(),
                        line -> assertThat(line.row().number()).isEqualTo(one.number()));
        assertThat(orders.find(List.of())).isEmpty();
    }

    @Test
    void oneAnswerGoesToEveryReporterOfTheSameMatter() {
        CaseFile<State> main = dispatched();
        CaseFile<State> twin = registered("help", null, City.key());
        desk.act(
                twin.id(),
                city.at("12345/dispatcher"),
                City.key(),
                null,
                new Merge(main.id().value(), "同一处漏水"));
        Actor worker = city.at("ZJ/chief");
        desk.act(main.id(), worker, City.key(), null, new Accept());

        desk.act(main.id(), worker, City.key(), null, new Respond("已修好", null, ""));

        var reply = orders.view(twin.id().value(), Actor.applicant(person().id(), person().id()))
                .reply();
        assertThat(reply).isNotNull().returns("已修好", WorkOrder.Reply::text);
    }

    @Test
    @Proves("M-HOT-03")
    void whoWithdrawsTheMainOrderLeavesItToThoseWhoseOrdersWereMergedIntoIt() {
        CaseFile<State> main = dispatched();
        CaseFile<State> twin = registered("help", null, City.key());
        desk.act(
                twin.id(),
                city.at("12345/dispatcher"),
                City.key(),
                null,
                new Merge(main.id().value(), "同一处漏水"));

        var left =
                desk.act(main.id(), Actor.applicant(person().id(), person().id()), City.key(), null, new Withdraw(""));

        assertThat(left.state()).isInstanceOf(State.Dispatched.class);
        assertThat(orders.view(main.id().value(), Actor.applicant(person().id(), person().id()))
                        .may("withdraw"))
                .isFalse();
        desk.act(main.id(), city.at("ZJ/chief"), City.key(), null, new Accept());
        desk.act(main.id(), city.at("ZJ/chief"), City.key(), null, new Respond("已修好", null, ""));
        assertThat(orders.view(twin.id().value(), Actor.applicant(person().id(), person().id()))
                        .reply())
                .isNotNull();
    }

    @Test
    void figuresNameTheirBase() {
        LocalDate today = CityTime.day(time.instant());
        var before = sum(today);
        CaseFile<State> file = dispatched();
        Actor worker = city.at("ZJ/chief");
        desk.act(file.id(), worker, City.key(), null, new Accept());
        time.advance(Duration.ofDays(14));
        desk.act(file.id(), worker, City.key(), null, new Respond("已修好", null, ""));

        var after = orders.figures(today, today.plusDays(1)).getLast();

        assertThat(after.answered()).isEqualTo(before.answered() + 1);
        assertThat(after.inTime()).isEqualTo(before.inTime());
        assertThat(new WorkOrders.Figure("", 10, 2, 8, 6, 1, 1, 4, 3, 1).inTimeRate())
                .contains(75.0);
    }

    private WorkOrders.Figure sum(LocalDate today) {
        return orders.figures(today, today.plusDays(1)).getLast();
    }
}
