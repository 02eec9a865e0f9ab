package org.yimen.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderChannels;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.RuledOrders;
import org.yimen.hotline.WorkOrder.Reply;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrders;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Words;
import org.yimen.time.WorkCalendar;

/** 舆情台账: what people talk about, how serious it is, by when it is answered, and what the city answered. */
@Service
public class Opinions {

    /** Entry of the log: an answer was published. */
    public static final String PUBLISHED = "intake.opinion-published";

    static final String TYPE = "opinion";

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);
    private static final int MOST = 100;
    private static final int LONGEST = 2000;
    private static final int LONGEST_LINE = 200;

    private static final String COLUMNS = """
            select order_id, title, source, link, first_level, level, found_at, respond_by, again, departments, answer,
                   published_at
              from intake.opinion
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final OrderDesk desk;
    private final WorkOrders orders;
    private final OrderRights rights;
    private final OpinionRules rules;
    private final RuledOrders ruled;
    private final WorkCalendar calendar;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;

    Opinions(
            JdbcClient jdbc,
            OrderDesk desk,
            WorkOrders orders,
            OrderRights rights,
            OpinionRules rules,
            RuledOrders ruled,
            WorkCalendar calendar,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.orders = orders;
        this.rights = rights;
        this.rules = rules;
        this.ruled = ruled;
        this.calendar = calendar.provisional();
        this.audit = audit;
        this.time = time;
        this.region = region;
    }

    /**
     * What is found.
     *
     * @param title as the public will read it; without a name
     * @param text for the offices
     * @param departments whose matter it is
     */
    public record Found(
            String title, String source, String link, int level, String topic, String text, List<String> departments) {
        public Found {
            departments = List.copyOf(departments);
        }
    }

    public OpinionRules rules() {
        return rules;
    }

    /** True where he may also take one down: who registers orders. */
    public boolean finds(Officer officer) {
        return rights.registers(officer);
    }

    /** True where he keeps the register: hotline, efficiency office, supervision and the director. */
    @Guard
    public boolean keeps(Officer officer) {
        return rights.counts(officer);
    }

    private void requireKeeper(Officer officer) {
        if (!keeps(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
    }

    /**
     * Registers an issue and the order by which it is dealt with.
     *
     * @param key of the form: sent again, it is the same issue
     * @throws IntakeRefused {@code intake.opinion.*}
     */
    @Transactional
    public UUID find(Officer officer, String post, Found found, String key) {
        requireKeeper(officer);
        line(found.title(), "intake.opinion.title");
        line(found.source(), "intake.opinion.source");
        String link = found.link().strip();
        if (!link.isEmpty() && (link.length() > LONGEST || !link.matches("https?://\\S+"))) {
            throw new IntakeRefused("intake.opinion.link");
        }
        plain(link);
        plain(found.text());
        if (found.level() < 0 || found.level() >= rules.levels().size()) {
            throw new IntakeRefused("intake.opinion.level");
        }
        Instant now = time.instant();
        var report = new Report(
                TYPE, found.topic(), null, found.level() > 0, new Content(found.text(), found.title(), ""), null);
        UUID nobody = UUID.nameUUIDFromBytes(("intake/" + key).getBytes(UTF_8));
        CaseId order = desk.register(report, nobody, Actor.officer(officer.id(), post), OrderChannels.MONITORING, key)
                .id();
        jdbc.sql("""
                        insert into intake.opinion
                               (region_code, order_id, title, source, link, first_level, level, found_at, respond_by,
                                again, departments)
                        values (:region, :order, :title, :source, :link, :level, :level, :at, :by, 0, :departments)
                            on conflict (region_code, order_id) do nothing
                        """)
                .param("region", region)
                .param("order", order.value())
                .param("title", found.title().strip())
                .param("source", found.source().strip())
                .param("link", link)
                .param("level", found.level())
                .param("at", Timestamp.from(now))
                .param("by", Timestamp.from(rules.dueBy(found.level(), now)))
                .param("departments", found.departments().toArray(String[]::new))
                .update();
        return order.value();
    }

    /**
     * Seen once more: enough of that, and it goes up a level with the shorter time, its order as well.
     *
     * @param key of the form: sent again, it was seen once
     */
    @Transactional
    public void seenAgain(Officer officer, UUID order, String source, UUID key) {
        requireKeeper(officer);
        line(source, "intake.opinion.source");
        Opinion opinion = locked(order);
        Instant now = time.instant();
        int again = opinion.again() + 1;
        int level = opinion.isPublished() ? opinion.level() : rules.after(opinion.first(), again);
        boolean once = jdbc.sql("""
                        insert into intake.opinion_seen (region_code, id, order_id, source, at, seen_by, level)
                        values (:region, :id, :order, :source, :at, :by, :level)
                            on conflict (region_code, id) do nothing
                        """)
                        .param("region", region)
                        .param("id", key)
                        .param("order", order)
                        .param("source", source.strip())
                        .param("at", Timestamp.from(now))
                        .param("by", officer.id())
                        .param("level", level)
                        .update()
                > 0;
        if (!once) {
            if (!isSeen(officer, order, source, key)) {
                throw new IntakeRefused("platform.key.reused");
            }
            return;
        }
        Instant due =
                level > opinion.level() ? earlier(opinion.respondBy(), rules.dueBy(level, now)) : opinion.respondBy();
        jdbc.sql("""
                        update intake.opinion
                           set again = :again, level = :level, respond_by = :by
                         where region_code = :region and order_id = :order
                        """)
                .param("again", again)
                .param("level", level)
                .param("by", Timestamp.from(due))
                .param("region", region)
                .param("order", order)
                .update();
        if (level > opinion.level()) {
            // The hour is the register's, the working days are the order's: both come nearer.
            OpinionRules.Level risen = rules.level(level);
            ruled.hasten(
                    new CaseId(region, order),
                    CHINESE.say("intake.opinion.risen", CHINESE.text(risen.name()), risen.hours()));
        }
    }

    private boolean isSeen(Officer officer, UUID order, String source, UUID key) {
        return jdbc.sql("""
                        select exists (
                               select from intake.opinion_seen
                                where region_code = :region and id = :id and order_id = :order and source = :source
                                  and seen_by = :by)
                        """)
                .param("region", region)
                .param("id", key)
                .param("order", order)
                .param("source", source.strip())
                .param("by", officer.id())
                .query(Boolean.class)
                .single();
    }

    /** The hour only ever comes nearer. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * 公开回应: what the city says, by somebody else than who answered for the unit; said once and for good.
     *
     * @throws IntakeRefused {@code intake.opinion.*} before the unit has answered
     */
    @Transactional
    public void publish(Officer officer, UUID order, String answer) {
        requireKeeper(officer);
        Opinion opinion = locked(order);
        Reply reply = orders.view(order, Actor.officer(officer.id(), "")).reply();
        if (reply == null) {
            throw new IntakeRefused("intake.opinion.unanswered");
        }
        if (reply.by().equals(officer.id())) {
            throw new IntakeRefused("intake.opinion.two");
        }
        if (opinion.isPublished()) {
            throw new IntakeRefused("intake.opinion.published");
        }
        if (answer.isBlank() || answer.length() > LONGEST) {
            throw new IntakeRefused("intake.opinion.answer", LONGEST);
        }
        plain(answer);
        jdbc.sql("""
                        update intake.opinion
                           set answer = :answer, published_at = :at, published_by = :by
                         where region_code = :region and order_id = :order and published_at is null
                        """)
                .param("answer", answer.strip())
                .param("at", Timestamp.from(time.instant()))
                .param("by", officer.id())
                .param("region", region)
                .param("order", order)
                .update();
        audit.record(region, officer.id().toString(), PUBLISHED, order.toString(), Map.of("title", opinion.title()));
        ruled.finish(new CaseId(region, order), "");
        task(order).ifPresent(task -> ruled.finish(new CaseId(region, task), CHINESE.say("intake.opinion.task-done")));
    }

    private Optional<UUID> task(UUID order) {
        return jdbc.sql("""
                        select task_id
                          from intake.opinion
                         where region_code = :region and order_id = :order and task_id is not null
                        """)
                .param("region", region)
                .param("order", order)
                .query(UUID.class)
                .optional();
    }

    /**
     * 到时未回应: what is not published when its hour is past becomes a task of the hotline, once, which climbs from working day to working
     * day until somebody publishes.
     *
     * @return how many were found
     */
    @Transactional
    public int chase() {
        List<Opinion> late = jdbc.sql(COLUMNS + """
                           and published_at is null and task_id is null and respond_by < :now
                         order by respond_by, order_id
                         limit :most
                           for update skip locked
                        """)
                .param("region", region)
                .param("now", Timestamp.from(time.instant()))
                .param("most", MOST)
                .query((row, _) -> opinion(row))
                .list();
        late.forEach(this::chase);
        return late.size();
    }

    private void chase(Opinion late) {
        String number =
                orders.find(late.order()).map(line -> line.row().number()).orElse("");
        UUID task = ruled.raise(
                Wish.of(
                        "task",
                        CHINESE.say("intake.opinion.task", number),
                        new Source(Source.Kind.ORDER, late.order().toString(), number),
                        OrderPosts.HOTLINE,
                        calendar.after(CityTime.day(time.instant()), 1),
                        CHINESE.say("intake.opinion.task-what", late.title())),
                OrderPosts.SUPERVISOR,
                "opinion:" + late.order());
        jdbc.sql("""
                        update intake.opinion
                           set task_id = :task
                         where region_code = :region and order_id = :order
                        """)
                .param("task", task)
                .param("region", region)
                .param("order", late.order())
                .update();
    }

    private static void line(String text, String code) {
        if (text.isBlank() || text.length() > LONGEST_LINE) {
            throw new IntakeRefused(code, LONGEST_LINE);
        }
        plain(text);
    }

    private static void plain(String text) {
        if (AuditLog.holdsPersonalNumber(text)) {
            throw new IntakeRefused("intake.opinion.number");
        }
    }

    private Opinion locked(UUID order) {
        return jdbc.sql(COLUMNS + " and order_id = :order for update")
                .param("region", region)
                .param("order", order)
                .query((row, _) -> opinion(row))
                .optional()
                .orElseThrow(() -> new IntakeRefused("intake.opinion.unknown"));
    }

    /** Those that wait for an answer first, the one that is due first on top; then the answered, newest first. */
    public List<Opinion> all() {
        return jdbc.sql(COLUMNS + """
                         order by published_at is not null, case when published_at is null then respond_by end,
                                  published_at desc, order_id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> opinion(row))
                .list();
    }

    /** What the public reads, the newest first. */
    public List<Opinion> published() {
        return jdbc.sql(COLUMNS + """
                           and published_at is not null
                         order by published_at desc, order_id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> opinion(row))
                .list();
    }

    public Optional<Opinion> of(UUID order) {
        return jdbc.sql(COLUMNS + " and order_id = :order")
                .param("region", region)
                .param("order", order)
                .query((row, _) -> opinion(row))
                .optional();
    }

    private static Opinion opinion(ResultSet row) throws SQLException {
        Timestamp published = row.getTimestamp("published_at");
        return new Opinion(
                row.getObject("order_id", UUID.class),
                row.getString("title"),
                row.getString("source"),
                row.getString("link"),
                row.getInt("first_level"),
                row.getInt("level"),
                row.getTimestamp("found_at").toInstant(),
                row.getTimestamp("respond_by").toInstant(),
                row.getInt("again"),
                Stream.of((String[]) row.getArray("departments").getArray()).toList(),
                row.getString("answer"),
                published == null ? null : published.toInstant());
    }
}
