package org.yimen.hotline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yimen.casework.Agenda.Task;
import org.yimen.hotline.WorkOrder.Matter;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.hotline.WorkOrder.State.*;

/** 待办: what posts must do on an order, and who above them has been told. */
final class OrderTasks {

    private OrderTasks() {}

    static List<Task> of(State state, OrderContext context, LocalDate due) {
        Matter matter = WorkOrder.matterOrNull(state);
        if (matter == null) {
            return List.of();
        }
        var tasks = new ArrayList<Task>();
        switch (state) {
            case Registered _ ->
                tasks.add(
                        WorkOrder.waitsForContact(matter, context)
                                ? task("contact", OrderPosts.verifier(matter), due)
                                : task("dispatch", OrderPosts.dispatcher(matter), due));
            case Consulting(var _, var talk) -> {
                talk.units().stream()
                        .filter(unit -> !talk.hasViewOf(unit))
                        .map(unit -> new Task("opine:" + unit, desk(matter, unit, context), "order-opine", due))
                        .forEach(tasks::add);
                tasks.add(task("resolve", OrderPosts.dispatcher(matter), due));
            }
            case Dispatched(var _, var to) ->
                tasks.add(
                        task(matter.instruction() == null ? "answer" : "read", desk(matter, to.unit(), context), due));
            case Handling(var _, var to, var work) -> {
                tasks.add(task("respond", desk(matter, to.unit(), context), due));
                to.assisting().stream()
                        .filter(unit -> !work.hasContributionOf(unit))
                        .map(unit -> new Task("assist:" + unit, desk(matter, unit, context), "order-assist", due))
                        .forEach(tasks::add);
            }
            case Suspended(var _, var to, var _, var halt) ->
                tasks.add(task("resume", desk(matter, to.unit(), context), halt.until()));
            case Replied _ -> {
                if (WorkOrder.isPublished(matter, context)) {
                    tasks.add(task("publish", OrderPosts.dispatcher(matter), due));
                } else if (!matter.anonymous()) {
                    tasks.add(
                            task(matter.instruction() == null ? "verify" : "close", OrderPosts.verifier(matter), due));
                }
            }
            case Appealed _ -> tasks.add(task("appeal", OrderPosts.supervisor(matter), due));
            case Escalated escalated ->
                tasks.add(task("supervise", OrderPosts.judge(matter, escalated.reply(), context.units()), due));
            case Blank _, Struck _, Closed _, Declined _, HandedOver _, Merged _, Withdrawn _ -> {
                return List.of();
            }
        }
        if (matter.proposal() != null) {
            tasks.add(task("agree", OrderPosts.dispatcher(matter), due));
        }
        String unit = unit(state, matter);
        IntStream.rangeClosed(1, matter.climbed())
                .mapToObj(level -> Stream.ofNullable(OrderPosts.above(matter, unit, level, context.units()))
                        .map(post -> new Task("climbed:" + level, post, "order-climbed", due)))
                .flatMap(each -> each)
                .forEach(tasks::add);
        return tasks;
    }

    /** 回避: who served keeps out, and another one of the unit has it, at last its head; where nobody is left, supervision. */
    private static String desk(Matter matter, String unit, OrderContext context) {
        Set<UUID> without = matter.keptOut();
        if (without.isEmpty()) {
            return context.units().desk(unit);
        }
        return context.units().isDoneOnlyBy(unit, without)
                ? OrderPosts.supervisor(matter)
                : context.units().desk(unit, without);
    }

    /** Who has it now: the unit, or before and after the hotline or whoever raised it. */
    private static String unit(State state, Matter matter) {
        return switch (state) {
            case Dispatched(var _, var to) -> to.unit();
            case Handling(var _, var to, var _) -> to.unit();
            case Suspended(var _, var to, var _, var _) -> to.unit();
            case Appealed _ -> OrderPosts.EFFICIENCY;
            default ->
                matter.instruction() == null
                        ? OrderPosts.HOTLINE
                        : OrderPosts.department(matter.instruction().post());
        };
    }

    private static Task task(String act, String post, LocalDate due) {
        return new Task(act, post, "order-" + act, due);
    }
}
