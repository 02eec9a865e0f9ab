package org.yimen.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yimen.platform.web.Words;

/** The audit administrator reads words, never a code: whatever the source writes into the log is known and has a text. */
class AuditKindsTest {

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);
    private static final Words ENGLISH = Words.of(Locale.ENGLISH);

    private static final Pattern CALL = Pattern.compile("\\baudit\\w*\\s*\\.\\s*record(?:Attempt|Forged)?\\(");
    private static final Pattern CONSTANT = Pattern.compile("String ([A-Z_]+) =\\s*\"([^\"]+)\"");
    private static final Pattern NAMED = Pattern.compile("(?:(\\w+)\\.)?\\b([A-Z][A-Z_]+)\\b");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
    /** How a kind is spelt: the module, a dot, what happened. */
    private static final Pattern KIND = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*");

    /** Spelt like a kind and none: a setting, or the name of an attribute. */
    private static final Set<String> NO_KINDS =
            Set.of("talk.enquiry-days", "verification.outer-hours", "yimen.signed-in-at");

    private final Map<String, String> sources = sources();

    @Test
    void everyKindThatIsWrittenIsKnownAndHasItsWords() {
        var written = new TreeSet<String>();
        sources.forEach((name, text) -> written.addAll(kinds(name, text)));
        written.addAll(computed());

        assertThat(written).hasSizeGreaterThan(200);
        assertThat(AuditKinds.ALL).containsAll(written);
        assertThat(AuditKinds.ALL)
                .isSorted()
                .allMatch(kind -> CHINESE.knows("console.entry." + kind))
                .allMatch(kind -> !EntryWords.kind(kind, CHINESE).equals(kind))
                .allMatch(kind -> !EntryWords.kind(kind, ENGLISH).equals(kind));
    }

    /** Those that the code puts together from parts. */
    private Set<String> computed() {
        var computed = new TreeSet<String>();
        matches("Move.java", "\\b(TAKEN_IN[A-Z_,\\s]+)")
                .flatMap(names -> Stream.of(names.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(name -> !name.isEmpty())
                .forEach(name -> computed.add("custody." + name));
        sources.keySet().stream()
                .filter(name -> name.startsWith("Key"))
                .flatMap(name -> Stream.of("journal\\(\"([a-z-]+)\"", "exchange\\([^;]+\"([a-z-]+)\"\\)")
                        .flatMap(pattern -> matches(name, pattern)))
                .forEach(act -> computed.add("keys." + act));
        List<String> steps = List.of("proposed", "consented", "declined", "taken-back");
        sources.keySet().stream()
                .filter(name -> sources.getOrDefault(name, "").contains("implements FourEyes"))
                .flatMap(name -> matches(name, "public String kind\\(\\) \\{\\s*return ([\"\\w-]+);")
                        .map(said -> constants(name).getOrDefault(said, said.replace("\"", ""))))
                .forEach(kind -> steps.forEach(step -> computed.add("organisation." + kind + "-" + step)));
        return computed;
    }

    private Stream<String> matches(String name, String pattern) {
        return Pattern.compile(pattern)
                .matcher(sources.getOrDefault(name, ""))
                .results()
                .map(found -> found.group(1));
    }

    private Set<String> kinds(String name, String text) {
        var kinds = new TreeSet<String>();
        var call = CALL.matcher(text);
        boolean passedOn = false;
        while (call.find()) {
            List<String> arguments = arguments(text, call.end());
            if (arguments.size() < 4) {
                continue;
            }
            String kind = arguments.get(2);
            LITERAL.matcher(kind).results().map(found -> found.group(1)).forEach(kinds::add);
            NAMED.matcher(kind.replaceAll(LITERAL.pattern(), "")).results().forEach(found -> {
                String of = found.group(1) == null ? name : found.group(1) + ".java";
                kinds.add(constants(of).getOrDefault(found.group(2), ""));
            });
            passedOn |= kind.matches("[a-z]\\w*");
        }
        if (passedOn) {
            // The kind comes from somewhere else in the file: whatever is spelt like one there, and says nothing on
            // pages.
            LITERAL.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(literal -> !CHINESE.knows(literal))
                    .forEach(kinds::add);
            kinds.addAll(constants(name).values());
        }
        return kinds.stream()
                .filter(kind -> KIND.matcher(kind).matches() && !NO_KINDS.contains(kind) && !CHINESE.knows(kind))
                .collect(Collectors.toSet());
    }

    private Map<String, String> constants(String name) {
        var constants = new HashMap<String, String>();
        CONSTANT.matcher(sources.getOrDefault(name, ""))
                .results()
                .forEach(found -> constants.put(found.group(1), found.group(2)));
        return constants;
    }

    /** What stands between the brackets of a call, argument by argument. */
    private static List<String> arguments(String text, int from) {
        var arguments = new ArrayList<String>();
        var argument = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ')' || c == '}')) {
                if (depth-- == 0) {
                    break;
                }
            } else if (!quoted && c == ',' && depth == 0) {
                arguments.add(argument.toString().strip());
                argument.setLength(0);
                continue;
            }
            argument.append(c);
        }
        arguments.add(argument.toString().strip());
        return arguments;
    }

    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> String.valueOf(file.getFileName()),
                            AuditKindsTest::read,
                            (one, other) -> one + other,
                            TreeMap::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
