package org.yimen.phone;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.phone.CallFigures.Response;
import org.yimen.phone.PhoneCall.State;
import org.yimen.phone.PhoneCall.Why;

/** The rows of calls. Each change names the state that it leaves, so that of two at once one finds nothing to change. */
@Repository
class CallBook {

    static final String NUMBER = "phone.call.number";

    private static final String COLUMNS = """
            select region_code, id, exchange, reference, number_sealed, rang_at, in_hours, offered, state, taken_by, taken_at,
                   responded_at, hung_up_at, missed_why, back_due_at, tries, person_id, type, handed_to, question_id, ended_at
              from phone.call
            """;

    private static final String INSERT = """
            insert into phone.call
                   (region_code, id, exchange, reference, number_sealed, number_index, rang_at, in_hours, offered, state,
                    missed_at, missed_why, back_due_at, ended_at, tries)
            values (:region, :id, :exchange, :reference, :number, :index, :at, :inHours, :offered, :state, :missedAt, :why,
                    :due, case when :state = 'GIVEN_UP' then cast(:at as timestamptz) end, 0)
                on conflict on constraint call_reference_uq do nothing
            """;

    private static final String FIND = COLUMNS + """
             where region_code = :region and id = :id
            """;

    private static final String BY_REFERENCE = COLUMNS + """
             where region_code = :region and exchange = :exchange and reference = :reference
            """;

    private static final String RINGING = COLUMNS + """
             where region_code = :region and state = 'RINGING'
             order by rang_at, id
             limit :most
            """;

    private static final String MISSED = COLUMNS + """
             where region_code = :region and state = 'MISSED'
             order by back_due_at, id
             limit :most
            """;

    private static final String CURRENT = COLUMNS + """
             where region_code = :region and state = 'TAKEN' and taken_by = :staff
            """;

    /** No call lasts longer. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final String SPEAKS = """
            select exists (
                   select from phone.call
                    where region_code = :region and rang_at >= :day and taken_by = :staff
                      and (state = 'TAKEN' or ended_at >= :since)
                      and number_index = any(:index))
            """;

    private static final String EARLIER = COLUMNS + """
             where region_code = :region and number_index = any(:index) and id <> :id and rang_at <= :before
             order by rang_at desc, id desc
             limit :most
            """;

    private static final String LATEST = COLUMNS + """
             where region_code = :region and (rang_at, id) < (:before, :after)
             order by rang_at desc, id desc
             limit :most
            """;

    private static final String TAKE = """
            update phone.call
               set state = 'TAKEN', taken_by = :staff, taken_at = :at,
                   responded_at = case when state = 'RINGING' then cast(:at as timestamptz) else responded_at end
             where region_code = :region and id = :id and state = :from
            """;

    private static final String MISS = """
            update phone.call
               set state = case when number_index is null then 'GIVEN_UP' else 'MISSED' end,
                   ended_at = case when number_index is null then cast(:at as timestamptz) end,
                   missed_at = :at, missed_why = :why, back_due_at = :due
             where region_code = :region and id = :id and state = 'RINGING'
            """;

    private static final String HUNG_UP = """
            update phone.call
               set hung_up_at = :at
             where region_code = :region and id = :id and state = 'TAKEN' and hung_up_at is null
            """;

    private static final String NOT_REACHED = """
            update phone.call
               set tries = tries + 1, taken_by = null, taken_at = null,
                   state = case when tries + 1 >= :tries then 'GIVEN_UP' else 'MISSED' end,
                   ended_at = case when tries + 1 >= :tries then cast(:at as timestamptz) end
             where region_code = :region and id = :id and state = 'TAKEN' and taken_by = :staff and missed_at is not null
            """;

    private static final String END = """
            update phone.call
               set state = 'ENDED', type = :type, handed_to = :line, question_id = coalesce(:question, question_id),
                   person_id = coalesce(:person, person_id), responded_at = coalesce(responded_at, taken_at), ended_at = :at
             where region_code = :region and id = :id and state = 'TAKEN' and taken_by = :staff
            """;

    private static final String HOLD = """
            select id
              from phone.call
             where region_code = :region and id = :id
               for update
            """;

    private static final String ASKED = """
            update phone.call
               set question_id = :question
             where region_code = :region and id = :id and state = 'TAKEN' and taken_by = :staff
            """;

    private static final String LINK = """
            insert into phone.call_order (region_code, call_id, order_id)
            values (:region, :call, :order)
                on conflict on constraint call_order_pk do nothing
            """;

    private static final String ORDERS = """
            select call_id, order_id
              from phone.call_order
             where region_code = :region and call_id = any(:calls)
             order by order_id desc
            """;

    private static final String TYPES = """
            select coalesce(type, '') as type, count(*) as calls
              from phone.call
             where region_code = :region and rang_at >= :since and rang_at < :until and responded_at is not null
             group by type
            """;

    private static final String RESPONSES = """
            select in_hours, count(*) as calls,
                   cast(sum(extract(epoch from responded_at - rang_at)) as bigint) as seconds
              from phone.call
             where region_code = :region and rang_at >= :since and rang_at < :until and responded_at is not null
             group by in_hours
            """;

    private static final String MISSES = """
            select count(*) as missed, count(*) filter (where responded_at is not null) as back,
                   count(*) filter (where responded_at <= back_due_at) as in_time
              from phone.call
             where region_code = :region and rang_at >= :since and rang_at < :until and missed_at is not null
            """;

    private static final String FORGET = """
            update phone.call c
               set number_sealed = null, number_index = null, person_id = null, reference = 'forgotten/' || c.id,
                   forgotten_at = :at
              from (select id
                      from phone.call
                     where region_code = :region and ended_at < :before and forgotten_at is null
                     limit :limit
                       for update skip locked) old
             where c.region_code = :region and c.id = old.id
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    CallBook(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** A call as it comes in. */
    record Incoming(
            String region,
            UUID id,
            String exchange,
            String reference,
            String number,
            Instant at,
            boolean inHours,
            List<UUID> offered) {
        Incoming {
            offered = List.copyOf(offered);
        }
    }

