package org.yimen.rating;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Counts what was said of the services of a time, for the whole and for its parts. */
@Service
public class RateBook {

    /** The key of what belongs to no part: a visit of which no item is known. */
    public static final String NONE = "-";

    private static final String COUNT = """
            select o.department_code, o.item_code, o.window_code, r.channel, r.level, coalesce(r.late, false) as late,
                   coalesce(c.struck, false) or x.occasion_id is not null as struck, count(*) as services,
                   count(c.order_id) as bad,
                   count(*) filter (where c.ended_on is not null) as ended,
                   count(*) filter (where c.ended_on is not null and c.mended_in_time) as mended,
                   count(*) filter (where c.named) as named,
                   count(*) filter (where c.named and c.contacted_in_time) as contacted,
                   count(*) filter (where c.named and c.visited_back) as visited
              from rating.occasion o
                   left join rating.rating r on r.region_code = o.region_code and r.occasion_id = o.id
                   left join rating.rectification c on c.region_code = o.region_code and c.occasion_id = o.id
                   left join rating.struck x on x.region_code = o.region_code and x.occasion_id = o.id
             where o.region_code = :region and o.served_at >= :from and o.served_at < :until
             group by 1, 2, 3, 4, 5, 6, 7
            """;

    private final JdbcClient jdbc;

    RateBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Into which parts the whole is cut. */
    public enum By {
        UNIT,
        ITEM,
        /** Of what was asked nobody knows by which way it would have been rated: each channel's base is all of it. */
        CHANNEL,
        WINDOW;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<By> of(String code) {
            return Arrays.stream(values())
                    .filter(each -> each.code().equals(code))
                    .findFirst();
        }
    }

    /** One line of what was counted. */
    private record Line(
            String unit,
            String item,
            @Nullable String window,
            @Nullable String channel,
            @Nullable Level level,
            boolean late,
            boolean struck,
            long services,
            long bad,
            long ended,
            long mended,
            long named,
            long contacted,
            long visited) {

        /** Of which part it is; null where it is of none. */
        @Nullable
        String key(By by) {
            return switch (by) {
                case UNIT -> unit;
                case ITEM -> item.isEmpty() ? NONE : item;
                case CHANNEL -> channel;
                case WINDOW -> window == null ? NONE : window;
            };
        }
    }

    /** The services from one moment to another: all of them first, with an empty key, then each part by its key. */
    public List<Rates> by(String region, Instant from, Instant until, By by) {
        List<Line> lines = jdbc.sql(COUNT)
                .param("region", region)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, _) -> {
                    int level = row.getInt("level");
                    Level rated = row.wasNull() ? null : Level.of(level);
                    return new Line(
                            row.getString("department_code"),
                            row.getString("item_code"),
                            row.getString("window_code"),
                            row.getString("channel"),
                            rated,
                            row.getBoolean("late"),
                            row.getBoolean("struck"),
                            row.getLong("services"),
                            row.getLong("bad"),
                            row.getLong("ended"),
                            row.getLong("mended"),
                            row.getLong("named"),
                            row.getLong("contacted"),
                            row.getLong("visited"));
                })
                .list();
        var all = new Counted();
        var parts = new TreeMap<String, Counted>();
        for (Line line : lines) {
            all.add(line);
            String key = line.key(by);
            if (key != null) {
                parts.computeIfAbsent(key, _ -> new Counted()).add(line);
            }
        }
        var rates = new ArrayList<Rates>();
        rates.add(all.of("", all.asked));
        parts.forEach((key, part) -> rates.add(part.of(key, by == By.CHANNEL ? all.asked : part.asked)));
        return rates;
    }

    private static final class Counted {
        private final Map<Level, Long> levels = new EnumMap<>(Level.class);
        private long asked;
        private long late;
        private long struck;
        private long bad;
        private long ended;
        private long mended;
        private long named;
        private long contacted;
        private long visited;

        void add(Line line) {
            asked += line.services();
            Level level = line.level();
            if (line.late()) {
                late += line.services();
            } else if (line.struck()) {
                struck += line.services();
            } else if (level != null) {
                levels.merge(level, line.services(), Long::sum);
            }
            if (!line.struck()) {
                bad += line.bad();
                ended += line.ended();
                mended += line.mended();
                named += line.named();
                contacted += line.contacted();
                visited += line.visited();
            }
        }

        Rates of(String key, long base) {
            return new Rates(
                    new Figures(key, base, levels, late, struck), bad, ended, mended, named, contacted, visited);
        }
    }
}
