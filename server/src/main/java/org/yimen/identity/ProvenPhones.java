package org.yimen.identity;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.identity.ContactCodes.Tried;

/** 已验证手机: whose phone is proven, and how one proves a number: by the code that was sent there. */
@Service
public class ProvenPhones {

    private static final String COLUMN = "identity.proven_phone.phone";

    private static final int MOST_HOLDERS = 5;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final ContactCodes codes;
    private final Persons persons;
    private final ObjectProvider<PhoneCodes> phones;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String home;

    ProvenPhones(
            JdbcClient jdbc,
            ColumnCipher cipher,
            ContactCodes codes,
            Persons persons,
            ObjectProvider<PhoneCodes> phones,
            AuditLog audit,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.codes = codes;
        this.persons = persons;
        this.phones = phones;
        this.audit = audit;
        this.transaction = transaction;
        this.time = time;
        this.home = home;
    }

    /** False where no code can be sent; then a phone stays as it was told. */
    public boolean possible() {
        PhoneCodes port = phones.getIfAvailable();
        return port != null && port.possible();
    }

    /** True where he has shown that the phone by which he is known is in his hands. */
    public boolean isProven(Person person) {
        return !person.phone().isEmpty()
                && jdbc.sql("select phone_index = any(:phone) from identity.proven_phone where person_id = :person")
                        .param("phone", cipher.indexes(COLUMN, person.phone()).toArray(byte[][]::new))
                        .param("person", person.id())
                        .query(Boolean.class)
                        .optional()
                        .orElse(false);
    }

    /** Who has shown that this phone is in his hands; several where one phone serves a family. */
    public List<UUID> holders(String phone) {
        return jdbc.sql("""
                        select person_id
                          from identity.proven_phone
                         where phone_index = any(:phone)
                         order by person_id
                         limit :most
                        """)
                .param("phone", cipher.indexes(COLUMN, phone).toArray(byte[][]::new))
                .param("most", MOST_HOLDERS)
                .query((row, _) -> row.getObject("person_id", UUID.class))
                .list();
    }

    /** Sends a code to a phone that shall be his; empty where there were too many. */
    public Optional<UUID> ask(UUID person, String phone, String from) {
        return codes.ask(person.toString(), phone, from, this::send);
    }

    /** Takes the code: the phone is his then, and proven. */
    public Tried finish(UUID person, UUID request, String code) {
        Tried tried = codes.attempt(request, person.toString(), code);
        if (tried instanceof Tried.Proven(String phone)) {
            transaction.executeWithoutResult(_ -> {
                Person before = persons.find(person).orElseThrow();
                if (!before.phone().equals(phone)) {
                    persons.change(person, phone, before.address());
                    tellReplaced(before.phone());
                }
                prove(person, phone);
                audit.record(
                        home,
                        person.toString(),
                        "identity.phone-proven",
                        person.toString(),
                        Map.of("phone", before.phone().equals(phone) ? "same" : "changed"));
            });
        }
        return tried;
    }

    /** The phone to which the code of this request went, masked. */
    public Optional<String> asked(UUID person, UUID request) {
        return codes.target(request, person.toString()).map(Masks::phone);
    }

    /** The code of this request where the city is an invented one and has no phones. */
    public Optional<String> readOut(UUID person, UUID request) {
        return codes.target(request, person.toString()).flatMap(this::readOut);
    }

    Optional<String> readOut(String phone) {
        PhoneCodes port = phones.getIfAvailable();
        return port == null ? Optional.empty() : port.readOut(phone);
    }

    void send(String phone, String code) {
        PhoneCodes port = phones.getIfAvailable();
        if (port == null) {
            throw new IllegalStateException("No way to send a code");
        }
        port.send(phone, code);
    }

    /** Whoever took an account over cannot keep its owner from hearing of it. */
    private void tellReplaced(String phone) {
        PhoneCodes port = phones.getIfAvailable();
        if (port != null && port.possible() && !phone.isEmpty()) {
            port.tellReplaced(phone);
        }
    }

    void prove(UUID person, String phone) {
        jdbc.sql("""
                        insert into identity.proven_phone (person_id, phone_index, proven_at)
                        values (:person, :phone, :at)
                            on conflict (person_id) do update set phone_index = :phone, proven_at = :at
                        """)
                .param("person", person)
                .param("phone", cipher.index(COLUMN, phone))
                .param("at", time.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