    /** @param backDue null where it rings now */
    void enter(Incoming call, @Nullable Instant backDue) {
        String id = call.id().toString();
        boolean withheld = call.number().isEmpty();
        // Whom nobody can call back may call again; that he was missed counts.
        State state = backDue == null ? State.RINGING : withheld ? State.GIVEN_UP : State.MISSED;
        jdbc.sql(INSERT)
                .param("region", call.region())
                .param("id", call.id())
                .param("exchange", call.exchange())
                .param("reference", call.reference())
                .param(
                        "number",
                        withheld
                                ? null
                                : cipher.seal(NUMBER, call.region(), id, call.number())
                                        .bytes(),
                        Types.BINARY)
                .param("index", withheld ? null : cipher.index(NUMBER, call.number()), Types.BINARY)
                .param("at", Timestamp.from(call.at()))
                .param("inHours", call.inHours())
                .param("offered", call.offered().toArray(UUID[]::new))
                .param("state", state.name())
                .param(
                        "missedAt",
                        backDue == null ? null : call.at().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("why", backDue == null ? null : Why.NOBODY.name(), Types.VARCHAR)
                .param("due", backDue == null ? null : backDue.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    Optional<PhoneCall> find(String region, UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query(this::call)
                .optional();
    }

    Optional<PhoneCall> byReference(String region, String exchange, String reference) {
        return jdbc.sql(BY_REFERENCE)
                .param("region", region)
                .param("exchange", exchange)
                .param("reference", reference)
                .query(this::call)
                .optional();
    }

    List<PhoneCall> ringing(String region, int most) {
        return jdbc.sql(RINGING)
                .param("region", region)
                .param("most", most)
                .query(this::call)
                .list();
    }

    List<PhoneCall> missed(String region, int most) {
        return jdbc.sql(MISSED)
                .param("region", region)
                .param("most", most)
                .query(this::call)
                .list();
    }

    Optional<PhoneCall> current(String region, UUID staff) {
        return jdbc.sql(CURRENT)
                .param("region", region)
                .param("staff", staff)
                .query(this::call)
                .optional();
    }

    /** True where he speaks with this one, or did until a moment ago. */
    boolean speaks(String region, UUID staff, String phone, Instant since) {
        return jdbc.sql(SPEAKS)
                .param("region", region)
                .param("staff", staff)
                .param("index", cipher.indexes(NUMBER, phone).toArray(byte[][]::new))
                .param("since", Timestamp.from(since))
                .param("day", Timestamp.from(since.minus(LONGEST)))
                .query(Boolean.class)
                .single();
    }

    /** Earlier calls from the same number, the newest first; nothing of who withholds it. */
    List<PhoneCall> earlier(PhoneCall call, int most) {
        return call.number().isEmpty()
                ? List.of()
                : jdbc.sql(EARLIER)
                        .param("region", call.region())
                        .param("index", cipher.indexes(NUMBER, call.number()).toArray(byte[][]::new))
                        .param("id", call.id())
                        .param("before", Timestamp.from(call.rangAt()))
                        .param("most", most)
                        .query(this::call)
                        .list();
    }

    List<PhoneCall> latest(String region, Instant before, UUID after, int most) {
        return jdbc.sql(LATEST)
                .param("region", region)
                .param("before", Timestamp.from(before))
                .param("after", after)
                .param("most", most)
                .query(this::call)
                .list();
    }

    /** True where it was free; {@code from} is RINGING for a call, MISSED for calling back. */
    boolean take(String region, UUID id, UUID staff, State from, Instant at) {
        return jdbc.sql(TAKE)
                        .param("region", region)
                        .param("id", id)
                        .param("staff", staff)
                        .param("at", Timestamp.from(at))
                        .param("from", from.name())
                        .update()
                > 0;
    }

    void miss(String region, UUID id, Why why, Instant at, Instant due) {
        jdbc.sql(MISS)
                .param("region", region)
                .param("id", id)
                .param("why", why.name())
                .param("at", Timestamp.from(at))
                .param("due", Timestamp.from(due))
                .update();
    }

    void hungUp(String region, UUID id, Instant at) {
        jdbc.sql(HUNG_UP)
                .param("region", region)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    boolean notReached(String region, UUID id, UUID staff, long tries, Instant at) {
        return jdbc.sql(NOT_REACHED)
                        .param("region", region)
                        .param("id", id)
                        .param("staff", staff)
                        .param("tries", tries)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    /** How a call ended. */
    record Ending(
            CallType type,
            @Nullable String line,
            @Nullable UUID question,
            @Nullable UUID person) {}

    boolean end(String region, UUID id, UUID staff, Ending ending, Instant at) {
        return jdbc.sql(END)
                        .param("region", region)
                        .param("id", id)
                        .param("staff", staff)
                        .param("type", ending.type().name())
                        .param("line", ending.line(), Types.VARCHAR)
                        .param("question", ending.question(), Types.OTHER)
                        .param("person", ending.person(), Types.OTHER)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    /** Whoever else ends the call waits until this transaction has. */
    void hold(String region, UUID id) {
        var _ = jdbc.sql(HOLD)
                .param("region", region)
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    boolean asked(String region, UUID id, UUID staff, UUID question) {
        return jdbc.sql(ASKED)
                        .param("region", region)
                        .param("id", id)
                        .param("staff", staff)
                        .param("question", question)
                        .update()
                > 0;
    }

    /** @return of how many calls nothing is known any more of who called */
    int forget(String region, Instant before, Instant at, int limit) {
        return jdbc.sql(FORGET)
                .param("region", region)
                .param("before", Timestamp.from(before))
                .param("at", Timestamp.from(at))
                .param("limit", limit)
                .update();
    }

    void link(String region, UUID call, UUID order) {
        jdbc.sql(LINK)
                .param("region", region)
                .param("call", call)
                .param("order", order)
                .update();
    }

    /** Which orders came of which of these calls. */
    List<Map.Entry<UUID, UUID>> orders(String region, List<UUID> calls) {
        return calls.isEmpty()
                ? List.of()
                : jdbc.sql(ORDERS)
                        .param("region", region)
                        .param("calls", calls.toArray(UUID[]::new))
                        .query((row, _) ->
                                Map.entry(row.getObject("call_id", UUID.class), row.getObject("order_id", UUID.class)))
                        .list();
    }

    /** Of the calls that rang from {@code since} on and before {@code until}. */
    CallFigures figures(String region, Instant since, Instant until) {
        var byType = new EnumMap<CallType, Long>(CallType.class);
        long answered = 0;
        for (var each : jdbc.sql(TYPES)
                .param("region", region)
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .query((row, _) -> Map.entry(row.getString("type"), row.getLong("calls")))
                .list()) {
            answered += each.getValue();
            if (!each.getKey().isEmpty()) {
                byType.put(CallType.valueOf(each.getKey()), each.getValue());
            }
        }
        Map<Boolean, Response> responses = jdbc
                .sql(RESPONSES)
                .param("region", region)
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .query((row, _) -> Map.entry(
                        row.getBoolean("in_hours"), new Response(row.getLong("calls"), row.getLong("seconds"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var none = new Response(0, 0);
        long all = answered;
        return jdbc.sql(MISSES)
                .param("region", region)
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .query((row, _) -> new CallFigures(
                        all,
                        byType,
                        row.getLong("missed"),
                        row.getLong("back"),
                        row.getLong("in_time"),
                        responses.getOrDefault(true, none),
                        responses.getOrDefault(false, none)))
                .single();
    }

    private PhoneCall call(ResultSet row, int at) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        byte[] number = row.getBytes("number_sealed");
        String why = row.getString("missed_why");
        String type = row.getString("type");
        return new PhoneCall(
                region,
                id,
                row.getString("exchange"),
                row.getString("reference"),
                number == null ? "" : cipher.open(NUMBER, region, id.toString(), Sealed.of(number)),
                row.getTimestamp("rang_at").toInstant(),
                row.getBoolean("in_hours"),
                Arrays.asList((UUID[]) row.getArray("offered").getArray()),
                State.valueOf(row.getString("state")),
                row.getObject("taken_by", UUID.class),
                instant(row, "taken_at"),
                instant(row, "responded_at"),
                instant(row, "hung_up_at"),
                why == null ? null : Why.valueOf(why),
                instant(row, "back_due_at"),
                row.getInt("tries"),
                row.getObject("person_id", UUID.class),
                type == null ? null : CallType.valueOf(type),
                row.getString("handed_to"),
                row.getObject("question_id", UUID.class),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
