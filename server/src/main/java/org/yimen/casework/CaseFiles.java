package org.yimen.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yimen.casework.Agenda.Task;
import org.yimen.crypto.Sealed;
import org.yimen.platform.Json;

/** Cases, their journal, their tasks and the keys of the commands that moved them. */
@Repository
class CaseFiles {

    private static final String COLUMNS = """
            select f.region_code, f.id, f.kind, f.number, f.title, f.subject_code, f.subject_version, f.applicant_id,
                   f.applicant_sealed, f.department_code, f.channel, f.opened_at, f.state, f.version, encode(f.head, 'hex') as head,
                   (select count(*)
                      from casework.case_file earlier
                     where earlier.region_code = f.region_code and earlier.subject_code = f.subject_code
                       and earlier.queue_at is not null and earlier.queue_at < f.queue_at) as ahead
            """;

    private static final String FIND = COLUMNS + """
              from casework.case_file f
             where f.region_code = :region and f.id = :id
            """;

    private static final String LOAD = COLUMNS + """
                 , k.digest, k.case_id, k.refusal, k.arguments
              from casework.case_file f
                   left join casework.command_key k
                          on k.region_code = f.region_code and k.actor_id = :actor and k.key = :key
             where f.region_code = :region and f.id = :id
            """;

    private static final String ANSWER = """
            select digest, case_id, refusal, arguments
              from casework.command_key
             where region_code = :region and actor_id = :actor and key = :key
            """;

    private static final String REFUSE = """
            insert into casework.command_key (region_code, actor_id, key, digest, case_id, refusal, arguments, asked_at)
            values (:region, :actor, :key, :digest, :id, :refusal, :arguments, :at)
            returning exists (
                     select 1
                       from casework.command_key earlier
                      where earlier.region_code = :region and earlier.actor_id = :actor and earlier.case_id = :id
                        and earlier.refusal = :refusal and earlier.arguments = cast(:arguments as text[]) and earlier.asked_at > :since)
            """;

    /** The same refusal to the same person on the same case counts once in this time, whatever keys he draws. */
    private static final Duration SAME_INTENT = Duration.ofHours(12);

    private static final String OPEN = """
              with moved as (
                     insert into casework.case_file
                            (region_code, id, kind, number, title, subject_code, subject_version, applicant_id,
                             applicant_sealed, department_code, channel, opened_at, state, status, label, due_on, wake_at, queue_at, ended_at,
                             head, version)
                     values (:region, :id, :kind, :number, :title, :subject, :subjectVersion, :applicant,
                             :snapshot, :department, :channel, :openedAt, :state::jsonb, :status, :label, :dueOn, :wakeAt, :queueAt,
                             :endedAt, decode(:head, 'hex'), :version)
                  returning region_code, id),
            """;

    private static final String MOVE = """
              with moved as (
                     update casework.case_file
                        set state = :state::jsonb, status = :status, label = :label, due_on = :dueOn, wake_at = :wakeAt,
                            queue_at = :queueAt, ended_at = :endedAt, head = decode(:head, 'hex'), version = :version
                      where region_code = :region and id = :id and version = :version - cardinality(:types)
                  returning region_code, id),
            """;

    private static final String APPEND = """
                   told as (
                     insert into casework.command_key (region_code, actor_id, key, digest, case_id, asked_at)
                     select region_code, :actor, :key, :digest, id, :at
                       from moved),
                   closed as (
                     delete from casework.task t
                      using moved
                      where t.region_code = moved.region_code and t.case_id = moved.id and t.key <> all(:taskKeys)),
                   opened as (
                     insert into casework.task (region_code, case_id, key, post, act, rank, due_on, opened_at)
                     select moved.region_code, moved.id, task.key, task.post, task.act, :rank, task.due_on, :at
                       from moved, unnest(:taskKeys, :taskPosts, :taskActs, :taskDues::date[])
                            task (key, post, act, due_on)
                         on conflict (region_code, case_id, key)
                         do update set post = excluded.post, act = excluded.act, rank = excluded.rank,
                                       due_on = excluded.due_on)
            insert into casework.case_event
                   (region_code, case_id, seq, at, type, actor_kind, actor_id, actor_post, payload, salt,
                    payload_digest, previous, leaf)
            select moved.region_code, moved.id, :version - cardinality(:types) + event.n, :at, event.type, :actorKind,
                   :actor, :actorPost, event.payload::jsonb, decode(event.salt, 'hex'), decode(event.digest, 'hex'),
                   decode(event.previous, 'hex'), decode(event.leaf, 'hex')
              from moved, unnest(:types, :payloads, :salts, :digests, :previouses, :leaves) with ordinality
                   event (type, payload, salt, digest, previous, leaf, n)
            """;

