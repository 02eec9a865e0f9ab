package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * The tokens that forms carry. Where a session is, the token lies in it and nobody else can know it. A stranger has none, and
 * none is made for his looking at a form: his token lies in a cookie that other sites can neither read nor set. Signing in
 * makes a session, and with it a token from before is worth nothing.
 */
final class FormTokens implements CsrfTokenRepository {

    private static final String PLAIN = "yimen-form";
    private static final String HOST = "__Host-" + PLAIN;

    private final CsrfTokenRepository sessions = new HttpSessionCsrfTokenRepository();
    private final CsrfTokenRepository plain = cookies(PLAIN);
    private final CsrfTokenRepository host = cookies(HOST);

    private static CsrfTokenRepository cookies(String name) {
        var cookies = new CookieCsrfTokenRepository();
        cookies.setCookieName(name);
        cookies.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax"));
        return cookies;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
        if (request.getSession(false) != null) {
            return sessions;
        }
        // As the session's own cookie: by https no neighbouring host and no plain connection can set it.
        return request.isSecure() && request.getContextPath().isEmpty() ? host : plain;
    }
}
