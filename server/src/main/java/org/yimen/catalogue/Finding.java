package org.yimen.catalogue;

import java.util.List;
import java.util.Locale;

/**
 * Why a version may not be published.
 *
 * @param path where in the version, e.g. {@code limits.promised} or {@code materials[2].basis}
 * @param key a message of {@code catalogue.properties}
 * @param article the law, or the row of the service standard, that asks for it
 */
public record Finding(String path, String key, List<Object> arguments, String article) {

    public Finding {
        arguments = List.copyOf(arguments);
    }

    static Finding of(String path, String key, String article, Object... arguments) {
        return new Finding(path, key, List.of(arguments), article);
    }

    /** The sentence that a person reads. */
    public String in(Locale locale) {
        return Words.in(locale).say(key, arguments.toArray());
    }
}
