package org.yimen.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.People;
import org.yimen.identity.Person;

/** Who applies: taken from the register of persons and entities, never typed again. */
@Service
public class Applicants {

    private final People people;
    private final Entities entities;

    Applicants(People people, Entities entities) {
        this.people = people;
        this.entities = entities;
    }

    /** The person himself, or the entity for which he acts. */
    public Applicant of(UUID personId, @Nullable UUID entityId) {
        Person person = people.find(personId).orElseThrow(() -> new IllegalStateException("No person " + personId));
        if (entityId == null) {
            return new Applicant(
                    person.id(),
                    false,
                    person.name(),
                    person.citizenId().value(),
                    person.id(),
                    null,
                    null,
                    person.phone());
        }
        LegalEntity entity =
                entities.find(entityId).orElseThrow(() -> new IllegalStateException("No entity " + entityId));
        return new Applicant(
                entity.id(),
                true,
                entity.name(),
                entity.creditCode().value(),
                person.id(),
                person.name(),
                person.citizenId().value(),
                person.phone());
    }
}
