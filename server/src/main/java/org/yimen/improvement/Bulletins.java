package org.yimen.improvement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.hotline.WorkOrder;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/**
 * 通报: what supervision tells the units, each of which confirms having read it. What another module has written from figures is
 * drafted here, approved by somebody else and published to the office system, where one is connected, before it goes to every
 * department.
 */
@Service
public class Bulletins {

    /** Kinds of the audit entries. */
    public static final String DRAFTED = "improvement.bulletin-drafted";

    public static final String APPROVED = "improvement.bulletin-approved";

    /** The most that a page shows. */
    public static final int MOST = 50;

    private static final String SELECT = """
            select b.id, b.title, b.body, b.written_by, b.issued_at, b.feed_number
              from improvement.bulletin b
             where b.region_code = :region and b.topic = :topic
            """;

    private final JdbcClient jdbc;
    private final ObjectProvider<OfficeFeed> feed;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Bulletins(
            JdbcClient jdbc, ObjectProvider<OfficeFeed> feed, Directory directory, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.feed = feed;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** What it is about, which says how it goes out. */
    public enum Topic {
        /** Supervision's own words: to the units that it names, at once. */
        NOTICE,
        /** 评价通报 (M-EVA-21), from figures: to every department, once somebody else has approved it. */
        RATINGS
    }

    /**
     * One that is or was to be approved.
     *
     * @param issuedAt null until somebody has approved it
     * @param feed its number in the office system; null until then, and where none is connected
     */
    public record Bulletin(
            UUID id,
            String title,
            String body,
            UUID writtenBy,
            @Nullable Instant issuedAt,
            @Nullable String feed) {

        public boolean issued() {
            return issuedAt != null;
        }
    }

    /** Who confirmed for a unit that it was read; the first one counts. */
    public record Receipt(String unit, UUID by, Instant at) {}

    /**
     * One that went out.
     *
     * @param units to how many it went
     * @param read how many of them have confirmed
     * @param missing those that have not
     * @param mine units of the reader's that have not confirmed yet
     */
    public record Line(
            UUID id,
            String title,
            String body,
            Instant at,
            long units,
            long read,
            List<String> missing,
            List<String> mine) {
        public Line {
            missing = List.copyOf(missing);
            mine = List.copyOf(mine);
        }
    }

    /**
     * Tells the units.
     *
     * @param id names it: sent twice it is one
     * @throws ImprovementRefused where something is missing, or the id stands for another bulletin
     */
    @Transactional
    public void issue(Officer officer, UUID id, String title, String body, List<String> units) {
        mustIssue(officer);
        if (units.isEmpty() || !departments().containsAll(units)) {
            throw new ImprovementRefused("improvement.unit-missing");
        }
        Instant now = time.instant();
        if (isStored(officer, id, Topic.NOTICE, title, body, now)) {
            send(officer.region(), id, units);
        } else if (!isThere(officer, id, title.strip(), body.strip(), units)) {
            throw new ImprovementRefused("platform.key.reused");
        }
    }

    /**
     * Keeps what was written until somebody else approves it.
     *
     * @param id names it: what is written once more under the same title is not kept again
     * @throws ImprovementRefused where something is missing, or the id stands for another bulletin
     */
    @Transactional
    public void draft(Officer officer, UUID id, Topic topic, String title, String body) {
        mustIssue(officer);
        if (isStored(officer, id, topic, title, body, null)) {
            audit.record(
                    officer.region(),
                    officer.id().toString(),
                    DRAFTED,
                    id.toString(),
                    Map.of("topic", topic.name(), "title", title.strip()));
        } else if (find(officer.region(), topic, id)
                .filter(before -> before.writtenBy().equals(officer.id())
                        && before.title().equals(title.strip()))
                .isEmpty()) {
            throw new ImprovementRefused("platform.key.reused");
        }
    }

    /** @return false where something stands under that id already */
    private boolean isStored(
            Officer officer, UUID id, Topic topic, String title, String body, @Nullable Instant issuedAt) {
        Occasions.said(title, WorkOrder.LONGEST_NAME);
        Occasions.said(body, Occasions.LONGEST);
        return jdbc.sql("""
                        insert into improvement.bulletin
                               (region_code, id, topic, title, body, written_by, written_post, written_at, issued_at)
                        values (:region, :id, :topic, :title, :body, :by, :post, :at, :issued)
                            on conflict (region_code, id) do nothing
                        """)
                        .param("region", officer.region())
                        .param("id", id)
                        .param("topic", topic.name())
                        .param("title", title.strip())
                        .param("body", body.strip())
                        .param("by", officer.id())
                        .param("post", Occasions.post(officer))
                        .param("at", Timestamp.from(time.instant()))
                        .param("issued", issuedAt == null ? null : Timestamp.from(issuedAt), Types.TIMESTAMP)
                        .update()
                > 0;
    }

    private void send(String region, UUID id, Collection<String> units) {
        jdbc.sql("""
                        insert into improvement.bulletin_receipt (region_code, bulletin_id, unit)
                        select :region, :id, each from unnest(cast(:units as text[])) each group by each
                        """)
                .param("region", region)
                .param("id", id)
                .param("units", units.toArray(String[]::new))
                .update();
    }

    private boolean isThere(Officer officer, UUID id, String title, String body, List<String> units) {
        return jdbc.sql("""
                        select count(*)
                          from improvement.bulletin b
                         where b.region_code = :region and b.id = :id and b.title = :title and b.body = :body
                           and b.topic = 'NOTICE' and b.written_by = :by
                           and (select array_agg(r.unit order by r.unit)
                                  from improvement.bulletin_receipt r
                                 where r.region_code = b.region_code and r.bulletin_id = b.id)
                               = (select array_agg(distinct each order by each) from unnest(cast(:units as text[])) each)
                        """)
                        .param("region", officer.region())
                        .param("id", id)
                        .param("title", title)
                        .param("body", body)
                        .param("by", officer.id())
                        .param("units", units.toArray(String[]::new))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Somebody else approves it, and it goes out to every department. */
    @Transactional
    public void approve(Officer officer, Topic topic, UUID id) {
        mustIssue(officer);
        String region = officer.region();
        Bulletin bulletin = find(region, topic, id).orElseThrow(() -> new ImprovementRefused("improvement.unknown"));
        if (bulletin.issued() || bulletin.writtenBy().equals(officer.id())) {
            throw new ImprovementRefused("improvement.bulletin-another");
        }
        Instant now = time.instant();
        OfficeFeed office = feed.getIfAvailable();
        var item = new OfficeFeed.Item(id, bulletin.title(), bulletin.body(), CityTime.day(now));
        int done = jdbc.sql("""
                        update improvement.bulletin
                           set approved_by = :by, issued_at = :at, feed_number = :feed
                         where region_code = :region and id = :id and issued_at is null and written_by <> :by
                        """)
                .param("by", officer.id())
                .param("at", Timestamp.from(now))
                .param("feed", office == null ? null : office.publish(region, item), Types.VARCHAR)
                .param("region", region)
                .param("id", id)
                .update();
        if (done == 0) {
            throw new ImprovementRefused("improvement.bulletin-another");
        }
        send(region, id, departments());
        audit.record(region, officer.id().toString(), APPROVED, id.toString(), Map.of("topic", topic.name()));
    }

    /** 已阅, for each of his units that has not confirmed yet. */
    public void read(Officer officer, UUID id) {
        int confirmed = jdbc.sql("""
                        update improvement.bulletin_receipt
                           set read_at = :at, read_by = :by
                         where region_code = :region and bulletin_id = :id and unit = any(:units) and read_at is null
                        """)
                .param("at", Timestamp.from(time.instant()))
                .param("by", officer.id())
                .param("region", officer.region())
                .param("id", id)
                .param("units", units(officer))
                .update();
        if (confirmed == 0) {
            throw new ImprovementRefused("improvement.done");
        }
    }

    /** Those that went to his units, or all that went out for who issues them; the newest first. */
    public List<Line> list(Officer officer) {
        return jdbc.sql("""
                        select b.id, b.title, b.body, b.issued_at, count(*) as units,
                               count(r.read_at) as read,
                               array_remove(array_agg(case when r.read_at is null then r.unit end order by r.unit), null)
                                   as missing,
                               array_remove(array_agg(case when r.read_at is null and r.unit = any(:units)
                                                           then r.unit end order by r.unit), null) as mine
                          from improvement.bulletin b
                               join improvement.bulletin_receipt r
                                    on r.region_code = b.region_code and r.bulletin_id = b.id
                         where b.region_code = :region
                         group by b.region_code, b.id
                        having :all or bool_or(r.unit = any(:units))
                         order by b.issued_at desc, b.id desc
                         limit :most
                        """)
                .param("units", units(officer))
                .param("region", officer.region())
                .param("all", mayIssue(officer))
                .param("most", MOST)
                .query((row, _) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        row.getString("body"),
                        row.getTimestamp("issued_at").toInstant(),
                        row.getLong("units"),
                        row.getLong("read"),
                        List.of((String[]) row.getArray("missing").getArray()),
                        List.of((String[]) row.getArray("mine").getArray())))
                .list();
    }

    /**
     * Of a topic whose bulletins are approved; the newest first.
     *
     * @param drafts also those that nobody has approved
     */
    public List<Bulletin> recent(String region, Topic topic, boolean drafts) {
        return jdbc.sql(SELECT + """
                           and (:drafts or b.issued_at is not null)
                         order by b.written_at desc, b.id desc
                         limit :most
                        """)
                .param("region", region)
                .param("topic", topic.name())
                .param("drafts", drafts)
                .param("most", MOST)
                .query((row, _) -> bulletin(row))
                .list();
    }

    public Optional<Bulletin> find(String region, Topic topic, UUID id) {
        return jdbc.sql(SELECT + " and b.id = :id")
                .param("region", region)
                .param("topic", topic.name())
                .param("id", id)
                .query((row, _) -> bulletin(row))
                .optional();
    }

    /** Who has confirmed, in that order. */
    public List<Receipt> receipts(String region, UUID id) {
        return jdbc.sql("""
                        select e.unit, e.read_by, e.read_at
                          from improvement.bulletin_receipt e
                         where e.region_code = :region and e.bulletin_id = :id and e.read_at is not null
                         order by e.read_at, e.unit
                        """)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> new Receipt(
                        row.getString("unit"),
                        row.getObject("read_by", UUID.class),
                        row.getTimestamp("read_at").toInstant()))
                .list();
    }

    @Guard
    public static boolean mayIssue(Officer officer) {
        return officer.watchesAll();
    }

    private static void mustIssue(Officer officer) {
        if (!mayIssue(officer)) {
            throw new ImprovementRefused("improvement.not-yours");
        }
    }

    /** Where he may speak for the department. */
    private static String[] units(Officer officer) {
        return officer.departmentsAs("head", "chief").toArray(String[]::new);
    }

    private List<String> departments() {
        return directory.departments().stream().map(Department::code).toList();
    }

    private static Bulletin bulletin(ResultSet row) throws SQLException {
        Timestamp issued = row.getTimestamp("issued_at");
        return new Bulletin(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("body"),
                row.getObject("written_by", UUID.class),
                issued == null ? null : issued.toInstant(),
                row.getString("feed_number"));
    }
}
