package org.yimen.audit;

import java.util.List;

/** Whoever looks at every head and signs it only if the log has grown from the one before. */
interface Witnessing {

    /** Whose signatures these are. */
    VerifierKey key();

    /**
     * @param old the size that the witness should have seen last
     * @param proof that the log at that size is the beginning of the new one
     * @param note a head with the log's signature
     */
    Answer add(long old, List<byte[]> proof, String note);

    /** What a witness says. */
    sealed interface Answer {

        /** @param line the signature to add to the note */
        record Cosigned(String line) implements Answer {}

        /** The witness has seen another size last. */
        record SeenOther(long size) implements Answer {}

        record Refused(String why) implements Answer {}

        /** Nobody answered; what was signed before stays signed. */
        record Silent(String why) implements Answer {}
    }
}
