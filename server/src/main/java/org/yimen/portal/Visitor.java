package org.yimen.portal;

import java.util.UUID;
import org.yimen.casework.Actor;
import org.yimen.identity.Citizen;

/** For whom somebody signed in acts here: himself, or the entity. */
record Visitor(UUID holder, UUID person) {

    static Visitor of(Citizen citizen) {
        UUID entity = citizen.entityId();
        return new Visitor(entity == null ? citizen.personId() : entity, citizen.personId());
    }

    Actor actor() {
        return Actor.applicant(holder, person);
    }
}
