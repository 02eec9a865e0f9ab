package org.yimen.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.notify.Message.State;
import org.yimen.platform.Json;
import org.yimen.platform.Text;

/** The rows of the outbox; the one place that seals and opens what they say. */
@Repository
class Messages {

    static final String ARGUMENTS = "notify.message.arguments";
    static final String ADDRESS = "notify.message.address";

    /** The most of one page. */
    static final int MOST = 100;

    private static final Json JSON = Json.of();

    private static final String SELECT = """
            select region_code, id, holder_id, person_id, cause, way, template, arguments_sealed, link, case_id, sender,
                   condition, asked_for, made_at, expires_at, state, why, tries, round, next_at, sent_at, reported_at,
                   read_at
              from notify.message
            """;

    private static final String INSERT = """
            insert into notify.message
                   (region_code, id, holder_id, person_id, cause, way, template, arguments_sealed, address_sealed, link,
                    case_id, sender, condition, asked_for, made_at, expires_at, state, next_at, sent_at)
            values (:region, :id, :holder, :person, :cause, :way, :template, :arguments, :address, :link,
                    :case, :sender, :condition, :askedFor, :madeAt, :expiresAt, :state, :nextAt, :sentAt)
                on conflict (region_code, holder_id, cause, way) do nothing
            """;

    /** Materialized: asked row by row, the inner query would hold rows that the update never takes. */
    private static final String CLAIM = """
              with due as materialized (
                     select region_code, id
                       from notify.message
                      where region_code = :region and state = 'WAITING' and next_at <= :now
                        and (leased_until_at is null or leased_until_at < :now)
                      order by next_at
                      limit :limit
                        for update skip locked)
            update notify.message m
               set lease = :lease, leased_until_at = :until, tries = m.tries + 1
              from due
             where m.region_code = due.region_code and m.id = due.id
            returning m.region_code, m.id, m.holder_id, m.person_id, m.cause, m.way, m.template,
                      m.arguments_sealed, m.link, m.case_id, m.sender, m.condition, m.asked_for, m.made_at,
                      m.expires_at, m.state, m.why, m.tries, m.round, m.next_at, m.sent_at, m.reported_at,
                      m.read_at
            """;

    /** The report may have come before the provider's answer did. */
    private static final String SENT = """
            update notify.message m
               set state = coalesce((select case when r.delivered then 'DELIVERED' else 'UNDELIVERED' end
                                       from notify.report r
                                      where r.region_code = m.region_code and r.message_id = m.id
                                        and r.round = m.round), 'SENT'),
                   reported_at = (select r.at
                                    from notify.report r
                                   where r.region_code = m.region_code and r.message_id = m.id and r.round = m.round),
                   why = null, sent_at = :at, lease = null, leased_until_at = null,
                   arguments_sealed = case when asked_for then null else arguments_sealed end,
                   address_sealed = null
             where region_code = :region and id = :id and lease = :lease
            """;

    private static final String REPORT = """
            insert into notify.report (region_code, message_id, round, delivered, at)
            values (:region, :id, :round, :delivered, :at)
                on conflict (region_code, message_id, round) do nothing
            """;

