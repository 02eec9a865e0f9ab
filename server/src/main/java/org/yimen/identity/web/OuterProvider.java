package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;
import org.yimen.identity.OuterSignIn.Vouched;
import org.yimen.identity.OuterSignIn.Why;
import org.yimen.identity.OuterSignInSettings;
import org.yimen.platform.Json;
import org.yimen.platform.StartRefused;
import org.yimen.platform.web.TokenBuckets;

/**
 * The outer OpenID provider as this side sees it. Nothing is asked of it before somebody wants to come in that way, so that
 * one that is away stops neither the start nor any page. The protocol is Spring Security's.
 */
@Component
class OuterProvider {

    /** An attempt that failed, and what its owner is told. */
    static final class Failed extends Exception {
        private final Why why;

        Failed(Why why, @Nullable Throwable cause) {
            super(why.name(), cause);
            this.why = why;
        }

        Why why() {
            return why;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(OuterProvider.class);
    private static final Json JSON = Json.of();
    private static final String ID = "outer";
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
    private static final Duration AWAY_FOR = Duration.ofSeconds(5);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final List<String> ENDPOINTS = List.of("authorization_endpoint", "token_endpoint", "jwks_uri");
    private static final String USER_INFO = "userinfo_endpoint";

    /** The codes of RFC 6749, OpenID Connect and the library. Any other is what whoever came back put into his address. */
    private static final Set<String> CODES = Set.of(
            OAuth2ErrorCodes.INVALID_REQUEST,
            OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
            OAuth2ErrorCodes.ACCESS_DENIED,
            OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE,
            OAuth2ErrorCodes.INVALID_SCOPE,
            OAuth2ErrorCodes.INSUFFICIENT_SCOPE,
            OAuth2ErrorCodes.INVALID_TOKEN,
            OAuth2ErrorCodes.SERVER_ERROR,
            OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE,
            OAuth2ErrorCodes.INVALID_CLIENT,
            OAuth2ErrorCodes.INVALID_GRANT,
            OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE,
            OAuth2ErrorCodes.INVALID_REDIRECT_URI,
            "interaction_required",
            "login_required",
            "consent_required",
            "invalid_state_parameter",
            "invalid_token_response",
            "invalid_id_token",
            "invalid_nonce",
            "invalid_user_info_response");

    /** Whoever begins a sign-in makes it fail as often as he likes: so many lines an hour, of all together. */
    static final int MOST_LINES = 40;

    /** The provider as it described itself, and what checks its answers. */
    private record Known(
            ClientRegistration registration, OidcAuthorizationCodeAuthenticationProvider checks, Instant since) {}

    private final OuterSignInSettings settings;
    private final OuterCalls calls;
    private final RestTemplate http;
    private final InstantSource time;
    private final String back;
    private final ReentrantLock asking = new ReentrantLock();
    private final TokenBuckets written;
    private volatile @Nullable Known known;
    private volatile @Nullable Instant awaySince;

    OuterProvider(
            OuterSignInSettings settings, InstantSource time, @Value("${yimen.url:http://localhost:8080}") String url) {
        this.settings = settings;
        this.time = time;
        this.written = new TokenBuckets(MOST_LINES / 3600.0, MOST_LINES, time);
        this.back = url + OuterController.BACK;
        this.calls = new OuterCalls(settings);
        this.http = new RestTemplate(calls.factory());
        this.http.setInterceptors(List.of(calls));
        if (settings.on()) {
            mustMakeSense(settings);
        }
    }

    private static void mustMakeSense(OuterSignInSettings settings) {
        URI issuer = URI.create(settings.issuer());
        String host = String.valueOf(issuer.getHost());
        boolean here = host.equals("localhost") || host.equals("127.0.0.1");
        if (issuer.getHost() == null
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null
                || issuer.getRawUserInfo() != null
                || !("https".equals(issuer.getScheme()) || ("http".equals(issuer.getScheme()) && here))) {
            throw new StartRefused("yimen.outer-sign-in.issuer must be an https address, not " + settings.issuer());
        }
        if (settings.clientId().isBlank()) {
            throw new StartRefused("yimen.outer-sign-in.client-id is missing");
        }
        if (settings.algorithms().isEmpty()
                || settings.algorithms().stream().anyMatch(each -> SignatureAlgorithm.from(each) == null)) {
            throw new StartRefused("yimen.outer-sign-in.algorithms must be of RS256, PS256, ES256 and the like, not "
                    + settings.algorithms());
        }
        var _ = secret(settings);
    }

    private static String secret(OuterSignInSettings settings) {
        Path file = settings.secretFile();
        if (file == null) {
            return Objects.requireNonNullElse(settings.secret(), "");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartRefused("yimen.outer-sign-in.secret-file cannot be read: " + file, e);
        }
    }

    boolean on() {
        return settings.on();
    }

    OuterSignInSettings settings() {
        return settings;
    }

    /** True while the last call found nobody there. */
    boolean away() {
        return awaySince != null;
    }

    /** Where the browser is sent, with state, nonce and the challenge of a proof key. */
    OAuth2AuthorizationRequest begin(HttpServletRequest request) throws Failed {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(_ -> registration());
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        known();
        return Objects.requireNonNull(resolver.resolve(request, ID));
    }

    private ClientRegistration registration() {
        return Objects.requireNonNull(known).registration();
    }

    /** Exchanges the code and checks what comes; nothing of it is kept but what is answered. */
    Vouched finish(OAuth2AuthorizationRequest asked, OAuth2AuthorizationResponse.Builder answered) throws Failed {
        Known provider = known();
        var exchange = new OAuth2AuthorizationExchange(
                asked,
                answered.redirectUri(back)
                        .state(Objects.requireNonNull(asked.getState()))
                        .build());
        try {
            var checked = (OAuth2LoginAuthenticationToken) Objects.requireNonNull(provider.checks()
                    .authenticate(new OAuth2LoginAuthenticationToken(provider.registration(), exchange)));
            OidcUser user = (OidcUser) Objects.requireNonNull(checked.getPrincipal());
            awaySince = null;
            return new Vouched(
                    settings.issuer(),
                    claim(user, settings.subjectClaim()),
                    claim(user, settings.nameClaim()),
                    claim(user, settings.numberClaim()),
                    claim(user, settings.levelClaim()));
        } catch (OAuth2AuthenticationException | OAuth2AuthorizationException refused) {
            throw failed(refused);
        } catch (RuntimeException unforeseen) {
            // Whatever a provider can send that the library does not foresee ends here, on the person's page.
            throw failed(unforeseen);
        }
    }

    private Failed failed(RuntimeException refused) {
        if (refused instanceof OAuth2AuthenticationException answer
                && answer.getError().getErrorCode().equals(OAuth2ErrorCodes.ACCESS_DENIED)) {
            return new Failed(Why.DENIED, refused);
        }
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof RestClientException) {
                return unreachable(refused);
            }
        }
        String code = refused instanceof OAuth2AuthenticationException answer
                ? answer.getError().getErrorCode()
                : refused.getClass().getSimpleName();
        // A code that is known, or a class of ours: the sentences behind it may quote a token, another code is a
        // stranger's words.
        boolean known = !(refused instanceof OAuth2AuthenticationException) || CODES.contains(code);
        write(() -> log.warn("The outer provider's answer does not pass: {}", known ? code : "another code"));
        return new Failed(Why.BROKEN, refused);
    }

