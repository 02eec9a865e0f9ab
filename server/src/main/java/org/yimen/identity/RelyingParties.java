package org.yimen.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.identity.RelyingParty.Audience;

/** Which systems may learn who somebody is, under what name each knows him, and who agreed to it. */
@Service
public class RelyingParties {

    private static final String SUBJECT = "identity.relying_subject.subject";
    private static final int LONGEST = 300;
    // Nothing that a header or an address could be continued with.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/?=&._~%+-]+");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

    private static final String PARTY = """
            select p.region_code, p.client_id, m.name, p.audience, p.redirect_uris, p.real_name
              from identity.relying_party p
                   join identity.machine m on m.region_code = p.region_code and m.client_id = p.client_id
             where p.region_code = :region and p.client_id = :client
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final AuditLog audit;
    private final InstantSource time;
    private final boolean demo;

    RelyingParties(
            JdbcClient jdbc,
            ColumnCipher cipher,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.demo:false}") boolean demo) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.audit = audit;
        this.time = time;
        this.demo = demo;
    }

    /** That somebody agreed to a system's learning who he is. */
    public record Agreement(String clientId, String name, Set<String> scopes, Instant at) {
        public Agreement {
            scopes = Set.copyOf(scopes);
        }
    }

    /** True for an address that users may be sent to: by https, in an invented city also on this machine. */
    public boolean mayLeadTo(String address) {
        if (address.length() > LONGEST || !PLAIN.matcher(address).matches()) {
            return false;
        }
        try {
            var uri = new URI(address);
            String host = uri.getHost();
            if (host == null || uri.getRawUserInfo() != null) {
                return false;
            }
            return "https".equals(uri.getScheme())
                    || (demo && "http".equals(uri.getScheme()) && LOOPBACK.contains(host));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** The system as it is registered, suspended or not. */
    public Optional<RelyingParty> registered(String region, String clientId) {
        return find(PARTY, region, clientId);
    }

    /** A system that is let in. */
    public Optional<RelyingParty> open(String region, String clientId) {
        return find(PARTY + " and not m.suspended", region, clientId);
    }

    private Optional<RelyingParty> find(String sql, String region, String clientId) {
        // A stranger's word, which the database is not asked about unless it could be one.
        if (!PLAIN.matcher(clientId).matches()) {
            return Optional.empty();
        }
        return jdbc.sql(sql)
                .param("region", region)
                .param("client", clientId)
                .query((row, _) -> new RelyingParty(
                        row.getString("region_code"),
                        row.getString("client_id"),
                        row.getString("name"),
                        Audience.valueOf(row.getString("audience")),
                        texts(row, "redirect_uris"),
                        row.getBoolean("real_name")))
                .optional();
    }

    /** Lets a machine use the sign-in; what was issued to it before ends. Without an address it may not use it. */
    @Transactional
    public void let(RelyingParty wanted, String by) {
        for (String address : wanted.redirectUris()) {
            if (!mayLeadTo(address)) {
                throw new IllegalArgumentException("Nobody is sent to " + address);
            }
        }
        jdbc.sql("""
                        insert into identity.relying_party (region_code, client_id, audience, redirect_uris, real_name)
                        values (:region, :client, :audience, :uris, :real)
                            on conflict (region_code, client_id) do update
                                   set audience = :audience, redirect_uris = :uris, real_name = :real
                        """)
                .param("region", wanted.region())
                .param("client", wanted.clientId())
                .param("audience", wanted.audience().name())
                .param("uris", wanted.redirectUris().toArray(String[]::new))
                .param("real", wanted.realName())
                .update();
        endAll(wanted.region(), wanted.clientId());
        audit.record(
                wanted.region(),
                by,
                "identity.relying-party-changed",
                wanted.clientId(),
                Map.of(
                        "audience",
                        wanted.audience().name(),
                        "addresses",
                        String.join(" ", wanted.redirectUris()),
                        "real-name",
                        Boolean.toString(wanted.realName())));
    }

    private void endAll(String region, String clientId) {
        for (String table : List.of("identity.user_token", "identity.authorization_code")) {
            jdbc.sql("delete from " + table + " where region_code = :region and client_id = :client")
                    .param("region", region)
                    .param("client", clientId)
                    .update();
        }
    }

    /** Under what name this system, and no other, knows the account. */
    @Transactional
    public String subject(RelyingParty party, Account account) {
        // Made with a key, so that two systems cannot find out that they speak of the same person.
        byte[] fresh = cipher.index(SUBJECT, party.region() + "\n" + party.clientId() + "\n" + account.key());
        jdbc.sql("""
                        insert into identity.relying_subject (region_code, client_id, account, subject, agreed_scopes)
                        values (:region, :client, :account, :subject, '{}')
                            on conflict (region_code, client_id, account) do nothing
                        """)
                .param("region", party.region())
                .param("client", party.clientId())
                .param("account", account.key())
                .param("subject", Base64.getUrlEncoder().withoutPadding().encodeToString(fresh))
                .update();
        return jdbc.sql("""
                        select subject
                          from identity.relying_subject
                         where region_code = :region and client_id = :client and account = :account
                        """)
                .param("region", party.region())
                .param("client", party.clientId())
                .param("account", account.key())
                .query(String.class)
                .single();
    }

    /** True where nothing is left to ask: of the staff their employer has decided. */
    public boolean agreed(RelyingParty party, Account account, Set<String> scopes) {
        return account.staff()
                || jdbc.sql("""
                                select agreed_scopes
                                  from identity.relying_subject
                                 where region_code = :region and client_id = :client and account = :account
                                   and agreed_at is not null
                                """)
                        .param("region", party.region())
                        .param("client", party.clientId())
                        .param("account", account.key())
                        .query((row, _) -> texts(row, "agreed_scopes"))
                        .optional()
                        .map(agreed -> agreed.containsAll(scopes))
                        .orElse(false);
    }

    @Transactional
    public void agree(RelyingParty party, Citizen citizen, Set<String> scopes) {
        var _ = subject(party, citizen);
        jdbc.sql("""
                        update identity.relying_subject
                           set agreed_scopes = :scopes, agreed_at = :at
                         where region_code = :region and client_id = :client and account = :account
                        """)
                .param("scopes", scopes.toArray(String[]::new))
                .param("at", Timestamp.from(time.instant()))
                .param("region", party.region())
                .param("client", party.clientId())
                .param("account", citizen.key())
                .update();
        audit.record(
                party.region(),
                citizen.personId().toString(),
                "identity.sign-in-agreed",
                party.clientId(),
                Map.of("scopes", String.join(" ", scopes)));
    }

    /** Takes it back: what the system holds of him ends at once, and it must ask again. */
    @Transactional
    public void withdraw(String region, String clientId, Citizen citizen) {
        int withdrawn = jdbc.sql("""
                        update identity.relying_subject
                           set agreed_scopes = '{}', agreed_at = null
                         where region_code = :region and client_id = :client and account = :account
                           and agreed_at is not null
                        """)
                .param("region", region)
                .param("client", clientId)
                .param("account", citizen.key())
                .update();
        if (withdrawn == 0) {
            return;
        }
        for (String table : List.of("identity.user_token", "identity.authorization_code")) {
            jdbc.sql("delete from " + table
                            + " where region_code = :region and client_id = :client and account = :account")
                    .param("region", region)
                    .param("client", clientId)
                    .param("account", citizen.key())
                    .update();
        }
        audit.record(region, citizen.personId().toString(), "identity.sign-in-agreement-withdrawn", clientId, Map.of());
    }

    /** What he has agreed to and not taken back, the latest first. */
    public List<Agreement> of(Account account) {
        return jdbc.sql("""
                        select s.client_id, m.name, s.agreed_scopes, s.agreed_at
                          from identity.relying_subject s
                               join identity.machine m on m.region_code = s.region_code and m.client_id = s.client_id
                         where s.account = :account and s.agreed_at is not null
                         order by s.agreed_at desc, s.client_id
                        """)
                .param("account", account.key())
                .query((row, _) -> new Agreement(
                        row.getString("client_id"),
                        row.getString("name"),
                        texts(row, "agreed_scopes"),
                        row.getTimestamp("agreed_at").toInstant()))
                .list();
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Set.of((String[]) row.getArray(column).getArray());
    }
}