    private static final String REPORTED = """
            update notify.message
               set state = :state, reported_at = :at, why = :why
             where region_code = :region and id = :id and round = :round and state = 'SENT'
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;

    Messages(JdbcClient jdbc, ColumnCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** Writes a message; false where this cause has been said on this way before. */
    boolean insert(Message message, @Nullable String address) {
        String row = message.id().toString();
        return jdbc.sql(INSERT)
                        .param("region", message.region())
                        .param("id", message.id())
                        .param("holder", message.holder())
                        .param("person", message.person())
                        .param("cause", message.cause())
                        .param("way", message.way().name())
                        .param("template", message.template())
                        .param(
                                "arguments",
                                cipher.seal(ARGUMENTS, message.region(), row, JSON.write(message.arguments()))
                                        .bytes())
                        .param(
                                "address",
                                address == null
                                        ? null
                                        : cipher.seal(ADDRESS, message.region(), row, address)
                                                .bytes(),
                                Types.BINARY)
                        .param("link", message.link())
                        .param("case", message.caseId(), Types.OTHER)
                        .param("sender", message.sender())
                        .param("condition", message.condition())
                        .param("askedFor", message.askedFor())
                        .param("madeAt", Timestamp.from(message.madeAt()))
                        .param("expiresAt", stamp(message.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("state", message.state().name())
                        .param("nextAt", Timestamp.from(message.nextAt()))
                        .param("sentAt", stamp(message.sentAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    /** Those whose time has come, under this lease until then; what another relay holds is passed over. */
    List<Message> claim(String region, UUID lease, Instant now, Instant until, int limit) {
        return jdbc.sql(CLAIM)
                .param("region", region)
                .param("lease", lease)
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> message(row))
                .list();
    }

    boolean sent(Message message, UUID lease, Instant at) {
        return jdbc.sql(SENT)
                        .param("at", Timestamp.from(at))
                        .param("region", message.region())
                        .param("id", message.id())
                        .param("lease", lease)
                        .update()
                == 1;
    }

    /** It was not its time yet: the try does not count. */
    void postpone(Message message, UUID lease, Instant next) {
        release(message, lease, State.WAITING, null, next, message.tries() - 1);
    }

    void failed(Message message, UUID lease, String why, Instant next) {
        release(message, lease, State.WAITING, why, next, message.tries());
    }

    /** Ends it, dead or dropped. */
    void end(Message message, UUID lease, State state, String why, Instant at) {
        release(message, lease, state, why, at, message.tries());
    }

    private void release(Message message, UUID lease, State state, @Nullable String why, Instant next, int tries) {
        jdbc.sql("""
                        update notify.message
                           set state = :state, why = :why, next_at = :next, tries = :tries, lease = null,
                               leased_until_at = null,
                               arguments_sealed = case when asked_for and :state <> 'WAITING' then null
                                                       else arguments_sealed end,
                               address_sealed = case when :state <> 'WAITING' then null else address_sealed end
                         where region_code = :region and id = :id and lease = :lease
                        """)
                .param("state", state.name())
                .param("why", why, Types.VARCHAR)
                .param("next", Timestamp.from(next))
                .param("tries", tries)
                .param("region", message.region())
                .param("id", message.id())
                .param("lease", lease)
                .update();
    }

    /** The address that came with the message, where it is not its reader's own. */
    Optional<String> address(Message message) {
        return jdbc.sql("""
                        select address_sealed
                          from notify.message
                         where region_code = :region and id = :id and address_sealed is not null
                        """)
                .param("region", message.region())
                .param("id", message.id())
                .query(byte[].class)
                .optional()
                .map(kept -> cipher.open(ADDRESS, message.region(), message.id().toString(), Sealed.of(kept)));
    }

    boolean report(String region, UUID id, int round, boolean delivered, @Nullable String why, Instant at) {
        boolean first = jdbc.sql(REPORT)
                        .param("region", region)
                        .param("id", id)
                        .param("round", round)
                        .param("delivered", delivered)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
        if (first) {
            jdbc.sql(REPORTED)
                    .param("state", (delivered ? State.DELIVERED : State.UNDELIVERED).name())
                    .param("at", Timestamp.from(at))
                    .param("why", why, Types.VARCHAR)
                    .param("region", region)
                    .param("id", id)
                    .param("round", round)
                    .update();
        }
        return first;
    }

    /** Once more, where it got nowhere; false where it is no longer of that kind. */
    boolean again(String region, UUID id, Instant now) {
        return jdbc.sql("""
                                update notify.message
                                   set state = 'WAITING', tries = 0, round = round + 1, next_at = :now, why = null,
                                       expires_at = null
                                 where region_code = :region and id = :id and state in ('DEAD', 'UNDELIVERED')
                                   and not asked_for
                                """)
                        .param("now", Timestamp.from(now))
                        .param("region", region)
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<Message> find(String region, UUID id) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and id = :id
                        """)
                .param("region", region)
                .param("id", id)
                .query((row, _) -> message(row))
                .optional();
    }

    /** What a cause has said to somebody, on all ways. */
    List<Message> ofCause(String region, UUID holder, String cause) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and holder_id = :holder and cause = :cause
                         order by way
                        """)
                .param("region", region)
                .param("holder", holder)
                .param("cause", cause)
                .query((row, _) -> message(row))
                .list();
    }

    /** The inbox, the newest first; what lies in the future is not there yet. */
    List<Message> inbox(String region, UUID holder, Instant before, UUID beforeId, int limit) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and holder_id = :holder and way = 'INBOX' and state = 'SENT'
                           and (made_at, id) < (:before, :id)
                         order by made_at desc, id desc
                         limit :limit
                        """)
                .param("region", region)
                .param("holder", holder)
                .param("before", Timestamp.from(before))
                .param("id", beforeId)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> message(row))
                .list();
    }

    int unread(String region, UUID holder) {
        return jdbc.sql("""
                        select count(*)
                          from notify.message
                         where region_code = :region and holder_id = :holder and way = 'INBOX' and state = 'SENT'
                           and read_at is null
                        """)
                .param("region", region)
                .param("holder", holder)
                .query(Integer.class)
                .single();
    }

    void read(String region, UUID holder, List<UUID> ids, Instant at) {
        jdbc.sql("""
                        update notify.message
                           set read_at = :at
                         where region_code = :region and holder_id = :holder and way = 'INBOX' and id = any(:ids)
                           and read_at is null
                        """)
                .param("at", Timestamp.from(at))
                .param("region", region)
                .param("holder", holder)
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    /** What goes by phone and mail, the newest first. */
    List<Message> outgoing(String region, List<State> states, Instant before, UUID beforeId, int limit) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and way <> 'INBOX' and state = any(:states)
                           and (made_at, id) < (:before, :id)
                         order by made_at desc, id desc
                         limit :limit
                        """)
                .param("region", region)
                .param("states", states.stream().map(State::name).toArray(String[]::new))
                .param("before", Timestamp.from(before))
                .param("id", beforeId)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> message(row))
                .list();
    }

    /** How many messages by phone and mail stand where. */
    Map<State, Long> counts(String region) {
        var counts = new TreeMap<State, Long>();
        for (State state : State.values()) {
            counts.put(state, 0L);
        }
        jdbc.sql("""
                        select state, count(*) as messages
                          from notify.message
                         where region_code = :region and way <> 'INBOX'
                         group by state
                        """)
                .param("region", region)
                .query((row, _) -> counts.put(State.valueOf(row.getString("state")), row.getLong("messages")))
                .list();
        return counts;
    }

    private Message message(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("arguments_sealed");
        List<Text> arguments = sealed == null
                ? List.of()
                : List.of(JSON.read(cipher.open(ARGUMENTS, region, id.toString(), Sealed.of(sealed)), Text[].class));
        return new Message(
                region,
                id,
                row.getObject("holder_id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getString("cause"),
                Way.valueOf(row.getString("way")),
                row.getString("template"),
                arguments,
                row.getString("link"),
                row.getObject("case_id", UUID.class),
                row.getString("sender"),
                row.getString("condition"),
                row.getBoolean("asked_for"),
                row.getTimestamp("made_at").toInstant(),
                instant(row, "expires_at"),
                State.valueOf(row.getString("state")),
                row.getString("why"),
                row.getInt("tries"),
                row.getInt("round"),
                row.getTimestamp("next_at").toInstant(),
                instant(row, "sent_at"),
                instant(row, "reported_at"),
                instant(row, "read_at"));
    }

    private static @Nullable OffsetDateTime stamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
