package org.yimen.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yimen.identity.Account;
import org.yimen.identity.Sessions;
import org.yimen.identity.Standings;
import org.yimen.identity.Standings.Duty;
import org.yimen.identity.Standings.Standing;

/**
 * Asks at each request behind the sign-in how its account stands. Whoever has left his post or was locked is a stranger
 * from then on; whoever owes a new password or a second factor gets to no page but the one where he pays.
 */
@Component
class StandingFilter extends OncePerRequestFilter {

    private final Standings standings;
    private final Sessions sessions;
    private final RequestMatcher nameless = matcher("/assets/**", "/favicon.ico", "/robots.txt", "/actuator/health/**");
    private final RequestMatcher open = matcher(SecurityRules.PUBLIC);

    StandingFilter(Standings standings, Sessions sessions) {
        this.standings = standings;
        this.sessions = sessions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return nameless.matches(request);
    }

    /** A page of an error shows who is signed in as well. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Account account)) {
            chain.doFilter(request, response);
            return;
        }
        if (isVisit(authentication)) {
            // The session of a visit opens the pages of its machine and no others, whoever shows its cookie.
            SecurityContextHolder.clearContext();
            chain.doFilter(request, response);
            return;
        }
        if (open.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        switch (standings.of(account)) {
            case Standing.Good _ -> chain.doFilter(request, response);
            case Standing.Over(Sessions.Why why) -> {
                end(account, why, request);
                chain.doFilter(request, response);
            }
            case Standing.Owes(Duty duty) -> {
                String page = page(account, duty);
                if (isAt(request, page)) {
                    chain.doFilter(request, response);
                } else {
                    response.setStatus(HttpStatus.SEE_OTHER.value());
                    response.setHeader(HttpHeaders.LOCATION, page);
                }
            }
        }
    }

    private static RequestMatcher matcher(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(PathPatternRequestMatcher.withDefaults()::matcher)
                .map(RequestMatcher.class::cast)
                .toList());
    }

    private static boolean isVisit(Authentication authentication) {
        return authentication.getAuthorities().stream()
                .anyMatch(authority -> StationRules.ROLE.equals(authority.getAuthority()));
    }

    private void end(Account account, Sessions.Why why, HttpServletRequest request) {
        sessions.endAll(account, null, "system", why);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    private static String page(Account account, Duty duty) {
        return SecurityController.base(account)
                + switch (duty) {
                    case PASSWORD_GIVEN, PASSWORD_OLD -> SecurityController.PASSWORD;
                    case SECOND_FACTOR -> SecondFactorController.PAGE;
                };
    }

    private static boolean isAt(HttpServletRequest request, String page) {
        String path = request.getRequestURI();
        return path.equals(page) || path.startsWith(page + "/");
    }
}
