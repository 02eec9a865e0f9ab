package org.yimen.insight;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.insight.Facts.Scope;
import org.yimen.insight.Figures.Sight;

/** 质量事件: cases that took more trips, doors or windows than was promised, or a night where the day was promised. */
@Service
public class QualityEvents {

    /** The most of one page. */
    public static final int MOST = 100;

    private static final UUID LAST = new UUID(0, 0);

    private static final String LATEST = """
        select kind, case_id, department_code, raised_on, promised, found
          from insight.quality_event
         where region_code = :region and (:all or department_code = any(:departments))
           and (raised_on, case_id, kind) < (:before::date, :id::uuid, :kind)
         order by raised_on desc, case_id desc, kind desc
         limit :limit
        """;

    private static final String COUNT = """
        select count(*)
          from insight.quality_event
         where region_code = :region and (:all or department_code = any(:departments))
           and raised_on between :from and :to
        """;

    private final JdbcClient jdbc;

    QualityEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What should not have been. */
    public enum Kind {
        MORE_TRIPS,
        MORE_PLACES,
        OVERNIGHT
    }

    /**
     * @param promised trips, places or nights that were promised
     * @param found how many there were when it was noticed
     */
    public record Event(Kind kind, UUID caseId, String department, LocalDate on, int promised, int found) {}

    /** The latest ones before that day. */
    public List<Event> latest(Sight sight, LocalDate before, int limit) {
        return latest(sight, before, LAST, "", limit);
    }

    /** Those that follow on one. */
    public List<Event> after(Sight sight, LocalDate on, UUID caseId, Kind kind, int limit) {
        return latest(sight, on, caseId, kind.name(), limit);
    }

    private List<Event> latest(Sight sight, LocalDate before, UUID id, String kind, int limit) {
        return jdbc.sql(LATEST)
                .param("region", sight.scope().region())
                .param("all", sight.scope().all())
                .param("departments", sight.scope().departments().toArray(String[]::new))
                .param("before", Date.valueOf(before))
                .param("id", id)
                .param("kind", kind)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> new Event(
                        Kind.valueOf(row.getString("kind")),
                        row.getObject("case_id", UUID.class),
                        row.getString("department_code"),
                        row.getObject("raised_on", LocalDate.class),
                        row.getInt("promised"),
                        row.getInt("found")))
                .list();
    }

    /** How many were raised in a time. */
    public long count(Sight sight, Period period) {
        Scope scope = sight.scope();
        return jdbc.sql(COUNT)
                .param("region", scope.region())
                .param("all", scope.all())
                .param("departments", scope.departments().toArray(String[]::new))
                .param("from", Date.valueOf(period.from()))
                .param("to", Date.valueOf(period.to()))
                .query(Long.class)
                .single();
    }
}
