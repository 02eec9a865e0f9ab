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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.crypto.Sm4Gcm;
import org.yimen.identity.Account;
import org.yimen.identity.Citizen;
import org.yimen.identity.web.KeptPage.Field;
import org.yimen.identity.web.KeptPage.Kind;
import org.yimen.platform.Json;
import org.yimen.platform.web.TokenBuckets;

/**
 * What somebody had written, in one of a few forms of harmless text, when his session had ended meanwhile. It is sealed
 * under a key that only his browser has, lies in the memory of this node for a short time, and is shown once, to nobody but
 * the account that wrote it, acting for whom it acted then. A node that stops forgets all of it.
 */
@Component
class KeptForms {

    static final Duration LASTS = Duration.ofMinutes(20);

    /** So many at once on a node; what comes when it is full is not kept, so that nobody drives out the others. */
    static final int MOST = 1000;

    /** So many from one address at once, and one a minute on and on. */
    static final int AT_ONCE = 20;

    private static final double PER_SECOND = 1.0 / 60;

    /** The longest text of these forms has 2000 characters. */
    static final int LONGEST = 12_000;

    static final String KEY = "yimen-kept";
    static final String WHO = "yimen-who";

    /** A notice of defects names each material and what is wrong with it. */
    private static final int MOST_FIELDS = 60;

    private static final Json JSON = Json.of();

    private record Held(Sealed form, Instant until) {}

    /** A form as it was sent. */
    record Kept(String who, Kind kind, String action, String back, List<Field> fields) {
        Kept {
            fields = List.copyOf(fields);
        }
    }

    private final byte[] own = new byte[Sm4Gcm.KEY_BYTES];
    private final Map<String, Held> kept = new LinkedHashMap<>();
    private final TokenBuckets addresses = new TokenBuckets(PER_SECOND, AT_ONCE);
    private final InstantSource time;

    KeptForms(InstantSource time) {
        this.time = time;
        new SecureRandom().nextBytes(own);
    }

    /**
     * Leaves a mark in the browser by which what is typed there later is known to be this account's, acting as it acts now.
     * What another account left there is forgotten.
     */
    void opened(Account account, HttpServletRequest request, HttpServletResponse response) {
        String before = value(WHO, request);
        if (before == null || !before.startsWith(person(account))) {
            drop(request, response);
        }
        cookie(WHO, mark(account), null, request, response);
    }

    /** Forgets what was typed in this browser, and who was signed in there. */
    void forget(HttpServletRequest request, HttpServletResponse response) {
        drop(request, response);
        clear(WHO, request, response);
    }

    private void drop(HttpServletRequest request, HttpServletResponse response) {
        key(request).ifPresent(key -> remove(name(key)));
        clear(KEY, request, response);
    }

    private static void clear(String name, HttpServletRequest request, HttpServletResponse response) {
        if (value(name, request) != null) {
            cookie(name, "", Duration.ZERO, request, response);
        }
    }

    /**
     * Keeps the form of somebody who was signed in here, and says where he finds it; nothing where there is nothing that may
     * or need be kept.
     */
    Optional<String> kept(HttpServletRequest request, HttpServletResponse response, @Nullable String back) {
        return keep(request, response, back)
                ? Kind.of(request.getRequestURI()).map(kind -> KeptFormController.page(kind.area()))
                : Optional.empty();
    }

    boolean keep(HttpServletRequest request, HttpServletResponse response, @Nullable String back) {
        String who = value(WHO, request);
        Kind kind = Kind.of(request.getRequestURI()).orElse(null);
        if (who == null || kind == null || !isTyped(request) || !fromHere(request)) {
            return false;
        }
        List<Field> fields = fields(kind, request);
        byte[] plain = JSON.write(new Kept(who, kind, request.getRequestURI(), back == null ? "" : back, fields))
                .getBytes(StandardCharsets.UTF_8);
        if (fields.stream().allMatch(field -> field.value().isBlank())
                || plain.length > LONGEST
                || addresses.take(request.getRemoteAddr()).isPresent()) {
            return false;
        }
        key(request).ifPresent(before -> remove(name(before)));
        byte[] key = Sm4Gcm.newKey();
        var held = new Held(
                Sealed.of(Sm4Gcm.seal(key, plain, new byte[0])), time.instant().plus(LASTS));
        if (!put(name(key), held)) {
            return false;
        }
        cookie(KEY, Base64.getUrlEncoder().withoutPadding().encodeToString(key), LASTS, request, response);
        return true;
    }

    /** What this account typed in this browser, acting as it acts now; whoever has seen it does not find it again. */
    Optional<Kept> take(Account account, HttpServletRequest request, HttpServletResponse response) {
        Optional<byte[]> key = key(request);
        Optional<Kept> found = key.flatMap(each -> get(name(each))
                        .flatMap(held -> Sm4Gcm.open(each, held.form().bytes(), new byte[0])))
                .map(plain -> JSON.read(new String(plain, StandardCharsets.UTF_8), Kept.class))
                .filter(form -> form.who().equals(mark(account)));
        if (found.isPresent()) {
            drop(request, response);
        }
        return found;
    }

    private synchronized boolean put(String name, Held form) {
        Instant now = time.instant();
        kept.values().removeIf(each -> each.until().isBefore(now));
        if (kept.size() >= MOST) {
            return false;
        }
        kept.put(name, form);
        return true;
    }

    private synchronized Optional<Held> get(String name) {
        return Optional.ofNullable(kept.get(name)).filter(each -> time.instant().isBefore(each.until()));
    }

    private synchronized void remove(String name) {
        kept.remove(name);
    }

    private static String name(byte[] key) {
        return Sm3.hex(key);
    }

    private static Optional<byte[]> key(HttpServletRequest request) {
        String cookie = value(KEY, request);
        if (cookie == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(cookie)).filter(key -> key.length == Sm4Gcm.KEY_BYTES);
        } catch (IllegalArgumentException spoiled) {
            return Optional.empty();
        }
    }

    /** Who it is, and then for whom he acts. */
    private String mark(Account account) {
        String acting = account instanceof Citizen citizen
                ? account.key() + " " + citizen.entityId() + " " + citizen.principalId()
                : account.key();
        return person(account) + digest(acting);
    }

    private String person(Account account) {
        return digest(account.key()) + ".";
    }

    private String digest(String words) {
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
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

    private static List<Field> fields(Kind kind, HttpServletRequest request) {
        var fields = new ArrayList<Field>();
        for (String name : kind.fields(request.getParameterMap().keySet())) {
            String[] values = request.getParameterValues(name);
            for (String value : values == null ? new String[0] : values) {
                if (fields.size() < MOST_FIELDS) {
                    fields.add(new Field(name, value));
                }
            }
        }
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
