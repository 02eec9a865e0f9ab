package org.yimen.hotline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.Problem;
import org.yimen.catalogue.Spelling;
import org.yimen.catalogue.YamlTree;
import org.yimen.catalogue.YamlTree.Branch;
import org.yimen.hotline.OrderType.AccusedRule;
import org.yimen.hotline.OrderType.Audience;
import org.yimen.hotline.OrderType.Limit;
import org.yimen.hotline.OrderType.Limits;
import org.yimen.hotline.OrderType.Need;
import org.yimen.hotline.OrderType.Origin;
import org.yimen.hotline.OrderType.Urgent;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;

/** The types of orders and the topics by which they find a unit, read as strictly as the catalogue. */
public record OrderTypes(List<OrderType> types, List<Topic> topics, List<Area> areas) {

    /** The topic of what belongs under no other, and of what officers raise. */
    public static final String OTHER = "other";

    /** People say 青石桥 and leave out that it is a sub-district. */
    private static final Pattern SUFFIX = Pattern.compile("(街道|镇|乡)$");

    private static final String FILE = "orders/types.yaml";
    private static final Text NO_TEXT = Text.of("");
    private static final Limit NO_LIMIT =
            new Limit(TimeLimit.sameDay(), new Basis("", "", Basis.Level.NORMATIVE_DOCUMENT, false));

    /**
     * What an order is about.
     *
     * @param unit whose duty it is until a consultation decides otherwise, or null where the dispatcher must think
     */
    public record Topic(String code, Text name, @Nullable String unit) {

        /** How many words of its name were said: two characters side by side are a word in most of them. */
        public long wordsIn(String text) {
            String zh = name.zh();
            return IntStream.rangeClosed(0, zh.length() - 2)
                    .mapToObj(at -> zh.substring(at, at + 2))
                    .filter(text::contains)
                    .count();
        }
    }

    /**
     * 街道、乡镇: where a matter is, for the map of what people bring.
     *
     * @param row and {@code column} where its tile lies on the map, from the north-west
     */
    public record Area(String code, Text name, int row, int column) {}

    public OrderTypes {
        types = List.copyOf(types);
        topics = List.copyOf(topics);
        areas = List.copyOf(areas);
    }

