package org.yimen.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Persons.Credentials;

/**
 * 注册: a citizen opens his account. Whoever asks learns what the state's register says of the three things he typed, and
 * nothing of who has an account: with one or without, the answer is the same and took as long.
 */
@Service
public class Registration {

    /** How it ended. */
    public enum Outcome {
        /** There is an account now; perhaps there was one before, and then nothing has changed. */
        DONE,
        NO_MATCH,
        UNREACHABLE,
        TOO_MANY
    }

    /** What was typed and checked for its form. */
    public record Form(String name, CitizenId number, String phone, String password) {
        @Override
        public String toString() {
            return "Form[…]";
        }
    }

    private final Persons persons;
    private final Consents consents;
    private final Passwords passwords;
    private final SignInFailures attempts;
    private final ObjectProvider<RealNameCheck> check;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String home;

    Registration(
            Persons persons,
            Consents consents,
            Passwords passwords,
            SignInFailures attempts,
            ObjectProvider<RealNameCheck> check,
            AuditLog audit,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.persons = persons;
        this.consents = consents;
        this.passwords = passwords;
        this.attempts = attempts;
        this.check = check;
        this.audit = audit;
        this.transaction = transaction;
        this.time = time;
        this.home = home;
    }

    /** True where invented people stand in for the state's register. */
    public boolean simulated() {
        return check.stream().anyMatch(RealNameCheck::simulated);
    }

    /** Opens the account of a person who has agreed to the privacy notice as it stands. */
    public Outcome open(Form form, String address) {
        return open(form, false, address);
    }

    private Outcome open(Form form, boolean vouched, String address) {
        // Each attempt counts, also one that succeeds: a machine that tries numbers is to get nowhere.
        if (!attempts.admits("register\n" + form.number().value(), address)) {
            return Outcome.TOO_MANY;
        }
        PasswordHash password = passwords.hash(form.password());
        RealNameCheck register = check.getIfAvailable();
        var answer = register == null
                ? RealNameCheck.Answer.UNREACHABLE
                : register.compare(form.name(), form.number(), form.phone());
        return switch (answer) {
            case NO_MATCH -> Outcome.NO_MATCH;
            case UNREACHABLE -> Outcome.UNREACHABLE;
            case MATCHED -> {
                try {
                    transaction.executeWithoutResult(_ -> enter(form, vouched, password));
                } catch (DuplicateKeyException raced) {
                    // Two clicks at once: the other one has opened it.
                    attempted("raced");
                }
                yield Outcome.DONE;
            }
        };
    }

    /**
     * Opens the account of somebody for whom the outer provider vouches and who has agreed to the privacy notice. Nobody knows a
     * password to it until he chooses one by his phone.
     */
    Outcome openVouched(String name, CitizenId number, String phone, String address) {
        var form = new Form(name, number, phone, UUID.randomUUID() + "-" + UUID.randomUUID());
        return open(form, true, address);
    }

    private void enter(Form form, boolean vouched, PasswordHash password) {
        Instant now = time.instant();
        Optional<Credentials> known = persons.credentials(form.number());
        if (known.isEmpty()) {
            var person = new Person(Uuid7.next(now), form.name(), form.number(), form.phone());
            persons.insert(person, password, now, now);
            opened(person, now);
            return;
        }
        Person person = known.get().person();
        // Whom a window entered has no password yet. He is the same if the phone is the one that he left there.
        boolean same = vouched || person.phone().isEmpty() || person.phone().equals(form.phone());
        boolean claims = !persons.isOpen(person.id()) && person.name().equals(form.name()) && same;
        if (!claims) {
            attempted("known");
            return;
        }
        persons.change(person.id(), password, false, now);
        persons.open(person.id(), form.phone(), now);
        opened(person, now);
    }

    private void opened(Person person, Instant now) {
        consents.give(person.id(), PrivacyNotice.VERSION, "web", now);
        audit.record(
                home,
                person.id().toString(),
                "identity.registered",
                person.id().toString(),
                Map.of("notice", PrivacyNotice.VERSION));
    }

    private void attempted(String why) {
        audit.recordAttempt(home, "anonymous", "identity.registration-refused", "unknown", Map.of("why", why));
    }
}
