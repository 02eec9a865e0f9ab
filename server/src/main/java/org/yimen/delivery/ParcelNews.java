package org.yimen.delivery;

/** What follows for a case from what happens to its parcel; in the transaction in which it is heard. */
public interface ParcelNews {

    /** The courier took it. */
    void left(Shipment shipment);

    /** Somebody signed for it. */
    void arrived(Shipment shipment, Receiver receiver);

    /** It is at the centre again, or never left it. */
    void cameBack(Shipment shipment, String reason);
}
