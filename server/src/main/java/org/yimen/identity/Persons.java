package org.yimen.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.CitizenId;

/** The one place that seals and opens what is personal. */
@Repository
class Persons {

    /** A person and his password's hash. */
    record Credentials(Person person, PasswordHash password) {}

    static final String NAME = "identity.person.name";
    static final String CITIZEN_ID = "identity.person.citizen_id";
    static final String PHONE = "identity.person.phone";
    static final String ADDRESS = "identity.person.address";

    private static final String BY_ID = """
        select id, name_sealed, citizen_id_sealed, phone_sealed, address_sealed
          from identity.person
         where id = :id
        """;

    private static final String BY_IDS = """
        select id, name_sealed, citizen_id_sealed, phone_sealed, address_sealed
          from identity.person
         where id = any(:ids)
        """;

    private static final String BY_CITIZEN_ID = """
        select p.id, p.name_sealed, p.citizen_id_sealed, p.phone_sealed, p.address_sealed, w.hash
          from identity.person p
          join identity.person_password w on w.person_id = p.id
         where p.citizen_id_index = any(:indexes)
        """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    Persons(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** @param openedAt when he opened his account himself, or null for whom a window entered */
    void insert(Person person, PasswordHash password, Instant at, @Nullable Instant openedAt) {
        jdbc.sql("""
            insert into identity.person (id, name_sealed, citizen_id_sealed, citizen_id_index, phone_sealed,
                                         address_sealed, registered_at, opened_at)
            values (:id, :name, :citizenId, :index, :phone,
                    :address, :at, :opened)
            """)
                .param("id", person.id())
                .param("name", sealed(NAME, person.id(), person.name()))
                .param(
                        "citizenId",
                        sealed(CITIZEN_ID, person.id(), person.citizenId().value()))
                .param("index", index(person.citizenId()))
                .param("phone", sealed(PHONE, person.id(), person.phone()))
                .param("address", address(person.id(), person.address()))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "opened",
                        openedAt == null ? null : openedAt.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        jdbc.sql("insert into identity.person_password (person_id, hash, changed_at) values (:id, :hash, :at)")
                .param("id", person.id())
                .param("hash", password.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void change(UUID person, PasswordHash password, boolean temporary, Instant at) {
        int changed = jdbc.sql("""
            update identity.person_password
               set hash = :hash, changed_at = :at, temporary = :temporary
             where person_id = :id
            """)
                .param("id", person)
                .param("hash", password.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("temporary", temporary)
                .update();
        if (changed != 1) {
            throw new IllegalStateException("no person " + person);
        }
    }

    /** True where he has opened his account himself. */
    boolean isOpen(UUID person) {
        return jdbc.sql("select opened_at is not null from identity.person where id = :id")
                .param("id", person)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void open(UUID person, String phone, Instant at) {
        jdbc.sql("update identity.person set opened_at = :at, phone_sealed = :phone where id = :id and"
                        + " opened_at is null")
                .param("id", person)
                .param("phone", sealed(PHONE, person, phone))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void change(UUID person, String phone, String address) {
        jdbc.sql("update identity.person set phone_sealed = :phone, address_sealed = :address where id = :id")
                .param("id", person)
                .param("phone", sealed(PHONE, person, phone))
                .param("address", address(person, address))
                .update();
    }

    List<Person> find(Collection<UUID> ids) {
        return jdbc.sql(BY_IDS)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> toPerson(row))
                .list();
    }

    Optional<Person> find(UUID id) {
        return jdbc.sql(BY_ID).param("id", id).query((row, _) -> toPerson(row)).optional();
    }

    Optional<Person> find(CitizenId citizenId) {
        return credentials(citizenId).map(Credentials::person);
    }

    Optional<Credentials> credentials(CitizenId citizenId) {
        return jdbc.sql(BY_CITIZEN_ID)
                .param("indexes", indexes(citizenId))
                .query((row, _) -> new Credentials(toPerson(row), new PasswordHash(row.getString("hash"))))
                .optional();
    }

    /** True where somebody else has set his password. */
    boolean temporary(UUID person) {
        return jdbc.sql("select temporary from identity.person_password where person_id = :id")
                .param("id", person)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    Optional<PasswordHash> password(UUID person) {
        return jdbc.sql("select hash from identity.person_password where person_id = :id")
                .param("id", person)
                .query((row, _) -> new PasswordHash(row.getString("hash")))
                .optional();
    }

    private Person toPerson(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Person(
                id,
                opened(NAME, id, row.getBytes("name_sealed")),
                CitizenId.of(opened(CITIZEN_ID, id, row.getBytes("citizen_id_sealed"))),
                opened(PHONE, id, row.getBytes("phone_sealed")),
                address(id, row.getBytes("address_sealed")));
    }

    private String address(UUID id, byte @Nullable [] sealed) {
        return sealed == null ? "" : opened(ADDRESS, id, sealed);
    }

    private byte[] address(UUID id, String address) {
        return sealed(ADDRESS, id, address);
    }

    // A person belongs to no region: the place that a value is bound to has none.
    private byte[] sealed(String column, UUID id, String plain) {
        return cipher.seal(column, "", id.toString(), plain).bytes();
    }

    private String opened(String column, UUID id, byte[] sealed) {
        return cipher.open(column, "", id.toString(), Sealed.of(sealed));
    }

    private byte[][] indexes(CitizenId citizenId) {
        return cipher.indexes(CITIZEN_ID, citizenId.value()).toArray(byte[][]::new);
    }

    byte[] index(CitizenId citizenId) {
        return cipher.index(CITIZEN_ID, citizenId.value());
    }
}
