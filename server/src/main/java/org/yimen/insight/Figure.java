package org.yimen.insight;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.yimen.platform.Rate;

/**
 * One figure with what it is made of. Its name, its formula and what its base is stand in the texts under its code.
 *
 * @param code its texts are {@code insight.figure.<code>}
 * @param value the number over its base; of a count the count over one
 * @param opens the cases of the number, or null where it is not of cases
 * @param base the cases of the base, or null
 * @param before the same of the period before
 */
public record Figure(
        String code,
        Unit unit,
        Rate value,
        @Nullable Tally opens,
        @Nullable Tally base,
        @Nullable Rate before) {

    /** From here on a mean is shown without decimals. */
    private static final BigDecimal LARGE = BigDecimal.valueOf(100);

    /** How a figure is read. */
    public enum Unit {
        COUNT,
        PERCENT,
        MEAN
    }

    static Figure count(String code, long number, @Nullable Tally opens, @Nullable Long before) {
        return new Figure(
                code, Unit.COUNT, Rate.of(number, 1), opens, null, before == null ? null : Rate.of(before, 1));
    }

    /** As it is shown, half up: a rate with two decimals, a mean as well below a hundred. */
    public String shown() {
        return switch (unit) {
            case COUNT -> value.number(0);
            case PERCENT -> value.percent(2);
            case MEAN -> value.number(value.isDefined() && value.exact().compareTo(LARGE) >= 0 ? 0 : 2);
        };
    }

    /** What it was before, in the same way. */
    public String shownBefore() {
        return before == null ? Rate.NONE : new Figure(code, unit, before, null, null, null).shown();
    }

    /** A rate in percentage points, everything else in per cent of what was before. */
    public String change() {
        if (before == null) {
            return Rate.NONE;
        }
        if (unit == Unit.PERCENT) {
            return value.pointsOver(before);
        }
        if (!value.isDefined() || !before.isDefined() || before.part().signum() == 0) {
            return Rate.NONE;
        }
        var grown = new Rate(value.exact().subtract(before.exact()), before.exact());
        return (grown.part().signum() > 0 ? "+" : "") + grown.percent(2);
    }

    /** The number above the line. */
    public String part() {
        return new Rate(value.part(), BigDecimal.ONE).number(0);
    }

    /** The number below the line. */
    public String whole() {
        return new Rate(value.whole(), BigDecimal.ONE).number(0);
    }
}
