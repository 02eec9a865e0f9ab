package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.SecurityContextRepository;
import org.yimen.identity.Citizen;
import org.yimen.identity.Station;
import org.yimen.identity.StationVisits;
import org.yimen.platform.Guard;

/**
 * What a machine in the hall opens: to a stranger's browser one page that says that it is none; to a machine what its kind is
 * for, which is what everybody may read; and to whoever has proven at this machine who he is, what is his.
 */
@Configuration(proxyBeanMethods = false)
class StationRules {

    static final String HOME = "/kiosk";
    static final String ROLE = "ROLE_AT_STATION";

    /** 评价器: opens what it asks, and nothing else. */
    private static final Set<Station.Kind> ASKING = EnumSet.of(Station.Kind.EVALUATOR);

    /** The others, where somebody does something himself; none of them asks for ratings of a window. */
    private static final Set<Station.Kind> SERVING = EnumSet.complementOf(EnumSet.copyOf(ASKING));

    /** The machine at which a visit began: it ends when another one shows its cookie. */
    static final String STATION = "identity.station";

    @Bean
    @Order(15)
    SecurityFilterChain pagesOfStations(HttpSecurity http, SecurityContextRepository contexts, StationVisits visits) {
        return http.securityMatcher(HOME, HOME + "/**")
                .authorizeHttpRequests(address -> address.requestMatchers(HOME, HOME + "/pair", HOME + "/pair/trial")
                        .permitAll()
                        .requestMatchers(HOME + "/my", HOME + "/my/**")
                        .access(atItsMachine(visits))
                        .requestMatchers(HOME + "/evaluator")
                        .access(aMachine(visits, ASKING))
                        .anyRequest()
                        .access(aMachine(visits, SERVING)))
                .securityContext(context -> context.securityContextRepository(contexts))
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
                .logout(LogoutConfigurer::disable)
                // Whatever ended, a session, a visit or the machine itself: the first page says what can be done.
                .exceptionHandling(refused -> refused.authenticationEntryPoint((_, response, _) -> home(response))
                        .accessDeniedHandler((_, response, _) -> home(response)))
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    private static void home(HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, HOME);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.flushBuffer();
    }

    private static AuthorizationManager<RequestAuthorizationContext> aMachine(
            StationVisits visits, Set<Station.Kind> kinds) {
        return (_, context) -> new AuthorizationDecision(isMachine(visits, context.getRequest(), kinds));
    }

    private static AuthorizationManager<RequestAuthorizationContext> atItsMachine(StationVisits visits) {
        return (authentication, context) ->
                new AuthorizationDecision(isAtItsMachine(visits, authentication.get(), context.getRequest()));
    }

    @Guard
    private static boolean isMachine(StationVisits visits, HttpServletRequest request, Set<Station.Kind> kinds) {
        return visits.station(request)
                .map(Station::kind)
                .filter(kinds::contains)
                .isPresent();
    }

    @Guard
    private static boolean isAtItsMachine(
            StationVisits visits, @Nullable Authentication visitor, HttpServletRequest request) {
        var session = request.getSession(false);
        return visitor != null
                && session != null
                && visitor.getPrincipal() instanceof Citizen
                && visitor.getAuthorities().stream().anyMatch(each -> ROLE.equals(each.getAuthority()))
                && session.getAttribute(STATION) instanceof UUID at
                && visits.station(request)
                        .filter(station -> SERVING.contains(station.kind()))
                        .map(Station::id)
                        .filter(at::equals)
                        .isPresent();
    }
}
