package org.yimen.application;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 录入用时: how long the window takes from opening what is taken in to its acceptance, by the way it was opened. */
@Repository
public class WindowEntries {

    /** The most cases that the page lists. */
    public static final int MOST = 50;

    /** What is still open on another day was put aside, and says nothing of typing. */
    private static final Duration LONGEST = Duration.ofHours(4);

    private static final String OPENED = """
        insert into application.window_entry (region_code, case_id, way, clerk_id, opened_at)
        values (:region, :case, :way, :clerk, :at)
            on conflict (region_code, case_id) do update
           set way = excluded.way, clerk_id = excluded.clerk_id, opened_at = excluded.opened_at
         where window_entry.accepted_at is null and window_entry.opened_at < :stale
        """;

    private static final String ACCEPTED = """
        update application.window_entry
           set accepted_at = :at
         where region_code = :region and case_id = :case and accepted_at is null and opened_at > :since
        """;

    private static final String FIGURES = """
        select e.way, count(*) as number,
               percentile_cont(0.5) within group (order by extract(epoch from e.accepted_at - e.opened_at)) as median,
               avg(extract(epoch from e.accepted_at - e.opened_at)) as mean,
               coalesce(avg(b.asked - b.kept), 0) as typed
          from application.window_entry e
               left join application.beginning b on b.region_code = e.region_code and b.case_id = e.case_id
         where e.region_code = :region and e.accepted_at >= :from and e.accepted_at < :until
         group by e.way
         order by e.way
        """;

    private static final String CASES = """
        select case_id, way, opened_at, accepted_at
          from application.window_entry
         where region_code = :region and accepted_at >= :from and accepted_at < :until
         order by accepted_at desc, case_id
         limit :limit
        """;

    private final JdbcClient jdbc;
    private final InstantSource time;

    WindowEntries(JdbcClient jdbc, InstantSource time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    /** By what the clerk opened it. */
    public enum Way {
        /** 扫码: the code of the applicant or of his booking was scanned. */
        QR,
        /** 叫号: his number was called, and what he gave ahead opened by itself. */
        CALLED,
        /** What he had begun was found by his number or card. */
        FOUND,
        /** Nothing was there: it was typed in at the window. */
        TYPED
    }

    /**
     * The cases of one way.
     *
     * @param median of the seconds from opening to acceptance
     * @param typed answers per case that somebody had to type
     */
    public record Figure(Way way, long number, double median, double mean, double typed) {}

    public record Line(UUID caseId, Way way, Instant openedAt, Instant acceptedAt) {
        public long seconds() {
            return Duration.between(openedAt, acceptedAt).toSeconds();
        }
    }

    /** The first opening counts, however often it is opened; after hours somebody comes for it anew. */
    public void opened(String region, UUID draft, Way way, UUID clerk) {
        Instant now = time.instant();
        jdbc.sql(OPENED)
                .param("region", region)
                .param("case", draft)
                .param("way", way.name())
                .param("clerk", clerk)
                .param("stale", Timestamp.from(now.minus(LONGEST)))
                .param("at", Timestamp.from(now))
                .update();
    }

    /** Of what no window opened, nothing is measured. */
    public void accepted(String region, UUID caseId) {
        Instant now = time.instant();
        jdbc.sql(ACCEPTED)
                .param("region", region)
                .param("case", caseId)
                .param("at", Timestamp.from(now))
                .param("since", Timestamp.from(now.minus(LONGEST)))
                .update();
    }

    public List<Figure> figures(String region, Instant from, Instant until) {
        return jdbc.sql(FIGURES)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Figure(
                        Way.valueOf(row.getString("way")),
                        row.getLong("number"),
                        row.getDouble("median"),
                        row.getDouble("mean"),
                        row.getDouble("typed")))
                .list();
    }

    /** The cases behind the figures, newest first. */
    public List<Line> cases(String region, Instant from, Instant until) {
        return jdbc.sql(CASES)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("limit", MOST)
                .query((row, _) -> new Line(
                        row.getObject("case_id", UUID.class),
                        Way.valueOf(row.getString("way")),
                        row.getTimestamp("opened_at").toInstant(),
                        row.getTimestamp("accepted_at").toInstant()))
                .list();
    }
}
