package org.yimen.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.ContactCodes.Tried;
import org.yimen.identity.Persons.Credentials;
import org.yimen.platform.Json;

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

    /** What began. */
    public sealed interface Begun {
        record Ended(Outcome outcome) implements Begun {}

        /** The account waits for the code that was sent to the phone. */
        record CodeSent(UUID id) implements Begun {}
    }

    /** How the code went. */
    public enum Proof {
        DONE,
        WRONG,
        /** Too late or tried too often: it begins anew. */
        OVER
    }

    /** What waits for the code, as it is sealed. */
    private record Waiting(String name, String number, String phone, String hash) {
        @Override
        public String toString() {
            return "Waiting[…]";
        }
    }

    /** What was typed and checked for its form. */
    public record Form(String name, CitizenId number, String phone, String password) {
        @Override
        public String toString() {
            return "Form[…]";
        }
    }

    static final String CONTENT = "identity.registration.content";

    private static final Json JSON = Json.of();

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final ContactCodes codes;
    private final ProvenPhones phones;
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
            JdbcClient jdbc,
            ColumnCipher cipher,
            ContactCodes codes,
            ProvenPhones phones,
            Persons persons,
            Consents consents,
            Passwords passwords,
            SignInFailures attempts,
            ObjectProvider<RealNameCheck> check,
            AuditLog audit,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.codes = codes;
        this.phones = phones;
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

    /**
     * Begins to open the account of a person who has agreed to the privacy notice as it stands: it is opened once the code
     * on the phone was typed. Where no code can be sent it is opened at once, with a phone that is not proven.
     */
    public Begun begin(Form form, String address) {
        if (!phones.possible()) {
            return new Begun.Ended(open(form, address));
        }
        if (!attempts.admits("register\n" + form.number().value(), address)) {
            return new Begun.Ended(Outcome.TOO_MANY);
        }
        PasswordHash password = passwords.hash(form.password());
        return switch (compared(form)) {
            case NO_MATCH -> new Begun.Ended(Outcome.NO_MATCH);
            case UNREACHABLE -> new Begun.Ended(Outcome.UNREACHABLE);
            case MATCHED ->
                codes.ask(form.number().value(), form.phone(), address, phones::send)
                        .<Begun>map(id -> {
                            keep(id, form, password);
                            return new Begun.CodeSent(id);
                        })
                        .orElseGet(() -> new Begun.Ended(Outcome.TOO_MANY));
        };
    }

    /** Opens the account that waits for this code. */
    public Proof finish(UUID id, String code) {
        Optional<Waiting> kept = waiting(id);
        if (kept.isEmpty()) {
            return Proof.OVER;
        }
        Waiting waiting = kept.get();
        return switch (codes.attempt(id, waiting.number(), code)) {
            case Tried.Wrong _ -> Proof.WRONG;
            case Tried.Over _ -> Proof.OVER;
            case Tried.Proven _ -> {
                var form = new Form(waiting.name(), CitizenId.of(waiting.number()), waiting.phone(), "");
                try {
                    transaction.executeWithoutResult(_ -> {
                        enter(form, false, new PasswordHash(waiting.hash()))
                                .ifPresent(person -> phones.prove(person, waiting.phone()));
                        jdbc.sql("delete from identity.registration where id = :id")
                                .param("id", id)
                                .update();
                    });
                } catch (DuplicateKeyException raced) {
                    attempted("raced");
                }
                yield Proof.DONE;
            }
        };
    }

    /** The phone to which the code went, masked; empty once it is over. */
    public Optional<String> phone(UUID id) {
        return waiting(id).map(waiting -> Masks.phone(waiting.phone()));
    }

    /** The code where the city is an invented one and has no phones. */
    public Optional<String> readOut(UUID id) {
        return waiting(id).flatMap(waiting -> phones.readOut(waiting.phone()));
    }

    private void keep(UUID id, Form form, PasswordHash password) {
        var waiting = new Waiting(form.name(), form.number().value(), form.phone(), password.value());
        jdbc.sql("insert into identity.registration (id, content_sealed, made_at) values (:id, :content, :at)")
                .param("id", id)
                .param(
                        "content",
                        cipher.seal(CONTENT, "", id.toString(), JSON.write(waiting))
                                .bytes())
                .param("at", time.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Optional<Waiting> waiting(UUID id) {
        return jdbc.sql("select content_sealed from identity.registration where id = :id and made_at > :since")
                .param("id", id)
                .param("since", time.instant().minus(ContactCodes.LASTS).atOffset(ZoneOffset.UTC))
                .query(byte[].class)
                .optional()
                .map(content -> JSON.read(cipher.open(CONTENT, "", id.toString(), Sealed.of(content)), Waiting.class));
    }

    private RealNameCheck.Answer compared(Form form) {
        RealNameCheck register = check.getIfAvailable();
        return register == null
                ? RealNameCheck.Answer.UNREACHABLE
                : register.compare(form.name(), form.number(), form.phone());
    }

    /** Opens the account at once: where no code can be sent. */
    public Outcome open(Form form, String address) {
        return open(form, false, address);
    }

    private Outcome open(Form form, boolean vouched, String address) {
        // Each attempt counts, also one that succeeds: a machine that tries numbers is to get nowhere.
        if (!attempts.admits("register\n" + form.number().value(), address)) {
            return Outcome.TOO_MANY;
        }
        PasswordHash password = passwords.hash(form.password());
        return switch (compared(form)) {
            case NO_MATCH -> Outcome.NO_MATCH;
            case UNREACHABLE -> Outcome.UNREACHABLE;
            case MATCHED -> {
                try {
                    transaction.executeWithoutResult(_ -> {
                        var _ = enter(form, vouched, password);
                    });
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

    /** The person whose account it is now, or empty where nothing has changed. */
    private Optional<UUID> enter(Form form, boolean vouched, PasswordHash password) {
        Instant now = time.instant();
        Optional<Credentials> known = persons.credentials(form.number());
        if (known.isEmpty()) {
            var person = new Person(Uuid7.next(now), form.name(), form.number(), form.phone());
            persons.insert(person, password, now, now);
            opened(person, now);
            return Optional.of(person.id());
        }
        Person person = known.get().person();
        // Whom a window entered has no password yet. He is the same if the phone is the one that he left there.
        boolean same = vouched || person.phone().isEmpty() || person.phone().equals(form.phone());
        boolean claims = !persons.isOpen(person.id()) && person.name().equals(form.name()) && same;
        if (!claims) {
            attempted("known");
            return Optional.empty();
        }
        persons.change(person.id(), password, false, now);
        persons.open(person.id(), form.phone(), now);
        opened(person, now);
        return Optional.of(person.id());
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
