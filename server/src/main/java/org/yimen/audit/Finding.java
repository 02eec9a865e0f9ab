package org.yimen.audit;

import java.util.Locale;

/**
 * What the verifier found wrong.
 *
 * @param index the place in the log, or −1 where it concerns none
 * @param name the case and the number of its event, or the id of the audit entry; empty where nobody can know
 * @param detail what else there is to say: sizes, the other place
 */
public record Finding(Kind kind, long index, String name, String detail) {

    /** How the log was tampered with. */
    public enum Kind {
        /** An entry is not what was logged. */
        CHANGED,
        DELETED,
        INSERTED,
        /** Entries changed places. */
        REORDERED,
        /** The end is missing. */
        TRUNCATED,
        /** Older than a witness remembers: restored to an earlier state. */
        SET_BACK,
        /** Another history than the one that a witness remembers. */
        REWRITTEN,
        /** A hash in a tile is not that of its entries. */
        TILE,
        /** A head is not of this log, or not signed with its key. */
        HEAD
    }

    public String messageKey() {
        return "audit.finding." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
