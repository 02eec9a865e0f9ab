package org.yimen.hotline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.yimen.hotline.OrderStatistics.Period;
import org.yimen.hotline.OrderType.Origin;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.hotline.WorkOrders.Line;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;

/**
 * 统一管理、统一受理、分级办理、限时办结、统一督办、评价反馈、统一考核: the seven parts of the hotline's rule, a figure each, and
 * the orders behind it by the same words of SQL that counted them.
 */
@Service
public class OrderReport {

    /** The most orders that stand behind one figure on a page. */
    public static final int MOST = 200;

    private static final String VALID = """
            (v.outcome in ('SATISFIED', 'ACCEPTABLE', 'UNSATISFIED') and v.contacted is not null and v.solved is not null)""";

    private static final String TAKEN_AWAY = "('Declined', 'HandedOver', 'Merged', 'Withdrawn')";

    /** What a part counts, of which base: conditions on an order {@code o} and the last word {@code v} of its reporter. */
    public enum Part {
        /** 统一管理: every order of every channel, in the one book under one number. */
        ACCOUNT("true", "o.number <> ''"),
        /** 统一受理: taken on within the term, be it that it is declined or handed over with a reason. */
        INTAKE("true", "(o.taken_on is not null or o.status in " + TAKEN_AWAY + ") and not 'dispatch' = any (o.late)"),
        /** 分级办理: of those that went to a unit, those that no unit sent back. */
        ROUTING("o.unit is not null and o.status not in " + TAKEN_AWAY, "o.returns = 0"),
        /** 限时办结: answered within the term. */
        LIMITS("o.replied_on is not null", "o.in_time"),
        /** 统一督办: of those that missed a term or miss one today, those of which somebody above was told. */
        SUPERVISION(
                "(cardinality(o.late) > 0 or (o.due_on < :today and o.closed_on is null and o.status not in "
                        + TAKEN_AWAY + "))",
                "o.supervised > 0"),
        /** 评价反馈: of those whose reporter can be asked and has an answer, those that he judged. */
        FEEDBACK("o.replied_on is not null and not o.anonymous", VALID),
        /** 统一考核: what the three rates rest on. */
        ASSESSMENT(VALID, VALID);

        private final String base;
        private final String counted;

        Part(String base, String counted) {
            this.base = base;
            this.counted = counted;
        }
    }

    /** A figure with its base. */
    public record Count(long counted, long base) {
        Count plus(Count other) {
            return new Count(counted + other.counted, base + other.base);
        }
    }

    /** @param unit who leads, empty where nobody has it yet; {@link #ALL} for the sum of all */
    public record Row(String unit, Map<Part, Count> counts, ThreeRates rates) {
        public Row {
            counts = Map.copyOf(counts);
        }

        public Count count(Part part) {
            return counts.getOrDefault(part, new Count(0, 0));
        }

        Row plus(Row other) {
            var sum = new EnumMap<Part, Count>(Part.class);
            for (Part part : Part.values()) {
                sum.put(part, count(part).plus(other.count(part)));
            }
            return new Row(unit, sum, rates.plus(other.rates));
        }
    }

    /**
     * 零投诉 and 建议: an upheld complaint is one whose answer in the month found it right, wholly or in part; suggestions are
     * counted apart.
     *
     * @param verdicts of the month's suggestions, by verdict; those without one are still open
     */
    public record Voices(long complaints, long upheld, long suggestions, Map<Verdict, Long> verdicts) {
        public Voices {
            verdicts = Map.copyOf(verdicts);
        }

        /** 零投诉: no upheld complaint, however many were brought. */
        public boolean isZeroComplaint() {
            return upheld == 0;
        }

        public long of(Verdict verdict) {
            return verdicts.getOrDefault(verdict, 0L);
        }

