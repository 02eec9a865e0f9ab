package org.yimen.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;
import org.yimen.crypto.KeyId;
import org.yimen.crypto.KeyStore;
import org.yimen.crypto.KeyStore.Purpose;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.platform.Json;

/** Says in signed words who signed in, to one system only. The key stays in the key store, which signs. */
@Component
class IdTokens implements OAuth2TokenGenerator<Jwt> {

    static final String ALGORITHM = "ES256";

    private static final Json JSON = Json.of();
    private static final int COORDINATE_BYTES = 32;

    private final KeyStore keys;
    private final RelyingParties parties;
    private final InstantSource time;
    private final String issuer;
    private final String region;

    IdTokens(
            KeyStore keys,
            RelyingParties parties,
            InstantSource time,
            @Value("${yimen.url:http://localhost:8080}") String issuer,
            @Value("${yimen.region:629901}") String region) {
        this.keys = keys;
        this.parties = parties;
        this.time = time;
        this.issuer = issuer;
        this.region = region;
    }

    @Override
    public @Nullable Jwt generate(OAuth2TokenContext context) {
        if (!context.getTokenType().getValue().equals("id_token")) {
            return null;
        }
        OAuth2Authorization authorization = Objects.requireNonNull(context.getAuthorization());
        String client = context.getRegisteredClient().getClientId();
        RelyingParty party = parties.open(region, client)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        Instant signedIn = Objects.requireNonNull(authorization.getAttribute(UserTokens.SIGNED_IN_AT));
        Instant now = time.instant();
        Instant until = now.plus(MachineTokens.LIFE);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", parties.subject(party, UserTokens.account(authorization)));
        claims.put("aud", List.of(client));
        claims.put("azp", client);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", until.getEpochSecond());
        claims.put("auth_time", signedIn.getEpochSecond());
        Object nonce =
                UserTokens.request(authorization).getAdditionalParameters().get("nonce");
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        KeyId key = keys.current(Purpose.SIGN_IN);
        Map<String, Object> header = Map.of("alg", ALGORITHM, "typ", "JWT", "kid", key.value());
        String said = text(JSON.write(header).getBytes(UTF_8)) + "."
                + text(JSON.write(claims).getBytes(UTF_8));
        String token = said + "." + text(keys.signEs256(key, said.getBytes(UTF_8)));
        return new Jwt(token, now, until, header, claims);
    }

    /** The keys by which a system checks the signature, the older ones as well. */
    Map<String, Object> keySet() {
        return Map.of(
                "keys", keys.keys(Purpose.SIGN_IN).stream().map(this::described).toList());
    }

    private Map<String, String> described(KeyId id) {
        ECPublicKey key = keys.es256Key(id);
        return Map.of(
                "kty",
                "EC",
                "crv",
                "P-256",
                "use",
                "sig",
                "alg",
                ALGORITHM,
                "kid",
                id.value(),
                "x",
                coordinate(key.getW().getAffineX()),
                "y",
                coordinate(key.getW().getAffineY()));
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return text(fixed);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
