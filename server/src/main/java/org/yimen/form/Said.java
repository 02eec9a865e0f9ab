package org.yimen.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yimen.identity.Masks;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;

/** Answers as a person reads them back, right or wrong. */
public final class Said {

    private Said() {}

    /** In full. */
    public static String of(Question question, List<String> given, Words words) {
        return of(question, given, words, false, UUID::toString);
    }

    /** As it is shown to those who need not read personal numbers in full. */
    public static String masked(Question question, List<String> given, Words words) {
        return of(question, given, words, true, UUID::toString);
    }

    /** @param names what a file or a licence that is referred to is called */
    public static String of(
            Question question, List<String> given, Words words, boolean masked, Function<UUID, String> names) {
        Value value = FormCheck.value(question, given);
        return value == null ? raw(question, given, words, masked) : said(question, value, words, masked, names);
    }

    /** What nobody could understand is shown as it was typed; where it might be a number, only its end. */
    private static String raw(Question question, List<String> given, Words words, boolean masked) {
        boolean personal = question.field() instanceof Field.CitizenNumber
                || question.field() instanceof Field.Phone
                || question.personal() != Question.Personal.NOTHING;
        return words.list(given.stream()
                .map(each -> masked && personal ? "*".repeat(Math.max(0, each.length() - 2)) : each)
                .toList());
    }

    private static String said(
            Question question, Value value, Words words, boolean masked, Function<UUID, String> names) {
        Field field = question.field();
        return switch (value) {
            case Value.One(var choice) -> choice(field, choice, words);
            case Value.Region(var code) -> choice(field, code, words);
            case Value.Many(var choices) ->
                words.list(choices.stream()
                        .map(choice -> choice(field, choice, words))
                        .toList());
            case Value.Day(var on) -> words.plainDate(on);
            case Value.Period(var from, var until) ->
                words.say("form.said.period", words.plainDate(from), words.plainDate(until));
            case Value.Money money -> "¥" + money.yuan().toPlainString();
            case Value.Whole _, Value.Decimal _ -> value.canonical().getFirst() + unit(field, words);
            case Value.YesNo(var yes) -> words.say(yes ? "form.said.yes" : "form.said.no");
            case Value.Table(var rows) -> table(field, rows, words, masked, names);
            case Value.File(var id) -> names.apply(id);
            case Value.Licence(var id) -> names.apply(id);
            case Value.Words _ when masked -> words(question, value.canonical().getFirst());
            case Value.Words _, Value.Citizen _, Value.Credit _, Value.Phone _, Value.Address _ ->
                (masked ? value.masked() : value.canonical()).getFirst();
        };
    }

    private static String words(Question question, String text) {
        return switch (question.personal()) {
            case NOTHING -> text;
            case NAME -> Masks.name(text);
            case ADDRESS -> Masks.address(text);
        };
    }

    private static String table(
            Field field, List<Map<String, Value>> rows, Words words, boolean masked, Function<UUID, String> names) {
        if (!(field instanceof Field.Table(var columns, var _, var _, var _))) {
            throw new IllegalStateException("Rows for a field that is no table: " + field.kind());
        }
        return rows.stream()
                .map(row -> words.list(columns.stream()
                        .flatMap(column -> Optional.ofNullable(row.get(column.code()))
                                .map(value -> said(column, value, words, masked, names))
                                .stream())
                        .toList()))
                .collect(Collectors.joining(words.say("form.said.between-rows")));
    }

    private static String choice(Field field, String code, Words words) {
        return field.choices().stream()
                .filter(choice -> choice.code().equals(code))
                .findFirst()
                .map(choice -> words.text(choice.label()))
                .orElse(code);
    }

    private static String unit(Field field, Words words) {
        Text unit = field.unit();
        return unit == null ? "" : " " + words.text(unit);
    }
}
