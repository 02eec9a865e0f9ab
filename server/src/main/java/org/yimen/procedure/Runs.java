package org.yimen.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.time.Clock;
import org.yimen.time.TimeLimit;
import org.yimen.time.WorkCalendar;

/** 中止: when special procedures stopped a clock, for how long, and which of it supervision should look at. */
@Service
public class Runs {

    /** The most lines of the list. */
    public static final int MOST = 200;

    private static final String FLAGGED = """
            select r.case_id, r.step, r.department, r.started_on, r.days, r.due_on, r.finished_on,
                   r.more_days, r.stated_until,
                   coalesce(r.finished_on, :today) > r.due_on as long, n.times
              from procedure.run r
                   cross join lateral (
                     select count(*) as times
                       from procedure.run o
                      where o.region_code = r.region_code and o.case_id = r.case_id and o.stops_clock) n
             where r.region_code = :region and r.stops_clock
               and (coalesce(r.finished_on, :today) > r.due_on or n.times > 1)
             order by r.due_on desc, r.case_id, r.step
             limit :most
            """;

    private final JdbcClient jdbc;
    private final WorkCalendar calendar;

    Runs(JdbcClient jdbc, WorkCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar.provisional();
    }

    /**
     * A stop that is long or not the only one of its case.
     *
     * @param days as the notice stated them
     * @param moreDays how many more later notices stated
     * @param statedUntil the last day that they stated, or null where there was none
     * @param isLong past the last of those days
     * @param times how often the clock of this case was stopped
     */
    public record Flagged(
            UUID caseId,
            String step,
            String department,
            LocalDate startedOn,
            int days,
            LocalDate dueOn,
            @Nullable LocalDate finishedOn,
            int moreDays,
            @Nullable LocalDate statedUntil,
            boolean isLong,
            int times) {}

    /** In the transaction of the notice that begins it. */
    public void started(CaseId id, Step step, int days, LocalDate on) {
        TimeLimit stated = step.stated(days);
        LocalDate due = new Clock(on, stated, List.of(), 0).read(calendar, on).dueOn();
        jdbc.sql("""
                        insert into procedure.run
                               (region_code, case_id, step, department, stops_clock, started_on, days, due_on)
                        values (:region, :case, :step, :department, :stops, :on, :days, :due)
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step.code())
                .param("department", step.department())
                .param("stops", step.stopsClock())
                .param("on", on)
                .param("days", days)
                .param("due", due)
                .update();
    }

    /** The last of the days that the notice of a step stated. */
    Optional<LocalDate> dueOn(CaseId id, String step) {
        return jdbc.sql("""
                        select due_on
                          from procedure.run
                         where region_code = :region and case_id = :case and step = :step
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .query(LocalDate.class)
                .optional();
    }

    /** In the transaction of the notice that states how many days more. */
    public void prolonged(CaseId id, String step, int days, LocalDate until) {
        jdbc.sql("""
                        update procedure.run
                           set more_days = more_days + :days, stated_until = :until
                         where region_code = :region and case_id = :case and step = :step
                        """)
                .param("days", days)
                .param("until", until)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .update();
    }

    /** What hangs out has changed: its days begin again, in the transaction of the change. */
    public void anew(CaseId id, String step, LocalDate until) {
        jdbc.sql("""
                        update procedure.run
                           set due_on = :until
                         where region_code = :region and case_id = :case and step = :step and finished_on is null
                        """)
                .param("until", until)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .update();
    }

    /** In the transaction of the paper that ends it. */
    public void finished(CaseId id, String step, LocalDate on) {
        jdbc.sql("""
                        update procedure.run
                           set finished_on = :on
                         where region_code = :region and case_id = :case and step = :step
                        """)
                .param("on", on)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .update();
    }

    /** What stopped a clock beyond the stated days, or again and again; the latest first. */
    public List<Flagged> flagged(String region, LocalDate today) {
        return jdbc.sql(FLAGGED)
                .param("region", region)
                .param("today", today)
                .param("most", MOST)
                .query((row, _) -> flagged(row))
                .list();
    }

    /**
     * One that runs.
     *
     * @param dueOn the last of the days that its notice stated
     */
    public record Running(UUID caseId, String step, String department, LocalDate startedOn, LocalDate dueOn) {}

    /** Those of these steps that have begun and whose days are not over, the first to end first. */
    public List<Running> running(String region, List<String> steps, LocalDate today) {
        return jdbc.sql("""
                        select case_id, step, department, started_on, due_on
                          from procedure.run
                         where region_code = :region and step = any(:steps) and finished_on is null and due_on >= :today
                         order by due_on, case_id
                         limit :most
                        """)
                .param("region", region)
                .param("steps", steps.toArray(String[]::new))
                .param("today", today)
                .param("most", MOST)
                .query((row, _) -> new Running(
                        row.getObject("case_id", UUID.class),
                        row.getString("step"),
                        row.getString("department"),
                        row.getObject("started_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class)))
                .list();
    }

    private static Flagged flagged(ResultSet row) throws SQLException {
        return new Flagged(
                row.getObject("case_id", UUID.class),
                row.getString("step"),
                row.getString("department"),
                row.getObject("started_on", LocalDate.class),
                row.getInt("days"),
                row.getObject("due_on", LocalDate.class),
                row.getObject("finished_on", LocalDate.class),
                row.getInt("more_days"),
                row.getObject("stated_until", LocalDate.class),
                row.getBoolean("long"),
                row.getInt("times"));
    }
}
