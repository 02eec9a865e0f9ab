package org.yimen.hall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.UUID;

/** A row of {@code hall.ticket}. */
final class TicketRow {

    static final String COLUMNS = """
        select t.region_code, t.id, t.pass, t.group_code, t.day_on, t.number, t.serial, t.holder, t.person_id, t.item_code,
               t.draft_id, t.booking_id, t.booked_for, t.special, t.special_kind, t.wants_helper, t.helper_id,
               t.channel, t.taken_at, t.placed_at, t.waiting_at, t.state
          from hall.ticket t
        """;

    /** The same columns, to be read beside others. */
    static final String FIELDS = COLUMNS.substring("select ".length(), COLUMNS.indexOf("  from"));

    private TicketRow() {}

    static Ticket toTicket(ResultSet row, int at) throws SQLException {
        Timestamp booked = row.getTimestamp("booked_for");
        return new Ticket(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getObject("pass", UUID.class),
                row.getString("group_code"),
                row.getObject("day_on", LocalDate.class),
                row.getString("number"),
                row.getInt("serial"),
                row.getObject("holder", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("item_code"),
                row.getObject("draft_id", UUID.class),
                row.getObject("booking_id", UUID.class),
                booked == null ? null : booked.toInstant(),
                row.getBoolean("special"),
                row.getString("special_kind"),
                row.getBoolean("wants_helper"),
                row.getObject("helper_id", UUID.class),
                Door.valueOf(row.getString("channel")),
                row.getTimestamp("taken_at").toInstant(),
                row.getTimestamp("placed_at").toInstant(),
                row.getTimestamp("waiting_at").toInstant(),
                Ticket.State.valueOf(row.getString("state")));
    }
}
