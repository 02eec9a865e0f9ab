package org.yimen.hall;

import java.util.Locale;

/** Through which channel a booking or a ticket came in; both are counted by it. */
public enum Door {
    WEB,
    /** The pages on the home screen of a phone. */
    APP,
    /** A link of the city's account. */
    WECHAT,
    /** By telephone: a clerk enters it for the caller. */
    HOTLINE,
    KIOSK,
    WINDOW;

    /** The citizen's own way, by its code: {@code web}, {@code app} or {@code wechat}. */
    public static Door ofWay(String way) {
        return valueOf(way.toUpperCase(Locale.ROOT));
    }

    /** True where nobody entered it for him. */
    public boolean own() {
        return switch (this) {
            case WEB, APP, WECHAT, KIOSK -> true;
            case HOTLINE, WINDOW -> false;
        };
    }
}
