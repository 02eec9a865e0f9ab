package org.yimen.hotline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.crypto.Sealed;
import org.yimen.hotline.WorkOrder.Assignment;
import org.yimen.hotline.WorkOrder.Ending;
import org.yimen.hotline.WorkOrder.Outcome;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrder.Verdict;
import org.yimen.hotline.WorkOrders.Figure;
import org.yimen.platform.CityTime;

/** What lists, searches and figures read of orders, and the rules that consultations have made. */
@Repository
class OrderBook {

    private static final String COLUMNS = """
            select region_code, id, number, type, type_version, topic, status, unit, units, accused_department,
                   accused_person, kept_out, about_case_id, holder_id, anonymous, urgent, channel, registered_by, opened_at, due_on,
                   replied_on, in_time, closed_on, ending, verdict, returns, reopenings, merged_into, raised_post, subject,
                   source_kind, source_ref, source_name, in_charge, answer_on, read_at, read_by
              from hotline.work_order
            """;

    private static final String WRITE = """
            insert into hotline.work_order
                   (region_code, id, number, type, type_version, topic, status, unit, units, accused_department,
                    accused_person, kept_out, about_case_id, holder_id, anonymous, urgent, channel, registered_by, opened_at, due_on,
                    replied_on, in_time, closed_on, ending, verdict, returns, reopenings, merged_into, content_sealed,
                    raised_post, subject, source_kind, source_ref, source_name, in_charge, answer_on)
            values (:region, :id, :number, :type, :version, :topic, :status, :unit, :units, :accused, :person, :keptOut, :case, :holder,
                    :anonymous, :urgent, :channel, :by, :openedAt, :dueOn, :repliedOn, :inTime, :closedOn, :ending, :verdict,
                    :returns, :reopenings, :into, :content, :post, :subject, :kind, :ref, :name, :inCharge, :answerOn)
            """;

    private static final String MOVE = """
            update hotline.work_order
               set type = :type, type_version = :version, status = :status, unit = coalesce(:unit, unit),
                   units = array(select distinct each from unnest(units || cast(:units as text[])) each), due_on = :dueOn,
                   replied_on = :repliedOn, in_time = :inTime, closed_on = :closedOn, ending = :ending,
                   verdict = :verdict, returns = :returns, reopenings = :reopenings, merged_into = :into, urgent = :urgent
             where region_code = :region and id = :id
            """;

    private static final String FIND = COLUMNS + """
             where region_code = :region and id = :id
            """;

    private static final String BY_IDS = COLUMNS + """
             where region_code = :region and id = any(:ids)
            """;

    private static final String BY_NUMBER = COLUMNS + """
             where region_code = :region and number = :number
            """;

    private static final String OF_HOLDER = COLUMNS + """
             where region_code = :region and holder_id = :holder
             order by opened_at desc
             limit :limit
            """;

    private static final String ABOUT_CASE = COLUMNS + """
             where region_code = :region and about_case_id = :case and holder_id = :holder
             order by opened_at desc
             limit :limit
            """;

    private static final String RAISED_FROM = COLUMNS + """
             where region_code = :region and source_kind = :kind and source_ref = :ref and raised_post is not null
             order by opened_at desc, id desc
             limit :limit
            """;

    /** 台账, by what it narrows and whoever reads; the newest first. */
    private static final String LEDGER = COLUMNS + """
             where region_code = :region and raised_post is not null and (opened_at, id) < (:before, :after)
               and (:type = '' or type = :type)
               and (:source = '' or source_kind = :source)
               and (:unit = '' or unit = :unit)
               and case :standing
                   when 'open' then closed_on is null and status <> 'Withdrawn'
                   when 'late' then closed_on is null and due_on < :today
                   when 'unread' then read_at is null and status = 'Dispatched'
                   when 'closed' then closed_on is not null
                   else true end
               and (:all or units && cast(:units as text[]) or registered_by = :officer or raised_post = any(:posts))
             order by opened_at desc, id desc
             limit :limit
            """;

