package org.yimen.hall;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.hall.CallOrder.Before;

/** The lines of a day, one per group; who holds a line's lock is alone with it until his transaction ends. */
@Repository
class Lines {

    /** The most tickets that wait in one line: a hall does not hold more. */
    static final int LONGEST = 1000;

    private static final String ENSURE = """
        insert into hall.line (region_code, group_code, day_on)
        select :region, g.code, :day
          from unnest(:groups) g (code)
         order by g.code
            on conflict on constraint line_pk do nothing
        """;

    private static final String LOCK = """
        select region_code, group_code, serial, last_special, last_booked
          from hall.line
         where region_code = :region and day_on = :day and group_code = any(:groups)
         order by group_code
           for update
        """;

    private static final String DRAW = """
           update hall.line
              set serial = serial + 1
            where region_code = :region and group_code = :group and day_on = :day
        returning serial
        """;

    private static final String REMEMBER = """
        update hall.line
           set last_special = :special, last_booked = :booked
         where region_code = :region and group_code = :group and day_on = :day
        """;

    private static final String LINE = """
        select region_code, group_code, serial, last_special, last_booked
          from hall.line
         where region_code = :region and day_on = :day and group_code = :group
        """;

    private static final String WAITING = TicketRow.COLUMNS + """
         where t.region_code = :region and t.group_code = any(:groups) and t.day_on = :day and t.state = 'WAITING'
         order by t.placed_at, t.serial
         limit :limit
        """;

    private final JdbcClient jdbc;

    Lines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A line and what its calls before were. */
    record Line(String group, Before before) {}

    /** Locks the lines in the order of their codes, so that nobody waits for somebody who waits for him. */
    List<Line> lock(String region, Collection<String> groups, LocalDate day) {
        String[] codes = groups.stream().sorted().toArray(String[]::new);
        jdbc.sql(ENSURE)
                .param("region", region)
                .param("groups", codes)
                .param("day", Date.valueOf(day))
                .update();
        return jdbc.sql(LOCK)
                .param("region", region)
                .param("groups", codes)
                .param("day", Date.valueOf(day))
                .query((row, _) -> new Line(
                        row.getString("group_code"),
                        new Before(row.getBoolean("last_special"), row.getBoolean("last_booked"))))
                .list();
    }

    Before before(String region, String group, LocalDate day) {
        return jdbc.sql(LINE)
                .param("region", region)
                .param("group", group)
                .param("day", Date.valueOf(day))
                .query((row, _) -> new Before(row.getBoolean("last_special"), row.getBoolean("last_booked")))
                .optional()
                .orElse(Before.NOTHING);
    }

    /** The next serial number of a line that is locked. */
    int draw(String region, String group, LocalDate day) {
        return jdbc.sql(DRAW)
                .param("region", region)
                .param("group", group)
                .param("day", Date.valueOf(day))
                .query(Integer.class)
                .single();
    }

    void remember(String region, String group, LocalDate day, Before before) {
        jdbc.sql(REMEMBER)
                .param("region", region)
                .param("group", group)
                .param("day", Date.valueOf(day))
                .param("special", before.special())
                .param("booked", before.booked())
                .update();
    }

    /** Who waits in these lines, in the order of their places. */
    List<Ticket> waiting(String region, Collection<String> groups, LocalDate day) {
        return jdbc.sql(WAITING)
                .param("region", region)
                .param("groups", groups.toArray(String[]::new))
                .param("day", Date.valueOf(day))
                .param("limit", LONGEST)
                .query(TicketRow::toTicket)
                .list();
    }
}
