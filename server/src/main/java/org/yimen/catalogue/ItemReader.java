package org.yimen.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Plan;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.ItemVersion.Business;
import org.yimen.catalogue.ItemVersion.ClockStart;
import org.yimen.catalogue.ItemVersion.Commitment;
import org.yimen.catalogue.ItemVersion.Condition;
import org.yimen.catalogue.ItemVersion.Faq;
import org.yimen.catalogue.ItemVersion.Fee;
import org.yimen.catalogue.ItemVersion.ItemType;
import org.yimen.catalogue.ItemVersion.Limits;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Material.Checkpoint;
import org.yimen.catalogue.ItemVersion.Mode;
import org.yimen.catalogue.ItemVersion.Oversight;
import org.yimen.catalogue.ItemVersion.PastPromise;
import org.yimen.catalogue.ItemVersion.Quota;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.catalogue.ItemVersion.Result;
import org.yimen.catalogue.ItemVersion.Result.Shown;
import org.yimen.catalogue.ItemVersion.RiskField;
import org.yimen.catalogue.ItemVersion.Transfer;
import org.yimen.catalogue.ItemVersion.Visits;
import org.yimen.catalogue.YamlTree.Branch;
import org.yimen.form.Form;
import org.yimen.form.Question.Choice;
import org.yimen.form.Terms;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;

/** Reads one item version from its file. What the file lacks is a problem of the tree; the stand-ins never leave here. */
final class ItemReader {

    private static final Text NO_TEXT = Text.of("");
    private static final LocalDate NO_DAY = LocalDate.EPOCH;
    private static final Basis NO_BASIS = new Basis("", "", Basis.Level.NORMATIVE_DOCUMENT, false);

    private ItemReader() {}

    static ItemVersion read(Branch file, Map<String, List<Choice>> lists) {
        var conditions = new ArrayList<Condition>();
        file.values("conditions", Spelling::text).forEach(text -> conditions.add(condition(conditions, text, false)));
        file.values("exclusions", Spelling::text).forEach(text -> conditions.add(condition(conditions, text, true)));
        Form form = FormReader.read(file, lists);
        return new ItemVersion(
                file.value("code", "", Spelling::code),
                file.value("number", 1, Spelling::count),
                file.value("effectiveOn", NO_DAY, Spelling::date),
                file.word("taskCode"),
                text(file, "name"),
                text(file, "summary"),
                file.values("aliases", word -> word),
                file.value("type", ItemType.PUBLIC_SERVICE, Spelling.oneOf(ItemType.class)),
                file.value("regime", Regime.SERVICE, Spelling.oneOf(Regime.class)),
                file.word("caseClass"),
                file.word("department"),
                new LinkedHashSet<>(file.values("audiences", Spelling.oneOf(Audience.class))),
                file.values("themes", Spelling::code),
                file.branches("basis", ItemReader::basis),
                conditions,
                file.branches("materials", material -> material(material, form)),
                form,
                new Plan(file.branches("plan", ItemReader::element), file.values("copies", word -> word)),
                file.branch("limits", NO_LIMITS, ItemReader::limits),
                file.branch("fee", new Fee(false, NO_TEXT, null), fee -> fee(fee, form)),
                file.branch("result", new Result(NO_TEXT, "", null, null, List.of()), ItemReader::result),
                file.branch("visits", new Visits(0, null), ItemReader::visits),
                file.optionalBranch("quota", ItemReader::quota).orElse(null),
                file.branches("faq", faq -> new Faq(text(faq, "question"), text(faq, "answer"))),
                file.branches("history", ItemReader::past),
                file.branch("mode", NO_MODE, ItemReader::mode),
                file.optionalBranch("commitment", ItemReader::commitment).orElse(null),
                file.optionalBranch("oversight", ItemReader::oversight).orElse(Oversight.USUAL),
                file.optionalBranch("business", ItemReader::business).orElse(null),
                file.optionalBranch("transferredFrom", ItemReader::transfer).orElse(null));
    }

    private static Condition condition(List<Condition> before, Text text, boolean excludes) {
        return new Condition("c" + (before.size() + 1), text, excludes);
    }

    private static final Limits NO_LIMITS = new Limits(
            TimeLimit.sameDay(), NO_BASIS, null, null, null, ClockStart.ACCEPTANCE, null, TimeLimit.sameDay(), 0, null);

