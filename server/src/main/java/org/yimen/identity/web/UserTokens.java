package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.yimen.audit.AuditLog;
import org.yimen.identity.Account;
import org.yimen.identity.Bearers;
import org.yimen.identity.Bearers.Bearer;
import org.yimen.identity.Machines;
import org.yimen.identity.Sessions;

/**
 * Codes and tokens by which a system learns who somebody is: only their digests are kept, and none outlives the session in
 * which it was asked for.
 */
@Component
class UserTokens implements OAuth2AuthorizationService {

    static final Duration CODE_LIFE = Duration.ofMinutes(1);

    /** The attribute of an authorization that holds when its user signed in. */
    static final String SIGNED_IN_AT = "yimen.signed-in-at";

    private static final String CHALLENGE = "code_challenge";
    private static final String NONCE = "nonce";

    // A session that ended, whoever ended it, takes all that hangs on it along.
    private static final String CODE = """
            select t.client_id, t.account, t.redirect_uri, t.scopes, t.challenge, t.nonce, t.issued_at, s.started_at
              from identity.authorization_code t
                   join identity.session s
                     on s.key = t.session_key and s.account = t.account and s.ends_at > :now
                        and s.used_at + s.idle_seconds * interval '1 second' > :now
             where t.region_code = :region and t.digest = :digest and t.used_at is null and t.expires_at > :now
            """;

    private static final String TOKEN = """
            select t.client_id, t.account, t.scopes
              from identity.user_token t
                   join identity.session s
                     on s.key = t.session_key and s.account = t.account and s.ends_at > :now
                        and s.used_at + s.idle_seconds * interval '1 second' > :now
             where t.region_code = :region and t.digest = :digest and t.expires_at > :now
            """;

    private final JdbcClient jdbc;
    private final MachineClients clients;
    private final Bearers bearers;
    private final Sessions sessions;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;

    UserTokens(
            JdbcClient jdbc,
            MachineClients clients,
            Bearers bearers,
            Sessions sessions,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.bearers = bearers;
        this.sessions = sessions;
        this.audit = audit;
        this.time = time;
        this.region = region;
    }

    /** Whom a token speaks for, to whom, and what that one may learn. */
    record Lent(Bearer bearer, String clientId, Set<String> scopes) {}

