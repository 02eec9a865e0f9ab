package org.yimen.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.crypto.Sm4Gcm;
import org.yimen.identity.Account;
import org.yimen.identity.web.KeptPage.Field;
import org.yimen.platform.Json;

/**
 * What somebody typed into a form when his session had ended meanwhile. It is sealed under a key that only his browser
 * has, lies in the memory of this node for a short time, and is shown to nobody but the account that typed it. Files are
 * not kept, nor secrets; a node that stops forgets all of it.
 */
@Component
class KeptForms {

    static final Duration LASTS = Duration.ofMinutes(20);

    /** So many browsers at once; the oldest makes room. */
    static final int MOST = 200;

    static final int LONGEST = 40_000;

    private static final String KEY = "yimen-kept";
    private static final String WHO = "yimen-who";
    private static final int MOST_FIELDS = 200;

    /** Whatever is proven or drawn anew: never kept. */
    private static final Set<String> NEVER =
            Set.of("_csrf", "password", "again", "step-up", "totp", "lang", "elder", "eye");

    private static final Json JSON = Json.of();

    private record Held(Sealed form, Instant until) {}

    /** A form as it was sent. */
    record Kept(String who, String action, String back, List<Field> fields) {
        Kept {
            fields = List.copyOf(fields);
        }
    }

    private final byte[] own = new byte[Sm4Gcm.KEY_BYTES];
    private final Map<String, Held> kept = new LinkedHashMap<>();
    private final InstantSource time;

    KeptForms(InstantSource time) {
        this.time = time;
        new SecureRandom().nextBytes(own);
    }

    /** Leaves a mark in the browser by which what is typed there later is known to be this account's. */
    void opened(Account account, HttpServletRequest request, HttpServletResponse response) {
        cookie(WHO, mark(account), null, request, response);
    }

    /** Keeps the form of somebody who was signed in here; false where there is nothing that may or need be kept. */
    boolean keep(HttpServletRequest request, HttpServletResponse response, @Nullable String back) {
        String who = value(WHO, request);
        if (who == null || !isTyped(request) || !fromHere(request)) {
            return false;
        }
        List<Field> fields = fields(request);
        byte[] plain = JSON.write(new Kept(who, action(request), back == null ? "" : back, fields))
                .getBytes(StandardCharsets.UTF_8);
        if (fields.stream().noneMatch(field -> field.value().length() > 1) || plain.length > LONGEST) {
            return false;
        }
        byte[] key = Sm4Gcm.newKey();
        put(
                name(key),
                new Held(
                        Sealed.of(Sm4Gcm.seal(key, plain, new byte[0])),
                        time.instant().plus(LASTS)));
        cookie(KEY, Base64.getUrlEncoder().withoutPadding().encodeToString(key), LASTS, request, response);
        return true;
    }

    /** What this account typed in this browser, as long as it lasts. */
    Optional<Kept> find(Account account, HttpServletRequest request) {
        String cookie = value(KEY, request);
        if (cookie == null) {
            return Optional.empty();
        }
        byte[] key;
        try {
            key = Base64.getUrlDecoder().decode(cookie);
        } catch (IllegalArgumentException spoiled) {
            return Optional.empty();
        }
        return key.length != Sm4Gcm.KEY_BYTES
                ? Optional.empty()
                : get(name(key))
                        .flatMap(found -> Sm4Gcm.open(key, found.form().bytes(), new byte[0]))
                        .map(plain -> JSON.read(new String(plain, StandardCharsets.UTF_8), Kept.class))
                        .filter(form -> form.who().equals(mark(account)));
    }

    private synchronized void put(String name, Held form) {
        Instant now = time.instant();
        kept.values().removeIf(each -> each.until().isBefore(now));
        while (kept.size() >= MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(name, form);
    }

    private synchronized Optional<Held> get(String name) {
        return Optional.ofNullable(kept.get(name)).filter(each -> time.instant().isBefore(each.until()));
    }

    private static String name(byte[] key) {
        return Sm3.hex(key);
    }

    private String mark(Account account) {
        byte[] text = account.key().getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(own, own.length + text.length);
        System.arraycopy(text, 0, both, own.length, text.length);
        return Sm3.hex(both);
    }

    /** A form that a person sent: neither files nor what a script saves while he types. */
    private static boolean isTyped(HttpServletRequest request) {
        String type = request.getContentType();
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return "POST".equals(request.getMethod())
                && type != null
                && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && (accept == null || !accept.contains("json"));
    }

    /** Whatever another site made a browser send is not what its owner typed. */
    private static boolean fromHere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin");
    }

    private static String action(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static List<Field> fields(HttpServletRequest request) {
        var fields = new ArrayList<Field>();
        request.getParameterMap().forEach((name, values) -> {
            for (String value : values) {
                if (!NEVER.contains(name) && fields.size() < MOST_FIELDS) {
                    fields.add(new Field(name, value));
                }
            }
        });
        return fields;
    }

    private static @Nullable String value(String name, HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }

    private static void cookie(
            String name,
            String value,
            @Nullable Duration lasts,
            HttpServletRequest request,
            HttpServletResponse response) {
        var cookie = ResponseCookie.from(name, value)
                .path(request.getContextPath() + "/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax");
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                (lasts == null ? cookie : cookie.maxAge(lasts)).build().toString());
    }
}
