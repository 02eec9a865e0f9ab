package org.yimen.application;

import java.util.UUID;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Relation;

/**
 * Somebody to whom the window may give what is the applicant's.
 *
 * @param person who he is, whatever else is called so
 */
public record Candidate(UUID person, Receiver receiver) {

    /** As a form names him: who is added or gone meanwhile moves nobody else into his place. */
    public String code() {
        return receiver.relation().code() + ":" + person;
    }

    public Relation relation() {
        return receiver.relation();
    }

    public String name() {
        return receiver.name();
    }

    /** Without the name, so that none gets into a log by accident. */
    @Override
    public String toString() {
        return "Candidate[" + code() + "]";
    }
}
