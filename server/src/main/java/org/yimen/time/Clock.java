package org.yimen.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.time.TimeLimit.Unit;

/**
 * 时钟: a limit that started on a day, what stopped it, and by how many days of its own kind it was extended. A value:
 * the same clock, calendar and day always give the same reading.
 *
 * <p>The start day never counts (民法典 第二百零一条). A pause takes out the days of the limit's own kind in its span,
 * a day under two pauses once. A limit in natural days that ends on a day off ends on the next working day
 * (第二百零三条), once, at the very end. A same-day limit is due on the start day, or on the next working day.
 *
 * @param notAfter a day that ends it whatever was stopped or extended, such as the last day of a licence that is to be
 *     renewed; null where there is none
 */
public record Clock(
        LocalDate start,
        TimeLimit limit,
        List<Pause> pauses,
        int extension,
        @Nullable LocalDate notAfter) {

    public Clock(LocalDate start, TimeLimit limit, List<Pause> pauses, int extension) {
        this(start, limit, pauses, extension, null);
    }

    public Clock {
        if (extension < 0 || (extension > 0 && limit.unit() == Unit.SAME_DAY)) {
            throw new IllegalArgumentException(limit + " extended by " + extension);
        }
        var _ = Math.addExact(limit.amount(), extension);
        pauses = pauses.stream().sorted(Comparator.comparing(Pause::from)).toList();
    }

    public static Clock of(LocalDate start, TimeLimit limit) {
        return new Clock(start, limit, List.of(), 0);
    }

    /** The due date alone, without the explanation; an open pause stops the clock through {@code asOf}. */
    public LocalDate dueOn(WorkCalendar calendar, LocalDate asOf) {
        return due(calendar, lastCounted(calendar, asOf), asOf);
    }

    public Reading read(WorkCalendar calendar, LocalDate asOf) {
        LocalDate last = lastCounted(calendar, asOf);
        LocalDate due = due(calendar, last, asOf);
        LocalDate end = asOf.isAfter(due) ? asOf : due;
        var days = new ArrayList<Day>((int) Math.min(1 + ChronoUnit.DAYS.between(start, end), 4_096));
        int used = 0;
        int stopped = 0;
        int counted = 0;
        int late = 0;
        for (LocalDate date = start; !date.isAfter(end); date = date.plusDays(1)) {
            Day day = explain(calendar, asOf, last, due, date, date.isAfter(due) ? late + 1 : counted + 1);
            days.add(day);
            if (date.isAfter(due)) {
                late += day.number() == 0 ? 0 : 1;
            } else {
                counted += day.number() == 0 ? 0 : 1;
                used += day.number() == 0 || date.isAfter(asOf) ? 0 : 1;
                stopped += day.verdict() == Verdict.PAUSED && !date.isAfter(asOf) ? 1 : 0;
            }
        }
        int left = (due.equals(notAfter) ? counted : total()) - used;
        // A limit that ended on Friday is overdue on Saturday, although Saturday is no working day.
        int daysLate = asOf.isAfter(due) ? Math.max(late, 1) : 0;
        return new Reading(
                due, isProvisional(calendar, last, due), isPaused(asOf, left), used, stopped, left, daysLate, days);
    }

    private int total() {
        return limit.amount() + extension;
    }

    /** The day on which the limit is used up; the start day for a same-day limit. */
    private LocalDate lastCounted(WorkCalendar calendar, LocalDate asOf) {
        int left = total();
        LocalDate at = start;
        for (Pause pause : pauses) {
            if (left == 0) {
                break;
            }
            if (pause.from().isAfter(at)) {
                // The last day may be the day on which the pause begins: that day still counts.
                LocalDate last = skip(calendar, at, left);
                if (!last.isAfter(pause.from())) {
                    return last;
                }
                left -= between(calendar, at, pause.from());
                at = pause.from();
            }
            LocalDate until = until(pause, asOf);
            if (until.isAfter(at)) {
                at = until;
            }
        }
        return skip(calendar, at, left);
    }

    private LocalDate skip(WorkCalendar calendar, LocalDate from, int days) {
        return limit.unit() == Unit.NATURAL_DAY ? from.plusDays(days) : calendar.after(from, days);
    }

    private int between(WorkCalendar calendar, LocalDate from, LocalDate to) {
        return limit.unit() == Unit.NATURAL_DAY
                ? (int) ChronoUnit.DAYS.between(from, to)
                : calendar.workdaysIn(from, to);
    }

    private LocalDate due(WorkCalendar calendar, LocalDate last, LocalDate asOf) {
        LocalDate own = ownDue(calendar, last, asOf);
        return notAfter != null && own.isAfter(notAfter) ? notAfter : own;
    }

    private LocalDate ownDue(WorkCalendar calendar, LocalDate last, LocalDate asOf) {
        LocalDate due = limit.unit() == Unit.WORKING_DAY ? last : calendar.onOrAfter(last);
        if (limit.unit() == Unit.SAME_DAY) {
            while (due.isAfter(start) && pauseOn(due, asOf) != null) {
                due = calendar.after(due, 1);
            }
        }
        return due;
    }

    private Day explain(
            WorkCalendar calendar, LocalDate asOf, LocalDate last, LocalDate due, LocalDate date, int number) {
        if (date.equals(start)) {
            return new Day(date, Verdict.START, 0, null, null);
        }
        boolean natural = limit.unit() == Unit.NATURAL_DAY;
        if (date.isAfter(due)) {
            return natural || calendar.isWorkday(date)
                    ? new Day(date, Verdict.LATE, number, null, null)
                    : dayOff(calendar, date);
        }
        if (natural && date.isAfter(last)) {
            return new Day(date, Verdict.ROLLED, 0, nameOf(calendar, date), null);
        }
        if (!natural && !calendar.isWorkday(date)) {
            return dayOff(calendar, date);
        }
        Pause pause = pauseOn(date, asOf);
        if (pause != null) {
            return new Day(date, Verdict.PAUSED, 0, null, pause);
        }
        if (date.isAfter(last)) {
            return new Day(date, Verdict.ROLLED, 0, nameOf(calendar, date), null);
        }
        if (natural) {
            return new Day(date, Verdict.COUNTED, number, null, null);
        }
        if (!calendar.isPublished(date.getYear())) {
            return new Day(date, Verdict.PROVISIONAL, number, nameOf(calendar, date), null);
        }
        return calendar.isSwapped(date)
                ? new Day(date, Verdict.SWAPPED_WORKDAY, number, nameOf(calendar, date), null)
                : new Day(date, Verdict.COUNTED, number, null, null);
    }

    private static Day dayOff(WorkCalendar calendar, LocalDate date) {
        String name = nameOf(calendar, date);
        return new Day(date, name == null ? Verdict.WEEKEND : Verdict.HOLIDAY, 0, name, null);
    }

    private static @Nullable String nameOf(WorkCalendar calendar, LocalDate date) {
        DayRule rule = calendar.rule(date);
        return rule == null ? null : rule.name();
    }

    private @Nullable Pause pauseOn(LocalDate date, LocalDate asOf) {
        for (Pause pause : pauses) {
            if (date.isAfter(pause.from()) && !date.isAfter(until(pause, asOf))) {
                return pause;
            }
        }
        return null;
    }

    private static LocalDate until(Pause pause, LocalDate asOf) {
        LocalDate until = pause.until();
        if (until != null) {
            return until;
        }
        return asOf.isAfter(pause.from()) ? asOf : pause.from();
    }

    /** On the day on which a pause begins the clock already stands, though that day still counts. */
    private boolean isPaused(LocalDate asOf, int left) {
        return left > 0
                && pauses.stream()
                        .anyMatch(pause -> !asOf.isBefore(pause.from())
                                && !asOf.isAfter(until(pause, asOf))
                                && !pause.from().equals(pause.until()));
    }

    /** Natural days need the calendar at their end only; working days all the way. */
    private boolean isProvisional(WorkCalendar calendar, LocalDate last, LocalDate due) {
        LocalDate first = limit.unit() == Unit.WORKING_DAY ? start.plusDays(1) : last;
        for (int year = first.getYear(); year <= due.getYear(); year++) {
            if (!calendar.isPublished(year)) {
                return true;
            }
        }
        return false;
    }
}
