package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Course;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;

/** 协调催办、督办: an urging names its reply date, and one that nobody answers goes up a level, twice at most. Pure. */
final class Urgings {

    /** Nobody is given longer than this to answer. */
    static final int LONGEST = 10;

    /** The head of the department, then the director of the centre. */
    static final int LEVELS = 2;

    private static final String CENTRE = "ZX/director";

    private Urgings() {}

    /** The day that was named, if it may be named; else the next working day. */
    static LocalDate replyBy(@Nullable LocalDate named, Context context) {
        LocalDate first = context.calendar().after(context.today(), 1);
        if (named == null) {
            return first;
        }
        LocalDate last = context.calendar().after(context.today(), LONGEST);
        if (named.isBefore(context.today())
                || named.isAfter(last)
                || !context.calendar().isWorkday(named)) {
            throw new CaseRuleBroken("application.urge.reply-by", last);
        }
        return named;
    }

    /** The post that an urging has reached after it went up. */
    static String above(Flow.Urging urging) {
        return urging.level() < LEVELS ? urging.department() + "/head" : CENTRE;
    }

    /** True where it went up to a post of this officer. */
    static boolean reached(Flow.Urging urging, Officer officer) {
        return urging.level() > 0 && officer.holds(above(urging));
    }

    /** What was not answered in time goes up. */
    static List<Event> woken(State state, Context context) {
        LocalDate today = context.today();
        return rising(Application.course(state))
                .filter(urging -> due(urging).isBefore(today))
                .<Event>map(urging -> new Event.UrgeEscalated(
                        today,
                        urging.number(),
                        urging.level() + 1,
                        due(urging),
                        context.calendar().after(today, 1)))
                .toList();
    }

    /** When time has something to say next: {@code other}, or the day after a reply date. */
    static @Nullable Instant sooner(@Nullable Instant other, Course course, Context context) {
        Instant own = rising(course)
                .map(urging -> CityTime.startOf(due(urging).plusDays(1)))
                .min(Instant::compareTo)
                .orElse(null);
        return own == null || (other != null && other.isBefore(own)) ? other : own;
    }

    private static Stream<Flow.Urging> rising(Course course) {
        return course.flow().open().stream().filter(urging -> urging.replyBy() != null && urging.level() < LEVELS);
    }

    private static LocalDate due(Flow.Urging urging) {
        LocalDate due = urging.replyBy();
        return due == null ? LocalDate.MAX : due;
    }
}
