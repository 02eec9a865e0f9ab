package org.yimen.identity.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Who may open which address. What is not listed here is nobody's. */
@Configuration(proxyBeanMethods = false)
class SecurityRules {

    static final String CITIZEN = "CITIZEN";
    static final String STAFF = "STAFF";

    /** Open to everybody; whoever is signed in is not asked how he stands there. */
    static final String[] PUBLIC = {
        "/",
        "/items/**",
        "/people/**",
        "/firms/**",
        "/answers/**",
        "/search/**",
        "/guide/**",
        "/hearings",
        "/accountability",
        "/announcements",
        "/grants",
        "/publicity",
        "/practices",
        "/rate/**",
        "/ratings",
        "/responses",
        "/third-parties",
        "/progress/**",
        "/complaints/**",
        "/surveys/**",
        "/verify/**",
        "/hall/**",
        "/demo-pay/**",
        "/log/**",
        "/help/**",
        "/sign-in/**",
        "/desk/sign-in/**",
        "/assets/**",
        "/favicon.ico",
        "/robots.txt",
        "/error",
        "/actuator/health/**"
    };

    /** What changes who somebody is or who acts for him, and what takes all of his data along. */
    private static final String[] OWN = {
        "/me/profile/**",
        "/me/delegations/**",
        "/me/security/**",
        "/me/firm/**",
        "/me/firms/**",
        "/me/messages/code/**",
        "/me/messages/preferences",
        "/me/messages/phone",
        "/me/export",
        "/me/code"
    };

    /** Where he lets other systems know who he is: not even the question is shown to a session that a code opened. */
    private static final String LENT = "/me/systems/**";

    /** What a session that began with a printed code shows nothing of, form or answer: who held the slip is not known. */
    private static final String[] GRAVE = {
        "/me/profile/**",
        "/me/cases/*/withdraw",
        "/me/cases/*/delivery",
        "/me/cases/*/supplement/**",
        "/me/cases/*/gaps/**",
        "/me/delegations/new",
        "/me/firms/new",
        "/apply/draft/*/discard",
        "/apply/draft/*/free"
    };

    /** What it does not send: he reads and fills in with it, and hands in, declares and books with his password. */
    private static final String[] GRAVE_STEPS = {
        "/apply/draft/*/submit",
        "/apply/draft/*/commitment",
        "/apply/draft/*/pre-check/**",
        "/apply/draft/*/begun",
        "/book/**"
    };

    /** The little that such a session may send: everything else of one's own is grave until somebody says otherwise. */
    private static final String[] HARMLESS = {"/me/acting", "/me/cases/*/fees/*/pay"};

    private static final Set<String> SIGN_OUTS = Set.of("/sign-out", "/desk/sign-out");

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            SecurityContextRepository contexts,
            SignOut signOut,
            Posts posts,
            KeptForms forms,
            StandingFilter standing) {
        return http.authorizeHttpRequests(address -> address.requestMatchers(PUBLIC)
                        .permitAll()
                        .requestMatchers(LENT)
                        .access(Posts.citizensByPassword())
                        .requestMatchers(HttpMethod.POST, OWN)
                        .access(Posts.citizensByPassword())
                        .requestMatchers(HttpMethod.POST, HARMLESS)
                        .access(Posts.citizens())
                        .requestMatchers(HttpMethod.POST, "/me/**")
                        .access(Posts.citizensUnprinted())
                        .requestMatchers(GRAVE)
                        .access(Posts.citizensUnprinted())
                        .requestMatchers(HttpMethod.POST, GRAVE_STEPS)
                        .access(Posts.citizensUnprinted())
                        .requestMatchers("/apply/**", "/book/**", "/me/**")
                        .access(Posts.citizens())
                        .requestMatchers("/desk/**")
                        .access(posts.staff())
                        .requestMatchers("/console")
                        .access(posts.any("system-admin", "security-admin", "audit-admin", "admin"))
                        .requestMatchers("/console/system/**")
                        .access(posts.any("system-admin"))
                        .requestMatchers("/console/security/**")
                        .access(posts.any("security-admin"))
                        .requestMatchers("/console/audit/**")
                        .access(posts.any("audit-admin"))
                        .requestMatchers("/console/department/**")
                        .access(posts.any("admin"))
                        .anyRequest()
                        .denyAll())
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
                .securityContext(context -> context.securityContextRepository(contexts))
                .addFilterBefore(standing, AnonymousAuthenticationFilter.class)
                .logout(logout -> logout.logoutRequestMatcher(new OrRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-out"),
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/desk/sign-out")))
                        .addLogoutHandler(signOut)
                        .logoutSuccessHandler(signOut))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, stranger) -> askToSignIn(request, response, forms))
                        .accessDeniedHandler((request, response, refusal) -> deny(request, response, refusal, forms)))
                // The page asked for travels in the address of the sign-in page; nothing is kept for strangers.
                .requestCache(RequestCacheConfigurer::disable)
                .build();
    }

    @Bean
    SecurityContextRepository contexts() {
        return new HttpSessionSecurityContextRepository();
    }

    /** Accounts are found by {@link org.yimen.identity.SignIn}; this keeps Spring Boot from inventing one. */
    @Bean
    AuthenticationManager noOtherAccounts() {
        return _ -> {
            throw new ProviderNotFoundException("accounts are found by SignIn");
        };
    }

    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response, KeptForms forms)
            throws IOException {
        Optional<Area> area = Area.of(request.getRequestURI());
        if (area.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean page = HttpMethod.GET.matches(request.getMethod());
        String query = request.getQueryString();
        String asked = page
                ? request.getRequestURI() + (query == null ? "" : "?" + query)
                : afterForm(request, response, forms);
        response.sendRedirect(area.get().signInFor(asked));
    }

    /** Where somebody goes whose session ended over a form: to what he typed, where that is kept. */
    private static @Nullable String afterForm(
            HttpServletRequest request, HttpServletResponse response, KeptForms forms) {
        String back = Area.pageBehind(request);
        return forms.kept(request, response, back).orElse(back);
    }

    private static void deny(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal, KeptForms forms)
            throws IOException, ServletException {
        Optional<Area> area = Area.of(request.getRequestURI());
        if (SIGN_OUTS.contains(request.getRequestURI())) {
            // Whoever leaves after his session has ended leaves nothing behind either.
            forms.forget(request, response);
        }
        // A form whose session ended carries a token that nobody knows any more: ask to sign in, and lead back.
        if (refusal instanceof CsrfException && area.isPresent() && !request.isRequestedSessionIdValid()) {
            response.sendRedirect(area.get().signInFor(afterForm(request, response, forms)));
            return;
        }
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (!(refusal instanceof CsrfException)
                && area.filter(Area.CITIZENS::equals).isPresent()
                && Posts.byCode(signedIn)) {
            if (HttpMethod.GET.matches(request.getMethod()) && !Posts.printed(signedIn)) {
                askToSignIn(request, response, forms);
            } else {
                CodeSessionController.explain(request, response);
            }
            return;
        }
        response.sendError(
                area.isPresent() || refusal instanceof CsrfException
                        ? HttpServletResponse.SC_FORBIDDEN
                        : HttpServletResponse.SC_NOT_FOUND);
    }
}
