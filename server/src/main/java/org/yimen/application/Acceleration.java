package org.yimen.application;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * 压缩率: by how much a limit was shortened. It is shown rounded; whether a threshold is reached is asked of the whole
 * numbers, so that nothing is reached by rounding.
 */
public record Acceleration(int limitDays, int takenDays) {

    public Acceleration {
        if (limitDays < 1 || takenDays < 0) {
            throw new IllegalArgumentException(takenDays + " of " + limitDays + " days");
        }
    }

    /** Some of all. */
    public record Ratio(long part, long whole) {
        private static final int SHOWN = 2;

        /** In per cent with two places, e.g. 85.71. */
        public BigDecimal percent() {
            return BigDecimal.valueOf(part)
                    .movePointRight(2)
                    .divide(BigDecimal.valueOf(whole), SHOWN, RoundingMode.HALF_UP);
        }

        /** Of the unrounded value. */
        public boolean reaches(int percent) {
            return Math.multiplyExact(part, 100L) >= Math.multiplyExact(percent, whole);
        }
    }

    /** (7 − 1) / 7 where seven days became one. */
    public Ratio shortened() {
        return new Ratio((long) limitDays - takenDays, limitDays);
    }
}