    @Override
    @Transactional
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (access != null && access.isInvalidated()) {
            remove(authorization);
        } else if (access != null && code != null) {
            exchange(authorization, code.getToken(), access.getToken());
        } else if (code != null && code.isInvalidated()) {
            var _ = use(code.getToken());
        } else if (code != null) {
            keep(authorization, code.getToken());
        } else {
            throw new IllegalStateException("Neither code nor token");
        }
    }

    private void keep(OAuth2Authorization authorization, OAuth2AuthorizationCode code) {
        Account account = account(authorization);
        OAuth2AuthorizationRequest request = request(authorization);
        Instant now = time.instant();
        sweep(now);
        jdbc.sql("""
                        insert into identity.authorization_code
                               (region_code, digest, client_id, account, session_key, redirect_uri, scopes, challenge,
                                nonce, issued_at, expires_at)
                        values (:region, :digest, :client, :account, :session, :redirect, :scopes, :challenge,
                                :nonce, :now, :until)
                        """)
                .param("region", region)
                .param("digest", Machines.digest(code.getTokenValue()))
                .param("client", authorization.getRegisteredClientId())
                .param("account", account.key())
                .param("session", sessionKey())
                .param("redirect", request.getRedirectUri())
                .param("scopes", authorization.getAuthorizedScopes().toArray(String[]::new))
                .param("challenge", request.getAdditionalParameters().get(CHALLENGE))
                .param("nonce", request.getAdditionalParameters().get(NONCE))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(CODE_LIFE)))
                .update();
        record("identity.sign-in-lent", account, authorization);
    }

    private void exchange(OAuth2Authorization authorization, OAuth2AuthorizationCode code, OAuth2AccessToken token) {
        if (!use(code)) {
            // Another node, or thread, was first with the same code.
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        Instant now = time.instant();
        int kept = jdbc.sql("""
                        insert into identity.user_token
                               (region_code, digest, code_digest, client_id, account, session_key, scopes, issued_at,
                                expires_at)
                        select region_code, :digest, digest, client_id, account, session_key, scopes, :now, :until
                          from identity.authorization_code
                         where region_code = :region and digest = :code
                        """)
                .param("digest", Machines.digest(token.getTokenValue()))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(MachineTokens.LIFE)))
                .param("region", region)
                .param("code", Machines.digest(code.getTokenValue()))
                .update();
        if (kept != 1) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        record("identity.user-token-issued", account(authorization), authorization);
    }

    private boolean use(OAuth2AuthorizationCode code) {
        return jdbc.sql("""
                                update identity.authorization_code
                                   set used_at = :now
                                 where region_code = :region and digest = :digest and used_at is null
                                """)
                        .param("now", Timestamp.from(time.instant()))
                        .param("region", region)
                        .param("digest", Machines.digest(code.getTokenValue()))
                        .update()
                == 1;
    }

    private void sweep(Instant now) {
        // A used code stays as long as what was got for it, so that its second use is noticed.
        jdbc.sql("delete from identity.authorization_code where region_code = :region and expires_at < :before")
                .param("region", region)
                .param("before", Timestamp.from(now.minus(MachineTokens.LIFE)))
                .update();
        jdbc.sql("delete from identity.user_token where region_code = :region and expires_at < :now")
                .param("region", region)
                .param("now", Timestamp.from(now))
                .update();
    }

    private void record(String act, Account account, OAuth2Authorization authorization) {
        audit.record(
                region,
                SignInController.idOf(account),
                act,
                authorization.getRegisteredClientId(),
                Map.of("scopes", String.join(" ", authorization.getAuthorizedScopes())));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
        if (token != null) {
            jdbc.sql("delete from identity.user_token where region_code = :region and digest = :digest")
                    .param("region", region)
                    .param("digest", Machines.digest(token.getToken().getTokenValue()))
                    .update();
        }
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return type != null && type.getValue().equals("code") ? byCode(token) : byToken(token);
    }

    private @Nullable OAuth2Authorization byCode(String code) {
        String digest = Machines.digest(code);
        if (used(digest)) {
            // Two hold the same code, and one of them stole it: what the first got for it ends too.
            int ended = jdbc.sql(
                            "delete from identity.user_token where region_code = :region and code_digest = :digest")
                    .param("region", region)
                    .param("digest", digest)
                    .update();
            audit.recordAttempt(
                    region, "anonymous", "identity.code-used-again", "code", Map.of("ended", Integer.toString(ended)));
            return null;
        }
        return jdbc.sql(CODE)
                .param("region", region)
                .param("digest", digest)
                .param("now", Timestamp.from(time.instant()))
                .query((row, _) -> authorization(row, code))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    private boolean used(String digest) {
        return jdbc.sql("""
                        select used_at is not null
                          from identity.authorization_code
                         where region_code = :region and digest = :digest
                        """)
                .param("region", region)
                .param("digest", digest)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private Optional<OAuth2Authorization> authorization(ResultSet row, String code) throws SQLException {
        var client = clients.findByClientId(row.getString("client_id"));
        Optional<Bearer> bearer = bearers.bearer(row.getString("account"));
        if (client == null || bearer.isEmpty()) {
            return Optional.empty();
        }
        Set<String> scopes = texts(row);
        var further = new HashMap<String, Object>();
        further.put(CHALLENGE, row.getString("challenge"));
        further.put("code_challenge_method", "S256");
        String nonce = row.getString(NONCE);
        if (nonce != null) {
            further.put(NONCE, nonce);
        }
        var request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(OpenIdRules.AUTHORIZE)
                .clientId(client.getClientId())
                .redirectUri(row.getString("redirect_uri"))
                .scopes(scopes)
                .additionalParameters(further)
                .build();
        Account account = bearer.get().account();
        Authentication user =
                UsernamePasswordAuthenticationToken.authenticated(account, null, AuthorityUtils.NO_AUTHORITIES);
        return Optional.of(OAuth2Authorization.withRegisteredClient(client)
                .id(UUID.randomUUID().toString())
                .principalName(account.key())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(scopes)
                .attribute(OAuth2AuthorizationRequest.class.getName(), request)
                .attribute(Principal.class.getName(), user)
                .attribute(SIGNED_IN_AT, row.getTimestamp("started_at").toInstant())
                // The table has decided that it has not expired; the library would look at another clock.
                .token(new OAuth2AuthorizationCode(
                        code, row.getTimestamp("issued_at").toInstant(), Instant.MAX))
                .build());
    }

    /** For revoking: the authorization behind a token that its bearer shows. */
    private @Nullable OAuth2Authorization byToken(String token) {
        return jdbc.sql("""
                        select client_id, account, scopes, issued_at, expires_at
                          from identity.user_token
                         where region_code = :region and digest = :digest
                        """)
                .param("region", region)
                .param("digest", Machines.digest(token))
                .query((row, _) -> {
                    var client = clients.findByClientId(row.getString("client_id"));
                    return client == null
                            ? Optional.<OAuth2Authorization>empty()
                            : Optional.of(OAuth2Authorization.withRegisteredClient(client)
                                    .id(UUID.randomUUID().toString())
                                    .principalName(row.getString("account"))
                                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                                    .authorizedScopes(texts(row))
                                    .token(new OAuth2AccessToken(
                                            OAuth2AccessToken.TokenType.BEARER,
                                            token,
                                            row.getTimestamp("issued_at").toInstant(),
                                            row.getTimestamp("expires_at").toInstant(),
                                            texts(row)))
                                    .build());
                })
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    /** Whom the token speaks for at this moment. */
    Optional<Lent> bearing(String token) {
        return jdbc.sql(TOKEN)
                .param("region", region)
                .param("digest", Machines.digest(token))
                .param("now", Timestamp.from(time.instant()))
                .query((row, _) -> {
                    String client = row.getString("client_id");
                    Set<String> scopes = texts(row);
                    return bearers.bearer(row.getString("account")).map(bearer -> new Lent(bearer, client, scopes));
                })
                .optional()
                .flatMap(found -> found);
    }

    static Account account(OAuth2Authorization authorization) {
        Authentication user = Objects.requireNonNull(authorization.getAttribute(Principal.class.getName()));
        return (Account) Objects.requireNonNull(user.getPrincipal());
    }

    static OAuth2AuthorizationRequest request(OAuth2Authorization authorization) {
        return Objects.requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
    }

    private byte[] sessionKey() {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        HttpSession session = request.getSession(false);
        if (session == null) {
            throw new IllegalStateException("A code is for whoever is signed in");
        }
        return sessions.keyOf(session.getId());
    }

    private static Set<String> texts(ResultSet row) throws SQLException {
        return Set.of((String[]) row.getArray("scopes").getArray());
    }
}
