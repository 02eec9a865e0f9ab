package org.yimen.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.yimen.application.City;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Staff;
import org.yimen.phone.PhoneCall.State;
import org.yimen.phone.PhoneCall.Why;
import org.yimen.phone.Telephony.Kind;
import org.yimen.phone.Telephony.Notice;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.SignedCall;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** A call from the first ring to its end, with an operator of its own each time. */
@HallTest
class SwitchboardTest {

    private static final String CITY = "629901";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    private Switchboard switchboard;

    @Autowired
    private CallDesk calls;

    @Autowired
    private CallPurge purge;

    @Autowired
    private DutyRoster roster;

    @Autowired
    private SimulatedExchange exchange;

    @Autowired
    private City city;

    @Autowired
    private People people;

    @Autowired
    private Directory directory;

    @Autowired
    private Organisation organisation;

    @Autowired
    private TestTime time;

    @Autowired
    private JdbcClient jdbc;

    private final List<Officer> seated = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() {
        seated.forEach(roster::signOff);
    }

    @Test
    @Proves({"M-HOT-01", "M-HOT-09"})
    void aCallRingsAtWhoeverIsOnDutyAndSignedInAndOneOfThemHasIt() throws Exception {
        Officer one = ready();
        Officer other = ready();
        Officer offDuty = operator();
        roster.signIn(offDuty);
        seated.add(offDuty);
        PhoneCall call = rung(number());

        assertThat(call.state()).isEqualTo(State.RINGING);
        assertThat(call.offered()).contains(one.id(), other.id()).doesNotContain(offDuty.id());
        var taken = new ArrayList<Boolean>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Callable<Boolean>> tries = List.of(() -> took(call, one), () -> took(call, other));
            for (var each : threads.invokeAll(tries)) {
                taken.add(each.get());
            }
        }
        assertThat(taken).containsExactlyInAnyOrder(true, false);
        PhoneCall stands = switchboard.find(call.id()).orElseThrow();
        Officer winner = one.id().equals(stands.takenBy()) ? one : other;
        assertThat(switchboard.take(call.id(), winner).id()).as("again").isEqualTo(call.id());
        PhoneCall second = rung(number());
        assertThatExceptionOfType(PhoneRefused.class)
                .as("who talks to one talks to no other")
                .isThrownBy(() -> switchboard.take(second.id(), winner))
                .returns("phone.call.another", PhoneRefused::code);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> switchboard.take(second.id(), city.officer("SJ/chief")));

        calls.end(stands, winner, CallType.BOOKING, null);
        calls.end(stands, winner, CallType.BOOKING, null);

        assertThat(switchboard.find(call.id()).orElseThrow())
                .returns(State.ENDED, PhoneCall::state)
                .returns(CallType.BOOKING, PhoneCall::type);
        assertThat(switchboard.current(winner)).isEmpty();
    }

    @Test
    void whatTheExchangeTellsTwiceIsOneCallAndItsNumberIsSealed() {
        ready();
        String number = number();
        Notice notice = new Notice(UUID.randomUUID().toString(), Kind.RANG, number, time.instant());

        assertThat(exchange.send(exchange.signed(notice))).isEqualTo(200);
        assertThat(exchange.send(exchange.signed(notice))).isEqualTo(200);
        var forged = exchange.signed(notice);
        assertThat(exchange.send(new SignedCall(
                        forged.body().replace(number, "13900000000"), forged.timestamp(), forged.signature())))
                .isEqualTo(403);
        assertThat(exchange.send(
                        exchange.signed(new Notice(UUID.randomUUID().toString(), Kind.HUNG_UP, "", time.instant()))))
                .as("who never rang")
                .isEqualTo(404);

        assertThat(jdbc.sql("select count(*) from phone.call where reference = :reference")
                        .param("reference", notice.reference())
                        .query(Long.class)
                        .single())
                .isOne();
        byte[] kept = jdbc.sql("select number_sealed || number_index from phone.call where reference = :reference")
                .param("reference", notice.reference())
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(number);
    }

    @Test
    @Proves("M-HOT-09")
    void whoeverWasMissedIsCalledBackByHisTimeAlsoAtNight() {
        time.set(TODAY.atTime(23, 30).atZone(CityTime.ZONE).toInstant());
        Officer operator = operator();
        String number = number();
        PhoneCall call = rung(number);

        assertThat(call)
                .as("nobody is there")
                .returns(State.MISSED, PhoneCall::state)
                .returns(Why.NOBODY, PhoneCall::missedWhy)
                .returns(false, PhoneCall::inHours)
                .returns(number, PhoneCall::number)
                .returns(time.instant().plus(Duration.ofHours(1)), PhoneCall::backDueAt);
        assertThat(switchboard.missed()).extracting(PhoneCall::id).contains(call.id());
        time.advance(Duration.ofMinutes(61));
        assertThat(call.isLate(time.instant())).isTrue();

        switchboard.callBack(call.id(), operator);
        switchboard.notReached(call.id(), operator);
        assertThat(switchboard.find(call.id()).orElseThrow())
                .returns(State.MISSED, PhoneCall::state)
                .returns(1, PhoneCall::tries);
        PhoneCall again = switchboard.callBack(call.id(), operator);
        time.advance(Duration.ofMinutes(2));
        calls.end(again, operator, CallType.CONSULT, null);

        PhoneCall ended = switchboard.find(call.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(State.ENDED);
        assertThat(ended.response()).contains(Duration.ofMinutes(61));
        CallFigures figures = switchboard.figures(TODAY, TODAY);
        assertThat(figures.missed()).isPositive();
        assertThat(figures.outOfHours().calls()).isPositive();
    }

    @Test
    void afterThreeVainTriesItEndsAndAWithheldNumberIsNobodyToCallBack() {
        Officer operator = operator();
        PhoneCall call = rung(number());
        for (int at = 0; at < 3; at++) {
            switchboard.callBack(call.id(), operator);
            switchboard.notReached(call.id(), operator);
        }

        assertThat(switchboard.find(call.id()).orElseThrow().state()).isEqualTo(State.GIVEN_UP);
        assertThatExceptionOfType(PhoneRefused.class).isThrownBy(() -> switchboard.callBack(call.id(), operator));
        assertThat(rung("").state()).isEqualTo(State.GIVEN_UP);
    }

    @Test
    void whatRingsTooLongWasMissedAndSoIsWhoHangsUp() {
        ready();
        PhoneCall waits = rung(number());
        PhoneCall impatient = rung(number());

        switchboard.hear(SimulatedExchange.CODE, new Notice(impatient.reference(), Kind.HUNG_UP, "", time.instant()));
        time.advance(Duration.ofSeconds(61));
        switchboard.endRinging();

        assertThat(switchboard.find(waits.id()).orElseThrow().missedWhy()).isEqualTo(Why.UNANSWERED);
        assertThat(switchboard.find(impatient.id()).orElseThrow().missedWhy()).isEqualTo(Why.HUNG_UP);
    }

    @Test
    @Proves("M-EVA-06")
    void anOperatorSpeaksForWhomHeHasOnTheLineAndShortlyAfter() {
        Officer operator = ready();
        Officer other = ready();
        UUID id = city.somebody().person();
        people.change(id, number(), "");
        Person person = people.find(id).orElseThrow();
        assertThat(switchboard.speaksWith(operator, person)).isFalse();

        PhoneCall call = switchboard.take(rung(person.phone()).id(), operator);

        assertThat(switchboard.speaksWith(operator, person)).isTrue();
        assertThat(switchboard.speaksWith(other, person)).as("not his call").isFalse();
        calls.end(call, operator, CallType.CONSULT, null);
        assertThat(switchboard.speaksWith(operator, person)).isTrue();
        time.advance(Duration.ofMinutes(16));
        assertThat(switchboard.speaksWith(operator, person)).isFalse();
    }

    @Test
    @Proves("M-HOT-01")
    void theSecondCallOfSomebodyFindsEverything() {
        Officer operator = ready();
        Person person = people.find(city.somebody().person()).orElseThrow();
        String number = number();
        PhoneCall first = switchboard.take(rung(number).id(), operator);
        assertThat(calls.caller(first).people()).isEmpty();
        String key = City.key();
        var brought = new CallDesk.Brought(
                "help", "housing", null, false, new Content("楼顶漏水", "修好", ""), person, "", false, "629901001");

        var file = calls.register(first, operator, brought, key);
        var twice = calls.register(first, operator, brought, key);

        assertThat(twice.id()).isEqualTo(file.id());
        assertThatExceptionOfType(PhoneRefused.class)
                .as("one call is one order")
                .isThrownBy(() -> calls.register(first, operator, brought, City.key()))
                .returns("phone.call.not-yours", PhoneRefused::code);
        assertThatExceptionOfType(PhoneRefused.class)
                .as("of the same type, but not put through")
                .isThrownBy(() -> calls.handOver(first, operator, EmergencyLine.POLICE_110));
        time.advance(Duration.ofDays(2));
        roster.signIn(operator);
        PhoneCall second = switchboard.take(rung(number).id(), operator);
        CallDesk.Caller caller = calls.caller(second);
        assertThat(caller.earlier()).extracting(PhoneCall::id).containsExactly(first.id());
        assertThat(caller.people()).extracting(Person::id).containsExactly(person.id());
        assertThat(caller.orders())
                .extracting(line -> line.row().id())
                .containsExactly(file.id().value());
        assertThat(calls.standing(file.id().value()).said().text()).isEqualTo("楼顶漏水");
        calls.handOver(second, operator, EmergencyLine.AMBULANCE_120);
        assertThatExceptionOfType(PhoneRefused.class)
                .isThrownBy(() -> calls.handOver(second, operator, EmergencyLine.POLICE_110));
        assertThat(switchboard.find(second.id()).orElseThrow()).returns("120", PhoneCall::handedTo);
        PhoneCall stranger = rung(number());
        assertThat(calls.caller(stranger).earlier()).isEmpty();
    }

    @Test
    @Proves({"M-HOT-01", "M-HOT-03"})
    void whoCallsAgainRemindsOfHisOrderAndWhoeverHasItIsTold() {
        Officer operator = ready();
        Officer dispatcher = city.officer("12345/dispatcher");
        String number = number();
        PhoneCall first = switchboard.take(rung(number).id(), operator);
        var brought = new CallDesk.Brought(
                "help", "housing", null, false, new Content("楼顶漏水", "", ""), null, "钱先生", false, null);
        UUID order = calls.register(first, operator, brought, City.key()).id().value();
        PhoneCall second = switchboard.take(rung(number).id(), operator);
        Line line = calls.caller(second).orders().getFirst();
        String key = City.key();

        calls.remind(second, operator, line, null, "又漏了，还没有人来", key);
        calls.remind(second, operator, line, null, "又漏了，还没有人来", key);

        assertThat(line.row().id()).isEqualTo(order);
        assertThat(switchboard.find(second.id()).orElseThrow())
                .returns(State.ENDED, PhoneCall::state)
                .returns(CallType.HELP, PhoneCall::type);
        assertThat(switchboard.orders(List.of(second.id())).get(second.id())).containsExactly(order);
        assertThat(reminders(order)).as("once, however often it is sent").isOne();
        assertThat(jdbc.sql("select count(*) from notify.message where person_id = :who and cause like :cause")
                        .param("who", dispatcher.id())
                        .param("cause", "order:" + order + ":%:reminded")
                        .query(Long.class)
                        .single())
                .as("told to who has it now")
                .isOne();
        PhoneCall third = switchboard.take(rung(number).id(), operator);
        calls.handOver(third, operator, EmergencyLine.POLICE_110);
        assertThatExceptionOfType(PhoneRefused.class)
                .as("of a call that has ended nothing more comes")
                .isThrownBy(() -> calls.remind(third, operator, line, null, "再催一次", City.key()));
        assertThat(reminders(order)).as("neither half").isOne();
    }

    private long reminders(UUID order) {
        return jdbc.sql("select count(*) from casework.case_event where case_id = :id and type = 'Reminded'")
                .param("id", order)
                .query(Long.class)
                .single();
    }

    @Test
    void whoWantsToStayUnnamedLeavesNoNumberWithHisOrder() {
        Officer operator = ready();
        PhoneCall call = switchboard.take(rung(number()).id(), operator);
        var brought = new CallDesk.Brought(
                "report", "market", null, false, new Content("短斤少两", "", ""), null, "", true, null);

        String key = City.key();
        var file = calls.register(call, operator, brought, key);
        assertThat(calls.register(call, operator, brought, key).id()).isEqualTo(file.id());
        assertThatExceptionOfType(PhoneRefused.class)
                .isThrownBy(() -> calls.register(call, operator, brought, City.key()));

        assertThat(jdbc.sql("select anonymous from hotline.work_order where id = :id")
                        .param("id", file.id().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(switchboard.orders(List.of(call.id()))).isEmpty();
    }

    @Test
    @Proves("N-W10")
    void whoIsNoOperatorIsOnNoRosterAndOnlyTheHeadKeepsIt() {
        Officer head = city.officer("12345/head");
        Officer operator = operator();

        assertThatExceptionOfType(PhoneRefused.class)
                .isThrownBy(() ->
                        roster.enter(city.at("SJ/chief").id(), TODAY, LocalTime.of(8, 0), LocalTime.of(20, 0), 1, head))
                .returns("phone.roster.not-operator", PhoneRefused::code);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(
                        () -> roster.enter(operator.id(), TODAY, LocalTime.of(8, 0), LocalTime.of(20, 0), 1, operator));
        roster.enter(operator.id(), TODAY, LocalTime.of(20, 0), LocalTime.of(8, 0), 2, head);
        assertThat(roster.onDuty()).doesNotContain(operator.id());
        time.set(TODAY.plusDays(1).atTime(3, 0).atZone(CityTime.ZONE).toInstant());
        assertThat(roster.onDuty()).as("past midnight").contains(operator.id());
    }

    private boolean took(PhoneCall call, Officer officer) {
        try {
            switchboard.take(call.id(), officer);
            return true;
        } catch (PhoneRefused _) {
            return false;
        }
    }

    @Test
    @Proves("M-HOT-08")
    void whoCalledIsForgottenAfterItsDaysAndTheCallStillCounts() {
        Officer operator = ready();
        Person person = people.find(city.somebody().person()).orElseThrow();
        String number = number();
        PhoneCall old = switchboard.take(rung(number).id(), operator);
        calls.end(old, operator, CallType.CONSULT, person.id());
        PhoneCall fresh = switchboard.take(rung(number).id(), operator);
        calls.end(fresh, operator, CallType.CONSULT, person.id());
        aged(old, switchboard.keptDays() + 1);
        aged(fresh, switchboard.keptDays() - 1);

        purge.purge();

        PhoneCall forgotten = switchboard.find(old.id()).orElseThrow();
        assertThat(forgotten.number()).isEmpty();
        assertThat(forgotten.person()).isNull();
        assertThat(forgotten.reference()).isNotEqualTo(old.reference());
        assertThat(forgotten.type()).isEqualTo(CallType.CONSULT);
        assertThat(switchboard.find(fresh.id()).orElseThrow())
                .returns(number, PhoneCall::number)
                .returns(person.id(), PhoneCall::person);
    }

    private void aged(PhoneCall call, long days) {
        jdbc.sql("update phone.call set ended_at = :at where id = :id")
                .param("at", Timestamp.from(time.instant().minus(Duration.ofDays(days))))
                .param("id", call.id())
                .update();
    }

    private PhoneCall rung(String number) {
        String reference = UUID.randomUUID().toString();
        switchboard.hear(SimulatedExchange.CODE, new Notice(reference, Kind.RANG, number, time.instant()));
        UUID id = jdbc.sql("select id from phone.call where reference = :reference")
                .param("reference", reference)
                .query(UUID.class)
                .single();
        return switchboard.find(id).orElseThrow();
    }

    private static String number() {
        return "154" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }

    private Officer ready() {
        Officer operator = operator();
        roster.enter(operator.id(), TODAY, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, 5, city.officer("12345/head"));
        roster.signIn(operator);
        seated.add(operator);
        return operator;
    }

    private Officer operator() {
        String login = "p" + UUID.randomUUID().toString().substring(0, 12);
        var staff = new Staff(UUID.randomUUID(), CITY, login, "试验话务员", login, null);
        organisation.engage(staff);
        organisation.appoint(new Posting(CITY, "12345/operator", staff.id(), false, LocalDate.of(2026, 1, 1), null));
        return directory.officer(staff.id(), time.instant());
    }
}
