package org.yimen.hall;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;

/**
 * 周末和节假日开放与值班表: a day off on which a group is served because somebody opened it and named who is on duty. The
 * calendar of working days is read and never written, so no limit of any case moves.
 */
@Service
public class Roster {

    private static final int MOST = 200;

    private static final String INSERT = """
        insert into hall.extra_day (
                    region_code, group_code, day_on, opens, closes, minutes, capacity, opened_at, opened_by)
        values (:region, :group, :day, :opens, :closes, :minutes, :capacity, :at, :by)
        """;

    private static final String INSERT_DUTY = """
        insert into hall.duty (region_code, group_code, day_on, staff_id)
        values (:region, :group, :day, :staff)
            on conflict on constraint duty_pk do nothing
        """;

    private static final String COLUMNS = """
        select e.region_code, e.group_code, e.day_on, e.opens, e.closes, e.minutes, e.capacity,
               array(select d.staff_id
                       from hall.duty d
                      where d.region_code = e.region_code and d.group_code = e.group_code and d.day_on = e.day_on
                      order by d.staff_id) as duty
          from hall.extra_day e
        """;

    private static final String FROM = COLUMNS + """
         where e.region_code = :region and e.day_on >= :day
         order by e.day_on, e.group_code
         limit :limit
        """;

    private static final String FIND = COLUMNS + """
         where e.region_code = :region and e.group_code = :group and e.day_on = :day
        """;

    private final JdbcClient jdbc;
    private final WindowGroups groups;
    private final Slots slots;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Roster(JdbcClient jdbc, WindowGroups groups, Slots slots, Directory directory, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.slots = slots;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** A day off that is open for a group, with who is on duty. */
    public record ExtraDay(String region, String group, LocalDate day, Hours hours, List<UUID> duty) {
        public ExtraDay {
            duty = List.copyOf(duty);
        }
    }

    /** Opens a day off and makes its slots. */
    @Transactional
    public ExtraDay open(String region, String group, LocalDate day, Hours hours, Set<UUID> duty, UUID by) {
        groups.demand(region, group);
        if (day.isBefore(CityTime.day(time.instant())) || day.isAfter(slots.horizon())) {
            throw new HallRuleBroken("hall.roster.day-wrong", slots.horizon());
        }
        if (slots.kind(day) == DayKind.WORKDAY) {
            throw new HallRuleBroken("hall.roster.workday");
        }
        boolean known = duty.stream()
                .allMatch(staff -> directory.stopped(region, staff, day).isEmpty());
        if (duty.isEmpty() || !known) {
            throw new HallRuleBroken("hall.roster.nobody");
        }
        try {
            jdbc.sql(INSERT)
                    .param("region", region)
                    .param("group", group)
                    .param("day", Date.valueOf(day))
                    .param("opens", java.sql.Time.valueOf(hours.opens()))
                    .param("closes", java.sql.Time.valueOf(hours.closes()))
                    .param("minutes", hours.minutes())
                    .param("capacity", hours.capacity())
                    .param("at", Timestamp.from(time.instant()))
                    .param("by", by)
                    .update();
        } catch (DuplicateKeyException _) {
            throw new HallRuleBroken("hall.roster.known");
        }
        for (UUID staff : duty) {
            jdbc.sql(INSERT_DUTY)
                    .param("region", region)
                    .param("group", group)
                    .param("day", Date.valueOf(day))
                    .param("staff", staff)
                    .update();
        }
        slots.make(region, group, null, day, hours);
        audit.record(region, by.toString(), "hall.day-off-opened", group, Map.of("day", day.toString()));
        return find(region, group, day).orElseThrow();
    }

    /** Puts somebody on duty for a day that is open already. */
    @Transactional
    public void add(String region, String group, LocalDate day, UUID staff, UUID by) {
        if (find(region, group, day).isEmpty()) {
            throw new HallRuleBroken("hall.roster.closed");
        }
        if (directory.stopped(region, staff, day).isPresent()) {
            throw new HallRuleBroken("hall.roster.nobody");
        }
        jdbc.sql(INSERT_DUTY)
                .param("region", region)
                .param("group", group)
                .param("day", Date.valueOf(day))
                .param("staff", staff)
                .update();
        audit.record(
                region,
                by.toString(),
                "hall.duty-added",
                staff.toString(),
                Map.of("group", group, "day", day.toString()));
    }

    /** The opened days off from today on. */
    public List<ExtraDay> coming(String region) {
        return jdbc.sql(FROM)
                .param("region", region)
                .param("day", Date.valueOf(CityTime.day(time.instant())))
                .param("limit", MOST)
                .query(Roster::day)
                .list();
    }

    public Optional<ExtraDay> find(String region, String group, LocalDate day) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("group", group)
                .param("day", Date.valueOf(day))
                .query(Roster::day)
                .optional();
    }

    /** True where the group is served that day: a working day, or a day off that was opened. */
    public boolean isServed(String region, String group, LocalDate day) {
        return slots.kind(day) == DayKind.WORKDAY || find(region, group, day).isPresent();
    }

    /** True where this clerk may call from the group that day: on a day off only who is on duty. */
    boolean mayCall(String region, String group, LocalDate day, UUID clerk) {
        return slots.kind(day) == DayKind.WORKDAY
                || find(region, group, day)
                        .filter(open -> open.duty().contains(clerk))
                        .isPresent();
    }

    private static ExtraDay day(ResultSet row, int at) throws SQLException {
        return new ExtraDay(
                row.getString("region_code"),
                row.getString("group_code"),
                row.getObject("day_on", LocalDate.class),
                new Hours(
                        row.getObject("opens", LocalTime.class),
                        row.getObject("closes", LocalTime.class),
                        row.getInt("minutes"),
                        row.getInt("capacity")),
                Arrays.asList((UUID[]) row.getArray("duty").getArray()));
    }
}
