package org.yimen.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Text;

/** What kind of answer a question takes, with the bounds of that kind; each kind has one type of {@link Value}. */
public sealed interface Field {

    /** The bound on every answer, whatever a form says or forgets to say. */
    int LONGEST = 4000;

    /** The same for what stands on one line. */
    int LONGEST_LINE = 200;

    /** No table of a form of ours comes near it; what is longer belongs into a file. */
    int MOST_ROWS = 200;

    /** @param most characters */
    record Line(int most) implements Field {
        public Line {
            most = bounded(most, LONGEST_LINE);
        }
    }

    /** @param most characters */
    record Lines(int most) implements Field {
        public Lines {
            most = bounded(most, LONGEST);
        }
    }

    /** Where something is, below the region. */
    record Address(int most) implements Field {
        public Address {
            most = bounded(most, LONGEST_LINE);
        }
    }

    /** 公民身份号码 (GB 11643). */
    record CitizenNumber() implements Field {}

    /** 统一社会信用代码 (GB 32100). */
    record CreditNumber() implements Field {}

    record Phone() implements Field {}

    /**
     * 行政区划 (GB/T 2260), picked from a list.
     *
     * @param within the leading digits that all picks share; empty for the whole country
     */
    record Region(String within) implements Field {}

    /** A day between two days, both included. */
    record Day(LocalDate least, LocalDate most) implements Field {
        static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
        static final LocalDate LAST = LocalDate.of(2199, 12, 31);

        public Day() {
            this(FIRST, LAST);
        }
    }

    /** From a day to a day, both included. */
    record Period(LocalDate least, LocalDate most) implements Field {
        public Period() {
            this(Day.FIRST, Day.LAST);
        }
    }

    /** A whole number. */
    record Whole(long least, long most, @Nullable Text unit) implements Field {}

    /** A number with up to four decimals. */
    record Decimal(
            BigDecimal least, BigDecimal most, @Nullable Text unit) implements Field {
        static final int PLACES = 4;
    }

    /** 元 as people write them; counted in 分. */
    record Money(
            BigDecimal least, BigDecimal most, @Nullable Text unit) implements Field {}

    record YesNo() implements Field {}

    /** One of these. */
    record One(List<Question.Choice> choices) implements Field {
        public One {
            choices = List.copyOf(choices);
        }
    }

    /** Some of these. */
    record Many(List<Question.Choice> choices) implements Field {
        public Many {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Rows of the same questions.
     *
     * @param columns what is asked in each row; none of them is a table itself
     * @param sums codes of the columns whose sum stands below
     */
    record Table(List<Question> columns, int least, int most, List<String> sums) implements Field {
        public Table {
            columns = List.copyOf(columns);
            sums = List.copyOf(sums);
            most = bounded(most, MOST_ROWS);
        }
    }

    /**
     * One of the files that were handed over; the form holds the reference only.
     *
     * @param material the material that it must have been handed over for; empty for any
     */
    record File(String material) implements Field {}

    /**
     * One of the licences that the applicant holds.
     *
     * @param type what the licence must be called; empty for any
     * @param fills question → what the licence calls it: the answers that the choice fills in
     */
    record Licence(String type, Map<String, String> fills) implements Field {
        public Licence {
            fills = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fills));
        }
    }

    /** How forms and machines spell the kind: {@code long-text}. */
    default String kind() {
        return switch (this) {
            case Line _ -> "text";
            case Lines _ -> "long-text";
            case CitizenNumber _ -> "citizen-id";
            case CreditNumber _ -> "credit-code";
            case Decimal _ -> "number";
            case One _ -> "choice";
            case Many _ -> "choices";
            case Day _ -> "date";
            case Whole _ -> "integer";
            case YesNo _ -> "yes-no";
            case Address _, Phone _, Region _, Period _, Money _, Table _, File _, Licence _ ->
                getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    /** What stands behind the number, if anything. */
    default @Nullable Text unit() {
        return switch (this) {
            case Whole(var _, var _, var unit) -> unit;
            case Decimal(var _, var _, var unit) -> unit;
            case Money(var _, var _, var unit) -> unit;
            case Line _, Lines _, Address _, CitizenNumber _, CreditNumber _, Phone _, Region _, Day _, Period _ ->
                null;
            case YesNo _, One _, Many _, Table _, File _, Licence _ -> null;
        };
    }

    /** What one chooses from; empty where one does not. */
    default List<Question.Choice> choices() {
        return switch (this) {
            case One(var choices) -> choices;
            case Many(var choices) -> choices;
            case Region(var within) -> Regions.within(within);
            case Line _, Lines _, Address _, CitizenNumber _, CreditNumber _, Phone _, Day _, Period _ -> List.of();
            case Whole _, Decimal _, Money _, YesNo _, Table _, File _, Licence _ -> List.of();
        };
    }

    /** How many characters an answer may have. */
    default int maxLength() {
        return switch (this) {
            case Line(var most) -> most;
            case Lines(var most) -> most;
            case Address(var most) -> most;
            case Table _ -> LONGEST;
            case One _, Many _ -> LONGEST_LINE;
            case Whole _, Decimal _, Money _ -> 18;
            case CitizenNumber _, CreditNumber _, Phone _, Day _, Period _, Region _, YesNo _ -> 22;
            case File _, Licence _ -> 40;
        };
    }

    private static int bounded(int most, int bound) {
        return most > 0 ? Math.min(most, bound) : bound;
    }
}
