package org.yimen.rating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.Guard;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;

/**
 * 好差评: once for a case that was applied for online, once for a visit. A rating is never changed and holds nothing up; who
 * gave it is told to nobody whom it is about.
 */
@Service
public class Ratings {

    /** Setting: how many days after the service a rating is in time. */
    static final String DAYS = "rating.days";

    static final String TEXT = "rating.rating.text";

    public static final int MOST = 100;

    private static final String SELECT = """
            select o.region_code, o.id, o.kind, o.subject, o.holder_id, o.person_id, o.served_by,
                   o.department_code, o.window_code,
                   o.item_code, o.name_zh, o.name_en, o.served_at, o.until_at, r.level, r.tags, r.text_sealed, r.late,
                   r.at
              from rating.occasion o
                   left join rating.rating r on r.region_code = o.region_code and r.occasion_id = o.id
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final Outbox outbox;
    private final Settings settings;
    private final Rectifications rectifications;
    private final InstantSource time;

    Ratings(
            JdbcClient jdbc,
            ColumnCipher cipher,
            Outbox outbox,
            Settings settings,
            Rectifications rectifications,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.outbox = outbox;
        this.settings = settings;
        this.rectifications = rectifications;
        this.time = time;
    }

    /**
     * A service that may be rated from now on.
     *
     * @param subject the case's id, or the visit's ticket: told twice, it is one service
     * @param holder who was served, with {@code person} who stood there or asked; both null where nobody knows
     * @param servedBy who served or decided, if one did
     * @param item code, or empty
     */
    public record Served(
            Occasion.Kind kind,
            String subject,
            @Nullable UUID holder,
            @Nullable UUID person,
            @Nullable UUID servedBy,
            String department,
            @Nullable String window,
            String item,
            Text name) {

        public static Served visit(
                UUID ticket,
                @Nullable UUID holder,
                @Nullable UUID person,
                @Nullable UUID clerk,
                String department,
                String window,
                Text name) {
            return new Served(
                    Occasion.Kind.VISIT, ticket.toString(), holder, person, clerk, department, window, "", name);
        }

        public static Served ofCase(
                UUID caseId,
                UUID holder,
                UUID person,
                @Nullable UUID decider,
                String department,
                String item,
                Text name) {
            return new Served(
                    Occasion.Kind.CASE, caseId.toString(), holder, person, decider, department, null, item, name);
        }

        /** The message that asks; of a visit nobody says that something came to its end. */
        String template() {
            return kind == Occasion.Kind.VISIT ? "rating.visit" : "rating.invitation";
        }
    }

    /**
     * A visit at a window ended, or an online case came to its outcome: it may be rated once, whatever was done there.
     *
     * @return the occasion, the same however often the service is told
     */
    @Transactional
    public UUID served(String region, Served service, Instant servedAt) {
        UUID id = Uuid7.next(time.instant());
        Instant until = servedAt.plus(Duration.ofDays(settings.number(DAYS)));
        int opened = jdbc.sql("""
                        insert into rating.occasion
                               (region_code, id, kind, subject, holder_id, person_id, served_by, department_code,
                                window_code, item_code, name_zh, name_en, served_at, until_at)
                        values (:region, :id, :kind, :subject, :holder, :person, :by, :department, :window, :item,
                                :zh, :en, :served, :until)
                            on conflict (region_code, kind, subject) do nothing
                        """)
                .param("region", region)
                .param("id", id)
                .param("kind", service.kind().name())
                .param("subject", service.subject())
                .param("holder", service.holder(), Types.OTHER)
                .param("person", service.person(), Types.OTHER)
                .param("by", service.servedBy(), Types.OTHER)
                .param("department", service.department())
                .param("window", service.window(), Types.VARCHAR)
                .param("item", service.item())
                .param("zh", service.name().zh())
                .param("en", service.name().en(), Types.VARCHAR)
                .param("served", Timestamp.from(servedAt))
                .param("until", Timestamp.from(until))
                .update();
        if (opened == 0) {
            return about(region, service.kind(), service.subject())
                    .orElseThrow()
                    .id();
        }
        UUID holder = service.holder();
        UUID person = service.person();
        if (holder != null && person != null) {
            outbox.post(Notice.of(
                            region,
                            holder,
                            person,
                            "rating:" + id,
                            service.template(),
                            List.of(service.name()),
                            servedAt)
                    .to("/me/ratings/" + id));
        }
        return id;
    }

    /**
     * Takes the one rating of an occasion. A second one is refused, whatever it says; the same one sent twice is one.
     *
     * @param holder in whose name it is given
     * @param tags codes that fit the level; others are refused
     */
    @Transactional
    public void rate(
            String region, UUID occasion, UUID holder, Level level, List<String> tags, String text, String channel) {
        Occasion rated = ofHolder(region, occasion, holder).orElseThrow(() -> new RatingRefused("rating.unknown"));
        store(rated, level, tags, text, channel);
    }

    /**
     * The same for a visit, by whoever stands before the evaluator of its window or holds its ticket: he need not be known.
     *
     * @param channel {@code evaluator} or {@code ticket}
     */
    @Transactional
    public void rateVisit(String region, UUID occasion, Level level, List<String> tags, String text, String channel) {
        Occasion rated = find(region, occasion)
                .filter(each -> each.kind() == Occasion.Kind.VISIT)
                .orElseThrow(() -> new RatingRefused("rating.unknown"));
        store(rated, level, tags, text, channel);
    }

    private void store(Occasion rated, Level level, List<String> tags, String text, String channel) {
        String region = rated.region();
        UUID occasion = rated.id();
        Instant now = time.instant();
        String said = text.strip();
        if (said.length() > Rating.LONGEST) {
            throw new RatingRefused("rating.text-long", Rating.LONGEST);
        }
        if (AuditLog.holdsPersonalNumber(said)) {
            throw new RatingRefused("rating.text-number");
        }
        if (!level.tags().containsAll(tags)) {
            throw new RatingRefused("rating.tags");
        }
        var rating =
                new Rating(occasion, level, tags.stream().distinct().sorted().toList(), said, rated.late(now), now);
        int stored = jdbc.sql("""
                        insert into rating.rating (region_code, occasion_id, level, tags, text_sealed, channel, late, at)
                        values (:region, :occasion, :level, :tags, :text, :channel, :late, :at)
                            on conflict (region_code, occasion_id) do nothing
                        """)
                .param("region", region)
                .param("occasion", occasion)
                .param("level", level.stars())
                .param("tags", rating.tags().toArray(String[]::new))
                .param(
                        "text",
                        said.isEmpty()
                                ? null
                                : cipher.seal(TEXT, region, occasion.toString(), said)
                                        .bytes(),
                        Types.BINARY)
                .param("channel", channel)
                .param("late", rating.late())
                .param("at", Timestamp.from(now))
                .update();
        if (stored == 0 && !same(rating, region)) {
            throw new RatingRefused("rating.once");
        }
        if (stored == 1 && level.isBad()) {
            // In this transaction: what was rated badly cannot get lost.
            rectifications.open(rated, rating);
        }
    }

    @Guard
    private static boolean isHeldBy(Occasion occasion, UUID holder) {
        return holder.equals(occasion.holder());
    }

    private boolean same(Rating rating, String region) {
        return find(region, rating.occasion())
                .map(Occasion::rating)
                .filter(before -> before.level() == rating.level()
                        && before.tags().equals(rating.tags())
                        && before.text().equals(rating.text()))
                .isPresent();
    }

    public Optional<Occasion> find(String region, UUID occasion) {
        return jdbc.sql(SELECT + """
                         where o.region_code = :region and o.id = :id
                        """)
                .param("region", region)
                .param("id", occasion)
                .query((row, _) -> occasion(row))
                .optional();
    }

    /** The same, if it is this holder's. */
    public Optional<Occasion> ofHolder(String region, UUID occasion, UUID holder) {
        return find(region, occasion).filter(each -> isHeldBy(each, holder));
    }

    /** What somebody may rate or has rated, the newest first. */
    public List<Occasion> of(String region, UUID holder, int limit) {
        return jdbc.sql(SELECT + """
                         where o.region_code = :region and o.holder_id = :holder
                         order by o.served_at desc, o.id desc
                         limit :limit
                        """)
                .param("region", region)
                .param("holder", holder)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> occasion(row))
                .list();
    }

    /** The occasion of a case, if it is one. */
    public Optional<Occasion> ofCase(String region, UUID caseId) {
        return about(region, Occasion.Kind.CASE, caseId.toString());
    }

    /** The occasion of a visit, if its ticket was served. */
    public Optional<Occasion> ofVisit(String region, UUID ticket) {
        return about(region, Occasion.Kind.VISIT, ticket.toString());
    }

    private Optional<Occasion> about(String region, Occasion.Kind kind, String subject) {
        return jdbc.sql(SELECT + """
                         where o.region_code = :region and o.kind = :kind and o.subject = :subject
                        """)
                .param("region", region)
                .param("kind", kind.name())
                .param("subject", subject)
                .query((row, _) -> occasion(row))
                .optional();
    }

    /** Who was served last at a window, not before {@code since}, if he has not rated it yet. */
    public Optional<Occasion> justServed(String region, String window, Instant since) {
        return jdbc.sql(SELECT + """
                         where o.region_code = :region and o.window_code = :window and o.served_at >= :since
                         order by o.served_at desc, o.id desc
                         limit 1
                        """)
                .param("region", region)
                .param("window", window)
                .param("since", Timestamp.from(since))
                .query((row, _) -> occasion(row))
                .optional()
                .filter(each -> each.rating() == null);
    }

    /**
     * What was said, for supervision: level, tags and text, the item and the department, and nobody's name. The newest first.
     *
     * @param onlyBad those that somebody has to look into
     */
    public List<Said> said(String region, boolean onlyBad, int limit) {
        return jdbc.sql("""
                        select o.department_code, o.name_zh, o.name_en, o.kind, r.occasion_id, r.level, r.tags,
                               r.text_sealed, r.late, r.at
                          from rating.rating r
                               join rating.occasion o on o.region_code = r.region_code and o.id = r.occasion_id
                         where r.region_code = :region and (not :bad or r.level <= 2)
                         order by r.at desc, r.occasion_id
                         limit :limit
                        """)
                .param("region", region)
                .param("bad", onlyBad)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> new Said(
                        row.getString("department_code"),
                        new Text(row.getString("name_zh"), row.getString("name_en")),
                        Occasion.Kind.valueOf(row.getString("kind")),
                        rating(region, row.getObject("occasion_id", UUID.class), row)))
                .list();
    }

    /** A rating with what it is about. */
    public record Said(String department, Text name, Occasion.Kind kind, Rating rating) {}

    /** The figures of services from one moment to another: all of them first, then by department. */
    public List<Figures> figures(String region, Instant from, Instant until) {
        var counted = new TreeMap<String, Counted>();
        jdbc.sql("""
                        select o.department_code, r.level, coalesce(r.late, false) as late,
                               coalesce(c.struck, false) as struck, count(*) as services
                          from rating.occasion o
                               left join rating.rating r on r.region_code = o.region_code and r.occasion_id = o.id
                               left join rating.rectification c
                                    on c.region_code = o.region_code and c.occasion_id = o.id
                         where o.region_code = :region and o.served_at >= :from and o.served_at < :until
                         group by o.department_code, r.level, coalesce(r.late, false), coalesce(c.struck, false)
                        """)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> {
                    int level = row.getInt("level");
                    Level rated = row.wasNull() ? null : Level.of(level);
                    boolean late = row.getBoolean("late");
                    boolean struck = row.getBoolean("struck");
                    long services = row.getLong("services");
                    for (String of : List.of("", row.getString("department_code"))) {
                        counted.computeIfAbsent(of, _ -> new Counted()).add(rated, late, struck, services);
                    }
                    return services;
                })
                .list();
        var figures = new ArrayList<Figures>();
        figures.add(counted.getOrDefault("", new Counted()).of(""));
        counted.forEach((department, each) -> {
            if (!department.isEmpty()) {
                figures.add(each.of(department));
            }
        });
        return figures;
    }

    private static final class Counted {
        private final Map<Level, Long> levels = new EnumMap<>(Level.class);
        private long asked;
        private long late;
        private long struck;

        void add(@Nullable Level level, boolean wasLate, boolean wasStruck, long services) {
            asked += services;
            if (wasLate) {
                late += services;
            } else if (wasStruck) {
                struck += services;
            } else if (level != null) {
                levels.merge(level, services, Long::sum);
            }
        }

        Figures of(String department) {
            return new Figures(department, asked, levels, late, struck);
        }
    }

    private Occasion occasion(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        row.getInt("level");
        boolean rated = !row.wasNull();
        return new Occasion(
                region,
                id,
                Occasion.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getObject("holder_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getObject("served_by", UUID.class),
                row.getString("department_code"),
                row.getString("window_code"),
                row.getString("item_code"),
                new Text(row.getString("name_zh"), row.getString("name_en")),
                row.getTimestamp("served_at").toInstant(),
                row.getTimestamp("until_at").toInstant(),
                rated ? rating(region, id, row) : null);
    }

    private Rating rating(String region, UUID occasion, ResultSet row) throws SQLException {
        byte[] text = row.getBytes("text_sealed");
        return new Rating(
                occasion,
                Level.of(row.getInt("level")),
                List.of((String[]) row.getArray("tags").getArray()),
                text == null ? "" : cipher.open(TEXT, region, occasion.toString(), Sealed.of(text)),
                row.getBoolean("late"),
                row.getTimestamp("at").toInstant());
    }
}
