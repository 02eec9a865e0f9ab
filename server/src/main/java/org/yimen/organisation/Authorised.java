package org.yimen.organisation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;

/**
 * 授权情况: how many of the items of the base somebody in the hall may decide on that day.
 *
 * @param lines one for each department with at least one authorised item
 * @param admitted the base, of whatever department: what the hall admits; where nobody records that, whatever is published
 */
public record Authorised(String region, LocalDate on, List<Line> lines, int admitted) {

    /** A department and its items under a valid letter. */
    public record Line(String department, List<String> items) {
        public Line {
            items = List.copyOf(items);
        }
    }

    public Authorised {
        lines = List.copyOf(lines);
    }

    public int departments() {
        return lines.size();
    }

    /** The numerator. */
    public int items() {
        return lines.stream().mapToInt(line -> line.items().size()).sum();
    }

    /** 下放授权率: items over admitted, as exact as a decimal of 34 digits goes; null-free, 0 where nothing is admitted. */
    public BigDecimal rate() {
        return admitted == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(items()).divide(BigDecimal.valueOf(admitted), MathContext.DECIMAL128);
    }
}
