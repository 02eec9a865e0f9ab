package org.yimen.custody;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Who answers for an original at this moment, and where it is. Until the other side confirmed, that is the giver. */
public sealed interface Standing {

    /** Somebody holds it. */
    record Held(Place at, UUID by, Instant since) implements Standing {}

    /** Given out of the hand, and not confirmed yet. */
    record OnTheWay(Place at, UUID by, Place to, Instant since) implements Standing {}

    /**
     * Somebody who holds it wants it destroyed.
     *
     * @param fetchUntil the last day on which its owner can fetch it in peace
     */
    record Doomed(Place at, UUID by, LocalDate fetchUntil, Instant since) implements Standing {}

    /** Nobody finds it. Who held it last answers for it all the same. */
    record Lost(Place at, UUID by, Instant since) implements Standing {}

    /** It has left the centre, or lies in the archive for good. */
    record Closed(Place at, UUID by, Move.Kind how, Instant since) implements Standing {}

    /** Where it lies, or was sent from, or lay last. */
    Place at();

    /** Who answers for it, or closed it. */
    UUID by();

    Instant since();
}
