package org.yimen.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;

/**
 * 会话: who is signed in where. A session is a row that every node reads at every request and believes no longer, so one
 * that ends here has ended everywhere.
 */
@Service
public class Sessions {

    /** A person is at so many places at most, as far as a page shows them. */
    static final int MOST = 100;

    private static final String COLUMN = "identity.session.key";

    /**
     * A session as its owner sees it.
     *
     * @param current true for the one that asks
     */
    public record Open(UUID handle, Instant since, Instant used, String address, String browser, boolean current) {}

    /** Why sessions ended, as the audit log keeps it. */
    public enum Why {
        BY_OWNER,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        ACCOUNT_LOCKED,
        SECOND_FACTOR_REMOVED,
        NO_LONGER_IN_POST,
        BY_ADMINISTRATOR
    }

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    Sessions(
            JdbcClient jdbc,
            ColumnCipher cipher,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** What stands in the table in place of the cookie. */
    public byte[] keyOf(String cookie) {
        return cipher.index(COLUMN, cookie);
    }

    /**
     * The sessions of an account that still last, the last used first.
     *
     * @param cookie the id of the session that asks, or null
     */
    public List<Open> of(Account account, @Nullable String cookie) {
        return jdbc.sql("""
                        select handle, key = :current as is_current, started_at, used_at, address, browser
                          from identity.session
                         where account = :account and ends_at > :now
                           and used_at + idle_seconds * interval '1 second' > :now
                         order by used_at desc
                         limit :most
                        """)
                .param("current", keyOf(cookie == null ? "" : cookie))
                .param("account", account.key())
                .param("now", time.instant().atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, _) -> new Open(
                        row.getObject("handle", UUID.class),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getObject("used_at", OffsetDateTime.class).toInstant(),
                        or(row.getString("address")),
                        or(row.getString("browser")),
                        row.getBoolean("is_current")))
                .list();
    }

    /** The handle of the session behind a cookie; empty where it has ended. */
    public Optional<UUID> handle(String cookie) {
        return jdbc.sql("select handle from identity.session where key = :key")
                .param("key", keyOf(cookie))
                .query(UUID.class)
                .optional();
    }

    /** Those of these sessions that still last: neither ended by anybody nor by the clock. */
    public Set<UUID> lasting(Collection<UUID> handles) {
        return Set.copyOf(jdbc.sql("""
                        select handle
                          from identity.session
                         where handle = any(:handles) and ends_at > :now
                           and used_at + idle_seconds * interval '1 second' > :now
                        """)
                .param("handles", handles.toArray(UUID[]::new))
                .param("now", time.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list());
    }

    /** Ends one session of the account; another's handle ends nothing. */
    @Transactional
    public boolean end(Account account, UUID handle, String by, Why why) {
        int ended = jdbc.sql("delete from identity.session where handle = :handle and account = :account")
                .param("handle", handle)
                .param("account", account.key())
                .update();
        note(account, ended, by, why);
        return ended > 0;
    }

    /**
     * Ends all sessions of the account on all nodes.
     *
     * @param exceptCookie the id of the one that stays, or null
     */
    @Transactional
    public int endAll(Account account, @Nullable String exceptCookie, String by, Why why) {
        int ended = jdbc.sql("delete from identity.session where account = :account and key <> :except")
                .param("account", account.key())
                .param("except", keyOf(exceptCookie == null ? "" : exceptCookie))
                .update();
        note(account, ended, by, why);
        return ended;
    }

    private void note(Account account, int ended, String by, Why why) {
        if (ended > 0) {
            audit.record(
                    home,
                    by,
                    "identity.session-ended",
                    SignIn.idOf(account),
                    Map.of("why", why.name(), "count", Integer.toString(ended)));
        }
    }

    private static String or(@Nullable String known) {
        return known == null ? "" : known;
    }
}
