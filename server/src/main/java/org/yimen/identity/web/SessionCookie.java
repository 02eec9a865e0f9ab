package org.yimen.identity.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * The cookie that holds a session. By https it is a {@code __Host-} cookie, which no neighbouring host and no plain
 * connection can set.
 */
final class SessionCookie implements HttpSessionIdResolver {

    static final String PLAIN = "yimen-session";
    static final String HOST = "__Host-" + PLAIN;

    /** Whoever stands before a machine in the hall: that session is known to the pages of the machine only. */
    static final String AT_STATION = "yimen-visit";

    private static final int LONGEST = 100;

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        Cookie[] sent = request.getCookies();
        if (sent == null || failed(request)) {
            return List.of();
        }
        String name = name(request);
        return Arrays.stream(sent)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
                .limit(1)
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, id).build().toString());
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(request, "").maxAge(Duration.ZERO).build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String value) {
        return ResponseCookie.from(name(request), value)
                .path(request.getContextPath() + "/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax");
    }

    private static String name(HttpServletRequest request) {
        String name = isOfStation(request) ? AT_STATION : PLAIN;
        return request.isSecure() && request.getContextPath().isEmpty() ? "__Host-" + name : name;
    }

    private static boolean isOfStation(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = (failed instanceof String uri ? uri : request.getRequestURI())
                .substring(request.getContextPath().length());
        return path.equals(StationRules.HOME) || path.startsWith(StationRules.HOME + "/");
    }

    /** The page that says that the database is gone must not ask the database who reads it. */
    private static boolean failed(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null;
    }
}
