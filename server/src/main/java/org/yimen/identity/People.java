package org.yimen.identity;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
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
    private final Passwords passwords;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    People(
            Persons persons,
            Sessions sessions,
            Passwords passwords,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.persons = persons;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** Enters a person whose name and number somebody has verified. */
    @Transactional
    public Person register(String name, CitizenId citizenId, String phone, PasswordHash password) {
        var person = new Person(Uuid7.next(time.instant()), name, citizenId, phone);
        try {
            persons.insert(person, password, time.instant(), time.instant());
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

    /**
     * Enters a person who stands at a window or whom somebody named. Nobody knows a password to it until he opens his
     * account himself.
     *
     * @param phone empty where nobody knows one
     */
    @Transactional
    public Person enter(String name, CitizenId citizenId, String phone) {
        var person = new Person(Uuid7.next(time.instant()), name, citizenId, phone);
        PasswordHash nobodys = passwords.hash(UUID.randomUUID() + "-" + UUID.randomUUID());
        try {
            persons.insert(person, nobodys, time.instant(), null);
        } catch (DuplicateKeyException _) {
            throw new PersonKnown();
        }
        return person;
    }

    /** Those of these people that there are, in no order. */
    public List<Person> find(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : persons.find(ids);
    }

    /** True where he has opened his account himself, so that he can sign in. */
    public boolean hasAccount(UUID person) {
        return persons.isOpen(person);
    }

    /** What the person says of himself; the log keeps that it changed, not to what. */
    @Transactional
    public void change(UUID id, String phone, String address) {
        Person before = find(id).orElseThrow(() -> new IllegalStateException("no person " + id));
        persons.change(id, phone, address);
        audit.record(
                home,
                id.toString(),
                "identity.profile-changed",
                id.toString(),
                Map.of(
                        "phone", before.phone().equals(phone) ? "same" : "changed",
                        "address", before.address().equals(address) ? "same" : "changed"));
    }
}
