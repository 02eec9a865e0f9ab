package org.yimen.platform.ui;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Space-separated tokens as the {@code class} and {@code aria-describedby} attributes hold them. */
public final class Tokens {

    private Tokens() {}

    /** Those that are there, in their order. */
    public static String of(@Nullable String... tokens) {
        return Arrays.stream(tokens)
                .filter(Objects::nonNull)
                .filter(token -> !token.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The same, or null where none is there: then the attribute is left out. */
    public static @Nullable String orNull(@Nullable String... tokens) {
        String joined = of(tokens);
        return joined.isEmpty() ? null : joined;
    }
}
