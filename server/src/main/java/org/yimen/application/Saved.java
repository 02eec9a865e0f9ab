package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 数据多跑路: what an application did not cost whoever made it, case by case and in total. */
@Repository
public class Saved {

    /** The most cases of one page. */
    public static final int MOST = 100;

    // At a window or at a machine of the hall somebody had come there; a bank or a shop round the corner spares the
    // trip.
    private static final String COLUMNS = """
        select case_id, handed_in_at, channel not in ('window', 'kiosk') as from_afar,
               asked, kept, uploaded, reused, waived, data_calls
          from application.beginning
         where region_code = :region
        """;

    private static final String OF_CASE = COLUMNS + """
           and case_id = :case
        """;

    private static final String CASES = COLUMNS + """
           and handed_in_at >= :from and handed_in_at < :until
           and (handed_in_at, case_id) < (:before, :id)
         order by handed_in_at desc, case_id desc
         limit :limit
        """;

    private static final String TOTALS = """
        select count(*) as cases,
               count(*) filter (where channel not in ('window', 'kiosk')) as trips,
               coalesce(sum(asked), 0) as asked, coalesce(sum(kept), 0) as kept,
               coalesce(sum(uploaded), 0) as uploaded, coalesce(sum(reused), 0) as reused,
               coalesce(sum(waived), 0) as waived, coalesce(sum(data_calls), 0) as data_calls,
               (select count(*)
                  from application.asked_again again
                 where again.region_code = :region and again.asked_at >= :from and again.asked_at < :until) as again
          from application.beginning
         where region_code = :region and handed_in_at >= :from and handed_in_at < :until
        """;

    private static final String BY_SOURCE = """
        select source.key as source, sum(source.value::integer) as number
          from application.beginning, jsonb_each_text(sources) source
         where region_code = :region and handed_in_at >= :from and handed_in_at < :until
         group by source.key
        """;

    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;

    Saved(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What one case was spared.
     *
     * @param trips journeys to a window or a machine that handing in did not take: one where it came in from afar
     * @param asked questions, and {@code prefilled} of them that nobody had to type
     * @param uploaded files that were uploaded for this case
     * @param reused files that were taken over from what was held
     * @param waived materials that nobody had to bring
     * @param dataCalls those of them that a register or a licence held here answered at once
     */
    public record OfCase(
            UUID caseId,
            Instant handedInAt,
            int trips,
            int asked,
            int prefilled,
            int uploaded,
            int reused,
            int waived,
            int dataCalls) {

        /** Materials that did not have to be uploaded. */
        public int uploadsAvoided() {
            return reused + waived;
        }
    }

    /** The same of all cases that were handed in within some time, and how often was asked again for what is held. */
    public record Totals(
            long cases,
            long trips,
            long asked,
            long prefilled,
            long uploaded,
            long reused,
            long waived,
            long dataCalls,
            long askedAgain) {

        public long uploadsAvoided() {
            return reused + waived;
        }
    }

    public Optional<OfCase> ofCase(String region, UUID caseId) {
        return jdbc.sql(OF_CASE)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> ofCase(row))
                .optional();
    }

    /** The cases behind the totals, newest first, handed in before {@code before}. */
    public List<OfCase> cases(String region, Instant from, Instant until, Instant before, int limit) {
        return jdbc.sql(CASES)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("before", Timestamp.from(before))
                .param("id", FIRST)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> ofCase(row))
                .list();
    }

    public Totals totals(String region, Instant from, Instant until) {
        return jdbc.sql(TOTALS)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Totals(
                        row.getLong("cases"),
                        row.getLong("trips"),
                        row.getLong("asked"),
                        row.getLong("kept"),
                        row.getLong("uploaded"),
                        row.getLong("reused"),
                        row.getLong("waived"),
                        row.getLong("data_calls"),
                        row.getLong("again")))
                .single();
    }

    /** Answers that nobody had to type, by where they came from. */
    public Map<Known.Source, Long> bySource(String region, Instant from, Instant until) {
        var sources = new EnumMap<Known.Source, Long>(Known.Source.class);
        jdbc.sql(BY_SOURCE)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query(row -> {
                    sources.put(Known.Source.valueOf(row.getString("source")), row.getLong("number"));
                });
        return sources;
    }

    private static OfCase ofCase(ResultSet row) throws SQLException {
        return new OfCase(
                row.getObject("case_id", UUID.class),
                row.getTimestamp("handed_in_at").toInstant(),
                row.getBoolean("from_afar") ? 1 : 0,
                row.getInt("asked"),
                row.getInt("kept"),
                row.getInt("uploaded"),
                row.getInt("reused"),
                row.getInt("waived"),
                row.getInt("data_calls"));
    }
}
