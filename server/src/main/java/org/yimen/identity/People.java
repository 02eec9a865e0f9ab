package org.yimen.identity;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.Uuid7;

/** 自然人登记: natural persons and their passwords. */
@Service
public class People {

    private final Persons persons;
    private final Sessions sessions;
    private final AuditLog audit;
    private final InstantSource time;

    People(Persons persons, Sessions sessions, AuditLog audit, InstantSource time) {
        this.persons = persons;
        this.sessions = sessions;
        this.audit = audit;
        this.time = time;
    }

    /** Enters a person whose name and number somebody has verified. */
    @Transactional
    public Person register(String name, CitizenId citizenId, String phone, PasswordHash password) {
        var person = new Person(Uuid7.next(time.instant()), name, citizenId, phone);
        try {
            persons.insert(person, password, time.instant());
        } catch (DuplicateKeyException _) {
            throw new PersonKnown();
        }
        return person;
    }

    public Optional<Person> find(UUID id) {
        return persons.find(id);
    }

    public Optional<Person> find(CitizenId citizenId) {
        return persons.find(citizenId);
    }

    /** Ends the old password, and every session with it. */
    @Transactional
    public void changePassword(UUID person, PasswordHash password) {
        persons.change(person, password, false, time.instant());
        sessions.endAll(new Citizen(person, null, ""), null, person.toString(), Sessions.Why.PASSWORD_CHANGED);
    }

    /** A password that somebody else knows as well: its owner can do nothing with it but choose another. */
    @Transactional
    public void givePassword(UUID person, PasswordHash password, String by) {
        persons.change(person, password, true, time.instant());
        sessions.endAll(new Citizen(person, null, ""), null, by, Sessions.Why.PASSWORD_RESET);
    }

    /** What a screen masks, for a reason that goes into the audit log of the region. */
    @Transactional
    public Person unmask(UUID id, String region, String actor, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("unmasking needs a reason");
        }
        audit.record(region, actor, "identity.unmasked", id.toString(), Map.of("reason", reason));
        return find(id).orElseThrow(() -> new IllegalStateException("no person " + id));
    }
}
