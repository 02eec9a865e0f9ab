package org.yimen.rating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.yimen.catalogue.Problem;
import org.yimen.catalogue.Spelling;
import org.yimen.catalogue.YamlTree;
import org.yimen.catalogue.YamlTree.Branch;
import org.yimen.insight.Period;
import org.yimen.platform.Text;
import org.yimen.survey.Satisfaction;

/**
 * 评价规则 as data: what a level weighs, how many stars an item has, what looks as if staff had rated themselves, and by what
 * causes bad ratings are sorted. Read as strictly as the catalogue; a city that wants other numbers changes the file.
 *
 * @param fewest ratings of an item below which it has no stars and nothing about it is public
 * @param period for which stars are published
 * @param grades the best first
 */
public record RatingPolicy(
        Map<Level, Integer> points,
        int fewest,
        Period.Kind period,
        List<Grade> grades,
        List<SignRule> signs,
        List<Cause> causes) {

    private static final String FILE = "ratings/policy.yaml";
    private static final Text NO_TEXT = Text.of("");

    /**
     * What so many stars take.
     *
     * @param score at least, on 100
     * @param good per cent of good ones, at least
     */
    public record Grade(int stars, int score, int good) {}

    /**
     * One rule of what looks as if staff had rated themselves.
     *
     * @param count so many ratings, and {@code minutes} within which they come
     * @param seconds after the service at most
     * @param after from this time of the day on
     * @param points percentage points above all others
     */
    public record SignRule(Look look, int count, int minutes, int seconds, LocalTime after, int points) {}

    /** What a rule looks at. */
    public enum Look {
        /** Many from one device at one counter. */
        DEVICE,
        /** Many from one session at one counter. */
        SESSION,
        /** Many of one phone at one counter. */
        PHONE,
        /** Only the best level and no word, when the hall is about to close. */
        CLOSING,
        /** So soon that nobody had the time. */
        AT_ONCE,
        /** From a number that staff has stated as its own. */
        OWN_NUMBER,
        /** The share of the best level is out of line with all others. */
        SHARE;

        public String key() {
            return "rating.sign." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Why something was rated badly, with the tags that speak for it. */
    public record Cause(String code, Text name, Set<String> tags) {
        public Cause {
            tags = Set.copyOf(tags);
        }
    }

    public RatingPolicy {
        points = Map.copyOf(points);
        grades = List.copyOf(grades);
        signs = List.copyOf(signs);
        causes = List.copyOf(causes);
    }

    /** What this build brings along; everything that is wrong with it is said at once. */
    public static RatingPolicy bundled() {
        try {
            return of(FILE, new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static RatingPolicy of(String file, String yaml) {
        var tree = new YamlTree(file, yaml);
        Branch root = tree.root();
        var points = new EnumMap<Level, Integer>(Level.class);
        for (Worth worth : root.branches("points", RatingPolicy::worth)) {
            points.put(worth.level(), worth.points());
        }
        if (points.size() != Level.values().length) {
            root.wrong("points", "each level has its points");
        }
        var read = new RatingPolicy(
                points,
                root.value("fewest", Figures.FEWEST, Spelling::count),
                root.value("period", Period.Kind.QUARTER, Spelling.oneOf(Period.Kind.class)),
                root.branches("grades", RatingPolicy::grade),
                root.branches("signs", RatingPolicy::sign),
                root.branches("causes", RatingPolicy::cause));
        if (read.fewest() < Figures.FEWEST) {
            root.wrong("fewest", "fewer than " + Figures.FEWEST + " tell who said what");
        }
        root.close();
        if (!tree.problems().isEmpty()) {
            throw new IllegalStateException(
                    tree.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return read;
    }

    private record Worth(Level level, int points) {}

    private static Worth worth(Branch branch) {
        return new Worth(
                branch.value("level", Level.FAIR, Spelling.oneOf(Level.class)),
                branch.value("points", 0, Spelling::count));
    }

    private static Grade grade(Branch branch) {
        return new Grade(
                branch.value("stars", 1, Spelling::count),
                branch.value("score", 0, Spelling::count),
                branch.value("good", 0, Spelling::count));
    }

    private static SignRule sign(Branch branch) {
        return new SignRule(
                branch.value("look", Look.DEVICE, Spelling.oneOf(Look.class)),
                branch.value("count", 1, Spelling::count),
                branch.optional("minutes", 0, Spelling::count),
                branch.optional("seconds", 0, Spelling::count),
                branch.optional("after", LocalTime.MIN, LocalTime::parse),
                branch.optional("points", 0, Spelling::count));
    }

    private static Cause cause(Branch branch) {
        return new Cause(
                branch.value("code", "", Spelling::code),
                branch.value("name", NO_TEXT, Spelling::text),
                Set.copyOf(branch.values("tags", word -> word)));
    }

    /** 得分 and 满意率 of ratings by level. */
    public Satisfaction satisfaction(Figures figures) {
        return Satisfaction.of(
                Arrays.stream(Level.values()).collect(Collectors.toMap(level -> level, figures::of)),
                points,
                Arrays.stream(Level.values()).filter(Level::isGood).collect(Collectors.toSet()));
    }

    /** True where so many were rated in time that figures of it may be shown to everybody. */
    public boolean shows(Figures figures) {
        return figures.rated() >= fewest;
    }

    /** 星级: how many stars these ratings make; empty where they are too few. */
    public Optional<Integer> stars(Figures figures) {
        if (!shows(figures)) {
            return Optional.empty();
        }
        Satisfaction all = satisfaction(figures);
        return grades.stream()
                .filter(grade ->
                        all.reaches(grade.score()) && all.satisfied() * 100 >= (long) grade.good() * all.valid())
                .map(Grade::stars)
                .findFirst()
                .or(() -> Optional.of(1));
    }

    public Optional<Cause> cause(String code) {
        return causes.stream().filter(cause -> cause.code().equals(code)).findFirst();
    }

    /** Which cause the tags speak for: what whoever sorts is offered first. */
    public Optional<Cause> likely(List<String> tags) {
        return causes.stream()
                .filter(cause -> tags.stream().anyMatch(cause.tags()::contains))
                .findFirst();
    }
}
