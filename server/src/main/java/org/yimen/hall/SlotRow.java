package org.yimen.hall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;

/** A row of {@code hall.slot}. */
final class SlotRow {

    static final String COLUMNS = """
        select region_code, id, group_code, item_code, day_on, day_kind, starts_at, ends_at, capacity, taken
          from hall.slot
        """;

    private SlotRow() {}

    static Slot toSlot(ResultSet row, int at) throws SQLException {
        return new Slot(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getString("group_code"),
                row.getString("item_code"),
                row.getObject("day_on", LocalDate.class),
                DayKind.valueOf(row.getString("day_kind")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getInt("capacity"),
                row.getInt("taken"));
    }
}
