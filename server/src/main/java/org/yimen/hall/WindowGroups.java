package org.yimen.hall;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Site;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 窗口组与时段样板: what is queued for where, and which slots every working day has. */
@Service
public class WindowGroups {

    static final int MOST = 100;

    private static final String CODE = "[A-Z0-9][A-Z0-9-]{0,19}";

    private static final String COLUMNS = """
        select region_code, code, site_code, letter, name_zh, name_en, items, windows, closed_at
          from hall.window_group
        """;

    private static final String OF_REGION = COLUMNS + """
         where region_code = :region
         order by site_code, letter
         limit :limit
        """;

    private static final String FIND = COLUMNS + """
         where region_code = :region and code = :code
        """;

    private static final String OF_WINDOW = COLUMNS + """
         where region_code = :region and closed_at is null and :window = any(windows)
         order by code
         limit :limit
        """;

    private static final String INSERT = """
        insert into hall.window_group (region_code, code, site_code, letter, name_zh, name_en, items, windows)
        values (:region, :code, :site, :letter, :zh, :en, :items, :windows)
        """;

    private static final String CLOSE = """
        update hall.window_group
           set closed_at = :at
         where region_code = :region and code = :code and closed_at is null
        """;

    private static final String TEMPLATES = """
        select region_code, id, group_code, item_code, opens, closes, minutes, capacity, from_on, until_on
          from hall.slot_template
         where region_code = :region and (until_on is null or until_on >= :day)
         order by group_code, opens, id
         limit :limit
        """;

    private static final String INSERT_TEMPLATE = """
        insert into hall.slot_template (region_code, id, group_code, item_code, opens, closes, minutes, capacity, from_on)
        values (:region, :id, :group, :item, :opens, :closes, :minutes, :capacity, :from)
        """;

