package org.yimen.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.yimen.identity.MachineCaller;
import org.yimen.identity.Machines;
import org.yimen.platform.web.Problems;

/** Who may call which address of the API. No session, no cookie, no form token: only the bearer of a token. */
@Configuration(proxyBeanMethods = false)
class ApiRules {

    static final String DESCRIPTION = "/v3/api-docs";
    private static final int LONGEST_TOKEN = 500;

    private final Machines machines;
    private final Problems problems;
    private final String region;

    ApiRules(Machines machines, Problems problems, @Value("${yimen.region:629901}") String region) {
        this.machines = machines;
        this.problems = problems;
        this.region = region;
    }

    @Bean
    @Order(20)
    SecurityFilterChain api(HttpSecurity http, ApiLimits limits) {
        return http.securityMatcher("/api", "/api/**", DESCRIPTION, DESCRIPTION + "/**", DESCRIPTION + ".yaml")
                .authorizeHttpRequests(address -> {
                    address.requestMatchers(DESCRIPTION, DESCRIPTION + ".yaml").permitAll();
                    for (Door door : Door.values()) {
                        address.requestMatchers(door.matcher())
                                .access((caller, _) -> new AuthorizationDecision(door.opensTo(caller.get())));
                    }
                    address.anyRequest().denyAll();
                })
                .oauth2ResourceServer(server -> server.opaqueToken(token -> token.introspector(this::bearer))
                        .authenticationEntryPoint(this::stranger)
                        .accessDeniedHandler(this::deny))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(this::stranger).accessDeniedHandler(this::deny))
                .addFilterBefore(limits, AuthorizationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    private MachineCaller bearer(String token) {
        if (token.length() > LONGEST_TOKEN) {
            throw new BadOpaqueTokenException("No token of ours");
        }
        return machines.bearing(region, token).orElseThrow(() -> new BadOpaqueTokenException("No token of ours"));
    }

    private void stranger(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"yimen\"");
        problems.write(request, response, problems.of(request, HttpStatus.UNAUTHORIZED.value()));
    }

    /** A machine learns which addresses there are, for the description is public; a missing scope is said. */
    private void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        if (Arrays.stream(Door.values()).anyMatch(door -> door.matcher().matches(request))) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"yimen\", error=\"insufficient_scope\"");
            problems.write(request, response, problems.of(request, HttpStatus.FORBIDDEN.value()));
            return;
        }
        String allowed = Arrays.stream(Door.values())
                .filter(door -> door.anyMethod().matches(request))
                .map(door -> door.method())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!allowed.isEmpty()) {
            response.setHeader(HttpHeaders.ALLOW, allowed);
        }
        HttpStatus status = allowed.isEmpty() ? HttpStatus.NOT_FOUND : HttpStatus.METHOD_NOT_ALLOWED;
        problems.write(request, response, problems.of(request, status.value()));
    }
}
