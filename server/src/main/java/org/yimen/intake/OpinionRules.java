package org.yimen.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.Problem;
import org.yimen.catalogue.Spelling;
import org.yimen.catalogue.YamlTree;
import org.yimen.catalogue.YamlTree.Branch;
import org.yimen.platform.Text;

/**
 * 舆情分级, as data.
 *
 * @param raiseAfter so often seen once more, an issue goes up a level
 * @param levels from the lowest to the highest
 */
public record OpinionRules(int raiseAfter, Basis basis, List<Level> levels) {

    private static final String FILE = "orders/opinions.yaml";
    private static final Text NO_TEXT = Text.of("");

    /** @param hours within which it is answered, counted by the hour and not by the working day */
    public record Level(String code, Text name, int hours) {}

    public OpinionRules {
        levels = List.copyOf(levels);
    }

    /** What this build brings along. */
    static OpinionRules bundled() {
        try {
            return of(FILE, new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static OpinionRules of(String file, String yaml) {
        var tree = new YamlTree(file, yaml);
        Branch root = tree.root();
        var read = new OpinionRules(
                root.value("raise-after", 1, Spelling::count),
                new Basis(
                        root.word("instrument"),
                        root.word("article"),
                        root.value("level", Basis.Level.NORMATIVE_DOCUMENT, Spelling.oneOf(Basis.Level.class)),
                        root.value("verified", false, Spelling::truth)),
                root.branches(
                        "levels",
                        branch -> new Level(
                                branch.value("code", "", Spelling::code),
                                branch.value("name", NO_TEXT, Spelling::text),
                                branch.value("hours", 1, Spelling::count))));
        if (read.levels().isEmpty() || read.raiseAfter() < 1) {
            root.wrong("levels", "at least one level, and a number of times after which an issue goes up");
        }
        root.close();
        if (!tree.problems().isEmpty()) {
            throw new IllegalStateException(
                    tree.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return read;
    }

    public Level level(int index) {
        return levels.get(Math.clamp(index, 0, levels.size() - 1));
    }

    /** The level of an issue that began at {@code first} and was seen again so often. */
    public int after(int first, int again) {
        return Math.min(first + again / raiseAfter, levels.size() - 1);
    }

    /** By when an issue of that level is answered that is known since {@code from}. */
    public Instant dueBy(int index, Instant from) {
        return from.plus(Duration.ofHours(level(index).hours()));
    }
}
