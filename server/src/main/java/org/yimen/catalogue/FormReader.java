package org.yimen.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.YamlTree.Branch;
import org.yimen.form.Claim;
import org.yimen.form.Field;
import org.yimen.form.Form;
import org.yimen.form.Question;
import org.yimen.form.Question.Choice;
import org.yimen.form.Question.When;
import org.yimen.form.Terms;
import org.yimen.platform.Text;

/** Reads a form from its file, and compiles what its questions make of each other while it goes. */
public final class FormReader {

    private static final String KINDS =
            "text, long-text, address, citizen-id, credit-code, phone, region, date, period,"
                    + " integer, number, money, yes-no, choice, choices, table, file, licence";

    private final Map<String, List<Choice>> lists;
    /** A condition may speak of what was asked before it. */
    private final List<Question> earlier = new ArrayList<>();

    private FormReader(Map<String, List<Choice>> lists) {
        this.lists = lists;
    }

    /** @param lists choices that several forms share, by the name of their dictionary */
    public static Form read(Branch file, Map<String, List<Choice>> lists) {
        var reader = new FormReader(lists);
        List<Form.Section> sections = file.branches("form", reader::section);
        return new Form(
                sections,
                file.branches("checks", reader::check).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private Form.Section section(Branch branch) {
        return new Form.Section(
                branch.value("section", "", Spelling::code),
                ItemReader.text(branch, "title"),
                branch.optional("whole", false, Spelling::truth),
                branch.branches("questions", each -> {
                    Question question = question(each);
                    earlier.add(question);
                    return question;
                }));
    }

    private List<Form.Check> check(Branch branch) {
        String at = branch.value("at", "", Spelling::code);
        Text message = ItemReader.text(branch, "message");
        Claim holds = condition(branch, "holds");
        if (holds == null && !branch.has("holds")) {
            branch.wrong("at", "the key 'holds' is missing");
        }
        if (earlier.stream().noneMatch(question -> question.code().equals(at))) {
            branch.wrong("at", "'" + at + "' is no question of this form");
        }
        return holds == null ? List.of() : List.of(new Form.Check(at, holds, message));
    }

    private @Nullable Claim condition(Branch branch, String key) {
        return branch.expression(key, source -> Terms.of(earlier).claim(source));
    }

    private Question question(Branch branch) {
        Field field = field(branch);
        return new Question(
                branch.value("code", "", Spelling::code),
                ItemReader.text(branch, "label"),
                ItemReader.optionalText(branch, "hint"),
                ItemReader.optionalText(branch, "why"),
                field,
                branch.optional("required", true, Spelling::truth),
                new When(
                        condition(branch, "onlyIf"),
                        condition(branch, "requiredIf"),
                        branch.expression("compute", source -> Terms.of(earlier).computation(source, field))));
    }

    private Field field(Branch branch) {
        String kind = branch.word("kind");
        return switch (kind) {
            case "text" -> new Field.Line(length(branch, Field.LONGEST_LINE));
            case "long-text" -> new Field.Lines(length(branch, Field.LONGEST));
            case "address" -> new Field.Address(length(branch, Field.LONGEST_LINE));
            case "citizen-id" -> new Field.CitizenNumber();
            case "credit-code" -> new Field.CreditNumber();
            case "phone" -> new Field.Phone();
            case "region" -> region(branch);
            case "date" ->
                new Field.Day(
                        day(branch, "least", new Field.Day().least()), day(branch, "most", new Field.Day().most()));
            case "period" ->
                new Field.Period(
                        day(branch, "least", new Field.Day().least()), day(branch, "most", new Field.Day().most()));
            case "integer" ->
                new Field.Whole(
                        branch.value("least", 0L, FormReader::whole),
                        branch.value("most", 0L, FormReader::whole),
                        ItemReader.optionalText(branch, "unit"));
            case "number" ->
                new Field.Decimal(
                        bound(branch, "least"), bound(branch, "most"), ItemReader.optionalText(branch, "unit"));
            case "money" ->
                new Field.Money(bound(branch, "least"), bound(branch, "most"), ItemReader.optionalText(branch, "unit"));
            case "yes-no" -> new Field.YesNo();
            case "choice" -> new Field.One(choices(branch));
            case "choices" -> new Field.Many(choices(branch));
            case "table" -> table(branch);
            case "file" -> new Field.File(branch.optionalWord("material").orElse(""));
            case "licence" ->
                new Field.Licence(
                        branch.optionalWord("licence").orElse(""),
                        branch.optionalBranch("fills", FormReader::fills).orElse(Map.of()));
            default -> {
                if (!kind.isEmpty()) {
                    branch.wrong("kind", "'" + kind + "' is none of " + KINDS);
                }
                yield new Field.Line(0);
            }
        };
    }

    /** 0 where the file says nothing: then the bound of the kind applies. */
    private static int length(Branch branch, int bound) {
        int length = branch.optional("maxLength", 0, Spelling::count);
        if (length > bound) {
            branch.wrong("maxLength", "at most " + bound);
        }
        return length;
    }

    private static Field region(Branch branch) {
        var region = new Field.Region(branch.optionalWord("within").orElse(""));
        if (region.choices().isEmpty()) {
            branch.wrong("within", "no region begins with '" + region.within() + "'");
        }
        return region;
    }

    private static LocalDate day(Branch branch, String key, LocalDate otherwise) {
        return branch.optional(key, otherwise, Spelling::date);
    }

    /** Whoever asks for a number knows how large it can be. */
    private static BigDecimal bound(Branch branch, String key) {
        return branch.value(key, BigDecimal.ZERO, Spelling::number);
    }

    private static long whole(String word) {
        return Spelling.number(word).longValueExact();
    }

    private Field table(Branch branch) {
        List<Question> columns = branch.branches("columns", this::question);
        if (columns.isEmpty() || columns.stream().anyMatch(column -> !fitsIntoRow(column))) {
            branch.wrong("columns", "a row has plain questions only: no tables, several choices or conditions");
        }
        List<String> sums = branch.values("sums", Spelling::code);
        if (!columns.stream().map(Question::code).toList().containsAll(sums)) {
            branch.wrong("sums", "names what is no column");
        }
        return new Field.Table(
                columns,
                branch.optional("least", 0, Spelling::count),
                branch.optional("most", 0, Spelling::count),
                sums);
    }

    private static boolean fitsIntoRow(Question column) {
        boolean plain = !(column.field() instanceof Field.Table
                || column.field() instanceof Field.Many
                || column.field() instanceof Field.Period
                || column.field() instanceof Field.File
                || column.field() instanceof Field.Licence);
        return plain && column.when().equals(When.ALWAYS);
    }

    private List<Choice> choices(Branch branch) {
        String list = branch.optionalWord("options").orElse("");
        if (!list.isEmpty() && !lists.containsKey(list)) {
            branch.wrong("options", "'" + list + "' is no dictionary");
        }
        return list.isEmpty()
                ? branch.optionalBranch("choices", FormReader::choicesHere).orElse(List.of())
                : lists.getOrDefault(list, List.of());
    }

    static List<Choice> choicesHere(Branch branch) {
        return branch.keys().stream()
                .map(code -> new Choice(code, ItemReader.text(branch, code)))
                .toList();
    }

    private static Map<String, String> fills(Branch branch) {
        var fills = new LinkedHashMap<String, String>();
        branch.keys().forEach(question -> fills.put(question, branch.word(question)));
        return fills;
    }
}
