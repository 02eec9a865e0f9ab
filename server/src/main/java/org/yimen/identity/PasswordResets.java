package org.yimen.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.identifier.CitizenId;

/**
 * 找回密码: a citizen who forgot his password names himself, and gets a code on the phone that is registered for him. Nobody
 * learns here who has an account: a number that nobody has leaves the same row and gets the same answers, and the message
 * is sent after the answer.
 */
@Service
public class PasswordResets {

    /** How a request ended. */
    public sealed interface Asked {
        /** A code is on its way, if there is such an account. */
        record Sent(UUID reset) implements Asked {}

        record TooMany() implements Asked {}
    }

    /** How an attempt to set the new password ended. */
    public sealed interface Finished {
        record Done() implements Finished {}

        record WrongCode() implements Finished {}

        /** The new password will not do; {@code key} is a message. */
        record Flawed(String key) implements Finished {}

        /** Too late, or too many wrong codes: it begins anew. */
        record Over() implements Finished {}
    }

    /** How long a code is good for. */
    static final Duration LASTS = Duration.ofMinutes(10);

    /** How many codes may be tried for one request. */
    static final int TRIES = 5;

    /** How many requests a name and number have in a day from one address. */
    static final int A_DAY = 5;

    /** How many they have from wherever: each sends a message to a phone. */
    static final int A_DAY_ANYWHERE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(PasswordResets.class);
    private static final Duration DAY = Duration.ofDays(1);
    /** Beyond every try: the code was used, or its owner has used another one. */
    private static final int USED = TRIES + 1;

    private static final int CODES = 1_000_000;
    private static final String CODE = "identity.password_reset.code";
    private static final String ASKED = "identity.password_reset.asked";
    private static final int SWEPT_AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Persons persons;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SignInFailures failures;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final ObjectProvider<PhoneCodes> phones;
    private final InstantSource time;
    private final String home;
    private final SecureRandom random = new SecureRandom();

    PasswordResets(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Persons persons,
            Passwords passwords,
            Sessions sessions,
            SignInFailures failures,
            AuditLog audit,
            TransactionTemplate transaction,
            ObjectProvider<PhoneCodes> phones,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.persons = persons;
        this.passwords = passwords;
        this.sessions = sessions;
        this.failures = failures;
        this.audit = audit;
        this.transaction = transaction;
        this.phones = phones;
        this.time = time;
        this.home = home;
    }

    /** False where no code can be sent. */
    public boolean possible() {
        PhoneCodes port = phones.getIfAvailable();
        return port != null && port.possible();
    }

