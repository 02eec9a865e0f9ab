package org.yimen.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.yimen.form.Answers;
import org.yimen.platform.Json;
import tools.jackson.core.JacksonException;

/**
 * What a visitor said of his situation before he signed in: choices of a list, no name and no number. His browser keeps
 * it for an hour, because signing in begins a new session on purpose; whoever reads it back takes it for typed.
 *
 * @param item code of the item
 */
record Situation(String item, Map<String, List<String>> answers) {

    private static final String COOKIE = "ym-situation";
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int LONGEST = 3000;
    private static final Json JSON = Json.of();

    static Situation of(String item, Answers answers) {
        return new Situation(item, answers.values());
    }

    static Optional<Situation> in(HttpServletRequest request, String item) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie -> read(cookie.getValue()).stream())
                .filter(each -> item.equals(each.item()))
                .findFirst();
    }

    private static Optional<Situation> read(String value) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var kept = JSON.read(new String(Base64.getUrlDecoder().decode(value), UTF_8), Situation.class);
            return Optional.ofNullable(kept).filter(Situation::isWhole);
        } catch (IllegalArgumentException | JacksonException changed) {
            return Optional.empty();
        }
    }

    /** A browser sends what it likes, and JSON has a null for everything. */
    private static boolean isWhole(Situation kept) {
        return kept.item() != null
                && kept.answers() != null
                && kept.answers().values().stream()
                        .allMatch(values -> values != null && values.stream().noneMatch(value -> value == null));
    }

    void keep(HttpServletRequest request, HttpServletResponse response) {
        String value = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.write(this).getBytes(UTF_8));
        if (value.length() <= LONGEST) {
            send(value, KEPT, request, response);
        }
    }

    static void forget(HttpServletRequest request, HttpServletResponse response) {
        send("", Duration.ZERO, request, response);
    }

    private static void send(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .path("/")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
