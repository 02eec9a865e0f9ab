package org.yimen.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.Parcels;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.delivery.Courier.Notice;
import org.yimen.licence.Ending;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.LicenceEnded;
import org.yimen.notify.Message;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.SignedCall;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** Results that go by mail, and a courier that tells over the wire: twice, at once, too late, or that nobody lives there. */
@HallTest
class ParcelsTest {

    private static final String REGION = "629901";
    private static final String ITEM = "public-place-hygiene";
    private static final String HOME = "安澜市人民路 12 号 3 单元 501";

    @Autowired
    City city;

    @Autowired
    ApplicationDesk desk;

    @Autowired
    Parcels parcels;

    @Autowired
    Mailroom mailroom;

    @Autowired
    Handovers handovers;

    @Autowired
    SimulatedCourier courier;

    @Autowired
    WorkLists lists;

    @Autowired
    CaseViews views;

    @Autowired
    Outbox outbox;

    @Autowired
    LicenceDesk licences;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestTime time;

    @AfterEach
    void plugIn() {
        courier.unplug(false);
    }

    @Test
    @Proves("M-CHN-30")
    void aResultGoesByMailAtTheCentresCostAndTheReceiptMovesTheCaseOnce() throws Exception {
        var month = CityTime.startOf(CityTime.day(time.instant()).withDayOfMonth(1));
        long before =
                mailroom.costs(REGION, month, time.instant().plusSeconds(1)).fen();
        CaseId id = issued();
        mailed(id, HOME);
        Shipment parcel = sent(id);

        assertThat(parcel.tracking()).isNotBlank();
        assertThat(parcel.state()).isEqualTo(Shipment.State.BOOKED);
        assertThat(mailroom.costs(REGION, month, time.instant().plusSeconds(1)).fen())
                .isEqualTo(before + 1200);
        assertThat(lists.tasks(id)).as("nobody need do anything now").isEmpty();

        told(courier.advance(parcel.id()).orElseThrow());
        assertThat(templates(id)).containsOnlyOnce("application.news.mailed");
        told(courier.advance(parcel.id()).orElseThrow());
        told(courier.advance(parcel.id()).orElseThrow());

        assertThat(desk.find(id).state()).isInstanceOf(State.Delivered.class);
        assertThat(events(id, Event.Delivered.class)).isEqualTo(1);
        assertThat(mailroom.find(REGION, parcel.id()).orElseThrow().state()).isEqualTo(Shipment.State.DELIVERED);
        assertThat(templates(id)).containsOnlyOnce("application.news.mailed");
        assertThat(handovers.of(id))
                .filteredOn(Handover::isTheEnd)
                .singleElement()
                .satisfies(handover -> {
                    assertThat(handover.way()).isEqualTo(Way.MAIL);
                    assertThat(handover.receiver().proof()).isEqualTo(Proof.COURIER);
                    assertThat(handover.receiver().name()).isEqualTo("试验人");
                    assertThat(handover.round()).isEqualTo(1);
                });
    }

    @Test
    void theAddressIsSealedAndMasked() {
        CaseId id = issued();
        mailed(id, HOME);
        Shipment parcel = sent(id);

        byte[] sealed = jdbc.sql("select destination_sealed from delivery.shipment where region_code = :r and id = :id")
                .param("r", REGION)
                .param("id", parcel.id())
                .query((row, _) -> row.getBytes(1))
                .single();

        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("人民路", "15400000001");
        assertThat(parcel.destination().maskedAddress()).doesNotContain("12", "501");
        assertThat(parcel.destination().maskedPhone()).doesNotContain("15400000001");
        assertThat(parcel.toString()).doesNotContain("人民路", "试验人");
    }

