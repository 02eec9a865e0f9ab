package org.yimen.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.yimen.identity.Account;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.RelyingParty.Audience;

/** OpenID Connect for systems that let Yimen tell them who somebody is: where a browser comes to be sent back with a code. */
@Configuration(proxyBeanMethods = false)
class OpenIdRules {

    static final String AUTHORIZE = "/oauth2/authorize";
    static final String KEYS = "/oauth2/jwks";
    static final String USER_INFO = "/userinfo";
    static final String DISCOVERY = "/.well-known/openid-configuration";

    /** The settings that the two chains of the authorization server share. */
    static AuthorizationServerSettings settings(String issuer) {
        return AuthorizationServerSettings.builder()
                .issuer(issuer)
                .authorizationEndpoint(AUTHORIZE)
                .tokenEndpoint(TokenServer.TOKEN)
                .tokenRevocationEndpoint(TokenServer.REVOKE)
                .jwkSetEndpoint(KEYS)
                .build();
    }

    @Bean
    @Order(11)
    SecurityFilterChain authorize(
            HttpSecurity http,
            MachineClients clients,
            AnyTokens tokens,
            RelyingParties parties,
            SecurityContextRepository contexts,
            StandingFilter standing,
            @Value("${yimen.url:http://localhost:8080}") String issuer,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        return http.securityMatcher(AUTHORIZE)
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(clients)
                        .authorizationService(tokens)
                        .authorizationServerSettings(settings(issuer))
                        .authorizationEndpoint(point -> point.authenticationProviders(providers -> providers.stream()
                                .filter(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::isInstance)
                                .map(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::cast)
                                // The library's own OpenID part is not on (it keeps sessions in memory), so it
                                // would refuse the scope openid; its other checks stay.
                                .forEach(provider -> provider.setAuthenticationValidator(
                                        new OAuth2AuthorizationCodeRequestAuthenticationValidator())))))
                .securityContext(context -> context.securityContextRepository(contexts))
                .addFilterAfter(standing, SecurityContextHolderFilter.class)
                .addFilterAfter(new Gate(parties, region, time), StandingFilter.class)
                .authorizeHttpRequests(address -> address.anyRequest().authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    /** Open to everybody: what it says is said to whoever bears a token, or is public. */
    @Bean
    @Order(12)
    SecurityFilterChain told(HttpSecurity http) {
        return http.securityMatcher(KEYS, USER_INFO, DISCOVERY)
                .authorizeHttpRequests(address -> address.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    /**
     * What comes before the protocol: the system and the very address it sends people back to are registered; whoever it is
     * about is signed in on its side, and has agreed. Only then does anybody leave for another site.
     */
    private static final class Gate extends OncePerRequestFilter {

        private static final String MAX_AGE = "max_age";

        /** Ours: the request waits for a sign-in after this moment, in milliseconds. */
        private static final String AFTER = "signed-in-after";

        private static final Duration ASKED_FOR = Duration.ofMinutes(15);
        private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
        private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

        private final RelyingParties parties;
        private final String region;

        private final InstantSource time;

        Gate(RelyingParties parties, String region, InstantSource time) {
            this.parties = parties;
            this.region = region;
            this.time = time;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!HttpMethod.GET.matches(request.getMethod())) {
                response.setHeader(HttpHeaders.ALLOW, "GET");
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
                return;
            }
            Optional<RelyingParty> known = party(parties, region, request);
            if (known.isEmpty()) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
            RelyingParty party = known.get();
            Account account = account();
            Set<String> prompt = words(request.getParameter("prompt"));
            boolean silent = prompt.contains("none");
            // What else a client of the API may do is not what people are asked about here.
            Set<String> wanted = words(request.getParameter("scope"));
            if (!wanted.contains(RelyingParty.OPENID) || !party.scopes().containsAll(wanted)) {
                response.sendRedirect(refusal(request, "invalid_scope"));
                return;
            }
            if ((silent && prompt.size() > 1) || !hasLawfulAge(request)) {
                response.sendRedirect(refusal(request, "invalid_request"));
                return;
            }
            Area area = party.audience() == Audience.STAFF ? Area.DESK : Area.CITIZENS;
            if (account == null || !party.audience().includes(account)) {
                // Whoever signs in now has done so freshly.
                String here = prompt.contains("login") ? afresh(request) : address(request);
                response.sendRedirect(silent ? refusal(request, "login_required") : area.signInFor(here));
                return;
            }
            if (prompt.contains("login") || !recent(request)) {
                response.sendRedirect(silent ? refusal(request, "login_required") : area.signInFor(afresh(request)));
                return;
            }
            boolean anew = prompt.contains("consent") && party.audience() == Audience.CITIZENS;
            if (anew || !parties.agreed(party, account, wanted)) {
                response.sendRedirect(
                        silent
                                ? refusal(request, "consent_required")
                                : AgreementController.ASK + "?" + request.getQueryString());
                return;
            }
            chain.doFilter(request, response);
        }

        private static String address(HttpServletRequest request) {
            return request.getRequestURI() + "?" + request.getQueryString();
        }

        /** The same request for who has signed in after this moment; without the wish that brought him to do so. */
        private String afresh(HttpServletRequest request) {
            String rest = without(String.valueOf(request.getQueryString()), "prompt", AFTER);
            boolean anew = words(request.getParameter("prompt")).contains("consent");
            return request.getRequestURI() + "?" + rest + (anew ? "&prompt=consent" : "") + "&" + AFTER + "="
                    + time.millis();
        }

        private static boolean hasLawfulAge(HttpServletRequest request) {
            String age = request.getParameter(MAX_AGE);
            return age == null || SECONDS.matcher(age).matches();
        }

        /** True where he signed in as lately as the system wants, or for this very request. */
        private boolean recent(HttpServletRequest request) {
            HttpSession session = request.getSession(false);
            if (session == null) {
                return false;
            }
            long now = time.millis();
            long since = session.getCreationTime();
            String after = request.getParameter(AFTER);
            if (after != null && MILLIS.matcher(after).matches()) {
                long asked = Long.parseLong(after);
                return asked < since && now - asked < ASKED_FOR.toMillis();
            }
            String age = request.getParameter(MAX_AGE);
            return age == null
                    || now - since <= Duration.ofSeconds(Long.parseLong(age)).toMillis();
        }

        private static @Nullable Account account() {
            Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
            // With a code that others may have seen nobody signs in elsewhere: it asks for his password.
            return signedIn != null && !Posts.byCode(signedIn) && signedIn.getPrincipal() instanceof Account account
                    ? account
                    : null;
        }
    }

    /** The system that a request names, where it names one of its addresses, letter by letter and once. */
    static Optional<RelyingParty> party(RelyingParties parties, String region, HttpServletRequest request) {
        String[] clients = request.getParameterValues("client_id");
        String[] addresses = request.getParameterValues("redirect_uri");
        return clients == null || clients.length != 1 || addresses == null || addresses.length != 1
                ? Optional.empty()
                : party(parties, region, clients[0], addresses[0]);
    }

    static Optional<RelyingParty> party(RelyingParties parties, String region, String client, String address) {
        return parties.open(region, client).filter(party -> party.redirectUris().contains(address));
    }

    private static String refusal(HttpServletRequest request, String error) {
        return refusal(request.getParameter("redirect_uri"), error, request.getParameter("state"));
    }

    /** An address of a system that was checked before, with what went wrong. */
    static String refusal(String redirectUri, String error, @Nullable String state) {
        var address = UriComponentsBuilder.fromUriString(redirectUri).queryParam("error", error);
        return state == null
                ? address.build(true).toUriString()
                : address.queryParam("state", "{state}")
                        .encode()
                        .buildAndExpand(state)
                        .toUriString();
    }

    /** A query without what its request was asked to do first, once that was done. */
    static String without(String query, String... names) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> Arrays.stream(names).noneMatch(name -> pair.startsWith(name + "=")))
                .collect(Collectors.joining("&"));
    }

    static Set<String> words(@Nullable String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toSet());
    }
}