    private static final String FORGET = """
            delete from casework.command_key k
             using (select region_code, actor_id, key
                      from casework.command_key
                     where region_code = :region and asked_at < :before
                     order by asked_at
                     limit :limit
                       for update skip locked) old
             where k.region_code = old.region_code and k.actor_id = old.actor_id and k.key = old.key
            """;

    private static final String HISTORY = """
            select seq, at, type, actor_kind, actor_id, actor_post, payload, encode(salt, 'hex') as salt,
                   encode(payload_digest, 'hex') as payload_digest, encode(previous, 'hex') as previous,
                   encode(leaf, 'hex') as leaf
              from casework.case_event
             where region_code = :region and case_id = :id
             order by seq
            """;

    private static final String END = """
            select version, encode(head, 'hex') as head
              from casework.case_file
             where region_code = :region and id = :id
            """;

    private final JdbcClient jdbc;

    CaseFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Found<S>(CaseFile<S> file, @Nullable Answer answer) {}

    /** What an earlier request under the same key was told; its case may be of another kind, so only the same one reads it. */
    record Answer(String digest, UUID caseId, @Nullable String refusal, List<String> arguments) {

        /** The answer as a command on this case hears it: a key that moved another case has another body. */
        Answer of(CaseId id) {
            return caseId.equals(id.value()) ? this : new Answer("", caseId, refusal, arguments);
        }

        <S> CaseDesk.Settled<S> repeat(String key, String asked, Supplier<CaseFile<S>> file) {
            if (!digest.equals(asked)) {
                return new CaseDesk.Settled.Refused<>(new CaseRuleBroken("casework.key.reused", key));
            }
            return refusal == null
                    ? new CaseDesk.Settled.Moved<>(file.get())
                    : new CaseDesk.Settled.Refused<>(new CaseRuleBroken(refusal, arguments.toArray()));
        }
    }

    record End(long version, String head) {}

    <S> CaseFile<S> find(CaseId id, Json json, Class<S> states) {
        return one(id, jdbc.sql(FIND), row -> file(row, json, states));
    }

    <S> Found<S> load(Ask<?> ask, Json json, Class<S> states) {
        var statement = jdbc.sql(LOAD).param("actor", ask.actor().id()).param("key", ask.key());
        return one(
                ask.id(),
                statement,
                row -> new Found<>(file(row, json, states), row.getString("digest") == null ? null : answer(row)));
    }

    Optional<Answer> answer(Ask<?> ask) {
        return jdbc.sql(ANSWER)
                .param("region", ask.id().region())
                .param("actor", ask.actor().id())
                .param("key", ask.key())
                .query((row, _) -> answer(row))
                .optional();
    }

    /** @return true where he was told the same a short while ago */
    boolean refuse(Ask<?> ask, CaseId id, String digest, CaseRuleBroken refusal, Instant at) {
        return jdbc.sql(REFUSE)
                .param("region", id.region())
                .param("actor", ask.actor().id())
                .param("key", ask.key())
                .param("digest", digest)
                .param("id", id.value())
                .param("refusal", refusal.code())
                .param("arguments", texts(refusal.arguments(), Object::toString))
                .param("at", Timestamp.from(at))
                .param("since", Timestamp.from(at.minus(SAME_INTENT)))
                .query(Boolean.class)
                .single();
    }

