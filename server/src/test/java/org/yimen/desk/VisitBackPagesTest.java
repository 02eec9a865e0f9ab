package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.City;
import org.yimen.audit.AuditLog;
import org.yimen.audit.Trail;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.Reporters;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command.Accept;
import org.yimen.hotline.WorkOrder.Command.Dispatch;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.phone.DutyRoster;
import org.yimen.phone.SimulatedExchange;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What an operator learns of complaints that others took down: enough to call back and to tell the caller, and no more. */
@HallTest
class VisitBackPagesTest {

    private static final String PHONE = "/desk/phone";
    private static final String WORDS = "楼下的店半夜还在放音乐";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private OrderDesk desk;

    @Autowired
    private Directory directory;

    @Autowired
    private DutyRoster roster;

    @Autowired
    private SimulatedExchange exchange;

    @Autowired
    private AuditLog audit;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    private final List<Staff> seated = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        seated.forEach(staff -> roster.signOff(directory.officer(staff.id(), TestTime.START)));
    }

    private CaseId complained(Applicant somebody, Accused accused, boolean urgent) {
        return complained(
                somebody.person(),
                new Reporter(somebody.name(), somebody.phone(), somebody.person(), null),
                accused,
                urgent);
    }

    private CaseId complained(UUID person, Reporter reporter, Accused accused, boolean urgent) {
        var said = new Report("complaint", "market", accused, urgent, new Content(WORDS, "", ""), reporter);
        return desk.register(said, person, Actor.applicant(person, person), "web", City.key())
                .id();
    }

    private CaseId answered(Applicant somebody, Accused accused, String dispatcher) {
        CaseId id = complained(somebody, accused, false);
        desk.act(id, city.at(dispatcher), City.key(), null, new Dispatch("SJ", List.of(), ""));
        desk.act(id, city.at("SJ/chief"), City.key(), null, new Accept());
        desk.act(id, city.at("SJ/chief"), City.key(), null, new Respond("经核实没有违规", Verdict.NOT_UPHELD, ""));
        return id;
    }

    @Test
    @Proves({"M-HOT-01", "M-HOT-12"})
    void whoComplainedOnTheWebIsCalledByAnotherOperatorWhoNeverSeesTheNumber() throws Exception {
        Applicant somebody = city.somebody();
        CaseId id = answered(somebody, new Accused("WJW", null, null), "12345/dispatcher");
        String order = "/desk/orders/" + id.value();
        Clerk operator = pages.at(pages.newcomer("12345/operator"));

        Clerk.Answer page = operator.open(order);
        assertThat(page.body())
                .contains("回访拨号", somebody.phone().substring(0, 3) + "****")
                .doesNotContain(somebody.phone(), order + "/reporter");
        assertThat(operator.open(order + "/reporter").status()).isEqualTo(403);
        Clerk.Answer called = operator.send(order + "/call", "key", page.hidden("key"));
        assertThat(called.location()).isEqualTo(order + "?done=call");
        assertThat(Trail.of(audit, DeskPages.CITY, List.of(Reporters.CALLED)))
                .anySatisfy(entry ->
                        assertThat(entry.subject()).isEqualTo(id.value().toString()));
        String seen = operator.open(order + "/do/confirm").hidden("seen");
        Clerk.Answer confirmed = operator.send(
                order + "/do/confirm",
                "key",
                City.key(),
                "seen",
                seen,
                "outcome",
                "satisfied",
                "contacted",
                "yes",
                "solved",
                "yes");

        assertThat(confirmed.location()).isEqualTo(order + "?done=confirm");
        assertThat(desk.find(id).state()).isInstanceOf(State.Closed.class);
        assertThat(operator.open(order).body())
                .as("once it is closed he has no more to ask")
                .doesNotContain("回访拨号")
                .contains("对您保密");
        assertThat(operator.send(order + "/call", "key", City.key()).status()).isEqualTo(403);
    }

    @Test
    @Proves("M-HOT-12")
    void whoIsNotToAskHasNobodyCalled() throws Exception {
        CaseId id = answered(city.somebody(), new Accused("WJW", null, null), "12345/dispatcher");
        String call = "/desk/orders/" + id.value() + "/call";
        CaseId aboutUs = answered(city.somebody(), new Accused("12345", null, null), "XN/head");

        assertThat(pages.at("sj.chief").send(call, "key", City.key()).status())
                .as("who answered")
                .isEqualTo(403);
        assertThat(pages.at("zx.supervisor").send(call, "key", City.key()).status())
                .isEqualTo(403);
        assertThat(pages.at("wjw.chief").send(call, "key", City.key()).status())
                .as("the accused finds nothing")
                .isEqualTo(404);
        assertThat(pages.at(pages.newcomer("12345/operator"))
                        .send("/desk/orders/" + aboutUs.value() + "/call", "key", City.key())
                        .status())
                .as("the accused hotline")
                .isEqualTo(404);
        assertThat(pages.at("xn.investigator")
                        .send("/desk/orders/" + aboutUs.value() + "/call", "key", City.key())
                        .status())
                .isEqualTo(303);
    }

    @Test
    @Proves("M-HOT-01")
    void theSecondOperatorTellsTheCallerHowFarHisComplaintIsAndReadsNoWordOfIt() throws Exception {
        Clerk first = pages.at(operator());
        String number = "154" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
        UUID call = taken(first, number);
        first.send(
                PHONE + "/calls/" + call + "/do",
                "key",
                City.key(),
                "act",
                "order",
                "text",
                WORDS,
                "type",
                "complaint",
                "topic",
                "market");
        UUID order = jdbc.sql("select order_id from phone.call_order where call_id = :id")
                .param("id", call)
                .query(UUID.class)
                .single();
        String caseNumber = desk.find(new CaseId(DeskPages.CITY, order)).number();
        Clerk second = pages.at(operator());

        taken(second, number);

        assertThat(second.open(PHONE).body())
                .contains("只能告知进展", "待派单")
                .as("by its number he would find what was said")
                .doesNotContain(caseNumber, WORDS, "/desk/orders/" + order);
        assertThat(Trail.of(audit, DeskPages.CITY, List.of(Reporters.TOLD)))
                .anySatisfy(entry -> assertThat(entry.subject()).isEqualTo(order.toString()));
    }

    @Test
    @Proves("M-HOT-01")
    void whoeverIsLookedUpByHisNumberIsNotShownToHaveComplained() throws Exception {
        CitizenId number = TestNumbers.citizen();
        Person somebody = people.enter("试验人", number, "15400000001");
        CaseId id = complained(
                somebody.id(),
                new Reporter(somebody.name(), somebody.phone(), somebody.id(), null),
                new Accused("WJW", null, null),
                false);
        Clerk operator = pages.at(operator());
        UUID call = taken(operator, "154" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000));

        Clerk.Answer found =
                operator.send(PHONE + "/calls/" + call + "/look", "key", City.key(), "citizen", number.value());

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body())
                .contains(somebody.maskedCitizenId())
                .doesNotContain("只能告知进展", desk.find(id).number());
    }

    @Test
    @Proves("M-HOT-06")
    void theWindowHandsAnOrderBackToTheHotlineWithItsNumber() throws Exception {
        Clerk window = pages.at("zx.undone");
        String order = window.send(
                        "/desk/orders/new",
                        "key",
                        City.key(),
                        "type",
                        "undone",
                        "topic",
                        "water",
                        "department",
                        "SJ",
                        "channel",
                        "window",
                        "text",
                        "水管爆了三天没人来修")
                .location()
                .replaceFirst("\\?.*", "");
        var id = new CaseId(DeskPages.CITY, UUID.fromString(order.substring(order.lastIndexOf('/') + 1)));
        String number = desk.find(id).number();
        assertThat(window.open(order).body()).contains("转回热线");

        Clerk.Answer back = window.send(
                order + "/do/return",
                "key",
                City.key(),
                "seen",
                window.open(order + "/do/return").hidden("seen"),
                "reason",
                "是供水抢修，不是审批");

        assertThat(back.location()).isEqualTo(order + "?done=return");
        Clerk dispatcher = pages.at(pages.newcomer("12345/dispatcher"));
        assertThat(dispatcher.open(order).body()).contains(number, "是供水抢修，不是审批");
        String seen = dispatcher.open(order + "/do/dispatch").hidden("seen");
        assertThat(dispatcher
                        .send(order + "/do/dispatch", "key", City.key(), "seen", seen, "unit", "SJ")
                        .location())
                .isEqualTo(order + "?done=dispatch");
        assertThat(window.open("/desk/undone").body())
                .as("one pool, whoever has it")
                .contains(order);
        assertThat(desk.find(id).number()).isEqualTo(number);
    }

    @Test
    @Proves("M-HOT-01")
    void whatIsUrgentStandsMarkedInTheUnitsList() throws Exception {
        CaseId id = complained(city.somebody(), new Accused("WJW", null, null), true);
        desk.act(id, city.at("12345/dispatcher"), City.key(), null, new Dispatch("SJ", List.of(), ""));
        Staff examiner = pages.newcomer("SJ/head");

        String orders = pages.at(examiner).open("/desk/orders?type=complaint").body();

        assertThat(marked(orders, id)).isTrue();
    }

    /** True where the row of the order has the tag. */
    private static boolean marked(String page, CaseId id) {
        return Pattern.compile("/desk/orders/" + id.value() + "\"[^\\n]*紧急")
                .matcher(page)
                .find();
    }

    private UUID taken(Clerk clerk, String number) throws Exception {
        exchange.ring(number);
        UUID call = jdbc.sql("select id from phone.call where state = 'RINGING' order by id desc limit 1")
                .query(UUID.class)
                .single();
        assertThat(clerk.send(PHONE + "/calls/" + call + "/take").location()).isEqualTo(PHONE);
        return call;
    }

    /** Somebody on duty who has signed in. */
    private Staff operator() throws Exception {
        Staff staff = pages.newcomer("12345/operator");
        roster.enter(
                staff.id(),
                LocalDate.of(2026, 11, 18),
                LocalTime.MIDNIGHT,
                LocalTime.MIDNIGHT,
                1,
                city.officer("12345/head"));
        assertThat(pages.at(staff).send(PHONE + "/seat", "word", "on").location())
                .isEqualTo(PHONE);
        seated.add(staff);
        return staff;
    }
}
