package org.yimen.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.yimen.platform.Json;

/** Says to machines what pages say to people: problem details in the language that the request asks for. */
@Component
public final class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Where every kind of problem is explained. */
    private static final String EXPLAINED = "/help/api#";

    private static final Json JSON = Json.of();

    private final Vocabulary vocabulary;

    Problems(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** True where a machine asks, whatever became of its request. */
    public static boolean isForMachine(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String uri ? uri : request.getRequestURI();
        // An address that was too long to be read belongs to nobody's page.
        return path == null
                || path.equals("/api")
                || path.startsWith("/api/")
                || path.startsWith("/v3/")
                || path.startsWith("/oauth2/");
    }

    /** The words for whoever sends the request: English where he prefers it to Chinese, else Chinese. */
    public Words words(HttpServletRequest request) {
        return vocabulary.in(language(request));
    }

    private static Locale language(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        for (Locale wished : Collections.list(request.getLocales())) {
            if (wished.getLanguage().equals("en") || wished.getLanguage().equals("zh")) {
                return wished.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
            }
        }
        return Locale.SIMPLIFIED_CHINESE;
    }

    /** A problem of this status and nothing more. */
    public Problem of(HttpServletRequest request, int status) {
        return of(request, status, null, List.of(), List.of());
    }

    /** @param code the message key of what is said, or null for the general word on the status */
    public Problem of(
            HttpServletRequest request,
            int status,
            @Nullable String code,
            List<?> arguments,
            List<Problem.Field> errors) {
        Words words = words(request);
        String kind = kind(status);
        String general = words.say("platform.problem." + kind + "-detail");
        String detail = code != null && words.knows(code) ? words.say(code, arguments.toArray()) : general;
        return new Problem(EXPLAINED + kind, words.say("platform.problem." + kind), status, detail, code, null, errors);
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = JSON.write(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(MEDIA_TYPE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, words(request).locale().toLanguageTag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The page that was to be shown, as a problem. */
    void write(HttpServletRequest request, HttpServletResponse response, ErrorPage page) throws IOException {
        Problem plain = of(request, response.getStatus(), page.code(), page.arguments(), List.of());
        write(
                request,
                response,
                new Problem(
                        plain.type(),
                        plain.title(),
                        plain.status(),
                        plain.detail(),
                        plain.code(),
                        page.reference(),
                        List.of()));
    }

    private static String kind(int status) {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method";
            case 406 -> "not-acceptable";
            case 409 -> "overtaken";
            case 412 -> "stale";
            case 413 -> "too-large";
            case 415 -> "media-type";
            case 422 -> "refused";
            case 429 -> "too-many";
            case 503 -> "busy";
            default -> status < 500 ? "not-understood" : "failed";
        };
    }
}
