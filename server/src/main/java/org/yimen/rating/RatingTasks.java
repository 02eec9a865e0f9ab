package org.yimen.rating;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.RuledOrders;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Words;
import org.yimen.time.WorkCalendar;

/**
 * 限期 (M-EVA-01): what only supervision can do about ratings is a task of the centre, with a day, and climbs as every order does. It
 * says where, and nothing of what was rated: who reads orders does not read ratings.
 */
@Component
class RatingTasks {

    private static final String TYPE = "task";

    /** Working days. */
    private static final int DAYS = 5;

    private static final String CENTRE = "ZX";

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private final JdbcClient jdbc;
    private final RuledOrders orders;
    private final WorkCalendar calendar;
    private final InstantSource time;
    private final String home;

    RatingTasks(
            JdbcClient jdbc,
            RuledOrders orders,
            WorkCalendar calendar,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.home = home;
        this.jdbc = jdbc;
        this.orders = orders;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /** What is to be done in time. */
    enum Kind {
        /** 公示: what was mended for somebody without a name, who has no other answer. */
        WORDS,
        /** 自评核查. */
        SIGN;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** From now on its days run; told twice, it is one. What belongs to another region is that one's to do. */
    void open(String region, Kind kind, UUID of) {
        if (!region.equals(home) || isThere(region, kind, of)) {
            return;
        }
        String name = CHINESE.say("rating.task." + kind.code());
        UUID order = orders.raise(
                Wish.of(
                        TYPE,
                        name,
                        new Source(Source.Kind.OTHER, of.toString(), name),
                        CENTRE,
                        calendar.after(today(), DAYS),
                        CHINESE.say("rating.task." + kind.code() + "-where")),
                OrderPosts.EFFICIENCY_HEAD,
                "rating-task:" + kind.code() + ":" + of);
        jdbc.sql("""
                        insert into rating.task (region_code, kind, subject_id, order_id)
                        values (:region, :kind, :of, :order)
                        """)
                .param("region", region)
                .param("kind", kind.code())
                .param("of", of)
                .param("order", order)
                .update();
    }

    private boolean isThere(String region, Kind kind, UUID of) {
        return jdbc.sql("""
                        select exists (
                               select from rating.task
                                where region_code = :region and kind = :kind and subject_id = :of)
                        """)
                .param("region", region)
                .param("kind", kind.code())
                .param("of", of)
                .query(Boolean.class)
                .single();
    }

    /** It is done; nothing for what waited before it had a day. */
    void done(String region, Kind kind, UUID of) {
        jdbc.sql("""
                        update rating.task
                           set done_on = :today
                         where region_code = :region and kind = :kind and subject_id = :of and done_on is null
                        returning order_id
                        """)
                .param("today", today())
                .param("region", region)
                .param("kind", kind.code())
                .param("of", of)
                .query(UUID.class)
                .optional()
                .ifPresent(order -> orders.finish(new CaseId(region, order), CHINESE.say("rating.task.done")));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
