package org.yimen.identity;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** Which account of the outer provider is whose, and which of its answers were taken. */
@Repository
class OuterLinks {

    private static final String ACCOUNT = "identity.outer_link.account";
    private static final String STATE = "identity.outer_answer.state";
    private static final Duration KEPT = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    OuterLinks(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Bean
    static SealedColumns outerLinksSealed() {
        return new SealedColumns(
                "identity.outer_link", "", "id", List.of(new Column(ACCOUNT, "account_sealed", "account_index")));
    }

    /** Whose this account is. */
    Optional<UUID> person(String issuer, String subject) {
        return jdbc.sql("""
            select person_id
              from identity.outer_link
             where account_index = any(:indexes) and ended_at is null
            """)
                .param(
                        "indexes",
                        cipher.indexes(ACCOUNT, account(issuer, subject)).toArray(byte[][]::new))
                .query(UUID.class)
                .optional();
    }

    /** Since when some account of the provider is this person's. */
    Optional<Instant> since(UUID person) {
        return jdbc.sql("select since_at from identity.outer_link where person_id = :person and ended_at is null")
                .param("person", person)
                .query((row, _) -> row.getTimestamp("since_at").toInstant())
                .optional();
    }

    /** True where the person has ended a link and not allowed a new one since. */
    boolean barred(UUID person) {
        return jdbc.sql("""
            select exists (select from identity.outer_link
                            where person_id = :person and ended_at is not null and allowed_at is null)
            """).param("person", person).query(Boolean.class).single();
    }

    void insert(UUID id, UUID person, String issuer, String subject, Instant at) {
        String account = account(issuer, subject);
        jdbc.sql("""
            insert into identity.outer_link (id, person_id, account_sealed, account_index, since_at)
            values (:id, :person, :sealed, :index, :at)
            """)
                .param("id", id)
                .param("person", person)
                .param(
                        "sealed",
                        cipher.seal(ACCOUNT, "", id.toString(), account).bytes())
                .param("index", cipher.index(ACCOUNT, account))
                .param("at", Timestamp.from(at))
                .update();
    }

    boolean end(UUID person, Instant at) {
        return jdbc.sql("update identity.outer_link set ended_at = :at where person_id = :person and ended_at is null")
                        .param("person", person)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    boolean allow(UUID person, Instant at) {
        return jdbc.sql("""
            update identity.outer_link
               set allowed_at = :at
             where person_id = :person and ended_at is not null and allowed_at is null
            """)
                        .param("person", person)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    /** True for the first who takes the answer with this state; of two at once only one gets it. */
    boolean take(String state, Instant at) {
        jdbc.sql("delete from identity.outer_answer where taken_at < :stale")
                .param("stale", Timestamp.from(at.minus(KEPT)))
                .update();
        return jdbc.sql("""
            insert into identity.outer_answer (state_index, taken_at)
            values (:state, :at)
                on conflict do nothing
            """)
                        .param("state", cipher.index(STATE, state))
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    private static String account(String issuer, String subject) {
        return issuer + "\n" + subject;
    }
}
