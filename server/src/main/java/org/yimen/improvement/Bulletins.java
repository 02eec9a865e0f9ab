package org.yimen.improvement;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.hotline.WorkOrder;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** 通报: what supervision tells the units, each of which confirms having read it. */
@Service
public class Bulletins {

    /** The most that a page shows. */
    public static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final InstantSource time;

    Bulletins(JdbcClient jdbc, Directory directory, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.time = time;
    }

    /**
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
            String post,
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
        if (!mayIssue(officer)) {
            throw new ImprovementRefused("improvement.not-yours");
        }
        Occasions.said(title, WorkOrder.LONGEST_NAME);
        Occasions.said(body, Occasions.LONGEST);
        List<String> known =
                directory.departments().stream().map(Department::code).toList();
        if (units.isEmpty() || !known.containsAll(units)) {
            throw new ImprovementRefused("improvement.unit-missing");
        }
        int stored = jdbc.sql("""
                        insert into improvement.bulletin (region_code, id, title, body, issued_by, issued_post, issued_at)
                        values (:region, :id, :title, :body, :by, :post, :at)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", officer.region())
                .param("id", id)
                .param("title", title.strip())
                .param("body", body.strip())
                .param("by", officer.id())
                .param("post", Occasions.post(officer))
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (stored == 1) {
            jdbc.sql("""
                            insert into improvement.bulletin_receipt (region_code, bulletin_id, unit)
                            select :region, :id, each from unnest(cast(:units as text[])) each group by each
                            """)
                    .param("region", officer.region())
                    .param("id", id)
                    .param("units", units.toArray(String[]::new))
                    .update();
        } else if (!isThere(officer, id, title.strip(), body.strip(), units)) {
            throw new ImprovementRefused("platform.key.reused");
        }
    }

    private boolean isThere(Officer officer, UUID id, String title, String body, List<String> units) {
        return jdbc.sql("""
                        select count(*)
                          from improvement.bulletin b
                         where b.region_code = :region and b.id = :id and b.title = :title and b.body = :body
                           and b.issued_by = :by
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

    /** Those that went to his units, or all for who issues them; the newest first. */
    public List<Line> list(Officer officer) {
        return jdbc.sql("""
                        select b.id, b.title, b.body, b.issued_at, b.issued_post, count(*) as units,
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
                        row.getString("issued_post"),
                        row.getLong("units"),
                        row.getLong("read"),
                        List.of((String[]) row.getArray("missing").getArray()),
                        List.of((String[]) row.getArray("mine").getArray())))
                .list();
    }

    @Guard
    public static boolean mayIssue(Officer officer) {
        return officer.holdsAny("supervisor") || officer.holdsAny("director");
    }

    /** Where he may speak for the department. */
    private static String[] units(Officer officer) {
        return officer.posts().stream()
                .filter(post -> post.endsWith("/head") || post.endsWith("/chief"))
                .map(post -> post.substring(0, post.indexOf('/')))
                .distinct()
                .toArray(String[]::new);
    }
}
