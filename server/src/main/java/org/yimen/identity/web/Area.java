package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.web.Repeatable;

/** The two sides of the site, each with its own way in. */
enum Area {
    CITIZENS("/sign-in", "/me"),
    DESK("/desk/sign-in", "/desk");

    // A path of our own and its query as browsers send them: never //host, a backslash, a control character, a scheme.
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[A-Za-z0-9\\-._~/%?=&+:@,;!$'()*]*");
    // A browser makes these of what it is sent to, and then a host of what follows: as dots, as slashes.
    private static final Pattern FOLDED = Pattern.compile("//|\\\\|\\.\\.|%(?:2e|2f|5c)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 500;
    private static final int LONGEST_LENT = 2000;

    private final String signIn;
    private final String home;

    Area(String signIn, String home) {
        this.signIn = signIn;
        this.home = home;
    }

    String signIn() {
        return signIn;
    }

    /** The area whose sign-in opens the path; empty where signing in does not help. */
    static Optional<Area> of(String path) {
        if (under(path, "/desk") || under(path, "/console")) {
            return Optional.of(DESK);
        }
        return under(path, "/me") || under(path, "/apply") || under(path, "/book") || under(path, "/sign-in")
                ? Optional.of(CITIZENS)
                : Optional.empty();
    }

    /** The address of the sign-in page that leads back to {@code next}. */
    String signInFor(@Nullable String next) {
        String back = landing(next);
        return back.equals(home) ? signIn : signIn + "?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
    }

    /** Where to go after signing in: the page asked for where it is one of this area's, else the area's first page. */
    String landing(@Nullable String next) {
        if (next == null
                || next.length() > LONGEST_LENT
                || !OWN_PATH.matcher(next).matches()) {
            return home;
        }
        String path = next.split("[?]", 2)[0];
        // Which side uses a system's sign-in is asked there, and to whom it leads.
        if (path.equals(OpenIdRules.AUTHORIZE)) {
            return next;
        }
        if (next.length() > LONGEST || !Repeatable.is(next)) {
            return home;
        }
        boolean elsewhere = (under(path, "/desk") || under(path, "/console")) != (this == DESK);
        return elsewhere
                        || under(path, "/sign-in")
                        || under(path, "/desk/sign-in")
                        || FOLDED.matcher(path).find()
                ? home
                : next;
    }

    /** The page that somebody was on when his session had ended, where it was one of this site. */
    static @Nullable String pageBehind(HttpServletRequest request) {
        String referrer = request.getHeader("Referer");
        if (referrer == null) {
            return null;
        }
        try {
            URI page = URI.create(referrer);
            return request.getServerName().equals(page.getHost())
                    ? page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery())
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean under(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
