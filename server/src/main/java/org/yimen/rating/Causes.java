package org.yimen.rating;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.Raising;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Words;
import org.yimen.rating.RatingPolicy.Cause;

/** 差评归因 (M-EVA-05): bad ratings sorted by cause, and the task that a department gets for many of one cause. */
@Service
public class Causes {

    /** Kinds of the audit entries. */
    public static final String SORTED = "rating.cause-sorted";

    public static final String RAISED = "rating.improvement-raised";

    /** The type of order that an improvement is. */
    private static final String TYPE = "problem";

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private final JdbcClient jdbc;
    private final RatingPolicy policy;
    private final Raising raising;
    private final OrderTypes types;
    private final Ratings ratings;
    private final AuditLog audit;
    private final InstantSource time;

    Causes(
            JdbcClient jdbc,
            RatingPolicy policy,
            Raising raising,
            OrderTypes types,
            Ratings ratings,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.policy = policy;
        this.raising = raising;
        this.types = types;
        this.ratings = ratings;
        this.audit = audit;
        this.time = time;
    }

    /** What is to become better, and the last day of the answer. */
    public record Task(String text, LocalDate dueOn) {}

    /** How many bad ratings of a department have one cause. */
    public record Count(String department, String cause, long ratings) {}

    /** An improvement task with the order that it opened. */
    public record Improvement(UUID id, String cause, String department, long ratings, UUID order, Instant at) {}

    /** Says why something was rated badly; the last word counts, and each is in the log. */
    @Transactional
    public void sort(Officer officer, UUID occasion, String code) {
        Cause cause = policy.cause(code).orElseThrow(() -> new RatingRefused("rating.cause.unknown"));
        Rating rating = ratings.find(officer.region(), occasion)
                .map(Occasion::rating)
                .filter(Rating::needsFollowUp)
                .orElseThrow(() -> new RatingRefused("rating.unknown"));
        jdbc.sql("""
                        insert into rating.cause (region_code, occasion_id, cause, by_id, at)
                        values (:region, :occasion, :cause, :by, :at)
                            on conflict (region_code, occasion_id)
                            do update set cause = excluded.cause, by_id = excluded.by_id, at = excluded.at
                        """)
                .param("region", officer.region())
                .param("occasion", rating.occasion())
                .param("cause", cause.code())
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        audit.record(
                officer.region(), officer.id().toString(), SORTED, occasion.toString(), Map.of("cause", cause.code()));
    }

    public Optional<String> of(String region, UUID occasion) {
        return jdbc.sql("""
                        select cause
                          from rating.cause
                         where region_code = :region and occasion_id = :occasion
                        """)
                .param("region", region)
                .param("occasion", occasion)
                .query(String.class)
                .optional();
    }

    /** The causes of what was rated badly from one moment to another, the most frequent first. */
    public List<Count> counts(String region, Instant from, Instant until) {
        return jdbc.sql("""
                        select o.department_code, k.cause, count(*) as ratings
                          from rating.cause k
                               join rating.rating r on r.region_code = k.region_code and r.occasion_id = k.occasion_id
                               join rating.occasion o on o.region_code = k.region_code and o.id = k.occasion_id
                         where k.region_code = :region and r.at >= :from and r.at < :until
                         group by o.department_code, k.cause
                         order by ratings desc, o.department_code, k.cause
                        """)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) ->
                        new Count(row.getString("department_code"), row.getString("cause"), row.getLong("ratings")))
                .list();
    }

    /**
     * Turns a cause into a task of the department: an order that the officer raises, in this transaction. It has nobody's name and
     * no one rating, so that nobody is found by it.
     *
     * @param key the same sent twice is one
     * @param task what is to become better, and by when
     */
    @Transactional
    public void improve(Officer officer, UUID key, String department, String code, Task task) {
        Cause cause = policy.cause(code).orElseThrow(() -> new RatingRefused("rating.cause.unknown"));
        String said = task.text().strip();
        if (said.isEmpty() || said.length() > Rating.LONGEST || AuditLog.holdsPersonalNumber(said)) {
            throw new RatingRefused("rating.improvement.text", Rating.LONGEST);
        }
        long bad = counts(officer.region(), Instant.EPOCH, time.instant().plusSeconds(1)).stream()
                .filter(each ->
                        each.department().equals(department) && each.cause().equals(code))
                .mapToLong(Count::ratings)
                .sum();
        if (bad == 0) {
            throw new RatingRefused("rating.improvement.none");
        }
        if (raised(officer.region(), key)) {
            return;
        }
        String post = types.current(TYPE)
                .flatMap(type -> raising.post(officer, type))
                .orElseThrow(() -> new RatingRefused("rating.improvement.post"));
        UUID order = raising.raise(
                        Raising.Wish.of(
                                TYPE,
                                cause.name().zh(),
                                new Source(
                                        Source.Kind.RATING,
                                        key.toString(),
                                        CHINESE.say(
                                                "rating.improvement.order",
                                                cause.name().zh(),
                                                bad)),
                                department,
                                task.dueOn(),
                                said),
                        post,
                        Actor.officer(officer.id(), post),
                        "improvement:" + key)
                .id()
                .value();
        jdbc.sql("""
                        insert into rating.improvement
                               (region_code, id, cause, department, ratings, order_id, raised_by, at)
                        values (:region, :id, :cause, :department, :ratings, :order, :by, :at)
                        """)
                .param("region", officer.region())
                .param("id", key)
                .param("cause", code)
                .param("department", department)
                .param("ratings", bad)
                .param("order", order)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        audit.record(
                officer.region(),
                officer.id().toString(),
                RAISED,
                key.toString(),
                Map.of("department", department, "cause", code));
    }

    private boolean raised(String region, UUID key) {
        return !jdbc.sql("select 1 from rating.improvement where region_code = :region and id = :id")
                .param("region", region)
                .param("id", key)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    /** The tasks of all departments, the newest first. */
    public List<Improvement> improvements(String region, int limit) {
        return jdbc.sql("""
                        select i.id, i.cause, i.department, i.ratings, i.order_id, i.at
                          from rating.improvement i
                         where i.region_code = :region
                         order by i.at desc, i.id
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", Math.min(limit, Ratings.MOST))
                .query((row, _) -> new Improvement(
                        row.getObject("id", UUID.class),
                        row.getString("cause"),
                        row.getString("department"),
                        row.getLong("ratings"),
                        row.getObject("order_id", UUID.class),
                        row.getTimestamp("at").toInstant()))
                .list();
    }
}
