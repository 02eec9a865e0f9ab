package org.yimen.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.delivery.Courier.CourierDown;
import org.yimen.delivery.Courier.Notice;
import org.yimen.delivery.Shipment.State;
import org.yimen.delivery.Shipment.Step;
import org.yimen.identifier.Uuid7;

/** 寄递室: orders parcels, tells the courier of them, and hears of each thing that happens to them once. */
@Service
public class Mailroom {

    /** So many parcels stand on a page. */
    public static final int MOST = 100;

    /** Kind of the audit entries of labels, which show an address in full. */
    public static final String LABEL = "delivery.label";

    static final String NOTICE_REFUSED = "delivery.notice-refused";

    private static final Logger log = LoggerFactory.getLogger(Mailroom.class);

    private static final int AT_ONCE = 50;
    private static final int MOST_OF_CASE = 10;

    private final Shipments shipments;
    private final ObjectProvider<Courier> couriers;
    private final ObjectProvider<ParcelNews> news;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final InstantSource time;

    Mailroom(
            Shipments shipments,
            ObjectProvider<Courier> couriers,
            ObjectProvider<ParcelNews> news,
            AuditLog audit,
            TransactionTemplate transaction,
            InstantSource time) {
        this.shipments = shipments;
        this.couriers = couriers;
        this.news = news;
        this.audit = audit;
        this.transaction = transaction;
        this.time = time;
    }

    /** What became of a notice. */
    public enum Heard {
        TAKEN,
        /** Heard before. */
        KNOWN,
        /** It came late: the parcel is further on. */
        LATE
    }

    /**
     * What the centre paid in a month.
     *
     * @param fen over all parcels that couriers were booked for
     */
    public record Costs(long parcels, long fen, long returned) {}

    public Optional<Courier> courier() {
        return couriers.stream().findFirst();
    }

