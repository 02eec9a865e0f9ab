package org.yimen.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/**
 * The table of who may do what, {@code matrix/policy.txt}, written apart from the code that enforces it.
 *
 * <pre>
 * GET /desk/cases/{case}
 *   ok window director
 *   in stranger
 *   no *
 *   shows name: window director
 * </pre>
 */
record Policy(List<Rule> rules) {

    /** Who gets what another gets, unless a rule names him himself: {@code like owner = delegate}. */
    private static final String LIKE = "like ";

    /** What somebody gets. */
    enum Outcome {
        /** The page, or the redirect after a form. */
        OK,
        /** A rule of the matter itself refuses, e.g. for want of a letter or because something is missing. */
        REFUSED,
        /** Asked to sign in. */
        IN,
        /** Forbidden. */
        NO,
        /** Not there, as far as this caller may know. */
        NONE,
        /** No valid token. */
        TOKEN,
        /** Anything else; no rule of the policy says this. */
        BROKEN
    }

    /** A secret of the thing that is looked at. */
    enum Field {
        NAME,
        NUMBER,
        PHONE,
        ANSWER
    }

    /**
     * @param path with {thing} for one of {@link Things}
     * @param form what a form sends
     * @param shows which callers see a field in full
     */
    record Rule(
            int line,
            String method,
            String path,
            Map<String, String> form,
            Map<String, Outcome> outcomes,
            Map<Field, Set<String>> shows,
            Map<String, String> like) {

        Outcome of(String caller) {
            String named = outcomes.containsKey(caller) ? caller : like.getOrDefault(caller, caller);
            Outcome outcome = outcomes.getOrDefault(named, outcomes.get("*"));
            if (outcome == null) {
                throw new IllegalStateException("policy.txt:" + line + " says nothing of " + caller);
            }
            return outcome;
        }

        boolean mayShow(Field field, String caller) {
            // By his own name only: who acts for another is shown less than he is.
            return shows.getOrDefault(field, Set.of()).contains(caller);
        }

        @Override
        public String toString() {
            return method + " " + path + (form.isEmpty() ? "" : " " + form);
        }
    }

    static Policy read() {
        try {
            String text = new ClassPathResource("matrix/policy.txt").getContentAsString(UTF_8);
            return parse(text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Policy parse(List<String> lines) {
        var groups = new LinkedHashMap<String, List<String>>();
        var like = new LinkedHashMap<String, String>();
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "");
            if (line.isBlank()) {
                continue;
            }
            if (line.startsWith("group ")) {
                String[] parts = line.substring(6).split("=", 2);
                groups.put(parts[0].strip(), callers(parts[1], groups));
            } else if (line.startsWith(LIKE)) {
                String[] parts = line.substring(LIKE.length()).split("=", 2);
                callers(parts[1], groups).forEach(each -> like.put(each, parts[0].strip()));
            } else if (!line.startsWith(" ")) {
                rules.add(head(i + 1, line.strip(), like));
            } else {
                fill(rules.getLast(), line.strip(), groups);
            }
        }
        return new Policy(List.copyOf(rules));
    }

    private static Rule head(int number, String line, Map<String, String> like) {
        String[] parts = line.split("\\s+", 3);
        var form = new LinkedHashMap<String, String>();
        if (parts.length == 3) {
            for (String field : parts[2].split("&", -1)) {
                String[] pair = field.split("=", 2);
                form.put(pair[0], pair[1]);
            }
        }
        return new Rule(number, parts[0], parts[1], form, new LinkedHashMap<>(), new LinkedHashMap<>(), like);
    }

    private static void fill(Rule rule, String line, Map<String, List<String>> groups) {
        if (line.startsWith("shows ")) {
            String[] parts = line.substring(6).split(":", 2);
            Field field = Field.valueOf(parts[0].strip().toUpperCase(Locale.ROOT));
            rule.shows().put(field, new LinkedHashSet<>(callers(parts[1], groups)));
            return;
        }
        String[] parts = line.split("\\s+", 2);
        Outcome outcome = Outcome.valueOf(parts[0].toUpperCase(Locale.ROOT));
        for (String caller : callers(parts[1], groups)) {
            rule.outcomes().putIfAbsent(caller, outcome);
        }
    }

    private static List<String> callers(String names, Map<String, List<String>> groups) {
        var callers = new ArrayList<String>();
        for (String name : names.strip().split("\\s+", -1)) {
            callers.addAll(groups.getOrDefault(name, List.of(name)));
        }
        return callers;
    }
}
