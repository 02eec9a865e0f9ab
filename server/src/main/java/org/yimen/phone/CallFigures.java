package org.yimen.phone;

import java.util.Map;
import java.util.Optional;

/**
 * 来电统计: what became of the calls of a time, each figure with its base.
 *
 * @param answered calls in which somebody spoke with the caller: the base of the shares
 * @param byType answered calls by what they were about; those that still go on have no type yet
 * @param missed calls that nobody took
 * @param calledBack missed calls whose caller was reached afterwards
 * @param calledBackInTime those of them that were reached by their time
 * @param inHours how long callers waited within office hours
 * @param outOfHours and at all other hours
 */
public record CallFigures(
        long answered,
        Map<CallType, Long> byType,
        long missed,
        long calledBack,
        long calledBackInTime,
        Response inHours,
        Response outOfHours) {

    public CallFigures {
        byType = Map.copyOf(byType);
    }

    /**
     * 响应时间.
     *
     * @param calls the base: calls in which somebody spoke with the caller
     * @param seconds that they waited, all together
     */
    public record Response(long calls, long seconds) {
        /** In seconds; empty without a base. */
        public Optional<Double> average() {
            return calls == 0 ? Optional.empty() : Optional.of((double) seconds / calls);
        }
    }

    public long of(CallType type) {
        return byType.getOrDefault(type, 0L);
    }

    /** 咨询占比 = consults / answered calls, for each hundred. */
    public Optional<Double> consultShare() {
        return answered == 0 ? Optional.empty() : Optional.of(100.0 * of(CallType.CONSULT) / answered);
    }

    /**
     * 日均来电 = answered calls / days.
     *
     * @param days the base, which whoever shows the figure says beside it: calendar days or working days
     */
    public Optional<Double> perDay(int days) {
        return days <= 0 ? Optional.empty() : Optional.of((double) answered / days);
    }
}
