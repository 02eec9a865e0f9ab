package org.yimen.form;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;

/** What an answer turned out to be. Pure; no text that a person can type makes reading throw. */
sealed interface Understood {

    /** A value within the bounds of its field. */
    record As(Value value) implements Understood {}

    /** Nothing was answered. */
    record Nothing() implements Understood {}

    record Wrong(List<Finding> findings) implements Understood {
        public Wrong {
            findings = List.copyOf(findings);
        }
    }

    Pattern WHOLE = Pattern.compile("-?\\d{1,15}");
    Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,4})?");
    Pattern MONEY = Pattern.compile("-?\\d{1,12}(\\.\\d{1,2})?");
    Pattern PHONE = Pattern.compile("1[3-9]\\d{9}|0\\d{9,11}|400\\d{7}");
    Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    static Understood read(Question question, List<String> given) {
        String code = question.code();
        return switch (question.field()) {
            case Field.Table table -> table(code, table, given);
            case Field.Many many -> many(question, many, given);
            case Field field when given.size() > 1 -> wrong(code, "form.answer.one");
            case Field field -> one(question, field, given.isEmpty() ? "" : given.getFirst());
        };
    }

    private static Understood one(Question question, Field field, String raw) {
        String code = question.code();
        int most = field.maxLength();
        if (raw.length() > 2 * Field.LONGEST) {
            return wrong(code, "form.text.long", most);
        }
        String answer = Normal.of(field, raw);
        if (answer.isEmpty()) {
            return new Nothing();
        }
        if (answer.codePointCount(0, answer.length()) > most) {
            return wrong(code, "form.text.long", most);
        }
        return switch (field) {
            case Field.Line _, Field.Lines _ -> new As(new Value.Words(answer));
            case Field.Address _ -> new As(new Value.Address(answer));
            case Field.CitizenNumber _ ->
                CitizenId.parse(answer)
                        .<Understood>map(id -> new As(new Value.Citizen(id)))
                        .orElseGet(() -> wrong(code, "form.citizen-id.wrong"));
            case Field.CreditNumber _ ->
                CreditCode.parse(answer)
                        .<Understood>map(credit -> new As(new Value.Credit(credit)))
                        .orElseGet(() -> wrong(code, "form.credit-code.wrong"));
            case Field.Phone _ ->
                PHONE.matcher(answer).matches() ? new As(new Value.Phone(answer)) : wrong(code, "form.phone.wrong");
            case Field.Region region -> chosen(question, region, answer, Value.Region::new);
            case Field.One one -> chosen(question, one, answer, Value.One::new);
            case Field.Day(var least, var last) ->
                day(answer)
                        .map(on -> within(code, on, on, least, last, new Value.Day(on)))
                        .orElseGet(() -> wrong(code, "form.date.wrong"));
            case Field.Period(var least, var last) -> period(code, answer, least, last);
            case Field.Whole(var least, var largest, var _) ->
                !WHOLE.matcher(answer).matches()
                        ? wrong(code, "form.integer.wrong")
                        : within(
                                code,
                                new BigDecimal(answer),
                                BigDecimal.valueOf(least),
                                BigDecimal.valueOf(largest),
                                number -> new Value.Whole(number.longValueExact()));
            case Field.Decimal(var least, var largest, var _) ->
                !NUMBER.matcher(answer).matches()
                        ? wrong(code, "form.number.wrong")
                        : within(code, new BigDecimal(answer), least, largest, Value.Decimal::new);
            case Field.Money(var least, var largest, var _) ->
                !MONEY.matcher(answer).matches()
                        ? wrong(code, "form.money.wrong")
                        : within(code, new BigDecimal(answer), least, largest, Value.Money::ofYuan);
            case Field.YesNo _ ->
                answer.equals("yes") || answer.equals("no")
                        ? new As(new Value.YesNo(answer.equals("yes")))
                        : wrong(code, "form.choice.unknown");
            case Field.File _ ->
                ID.matcher(answer).matches()
                        ? new As(new Value.File(UUID.fromString(answer)))
                        : wrong(code, "form.choice.unknown");
            case Field.Licence _ ->
                ID.matcher(answer).matches()
                        ? new As(new Value.Licence(UUID.fromString(answer)))
                        : wrong(code, "form.choice.unknown");
            case Field.Many _, Field.Table _ -> throw new IllegalStateException("Several answers: " + code);
        };
    }

    private static Understood chosen(Question question, Field field, String answer, Function<String, Value> value) {
        return field.choices().stream().anyMatch(choice -> choice.code().equals(answer))
                ? new As(value.apply(answer))
                : wrong(question.code(), "form.choice.unknown");
    }

    private static Understood many(Question question, Field.Many field, List<String> given) {
        List<String> chosen = given.stream()
                .map(raw -> Normal.of(field, raw))
                .filter(each -> !each.isEmpty())
                .toList();
        List<String> offered =
                field.choices().stream().map(Question.Choice::code).toList();
        if (chosen.isEmpty()) {
            return new Nothing();
        }
        return chosen.size() <= offered.size() && offered.containsAll(chosen)
                ? new As(new Value.Many(chosen))
                : wrong(question.code(), "form.choice.unknown");
    }

    private static Understood table(String code, Field.Table table, List<String> given) {
        if (given.size() > table.most()) {
            return wrong(code, "form.table.many", table.most());
        }
        var rows = new ArrayList<Map<String, Value>>();
        var findings = new ArrayList<Finding>();
        for (String raw : given) {
            int row = rows.size();
            Map<String, String> cells = Rows.cells(table.columns(), raw);
            if (raw.length() > 2 * Field.LONGEST || (cells.isEmpty() && !raw.isBlank())) {
                return wrong(code, "form.table.row", row + 1);
            }
            var values = new LinkedHashMap<String, Value>();
            for (Question column : table.columns()) {
                String cell = cells.getOrDefault(column.code(), "");
                switch (read(column, List.of(cell))) {
                    case As(var value) -> values.put(column.code(), value);
                    case Wrong(var wrong) -> wrong.forEach(each -> findings.add(each.in(code, row)));
                    case Nothing _
                    when column.required() ->
                        findings.add(Finding.of(column.code(), missing(column.field()))
                                .in(code, row));
                    case Nothing _ -> {
                        // It may stay open.
                    }
                }
            }
            rows.add(values);
        }
        if (rows.isEmpty()) {
            return table.least() > 0 ? new Nothing() : new As(new Value.Table(rows));
        }
        if (rows.size() < table.least()) {
            findings.add(Finding.of(code, "form.table.few", table.least()));
        }
        return findings.isEmpty() ? new As(new Value.Table(rows)) : new Wrong(findings);
    }

    private static Understood period(String code, String answer, LocalDate least, LocalDate last) {
        String[] ends = answer.split("/", 2);
        Optional<LocalDate> from = day(ends[0]);
        Optional<LocalDate> until = ends.length == 2 ? day(ends[1]) : Optional.empty();
        if (from.isEmpty() || until.isEmpty()) {
            return wrong(code, "form.period.wrong");
        }
        return until.get().isBefore(from.get())
                ? wrong(code, "form.period.turned")
                : within(code, from.get(), until.get(), least, last, new Value.Period(from.get(), until.get()));
    }

    private static Understood within(
            String code, LocalDate from, LocalDate until, LocalDate least, LocalDate last, Value value) {
        if (from.isBefore(least)) {
            return wrong(code, "form.date.early", least);
        }
        return until.isAfter(last) ? wrong(code, "form.date.late", last) : new As(value);
    }

    private static Understood within(
            String code, BigDecimal number, BigDecimal least, BigDecimal most, Function<BigDecimal, Value> value) {
        if (number.compareTo(least) < 0) {
            return wrong(code, "form.number.small", least.toPlainString());
        }
        return number.compareTo(most) > 0
                ? wrong(code, "form.number.large", most.toPlainString())
                : new As(value.apply(number));
    }

    /** The real date that a normalised answer names. */
    private static Optional<LocalDate> day(String answer) {
        try {
            LocalDate day = LocalDate.parse(answer, ISO);
            return day.isBefore(Field.Day.FIRST) || day.isAfter(Field.Day.LAST) ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** What is said of a required answer that is not there. */
    static String missing(Field field) {
        return switch (field) {
            case Field.One _, Field.YesNo _, Field.Region _, Field.File _, Field.Licence _ -> "form.choice.missing";
            case Field.Many _ -> "form.choices.missing";
            case Field.Table _ -> "form.table.missing";
            case Field.Line _, Field.Lines _, Field.Address _, Field.CitizenNumber _, Field.CreditNumber _ ->
                "form.answer.missing";
            case Field.Phone _, Field.Day _, Field.Period _, Field.Whole _, Field.Decimal _, Field.Money _ ->
                "form.answer.missing";
        };
    }

    private static Understood wrong(String code, String key, Object... arguments) {
        return new Wrong(List.of(Finding.of(code, key, arguments)));
    }
}
