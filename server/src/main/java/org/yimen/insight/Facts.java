package org.yimen.insight;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.application.CaseFigures.CaseFigure;
import org.yimen.hall.Trips.Visits;
import org.yimen.insight.Tally.Cohort;
import org.yimen.platform.Json;

/** The facts of cases: written one chunk at a time, counted by one statement for each kind of day. */
@Repository
class Facts {

    private static final Json JSON = Json.of();

    private static final String COLUMNS =
            "item_version, department_code, instant, channel, class_code, online, handed_in_on, accepted_on, decided_on, ended_on,"
                    + " ended_as, used_days, promised_days, statutory_days, promised_on, notices, late_points, trips, doors, windows,"
                    + " promised_trips, spared, sources, asked, kept";

    private static final String WRITE = """
        insert into insight.case_fact (region_code, case_id, item_code, item_type, %s)
        select region_code, case_id, item_code, item_type, %s
          from json_populate_recordset(null::insight.case_fact, :rows::json)
         order by region_code, case_id
            on conflict on constraint case_fact_pk do update
           set %s
        """.formatted(
                    COLUMNS,
                    COLUMNS,
                    Stream.of(COLUMNS.split(", ", -1))
                            .map(column -> column + " = excluded." + column)
                            .collect(Collectors.joining(", ")));

    /** 跑动质量事件: once for each case, however often it is read. */
    private static final String RAISE_TRIPS = """
        insert into insight.quality_event (region_code, kind, case_id, department_code, raised_on, promised, found)
        select region_code, 'MORE_TRIPS', case_id, department_code, :today::date, promised_trips, trips
          from insight.case_fact
         where region_code = :region and case_id = any(:cases) and\s""" + Tally.MORE_TRIPS_THAN_PROMISED + """
        \s
         union all
        select region_code, 'MORE_PLACES', case_id, department_code, :today::date, 1, greatest(doors, windows)
          from insight.case_fact
         where region_code = :region and case_id = any(:cases) and\s""" + Tally.SENT_ABOUT + """
        \s
            on conflict on constraint quality_event_pk do nothing
        """;

    private static final String RAISE_OVERNIGHT = """
        insert into insight.quality_event (region_code, kind, case_id, department_code, raised_on, promised, found)
        select region_code, 'OVERNIGHT', case_id, department_code, :today::date, 0, coalesce(ended_on, :today::date) - accepted_on
          from insight.case_fact
         where region_code = :region and instant and accepted_on is not null
           and (ended_on is null or ended_on > accepted_on) and accepted_on < :today
            on conflict on constraint quality_event_pk do nothing
        """;

    private static final String MONTHS = """
        select date_trunc('month', accepted_on)::date as month, count(*) as number
          from insight.case_fact
         where region_code = :region and accepted_on between :from and :to
           and (:all or department_code = any(:departments))
         group by month
        """;

    private static final String LEVELS = """
        select region_code, count(*) as applied,
               count(*) filter (where ended_as = 'GRANTED' and decided_on <= :to) as granted
          from insight.case_fact
         where region_code = any(:regions) and handed_in_on between :from and :to and online
         group by region_code
         order by region_code
        """;

    private static final String ONE = """
        select trips, spared, sources, kept, asked, item_code, ended_on
          from insight.case_fact
         where region_code = :region and case_id = :case
        """;

    private final JdbcClient jdbc;

    Facts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The counts of cases that have department, item, type, class and channel in common. */
    record Group(
            String department, String item, String type, String caseClass, String channel, Map<Tally, Long> counts) {}

    /** A case of a list, and how much it adds to the number. */
    record Line(UUID caseId, LocalDate on, String item, int counts, int trips, int doors, int windows) {}

    /** Whose cases: all of a region, or those of some departments. */
    record Scope(String region, boolean all, List<String> departments) {
        Scope {
            departments = List.copyOf(departments);
        }
    }

    /** What narrows a list down; empty for everything. */
    record Narrowed(String item, String type, String caseClass, String channel) {}

    record Level(String region, long applied, long granted) {}

    /** What one case saved. */
    record Effort(
            String item,
            int trips,
            int spared,
            int sources,
            int kept,
            int asked,
            @Nullable LocalDate endedOn) {}

    private static String counting(Cohort cohort) {
        return """
            select department_code, item_code, item_type, class_code, channel, %s
              from insight.case_fact
             where region_code = :region and %s between :from and :to
               and (:all or department_code = any(:departments))
             group by department_code, item_code, item_type, class_code, channel
            """.formatted(
                cohort.tallies().stream().map(Tally::selected).collect(Collectors.joining(", ")), cohort.column());
    }

    void write(String region, List<CaseFigure> figures, Map<UUID, Visits> visits, LocalDate today) {
        if (figures.isEmpty()) {
            return;
        }
        jdbc.sql(WRITE)
                .param(
                        "rows",
                        JSON.write(figures.stream()
                                .map(figure -> row(region, figure, visits.getOrDefault(figure.caseId(), Visits.NONE)))
                                .toList()))
                .update();
        jdbc.sql(RAISE_TRIPS)
                .param("region", region)
                .param("cases", figures.stream().map(CaseFigure::caseId).toArray(UUID[]::new))
                .param("today", Date.valueOf(today))
                .update();
    }

    /** @return how many were found */
    int raiseOvernight(String region, LocalDate today) {
        return jdbc.sql(RAISE_OVERNIGHT)
                .param("region", region)
                .param("today", Date.valueOf(today))
                .update();
    }

