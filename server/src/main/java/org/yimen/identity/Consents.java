package org.yimen.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 同意: who agreed to which version of the privacy notice. */
@Repository
public class Consents {

    /** One agreement. */
    public record Consent(String notice, Instant at, String channel) {}

    private final JdbcClient jdbc;

    Consents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void give(UUID person, String notice, String channel, Instant at) {
        jdbc.sql("""
            insert into identity.consent (person_id, notice, given_at, channel)
            values (:person, :notice, :at, :channel)
                on conflict (person_id, notice) do nothing
            """)
                .param("person", person)
                .param("notice", notice)
                .param("at", Timestamp.from(at))
                .param("channel", channel)
                .update();
    }

    public List<Consent> of(UUID person) {
        return jdbc.sql("""
            select notice, given_at, channel
              from identity.consent
             where person_id = :person
             order by given_at desc
            """)
                .param("person", person)
                .query((row, _) -> new Consent(
                        row.getString("notice"), row.getTimestamp("given_at").toInstant(), row.getString("channel")))
                .list();
    }
}