    private void write(Runnable line) {
        if (written.take("all").isEmpty()) {
            line.run();
        }
    }

    private Failed unreachable(@Nullable Throwable cause) {
        if (awaySince == null) {
            write(() -> log.warn(
                    "The outer provider cannot be used: {}",
                    cause == null ? "no answer" : cause.getClass().getName()));
        }
        awaySince = time.instant();
        return new Failed(Why.DOWN, cause);
    }

    private static String claim(OidcUser user, String name) {
        return user.getClaims().get(name) instanceof String said ? said : "";
    }

    private Known known() throws Failed {
        Known now = fresh();
        if (now != null) {
            return now;
        }
        Instant away = awaySince;
        if (away != null && time.instant().isBefore(away.plus(AWAY_FOR))) {
            throw new Failed(Why.DOWN, null);
        }
        try {
            // One asks; the others wait for his answer, and no longer than he does.
            if (!asking.tryLock(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Failed(Why.DOWN, null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failed(Why.DOWN, interrupted);
        }
        try {
            Known meanwhile = fresh();
            return meanwhile == null ? asked() : meanwhile;
        } finally {
            asking.unlock();
        }
    }

    private @Nullable Known fresh() {
        Known now = known;
        return now != null && time.instant().isBefore(now.since().plus(KNOWN_FOR)) ? now : null;
    }

    private Known asked() throws Failed {
        String issuer = settings.issuer();
        String address = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                + "/.well-known/openid-configuration";
        try {
            String said = http.getForObject(URI.create(address), String.class);
            @SuppressWarnings("unchecked")
            Map<String, Object> described = JSON.read(String.valueOf(said), Map.class);
            mustBeOneHouse(described);
            ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(described)
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(secret(settings))
                    .redirectUri(back)
                    .scope(settings.scopes())
                    .userNameAttributeName("sub")
                    .build();
            var found = new Known(registration, checks(registration), time.instant());
            known = found;
            awaySince = null;
            return found;
        } catch (RestClientException away) {
            throw unreachable(away);
        } catch (RuntimeException nonsense) {
            write(() -> log.warn("The outer provider describes itself in a way that does not pass", nonsense));
            throw new Failed(Why.BROKEN, nonsense);
        }
    }

    private void mustBeOneHouse(Map<String, Object> described) {
        if (!settings.issuer().equals(described.get("issuer"))) {
            throw new IllegalStateException("it calls itself another issuer");
        }
        for (String endpoint : ENDPOINTS) {
            if (!(described.get(endpoint) instanceof String address) || !settings.covers(URI.create(address))) {
                throw new IllegalStateException(endpoint + " is not on its own host");
            }
        }
        if (described.get(USER_INFO) instanceof String address && !settings.covers(URI.create(address))) {
            throw new IllegalStateException(USER_INFO + " is not on its own host");
        }
    }

    private OidcAuthorizationCodeAuthenticationProvider checks(ClientRegistration registration) {
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(calls.factory())
                .requestInterceptor(calls)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        var attributes = new DefaultOAuth2UserService();
        attributes.setRestOperations(http);
        var users = new OidcUserService();
        users.setOauth2UserService(attributes);
        users.setRetrieveUserInfo(request ->
                registration.getProviderDetails().getUserInfoEndpoint().getUri() != null);
        var checks = new OidcAuthorizationCodeAuthenticationProvider(tokens, users);
        JwtDecoder decoder = decoder(registration);
        checks.setJwtDecoderFactory(_ -> decoder);
        return checks;
    }

    private JwtDecoder decoder(ClientRegistration registration) {
        var validator = new OidcIdTokenValidator(registration);
        validator.setClock(time.withZone(ZoneOffset.UTC));
        validator.setClockSkew(SKEW);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                .jwsAlgorithms(all -> settings.algorithms().forEach(each -> all.add(SignatureAlgorithm.from(each))))
                .restOperations(http)
                .build();
        decoder.setJwtValidator(validator);
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }
}
