package org.yimen.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.yimen.identity.Citizen;
import org.yimen.platform.web.Network;
import org.yimen.survey.Respondent;

/** By what a browser is known again that answered a questionnaire: a number of chance, sent nowhere but to the questionnaires. */
final class SurveyBrowser {

    private static final String COOKIE = "ym-survey";
    private static final Duration KEPT = Duration.ofDays(400);
    private static final int BYTES = 16;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SurveyBrowser() {}

    static Respondent respondent(@Nullable Citizen citizen, HttpServletRequest request) {
        return new Respondent(
                citizen == null ? null : citizen.personId(),
                token(request).orElse(null),
                Network.of(request.getRemoteAddr()));
    }

    /** The same, and from now on the browser is known. */
    static Respondent known(@Nullable Citizen citizen, HttpServletRequest request, HttpServletResponse response) {
        Respondent who = respondent(citizen, request);
        if (who.person() != null || who.browser() != null) {
            return who;
        }
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        String known = HexFormat.of().formatHex(token);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, known)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .path("/surveys")
                        .maxAge(KEPT)
                        .build()
                        .toString());
        return new Respondent(null, known, Network.of(request.getRemoteAddr()));
    }

    private static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> TOKEN.matcher(value).matches())
                .findFirst();
    }
}
