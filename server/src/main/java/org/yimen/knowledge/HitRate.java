package org.yimen.knowledge;

import java.util.Optional;

/**
 * 命中率 = answered from the knowledge / asked.
 *
 * @param answered questions whose answer cites a source
 * @param asked all questions of the same time, the base
 */
public record HitRate(long answered, long asked) {

    public HitRate {
        if (answered < 0 || answered > asked) {
            throw new IllegalArgumentException(answered + " of " + asked);
        }
    }

    /** For each hundred asked; empty without a base. */
    public Optional<Double> percent() {
        return asked == 0 ? Optional.empty() : Optional.of(100.0 * answered / asked);
    }
}