    private static final String COUNTS = """
            select unit, count(*) as raised,
                   count(*) filter (where closed_on is null and status <> 'Withdrawn') as open,
                   count(*) filter (where closed_on is null and due_on < :today) as late,
                   count(*) filter (where read_at is null and status = 'Dispatched') as unread,
                   count(*) filter (where closed_on is not null) as closed,
                   count(*) filter (where replied_on is not null) as answered,
                   count(*) filter (where in_time) as in_time,
                   count(*) filter (where status = 'Withdrawn') as withdrawn
              from hotline.work_order
             where region_code = :region and raised_post is not null
               and (:all or units && cast(:units as text[]) or registered_by = :officer or raised_post = any(:posts))
             group by unit
             order by late desc, open desc, unit
            """;

    /** What an officer may see at all is asked here already, so that no page comes up half empty. */
    private static final String LIST = COLUMNS + """
             where region_code = :region and (opened_at, id) < (:before, :after)
               and (:status = '' or status = any(string_to_array(:status, ' ')))
               and (:type = '' or type = :type)
               and (:number = '' or number = :number)
               and (:all or units && cast(:units as text[]) or registered_by = :officer or raised_post = any(:posts))
               and (accused_department is null or not accused_department = any(:departments))
               and not (kept_out @> array[cast(:officer as uuid)])
             order by opened_at desc, id desc
             limit :limit
            """;

    /** What is open and names somebody who keeps out of it; the newest first. */
    private static final String ACCUSING = COLUMNS + """
             where region_code = :region and type = any(:types)
               and status not in ('Closed', 'Declined', 'HandedOver', 'Merged', 'Withdrawn', 'Struck')
               and num_nonnulls(accused_department, accused_person) > 0
               and (:all or units && cast(:units as text[]) or registered_by = :officer or raised_post = any(:posts))
               and (accused_department is null or not accused_department = any(:departments))
               and (accused_person is null or accused_person <> :officer)
             order by opened_at desc, id desc
             limit :limit
            """;

    private static final String WAITING = COLUMNS + """
             where region_code = :region and status = 'Registered'
               and (accused_department is null or not accused_department = any(:departments))
               and not (kept_out @> array[cast(:officer as uuid)])
             order by urgent desc, due_on, opened_at, id
             limit :limit
            """;

    /** 已阅. The first time counts, whatever comes back later. */
    private static final String READ = """
            update hotline.work_order
               set read_at = :at, read_by = :by
             where region_code = :region and id = :id and read_at is null
            """;

    /** Open ones of which he keeps out himself or, where the whole department does, with one of his departments. */
    private static final String KEPT_FROM = """
            select id
              from hotline.work_order
             where region_code = :region and status not in ('Closed', 'Declined', 'HandedOver', 'Merged', 'Withdrawn', 'Struck')
               and (kept_out @> array[cast(:officer as uuid)] or accused_department = any(:departments))
            """;

    private static final String CONTENT = """
            select content_sealed
              from hotline.work_order
             where region_code = :region and id = :id
            """;

    private static final String RULE = """
            insert into hotline.dispatch_rule (region_code, topic, unit, order_id, decided_on)
            values (:region, :topic, :unit, :order, :on)
                on conflict (region_code, topic)
                do update set unit = excluded.unit, order_id = excluded.order_id, decided_on = excluded.decided_on
            """;

    private static final String RULES = """
            select topic, unit
              from hotline.dispatch_rule
             where region_code = :region
            """;

