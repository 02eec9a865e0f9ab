package org.yimen.identity.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.identity.Masks;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.web.UserTokens.Lent;
import org.yimen.platform.Json;

/** What a system reads of the sign-in: where everything is, by which keys to check, and who bears a token. */
@RestController
class OpenIdController {

    private static final Json JSON = Json.of();
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 500;

    private final IdTokens idTokens;
    private final UserTokens tokens;
    private final RelyingParties parties;
    private final String issuer;
    private final String region;

    OpenIdController(
            IdTokens idTokens,
            UserTokens tokens,
            RelyingParties parties,
            @Value("${yimen.url:http://localhost:8080}") String issuer,
            @Value("${yimen.region:629901}") String region) {
        this.idTokens = idTokens;
        this.tokens = tokens;
        this.parties = parties;
        this.issuer = issuer;
        this.region = region;
    }

    @GetMapping(OpenIdRules.DISCOVERY)
    ResponseEntity<String> discovery() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("issuer", issuer);
        found.put("authorization_endpoint", issuer + OpenIdRules.AUTHORIZE);
        found.put("token_endpoint", issuer + TokenServer.TOKEN);
        found.put("revocation_endpoint", issuer + TokenServer.REVOKE);
        found.put("userinfo_endpoint", issuer + OpenIdRules.USER_INFO);
        found.put("jwks_uri", issuer + OpenIdRules.KEYS);
        found.put("response_types_supported", List.of("code"));
        found.put("response_modes_supported", List.of("query"));
        found.put("grant_types_supported", List.of("authorization_code", "client_credentials"));
        found.put("subject_types_supported", List.of("pairwise"));
        found.put("id_token_signing_alg_values_supported", List.of(IdTokens.ALGORITHM));
        found.put("scopes_supported", List.of(RelyingParty.OPENID, RelyingParty.PROFILE, RelyingParty.REAL_NAME));
        found.put("claims_supported", List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "name"));
        found.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        found.put("code_challenge_methods_supported", List.of("S256"));
        return json(ResponseEntity.ok().cacheControl(CacheControl.noCache()), found);
    }

    @GetMapping(OpenIdRules.KEYS)
    ResponseEntity<String> keys() {
        return json(ResponseEntity.ok().cacheControl(CacheControl.noCache()), idTokens.keySet());
    }

    @GetMapping(OpenIdRules.USER_INFO)
    ResponseEntity<String> user(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        Optional<Lent> lent = Optional.ofNullable(authorization)
                .filter(header -> header.startsWith(BEARER) && header.length() <= LONGEST_TOKEN)
                .flatMap(header -> tokens.bearing(header.substring(BEARER.length())));
        return lent.flatMap(this::told).orElseGet(OpenIdController::stranger);
    }

    @PostMapping(OpenIdRules.USER_INFO)
    ResponseEntity<String> posted(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return user(authorization);
    }

    private Optional<ResponseEntity<String>> told(Lent lent) {
        return parties.open(region, lent.clientId()).map(party -> {
            var scopes = party.scopes(lent.scopes());
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("sub", parties.subject(party, lent.bearer().account()));
            String name = lent.bearer().name();
            if (scopes.contains(RelyingParty.REAL_NAME)) {
                claims.put("name", name);
            } else if (scopes.contains(RelyingParty.PROFILE)) {
                claims.put("name", Masks.name(name));
            }
            return json(ResponseEntity.ok().cacheControl(CacheControl.noStore()), claims);
        });
    }

    private static ResponseEntity<String> stranger() {
        return json(
                ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"yimen\", error=\"invalid_token\"")
                        .cacheControl(CacheControl.noStore()),
                Map.of("error", "invalid_token"));
    }

    private static ResponseEntity<String> json(ResponseEntity.BodyBuilder answer, Map<String, Object> body) {
        return answer.contentType(MediaType.APPLICATION_JSON).body(JSON.write(body));
    }
}
