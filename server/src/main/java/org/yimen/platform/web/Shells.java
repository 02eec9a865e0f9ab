package org.yimen.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.yimen.platform.Settings;

/** Makes the shell of a page out of its request. */
@Component
final class Shells {

    static final String NOTICE = "site.notice";
    static final String NOTICE_EN = "site.notice-en";

    private final Vocabulary vocabulary;
    private final Site site;
    private final Assets assets;
    // A page of an error is shown where there is no database, and so no settings, as well.
    private final ObjectProvider<Settings> settings;
    private final FormPages forms;

    Shells(Vocabulary vocabulary, Site site, Assets assets, ObjectProvider<Settings> settings, FormPages forms) {
        this.vocabulary = vocabulary;
        this.site = site;
        this.assets = assets;
        this.settings = settings;
        this.forms = forms;
    }

    Shell of(HttpServletRequest request) {
        Reader reader = Reader.of(request);
        return new Shell(
                reader.locale(),
                vocabulary.in(reader.locale()),
                request.getMethod().equals("POST") ? forms.before(plain(request)) : path(request),
                reader.elder(),
                reader.eye(),
                user(),
                limited(),
                csrf(request),
                site(),
                assets,
                notice(reader));
    }

    private Site site() {
        Settings known = settings.getIfAvailable();
        return known == null ? site : site.reachedAt(known.text(Site.PHONE));
    }

    private @Nullable String notice(Reader reader) {
        Settings known = settings.getIfAvailable();
        if (known == null) {
            return null;
        }
        String english = known.text(NOTICE_EN);
        boolean inEnglish = reader.locale().getLanguage().equals("en") && !english.isEmpty();
        String text = inEnglish ? english : known.text(NOTICE);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable SignedIn user() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn user ? user : null;
    }

    private static boolean limited() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(each -> SignedIn.LIMITED.equals(each.getAuthority()));
    }

    private static @Nullable Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? new Csrf(token) : null;
    }

    private static String plain(HttpServletRequest request) {
        String asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
        return FormPages.ours(asked);
    }

    /** The page that was asked for, also where an error page is shown in its place. */
    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = plain(request);
        Object query =
                failed == null ? request.getQueryString() : request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING);
        if (!(query instanceof String parameters)) {
            return Repeatable.of(path, "");
        }
        String kept = Arrays.stream(parameters.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isSwitch(parameter))
                .collect(Collectors.joining("&"));
        return Repeatable.of(path, kept);
    }

    private static boolean isSwitch(String parameter) {
        return parameter.startsWith(Reader.LANGUAGE + "=")
                || parameter.startsWith(Reader.ELDER + "=")
                || parameter.startsWith(Reader.EYE + "=")
                || parameter.startsWith(Reader.APP + "=");
    }
}
