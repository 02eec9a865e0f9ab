package org.yimen.identity;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Which of the citizen's own terminals asks: the pages put on the home screen of a phone begin at an address that says so,
 * and remember it; every other browser is the web. What a browser says of itself decides nothing.
 */
@Component
public class Terminals {

    private static final String INSTALLED = "app";
    private static final String WECHAT = "wechat";

    /** {@link Channel#APP} or {@link Channel#WEB}. */
    public Channel own() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
                        && isInstalled(asked.getRequest().getCookies())
                ? Channel.APP
                : Channel.WEB;
    }

    /** The same as cases keep it. */
    public String ofCase() {
        return own() == Channel.APP ? "mobile" : "web";
    }

    /**
     * By which way he came, as bookings, orders and ratings keep it: {@code web}, {@code app}, or {@code wechat} behind a link
     * of the city's account there.
     */
    public String way() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
                && holds(asked.getRequest().getCookies(), "via", WECHAT)) {
            return WECHAT;
        }
        return own() == Channel.APP ? INSTALLED : "web";
    }

    private static boolean isInstalled(Cookie @Nullable [] cookies) {
        return holds(cookies, INSTALLED, "on");
    }

    private static boolean holds(Cookie @Nullable [] cookies, String name, String value) {
        return cookies != null
                && Arrays.stream(cookies)
                        .anyMatch(cookie -> cookie.getName().equals(name)
                                && cookie.getValue().equals(value));
    }
}
