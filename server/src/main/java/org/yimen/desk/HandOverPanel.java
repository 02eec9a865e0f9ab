package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.ServiceConsents.Consent;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Shipment;
import org.yimen.delivery.Way;
import org.yimen.delivery.Wish;

/**
 * What of a case reached whom, and how the rest is wanted.
 *
 * @param shipments the last first
 * @param steps what the courier told of the last one
 * @param open true while the result has not reached him
 * @param waiting how many notices reached nobody yet
 * @param consent 电子送达: what he said last of notices in his inbox; null where he never said anything
 */
public record HandOverPanel(
        Wish wish,
        List<Handover> served,
        List<Shipment> shipments,
        List<Shipment.Step> steps,
        boolean open,
        long waiting,
        @Nullable Consent consent) {

    public HandOverPanel {
        served = List.copyOf(served);
        shipments = List.copyOf(shipments);
        steps = List.copyOf(steps);
    }

    /** The last parcel, if there was one. */
    public @Nullable Shipment shipment() {
        return shipments.isEmpty() ? null : shipments.getFirst();
    }

    /** True where the next thing to do with the result is to give it to the courier. */
    boolean isForTheMail() {
        return wish.way() == Way.MAIL && wish.destination() != null;
    }

    /** True where the last parcel came back: to send it to the same place again is no usual thing. */
    boolean cameBack() {
        Shipment last = shipment();
        return last != null && last.state() == Shipment.State.RETURNED;
    }

    /** True where the applicant agreed to take it in his account. */
    boolean isOnline() {
        return wish.way() == Way.ONLINE;
    }
}
