package org.yimen.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the reader wants to read: which language, whether in elder mode, whether in eye-protect colours. */
record Reader(Locale locale, boolean elder, boolean eye) {

    static final String LANGUAGE = "lang";
    static final String ELDER = "elder";
    static final String EYE = "eye";

    /** That the pages were put on the home screen of a phone: its start address says so. */
    static final String APP = "app";

    /** By which account of the city he came: its links say so. */
    static final String VIA = "via";

    private static final String WECHAT = "wechat";

    /** The reader's wish in this request, else as remembered, else plain Chinese. */
    static Reader of(HttpServletRequest request) {
        return new Reader(
                "en".equals(wish(request, LANGUAGE)) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE,
                "on".equals(wish(request, ELDER)),
                "on".equals(wish(request, EYE)));
    }

    /** A value that {@code name} may have; whatever else a request says is not repeated into a cookie. */
    static boolean valid(String name, @Nullable String value) {
        return switch (name) {
            case LANGUAGE -> "en".equals(value) || "zh".equals(value);
            case VIA -> WECHAT.equals(value);
            default -> "on".equals(value) || "off".equals(value);
        };
    }

    private static @Nullable String wish(HttpServletRequest request, String name) {
        String asked = request.getMethod().equals("GET") ? request.getParameter(name) : null;
        if (valid(name, asked)) {
            return asked;
        }
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name) && valid(name, cookie.getValue())) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
