package org.yimen.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.Sm3;

/** 系统账号登记: machines and their secrets. What is taken from one here is gone with its next request. */
@Service
public class Machines {

    private static final int SECRET_BYTES = 32;
    private static final int MOST = 500;

    private static final String COLUMNS = """
            select region_code, client_id, staff_id, name, department_code, scopes, suspended, registered_at,
                   registered_by, secret_at
              from identity.machine
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();

    Machines(JdbcClient jdbc, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.time = time;
    }

    /** A machine with its secret, which nobody can read again. */
    public record Registered(Machine machine, String secret) {
        @Override
        public String toString() {
            return "Registered[" + machine.clientId() + "]";
        }
    }

    /** A secret that nobody can read again, and what is kept of it. */
    public record Secret(String value, String digest) {
        @Override
        public String toString() {
            return "Secret[…]";
        }
    }

    /** Makes a secret; it is good for nothing before its digest is a machine's. */
    public Secret newSecret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Secret(value, digest(value));
    }

    /** A name for a new machine, as it will sign in by. */
    public String newClientId() {
        var bytes = new byte[6];
        random.nextBytes(bytes);
        return "m-" + HexFormat.of().formatHex(bytes);
    }

    /** Enters a machine with a new secret of its own. */
    @Transactional
    public Registered register(
            String region,
            String clientId,
            UUID staffId,
            String name,
            String department,
            Set<Scope> scopes,
            String by) {
        Secret secret = newSecret();
        return new Registered(
                register(region, clientId, staffId, name, department, scopes, secret.digest(), by), secret.value());
    }

    /**
     * Enters a machine.
     *
     * @param staffId its account in the staff register
     * @param digest of the secret that it has been given
     * @param by who registers it
     */
    @Transactional
    public Machine register(
            String region,
            String clientId,
            UUID staffId,
            String name,
            String department,
            Set<Scope> scopes,
            String digest,
            String by) {
        Instant now = time.instant();
        jdbc.sql("""
                        insert into identity.machine
                               (region_code, client_id, staff_id, name, department_code, secret_digest, scopes, suspended,
                                registered_at, registered_by, secret_at)
                        values (:region, :client, :staff, :name, :department, :digest, :scopes, false, :at, :by, :at)
                        """)
                .param("region", region)
                .param("client", clientId)
                .param("staff", staffId)
                .param("name", name)
                .param("department", department)
                .param("digest", digest)
                .param("scopes", codes(scopes))
                .param("at", Timestamp.from(now))
                .param("by", by)
                .update();
        audit.record(
                region,
                by,
                "identity.machine-registered",
                clientId,
                Map.of("department", department, "scopes", String.join(" ", codes(scopes))));
        return known(region, clientId);
    }

    /** Puts a new secret in force; the old one and every token are worth nothing from this moment. */
    @Transactional
    public void rotate(String region, String clientId, String digest, String by) {
        changed(
                jdbc.sql("""
                                update identity.machine
                                   set secret_digest = :digest, secret_at = :at
                                 where region_code = :region and client_id = :client
                                """)
                        .param("digest", digest)
                        .param("at", Timestamp.from(time.instant()))
                        .param("region", region)
                        .param("client", clientId)
                        .update(),
                clientId);
        forget(region, clientId);
        audit.record(region, by, "identity.machine-secret-changed", clientId, Map.of());
    }

    /** Shuts a machine out, or lets it in again. */
    @Transactional
    public void suspend(String region, String clientId, boolean suspended, String by) {
        changed(
                jdbc.sql("""
                                update identity.machine
                                   set suspended = :suspended
                                 where region_code = :region and client_id = :client
                                """)
                        .param("suspended", suspended)
                        .param("region", region)
                        .param("client", clientId)
                        .update(),
                clientId);
        if (suspended) {
            forget(region, clientId);
        }
        audit.record(
                region, by, suspended ? "identity.machine-suspended" : "identity.machine-resumed", clientId, Map.of());
    }

    /** Gives a machine these scopes and no others. */
    @Transactional
    public void grant(String region, String clientId, Set<Scope> scopes, String by) {
        changed(
                jdbc.sql("""
                                update identity.machine
                                   set scopes = :scopes
                                 where region_code = :region and client_id = :client
                                """)
                        .param("scopes", codes(scopes))
                        .param("region", region)
                        .param("client", clientId)
                        .update(),
                clientId);
        audit.record(
                region,
                by,
                "identity.machine-scopes-changed",
                clientId,
                Map.of("scopes", String.join(" ", codes(scopes))));
    }

    public List<Machine> all(String region) {
        return jdbc.sql(COLUMNS + """
                         where region_code = :region
                         order by registered_at desc, client_id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> machine(row))
                .list();
    }

    /** True where the account in the staff register is a machine's. */
    public boolean isMachine(String region, UUID staffId) {
        return jdbc.sql("""
                        select exists (select 1
                                         from identity.machine
                                        where region_code = :region and staff_id = :staff)
                        """)
                .param("region", region)
                .param("staff", staffId)
                .query(Boolean.class)
                .single();
    }

    public Optional<Machine> find(String region, String clientId) {
        return jdbc.sql(COLUMNS + """
                         where region_code = :region and client_id = :client
                        """)
                .param("region", region)
                .param("client", clientId)
                .query((row, _) -> machine(row))
                .optional();
    }

    /** Who bears this token, unless it has ended or the machine is shut out: asked anew for every request. */
    public Optional<MachineCaller> bearing(String region, String token) {
        return jdbc.sql("""
                        select m.region_code, m.client_id, m.staff_id, m.name, m.department_code, m.scopes, m.suspended,
                               m.registered_at, m.registered_by, m.secret_at, t.scopes as token_scopes
                          from identity.machine_token t
                               join identity.machine m on m.region_code = t.region_code and m.client_id = t.client_id
                         where t.region_code = :region and t.digest = :digest and t.expires_at > :now and not m.suspended
                        """)
                .param("region", region)
                .param("digest", digest(token))
                .param("now", Timestamp.from(time.instant()))
                .query((row, _) -> {
                    Machine machine = machine(row);
                    Set<String> scopes = new HashSet<>(texts(row, "token_scopes"));
                    scopes.retainAll(machine.scopes());
                    return new MachineCaller(machine, scopes);
                })
                .optional();
    }

    /** The digest by which the table knows a secret; for comparing, {@link #matches}. */
    public static boolean matches(CharSequence secret, String digest) {
        return MessageDigest.isEqual(digest(secret.toString()).getBytes(US_ASCII), digest.getBytes(US_ASCII));
    }

    /** For the token endpoint: the digest of the secret of a machine that is let in. */
    public Optional<String> secretDigest(String region, String clientId) {
        return jdbc.sql("""
                        select secret_digest
                          from identity.machine
                         where region_code = :region and client_id = :client and not suspended
                        """)
                .param("region", region)
                .param("client", clientId)
                .query(String.class)
                .optional();
    }

    /** How a secret or token is kept. */
    public static String digest(String secret) {
        return Sm3.hex(secret.getBytes(UTF_8));
    }

    private void forget(String region, String clientId) {
        jdbc.sql("""
                        delete from identity.machine_token
                         where region_code = :region and client_id = :client
                        """).param("region", region).param("client", clientId).update();
    }

    private Machine known(String region, String clientId) {
        return find(region, clientId).orElseThrow(() -> new NoSuchElementException("no machine " + clientId));
    }

    private static void changed(int rows, String clientId) {
        if (rows == 0) {
            throw new NoSuchElementException("no machine " + clientId);
        }
    }

    private static String[] codes(Set<Scope> scopes) {
        return scopes.stream().map(Scope::code).sorted().toArray(String[]::new);
    }

    private static Machine machine(ResultSet row) throws SQLException {
        return new Machine(
                row.getString("region_code"),
                row.getString("client_id"),
                row.getObject("staff_id", UUID.class),
                row.getString("name"),
                row.getString("department_code"),
                texts(row, "scopes"),
                row.getBoolean("suspended"),
                row.getTimestamp("registered_at").toInstant(),
                row.getString("registered_by"),
                row.getTimestamp("secret_at").toInstant());
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }
}