    private static final Mode NO_MODE = new Mode(java.util.Set.of(), java.util.Set.of(), Mode.Scope.CITY, false, false);

    static Text text(Branch branch, String key) {
        return branch.value(key, NO_TEXT, Spelling::text);
    }

    static @Nullable Text optionalText(Branch branch, String key) {
        return branch.<@Nullable Text>optional(key, null, Spelling::text);
    }

    static Basis basis(Branch branch) {
        return new Basis(
                branch.word("instrument"),
                branch.word("article"),
                branch.value("level", Basis.Level.NORMATIVE_DOCUMENT, Spelling.oneOf(Basis.Level.class)),
                branch.value("verified", false, Spelling::truth));
    }

    private static @Nullable Basis optionalBasis(Branch branch, String key) {
        return branch.optionalBranch(key, ItemReader::basis).orElse(null);
    }

    private static Commitment commitment(Branch branch) {
        return new Commitment(
                branch.values("replaces", Spelling::code),
                text(branch, "promise"),
                text(branch, "liability"),
                text(branch, "method"),
                branch.value("checkWithin", TimeLimit.sameDay(), Spelling::limit),
                branch.branch("basis", NO_BASIS, ItemReader::basis),
                optionalBasis(branch, "listed"));
    }

    private static Oversight oversight(Branch branch) {
        return new Oversight(
                branch.<@Nullable String>optional("supervisor", null, word -> word),
                branch.optional("secondDecider", false, Spelling::truth),
                branch.optional("safety", false, Spelling::truth),
                Set.copyOf(branch.values("fields", Spelling.oneOf(RiskField.class))));
    }

    private static Business business(Branch branch) {
        return new Business(
                branch.value("kind", Business.Kind.CHANGE, Spelling.oneOf(Business.Kind.class)),
                branch.value("licenceType", "", Spelling::code),
                branch.<@Nullable TimeLimit>optional("leadTime", null, Spelling::limit),
                optionalBasis(branch, "basis"));
    }

    private static Material material(Branch branch, Form form) {
        return new Material(
                branch.value("code", "", Spelling::code),
                text(branch, "name"),
                optionalText(branch, "note"),
                branch.value("supply", Material.Supply.APPLICANT, Spelling.oneOf(Material.Supply.class)),
                branch.optional("required", true, Spelling::truth),
                branch.optional("tolerable", false, Spelling::truth),
                optionalText(branch, "issuer"),
                branch.expression("onlyIf", source -> Terms.of(form.questions()).claim(source)),
                optionalBasis(branch, "basis"),
                optionalText(branch, "sample"),
                checkpoints(branch),
                branch.optionalBranch("term", ItemReader::term).orElse(null));
    }

    private static Material.Term term(Branch branch) {
        return new Material.Term(
                branch.value("months", 0, Spelling::count),
                branch.value("from", "", Spelling::code),
                branch.branch("basis", NO_BASIS, ItemReader::basis));
    }

    private static List<Checkpoint> checkpoints(Branch branch) {
        var points = new ArrayList<Checkpoint>();
        var _ = branch.branches("checkpoints", point -> {
            String number = Integer.toString(points.size() + 1);
            points.add(new Checkpoint(
                    point.optional("code", number, Spelling::code),
                    text(point, "look"),
                    text(point, "pass"),
                    optionalText(point, "mistake"),
                    point.optional("mandatory", true, Spelling::truth)));
            return number;
        });
        return points;
    }

    private static Plan.Element element(Branch branch) {
        if (branch.has("step")) {
            return new Plan.Step(
                    branch.value("step", "", Spelling::code),
                    text(branch, "name"),
                    branch.value("procedure", Plan.Procedure.VERIFICATION, Spelling.oneOf(Plan.Procedure.class)),
                    branch.word("department"),
                    branch.value("limit", TimeLimit.sameDay(), Spelling::limit),
                    branch.value("stopsClock", false, Spelling::truth),
                    branch.word("basis"),
                    branch.value("always", true, Spelling::truth),
                    branch.branches(
                            "checklist",
                            point -> new Plan.Point(point.value("point", "", Spelling::code), text(point, "text"))));
        }
        return new Plan.Stage(
                branch.value("stage", "", Spelling::code),
                text(branch, "name"),
                branch.value("act", Plan.Act.REVIEW, Spelling.oneOf(Plan.Act.class)),
                branch.values("departments", word -> word),
                branch.value("limit", TimeLimit.sameDay(), Spelling::limit));
    }