    private static final String FIGURES = """
            select type, count(*) as opened,
                   count(*) filter (where replied_on is not null) as answered,
                   count(*) filter (where in_time) as in_time,
                   count(*) filter (where returns > 0) as returned,
                   count(*) filter (where reopenings > 0) as reopened,
                   count(*) filter (where ending in ('SATISFIED', 'ACCEPTABLE', 'CONCLUDED')) as heard,
                   count(*) filter (where ending in ('SATISFIED', 'ACCEPTABLE')) as content,
                   count(*) filter (where verdict in ('UPHELD', 'PARTLY_UPHELD')) as upheld,
                   count(*) filter (where closed_on is null and status not in ('Declined', 'HandedOver', 'Merged', 'Withdrawn')) as open
              from hotline.work_order
             where region_code = :region and opened_at >= :since and opened_at < :until and raised_post is null
               and (accused_department is null or not accused_department = any(:departments))
               and not (kept_out @> array[cast(:officer as uuid)])
             group by type
             order by type
            """;

    private static final String PLACE = """
            update hotline.work_order
               set area = :area
             where region_code = :region and id = :id
            """;

    private static final String CORRECT = """
            update hotline.work_order
               set topic = :topic, area = :area, accused_department = :accused, accused_person = :person,
                   kept_out = :keptOut
             where region_code = :region and id = :id
            """;

    private static final String AREA = """
            select area
              from hotline.work_order
             where region_code = :region and id = :id
            """;

    private static final String NOTE = """
            update hotline.work_order
               set taken_on = coalesce(taken_on, :taken),
                   late = array(select distinct each from unnest(late || cast(:late as text[])) each),
                   supervised = supervised + :supervised
             where region_code = :region and id = :id
            """;

    private static final String VISITED = """
            insert into hotline.visit_back (region_code, order_id, version, at, outcome, contacted, solved, asked_by)
            values (:region, :id, :version, :at, :outcome, :contacted, :solved, :by)
                on conflict (region_code, order_id, version) do nothing
            """;

    private static final String MERGED_INTO = COLUMNS + """
             where region_code = :region and merged_into = :id
             order by opened_at, id
             limit :limit
            """;

    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcClient jdbc;

    OrderBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose orders a list may hold. */
    record Reach(boolean all, List<String> units, List<String> departments, List<String> posts, UUID officer) {
        Reach {
            posts = List.copyOf(posts);
            units = List.copyOf(units);
            departments = List.copyOf(departments);
        }
    }

    void open(OrderRow row, Sealed content) {
        OrderRow.Raised raised = row.raised();
        params(jdbc.sql(WRITE), row)
                .param("post", raised == null ? null : raised.post(), Types.VARCHAR)
                .param("subject", raised == null ? null : raised.subject(), Types.VARCHAR)
                .param("kind", raised == null ? null : raised.source().kind().name(), Types.VARCHAR)
                .param("ref", raised == null ? null : raised.source().ref(), Types.VARCHAR)
                .param("name", raised == null ? null : raised.source().name(), Types.VARCHAR)
                .param("inCharge", raised == null ? null : raised.person(), Types.VARCHAR)
                .param("answerOn", raised == null ? null : raised.answerOn(), Types.DATE)
                .param("number", row.number())
                .param("topic", row.topic())
                .param("accused", row.accusedDepartment(), Types.VARCHAR)
                .param("person", row.accusedPerson(), Types.OTHER)
                .param("keptOut", row.keptOut().toArray(UUID[]::new))
                .param("case", row.aboutCase(), Types.OTHER)
                .param("holder", row.holder())
                .param("anonymous", row.anonymous())
                .param("urgent", row.urgent())
                .param("channel", row.channel())
                .param("by", row.registeredBy(), Types.OTHER)
                .param("openedAt", Timestamp.from(row.openedAt()))
                .param("content", content.bytes())
                .update();
    }

    void place(CaseId id, String area) {
        jdbc.sql(PLACE)
                .param("region", id.region())
                .param("id", id.value())
                .param("area", area)
                .update();
    }

    /** 更正 of what it is about, where, and whom it accuses. */
    void correct(OrderRow row, String area) {
        jdbc.sql(CORRECT)
                .param("region", row.region())
                .param("id", row.id())
                .param("topic", row.topic())
                .param("area", area.isEmpty() ? null : area, Types.VARCHAR)
                .param("accused", row.accusedDepartment(), Types.VARCHAR)
                .param("person", row.accusedPerson(), Types.OTHER)
                .param("keptOut", row.keptOut().toArray(UUID[]::new))
                .update();
    }