        public long undecided() {
            return suggestions
                    - verdicts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** How many orders of one topic came from one area. */
    public record Spot(String area, String topic, long count, boolean hot) {}

    /** 办不成事: what became of those of one channel, wherever they were dealt with. */
    public record Undone(String channel, long all, long solved, long explained, long referred, long moved) {
        public long open() {
            return all - solved - explained - referred;
        }
    }

    /** Stands for every unit. */
    public static final String ALL = "*";

    private static final String FROM = """
              from hotline.work_order o
              left join lateral (
                   select outcome, contacted, solved
                     from hotline.visit_back
                    where region_code = o.region_code and order_id = o.id
                    order by version desc
                    limit 1) v on true
             where o.region_code = :region and o.opened_at >= :from and o.opened_at < :until
               and o.type = any (cast(:types as text[]))
            """;

    private static final String REPORT = "select coalesce(o.unit, '') as unit"
            + Arrays.stream(Part.values())
                    .map(part -> ", count(*) filter (where " + part.base + ") as base_" + part.name()
                            + ", count(*) filter (where (" + part.base + ") and (" + part.counted + ")) as counted_"
                            + part.name())
                    .collect(Collectors.joining())
            + ", count(*) filter (where " + VALID + ") as valid"
            + ", count(*) filter (where " + VALID + " and v.contacted) as contacted"
            + ", count(*) filter (where " + VALID + " and v.solved) as solved"
            + ", count(*) filter (where " + VALID + " and v.outcome = 'SATISFIED') as satisfied"
            + ", count(*) filter (where " + VALID + " and v.outcome = 'ACCEPTABLE') as acceptable "
            + FROM + " group by 1 order by 1";

    private static final String CHANNELS =
            "select o.channel, count(*) as orders " + FROM + " group by o.channel order by o.channel";

    private static final String BEHIND = """
            select id
              from hotline.work_order
             where region_code = :region and id in (select o.id
            """;

    private static final String BEHIND_END = """
               and (:unit = '*' or coalesce(o.unit, '') = :unit))
             order by opened_at desc, id desc
             limit :limit
            """;

    private static final String VOICES = """
            select count(*) filter (where type = any (cast(:complaints as text[]))
                                      and opened_at >= :from and opened_at < :until) as complaints,
                   count(*) filter (where type = any (cast(:complaints as text[])) and verdict in ('UPHELD', 'PARTLY_UPHELD')
                                      and replied_on >= :fromDay and replied_on < :untilDay) as upheld,
                   count(*) filter (where type = any (cast(:suggestions as text[]))
                                      and opened_at >= :from and opened_at < :until
                                      and status not in ('Merged', 'Withdrawn')) as suggestions
              from hotline.work_order
             where region_code = :region
            """;

    private static final String VERDICTS = """
            select verdict, count(*) as orders
              from hotline.work_order
             where region_code = :region and type = any (cast(:suggestions as text[])) and verdict is not null
               and opened_at >= :from and opened_at < :until and status not in ('Merged', 'Withdrawn')
             group by verdict
            """;

    private static final String SPOTS = """
            select area, topic, count(*) as orders
              from hotline.work_order
             where region_code = :region and area is not null and opened_at >= :from and opened_at < :until
               and type = any (cast(:types as text[]))
             group by area, topic
             order by orders desc, area, topic
             limit :limit
            """;

    private static final String UNDONE = """
            select channel, count(*) as orders,
                   count(*) filter (where verdict = 'SOLVED') as solved,
                   count(*) filter (where verdict = 'EXPLAINED') as explained,
                   count(*) filter (where verdict = 'REFERRED') as referred,
                   count(*) filter (where returns > 0) as moved
              from hotline.work_order
             where region_code = :region and type = 'undone' and opened_at >= :from and opened_at < :until
             group by channel
             order by channel
            """;

    private final JdbcClient jdbc;
    private final OrderTypes types;
    private final OrderStatistics rules;
    private final OrderRights rights;
    private final WorkOrders orders;
    private final InstantSource time;
    private final String region;

    OrderReport(
            JdbcClient jdbc,
            OrderTypes types,
            OrderStatistics rules,
            OrderRights rights,
            WorkOrders orders,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.types = types;
        this.rules = rules;
        this.rights = rights;
        this.orders = orders;
        this.time = time;
        this.region = region;
    }

    public OrderStatistics rules() {
        return rules;
    }

    public Period period(YearMonth month) {
        return rules.period(month);
    }

    /** The month that runs now. */
    public YearMonth running() {
        return rules.monthOf(time.instant());
    }

    /** A row for each unit that had orders, and the sum of all at the end. */
    public List<Row> rows(Period period) {
        var rows = new ArrayList<>(
                in(jdbc.sql(REPORT), period).query((row, _) -> row(row)).list());
        rows.add(rows.stream().reduce(new Row(ALL, Map.of(), ThreeRates.NONE), Row::plus));
        return rows;
    }

    /** How many came in by which channel. */
    public Map<String, Long> channels(Period period) {
        var counts = new TreeMap<String, Long>();
        in(jdbc.sql(CHANNELS), period)
                .query((row, _) -> Map.entry(row.getString("channel"), row.getLong("orders")))
                .list()
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }

    /** @param hidden how many of them this officer has no right to see, because they concern him or his department */
    public record Behind(List<Line> lines, long hidden) {
        public Behind {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The orders behind one figure, the newest first.
     *
     * @param unit as {@link Row#unit}
     * @param counted true for those that count, false for those of the base that do not
     */
    public Behind behind(Officer officer, Period period, Part part, String unit, boolean counted) {
        String condition = " and (" + part.base + ") and " + (counted ? "" : "not coalesce((") + "(" + part.counted
                + ")" + (counted ? "" : "), false)");
        List<UUID> ids = in(jdbc.sql(BEHIND + FROM + condition + BEHIND_END), period)
                .param("unit", unit)
                .param("limit", MOST)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        List<Line> seen = ids.stream()
                .flatMap(id -> orders.find(id).stream())
                .filter(line -> rights.sees(officer, line.row()))
                .toList();
        return new Behind(seen, ids.size() - seen.size());
    }

    public Voices voices(Period period) {
        Map<Verdict, Long> verdicts = voices(jdbc.sql(VERDICTS), period)
                .query((row, _) -> Map.entry(Verdict.valueOf(row.getString("verdict")), row.getLong("orders")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return voices(jdbc.sql(VOICES), period)
                .param("complaints", codes(OrderType::complaint))
                .param("fromDay", CityTime.day(period.from()), Types.DATE)
                .param("untilDay", CityTime.day(period.until()), Types.DATE)
                .query((row, _) -> new Voices(
                        row.getLong("complaints"), row.getLong("upheld"), row.getLong("suggestions"), verdicts))
                .single();
    }

    /** Where what is brought, the most first. */
    public List<Spot> spots(Period period) {
        return in(jdbc.sql(SPOTS), period)
                .param("limit", MOST)
                .query((row, _) -> new Spot(
                        row.getString("area"),
                        row.getString("topic"),
                        row.getLong("orders"),
                        row.getLong("orders") >= rules.hotFrom()))
                .list();
    }

    /** 办不成事, one set for window and hotline. */
    public List<Undone> undone(Period period) {
        return jdbc.sql(UNDONE)
                .param("region", region)
                .param("from", Timestamp.from(period.from()))
                .param("until", Timestamp.from(period.until()))
                .query((row, _) -> new Undone(
                        row.getString("channel"),
                        row.getLong("orders"),
                        row.getLong("solved"),
                        row.getLong("explained"),
                        row.getLong("referred"),
                        row.getLong("moved")))
                .list();
    }

    private StatementSpec voices(StatementSpec statement, Period period) {
        return statement
                .param("region", region)
                .param("from", Timestamp.from(period.from()))
                .param("until", Timestamp.from(period.until()))
                .param("suggestions", codes(type -> type.verdicts().contains(Verdict.ADOPTED)));
    }

    /** What people brought; what a rating or an office opened by itself is figured elsewhere. */
    private StatementSpec in(StatementSpec statement, Period period) {
        return statement
                .param("region", region)
                .param("from", Timestamp.from(period.from()))
                .param("until", Timestamp.from(period.until()))
                .param("today", CityTime.day(time.instant()), Types.DATE)
                .param("types", codes(type -> type.origin() == Origin.REPORTER));
    }

    private String[] codes(Predicate<OrderType> wanted) {
        return types.types().stream()
                .filter(wanted)
                .map(OrderType::code)
                .distinct()
                .toArray(String[]::new);
    }

    private static Row row(ResultSet row) throws SQLException {
        var counts = new EnumMap<Part, Count>(Part.class);
        for (Part part : Part.values()) {
            counts.put(part, new Count(row.getLong("counted_" + part.name()), row.getLong("base_" + part.name())));
        }
        return new Row(
                row.getString("unit"),
                counts,
                new ThreeRates(
                        row.getLong("valid"),
                        row.getLong("contacted"),
                        row.getLong("solved"),
                        row.getLong("satisfied"),
                        row.getLong("acceptable")));
    }
}
