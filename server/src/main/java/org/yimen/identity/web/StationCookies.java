package org.yimen.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.yimen.identity.Citizen;
import org.yimen.identity.Station;
import org.yimen.identity.StationVisits;
import org.yimen.identity.Stations;

/** A machine is known by a cookie of its own, its visitor by the session of {@code /kiosk}, which no other page reads. */
@Component
class StationCookies implements StationVisits {

    static final String PLAIN = "yimen-station";
    static final String HOST = "__Host-" + PLAIN;

    /** Longer than anybody stands before a machine; its pages end a visit much sooner, and this where they cannot. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private static final Duration KEPT = Duration.ofDays(400);
    private static final int LONGEST = 100;
    private static final String FOUND = StationCookies.class.getName() + ".found";

    /** How somebody reads: also this is forgotten with him. */
    private static final List<String> READERS = List.of("lang", "elder", "eye");

    private final Stations stations;
    private final SecurityContextRepository contexts;

    StationCookies(Stations stations, SecurityContextRepository contexts) {
        this.stations = stations;
        this.contexts = contexts;
    }

    @Override
    public Optional<Station> station(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof Station known) {
            return Optional.of(known);
        }
        Cookie[] sent = request.getCookies();
        if (sent == null) {
            return Optional.empty();
        }
        String name = name(request);
        Optional<Station> found = Arrays.stream(sent)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(key -> !key.isEmpty() && key.length() <= LONGEST)
                .findFirst()
                .flatMap(stations::byKey);
        found.ifPresent(station -> request.setAttribute(FOUND, station));
        return found;
    }

    @Override
    public void pair(Stations.Pairing.Paired paired, HttpServletRequest request, HttpServletResponse response) {
        end(request, response);
        forget(request, response);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(name(request), paired.key(), KEPT, request).toString());
    }

    @Override
    public void begin(Citizen visitor, HttpServletRequest request, HttpServletResponse response) {
        Station station = station(request).orElseThrow(() -> new IllegalStateException("a visit at no machine"));
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        HttpSession session = request.getSession(true);
        session.setAttribute(SessionStore.ADDRESS, request.getRemoteAddr());
        session.setAttribute(SessionStore.BROWSER, station.name());
        session.setAttribute(StationRules.STATION, station.id());
        session.setMaxInactiveInterval(Math.toIntExact(LONGEST_SILENCE.toSeconds()));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                visitor, null, AuthorityUtils.createAuthorityList(StationRules.ROLE)));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    @Override
    public void end(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        // Not the cookies: the machine stays the machine.
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    @Override
    public void forget(HttpServletRequest request, HttpServletResponse response) {
        READERS.forEach(name -> response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(name, "", Duration.ZERO, request).toString()));
    }

    private static ResponseCookie cookie(String name, String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .path(request.getContextPath() + "/")
                .maxAge(age)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() && request.getContextPath().isEmpty() ? HOST : PLAIN;
    }
}
