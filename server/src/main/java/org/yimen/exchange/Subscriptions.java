package org.yimen.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;

/** Subscriptions and how far each has come. */
@Repository
class Subscriptions {

    private static final String SECRET = "exchange.subscription.secret";

    private static final String LIST = """
            select region_code, id, client_id, url, types, made_at, heard, delivered, delivered_at, failures,
                   failing_since_at, answer, next_at, stopped
              from exchange.subscription
            """;

    private static final String CLAIM = """
            update exchange.subscription
               set leased_until_at = :until
             where region_code = :region and id in (
                     select id
                       from exchange.subscription
                      where region_code = :region and not stopped and next_at <= :now
                        and (leased_until_at is null or leased_until_at < :now)
                      order by next_at
                      limit :limit
                        for update skip locked)
            returning region_code, id, client_id, url, types, made_at, heard, delivered, delivered_at, failures,
                   failing_since_at, answer, next_at, stopped
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    Subscriptions(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    void insert(Subscription made, String key, String secret) {
        jdbc.sql("""
                        insert into exchange.subscription
                               (region_code, id, client_id, key, url, types, secret_sealed, made_at, heard, next_at)
                        values (:region, :id, :client, :key, :url, :types, :secret, :at, :heard, :at)
                        """)
                .param("region", made.region())
                .param("id", made.id())
                .param("client", made.clientId())
                .param("key", key)
                .param("url", made.url())
                .param("types", made.types().toArray(String[]::new))
                .param(
                        "secret",
                        cipher.seal(SECRET, made.region(), made.id().toString(), secret)
                                .bytes())
                .param("at", Timestamp.from(made.madeAt()))
                .param("heard", made.heard().toString())
                .update();
    }

    Optional<Subscription> byKey(String region, String clientId, String key) {
        return jdbc.sql(LIST + """
                         where region_code = :region and client_id = :client and key = :key
                        """)
                .param("region", region)
                .param("client", clientId)
                .param("key", key)
                .query((row, _) -> subscription(row))
                .optional();
    }

    Optional<Subscription> find(String region, UUID id) {
        return jdbc.sql(LIST + """
                         where region_code = :region and id = :id
                        """)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> subscription(row))
                .optional();
    }

    List<Subscription> all(String region, int most) {
        return jdbc.sql(LIST + """
                         where region_code = :region
                         order by made_at desc, id
                         limit :most
                        """)
                .param("region", region)
                .param("most", most)
                .query((row, _) -> subscription(row))
                .list();
    }

    List<Subscription> of(String region, String clientId, int most) {
        return jdbc.sql(LIST + """
                         where region_code = :region and client_id = :client
                         order by made_at desc, id
                         limit :most
                        """)
                .param("region", region)
                .param("client", clientId)
                .param("most", most)
                .query((row, _) -> subscription(row))
                .list();
    }

    String secret(Subscription subscription) {
        byte[] sealed = jdbc.sql("""
                        select secret_sealed
                          from exchange.subscription
                         where region_code = :region and id = :id
                        """)
                .param("region", subscription.region())
                .param("id", subscription.id())
                .query(byte[].class)
                .single();
        return cipher.open(SECRET, subscription.region(), subscription.id().toString(), Sealed.of(sealed));
    }

    boolean delete(String region, UUID id) {
        return jdbc.sql("""
                                delete from exchange.subscription
                                 where region_code = :region and id = :id
                                """).param("region", region).param("id", id).update() > 0;
    }

    /** Those whose time has come, for this node alone until then. */
    List<Subscription> claim(String region, Instant now, Instant until, int limit) {
        return jdbc.sql(CLAIM)
                .param("region", region)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .param("limit", limit)
                .query((row, _) -> subscription(row))
                .list();
    }

    /** How far it has come; where {@code answer} is given, an event was delivered. */
    void heard(Subscription subscription, Cursor heard, @Nullable String answer, Instant at) {
        jdbc.sql("""
                        update exchange.subscription
                           set heard = :heard, delivered = delivered + :one, answer = coalesce(:answer, answer),
                               delivered_at = case when :one = 1 then :at else delivered_at end,
                               failures = case when :one = 1 then 0 else failures end,
                               failing_since_at = case when :one = 1 then null else failing_since_at end
                         where region_code = :region and id = :id and heard = :before
                        """)
                .param("heard", heard.toString())
                .param("one", answer == null ? 0 : 1)
                .param("answer", answer)
                .param("at", Timestamp.from(at))
                .param("region", subscription.region())
                .param("id", subscription.id())
                .param("before", subscription.heard().toString())
                .update();
    }

    void failed(Subscription subscription, String answer, Instant at, Instant next, boolean stops) {
        jdbc.sql("""
                        update exchange.subscription
                           set failures = failures + 1, failing_since_at = coalesce(failing_since_at, :at),
                               answer = :answer, next_at = :next, stopped = :stops, leased_until_at = null
                         where region_code = :region and id = :id
                        """)
                .param("at", Timestamp.from(at))
                .param("answer", answer)
                .param("next", Timestamp.from(next))
                .param("stops", stops)
                .param("region", subscription.region())
                .param("id", subscription.id())
                .update();
    }

    void release(Subscription subscription, Instant next) {
        jdbc.sql("""
                        update exchange.subscription
                           set leased_until_at = null, next_at = :next
                         where region_code = :region and id = :id
                        """)
                .param("next", Timestamp.from(next))
                .param("region", subscription.region())
                .param("id", subscription.id())
                .update();
    }

    /** Tries again at once, from {@code from} on where it is given. */
    void again(String region, UUID id, @Nullable Cursor from, Instant now) {
        jdbc.sql("""
                        update exchange.subscription
                           set heard = coalesce(:from, heard), failures = 0, stopped = false, next_at = :now,
                               leased_until_at = null
                         where region_code = :region and id = :id
                        """)
                .param("from", from == null ? null : from.toString())
                .param("now", Timestamp.from(now))
                .param("region", region)
                .param("id", id)
                .update();
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getString("client_id"),
                row.getString("url"),
                Set.of((String[]) row.getArray("types").getArray()),
                row.getTimestamp("made_at").toInstant(),
                Cursor.parse(row.getString("heard")).orElse(Cursor.START),
                row.getLong("delivered"),
                instant(row, "delivered_at"),
                row.getInt("failures"),
                instant(row, "failing_since_at"),
                row.getString("answer"),
                row.getTimestamp("next_at").toInstant(),
                row.getBoolean("stopped"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