    /** Asks for a code. */
    public Asked ask(String name, CitizenId number, String address) {
        // The answer is the same whatever the name: what is counted from anywhere would only shut out the owner.
        if (!failures.admitsHere("reset\n" + number.value(), address)) {
            return new Asked.TooMany();
        }
        Instant now = time.instant();
        String asked = name.strip() + "\n" + number.value();
        byte[] askedIndex = cipher.index(ASKED, asked);
        byte[] placeIndex = cipher.index(ASKED, asked + "\n" + address);
        Optional<Person> person =
                persons.find(number).filter(known -> known.name().equals(name.strip()));
        String code = Integer.toString(CODES + random.nextInt(CODES)).substring(1);
        UUID reset = UUID.randomUUID();
        boolean admitted = Boolean.TRUE.equals(transaction.execute(_ -> {
            sweep(now);
            record Today(int anywhere, int here) {}
            Today today = jdbc.sql("""
                            select count(*) as anywhere, count(*) filter (where place_index = :place) as here
                              from identity.password_reset
                             where asked_index = :asked and made_at > :since
                            """)
                    .param("asked", askedIndex)
                    .param("place", placeIndex)
                    .param("since", now.minus(DAY).atOffset(ZoneOffset.UTC))
                    .query((row, _) -> new Today(row.getInt("anywhere"), row.getInt("here")))
                    .single();
            if (today.here() >= A_DAY || today.anywhere() >= A_DAY_ANYWHERE) {
                return false;
            }
            jdbc.sql("""
                            insert into identity.password_reset (id, asked_index, place_index, person_id, code_index, tries,
                                                                 made_at)
                            values (:id, :asked, :place, :person, :code, 0, :at)
                            """)
                    .param("id", reset)
                    .param("asked", askedIndex)
                    .param("place", placeIndex)
                    .param("person", person.map(Person::id).orElse(null))
                    .param("code", codeIndex(reset, code))
                    .param("at", now.atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(
                    home,
                    "anonymous",
                    "identity.password-reset-asked",
                    person.map(known -> known.id().toString()).orElse("unknown"),
                    Map.of("address", address));
            return true;
        }));
        if (!admitted) {
            return new Asked.TooMany();
        }
        person.ifPresent(known -> Thread.startVirtualThread(() -> send(known.phone(), code)));
        return new Asked.Sent(reset);
    }

    /** Sets the new password where the code is the one that was sent; every session of the person ends. */
    public Finished finish(UUID reset, String code, String wanted, String address) {
        // What can be said without looking at the account costs no try.
        Optional<String> flaw = passwords.flaw(wanted, Passwords.Holder.CITIZEN, List.of());
        if (flaw.isPresent()) {
            return new Finished.Flawed(flaw.get());
        }
        Optional<Kept> kept = tried(reset, code);
        if (kept.isEmpty()) {
            return new Finished.Over();
        }
        UUID id = kept.get().person();
        if (!kept.get().right() || id == null) {
            return new Finished.WrongCode();
        }
        Person person = persons.find(id).orElseThrow(() -> new IllegalStateException("no person " + id));
        Optional<String> own = passwords.flaw(
                wanted,
                Passwords.Holder.CITIZEN,
                List.of(person.name(), person.citizenId().value(), person.phone()));
        if (own.isPresent()) {
            return new Finished.Flawed(own.get());
        }
        PasswordHash hash = passwords.hash(wanted);
        boolean first = Boolean.TRUE.equals(transaction.execute(_ -> {
            // Two that came with the right code at once wait here for each other; the second finds it used.
            if (!use(reset)) {
                return false;
            }
            persons.change(id, hash, false, time.instant());
            jdbc.sql("update identity.password_reset set tries = :used where person_id = :person")
                    .param("used", USED)
                    .param("person", id)
                    .update();
            audit.record(home, id.toString(), "identity.password-reset", id.toString(), Map.of("address", address));
            sessions.endAll(new Citizen(id, null, ""), null, id.toString(), Sessions.Why.PASSWORD_RESET);
            return true;
        }));
        return first ? new Finished.Done() : new Finished.Over();
    }

    /** True for the first who used the code of this request. */
    private boolean use(UUID reset) {
        return jdbc.sql("update identity.password_reset set tries = :used where id = :id and tries < :used")
                        .param("used", USED)
                        .param("id", reset)
                        .update()
                == 1;
    }

    /** The code of this request where the city is an invented one and has no phones. */
    public Optional<String> readOut(UUID reset) {
        PhoneCodes port = phones.getIfAvailable();
        return port == null
                ? Optional.empty()
                : jdbc.sql("select person_id from identity.password_reset where id = :id and person_id is not null")
                        .param("id", reset)
                        .query(UUID.class)
                        .optional()
                        .flatMap(persons::find)
                        .flatMap(person -> port.readOut(person.phone()));
    }

    private record Kept(@Nullable UUID person, boolean right) {}

    /** Counts the try before anything is compared. */
    private Optional<Kept> tried(UUID reset, String code) {
        return jdbc.sql("""
                        update identity.password_reset
                           set tries = tries + 1
                         where id = :id and tries < :most and made_at > :since
                        returning person_id, code_index
                        """)
                .param("id", reset)
                .param("most", TRIES)
                .param("since", time.instant().minus(LASTS).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Kept(
                        row.getObject("person_id", UUID.class),
                        MessageDigest.isEqual(row.getBytes("code_index"), codeIndex(reset, code.strip()))))
                .optional();
    }

    private void send(String phone, String code) {
        try {
            PhoneCodes port = phones.getIfAvailable();
            if (port != null) {
                port.send(phone, code);
            }
        } catch (RuntimeException failed) {
            LOG.error("A code for a new password could not be sent", failed);
        }
    }

    private void sweep(Instant now) {
        jdbc.sql("""
                        delete from identity.password_reset
                         where id in (select id from identity.password_reset
                                       where made_at < :before
                                       limit :limit
                                         for update skip locked)
                        """)
                .param("before", now.minus(DAY).minus(DAY).atOffset(ZoneOffset.UTC))
                .param("limit", SWEPT_AT_ONCE)
                .update();
    }

    private byte[] codeIndex(UUID reset, String code) {
        return cipher.index(CODE, reset + "\n" + code);
    }
}
