package org.yimen.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * 168 小时: how far the roster covers the hours from one moment on, and where nobody is on duty.
 *
 * @param gaps in their order, none touching the next
 */
public record DutyWeek(Instant from, Instant until, List<Span> gaps) {

    /** A week has so many hours, N-W10. */
    public static final Duration LENGTH = Duration.ofDays(7);

    public DutyWeek {
        gaps = List.copyOf(gaps);
    }

    /** A stretch of time, its end not included. */
    public record Span(Instant from, Instant until) {
        public Span {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException(from + " until " + until);
            }
        }

        Duration length() {
            return Duration.between(from, until);
        }
    }

    /** The 168 hours from {@code from} on, as these shifts cover them. */
    public static DutyWeek of(Instant from, Collection<Span> shifts) {
        Instant until = from.plus(LENGTH);
        var gaps = new ArrayList<Span>();
        Instant covered = from;
        for (Span shift :
                shifts.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Instant starts = shift.from().isBefore(until) ? shift.from() : until;
            if (starts.isAfter(covered)) {
                gaps.add(new Span(covered, starts));
            }
            covered = shift.until().isAfter(covered) ? shift.until() : covered;
        }
        if (covered.isBefore(until)) {
            gaps.add(new Span(covered, until));
        }
        return new DutyWeek(from, until, gaps);
    }

    /** Hours with somebody on duty, of {@link #LENGTH}. */
    public double coveredHours() {
        Duration open = gaps.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
        return LENGTH.minus(open).toMinutes() / 60.0;
    }

    public boolean isWhole() {
        return gaps.isEmpty();
    }
}
