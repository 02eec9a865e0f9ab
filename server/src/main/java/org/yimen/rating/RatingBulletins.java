package org.yimen.rating;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.insight.Period;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Words;

/**
 * 评价通报 (M-EVA-21): written from the figures of a period, approved by somebody else, published to the office system, and read
 * by every department on the record.
 */
@Service
public class RatingBulletins {

    /** Kinds of the audit entries. */
    public static final String DRAFTED = "rating.bulletin-drafted";

    public static final String APPROVED = "rating.bulletin-approved";

    public static final int MOST = 50;

    private static final int NAMED = 3;
    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private static final String SELECT = """
            select b.id, b.from_on, b.until_on, b.title, b.body, b.drafted_by, b.drafted_at, b.approved_by, b.approved_at,
                   b.feed_number
              from rating.bulletin b
             where b.region_code = :region
            """;

    private final JdbcClient jdbc;
    private final RateBook rates;
    private final RatingPolicy policy;
    private final OfficeFeed feed;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    RatingBulletins(
            JdbcClient jdbc,
            RateBook rates,
            RatingPolicy policy,
            OfficeFeed feed,
            Directory directory,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.rates = rates;
        this.policy = policy;
        this.feed = feed;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * One of them, in Chinese as it goes out.
     *
     * @param feed its number in the office system; null before it was approved
     */
    public record Bulletin(
            UUID id,
            LocalDate from,
            LocalDate until,
            String title,
            List<String> lines,
            UUID draftedBy,
            Instant draftedAt,
            @Nullable UUID approvedBy,
            @Nullable Instant approvedAt,
            @Nullable String feed) {
        public Bulletin {
            lines = List.copyOf(lines);
        }

        public boolean published() {
            return approvedAt != null;
        }
    }

    /** Who read it for a department, and when. */
    public record Receipt(String department, UUID by, Instant at) {}

    /**
     * Writes one from the figures of a period.
     *
     * @param key the same sent twice is one
     */
    @Transactional
    public void draft(Officer officer, UUID key, Period period) {
        String region = officer.region();
        List<Rates> counted = rates.by(
                region,
                CityTime.startOf(period.from()),
                CityTime.startOf(period.to().plusDays(1)),
                RateBook.By.UNIT);
        if (!policy.shows(counted.getFirst().said())) {
            throw new RatingRefused("rating.bulletin.too-few", policy.fewest());
        }
        int done = jdbc.sql("""
                        insert into rating.bulletin
                               (region_code, id, from_on, until_on, title, body, drafted_by, drafted_at)
                        values (:region, :id, :from, :until, :title, :body, :by, :at)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", region)
                .param("id", key)
                .param("from", period.from())
                .param("until", period.to())
                .param("title", CHINESE.say("rating.bulletin.heading", period.from(), period.to()))
                .param("body", String.join("\n", lines(region, counted)))
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (done == 1) {
            audit.record(
                    region,
                    officer.id().toString(),
                    DRAFTED,
                    key.toString(),
                    Map.of("from", period.from().toString(), "to", period.to().toString()));
        } else if (!isDrafted(officer, key, period)) {
            throw new RatingRefused("platform.key.reused");
        }
    }

    private boolean isDrafted(Officer officer, UUID key, Period period) {
        return jdbc.sql("""
                        select exists (
                               select from rating.bulletin
                                where region_code = :region and id = :id and drafted_by = :by
                                  and from_on = :from and until_on = :until)
                        """)
                .param("region", officer.region())
                .param("id", key)
                .param("by", officer.id())
                .param("from", period.from())
                .param("until", period.to())
                .query(Boolean.class)
                .single();
    }

    /** The centre's rates, the departments that are rated best and worst, and whose bad ratings wait too long. */
    private List<String> lines(String region, List<Rates> counted) {
        var lines = new ArrayList<String>();
        Rates all = counted.getFirst();
        lines.add(CHINESE.say(
                "rating.bulletin.all",
                all.said().asked(),
                all.said().rated(),
                all.participation().percent(1),
                all.good().percent(1),
                all.said().bad()));
        lines.add(CHINESE.say(
                "rating.bulletin.mending",
                all.valid(),
                all.mended(),
                all.mending().percent(1),
                all.contact().percent(1),
                all.visiting().percent(1)));
        List<Rates> enough = counted.stream()
                .skip(1)
                .filter(each -> policy.shows(each.said()))
                .sorted(Comparator.comparing((Rates each) -> points(each)).reversed())
                .toList();
        enough.stream().limit(NAMED).forEach(each -> lines.add(line("rating.bulletin.best", region, each)));
        if (enough.size() > NAMED) {
            lines.add(line("rating.bulletin.last", region, enough.getLast()));
        }
        counted.stream()
                .skip(1)
                .filter(each -> each.ended() < each.valid())
                .forEach(each -> lines.add(CHINESE.say(
                        "rating.bulletin.open",
                        directory
                                .department(region, each.said().department())
                                .name()
                                .zh(),
                        each.valid() - each.ended())));
        return lines;
    }

    private BigDecimal points(Rates each) {
        return policy.satisfaction(each.said()).score().orElse(BigDecimal.ZERO);
    }

    private String line(String key, String region, Rates each) {
        return CHINESE.say(
                key,
                directory.department(region, each.said().department()).name().zh(),
                points(each).toPlainString(),
                each.good().percent(1),
                each.said().rated());
    }

    /** Somebody else approves it, and it goes out. */
    @Transactional
    public void approve(Officer officer, UUID id) {
        Bulletin bulletin = find(officer.region(), id).orElseThrow(() -> new RatingRefused("rating.bulletin.none"));
        if (bulletin.published() || bulletin.draftedBy().equals(officer.id())) {
            throw new RatingRefused("rating.bulletin.another");
        }
        Instant now = time.instant();
        var item = new OfficeFeed.Item(id, bulletin.title(), String.join("\n", bulletin.lines()), CityTime.day(now));
        int done = jdbc.sql("""
                        update rating.bulletin
                           set approved_by = :by, approved_at = :at, feed_number = :feed
                         where region_code = :region and id = :id and approved_by is null and drafted_by <> :by
                        """)
                .param("by", officer.id())
                .param("at", Timestamp.from(now))
                .param("feed", feed.publish(officer.region(), item))
                .param("region", officer.region())
                .param("id", id)
                .update();
        if (done == 0) {
            throw new RatingRefused("rating.bulletin.another");
        }
        audit.record(officer.region(), officer.id().toString(), APPROVED, id.toString(), Map.of());
    }

    /** 已阅: somebody of a department has read it; the first one counts. */
    @Transactional
    public void read(Officer officer, UUID id, String department) {
        if (find(officer.region(), id).filter(Bulletin::published).isEmpty()) {
            throw new RatingRefused("rating.bulletin.none");
        }
        jdbc.sql("""
                        insert into rating.bulletin_receipt (region_code, bulletin_id, department, read_by, read_at)
                        values (:region, :id, :department, :by, :at)
                            on conflict (region_code, bulletin_id, department) do nothing
                        """)
                .param("region", officer.region())
                .param("id", id)
                .param("department", department)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    public List<Receipt> receipts(String region, UUID id) {
        return jdbc.sql("""
                        select e.department, e.read_by, e.read_at
                          from rating.bulletin_receipt e
                         where e.region_code = :region and e.bulletin_id = :id
                         order by e.read_at, e.department
                        """)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> new Receipt(
                        row.getString("department"),
                        row.getObject("read_by", UUID.class),
                        row.getTimestamp("read_at").toInstant()))
                .list();
    }

    /**
     * The newest first.
     *
     * @param drafts also those that nobody has approved
     */
    public List<Bulletin> recent(String region, boolean drafts) {
        return jdbc.sql(SELECT + """
                           and (:drafts or b.approved_at is not null)
                         order by b.drafted_at desc, b.id
                         limit :limit
                        """)
                .param("region", region)
                .param("drafts", drafts)
                .param("limit", MOST)
                .query((row, _) -> bulletin(row))
                .list();
    }

    public Optional<Bulletin> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and b.id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> bulletin(row))
                .optional();
    }

    private static Bulletin bulletin(ResultSet row) throws SQLException {
        Timestamp approved = row.getTimestamp("approved_at");
        return new Bulletin(
                row.getObject("id", UUID.class),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getString("title"),
                row.getString("body").lines().toList(),
                row.getObject("drafted_by", UUID.class),
                row.getTimestamp("drafted_at").toInstant(),
                row.getObject("approved_by", UUID.class),
                approved == null ? null : approved.toInstant(),
                row.getString("feed_number"));
    }
}
