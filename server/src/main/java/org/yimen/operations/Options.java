package org.yimen.operations;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of a command line: {@code --name value}, {@code --name=value}, {@code --flag}, and words without dashes. */
final class Options {

    /** The command line is not understood; the usage follows. */
    static final class WrongUsage extends RuntimeException {
        WrongUsage(String sentence) {
            super(sentence);
        }
    }

    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    /**
     * @param valued the names that want a value
     * @param flags those that do not
     */
    Options(List<String> arguments, Set<String> valued, Set<String> flags) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            String[] parts = argument.substring(2).split("=", 2);
            if (flags.contains(parts[0]) && parts.length == 1) {
                put(parts[0], "");
            } else if (!valued.contains(parts[0])) {
                throw new WrongUsage("\"%s\" is not known here.".formatted(argument));
            } else if (parts.length == 2) {
                put(parts[0], parts[1]);
            } else if (i + 1 < arguments.size()) {
                i++;
                put(parts[0], arguments.get(i));
            } else {
                throw new WrongUsage("%s wants a value.".formatted(argument));
            }
        }
    }

    private void put(String name, String value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    List<String> words() {
        return words;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> value(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw new WrongUsage("--%s is given twice.".formatted(name));
        }
        return all.stream().findFirst();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<Path> path(String name) {
        return value(name).map(Options::toPath);
    }

    List<Path> paths(String name) {
        return all(name).stream().map(Options::toPath).toList();
    }

    Path wanted(String name) {
        return path(name).orElseThrow(() -> new WrongUsage("--%s is missing.".formatted(name)));
    }

    private static Path toPath(String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            throw new WrongUsage("\"%s\" is no path.".formatted(value));
        }
    }
}
