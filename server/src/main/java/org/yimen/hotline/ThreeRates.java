package org.yimen.hotline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * 三率: 响应率, 解决率, 满意率 and the score that they make (standards.md §5), over valid visits back only. Unrounded.
 *
 * @param valid 有效回访, the base of all three
 * @param satisfied 满意
 * @param acceptable 基本满意
 */
public record ThreeRates(long valid, long contacted, long solved, long satisfied, long acceptable) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static final ThreeRates NONE = new ThreeRates(0, 0, 0, 0, 0);

    ThreeRates plus(ThreeRates other) {
        return new ThreeRates(
                valid + other.valid,
                contacted + other.contacted,
                solved + other.solved,
                satisfied + other.satisfied,
                acceptable + other.acceptable);
    }

    /** In per cent; empty without a base. */
    public Optional<BigDecimal> response() {
        return rate(BigDecimal.valueOf(contacted));
    }

    public Optional<BigDecimal> solution() {
        return rate(BigDecimal.valueOf(solved));
    }

    public Optional<BigDecimal> satisfaction(OrderStatistics rules) {
        return rate(BigDecimal.valueOf(satisfied).add(rules.acceptable().multiply(BigDecimal.valueOf(acceptable))));
    }

    /** 综合: out of a hundred. */
    public Optional<BigDecimal> score(OrderStatistics rules) {
        return response()
                .flatMap(response -> solution()
                        .flatMap(solution -> satisfaction(rules)
                                .map(satisfaction -> rules.contacted()
                                        .multiply(response)
                                        .add(rules.solved().multiply(solution))
                                        .add(rules.satisfied().multiply(satisfaction)))));
    }

    private Optional<BigDecimal> rate(BigDecimal counted) {
        return valid == 0
                ? Optional.empty()
                : Optional.of(HUNDRED.multiply(counted).divide(BigDecimal.valueOf(valid), MathContext.DECIMAL64));
    }
}
