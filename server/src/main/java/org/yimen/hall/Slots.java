package org.yimen.hall;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.hall.WindowGroups.Hours;
import org.yimen.hall.WindowGroups.Template;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;
import org.yimen.platform.Settings;
import org.yimen.time.WorkCalendar;

/** 预约时段: made ahead out of the templates for working days, and out of the opened days for days off. */
@Service
public class Slots {

    private static final int MOST = 1000;

    private static final String INSERT = """
        insert into hall.slot (region_code, id, group_code, item_code, day_on, day_kind, starts_at, ends_at, capacity)
        values (:region, :id, :group, :item, :day, :kind, :starts, :ends, :capacity)
            on conflict on constraint slot_uq do nothing
        """;

    private static final String BOOKABLE = SlotRow.COLUMNS + """
         where region_code = :region and group_code = :group and starts_at > :now and day_on <= :until
           and (item_code is null or item_code = :item)
         order by starts_at, item_code nulls first
         limit :limit
        """;

    private static final String FIND = SlotRow.COLUMNS + """
         where region_code = :region and id = :id
        """;

    private final JdbcClient jdbc;
    private final WindowGroups groups;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final InstantSource time;

    Slots(JdbcClient jdbc, WindowGroups groups, WorkCalendar calendar, Settings settings, InstantSource time) {
        this.jdbc = jdbc;
        this.groups = groups;
        // A year whose arrangement is not published is taken by its weekends; nothing legal follows from a slot.
        this.calendar = calendar.provisional();
        this.settings = settings;
        this.time = time;
    }

    /** The slots that can still be chosen, full ones too, in the order of time. */
    public List<Slot> bookable(String region, String group, @Nullable String item) {
        return jdbc.sql(BOOKABLE)
                .param("region", region)
                .param("group", group)
                .param("item", item)
                .param("now", Timestamp.from(time.instant()))
                .param("until", Date.valueOf(horizon()))
                .param("limit", MOST)
                .query(SlotRow::toSlot)
                .list();
    }

    public Optional<Slot> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query(SlotRow::toSlot)
                .optional();
    }

    /** The last day for which slots are made by now. */
    LocalDate horizon() {
        return today().plusWeeks(settings.number(HallSettings.WEEKS_AHEAD));
    }

    /** Makes what is missing up to the horizon; what is there stays as it is. Says how many it made. */
    @Transactional
    public int makeAhead(String region) {
        int made = 0;
        List<Template> templates = groups.templates(region);
        var open = groups.open(region).stream().map(WindowGroup::code).toList();
        LocalDate last = horizon();
        for (LocalDate day = today(); !day.isAfter(last); day = day.plusDays(1)) {
            if (DayKind.of(calendar, day) != DayKind.WORKDAY) {
                continue;
            }
            for (Template template : templates) {
                if (template.lastsOn(day) && open.contains(template.group())) {
                    made += make(region, template.group(), template.item(), day, template.hours());
                }
            }
        }
        return made;
    }

    /** Makes the slots of one day; those that have begun are left out. */
    int make(String region, String group, @Nullable String item, LocalDate day, Hours hours) {
        Instant now = time.instant();
        DayKind kind = DayKind.of(calendar, day);
        int made = 0;
        for (LocalTime start : starts(hours)) {
            Instant from = day.atTime(start).atZone(CityTime.ZONE).toInstant();
            if (!from.isAfter(now)) {
                continue;
            }
            made += jdbc.sql(INSERT)
                    .param("region", region)
                    .param("id", Uuid7.next(now))
                    .param("group", group)
                    .param("item", item)
                    .param("day", Date.valueOf(day))
                    .param("kind", kind.name())
                    .param("starts", Timestamp.from(from))
                    .param("ends", Timestamp.from(from.plus(Duration.ofMinutes(hours.minutes()))))
                    .param("capacity", hours.capacity())
                    .update();
        }
        return made;
    }

    /** When the slots of the hours begin; a rest that is too short for one is left over. */
    static List<LocalTime> starts(Hours hours) {
        var starts = new ArrayList<LocalTime>();
        long minutes = Duration.between(hours.opens(), hours.closes()).toMinutes();
        for (long at = 0; at + hours.minutes() <= minutes; at += hours.minutes()) {
            starts.add(hours.opens().plusMinutes(at));
        }
        return starts;
    }

    DayKind kind(LocalDate day) {
        return DayKind.of(calendar, day);
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
