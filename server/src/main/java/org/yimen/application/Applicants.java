package org.yimen.application;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.yimen.application.Known.Source;
import org.yimen.identity.Citizen;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.platform.CityTime;

/** Who applies: taken from the register of persons and entities, never typed again. */
@Service
public class Applicants {

    private final People people;
    private final Entities entities;
    private final LicenceDesk licences;
    private final InstantSource time;
    private final String region;

    Applicants(
            People people,
            Entities entities,
            LicenceDesk licences,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.people = people;
        this.entities = entities;
        this.licences = licences;
        this.time = time;
        this.region = region;
    }

    /** In whose name somebody signed in goes on: his own, his firm's, or that of who has delegated. */
    public Applicant of(Citizen citizen) {
        return of(citizen.personId(), citizen.entityId(), citizen.principalId());
    }

    /** The person himself, or the entity for which he acts. */
    public Applicant of(UUID personId, @Nullable UUID entityId) {
        return of(personId, entityId, null);
    }

    /**
     * @param principalId who has delegated to the person, or to the entity for which he acts
     */
    public Applicant of(UUID personId, @Nullable UUID entityId, @Nullable UUID principalId) {
        Person person = person(personId);
        // A third party acts for people as well: then the matter is the person's, not a firm's.
        boolean ofFirm = principalId == null || entities.find(principalId).isPresent();
        if (entityId != null && ofFirm) {
            LegalEntity entity = entity(principalId == null ? entityId : principalId);
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
        if (principalId != null) {
            Person principal = person(principalId);
            return new Applicant(
                    principal.id(),
                    false,
                    principal.name(),
                    principal.citizenId().value(),
                    person.id(),
                    person.name(),
                    person.citizenId().value(),
                    person.phone());
        }
        return new Applicant(
                person.id(), false, person.name(), person.citizenId().value(), person.id(), null, null, person.phone());
    }

    /** 一次认证替代多次填表: what need not be asked of this applicant, by the code of the question. */
    Map<String, Known> known(Applicant applicant) {
        var known = new LinkedHashMap<String, Known>();
        boolean himself = applicant.holder().equals(applicant.person());
        put(known, "phone", himself ? Source.PROFILE : Source.AGENT, applicant.phone());
        if (applicant.entity()) {
            LegalEntity entity = entity(applicant.holder());
            put(known, "entity-name", Source.REGISTER, entity.name());
            put(known, "credit-code", Source.REGISTER, entity.creditCode().value());
            entity.representative(CityTime.day(time.instant()))
                    .flatMap(people::find)
                    .ifPresent(representative -> {
                        put(known, "representative-name", Source.REGISTER, representative.name());
                        put(
                                known,
                                "representative-id",
                                Source.REGISTER,
                                representative.citizenId().value());
                    });
            put(known, "contact-name", Source.AGENT, Objects.requireNonNullElse(applicant.agentName(), ""));
            put(known, "mail-address", Source.REGISTER, entity.address());
        } else {
            put(known, "applicant-name", Source.REAL_NAME, applicant.name());
            put(known, "citizen-id", Source.REAL_NAME, applicant.number());
            String address = person(applicant.holder()).address();
            put(known, "home-address", Source.PROFILE, address);
            put(known, "mail-address", Source.PROFILE, address);
        }
        return known;
    }

    /** What the applicant holds and may still use. */
    List<Licence> licences(Applicant applicant) {
        LocalDate today = CityTime.day(time.instant());
        return licences.heldBy(region, applicant.number()).stream()
                .filter(licence -> licence.standingOn(today) instanceof Standing.InForce)
                .toList();
    }

    private static void put(Map<String, Known> known, String question, Source source, String value) {
        if (!value.isBlank()) {
            known.put(question, new Known(source, value));
        }
    }

    private Person person(UUID id) {
        return people.find(id).orElseThrow(() -> new IllegalStateException("No person " + id));
    }

    private LegalEntity entity(UUID id) {
        return entities.find(id).orElseThrow(() -> new IllegalStateException("No entity " + id));
    }
}
