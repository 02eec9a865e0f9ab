package org.yimen.hall;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** 大厅数据: bookings by channel and kind of day, waiting and serving by group and hour. Counted, never estimated. */
@Service
public class HallFigures {

    private static final String BOOKINGS = """
        select channel, day_kind, count(*) as booked, count(*) filter (where state = 'CAME') as came,
               count(*) filter (where state = 'CANCELLED') as cancelled,
               count(*) filter (where state = 'NO_SHOW') as missed
          from hall.booking
         where region_code = :region and day_on >= :from and day_on < :until
         group by channel, day_kind
         order by channel, day_kind
        """;

    /** A wait ends with the call; serving lasts from the call to its end, where the clerk said that it was done. */
    private static final String WAITS = """
        select group_code, extract(hour from called_at at time zone 'Asia/Shanghai')::int as hour, count(*) as calls,
               avg(extract(epoch from called_at - waiting_at))::float8 as wait_mean,
               percentile_cont(0.9) within group (order by extract(epoch from called_at - waiting_at))::float8
                 as wait_p90,
               count(*) filter (where outcome = 'DONE') as served,
               coalesce(avg(extract(epoch from ended_at - called_at)) filter (where outcome = 'DONE'), 0)::float8
                 as serve_mean,
               coalesce(percentile_cont(0.9) within group (order by extract(epoch from ended_at - called_at))
                 filter (where outcome = 'DONE'), 0)::float8 as serve_p90
          from hall.call
         where region_code = :region and called_at >= :from and called_at < :until
         group by grouping sets ((group_code, extract(hour from called_at at time zone 'Asia/Shanghai')::int),
                                 (group_code))
         order by group_code, hour nulls first
        """;

    private static final String TICKETS = """
        select count(*) as taken, count(*) filter (where state = 'DONE') as done,
               count(*) filter (where state = 'NO_SHOW') as missed, count(*) filter (where state = 'GONE') as gone,
               count(*) filter (where special) as special, count(*) filter (where booking_id is not null) as booked
          from hall.ticket
         where region_code = :region and day_on >= :from and day_on < :until
        """;

    private static final String VISITS = """
        select id, day_on, number, group_code, taken_at, state
          from hall.ticket
         where region_code = :region and day_on >= :from and (day_on, id) < (:before::date, :id::uuid)
         order by day_on desc, id desc
         limit :limit
        """;

    private final JdbcClient jdbc;

    HallFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The bookings for one kind of day that came in through one channel. */
    public record Booked(Door door, DayKind kind, long booked, long came, long cancelled, long missed) {}

    /**
     * The calls of a group, all together or within one hour of the day, in seconds.
     *
     * @param hour of the day, or -1 for all hours
     */
    public record Wait(
            String group,
            int hour,
            long calls,
            double waitMean,
            double waitP90,
            long served,
            double serveMean,
            double serveP90) {

        public boolean total() {
            return hour < 0;
        }
    }

    /** What became of the numbers that were taken. */
    public record Taken(long taken, long done, long missed, long gone, long special, long booked) {}

    /** A number that was taken, without whose it was. */
    public record Visit(UUID id, LocalDate on, String number, String group, Instant takenAt, Ticket.State state) {}

    /** The numbers taken from a day on, the latest first, after {@code (before, id)}. */
    public List<Visit> visits(String region, LocalDate from, LocalDate before, UUID id, int limit) {
        return jdbc.sql(VISITS)
                .param("region", region)
                .param("from", Date.valueOf(from))
                .param("before", Date.valueOf(before))
                .param("id", id)
                .param("limit", limit)
                .query((row, _) -> new Visit(
                        row.getObject("id", UUID.class),
                        row.getObject("day_on", LocalDate.class),
                        row.getString("number"),
                        row.getString("group_code"),
                        row.getTimestamp("taken_at").toInstant(),
                        Ticket.State.valueOf(row.getString("state"))))
                .list();
    }

    /** Bookings by the day that they are for, the last one not included. */
    public List<Booked> bookings(String region, LocalDate from, LocalDate until) {
        return jdbc.sql(BOOKINGS)
                .param("region", region)
                .param("from", Date.valueOf(from))
                .param("until", Date.valueOf(until))
                .query((row, _) -> new Booked(
                        Door.valueOf(row.getString("channel")),
                        DayKind.valueOf(row.getString("day_kind")),
                        row.getLong("booked"),
                        row.getLong("came"),
                        row.getLong("cancelled"),
                        row.getLong("missed")))
                .list();
    }

    /** The waits that ended with a call between the two moments. */
    public List<Wait> waits(String region, Instant from, Instant until) {
        return jdbc.sql(WAITS)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> {
                    int hour = row.getInt("hour");
                    boolean all = row.wasNull();
                    return new Wait(
                            row.getString("group_code"),
                            all ? -1 : hour,
                            row.getLong("calls"),
                            row.getDouble("wait_mean"),
                            row.getDouble("wait_p90"),
                            row.getLong("served"),
                            row.getDouble("serve_mean"),
                            row.getDouble("serve_p90"));
                })
                .list();
    }

    /** The numbers taken on these days, the last one not included. */
    public Taken tickets(String region, LocalDate from, LocalDate until) {
        return jdbc.sql(TICKETS)
                .param("region", region)
                .param("from", Date.valueOf(from))
                .param("until", Date.valueOf(until))
                .query((row, _) -> new Taken(
                        row.getLong("taken"),
                        row.getLong("done"),
                        row.getLong("missed"),
                        row.getLong("gone"),
                        row.getLong("special"),
                        row.getLong("booked")))
                .single();
    }
}
