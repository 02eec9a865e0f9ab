package org.yimen.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Remembers what the switches of a page ask for: {@code ?lang=en}, {@code ?elder=on}, {@code ?eye=on}, that a page was
 * installed: {@code ?app=on}, and, until the browser is closed, that he came by WeChat: {@code ?via=wechat}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class ReaderFilter extends OncePerRequestFilter {

    private static final Duration REMEMBERED = Duration.ofDays(365);

    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(-1);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getMethod().equals("GET") && request.getQueryString() != null) {
            for (String name : List.of(Reader.LANGUAGE, Reader.ELDER, Reader.EYE, Reader.APP, Reader.VIA)) {
                String value = request.getParameter(name);
                if (value != null && Reader.valid(name, value)) {
                    remember(name, value, request, response);
                }
            }
        }
        chain.doFilter(request, response);
    }

    private static void remember(String name, String value, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path(request.getContextPath() + "/")
                .maxAge(name.equals(Reader.VIA) ? UNTIL_CLOSED : REMEMBERED)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