    /** Stores the next state with the events, tasks and key that belong to it in one trip, or nothing. */
    void append(
            CaseFile<?> next,
            String state,
            Agenda agenda,
            List<CaseEvent> events,
            Ask<?> ask,
            String digest,
            Instant at) {
        boolean opens = next.version() == events.size();
        int stored = jdbc.sql((opens ? OPEN : MOVE) + APPEND)
                .param("region", next.id().region())
                .param("id", next.id().value())
                .param("kind", next.kind())
                .param("number", next.number())
                .param("title", next.title())
                .param("subject", next.subject().code())
                .param("subjectVersion", next.subject().version())
                .param("applicant", next.applicant())
                .param("snapshot", next.snapshot().bytes())
                .param("department", next.department())
                .param("channel", next.channel())
                .param("openedAt", Timestamp.from(next.openedAt()))
                .param("state", state)
                .param("status", agenda.status())
                .param("label", agenda.mark().label())
                .param("rank", WorkLists.rank(agenda.mark().first()))
                .param("dueOn", agenda.dueOn())
                .param("wakeAt", timestamp(agenda.wakeAt()))
                .param("queueAt", timestamp(agenda.queueAt()))
                .param("endedAt", agenda.ended() ? Timestamp.from(at) : null)
                .param("head", next.head())
                .param("version", next.version())
                .param("actor", ask.actor().id())
                .param("actorKind", ask.actor().kind().name())
                .param("actorPost", ask.actor().post())
                .param("key", ask.key())
                .param("digest", digest)
                .param("at", Timestamp.from(at))
                .param("taskKeys", texts(agenda.tasks(), Task::key))
                .param("taskPosts", texts(agenda.tasks(), Task::post))
                .param("taskActs", texts(agenda.tasks(), Task::act))
                .param("taskDues", texts(agenda.tasks(), CaseFiles::dueOn))
                .param("types", texts(events, CaseEvent::type))
                .param("payloads", texts(events, CaseEvent::payload))
                .param("salts", texts(events, CaseEvent::salt))
                .param("digests", texts(events, CaseEvent::payloadDigest))
                .param("previouses", texts(events, CaseEvent::previous))
                .param("leaves", texts(events, CaseEvent::leaf))
                .update();
        if (stored != events.size()) {
            throw new CaseDesk.LostRace(next.id(), next.version() - events.size());
        }
    }

    /** Deletes keys that are too old to be sent again, at most {@code limit}, and says how many those were. */
    int forget(String region, Instant before, int limit) {
        return jdbc.sql(FORGET)
                .param("region", region)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .update();
    }

    List<CaseEvent> history(CaseId id) {
        return jdbc.sql(HISTORY)
                .param("region", id.region())
                .param("id", id.value())
                .query((row, _) -> event(row))
                .list();
    }

    End end(CaseId id) {
        return one(id, jdbc.sql(END), row -> new End(row.getLong("version"), row.getString("head")));
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> T one(CaseId id, JdbcClient.StatementSpec statement, RowReader<T> reader) {
        return statement
                .param("region", id.region())
                .param("id", id.value())
                .query((row, _) -> reader.read(row))
                .optional()
                .orElseThrow(() -> new EmptyResultDataAccessException(id.toString(), 1));
    }

    private static <S> CaseFile<S> file(ResultSet row, Json json, Class<S> states) throws SQLException {
        return new CaseFile<>(
                new CaseId(row.getString("region_code"), row.getObject("id", UUID.class)),
                row.getString("kind"),
                row.getString("number"),
                row.getString("title"),
                new Subject(row.getString("subject_code"), row.getInt("subject_version")),
                row.getObject("applicant_id", UUID.class),
                Sealed.of(row.getBytes("applicant_sealed")),
                row.getString("department_code"),
                row.getString("channel"),
                row.getTimestamp("opened_at").toInstant(),
                json.read(row.getString("state"), states),
                row.getInt("ahead"),
                row.getLong("version"),
                row.getString("head"));
    }

    private static Answer answer(ResultSet row) throws SQLException {
        var arguments = row.getArray("arguments");
        return new Answer(
                row.getString("digest"),
                row.getObject("case_id", UUID.class),
                row.getString("refusal"),
                arguments == null ? List.of() : List.of((String[]) arguments.getArray()));
    }

    static CaseEvent event(ResultSet row) throws SQLException {
        return new CaseEvent(
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                row.getString("type"),
                new Actor(
                        Actor.Kind.valueOf(row.getString("actor_kind")),
                        row.getObject("actor_id", UUID.class),
                        row.getString("actor_post")),
                row.getString("payload"),
                row.getString("salt"),
                row.getString("payload_digest"),
                row.getString("previous"),
                row.getString("leaf"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static String dueOn(Task task) {
        LocalDate due = task.dueOn();
        return (due == null ? WorkLists.FAR : due).toString();
    }

    /** A {@code text[]}: lists go in as arrays, so that the statement's text stays the same. */
    private static <T> @Nullable String[] texts(List<T> values, Function<T, @Nullable String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }
}
