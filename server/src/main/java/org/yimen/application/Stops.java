package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Command.ProlongStep;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Halt;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.InProcedure;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan.Step;
import org.yimen.platform.CityTime;
import org.yimen.time.Clock;
import org.yimen.time.Reading;
import org.yimen.time.TimeLimit;

/**
 * 中止超期: the notice that stops the clock states the time needed (行政许可法 art. 45), and no more of it is taken out of the term:
 * on the day after the last of it the clock runs on by itself. Whoever runs the procedure then ends it or states anew how many
 * days more, with a reason that the applicant gets on paper. Pure.
 */
final class Stops {

    private Stops() {}

    /** The last of so many days of a step from today. */
    static LocalDate last(int days, Step step, Context context) {
        return stated(context.today(), days, step, context).dueOn();
    }

    private static Reading stated(LocalDate from, int days, Step step, Context context) {
        TimeLimit limit = step.stated(days);
        return new Clock(from, limit, List.of(), 0).read(context.calendar(), context.today());
    }

    /** True where it stops the clock now. */
    static boolean stands(State state, Context context) {
        return state instanceof InProcedure running
                && running.halt().stopsClock()
                && !isOverdue(running.halt(), context);
    }

    /** True where it stopped the clock and the stated days are over. */
    static boolean isOverdue(State state, Context context) {
        return state instanceof InProcedure running && isOverdue(running.halt(), context);
    }

    private static boolean isOverdue(Halt halt, Context context) {
        return halt.stopsClock()
                && halt.statedUntil() != null
                && context.today().isAfter(halt.statedUntil());
    }

    /** What time has to say on the day after; nothing follows from a provisional date. */
    static List<Event> woken(State state, Context context) {
        if (!(state instanceof InProcedure running)) {
            return List.of();
        }
        Halt halt = running.halt();
        LocalDate until = halt.statedUntil();
        return until != null
                        && halt.overdueOn() == null
                        && isOverdue(halt, context)
                        && context.calendar().isPublished(until.getYear())
                ? List.of(new Event.StepOverdue(context.today(), halt.step(), until))
                : List.of();
    }

    /** The sooner of both moments at which time looks at the case. */
    static @Nullable Instant sooner(@Nullable Instant other, State state) {
        if (!(state instanceof InProcedure running)
                || !running.halt().stopsClock()
                || running.halt().statedUntil() == null
                || running.halt().overdueOn() != null) {
            return other;
        }
        Instant own = CityTime.startOf(running.halt().statedUntil().plusDays(1));
        return other != null && other.isBefore(own) ? other : own;
    }

    /** How many days may still be stated: all notices together stay within what the published version names. */
    static int left(Halt halt, Step step) {
        int stated = halt.days() == null ? 0 : halt.days();
        return Math.max(0, step.mostDays() - stated);
    }

    /** True where it ran past its days and more can be stated; else it can only be ended. */
    static boolean mayBeProlonged(State state, Context context) {
        return state instanceof InProcedure running
                && isOverdue(running.halt(), context)
                && left(
                                running.halt(),
                                Clocks.step(context.item(), running.halt().step()))
                        > 0;
    }

    static Event prolonged(InProcedure state, ProlongStep prolong, Context context) {
        Halt halt = state.halt();
        Step step = Clocks.step(context.item(), halt.step());
        if (!isOverdue(halt, context)) {
            throw new CaseRuleBroken("application.prolong.not-overdue");
        }
        if (prolong.reason().isBlank()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        if (prolong.days() < 1) {
            throw new CaseRuleBroken("application.step.no-days");
        }
        int left = left(halt, step);
        if (prolong.days() > left) {
            throw CaseRuleBroken.beyondTheList("application.step.too-long", left);
        }
        return new Event.StepProlonged(
                context.today(),
                step.code(),
                prolong.days(),
                last(prolong.days(), step, context),
                prolong.reason(),
                prolong.paper());
    }

    static State evolve(InProcedure state, Event event) {
        Halt halt = state.halt();
        Halt next = switch (event) {
            case Event.StepOverdue overdue -> halt.overdue(overdue.on());
            case Event.StepProlonged more -> halt.prolonged(more.on(), more.days(), more.until());
            default -> throw new IllegalStateException("Not of a stop: " + event);
        };
        return new InProcedure(state.filing(), state.acceptance(), state.course(), next);
    }

    /** To end it or to state more days, within the next working day. */
    static Task task(Halt halt, Step step, LocalDate overdueOn, Context context) {
        return new Task(
                "prolong:" + halt.step(),
                step.department() + "/examiner",
                "prolong-step",
                context.calendar().after(overdueOn, 1));
    }
}
