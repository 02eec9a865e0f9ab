package org.yimen.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query of an address as it travels from page to page.
 *
 * @param text as it came
 */
record Query(String text, Map<String, List<String>> values) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9\\-._~/%?=&+:@,;!$'()*]*");

    Query {
        values = Map.copyOf(values);
    }

    /** Empty where it holds what no browser sends. */
    static Optional<Query> of(String text) {
        if (!PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        var values = new HashMap<String, List<String>>();
        try {
            for (String pair : text.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(URLDecoder.decode(parts[0], UTF_8), _ -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
            }
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return Optional.of(new Query(text, values));
    }

    /** The value of a name that stands there once. */
    Optional<String> once(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    @Nullable
    String first(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }
}
