package org.yimen.identity.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identity.Machines;

/** Access tokens of machines as the authorization server hands them out: only their digests are kept. */
@Component
class MachineTokens implements OAuth2AuthorizationService {

    static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final MachineClients clients;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;

    MachineTokens(
            JdbcClient jdbc,
            MachineClients clients,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.audit = audit;
        this.time = time;
        this.region = region;
    }

    @Override
    @Transactional
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
        if (token == null) {
            throw new IllegalStateException("Only access tokens of machines are kept here");
        }
        if (token.isInvalidated()) {
            remove(authorization);
            return;
        }
        Instant now = time.instant();
        jdbc.sql("""
                        delete from identity.machine_token
                         where region_code = :region and expires_at < :now
                        """).param("region", region).param("now", Timestamp.from(now)).update();
        jdbc.sql("""
                        insert into identity.machine_token (region_code, digest, client_id, scopes, issued_at, expires_at)
                        values (:region, :digest, :client, :scopes, :now, :until)
                        """)
                .param("region", region)
                .param("digest", Machines.digest(token.getToken().getTokenValue()))
                .param("client", authorization.getRegisteredClientId())
                .param("scopes", authorization.getAuthorizedScopes().toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(LIFE)))
                .update();
        audit.record(
                region,
                authorization.getRegisteredClientId(),
                "identity.machine-signed-in",
                authorization.getRegisteredClientId(),
                Map.of("scopes", String.join(" ", authorization.getAuthorizedScopes())));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
        if (token != null) {
            jdbc.sql("""
                            delete from identity.machine_token
                             where region_code = :region and digest = :digest
                            """)
                    .param("region", region)
                    .param("digest", Machines.digest(token.getToken().getTokenValue()))
                    .update();
        }
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    /** For revoking: the authorization behind a token that its bearer shows. */
    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return jdbc.sql("""
                        select client_id, scopes, issued_at, expires_at
                          from identity.machine_token
                         where region_code = :region and digest = :digest
                        """)
                .param("region", region)
                .param("digest", Machines.digest(token))
                .query((row, _) -> authorization(row, token))
                .optional()
                .orElse(null);
    }

    private @Nullable OAuth2Authorization authorization(ResultSet row, String token) throws SQLException {
        var client = clients.findByClientId(row.getString("client_id"));
        if (client == null) {
            return null;
        }
        Set<String> scopes = Set.of((String[]) row.getArray("scopes").getArray());
        var access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                token,
                row.getTimestamp("issued_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                scopes);
        return OAuth2Authorization.withRegisteredClient(client)
                .id(UUID.randomUUID().toString())
                .principalName(client.getClientId())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .authorizedScopes(scopes)
                .token(access)
                .build();
    }
}
