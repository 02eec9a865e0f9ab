package org.yimen.form;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Masks;

/** An answer that was understood: one type for each kind of {@link Field}. */
public sealed interface Value {

    record Words(String text) implements Value {}

    record Citizen(CitizenId id) implements Value {}

    record Credit(CreditCode code) implements Value {}

    record Phone(String number) implements Value {}

    record Address(String text) implements Value {}

    record Region(String code) implements Value {}

    record Day(LocalDate on) implements Value {}

    record Period(LocalDate from, LocalDate until) implements Value {}

    record Whole(long number) implements Value {}

    record Decimal(BigDecimal number) implements Value {}

    /** @param fen never yuan: no sum may lose a fen */
    record Money(long fen) implements Value {

        static Money ofYuan(BigDecimal yuan) {
            return new Money(yuan.movePointRight(2).longValueExact());
        }

        BigDecimal yuan() {
            return BigDecimal.valueOf(fen, 2);
        }
    }

    record YesNo(boolean yes) implements Value {}

    record One(String choice) implements Value {}

    record Many(List<String> choices) implements Value {
        public Many {
            choices = List.copyOf(choices);
        }
    }

    record Table(List<Map<String, Value>> rows) implements Value {
        public Table {
            rows = rows.stream()
                    .map(row -> java.util.Collections.unmodifiableMap(new LinkedHashMap<>(row)))
                    .toList();
        }
    }

    record File(UUID id) implements Value {}

    record Licence(UUID id) implements Value {}

    /** The canonical text, one for each answer to a question: reading it again gives the same value. */
    default List<String> canonical() {
        return switch (this) {
            case Words(var text) -> List.of(text);
            case Citizen(var id) -> List.of(id.value());
            case Credit(var code) -> List.of(code.value());
            case Phone(var number) -> List.of(number);
            case Address(var text) -> List.of(text);
            case Region(var code) -> List.of(code);
            case Day(var on) -> List.of(on.toString());
            case Period(var from, var until) -> List.of(from + "/" + until);
            case Whole(var number) -> List.of(Long.toString(number));
            case Decimal(var number) -> List.of(number.toPlainString());
            case Money money -> List.of(money.yuan().stripTrailingZeros().toPlainString());
            case YesNo(var yes) -> List.of(yes ? "yes" : "no");
            case One(var choice) -> List.of(choice);
            case Many(var choices) -> choices;
            case Table(var rows) -> rows.stream().map(Value::rowText).toList();
            case File(var id) -> List.of(id.toString());
            case Licence(var id) -> List.of(id.toString());
        };
    }

    /** What a screen shows to those who need not read it in full; only personal kinds are masked. */
    default List<String> masked() {
        return switch (this) {
            case Citizen(var id) -> List.of(id.masked());
            case Phone(var number) -> List.of(Masks.phone(number));
            case Address(var text) -> List.of(Masks.address(text));
            case Table(var rows) -> rows.stream().map(Value::rowMasked).toList();
            case Words _, Credit _, Region _, Day _, Period _, Whole _, Decimal _ -> canonical();
            case Money _, YesNo _, One _, Many _, File _, Licence _ -> canonical();
        };
    }

    /** The sum of two numbers of one kind. */
    default Value plus(Value other) {
        return switch (this) {
            case Whole(var number) when other instanceof Whole(var more) -> new Whole(Math.addExact(number, more));
            case Decimal(var number) when other instanceof Decimal(var more) -> new Decimal(number.add(more));
            case Money(var fen) when other instanceof Money(var more) -> new Money(Math.addExact(fen, more));
            default -> throw new IllegalArgumentException("No sum of " + getClass() + " and " + other.getClass());
        };
    }

    /** As an expression sees it. */
    private Object fact() {
        return switch (this) {
            case Many(var choices) -> choices;
            case Day(var on) -> start(on);
            case Period(var from, var until) -> Map.of("from", start(from), "until", start(until));
            case Whole(var number) -> number;
            case Decimal(var number) -> number.doubleValue();
            case Money(var fen) -> fen;
            case YesNo(var yes) -> yes;
            case Table(var rows) -> rows.stream().map(Value::facts).toList();
            case Words _, Citizen _, Credit _, Phone _, Address _, Region _, One _, File _, Licence _ ->
                canonical().getFirst();
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Values as an expression sees them, by the names that it uses. */
    static Map<String, Object> facts(Map<String, Value> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Terms.name(entry.getKey()),
                        entry -> entry.getValue().fact()));
    }

    private static String rowText(Map<String, Value> row) {
        var cells = new LinkedHashMap<String, String>();
        row.forEach((code, value) -> cells.put(code, value.canonical().getFirst()));
        return Rows.text(cells);
    }

    private static String rowMasked(Map<String, Value> row) {
        var cells = new LinkedHashMap<String, String>();
        row.forEach((code, value) -> cells.put(code, value.masked().getFirst()));
        return Rows.text(cells);
    }
}
