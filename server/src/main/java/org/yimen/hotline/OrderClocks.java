package org.yimen.hotline;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.hotline.OrderType.Limit;
import org.yimen.hotline.OrderType.Limits;
import org.yimen.hotline.WorkOrder.Assignment;
import org.yimen.hotline.WorkOrder.Halt;
import org.yimen.hotline.WorkOrder.Instruction;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.State.*;
import org.yimen.hotline.WorkOrder.Work;
import org.yimen.time.Clock;
import org.yimen.time.Pause;
import org.yimen.time.Reading;
import org.yimen.time.TimeLimit;
import org.yimen.time.WorkCalendar;

/** The clock of an order: in every state that is open exactly one runs. */
final class OrderClocks {

    /** Natural days; longer than this is no pause but a refusal to act. */
    static final int LONGEST_HALT = 30;

    private OrderClocks() {}

    /** @param code {@code dispatch}, {@code consult}, {@code answer}, {@code handle}, {@code verify},
     *     {@code appeal} or {@code supervise} */
    record OrderClock(String code, Clock clock, Basis basis) {
        Reading read(OrderContext context) {
            return read(context.calendar(), context.today());
        }

        Reading read(WorkCalendar calendar, LocalDate today) {
            return clock.read(calendar, today);
        }
    }

    static Optional<OrderClock> of(State state, OrderContext context) {
        Matter matter = WorkOrder.matterOrNull(state);
        if (matter == null) {
            return Optional.empty();
        }
        Optional<OrderClock> own = of(state, context.limits(matter));
        LocalDate since = matter.past().hastenedOn();
        return since == null ? own : own.map(clock -> hastened(clock, state, since, context));
    }

    /** 升级: the urgent limit from the day of the rise on, or from when it was no longer stopped, where that ends earlier. */
    private static OrderClock hastened(OrderClock clock, State state, LocalDate since, OrderContext context) {
        Limits limits =
                context.type(WorkOrder.matter(state)).in(context.region()).urgently();
        Limit limit = switch (state) {
            case Consulting _, Dispatched _ -> limits.answer();
            case Handling _, Suspended _ -> limits.handle();
            default -> null;
        };
        if (limit == null || limits.urgent() == null) {
            return clock;
        }
        Clock own = clock.clock();
        LocalDate start = later(own.start(), since);
        for (Pause pause : own.pauses()) {
            LocalDate until = pause.until();
            if (until == null) {
                return clock;
            }
            start = pause.from().isAfter(start) ? start : later(start, until);
        }
        var shorter = new OrderClock(clock.code(), new Clock(start, limit.time(), own.pauses(), 0), limit.basis());
        return shorter.read(context).dueOn().isBefore(clock.read(context).dueOn()) ? shorter : clock;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<OrderClock> of(State state, Limits limits) {
        Matter matter = WorkOrder.matterOrNull(state);
        return switch (state) {
            case Registered(var _, var since) -> Optional.of(plain("dispatch", since, limits.dispatch()));
            case Consulting(var _, var talk) -> Optional.of(plain("consult", talk.on(), limits.answer()));
            case Dispatched(var _, var to) -> Optional.of(plain("answer", to.on(), limits.answer()));
            case Handling(var _, var to, var work) ->
                Optional.of(handling(work, given(to, mending(matter, limits)), List.of()));
            case Suspended(var _, var to, var work, var halt) ->
                Optional.of(handling(work, given(to, mending(matter, limits)), List.of(halt)));
            case Appealed(var _, var _, var _, var appeal) -> {
                Limit limit = limits.appeal();
                yield Optional.of(plain("appeal", appeal.on(), limit == null ? limits.handle() : limit));
            }
            case Replied(var _, var _, var _, var reply, var _) -> {
                Limit verify = limits.verify();
                yield Optional.of(plain("verify", reply.on(), verify == null ? limits.handle() : verify));
            }
            case Escalated escalated ->
                Optional.of(plain(
                        "supervise",
                        escalated.on(),
                        given(escalated.matter().instruction(), limits).orElseGet(limits::handle)));
            case Blank _, Struck _, Closed _, Declined _, HandedOver _, Merged _, Withdrawn _ -> Optional.empty();
        };
    }

    /** The day on which time has something to say, if it ever has: nothing follows from a provisional date. */
    static Optional<LocalDate> wakesOn(State state, OrderContext context) {
        if (state instanceof Suspended(var _, var _, var _, var halt)) {
            return Optional.of(halt.until().plusDays(1));
        }
        return of(state, context)
                .map(clock -> clock.read(context))
                .filter(reading -> !reading.provisional())
                .flatMap(reading -> climbsOn(WorkOrder.matter(state).climbed(), reading.dueOn(), context));
    }

    /** One step further up with each working day that goes by without an answer. */
    private static Optional<LocalDate> climbsOn(int climbed, LocalDate due, OrderContext context) {
        return climbed == WorkOrder.TOP
                ? Optional.empty()
                : Optional.of(context.calendar().after(due, climbed).plusDays(1));
    }

    private static OrderClock plain(String code, LocalDate start, Limit limit) {
        return new OrderClock(code, Clock.of(start, limit.time()), limit.basis());
    }

    /** 复杂的限期整改: what cannot be put right at once has the longer limit. */
    private static Limit mending(@Nullable Matter matter, Limits limits) {
        if (matter != null && matter.instruction() != null) {
            return given(matter.instruction(), limits).orElseThrow();
        }
        Limit complex = limits.complex();
        return complex != null && matter != null && matter.isComplex() ? complex : limits.handle();
    }

    /** 会商: who sat together may have set an earlier day than the type's. */
    private static Limit given(Assignment to, Limit limit) {
        Integer days = to.days();
        return days == null ? limit : new Limit(TimeLimit.workingDays(days), limit.basis());
    }

    /** What was raised has the days that who raised it gave. */
    private static Optional<Limit> given(@Nullable Instruction instruction, Limits limits) {
        return Optional.ofNullable(instruction)
                .map(it -> new Limit(
                        TimeLimit.workingDays(it.days()), limits.handle().basis()));
    }

    private static OrderClock handling(Work work, Limit limit, List<Halt> running) {
        List<Pause> pauses = Stream.concat(
                        work.halts().stream().map(halt -> pause(halt, halt.until())),
                        running.stream().map(halt -> pause(halt, null)))
                .toList();
        return new OrderClock(
                "handle", new Clock(work.startedOn(), limit.time(), pauses, work.extension()), limit.basis());
    }

    private static Pause pause(Halt halt, @Nullable LocalDate until) {
        return new Pause(halt.from(), until, halt.reason(), "");
    }
}
