package org.yimen.browser;

import java.util.Locale;

/**
 * How somebody uses the browser.
 *
 * @param script whether his browser runs scripts
 * @param keyboard whether he has nothing but a keyboard
 * @param elder whether he has switched to the elder mode
 */
record Manner(Locale locale, boolean script, boolean keyboard, boolean elder, int width) {

    static final int DESKTOP = 1280;
    static final int PHONE = 390;

    static Manner chinese() {
        return new Manner(Locale.SIMPLIFIED_CHINESE, true, false, false, DESKTOP);
    }

    static Manner english() {
        return new Manner(Locale.ENGLISH, true, false, false, DESKTOP);
    }

    static Manner withoutScript() {
        return new Manner(Locale.SIMPLIFIED_CHINESE, false, false, false, DESKTOP);
    }

    static Manner byKeyboard() {
        return new Manner(Locale.SIMPLIFIED_CHINESE, true, true, false, DESKTOP);
    }

    static Manner onPhone() {
        return new Manner(Locale.SIMPLIFIED_CHINESE, true, false, false, PHONE);
    }

    static Manner elderOnPhone() {
        return new Manner(Locale.SIMPLIFIED_CHINESE, true, false, true, PHONE);
    }

    /** The same on the screen of a phone. */
    Manner narrow() {
        return new Manner(locale, script, keyboard, elder, PHONE);
    }

    /** What of it can be seen on a page; the keyboard cannot. */
    String looks() {
        return locale + (script ? "" : " without script") + (elder ? " elder " : " ") + width;
    }

    boolean isEnglish() {
        return locale.getLanguage().equals("en");
    }
}
