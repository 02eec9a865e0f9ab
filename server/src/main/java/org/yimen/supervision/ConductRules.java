package org.yimen.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.Problem;
import org.yimen.catalogue.Spelling;
import org.yimen.catalogue.YamlTree;
import org.yimen.catalogue.YamlTree.Branch;
import org.yimen.hotline.OrderRow;
import org.yimen.platform.Text;
import org.yimen.supervision.Inquiry.Finding;

/**
 * 效能调查的规则, as data: what may be looked into, what may follow from it, and how many points each costs.
 *
 * @param gates which orders are upheld only after an inquiry, by their type and whom they name
 * @param promise what an upheld missed promise costs
 * @param terms by when each stage of an inquiry is done
 * @param appeal how many days after the decision its addressee may appeal, the day of the decision not counted
 */
public record ConductRules(
        List<Kind> kinds,
        List<Gate> gates,
        List<Sanction> sanctions,
        Points promise,
        Cluster cluster,
        Terms terms,
        Appeal appeal) {

    /** The most points of one record. */
    public static final int MOST_POINTS = 12;

    private static final String FILE = "supervision/conduct.yaml";
    private static final Text NO_TEXT = Text.of("");

    /** Where something to look into comes from. */
    public enum From {
        /** 效能投诉: somebody complained, and reads an answer. */
        COMPLAINT,
        /** 问题线索: it came to the knowledge of the office. */
        CLUE
    }

    public record Kind(String code, Text name, From from, Basis basis) {}

    /** Whom an order must name, so that it waits for an inquiry. */
    public enum Named {
        /** Somebody of the staff. */
        PERSON,
        /** A unit, or somebody of it. */
        UNIT
    }

    /** @param type code of an order's type */
    public record Gate(String type, Named accused) {

        boolean holds(OrderRow order) {
            return order.type().equals(type)
                    && (order.accusedPerson() != null || (accused == Named.UNIT && order.accusedDepartment() != null));
        }
    }

    public record Sanction(String code, Text name, Points points, Basis basis) {}

    /** @param leader of the unit's leader, who answers for it as well (一岗双责) */
    public record Points(int own, int leader) {}

    /**
     * When a training follows.
     *
     * @param count upheld complaints on one cause or person
     * @param days within which they came in, and over which the effect is counted
     * @param trainingDays by when the training is to be done
     */
    public record Cluster(int count, int days, int trainingDays) {}

    /**
     * Working days that a stage of an inquiry has; a complaint has its order's own limit until it is decided.
     *
     * @param clue from the opening to the decision or the transfer
     * @param appeal from the appeal to what comes of it
     * @param outcome from the transfer to what the body of discipline answers
     */
    public record Terms(int clue, int appeal, int outcome, Basis basis) {}

    public record Appeal(int days, Basis basis) {}

    public ConductRules {
        kinds = List.copyOf(kinds);
        gates = List.copyOf(gates);
        sanctions = List.copyOf(sanctions);
    }

    /** What this build brings along; everything that is wrong with it is said at once. */
    public static ConductRules bundled() {
        try {
            return of(new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static ConductRules of(String yaml) {
        var tree = new YamlTree(FILE, yaml);
        Branch root = tree.root();
        var read = new ConductRules(
                root.branches("kinds", ConductRules::kind),
                root.branches("gates", ConductRules::gate),
                root.branches("sanctions", ConductRules::sanction),
                root.branch("promise", new Points(0, 0), ConductRules::points),
                root.branch("cluster", new Cluster(1, 1, 1), ConductRules::cluster),
                root.branch("terms", new Terms(1, 1, 1, basis("", "")), ConductRules::terms),
                root.branch("appeal", new Appeal(1, basis("", "")), ConductRules::appeal));
        if (read.sanctions().stream().anyMatch(each -> each.points().own() > MOST_POINTS)) {
            root.wrong("sanctions", "nothing costs more than " + MOST_POINTS);
        }
        root.close();
        if (!tree.problems().isEmpty()) {
            throw new IllegalStateException(
                    tree.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return read;
    }

    public Optional<Kind> kind(String code) {
        return kinds.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** True where nothing of it is upheld without an inquiry (M-HOT-10, M-TIM-15). */
    boolean gates(OrderRow order) {
        return gates.stream().anyMatch(gate -> gate.holds(order));
    }

    /** Types of orders of which some wait for an inquiry. */
    List<String> gated() {
        return gates.stream().map(Gate::type).toList();
    }

    public Optional<Sanction> sanction(String code) {
        return sanctions.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /**
     * The sanction that follows; null where nothing is upheld.
     *
     * @throws SupervisionRefused where there is no such sanction, or it costs more than can be
     */
    @Nullable
    String follows(Finding finding, @Nullable String code, int points) {
        if (finding == Finding.NOT) {
            return null;
        }
        Sanction sanction = Optional.ofNullable(code)
                .flatMap(this::sanction)
                .orElseThrow(() -> new SupervisionRefused("supervision.inquiry.sanction"));
        if (points < 0 || points > MOST_POINTS) {
            throw new SupervisionRefused("supervision.inquiry.points", MOST_POINTS);
        }
        return sanction.code();
    }

    private static Kind kind(Branch branch) {
        return new Kind(
                branch.value("code", "", Spelling::code),
                branch.value("name", NO_TEXT, Spelling::text),
                branch.value("from", From.COMPLAINT, Spelling.oneOf(From.class)),
                basis(branch));
    }

    private static Gate gate(Branch branch) {
        return new Gate(
                branch.value("type", "", Spelling::code),
                branch.value("accused", Named.UNIT, Spelling.oneOf(Named.class)));
    }

    private static Sanction sanction(Branch branch) {
        return new Sanction(
                branch.value("code", "", Spelling::code),
                branch.value("name", NO_TEXT, Spelling::text),
                points(branch),
                basis(branch));
    }

    private static Points points(Branch branch) {
        return new Points(
                branch.value("points", 0, Spelling::count), branch.value("leader-points", 0, Spelling::count));
    }

    private static Cluster cluster(Branch branch) {
        return new Cluster(
                branch.value("count", 1, Spelling::count),
                branch.value("days", 1, Spelling::count),
                branch.value("training-days", 1, Spelling::count));
    }

    private static Terms terms(Branch branch) {
        return new Terms(
                branch.value("clue", 1, Spelling::count),
                branch.value("appeal", 1, Spelling::count),
                branch.value("outcome", 1, Spelling::count),
                basis(branch));
    }

    private static Appeal appeal(Branch branch) {
        return new Appeal(branch.value("days", 1, Spelling::count), basis(branch));
    }

    private static Basis basis(Branch branch) {
        return new Basis(
                branch.word("instrument"),
                branch.word("article"),
                branch.value("level", Basis.Level.NORMATIVE_DOCUMENT, Spelling.oneOf(Basis.Level.class)),
                branch.value("verified", false, Spelling::truth));
    }

    private static Basis basis(String instrument, String article) {
        return new Basis(instrument, article, Basis.Level.NORMATIVE_DOCUMENT, false);
    }
}
