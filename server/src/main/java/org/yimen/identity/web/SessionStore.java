package org.yimen.identity.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identity.Account;
import org.yimen.identity.Sessions;

/**
 * Sessions in the database, read at every request. Ours and not Spring Session's own tables, because those keep the cookie
 * itself and values that anybody who may write to the table can replace (ADR 0010).
 */
@Repository
class SessionStore implements SessionRepository<StoredSession> {

    /** Where the sign-in came from: values that become columns. */
    static final String ADDRESS = "identity.address";

    static final String BROWSER = "identity.browser";

    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
    private static final String COLUMN = "identity.session_value.value";
    private static final int ID_BYTES = 32;
    private static final int SWEPT_AT_ONCE = 50;

    /** The last use is written once in so many parts of the idle limit, not at every request. */
    private static final int USE_PARTS = 60;

    private static final String FIND = """
            select s.handle, s.started_at, s.used_at, s.ends_at, s.idle_seconds, v.name, v.value_sealed
              from identity.session s
              left join identity.session_value v on v.handle = s.handle
             where s.key = :key
            """;

    private static final String INSERT = """
            insert into identity.session (handle, key, account, started_at, used_at, ends_at, idle_seconds, address,
                                          browser)
            values (:handle, :key, :account, :started, :used, :ends, :idle, :address,
                    :browser)
            """;

    private static final String UPDATE = """
            update identity.session
               set key = :key, account = :account, used_at = greatest(used_at, :used), idle_seconds = :idle,
                   address = :address, browser = :browser
             where handle = :handle
            """;

    private static final String PUT = """
            insert into identity.session_value (handle, name, value_sealed)
            values (:handle, :name, :value)
                on conflict (handle, name) do update set value_sealed = :value
            """;

    private static final String SWEEP = """
            delete from identity.session
             where handle in (select handle from identity.session
                               where ends_at <= :now or used_at + idle_seconds * interval '1 second' <= :now
                               order by used_at
                               limit :limit
                                 for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Sessions sessions;
    private final SessionSettings settings;
    private final InstantSource time;
    private final TransactionTemplate apart;
    private final SecureRandom random = new SecureRandom();

    SessionStore(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Sessions sessions,
            SessionSettings settings,
            InstantSource time,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.sessions = sessions;
        this.settings = settings;
        this.time = time;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public StoredSession createSession() {
        Instant now = time.instant();
        return new StoredSession(
                UUID.randomUUID(),
                newId(),
                this::newId,
                now,
                now,
                now.plus(settings.longest()),
                settings.citizens(),
                Map.of());
    }

    @Override
    public @Nullable StoredSession findById(String id) {
        Instant now = time.instant();
        var values = new HashMap<String, Object>();
        var found = new StoredSession[1];
        try {
            jdbc.sql(FIND).param("key", sessions.keyOf(id)).query((ResultSet row) -> {
                UUID handle = row.getObject("handle", UUID.class);
                if (found[0] == null) {
                    found[0] = toSession(row, handle, id);
                }
                String name = row.getString("name");
                if (name != null) {
                    values.put(name, opened(handle, name, row.getBytes("value_sealed")));
                }
            });
        } catch (Unreadable changed) {
            // Written by an older release: whoever it was signs in again.
            LOG.warn("A session cannot be read any more and has ended", changed);
            deleteById(id);
            return null;
        }
        StoredSession session = found[0];
        if (session == null) {
            return null;
        }
        if (session.overAt(now)) {
            deleteById(id);
            return null;
        }
        session.values.putAll(values);
        session.saved();
        return session;
    }

    /** Writes what changed; a session that was ended meanwhile stays ended. */
    @Override
    public void save(StoredSession session) {
        session.setLastAccessedTime(time.instant());
        Instant saved = session.savedUse;
        boolean stale = saved == null
                || Duration.between(saved, session.getLastAccessedTime())
                                .compareTo(session.getMaxInactiveInterval().dividedBy(USE_PARTS))
                        >= 0;
        if (!stale && !session.renamed() && !session.retimed() && session.touched.isEmpty()) {
            return;
        }
        apart.executeWithoutResult(_ -> {
            // The update locks the row: nobody ends the session between it and its values.
            boolean there = row(saved == null ? INSERT : UPDATE, session, saved == null) == 1;
            if (there) {
                session.touched.forEach(name -> write(session, name));
            }
        });
        session.saved();
        if (saved == null) {
            sweep();
        }
    }

    @Override
    public void deleteById(String id) {
        jdbc.sql("delete from identity.session where key = :key")
                .param("key", sessions.keyOf(id))
                .update();
    }

    private int row(String sql, StoredSession session, boolean inserted) {
        var statement = jdbc.sql(sql)
                .param("handle", session.handle)
                .param("key", sessions.keyOf(session.getId()))
                .param("account", account(session))
                .param("used", session.getLastAccessedTime().atOffset(ZoneOffset.UTC))
                .param("idle", Math.toIntExact(session.getMaxInactiveInterval().toSeconds()))
                .param("address", session.values.get(ADDRESS))
                .param("browser", session.values.get(BROWSER));
        if (inserted) {
            statement
                    .param("started", session.startedAt.atOffset(ZoneOffset.UTC))
                    .param("ends", session.endsAt.atOffset(ZoneOffset.UTC));
        }
        return statement.update();
    }

    private static @Nullable String account(StoredSession session) {
        return session.values.get(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                instanceof SecurityContext context
                        && context.getAuthentication() != null
                        && context.getAuthentication().getPrincipal() instanceof Account account
                ? account.key()
                : null;
    }

    private void write(StoredSession session, String name) {
        Object value = session.values.get(name);
        if (value == null) {
            jdbc.sql("delete from identity.session_value where handle = :handle and name = :name")
                    .param("handle", session.handle)
                    .param("name", name)
                    .update();
            return;
        }
        jdbc.sql(PUT)
                .param("handle", session.handle)
                .param("name", name)
                .param("value", sealed(session.handle, name, value))
                .update();
    }

    private void sweep() {
        jdbc.sql(SWEEP)
                .param("now", time.instant().atOffset(ZoneOffset.UTC))
                .param("limit", SWEPT_AT_ONCE)
                .update();
    }

    private StoredSession toSession(ResultSet row, UUID handle, String id) throws SQLException {
        return new StoredSession(
                handle,
                id,
                this::newId,
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("used_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                Duration.ofSeconds(row.getInt("idle_seconds")),
                Map.of());
    }

    private byte[] sealed(UUID handle, String name, Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new IllegalStateException("cannot keep " + name + " in a session", e);
        }
        String plain = Base64.getEncoder().encodeToString(bytes.toByteArray());
        return cipher.seal(COLUMN, "", handle + "/" + name, plain).bytes();
    }

    /** Only what this program sealed for this place is ever read as an object. */
    private Object opened(UUID handle, String name, byte[] sealed) {
        try {
            String plain = cipher.open(COLUMN, "", handle + "/" + name, Sealed.of(sealed));
            try (var in = new ObjectInputStream(
                    new ByteArrayInputStream(Base64.getDecoder().decode(plain)))) {
                return in.readObject();
            }
        } catch (IOException | ClassNotFoundException | IllegalStateException e) {
            throw new Unreadable(name, e);
        }
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static final class Unreadable extends RuntimeException {
        Unreadable(String name, Exception cause) {
            super(name, cause);
        }
    }
}