    /** Where it is, of what says so. */
    Optional<String> area(String region, UUID order) {
        return jdbc.sql(AREA)
                .param("region", region)
                .param("id", order)
                .query((row, _) -> Optional.ofNullable(row.getString("area")))
                .optional()
                .flatMap(area -> area);
    }

    void note(CaseId id, Noted noted) {
        if (noted.isEmpty()) {
            return;
        }
        jdbc.sql(NOTE)
                .param("region", id.region())
                .param("id", id.value())
                .param("taken", noted.takenOn(), Types.DATE)
                .param("late", noted.late().toArray(String[]::new))
                .param("supervised", noted.supervised())
                .update();
    }

    /** @param version of the order after the word of its reporter: told twice, it is one visit */
    void visited(CaseId id, long version, Outcome outcome, VisitBack visit, Actor by, Instant at) {
        jdbc.sql(VISITED)
                .param("region", id.region())
                .param("id", id.value())
                .param("version", version)
                .param("at", Timestamp.from(at))
                .param("outcome", outcome.name())
                .param("contacted", visit.contacted(), Types.BOOLEAN)
                .param("solved", visit.solved(), Types.BOOLEAN)
                .param("by", by.kind() == Actor.Kind.OFFICER ? by.id() : null, Types.OTHER)
                .update();
    }

