package org.yimen.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DelegationTable {

    private static final String COLUMNS = """
        select id, kind, giver_id, taker_id, items, from_on, until_on, given_at, accepted_at, ended_at
          from identity.delegation
        """;

    private static final String BY_ID = COLUMNS + " where id = :id";

    private static final String OF = COLUMNS + """
         where giver_id = :party or taker_id = :party
         order by given_at desc, id
         limit :limit
        """;

    private static final String TAKEN = COLUMNS + """
         where taker_id = any(:takers) and accepted_at is not null and ended_at is null
           and from_on <= :on and until_on >= :on
         order by given_at, id
         limit :limit
        """;

    private static final String ACTED = """
        select exists (select 1
                         from identity.delegation
                        where giver_id = :giver and taker_id = :taker and accepted_at is not null)
        """;

    private static final String INSERT = """
        insert into identity.delegation
               (id, kind, giver_id, taker_id, items, from_on, until_on, given_by, given_at)
        values (:id, :kind, :giver, :taker, :items, :from, :until, :by, :at)
            on conflict (giver_id, taker_id, from_on, until_on, items) where ended_at is null do nothing
        """;

    private static final String ACCEPT = """
        update identity.delegation
           set accepted_by = :by, accepted_at = :at
         where id = :id and accepted_at is null and ended_at is null
        """;

    private static final String END = """
        update identity.delegation
           set ended_by = :by, ended_at = :at
         where id = :id and ended_at is null
        """;

    private final JdbcClient jdbc;

    DelegationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Delegation> find(UUID id) {
        return jdbc.sql(BY_ID).param("id", id).query((row, _) -> of(row)).optional();
    }

    List<Delegation> of(UUID party, int limit) {
        return jdbc.sql(OF)
                .param("party", party)
                .param("limit", limit)
                .query((row, _) -> of(row))
                .list();
    }

    List<Delegation> taken(List<UUID> takers, LocalDate on, int limit) {
        return jdbc.sql(TAKEN)
                .param("takers", takers.toArray(UUID[]::new))
                .param("on", on)
                .param("limit", limit)
                .query((row, _) -> of(row))
                .list();
    }

    boolean everAccepted(UUID giver, UUID taker) {
        return jdbc.sql(ACTED)
                .param("giver", giver)
                .param("taker", taker)
                .query(Boolean.class)
                .single();
    }

    /** False where the same is offered already. */
    boolean insert(Delegation delegation, UUID by) {
        return jdbc.sql(INSERT)
                        .param("id", delegation.id())
                        .param("kind", delegation.kind().name())
                        .param("giver", delegation.giver())
                        .param("taker", delegation.taker())
                        .param("items", delegation.items().stream().sorted().toArray(String[]::new))
                        .param("from", delegation.from())
                        .param("until", delegation.until())
                        .param("by", by)
                        .param("at", Timestamp.from(delegation.givenAt()))
                        .update()
                == 1;
    }

    boolean accept(UUID id, UUID by, Instant at) {
        return moved(ACCEPT, id, by, at);
    }

    boolean end(UUID id, UUID by, Instant at) {
        return moved(END, id, by, at);
    }

    private boolean moved(String sql, UUID id, UUID by, Instant at) {
        return jdbc.sql(sql)
                        .param("id", id)
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    private static Delegation of(ResultSet row) throws SQLException {
        return new Delegation(
                row.getObject("id", UUID.class),
                Delegation.Kind.valueOf(row.getString("kind")),
                row.getObject("giver_id", UUID.class),
                row.getObject("taker_id", UUID.class),
                Set.of((String[]) row.getArray("items").getArray()),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getTimestamp("given_at").toInstant(),
                moment(row.getTimestamp("accepted_at")),
                moment(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant moment(@Nullable Timestamp stamp) {
        return stamp == null ? null : stamp.toInstant();
    }
}
