package org.yimen.platform;

import java.util.Locale;

/** Names of constants as keys of messages and codes write them: {@code SITE_SURVEY} as {@code site-survey}. */
public final class Kebab {

    private Kebab() {}

    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    public static String of(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