    private static Map<String, Object> row(String region, CaseFigure figure, Visits visits) {
        var days = new TreeSet<>(visits.days());
        days.addAll(figure.windowDays());
        boolean came = !days.isEmpty();
        var row = new HashMap<String, Object>();
        row.put("region_code", region);
        row.put("case_id", figure.caseId().toString());
        row.put("item_code", figure.item().code());
        row.put("item_version", figure.item().number());
        row.put("item_type", figure.item().type().name());
        row.put("department_code", figure.item().department());
        row.put("instant", figure.item().isInstant());
        row.put("channel", figure.channel());
        row.put("class_code", figure.caseClass());
        row.put("online", figure.channel().equals("web") || figure.channel().equals("mobile"));
        row.put("handed_in_on", figure.handedInOn().toString());
        put(row, "accepted_on", figure.acceptedOn());
        put(row, "decided_on", figure.decidedOn());
        put(row, "ended_on", figure.endedOn());
        put(row, "ended_as", figure.end());
        var took = figure.days();
        if (took != null) {
            row.put("used_days", took.used());
            row.put("promised_days", took.promised());
            put(row, "statutory_days", took.statutory());
        }
        put(row, "promised_on", took == null ? figure.promisedOn() : took.promisedOn());
        row.put("notices", figure.notices());
        row.put("late_points", figure.latePoints());
        row.put("trips", days.size());
        // A window record without a number names no window: somebody was at one, in one hall.
        row.put("doors", Math.max(visits.sites(), came ? 1 : 0));
        row.put("windows", Math.max(visits.windows(), came ? 1 : 0));
        row.put("promised_trips", figure.item().visits().number());
        row.put("spared", figure.spared());
        row.put("sources", figure.sources());
        row.put("asked", figure.filled().asked());
        row.put("kept", figure.filled().kept());
        return row;
    }

    private static void put(Map<String, Object> row, String column, @Nullable Object value) {
        if (value != null) {
            row.put(column, value instanceof Integer ? value : value.toString());
        }
    }

    List<Group> count(Cohort cohort, Scope scope, Period period, LocalDate today) {
        List<Tally> tallies = cohort.tallies();
        return bound(jdbc.sql(counting(cohort)), scope, period)
                .param("today", Date.valueOf(today))
                .query((row, _) -> {
                    var counts = new HashMap<Tally, Long>();
                    for (Tally tally : tallies) {
                        counts.put(tally, row.getLong(tally.column()));
                    }
                    return new Group(
                            row.getString("department_code"),
                            row.getString("item_code"),
                            row.getString("item_type"),
                            row.getString("class_code"),
                            row.getString("channel"),
                            counts);
                })
                .list();
    }

    /** Accepted cases by month; a month without any is 0. */
    SequencedMap<YearMonth, Long> months(Scope scope, YearMonth first, YearMonth last) {
        var period = new Period(Period.Kind.DATES, first.atDay(1), last.atEndOfMonth());
        var months = new LinkedHashMap<YearMonth, Long>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months.put(month, 0L);
        }
        bound(jdbc.sql(MONTHS), scope, period).query(row -> {
            months.put(YearMonth.from(row.getDate("month").toLocalDate()), row.getLong("number"));
        });
        return months;
    }

    /** 网上申报 and 网上审批 of each of these regions. */
    List<Level> levels(Collection<String> regions, Period period) {
        return jdbc.sql(LEVELS)
                .param("regions", regions.toArray(String[]::new))
                .param("from", Date.valueOf(period.from()))
                .param("to", Date.valueOf(period.to()))
                .query((row, _) ->
                        new Level(row.getString("region_code"), row.getLong("applied"), row.getLong("granted")))
                .list();
    }

    /** The cases behind a number, the latest first, after {@code (before, id)}. */
    List<Line> cases(
            Tally tally,
            Scope scope,
            Period period,
            Narrowed narrowed,
            LocalDate today,
            LocalDate before,
            UUID id,
            int limit) {
        String sql = """
            select case_id, %1$s as counted_on, item_code, %3$s as counts, trips, doors, windows
              from insight.case_fact
             where region_code = :region and %1$s between :from and :to
               and (:all or department_code = any(:departments))
               and (:item = '' or item_code = :item) and (:type = '' or item_type = :type)
               and (:class = '' or class_code = :class) and (:channel = '' or channel = :channel)
               and (%1$s, case_id) < (:before::date, :id::uuid) and (%2$s)
             order by %1$s desc, case_id desc
             limit :limit
            """.formatted(tally.cohort().column(), tally.condition(), tally.countsCases() ? "1" : tally.sum());
        return bound(jdbc.sql(sql), scope, period)
                .param("item", narrowed.item())
                .param("type", narrowed.type())
                .param("class", narrowed.caseClass())
                .param("channel", narrowed.channel())
                .param("today", Date.valueOf(today))
                .param("before", Date.valueOf(before))
                .param("id", id)
                .param("limit", limit)
                .query((row, _) -> line(row))
                .list();
    }

    Optional<Effort> effort(String region, UUID caseId) {
        return jdbc.sql(ONE)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> new Effort(
                        row.getString("item_code"),
                        row.getInt("trips"),
                        row.getInt("spared"),
                        row.getInt("sources"),
                        row.getInt("kept"),
                        row.getInt("asked"),
                        row.getObject("ended_on", LocalDate.class)))
                .optional();
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, Scope scope, Period period) {
        return statement
                .param("region", scope.region())
                .param("all", scope.all())
                .param("departments", scope.departments().toArray(String[]::new))
                .param("from", Date.valueOf(period.from()))
                .param("to", Date.valueOf(period.to()));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getObject("case_id", UUID.class),
                row.getObject("counted_on", LocalDate.class),
                row.getString("item_code"),
                row.getInt("counts"),
                row.getInt("trips"),
                row.getInt("doors"),
                row.getInt("windows"));
    }
}
