package org.yimen.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yimen.audit.AuditLog;
import org.yimen.identity.Machines;
import org.yimen.platform.Json;
import org.yimen.platform.web.TokenBuckets;

/** OAuth 2 between machines and Yimen: a token for id and secret, or for a code of {@link OpenIdRules}; and its end. */
@Configuration(proxyBeanMethods = false)
class TokenServer {

    static final String TOKEN = "/oauth2/token";
    static final String REVOKE = "/oauth2/revoke";

    private static final Json JSON = Json.of();

    private final AuditLog audit;
    private final String issuer;
    private final String region;

    TokenServer(
            AuditLog audit,
            @Value("${yimen.url:http://localhost:8080}") String issuer,
            @Value("${yimen.region:629901}") String region) {
        this.issuer = issuer;
        this.audit = audit;
        this.region = region;
    }

    @Bean
    @Order(10)
    SecurityFilterChain tokens(
            HttpSecurity http, MachineClients clients, AnyTokens tokens, IdTokens idTokens, InstantSource time) {
        var generator = new OAuth2AccessTokenGenerator();
        generator.setClock(time.withZone(ZoneOffset.UTC));
        return http.securityMatcher(TOKEN, REVOKE)
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(clients)
                        .authorizationService(tokens)
                        .tokenGenerator(new DelegatingOAuth2TokenGenerator(idTokens, generator))
                        .authorizationServerSettings(OpenIdRules.settings(issuer))
                        .clientAuthentication(client -> client.errorResponseHandler(this::refuse)
                                .authenticationProviders(providers -> providers.stream()
                                        .filter(ClientSecretAuthenticationProvider.class::isInstance)
                                        .map(ClientSecretAuthenticationProvider.class::cast)
                                        .forEach(provider -> provider.setPasswordEncoder(DIGESTS)))))
                .addFilterBefore(new Threshold(), SecurityContextHolderFilter.class)
                .authorizeHttpRequests(address -> address.anyRequest().authenticated())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(TokenServer::stranger))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    /** Only what machines post comes in, so that nothing else makes a session; each try is a line in the log, so none is free. */
    private static final class Threshold extends OncePerRequestFilter {

        private final TokenBuckets rate = new TokenBuckets(10, 100);

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!HttpMethod.POST.matches(request.getMethod())) {
                response.setHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
                response.sendError(HttpStatus.METHOD_NOT_ALLOWED.value());
                return;
            }
            Optional<Duration> wait = rate.take(request.getRemoteAddr());
            if (wait.isPresent()) {
                response.setHeader(
                        HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds() + 1));
                response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
                return;
            }
            chain.doFilter(request, response);
        }
    }

    /** Nobody is told whether the id or the secret was wrong; the log keeps that somebody tried. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        String error = refusal instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : "invalid_client";
        audit.recordAttempt(
                region,
                "anonymous",
                "identity.machine-refused",
                "unknown",
                Map.of("why", error, "address", request.getRemoteAddr()));
        answer(response, error);
    }

    private static void stranger(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        answer(response, "invalid_client");
    }

    private static void answer(HttpServletResponse response, String error) throws IOException {
        boolean malformed = !error.equals("invalid_client");
        response.setStatus(malformed ? HttpStatus.BAD_REQUEST.value() : HttpStatus.UNAUTHORIZED.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!malformed) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"yimen\"");
        }
        response.getWriter().write(JSON.write(Map.of("error", error)));
    }

    private static final PasswordEncoder DIGESTS = new PasswordEncoder() {
        @Override
        public String encode(@Nullable CharSequence secret) {
            return Machines.digest(String.valueOf(secret));
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String digest) {
            return secret != null && digest != null && Machines.matches(secret, digest);
        }
    };
}
