package org.yimen.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.delivery.Shipment.State;
import org.yimen.platform.web.SignedCall;

/** The port to whoever carries parcels: a postal firm, or the simulated one of the demo. */
public interface Courier {

    /** A short stable name, e.g. {@code simulated}; part of the address of its notices. */
    String code();

    /** True where nothing is carried; pages must say so. */
    boolean simulated();

    /**
     * Orders a parcel to be fetched at the centre; the same id again gives the same answer.
     *
     * @throws CourierDown where it cannot be reached now
     */
    Booking book(UUID shipment, Destination to);

    /**
     * Calls a parcel back that was not fetched yet; one that it never heard of counts as called back.
     *
     * @return false where it has left already
     * @throws CourierDown where it cannot be reached now
     */
    boolean recall(UUID shipment);

    /**
     * Reads a notice as the courier sent it.
     *
     * @throws SignedCall.NotGenuine where its signature is not the courier's, or it is too old or no notice at all
     */
    Notice read(SignedCall call);

    /** @param fen what it charges the centre for it */
    record Booking(String tracking, long fen) {}

    /**
     * What happened to a parcel.
     *
     * @param reference the courier's own number of this piece of news
     * @param receiver who signed for it, where it was delivered
     * @param note where it is, or why it came back
     */
    record Notice(
            UUID shipment,
            String reference,
            State state,
            Instant at,
            String note,
            @Nullable Receiver receiver) {}

    /** The courier cannot be reached; the same may be asked again. */
    class CourierDown extends RuntimeException {
        public CourierDown(String what) {
            super(what);
        }
    }
}
