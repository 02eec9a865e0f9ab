package org.yimen.form;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.ui.Fieldset;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.ui.Label;
import org.yimen.platform.ui.Legend;
import org.yimen.platform.ui.Option;
import org.yimen.platform.ui.Piece;
import org.yimen.platform.web.Words;

/**
 * One question as a field of a page; {@code jte/form/field.jte} draws every kind, with and without JavaScript.
 *
 * @param id of the field and the beginning of all its names; {@link Submitted} reads them back
 * @param given what was answered, right or wrong
 * @param findings what is wrong with it
 * @param heading true where it is the only question of its page
 * @param rows how many rows a table shows at least
 * @param picks what a file or a licence is chosen from
 */
public record FieldView(
        Question question,
        String id,
        List<String> given,
        List<Finding> findings,
        boolean heading,
        int rows,
        List<Question.Choice> picks) {

    /** From here on a list to choose from is shorter to read in a box. */
    private static final int MANY_CHOICES = 12;

    public FieldView {
        given = List.copyOf(given);
        findings = List.copyOf(findings);
        picks = List.copyOf(picks);
    }

    public static FieldView of(Question question, String id, List<String> given, List<Finding> findings) {
        return new FieldView(question, id, given, findings, false, 0, List.of());
    }

    public FieldView asHeading() {
        return new FieldView(question, id, given, findings, true, rows, picks);
    }

    /** With nothing in it. */
    public FieldView unanswered() {
        return new FieldView(question, id, List.of(), List.of(), heading, rows, picks);
    }

    public FieldView withRows(int shown) {
        return new FieldView(question, id, given, findings, heading, shown, picks);
    }

    public FieldView withPicks(List<Question.Choice> from) {
        return new FieldView(question, id, given, findings, heading, rows, from);
    }

    /** Which of the page's components draws it. */
    public String shape() {
        return switch (question.field()) {
            case Field.One(var choices) -> choices.size() > MANY_CHOICES ? "select" : "radios";
            case Field.Region _ -> "select";
            case Field.YesNo _, Field.File _, Field.Licence _ -> "radios";
            case Field.Many _ -> "checkboxes";
            case Field.Day _ -> "date";
            case Field.Period _ -> "period";
            case Field.Lines _ -> "long-text";
            case Field.Table _ -> "table";
            case Field.Line _, Field.Address _, Field.CitizenNumber _, Field.CreditNumber _ -> "input";
            case Field.Phone _, Field.Whole _, Field.Decimal _, Field.Money _ -> "input";
        };
    }

    public String value() {
        return given.isEmpty() ? "" : given.getFirst();
    }

    public String type() {
        return question.field() instanceof Field.Phone ? "tel" : "text";
    }

    public String inputMode() {
        return switch (question.field()) {
            case Field.Decimal _, Field.Money _ -> "decimal";
            case Field.Whole _ -> "numeric";
            case Field.Phone _ -> "tel";
            default -> "text";
        };
    }

    public String width() {
        return switch (question.field()) {
            case Field.Whole _, Field.Decimal _, Field.Money _ -> "govuk-input--width-10";
            case Field.Phone _, Field.CitizenNumber _, Field.CreditNumber _ -> "govuk-input--width-20";
            default -> "";
        };
    }

    public String autocomplete() {
        return question.field() instanceof Field.Phone ? "tel" : "off";
    }

    public @Nullable Piece prefix() {
        return question.field() instanceof Field.Money ? Piece.of("¥") : null;
    }

    public @Nullable Piece suffix(Words words) {
        return question.unit() == null ? null : Piece.of(words.text(question.unit()));
    }

    public int maxLength() {
        return question.field().maxLength();
    }

    private String said(Words words) {
        String label = words.text(question.label());
        return question.required() || heading ? label : words.say("form.label.optional", label);
    }

    public Label label(Words words) {
        return heading ? Label.heading(said(words)) : new Label(said(words), null, "govuk-label--s", false);
    }

    public Fieldset fieldset(Words words) {
        return Fieldset.of(
                heading
                        ? Legend.heading(said(words))
                        : new Legend(said(words), null, "govuk-fieldset__legend--s", false));
    }

    public @Nullable Hint hint(Words words) {
        return question.hint() == null ? null : Hint.of(words.text(question.hint()));
    }

    /** What is wrong with the answer as a whole. */
    public @Nullable ErrorMessage error(Words words) {
        return findings.stream()
                .filter(finding -> finding.cell() == null)
                .findFirst()
                .map(finding -> ErrorMessage.of(message(finding, words)))
                .orElse(null);
    }

    public static String message(Finding finding, Words words) {
        return words.say(finding.key(), finding.arguments().toArray());
    }

    /** The lines of the error summary, each linked to the field that is wrong. */
    public List<ErrorItem> errors(Words words) {
        return findings.stream()
                .map(finding -> {
                    Finding.Cell cell = finding.cell();
                    if (cell == null || !(question.field() instanceof Field.Table table)) {
                        return ErrorItem.of(first(question.field(), id, words), message(finding, words));
                    }
                    Question column = table.columns().stream()
                            .filter(each -> each.code().equals(cell.column()))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("No column " + cell.column()));
                    return ErrorItem.of(
                            first(column.field(), cell(cell.row(), column), words),
                            words.say(
                                    "form.table.cell",
                                    cell.row() + 1,
                                    words.text(column.label()),
                                    message(finding, words)));
                })
                .toList();
    }

    /** The id of the first input: a date has three, in the order of the reader. */
    private static String first(Field field, String id, Words words) {
        String year = words.locale().getLanguage().equals("en") ? "-day" : "-year";
        return switch (field) {
            case Field.Day _ -> id + year;
            case Field.Period _ -> id + "-from" + year;
            default -> id;
        };
    }

    /** The three fields of a date, whatever was typed into them. */
    public Map<String, String> dateParts(int end) {
        String[] ends = value().split("/", 2);
        String[] parts = (end < ends.length ? ends[end] : "").split("-", 3);
        return Map.of(
                "year", parts[0], "month", parts.length > 1 ? parts[1] : "", "day", parts.length > 2 ? parts[2] : "");
    }

    public List<Choice> choices(Words words) {
        return switch (question.field()) {
            case Field.YesNo _ ->
                List.of(Choice.of("yes", words.say("form.said.yes")), Choice.of("no", words.say("form.said.no")));
            case Field.File _, Field.Licence _ -> shown(picks, words);
            default -> shown(question.choices(), words);
        };
    }

    private static List<Choice> shown(List<Question.Choice> choices, Words words) {
        return choices.stream()
                .map(choice -> Choice.of(choice.code(), words.text(choice.label())))
                .toList();
    }

    public List<Option> options(Words words) {
        return Option.orNone(
                words.say("form.region.choose"),
                question.choices().stream().map(choice -> Option.of(choice.code(), words.text(choice.label()))));
    }

    /** The rows of a table, each with its cells as fields. */
    public List<List<FieldView>> table() {
        if (!(question.field() instanceof Field.Table table)) {
            return List.of();
        }
        int shown = Math.min(table.most(), Math.max(Math.max(given.size(), rows), Math.max(1, table.least())));
        return IntStream.range(0, shown).mapToObj(row -> row(table, row)).toList();
    }

    private List<FieldView> row(Field.Table table, int row) {
        Map<String, String> cells =
                row < given.size() ? Rows.cells(table.columns(), given.get(row)) : Map.<String, String>of();
        return table.columns().stream()
                .map(column -> {
                    String cell = cells.getOrDefault(column.code(), "");
                    List<Finding> wrong = findings.stream()
                            .filter(finding -> new Finding.Cell(row, column.code()).equals(finding.cell()))
                            .map(finding -> new Finding(column.code(), null, finding.key(), finding.arguments()))
                            .toList();
                    return of(column, cell(row, column), cell.isEmpty() ? List.of() : List.of(cell), wrong);
                })
                .toList();
    }

    private String cell(int row, Question column) {
        return id + "-" + row + "-" + column.code();
    }

    public boolean full() {
        return question.field() instanceof Field.Table table && table().size() >= table.most();
    }

    /** What stands below the rows: the sums of the columns that have one. */
    public List<String> sums(Words words) {
        if (!(question.field() instanceof Field.Table table)
                || !(FormCheck.value(question, given) instanceof Value.Table(var rows))) {
            return List.of();
        }
        return table.columns().stream()
                .filter(column -> table.sums().contains(column.code()))
                .map(column -> words.say("form.table.sum", words.text(column.label()), sum(column, rows, words)))
                .toList();
    }

    private static String sum(Question column, List<Map<String, Value>> rows, Words words) {
        Value sum = rows.stream()
                .map(row -> row.get(column.code()))
                .filter(java.util.Objects::nonNull)
                .reduce(Value::plus)
                .orElse(new Value.Whole(0));
        return Said.of(column, sum.canonical(), words);
    }
}
