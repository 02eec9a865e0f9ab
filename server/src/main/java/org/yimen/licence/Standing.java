package org.yimen.licence;

import java.time.LocalDate;

/** Where a licence stands on a day. */
public sealed interface Standing {

    /** 有效. */
    record InForce() implements Standing {}

    /** Issued, its term still to come. */
    record NotYet(LocalDate from) implements Standing {}

    /** 已过期: {@code on} was its last day. */
    record Expired(LocalDate on) implements Standing {}

    /** Ended by a decision. */
    record Ended(Ending how, LocalDate on, String reason) implements Standing {}
}
