package org.yimen.platform;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * One number over another, kept as the two: rounded only where it is shown, half up. Nothing over nothing is no number,
 * and never all of it.
 */
public record Rate(BigDecimal part, BigDecimal whole) {

    /** What stands where there is nothing to divide by. */
    public static final String NONE = "—";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public static Rate of(long part, long whole) {
        return new Rate(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    public boolean isDefined() {
        return whole.signum() != 0;
    }

    /** In per cent, e.g. {@code 99.87%}. */
    public String percent(int decimals) {
        return isDefined() ? divided(part.multiply(HUNDRED), decimals).toPlainString() + "%" : NONE;
    }

    /** As a plain number, e.g. {@code 0.91}, with thousands set off. */
    public String number(int decimals) {
        return isDefined() ? String.format(Locale.ROOT, "%,." + decimals + "f", divided(part, decimals)) : NONE;
    }

    /** Whether it reaches so many per cent, unrounded: 89.96 does not reach 90. False where there is no number. */
    public boolean reaches(BigDecimal percent) {
        return isDefined() && part.multiply(HUNDRED).compareTo(percent.multiply(whole)) * whole.signum() >= 0;
    }

    /** By how many percentage points it differs from another, or {@link #NONE}. */
    public String pointsOver(Rate before) {
        if (!isDefined() || !before.isDefined()) {
            return NONE;
        }
        BigDecimal points = exact().subtract(before.exact()).multiply(HUNDRED).setScale(2, RoundingMode.HALF_UP);
        return (points.signum() > 0 ? "+" : "") + points.toPlainString();
    }

    /** To 34 digits. */
    public BigDecimal exact() {
        return part.divide(whole, MathContext.DECIMAL128);
    }

    private BigDecimal divided(BigDecimal over, int decimals) {
        return over.divide(whole, decimals, RoundingMode.HALF_UP);
    }
}
