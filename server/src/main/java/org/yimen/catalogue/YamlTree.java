package org.yimen.catalogue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yimen.form.ExpressionBroken;

/**
 * A YAML file read strictly: every key must be known, every problem has its line, and reading goes on after one, so that
 * an author sees all of them at once. Values that could not be read come back as harmless stand-ins; whoever reads must
 * ask {@link #problems()} before using the result.
 */
public final class YamlTree {

    /** Far above our longest file; a larger one is a mistake. */
    private static final int MOST_CODE_POINTS = 400_000;

    /** Understands an expression, or says where it cannot. */
    interface Parser<T> {
        T parse(String source) throws ExpressionBroken;
    }

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final @Nullable Node root;

    public YamlTree(String file, String text) {
        this.file = file;
        this.root = compose(text);
    }

    private @Nullable Node compose(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CODE_POINTS);
        options.setMaxAliasesForCollections(0);
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node instanceof MappingNode) {
                return node;
            }
            problems.add(new Problem(file, 1, "The file is not a mapping of keys to values"));
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            int line = mark == null ? 1 : mark.getLine() + 1;
            problems.add(new Problem(file, line, "Not YAML: " + broken.getProblem()));
        } catch (YAMLException broken) {
            problems.add(new Problem(file, 1, "Not YAML: " + broken.getMessage()));
        }
        return null;
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The line of a path such as {@code materials[2].basis}, or of the nearest thing around it. */
    public int line(String path) {
        String known = path;
        while (!known.isEmpty() && !lines.containsKey(known)) {
            int cut = Math.max(known.lastIndexOf('.'), known.lastIndexOf('['));
            known = cut < 0 ? "" : known.substring(0, cut);
        }
        return lines.getOrDefault(known, 1);
    }

    public Branch root() {
        return new Branch("", root instanceof MappingNode mapping ? mapping : null, 1);
    }

    private void problem(int line, String reason) {
        problems.add(new Problem(file, line, reason));
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /**
     * The content as one line of text: keys sorted, comments and layout gone, so that its digest changes only when the
     * content does. {@code skipped} are keys of the root that are not content.
     */
    String canonical(Set<String> skipped) {
        var text = new StringBuilder();
        if (root != null) {
            write(root, text, skipped);
        }
        return text.toString();
    }

    private static void write(Node node, StringBuilder text, Set<String> skipped) {
        switch (node) {
            case MappingNode mapping -> {
                var sorted = new TreeMap<String, Node>();
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key && !skipped.contains(key.getValue())) {
                        sorted.put(key.getValue(), tuple.getValueNode());
                    }
                }
                text.append('{');
                sorted.forEach((key, value) -> {
                    quote(key, text);
                    text.append(':');
                    write(value, text, Set.of());
                    text.append(',');
                });
                text.append('}');
            }
            case SequenceNode sequence -> {
                text.append('[');
                for (Node each : sequence.getValue()) {
                    write(each, text, Set.of());
                    text.append(',');
                }
                text.append(']');
            }
            case ScalarNode scalar -> quote(scalar.getValue(), text);
            default -> throw new IllegalStateException("A node of an unknown kind: " + node.getNodeId());
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"')
                .append(value.strip().replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }

    /** One mapping of the file. */
    public final class Branch {

        private final String path;
        private final int line;
        private final Map<String, Node> values = new LinkedHashMap<>();
        private final Map<String, Integer> keyLines = new HashMap<>();
        private final Set<String> read = new HashSet<>();

        private Branch(String path, @Nullable MappingNode mapping, int line) {
            this.path = path;
            this.line = line;
            if (mapping == null) {
                return;
            }
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    problem(lineOf(tuple.getKeyNode()), "A key must be a word");
                    continue;
                }
                if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                    problem(lineOf(key), "The key '" + key.getValue() + "' stands here twice");
                }
                keyLines.put(key.getValue(), lineOf(key));
                lines.put(child(key.getValue()), lineOf(key));
            }
        }

        private String child(String key) {
            return path.isEmpty() ? key : path + "." + key;
        }

        public boolean has(String key) {
            return values.containsKey(key);
        }

        /** The keys as written, for mappings whose keys are data. */
        public List<String> keys() {
            return List.copyOf(values.keySet());
        }

        private @Nullable Node take(String key) {
            read.add(key);
            return values.get(key);
        }

        private int lineOfKey(String key) {
            return keyLines.getOrDefault(key, line);
        }

        public void wrong(String key, String reason) {
            problem(lineOfKey(key), "'" + key + "': " + reason);
        }

        /** Says which keys nobody has asked for; call it last. */
        public void close() {
            for (String key : values.keySet()) {
                if (!read.contains(key)) {
                    problem(
                            lineOfKey(key),
                            "Unknown key '" + key + "'; known here: "
                                    + String.join(", ", read.stream().sorted().toList()));
                }
            }
        }

        public String word(String key) {
            return optionalWord(key).orElseGet(() -> {
                missing(key);
                return "";
            });
        }

        private void missing(String key) {
            if (!values.containsKey(key)) {
                problem(line, "The key '" + key + "' is missing");
            }
        }

        public Optional<String> optionalWord(String key) {
            return switch (take(key)) {
                case null -> Optional.empty();
                case ScalarNode scalar
                when !scalar.getValue().isBlank() ->
                    Optional.of(scalar.getValue().strip());
                case Node _ -> {
                    wrong(key, "a word or a sentence is expected");
                    yield Optional.empty();
                }
            };
        }

        /** A scalar that {@code parse} understands; what it throws is the reason shown. */
        public <T> T value(String key, T standIn, Function<String, T> parse) {
            Optional<String> word = optionalWord(key);
            if (word.isEmpty()) {
                missing(key);
                return standIn;
            }
            return parsed(key, word.get(), standIn, parse);
        }

        /** As {@link #value}, and {@code absent} where the key is not there. */
        public <T extends @Nullable Object> T optional(String key, T absent, Function<String, T> parse) {
            Optional<String> word = optionalWord(key);
            return word.isEmpty() ? absent : parsed(key, word.get(), absent, parse);
        }

        private <T extends @Nullable Object> T parsed(String key, String word, T standIn, Function<String, T> parse) {
            try {
                return parse.apply(word);
            } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
                wrong(key, String.valueOf(wrong.getMessage()));
                return standIn;
            }
        }

        /** Reads an expression; what is wrong with it is said with line and column. Null where the key is not there. */
        <T> @Nullable T expression(String key, Parser<T> parser) {
            Optional<String> word = optionalWord(key);
            if (word.isEmpty() || !(values.get(key) instanceof ScalarNode scalar)) {
                return null;
            }
            try {
                return parser.parse(word.get());
            } catch (ExpressionBroken broken) {
                boolean quoted = scalar.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED
                        || scalar.getScalarStyle() == DumperOptions.ScalarStyle.SINGLE_QUOTED;
                int start = broken.line() > 1 ? 0 : scalar.getStartMark().getColumn() + (quoted ? 1 : 0);
                problems.add(new Problem(
                        file,
                        lineOf(scalar) + broken.line() - 1,
                        start + broken.column(),
                        "'" + key + "': " + broken.getMessage()));
                return null;
            }
        }

        /** A list of scalars; empty where the key is not there. */
        public <T> List<T> values(String key, Function<String, T> parse) {
            var list = new ArrayList<T>();
            Node node = take(key);
            if (node instanceof SequenceNode sequence) {
                for (Node each : sequence.getValue()) {
                    lines.put(child(key) + "[" + list.size() + "]", lineOf(each));
                    if (each instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                        try {
                            list.add(parse.apply(scalar.getValue().strip()));
                        } catch (IllegalArgumentException wrong) {
                            problem(lineOf(each), "'" + key + "': " + wrong.getMessage());
                        }
                    } else {
                        problem(lineOf(each), "'" + key + "': a word or a sentence is expected");
                    }
                }
            } else if (node != null) {
                wrong(key, "a list is expected");
            }
            return list;
        }

        /** A list of mappings; empty where the key is not there. */
        public <T> List<T> branches(String key, Function<Branch, T> reader) {
            var list = new ArrayList<T>();
            Node node = take(key);
            if (node instanceof SequenceNode sequence) {
                for (Node each : sequence.getValue()) {
                    String at = child(key) + "[" + list.size() + "]";
                    lines.put(at, lineOf(each));
                    if (each instanceof MappingNode mapping) {
                        list.add(readWhole(new Branch(at, mapping, lineOf(each)), reader));
                    } else {
                        problem(lineOf(each), "'" + key + "': a mapping is expected");
                    }
                }
            } else if (node != null) {
                wrong(key, "a list is expected");
            }
            return list;
        }

        /** A mapping; where it is missing that is a problem, and {@code reader} sees none of it. */
        public <T> T branch(String key, T standIn, Function<Branch, T> reader) {
            missing(key);
            return optionalBranch(key, reader).orElse(standIn);
        }

        public <T> Optional<T> optionalBranch(String key, Function<Branch, T> reader) {
            return switch (take(key)) {
                case null -> Optional.empty();
                case MappingNode mapping ->
                    Optional.of(readWhole(new Branch(child(key), mapping, lineOfKey(key)), reader));
                case Node _ -> {
                    wrong(key, "a mapping is expected");
                    yield Optional.empty();
                }
            };
        }

        private static <T> T readWhole(Branch branch, Function<Branch, T> reader) {
            T value = reader.apply(branch);
            branch.close();
            return value;
        }
    }
}