    Optional<Courier> courier(String code) {
        return couriers.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** In the transaction of the event that it belongs to; the courier hears of it afterwards. */
    public Shipment order(CaseId id, String number, UUID holder, int round, Destination to) {
        Courier courier = courier().orElseThrow(() -> new DeliveryRuleBroken("delivery.courier.none"));
        Instant now = time.instant();
        var shipment = new Shipment(
                Uuid7.next(now),
                id,
                number,
                holder,
                round,
                courier.code(),
                State.ORDERED,
                null,
                null,
                to,
                null,
                now,
                null,
                null);
        shipments.insert(shipment);
        return shipment;
    }

    /** Books what is ordered; what the courier does not answer to waits for the next turn. */
    public void book(String region) {
        for (Shipment shipment : shipments.ordered(region, AT_ONCE)) {
            book(shipment);
        }
    }

    /** The same for one parcel, so that its number is there at once. */
    public void book(Shipment shipment) {
        if (shipment.state() != State.ORDERED || shipments.isWantedBack(shipment)) {
            return;
        }
        courier(shipment.courier()).ifPresent(courier -> {
            try {
                shipments.booked(shipment, courier.book(shipment.id(), shipment.destination()), time.instant());
            } catch (CourierDown down) {
                log.warn("Parcel {} could not be booked yet: {}", shipment.id(), down.getMessage());
            }
        });
    }

    /**
     * Takes in what a courier told, and what follows from it, in one transaction; a repeat does nothing.
     *
     * @throws DeliveryRuleBroken for a parcel that was never given to this courier
     */
    @Transactional
    public Heard hear(String region, String courier, Notice notice) {
        Shipment before = shipments
                .lock(region, notice.shipment())
                .filter(each -> each.courier().equals(courier))
                .orElseThrow(() -> new DeliveryRuleBroken("delivery.notice.unknown"));
        if (notice.state() == State.DELIVERED && notice.receiver() == null) {
            throw new DeliveryRuleBroken("delivery.notice.receiver");
        }
        if (before.state() == State.ORDERED) {
            // Its number is not known here yet; the courier says it again.
            throw new DeliveryRuleBroken("delivery.notice.early");
        }
        if (!shipments.hear(region, notice, time.instant())) {
            return Heard.KNOWN;
        }
        if (notice.state() == State.BOOKED || !notice.state().mayFollow(before.state())) {
            return Heard.LATE;
        }
        boolean back = notice.state() == State.RETURNED || notice.state() == State.RECALLED;
        shipments.move(region, before.id(), notice.state(), back ? notice.note() : null, notice.at());
        Shipment after = shipments.find(region, before.id()).orElseThrow();
        news.stream().forEach(each -> tell(each, before, after, notice));
        return Heard.TAKEN;
    }

    private static void tell(ParcelNews news, Shipment before, Shipment after, Notice notice) {
        Receiver receiver = notice.receiver();
        if (before.leftAt() == null && after.leftAt() != null) {
            news.left(after);
        }
        switch (after.state()) {
            case DELIVERED -> {
                if (receiver != null) {
                    news.arrived(after, receiver);
                }
            }
            case RETURNED, RECALLED -> news.cameBack(after, notice.note());
            case ORDERED, BOOKED, PICKED_UP, IN_TRANSIT -> {}
        }
    }

    /**
     * Calls a parcel back that has not left: the courier is asked first, so that nothing goes to two places.
     *
     * @throws DeliveryRuleBroken where it has left, or the courier does not answer
     */
    public void recall(Shipment shipment, String reason) {
        if (!shipment.mayBeRecalled()) {
            throw new DeliveryRuleBroken("delivery.recall.left");
        }
        Courier courier =
                courier(shipment.courier()).orElseThrow(() -> new DeliveryRuleBroken("delivery.courier.none"));
        try {
            if (!courier.recall(shipment.id())) {
                throw new DeliveryRuleBroken("delivery.recall.left");
            }
        } catch (CourierDown down) {
            log.warn("Parcel {} could not be called back: {}", shipment.id(), down.getMessage());
            throw new DeliveryRuleBroken("delivery.courier.down");
        }
        transaction.executeWithoutResult(_ -> recalled(shipment, reason));
    }

    /**
     * What must not arrive any more is called back now, or in one of the next turns: a courier that does not answer is asked again.
     * What has left goes on.
     */
    public void callBack(Shipment shipment, String reason) {
        if (!shipment.mayBeRecalled()) {
            return;
        }
        // Kept first: it must not be forgotten with whatever ends this call.
        shipments.wantBack(shipment, reason);
        callBackNow(shipment, reason);
    }

    /** Asks again for what is still wanted back. */
    public void callBack(String region) {
        shipments.wantedBack(region, AT_ONCE).forEach(each -> callBackNow(each.shipment(), each.because()));
    }

    private void callBackNow(Shipment shipment, String reason) {
        try {
            recall(shipment, reason);
        } catch (DeliveryRuleBroken refused) {
            if (!refused.code().equals("delivery.recall.left")) {
                return;
            }
            log.info("Parcel {} has left and is not called back", shipment.id());
        }
        shipments.noLongerWantedBack(shipment);
    }

    /** Where the courier's own notice of it was faster, nothing is left to do. */
    private void recalled(Shipment shipment, String reason) {
        String region = shipment.caseId().region();
        Shipment now = shipments.lock(region, shipment.id()).orElseThrow();
        if (now.mayBeRecalled()) {
            shipments.move(region, now.id(), State.RECALLED, reason, time.instant());
            Shipment after = shipments.find(region, now.id()).orElseThrow();
            news.stream().forEach(each -> each.cameBack(after, reason));
        }
    }

    /** The parcels of a case, the last first. */
    public List<Shipment> of(CaseId id) {
        return shipments.of(id, MOST_OF_CASE);
    }

    public Optional<Shipment> find(String region, UUID id) {
        return shipments.find(region, id);
    }

    public List<Step> steps(Shipment shipment) {
        return shipments.steps(shipment);
    }

    /** What is on its way, the newest first. */
    public List<Shipment> underWay(String region) {
        State[] states = {State.ORDERED, State.BOOKED, State.PICKED_UP, State.IN_TRANSIT};
        return shipments.in(region, states, MOST);
    }

    /** What came to an end, the newest first. */
    public List<Shipment> ended(String region) {
        State[] states = {State.DELIVERED, State.RETURNED, State.RECALLED};
        return shipments.in(region, states, MOST);
    }

    /** What it cost between two moments. */
    public Costs costs(String region, Instant from, Instant until) {
        return shipments.costs(region, from, until);
    }

    /** Somebody prints a label, which shows whose address it is. */
    public void labelShown(Shipment shipment, UUID by) {
        audit.record(
                shipment.caseId().region(),
                by.toString(),
                LABEL,
                shipment.caseId().value().toString(),
                Map.of("round", Integer.toString(shipment.round())));
    }
}
