package org.yimen.supervision;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.RuledOrders;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.organisation.Department;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Words;
import org.yimen.time.WorkCalendar;

/**
 * 限期 (M-GOV-10): a stage of an inquiry that no complaint's clock bounds is a task of the efficiency office, with a day, and climbs as
 * every order does. The task says its number and nothing else: who reads orders does not read inquiries.
 */
@Component
class InquiryTasks {

    private static final String TYPE = "task";

    /** In whose name: for each inquiry the same, so that the post tells nobody whom it is about. */
    private static final String POST = Department.GOVERNMENT + "/head";

    private static final String CENTRE = "ZX";

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private final JdbcClient jdbc;
    private final RuledOrders orders;
    private final ConductRules rules;
    private final WorkCalendar calendar;
    private final InstantSource time;

    InquiryTasks(JdbcClient jdbc, RuledOrders orders, ConductRules rules, WorkCalendar calendar, InstantSource time) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.rules = rules;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /** What is to be done in time. */
    enum Stage {
        /** A clue, to be decided or transferred. */
        DECIDE,
        /** An appeal. */
        SETTLE,
        /** What the body of discipline answers, to be noted. */
        OUTCOME;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** From now on the days of this stage run. */
    void open(Inquiry of, Stage stage) {
        int days = switch (stage) {
            case DECIDE -> rules.terms().clue();
            case SETTLE -> rules.terms().appeal();
            case OUTCOME -> rules.terms().outcome();
        };
        // Nobody of the accused's side has anything to do with it.
        String unit = of.keptOut().contains(OrderPosts.EFFICIENCY) ? CENTRE : OrderPosts.EFFICIENCY;
        UUID order = orders.raise(
                Wish.of(
                        TYPE,
                        CHINESE.say("supervision.inquiry.task-" + stage.code(), of.number()),
                        new Source(
                                of.isClue() ? Source.Kind.CLUE : Source.Kind.OTHER,
                                of.id().toString(),
                                of.number()),
                        unit,
                        calendar.after(today(), days),
                        CHINESE.say("supervision.inquiry.task-where")),
                POST,
                "inquiry:" + of.id() + ":" + stage.code());
        jdbc.sql("""
                        insert into supervision.inquiry_task (region_code, inquiry_id, stage, order_id)
                        values (:region, :inquiry, :stage, :order)
                        """)
                .param("region", of.region())
                .param("inquiry", of.id())
                .param("stage", stage.code())
                .param("order", order)
                .update();
    }

    /** The stage is over; nothing for what began before stages had days. */
    void done(Inquiry of, Stage stage) {
        jdbc.sql("""
                        update supervision.inquiry_task
                           set done_on = :today
                         where region_code = :region and inquiry_id = :inquiry and stage = :stage and done_on is null
                        returning order_id
                        """)
                .param("today", today())
                .param("region", of.region())
                .param("inquiry", of.id())
                .param("stage", stage.code())
                .query(UUID.class)
                .optional()
                .ifPresent(order ->
                        orders.finish(new CaseId(of.region(), order), CHINESE.say("supervision.inquiry.task-done")));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