    /** The orders that were merged into this one, the oldest first. */
    List<OrderRow> mergedInto(CaseId id, int limit) {
        return jdbc.sql(MERGED_INTO)
                .param("region", id.region())
                .param("id", id.value())
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    void move(OrderRow row) {
        params(jdbc.sql(MOVE), row).param("urgent", row.urgent()).update();
    }

    void read(CaseId id, UUID by, Instant at) {
        jdbc.sql(READ)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .param("region", id.region())
                .param("id", id.value())
                .update();
    }

    private static JdbcClient.StatementSpec params(JdbcClient.StatementSpec statement, OrderRow row) {
        Ending ending = row.ending();
        Verdict verdict = row.verdict();
        return statement
                .param("region", row.region())
                .param("id", row.id())
                .param("type", row.type())
                .param("version", row.typeVersion())
                .param("status", row.status())
                .param("unit", row.unit(), Types.VARCHAR)
                .param("units", row.units().toArray(String[]::new))
                .param("dueOn", row.dueOn(), Types.DATE)
                .param("repliedOn", row.repliedOn(), Types.DATE)
                .param("inTime", row.inTime(), Types.BOOLEAN)
                .param("closedOn", row.closedOn(), Types.DATE)
                .param("ending", ending == null ? null : ending.name(), Types.VARCHAR)
                .param("verdict", verdict == null ? null : verdict.name(), Types.VARCHAR)
                .param("returns", row.returns())
                .param("reopenings", row.reopenings())
                .param("into", row.mergedInto(), Types.OTHER);
    }

    Optional<OrderRow> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> row(row))
                .optional();
    }

    List<OrderRow> find(String region, Collection<UUID> ids) {
        return jdbc.sql(BY_IDS)
                .param("region", region)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> row(row))
                .list();
    }

    Optional<OrderRow> byNumber(String region, String number) {
        return jdbc.sql(BY_NUMBER)
                .param("region", region)
                .param("number", number)
                .query((row, _) -> row(row))
                .optional();
    }

    List<OrderRow> ofHolder(String region, UUID holder, int limit) {
        return jdbc.sql(OF_HOLDER)
                .param("region", region)
                .param("holder", holder)
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    List<OrderRow> aboutCase(String region, UUID caseId, UUID holder, int limit) {
        return jdbc.sql(ABOUT_CASE)
                .param("region", region)
                .param("case", caseId)
                .param("holder", holder)
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    List<OrderRow> raisedFrom(String region, Source.Kind kind, String ref, int limit) {
        return jdbc.sql(RAISED_FROM)
                .param("region", region)
                .param("kind", kind.name())
                .param("ref", ref)
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    List<OrderRow> ledger(
            String region, Reach reach, RaisedOrders.Wanted wanted, Place before, LocalDate today, int limit) {
        return reached(jdbc.sql(LEDGER), region, reach, today)
                .param("before", Timestamp.from(before.at()))
                .param("after", before.id())
                .param("type", wanted.type())
                .param("source", wanted.source())
                .param("unit", wanted.unit())
                .param("standing", wanted.standing())
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    List<RaisedOrders.Count> counts(String region, Reach reach, LocalDate today) {
        return reached(jdbc.sql(COUNTS), region, reach, today)
                .query((row, _) -> new RaisedOrders.Count(
                        row.getString("unit"),
                        row.getLong("raised"),
                        row.getLong("open"),
                        row.getLong("late"),
                        row.getLong("unread"),
                        row.getLong("closed"),
                        row.getLong("answered"),
                        row.getLong("in_time"),
                        row.getLong("withdrawn")))
                .list();
    }

    private static JdbcClient.StatementSpec reached(
            JdbcClient.StatementSpec statement, String region, Reach reach, LocalDate today) {
        return statement
                .param("region", region)
                .param("all", reach.all())
                .param("units", reach.units().toArray(String[]::new))
                .param("posts", reach.posts().toArray(String[]::new))
                .param("officer", reach.officer())
                .param("today", today);
    }

    /** Where a page begins: what is older than this. */
    record Place(Instant at, UUID id) {

        static String spell(OrderRow last) {
            return last.openedAt() + "~" + last.id();
        }

        /** As it was spelled, or the newest where nothing or nonsense was. */
        static Place of(String spelled, Instant now) {
            String[] parts = spelled.split("~", 2);
            if (parts.length == 2) {
                try {
                    return new Place(CityTime.parseMoment(parts[0]), UUID.fromString(parts[1]));
                } catch (java.time.DateTimeException | IllegalArgumentException spoiled) {
                    // Somebody typed it himself: he begins with the newest.
                }
            }
            return new Place(now.plusSeconds(1), LAST);
        }
    }

    /** The newest first, older than {@code before}. */
    List<OrderRow> list(
            String region, Reach reach, String status, String type, String number, Place before, int limit) {
        return jdbc.sql(LIST)
                .param("region", region)
                .param("before", Timestamp.from(before.at()))
                .param("after", before.id())
                .param("status", status)
                .param("type", type)
                .param("number", number)
                .param("all", reach.all())
                .param("units", reach.units().toArray(String[]::new))
                .param("departments", reach.departments().toArray(String[]::new))
                .param("posts", reach.posts().toArray(String[]::new))
                .param("officer", reach.officer())
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    /** Open ones of these types that name somebody of the offices, the newest first. */
    List<OrderRow> accusing(String region, Reach reach, Collection<String> types, int limit) {
        return jdbc.sql(ACCUSING)
                .param("region", region)
                .param("types", types.toArray(String[]::new))
                .param("all", reach.all())
                .param("units", reach.units().toArray(String[]::new))
                .param("departments", reach.departments().toArray(String[]::new))
                .param("posts", reach.posts().toArray(String[]::new))
                .param("officer", reach.officer())
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    /** What waits to be dispatched, the urgent first. */
    List<OrderRow> waiting(String region, Reach reach, int limit) {
        return jdbc.sql(WAITING)
                .param("region", region)
                .param("departments", reach.departments().toArray(String[]::new))
                .param("officer", reach.officer())
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    Sealed content(CaseId id) {
        return jdbc.sql(CONTENT)
                .param("region", id.region())
                .param("id", id.value())
                .query((row, _) -> Sealed.of(row.getBytes("content_sealed")))
                .single();
    }

    void rule(CaseId order, String topic, Assignment to) {
        jdbc.sql(RULE)
                .param("region", order.region())
                .param("topic", topic)
                .param("unit", to.unit())
                .param("order", order.value())
                .param("on", to.on())
                .update();
    }

    /** Units by topic. */
    Map<String, String> rules(String region) {
        return jdbc
                .sql(RULES)
                .param("region", region)
                .query((row, _) -> Map.entry(row.getString("topic"), row.getString("unit")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Set<UUID> keptFrom(String region, Reach reach) {
        return new HashSet<>(jdbc.sql(KEPT_FROM)
                .param("region", region)
                .param("departments", reach.departments().toArray(String[]::new))
                .param("officer", reach.officer())
                .query(UUID.class)
                .list());
    }

    /** @param reach of whoever reads them: a number that is greater by one than his list would tell him of an order */
    List<Figure> figures(String region, Reach reach, Instant since, Instant until) {
        return jdbc.sql(FIGURES)
                .param("region", region)
                .param("departments", reach.departments().toArray(String[]::new))
                .param("officer", reach.officer())
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new Figure(
                        row.getString("type"),
                        row.getLong("opened"),
                        row.getLong("open"),
                        row.getLong("answered"),
                        row.getLong("in_time"),
                        row.getLong("returned"),
                        row.getLong("reopened"),
                        row.getLong("heard"),
                        row.getLong("content"),
                        row.getLong("upheld")))
                .list();
    }

    Map<String, Long> accused(String region, List<String> types, Instant since, Instant until) {
        var counts = new TreeMap<String, Long>();
        jdbc.sql("""
                        select accused_department, count(*) as orders
                          from hotline.work_order
                         where region_code = :region and type = any(:types) and accused_department is not null
                           and opened_at >= :since and opened_at < :until
                         group by accused_department
                        """)
                .param("region", region)
                .param("types", types.toArray(String[]::new))
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .query((row, _) -> counts.put(row.getString("accused_department"), row.getLong("orders")))
                .list();
        return counts;
    }

    private static OrderRow row(ResultSet row) throws SQLException {
        String ending = row.getString("ending");
        String verdict = row.getString("verdict");
        return new OrderRow(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("type"),
                row.getInt("type_version"),
                row.getString("topic"),
                row.getString("status"),
                row.getString("unit"),
                List.of((String[]) row.getArray("units").getArray()),
                row.getString("accused_department"),
                row.getObject("accused_person", UUID.class),
                List.of((UUID[]) row.getArray("kept_out").getArray()),
                row.getObject("about_case_id", UUID.class),
                row.getObject("holder_id", UUID.class),
                row.getBoolean("anonymous"),
                row.getBoolean("urgent"),
                row.getString("channel"),
                row.getObject("registered_by", UUID.class),
                row.getTimestamp("opened_at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getObject("replied_on", LocalDate.class),
                row.getObject("in_time", Boolean.class),
                row.getObject("closed_on", LocalDate.class),
                ending == null ? null : Ending.valueOf(ending),
                verdict == null ? null : Verdict.valueOf(verdict),
                row.getInt("returns"),
                row.getInt("reopenings"),
                row.getObject("merged_into", UUID.class),
                raised(row));
    }

    private static OrderRow.@Nullable Raised raised(ResultSet row) throws SQLException {
        String post = row.getString("raised_post");
        if (post == null) {
            return null;
        }
        Timestamp read = row.getTimestamp("read_at");
        return new OrderRow.Raised(
                post,
                row.getString("subject"),
                new Source(
                        Source.Kind.valueOf(row.getString("source_kind")),
                        row.getString("source_ref"),
                        row.getString("source_name")),
                row.getString("in_charge"),
                row.getObject("answer_on", LocalDate.class),
                read == null ? null : read.toInstant(),
                row.getObject("read_by", UUID.class));
    }
}
