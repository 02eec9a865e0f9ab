package org.yimen.delivery;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Lets the vans of the invented city drive: through the simulated courier and the same notices as any. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
public class DemoCouriers {

    private final Mailroom mailroom;
    private final SimulatedCourier courier;

    DemoCouriers(Mailroom mailroom, SimulatedCourier courier) {
        this.mailroom = mailroom;
        this.courier = courier;
    }

    /** Takes the parcel one step further. */
    public void drive(Shipment shipment) {
        mailroom.book(shipment);
        courier.advance(shipment.id()).ifPresent(notice -> {
            var _ = mailroom.hear(shipment.caseId().region(), SimulatedCourier.CODE, notice);
            courier.told(shipment.id());
        });
    }
}
