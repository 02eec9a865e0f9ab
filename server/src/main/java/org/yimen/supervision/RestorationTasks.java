package org.yimen.supervision;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Restoration;
import org.yimen.application.RestorationAnswered;
import org.yimen.application.Restorations;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.RuledOrders;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Words;
import org.yimen.time.WorkCalendar;

/**
 * 信用修复申请的答复期限 (M-INT-12): who asks to be restored is answered by a day, and that day is an order's of the department, which climbs
 * as every order does: its head, supervision, the director. The order names the case and nobody; the answer itself ends it.
 */
@Service
public class RestorationTasks {

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private final JdbcClient jdbc;
    private final Restorations restorations;
    private final WorkLists cases;
    private final RuledOrders orders;
    private final WorkCalendar calendar;
    private final InstantSource time;

    RestorationTasks(
            JdbcClient jdbc,
            Restorations restorations,
            WorkLists cases,
            RuledOrders orders,
            WorkCalendar calendar,
            InstantSource time) {
        this.jdbc = jdbc;
        this.restorations = restorations;
        this.cases = cases;
        this.orders = orders;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /** Of these the ones that have no order yet, in the same sequence. */
    List<Restoration> without(String region, Collection<Restoration> asked) {
        Set<UUID> there = Set.copyOf(jdbc.sql("""
                        select restoration_id
                          from supervision.restoration_task
                         where region_code = :region and restoration_id = any(:ids)
                        """)
                .param("region", region)
                .param("ids", asked.stream().map(Restoration::id).toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        return asked.stream().filter(each -> !there.contains(each.id())).toList();
    }

    /** Gives it its order, once; nothing where it was answered meanwhile. Where its day is past there is one more working day. */
    @Transactional
    public void open(String region, UUID id) {
        Optional<Restoration> held = restorations.held(region, id);
        if (held.isEmpty() || without(region, held.stream().toList()).isEmpty()) {
            return;
        }
        Restoration of = held.get();
        Summary file = Objects.requireNonNull(
                cases.byIds(region, List.of(of.caseId())).get(of.caseId()), "A promise without its case");
        LocalDate today = CityTime.day(time.instant());
        boolean inTime = of.dueOn().isAfter(today) && calendar.workdaysIn(today, of.dueOn()) > 0;
        UUID order = orders.raise(
                Wish.of(
                        "task",
                        CHINESE.say("supervision.restoration.task", file.number()),
                        new Source(Source.Kind.OTHER, of.id().toString(), file.number()),
                        file.department(),
                        inTime ? of.dueOn() : calendar.after(today, 1),
                        CHINESE.say("supervision.restoration.task-what")),
                file.department().equals(OrderPosts.EFFICIENCY) ? OrderPosts.DIRECTOR : OrderPosts.EFFICIENCY_HEAD,
                "restoration:" + of.id());
        jdbc.sql("""
                        insert into supervision.restoration_task (region_code, restoration_id, order_id)
                        values (:region, :id, :order)
                        """)
                .param("region", region)
                .param("id", id)
                .param("order", order)
                .update();
    }

    /** Nothing where it was answered before it had an order. */
    @EventListener
    void done(RestorationAnswered answered) {
        jdbc.sql("""
                        update supervision.restoration_task
                           set done_on = :today
                         where region_code = :region and restoration_id = :id and done_on is null
                        returning order_id
                        """)
                .param("today", CityTime.day(time.instant()))
                .param("region", answered.region())
                .param("id", answered.restoration())
                .query(UUID.class)
                .optional()
                .ifPresent(order -> orders.finish(
                        new CaseId(answered.region(), order), CHINESE.say("supervision.restoration.task-done")));
    }
}