    private static final String END_TEMPLATE = """
        update hall.slot_template
           set until_on = :until
         where region_code = :region and id = :id and until_on is null
        """;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    WindowGroups(JdbcClient jdbc, Directory directory, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /** How a stretch of hours is cut into slots. */
    public record Hours(LocalTime opens, LocalTime closes, int minutes, int capacity) {
        private static final int SHORTEST = 5;
        private static final int LONGEST = 240;
        private static final int MOST_PLACES = 200;

        public Hours {
            boolean inOrder = opens.isBefore(closes)
                    && minutes >= SHORTEST
                    && minutes <= LONGEST
                    && capacity >= 1
                    && capacity <= MOST_PLACES;
            if (!inOrder) {
                throw new HallRuleBroken("hall.hours.out-of-order", SHORTEST, LONGEST, MOST_PLACES);
            }
        }
    }

    /**
     * 时段样板: the slots of every working day.
     *
     * @param item the one item that they are for; null for every item of the group
     */
    public record Template(
            String region,
            UUID id,
            String group,
            @Nullable String item,
            Hours hours,
            LocalDate from,
            @Nullable LocalDate until) {

        boolean lastsOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    /** All groups, those that are closed too. */
    public List<WindowGroup> all(String region) {
        return jdbc.sql(OF_REGION)
                .param("region", region)
                .param("limit", MOST)
                .query(WindowGroups::group)
                .list();
    }

    public List<WindowGroup> open(String region) {
        return all(region).stream().filter(group -> !group.closed()).toList();
    }

    /** The open groups that take this item. */
    public List<WindowGroup> serving(String region, @Nullable String item) {
        return open(region).stream().filter(group -> group.serves(item)).toList();
    }

    public Optional<WindowGroup> find(String region, String code) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("code", code)
                .query(WindowGroups::group)
                .optional();
    }

    /** The open groups that a window calls from. */
    public List<WindowGroup> ofWindow(String region, String window) {
        return jdbc.sql(OF_WINDOW)
                .param("region", region)
                .param("window", window)
                .param("limit", MOST)
                .query(WindowGroups::group)
                .list();
    }

    WindowGroup demand(String region, String code) {
        return find(region, code)
                .filter(group -> !group.closed())
                .orElseThrow(() -> new HallRuleBroken("hall.group.unknown"));
    }

    /** Opens a group; its windows are nodes of the site. */
    @Transactional
    public void add(WindowGroup group, UUID by) {
        if (!group.code().matches(CODE) || !group.letter().matches("[A-Z]{1,3}")) {
            throw new HallRuleBroken("hall.group.code");
        }
        boolean site = directory
                .unit(group.region(), group.site())
                .filter(Site.class::isInstance)
                .isPresent();
        if (!site || directory.isClosed(group.region(), group.site())) {
            throw new HallRuleBroken("hall.group.site");
        }
        if (group.windows().isEmpty()
                || !group.windows().stream().allMatch(window -> isAt(group.region(), window, group.site()))) {
            throw new HallRuleBroken("hall.group.windows");
        }
        try {
            jdbc.sql(INSERT)
                    .param("region", group.region())
                    .param("code", group.code())
                    .param("site", group.site())
                    .param("letter", group.letter())
                    .param("zh", group.name().zh())
                    .param("en", group.name().en())
                    .param("items", group.items().stream().sorted().toArray(String[]::new))
                    .param("windows", group.windows().toArray(String[]::new))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new HallRuleBroken("hall.group.taken");
        }
        audit.record(group.region(), by.toString(), "hall.group-opened", group.code(), Map.of());
    }

    private boolean isAt(String region, String window, String site) {
        return directory.unit(region, window).stream()
                .anyMatch(unit -> unit instanceof Unit.Window at && at.site().equals(site));
    }

    /** From now on nobody books it or takes a number of it; who waits already is still called. */
    @Transactional
    public void close(String region, String code, UUID by) {
        int closed = jdbc.sql(CLOSE)
                .param("region", region)
                .param("code", code)
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (closed == 1) {
            audit.record(region, by.toString(), "hall.group-closed", code, Map.of());
        }
    }

    /** The templates that hold today or later. */
    public List<Template> templates(String region) {
        return jdbc.sql(TEMPLATES)
                .param("region", region)
                .param("day", Date.valueOf(CityTime.day(time.instant())))
                .param("limit", MOST * MOST)
                .query(WindowGroups::template)
                .list();
    }

    @Transactional
    public Template addTemplate(
            String region, String group, @Nullable String item, Hours hours, LocalDate from, UUID by) {
        WindowGroup found = demand(region, group);
        if (!found.serves(item)) {
            throw new HallRuleBroken("hall.group.item");
        }
        Instant now = time.instant();
        if (from.isBefore(CityTime.day(now))) {
            throw new HallRuleBroken("hall.template.past");
        }
        UUID id = Uuid7.next(now);
        jdbc.sql(INSERT_TEMPLATE)
                .param("region", region)
                .param("id", id)
                .param("group", group)
                .param("item", item)
                .param("opens", Time.valueOf(hours.opens()))
                .param("closes", Time.valueOf(hours.closes()))
                .param("minutes", hours.minutes())
                .param("capacity", hours.capacity())
                .param("from", Date.valueOf(from))
                .update();
        audit.record(region, by.toString(), "hall.template-added", group, Map.of());
        return new Template(region, id, group, item, hours, from, null);
    }

    /** Makes no slots after that day; those that are there stay. */
    @Transactional
    public void endTemplate(String region, UUID id, LocalDate until, UUID by) {
        int ended = jdbc.sql(END_TEMPLATE)
                .param("region", region)
                .param("id", id)
                .param("until", Date.valueOf(until))
                .update();
        if (ended == 1) {
            audit.record(region, by.toString(), "hall.template-ended", id.toString(), Map.of());
        }
    }

    private static WindowGroup group(ResultSet row, int at) throws SQLException {
        return new WindowGroup(
                row.getString("region_code"),
                row.getString("code"),
                row.getString("site_code"),
                row.getString("letter"),
                new Text(row.getString("name_zh"), row.getString("name_en")),
                Set.copyOf(texts(row, "items")),
                texts(row, "windows"),
                row.getTimestamp("closed_at") != null);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static Template template(ResultSet row, int at) throws SQLException {
        Date until = row.getDate("until_on");
        return new Template(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getString("group_code"),
                row.getString("item_code"),
                new Hours(
                        row.getObject("opens", LocalTime.class),
                        row.getObject("closes", LocalTime.class),
                        row.getInt("minutes"),
                        row.getInt("capacity")),
                row.getObject("from_on", LocalDate.class),
                until == null ? null : until.toLocalDate());
    }
}
