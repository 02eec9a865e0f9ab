package org.yimen.insight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The days that figures are of, both ends included.
 *
 * @param kind a whole day, week, month, quarter or year, or any two dates
 */
public record Period(Kind kind, LocalDate from, LocalDate to) {

    /** No period is longer. */
    public static final int MOST_DAYS = 3_700;

    /** No figures begin before the first year whose working days are known. */
    private static final LocalDate FIRST = LocalDate.of(2017, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2099, 12, 31);
    private static final int MONTHS_OF_QUARTER = 3;

    /** How long a period is. */
    public enum Kind {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR,
        DATES;

        /** As it stands in addresses and keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    public Period {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw new IllegalArgumentException(from + "/" + to);
        }
    }

    /** The one of this kind in which the day lies. */
    public static Period around(Kind kind, LocalDate day) {
        return switch (kind) {
            case DAY, DATES -> new Period(kind, day, day);
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new Period(kind, monday, monday.plusDays(6));
            }
            case MONTH -> months(kind, YearMonth.from(day), 1);
            case QUARTER -> {
                int first = (day.getMonthValue() - 1) / MONTHS_OF_QUARTER * MONTHS_OF_QUARTER + 1;
                yield months(kind, YearMonth.of(day.getYear(), first), MONTHS_OF_QUARTER);
            }
            case YEAR -> months(kind, YearMonth.of(day.getYear(), 1), 12);
        };
    }

    /**
     * The last one of this kind that was over so many days ago: nothing that still comes within those days belongs to it, so
     * that its figures grow no more.
     */
    public static Period settled(Kind kind, LocalDate today, long days) {
        return around(kind, today.minusDays(days)).before();
    }

    /** What somebody chose; empty where it is no period. A missing date is today's. */
    public static Optional<Period> parse(String kind, @Nullable String from, @Nullable String to, LocalDate today) {
        Optional<Kind> known = Kind.of(kind);
        Optional<LocalDate> first = date(from, today);
        Optional<LocalDate> last = date(to, today);
        if (known.isEmpty() || first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        if (known.get() != Kind.DATES) {
            return Optional.of(around(known.get(), first.get()));
        }
        boolean sound =
                !last.get().isBefore(first.get()) && ChronoUnit.DAYS.between(first.get(), last.get()) < MOST_DAYS;
        return sound ? Optional.of(new Period(Kind.DATES, first.get(), last.get())) : Optional.empty();
    }

    private static Optional<LocalDate> date(@Nullable String text, LocalDate today) {
        if (text == null || text.isBlank()) {
            return Optional.of(today);
        }
        try {
            LocalDate date = LocalDate.parse(text);
            return date.isBefore(FIRST) || date.isAfter(LAST) ? Optional.empty() : Optional.of(date);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** The one before: of the same kind, or as many days. */
    public Period before() {
        LocalDate eve = from.minusDays(1);
        return kind == Kind.DATES ? new Period(kind, from.minusDays(days()), eve) : around(kind, eve);
    }

    public int days() {
        return Formulas.days(from, to);
    }

    /** The months that it touches. */
    public int months() {
        return Math.toIntExact(ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to)) + 1);
    }

    /** As an address carries it. */
    public String query() {
        return "period=" + kind.code() + "&from=" + from + (kind == Kind.DATES ? "&to=" + to : "");
    }

    private static Period months(Kind kind, YearMonth first, int number) {
        return new Period(kind, first.atDay(1), first.plusMonths(number - 1L).atEndOfMonth());
    }
}