    /** What this build brings along; everything that is wrong with it is said at once. */
    public static OrderTypes bundled() {
        try {
            return of(FILE, new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static OrderTypes of(String file, String yaml) {
        var tree = new YamlTree(file, yaml);
        Branch root = tree.root();
        var read = new OrderTypes(
                root.branches("types", OrderTypes::type),
                root.branches("topics", OrderTypes::topic),
                root.branches("areas", OrderTypes::area));
        var codes = new HashSet<String>();
        for (OrderType type : read.types()) {
            if (!codes.add(type.code() + "/" + type.version())) {
                root.wrong("types", type.code() + " has version " + type.version() + " twice");
            }
            if ((type.origin() == Origin.OFFICER) == type.raisedBy().isEmpty()) {
                root.wrong("types", type.code() + " must say by whom it is raised, if and only if an officer does");
            }
            if (type.limits().stream().noneMatch(each -> each.regions().contains(Limits.ANY))) {
                root.wrong("types", type.code() + " has no limits for any region");
            }
        }
        root.close();
        if (!tree.problems().isEmpty()) {
            throw new IllegalStateException(
                    tree.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return read;
    }

    /** The newest version of each type, in the file's order. */
    public List<OrderType> current() {
        return types.stream()
                .filter(type -> types.stream()
                        .noneMatch(other -> other.code().equals(type.code()) && other.version() > type.version()))
                .toList();
    }

    /** Those that people may report. */
    public List<OrderType> offered() {
        return current().stream()
                .filter(type -> type.origin() == Origin.REPORTER)
                .toList();
    }

    /** Those that officers raise. */
    public List<OrderType> raised() {
        return current().stream()
                .filter(type -> type.origin() == Origin.OFFICER)
                .toList();
    }

    /** Those that somebody may bring himself, for himself or for a firm. */
    public List<OrderType> openTo(boolean firm) {
        return offered().stream().filter(type -> type.isOpenTo(firm)).toList();
    }

    public Optional<OrderType> current(String code) {
        return current().stream().filter(type -> type.code().equals(code)).findFirst();
    }

    public OrderType version(String code, int version) {
        return types.stream()
                .filter(type -> type.code().equals(code) && type.version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No such order type: " + code + " " + version));
    }

    public Optional<Topic> topic(String code) {
        return topics.stream().filter(topic -> topic.code().equals(code)).findFirst();
    }

    public Optional<Area> area(String code) {
        return areas.stream().filter(area -> area.code().equals(code)).findFirst();
    }

    /** 像是: the topic of whose name most words were said; none where two are as near. */
    public Optional<Topic> nearest(String text) {
        Topic nearest = null;
        long most = 0;
        for (Topic topic : topics) {
            long words = topic.wordsIn(text);
            nearest = words > most ? topic : words == most ? null : nearest;
            most = Math.max(most, words);
        }
        return Optional.ofNullable(nearest);
    }

    /** The first area that the text names; people leave out whether it is a street or a town. */
    public Optional<Area> named(String text) {
        return areas.stream()
                .filter(each -> text.contains(SUFFIX.matcher(each.name().zh()).replaceFirst("")))
                .findFirst();
    }

    private static Area area(Branch branch) {
        return new Area(
                branch.word("code"),
                branch.value("name", NO_TEXT, Spelling::text),
                branch.value("row", 0, Spelling::count),
                branch.value("column", 0, Spelling::count));
    }

    private static Topic topic(Branch branch) {
        return new Topic(
                branch.value("code", "", Spelling::code),
                branch.value("name", NO_TEXT, Spelling::text),
                branch.optionalWord("unit").orElse(null));
    }

    private static OrderType type(Branch branch) {
        return new OrderType(
                branch.value("code", "", Spelling::code),
                branch.value("version", 1, Spelling::count),
                branch.value("name", NO_TEXT, Spelling::text),
                branch.value("what", NO_TEXT, Spelling::text),
                branch.value("origin", Origin.REPORTER, Spelling.oneOf(Origin.class)),
                branch.value("accused", AccusedRule.NEVER, Spelling.oneOf(AccusedRule.class)),
                branch.value("at-once", false, Spelling::truth),
                branch.value("complaint", false, Spelling::truth),
                branch.values("verdicts", Spelling.oneOf(Verdict.class)),
                branch.values("raised-by", word -> word),
                branch.value("returns", 0, Spelling::count),
                branch.branches("limits", OrderTypes::limits),
                branch.optional("audience", Audience.EVERYBODY, Spelling.oneOf(Audience.class)),
                branch.optionalWord("lead").orElse(null),
                Set.copyOf(branch.values("needs", Spelling.oneOf(Need.class))));
    }

    private static Limits limits(Branch branch) {
        return new Limits(
                Set.copyOf(branch.values("regions", word -> word)),
                branch.branch("dispatch", NO_LIMIT, OrderTypes::limit),
                branch.branch("answer", NO_LIMIT, OrderTypes::limit),
                branch.branch("handle", NO_LIMIT, OrderTypes::limit),
                branch.optionalBranch("complex", OrderTypes::limit).orElse(null),
                branch.optionalBranch("appeal", OrderTypes::limit).orElse(null),
                branch.optionalBranch("verify", OrderTypes::limit).orElse(null),
                branch.value("extension", 0, Spelling::count),
                branch.optionalBranch("urgent", OrderTypes::urgent).orElse(null));
    }

    private static Urgent urgent(Branch branch) {
        return new Urgent(
                branch.branch("answer", NO_LIMIT, OrderTypes::limit),
                branch.branch("handle", NO_LIMIT, OrderTypes::limit));
    }

    private static Limit limit(Branch branch) {
        return new Limit(
                branch.value("limit", TimeLimit.sameDay(), Spelling::limit),
                new Basis(
                        branch.word("instrument"),
                        branch.word("article"),
                        branch.value("level", Basis.Level.NORMATIVE_DOCUMENT, Spelling.oneOf(Basis.Level.class)),
                        branch.value("verified", false, Spelling::truth)));
    }
}
