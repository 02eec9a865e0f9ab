package org.yimen.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code --name value} pairs of a command line. */
record Options(Map<String, String> values) {

    static Options of(String... arguments) {
        var values = new TreeMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                throw new IllegalArgumentException("expected --name value and not " + arguments[i]);
            }
            values.put(arguments[i].substring(2), arguments[i + 1]);
        }
        return new Options(values);
    }

    int number(String name, int standard) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(standard)));
    }

    long seed() {
        return Long.parseLong(values.getOrDefault("seed", "20261122"));
    }

    /** Where the JSON goes, if anywhere. */
    Optional<Path> out() {
        return Optional.ofNullable(values.get("out")).map(Path::of);
    }
}