    @Test
    void anotherWayIsChosenUntilTheCourierHasIt() {
        CaseId id = issued();
        mailed(id, HOME);
        Shipment first = sent(id);

        mailed(id, "安澜市河西街 3 号");

        assertThat(mailroom.find(REGION, first.id()).orElseThrow().state()).isEqualTo(Shipment.State.RECALLED);
        assertThat(courier.advance(first.id())).as("nobody fetches it").isEmpty();
        Shipment second = sent(id);
        assertThat(second.round()).isEqualTo(2);
        assertThat(second.destination().address()).isEqualTo("安澜市河西街 3 号");

        drive(second);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> mailed(id, HOME))
                .returns("application.hand-over.too-late", CaseRuleBroken::code);
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> act(id, city.toHimself(id)))
                .returns("application.hand-over.in-the-mail", CaseRuleBroken::code);
    }

    @Test
    void aCourierThatDoesNotAnswerIsToldLaterAndNothingIsRecalledBehindItsBack() {
        CaseId id = issued();
        mailed(id, HOME);
        courier.unplug(true);
        Shipment waits = sent(id);
        assertThat(waits.state()).isEqualTo(Shipment.State.ORDERED);
        assertThatExceptionOfType(DeliveryRuleBroken.class)
                .isThrownBy(() -> mailed(id, "安澜市河西街 3 号"))
                .returns("delivery.courier.down", DeliveryRuleBroken::code);
        courier.unplug(false);

        mailroom.book(REGION);
        mailroom.book(REGION);

        assertThat(mailroom.of(id)).singleElement().returns(Shipment.State.BOOKED, Shipment::state);
        assertThat(parcels.wish(desk.find(id)).destination()).isNotNull().returns(HOME, Destination::address);
    }

    @Test
    void whatIsNotToArriveAnyMoreIsCalledBackUntilTheCourierAnswers() {
        CaseId id = issued();
        mailed(id, HOME);
        Shipment booked = sent(id);
        CaseId other = issued();
        mailed(other, HOME);
        courier.unplug(true);
        Shipment ordered = sent(other);

        publisher.publishEvent(new LicenceEnded(licence(id), Ending.REVOKED));
        publisher.publishEvent(new LicenceEnded(licence(other), Ending.REVOKED));
        assertThat(mailroom.of(id)).singleElement().returns(Shipment.State.BOOKED, Shipment::state);
        mailroom.callBack(REGION);
        courier.unplug(false);
        mailroom.book(REGION);
        assertThat(mailroom.of(other))
                .as("not ordered any more")
                .singleElement()
                .returns(Shipment.State.ORDERED, Shipment::state);
        mailroom.callBack(REGION);

        assertThat(mailroom.find(REGION, booked.id()).orElseThrow().state()).isEqualTo(Shipment.State.RECALLED);
        assertThat(mailroom.find(REGION, ordered.id()).orElseThrow().state()).isEqualTo(Shipment.State.RECALLED);
        assertThat(courier.advance(booked.id())).as("nobody fetches it").isEmpty();
    }

    private Licence licence(CaseId id) {
        var issued = (State.Issued) desk.find(id).state();
        return licences.find(REGION, issued.outcome().licence()).orElseThrow();
    }

    @Test
    void whatComesBackIsForTheWindowAndCanGoOutAgain() {
        CaseId id = issued();
        mailed(id, "安澜市已搬迁路 1 号");
        Shipment parcel = sent(id);

        drive(parcel);
        drive(parcel);
        Notice back = courier.advance(parcel.id()).orElseThrow();
        told(back);
        told(back);

        assertThat(desk.find(id).state()).isInstanceOf(State.Issued.class);
        assertThat(events(id, Event.CameBack.class)).isEqualTo(1);
        assertThat(lists.tasks(id)).singleElement().satisfies(entry -> {
            assertThat(entry.task().post()).isEqualTo("ZX/window");
            assertThat(entry.task().act()).isEqualTo("returned");
        });
        assertThat(templates(id)).containsOnlyOnce("application.news.returned");

        mailed(id, HOME);
        Shipment again = sent(id);
        drive(again);
        drive(again);
        drive(again);

        assertThat(desk.find(id).state()).isInstanceOf(State.Delivered.class);
    }

    @Test
    void onlyTheCourierTellsAndOnlyOfItsOwnParcels() {
        CaseId id = issued();
        mailed(id, HOME);
        Shipment parcel = sent(id);
        Notice genuine = courier.advance(parcel.id()).orElseThrow();
        SignedCall signed = courier.signed(genuine);

        int forged = courier.send(new SignedCall(
                signed.body().replace("picked-up", "delivered"), signed.timestamp(), signed.signature()));
        int nobodys = courier.tell(
                new Notice(java.util.UUID.randomUUID(), "x", Shipment.State.PICKED_UP, time.instant(), "", null));

        assertThat(forged).isEqualTo(403);
        assertThat(nobodys).isEqualTo(404);
        assertThat(events(id, Event.Delivered.class)).isZero();
    }

    @Test
    void nothingIsSentToWhomDidNotChooseIt() {
        CaseId id = issued();
        parcels.choose(id, desk.applicant(desk.find(id)).person(), new Wish(Way.WINDOW, null));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> act(id, new Command.Dispatch()))
                .returns("application.hand-over.no-address", CaseRuleBroken::code);
        assertThat(mailroom.of(id)).isEmpty();
    }

    private CaseId issued() {
        Applicant somebody = city.somebody();
        CaseId id = city.submitted(somebody, ITEM).id();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        String chief = desk.item(desk.find(id)).department() + "/chief";
        desk.write(id, city.at(chief), City.key(), null, Command.Grant::new);
        desk.issue(id, city.at(chief), City.key(), null);
        return id;
    }

    private void mailed(CaseId id, String address) {
        Applicant applicant = desk.applicant(desk.find(id));
        var to = new Destination(applicant.name(), applicant.phone(), address);
        parcels.choose(id, applicant.person(), new Wish(Way.MAIL, to));
    }

    private Shipment sent(CaseId id) {
        act(id, new Command.Dispatch());
        parcels.book(id);
        return mailroom.of(id).getFirst();
    }

    private void act(CaseId id, Command command) {
        desk.act(id, city.at("ZX/window"), City.key(), null, command);
    }

    private void drive(Shipment parcel) {
        told(courier.advance(parcel.id()).orElseThrow());
    }

    /** Five times at once, and once more. */
    private void told(Notice notice) {
        try (var vans = Executors.newFixedThreadPool(5)) {
            Callable<Integer> call = () -> courier.tell(notice);
            for (Future<Integer> answer : vans.invokeAll(List.of(call, call, call, call, call))) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        assertThat(courier.tell(notice)).isEqualTo(200);
    }

    private long events(CaseId id, Class<? extends Event> type) {
        return views.view(id, Actor.SYSTEM).history().stream()
                .filter(entry -> type.isInstance(entry.event()))
                .count();
    }

    private List<String> templates(CaseId id) {
        return outbox.inbox(REGION, desk.applicant(desk.find(id)).holder(), null, 50).stream()
                .filter(message -> id.value().equals(message.caseId()))
                .map(Message::template)
                .toList();
    }
}
