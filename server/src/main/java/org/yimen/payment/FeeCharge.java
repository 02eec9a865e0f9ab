package org.yimen.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.FeeLine;
import org.yimen.catalogue.FeeLine.Rate;
import org.yimen.form.Value;

/**
 * What one line of a fee list comes to for one case.
 *
 * @param quantity how many units were counted
 */
public record FeeCharge(FeeLine line, BigDecimal quantity, long fen) {

    /** No form of ours counts that far: what is beyond it is a mistake, and nobody is charged for one. */
    private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(1_000_000);

    /** Everything that is owed by a fee list for these answers, and nothing that comes to nothing. */
    public static List<FeeCharge> due(List<FeeLine> lines, Map<String, Value> answers) {
        return lines.stream().flatMap(line -> of(line, answers).stream()).toList();
    }

    /** Empty where the line does not concern the case, or costs nothing here. */
    public static Optional<FeeCharge> of(FeeLine line, Map<String, Value> answers) {
        if (line.onlyIf() != null && !line.onlyIf().holds(answers)) {
            return Optional.empty();
        }
        BigDecimal quantity = line.count() == null ? BigDecimal.ONE : counted(answers.get(line.count()));
        long fen = amount(line.rates(), quantity);
        return fen > 0 ? Optional.of(new FeeCharge(line, quantity, fen)) : Optional.empty();
    }

    private static BigDecimal counted(@Nullable Value answer) {
        BigDecimal number = switch (answer) {
            case Value.Whole(var whole) -> BigDecimal.valueOf(whole);
            case Value.Decimal(var decimal) -> decimal;
            case null, default -> BigDecimal.ZERO;
        };
        return number.signum() <= 0 || number.compareTo(MOST_UNITS) > 0 || number.scale() > 4
                ? BigDecimal.ZERO
                : number;
    }

    /** Band by band; a part of a fen is not charged. */
    static long amount(List<Rate> rates, BigDecimal quantity) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal from = BigDecimal.ZERO;
        for (Rate rate : rates) {
            Integer upTo = rate.upTo();
            BigDecimal to = upTo == null ? quantity : quantity.min(BigDecimal.valueOf(upTo));
            if (to.compareTo(from) > 0) {
                sum = sum.add(to.subtract(from).multiply(BigDecimal.valueOf(rate.fen())));
                from = to;
            }
        }
        return sum.setScale(0, RoundingMode.DOWN).longValueExact();
    }
}