    private static Limits limits(Branch branch) {
        return new Limits(
                branch.value("answer", TimeLimit.sameDay(), Spelling::limit),
                branch.branch("answerBasis", NO_BASIS, ItemReader::basis),
                optionalBasis(branch, "silence"),
                branch.<@Nullable TimeLimit>optional("statutory", null, Spelling::limit),
                optionalBasis(branch, "statutoryBasis"),
                branch.optional("starts", ClockStart.ACCEPTANCE, Spelling.oneOf(ClockStart.class)),
                branch.<@Nullable LocalDate>optional("windowEndsOn", null, Spelling::date),
                branch.value("promised", TimeLimit.sameDay(), Spelling::limit),
                branch.optional("extension", 0, Spelling::count),
                optionalBasis(branch, "extensionBasis"),
                optionalBasis(branch, "joint"),
                branch.<@Nullable LocalDate>optional("windowStartsOn", null, Spelling::date));
    }

    private static Fee fee(Branch branch, Form form) {
        return new Fee(
                branch.value("charged", false, Spelling::truth),
                text(branch, "text"),
                optionalBasis(branch, "basis"),
                branch.branches("lines", line -> feeLine(line, form)));
    }

    private static FeeLine feeLine(Branch branch, Form form) {
        return new FeeLine(
                branch.value("code", "", Spelling::code),
                text(branch, "name"),
                branch.branch("basis", NO_BASIS, ItemReader::basis),
                text(branch, "standard"),
                text(branch, "unit"),
                branch.<@Nullable String>optional("count", null, Spelling::code),
                branch.values("rates", Spelling::rate),
                branch.expression("onlyIf", source -> Terms.of(form.questions()).claim(source)),
                text(branch, "payee"));
    }

    private static Result result(Branch branch) {
        return new Result(
                text(branch, "name"),
                branch.value("licenceType", "", Spelling::code),
                branch.<@Nullable Integer>optional("validMonths", null, Spelling::count),
                optionalText(branch, "validity"),
                branch.values("shows", ItemReader::shown));
    }

    /** {@code place-kind = 场所类别}. */
    private static Shown shown(String text) {
        String[] parts = text.split("=", 2);
        if (parts.length < 2 || parts[1].isBlank()) {
            throw new IllegalArgumentException(
                    "Expected a question and what it is called on paper, as in place-kind = 场所类别");
        }
        return new Shown(Spelling.code(parts[0].strip()), parts[1].strip());
    }

    private static Visits visits(Branch branch) {
        return new Visits(branch.value("number", 0, Spelling::count), optionalText(branch, "reason"));
    }

    private static Quota quota(Branch branch) {
        return new Quota(
                branch.branch("basis", NO_BASIS, ItemReader::basis),
                branch.<@Nullable Integer>optional("places", null, Spelling::count),
                text(branch, "rule"),
                branch.optional("order", Quota.Order.ACCEPTANCE, Spelling.oneOf(Quota.Order.class)),
                optionalBasis(branch, "orderBasis"));
    }

    private static Transfer transfer(Branch branch) {
        return new Transfer(branch.word("department"), branch.branch("basis", NO_BASIS, ItemReader::basis));
    }

    private static PastPromise past(Branch branch) {
        return new PastPromise(
                branch.value("version", 0, Spelling::count),
                branch.value("effectiveOn", NO_DAY, Spelling::date),
                branch.value("promised", TimeLimit.sameDay(), Spelling::limit));
    }

    private static Mode mode(Branch branch) {
        return new Mode(
                new LinkedHashSet<>(branch.values("channels", Spelling.oneOf(Mode.Channel.class))),
                new LinkedHashSet<>(branch.values("depth", Spelling.oneOf(Mode.Depth.class))),
                branch.value("scope", Mode.Scope.CITY, Spelling.oneOf(Mode.Scope.class)),
                branch.value("express", false, Spelling::truth),
                branch.value("payOnline", false, Spelling::truth),
                optionalText(branch, "lineSystem"));
    }
}
