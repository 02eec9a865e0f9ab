package org.yimen.supervision;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.RuledOrders;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.organisation.Department;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Words;
import org.yimen.supervision.Inquiry.Act;
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
    private final InquiryBook book;
    private final RuledOrders orders;
    private final ConductRules rules;
    private final WorkCalendar calendar;
    private final InstantSource time;

    InquiryTasks(
            JdbcClient jdbc,
            InquiryBook book,
            RuledOrders orders,
            ConductRules rules,
            WorkCalendar calendar,
            InstantSource time) {
        this.jdbc = jdbc;
        this.book = book;
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
        open(of, stage, today());
    }

    /** @param since when the stage began; where its days are over already, there is one more working day */
    private void open(Inquiry of, Stage stage, LocalDate since) {
        int days = switch (stage) {
            case DECIDE -> rules.terms().clue();
            case SETTLE -> rules.terms().appeal();
            case OUTCOME -> rules.terms().outcome();
        };
        LocalDate due = calendar.after(since, days);
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
                        due.isAfter(today()) ? due : calendar.after(today(), 1),
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

    /**
     * Inquiries in a stage that has days, but no order: they came to it before stages had orders.
     *
     * @return their ids, the oldest first
     */
    List<UUID> without(String region) {
        return jdbc.sql("""
                        select i.id
                          from supervision.inquiry i
                          join lateral (
                               select bool_or(e.kind in ('Decided', 'Transferred')) as decided,
                                      bool_or(e.kind = 'Appealed') and not bool_or(e.kind = 'AppealDecided') as appealed,
                                      bool_or(e.kind = 'Transferred') and not bool_or(e.kind = 'Outcome') as transferred
                                 from supervision.inquiry_entry e
                                where e.region_code = i.region_code and e.inquiry_id = i.id) entry on true
                         where i.region_code = :region
                           and (i.origin = 'clue' and not coalesce(entry.decided, false) or entry.appealed or entry.transferred)
                           and not exists (
                               select
                                 from supervision.inquiry_task t
                                where t.region_code = i.region_code and t.inquiry_id = i.id
                                  and t.stage = case when entry.transferred then 'outcome'
                                                     when entry.appealed then 'settle'
                                                     else 'decide' end)
                         order by i.opened_at, i.id
                         limit :most
                        """)
                .param("region", region)
                .param("most", Inquiries.MOST)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Gives the stage in which it stands its order, once; nothing where it has one, or has gone on. */
    @Transactional
    public void catchUp(String region, UUID id) {
        Inquiry of = book.locked(region, id);
        switch (of.stage()) {
            case OPEN, FOUND, SECONDED -> {
                if (of.isClue()) {
                    give(of, Stage.DECIDE, of.openedAt());
                }
            }
            case APPEALED ->
                give(of, Stage.SETTLE, of.last(Act.Appealed.class).orElseThrow().at());
            case TRANSFERRED ->
                give(
                        of,
                        Stage.OUTCOME,
                        of.last(Act.Transferred.class).orElseThrow().at());
            case DECIDED, SETTLED, ANSWERED -> {
                // Nothing of it has a day.
            }
        }
    }

    private void give(Inquiry of, Stage stage, Instant since) {
        boolean there = jdbc.sql("""
                        select exists (
                               select from supervision.inquiry_task
                                where region_code = :region and inquiry_id = :inquiry and stage = :stage)
                        """)
                .param("region", of.region())
                .param("inquiry", of.id())
                .param("stage", stage.code())
                .query(Boolean.class)
                .single();
        if (!there) {
            open(of, stage, CityTime.day(since));
        }
    }

    /** The stage is over; nothing for what ended before stages had days. */
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
