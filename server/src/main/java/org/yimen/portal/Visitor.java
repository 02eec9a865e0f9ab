package org.yimen.portal;

import java.util.UUID;
import org.yimen.casework.Actor;
import org.yimen.identity.Acting;
import org.yimen.identity.Citizen;

/** For whom somebody signed in acts here: himself, his firm, or who has delegated to either. */
record Visitor(Citizen citizen, Acting.Part part) {

    UUID holder() {
        return citizen.holder();
    }

    /** Both stand in every event: whose matter it is, and who acted. */
    Actor actor() {
        return Actor.applicant(holder(), citizen.personId());
    }

    /** False where he acts for another person. */
    boolean himself() {
        return part.principalId() == null;
    }

    /** True where this item belongs to what he may do and see. */
    boolean covers(String item) {
        return part.covers(item);
    }
}
