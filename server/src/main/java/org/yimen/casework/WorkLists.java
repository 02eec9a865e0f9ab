package org.yimen.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What waits for whom: the inboxes of posts, the cases of an applicant, and what is due. Keyset paging throughout. */
@Repository
public class WorkLists {

    /** The most rows that one page of a list may ask for. */
    public static final int MOST = 100;

    /** The due date of a task without one: after every other, so that one index orders them all. */
    static final LocalDate FAR = LocalDate.of(9999, 12, 31);

    private static final UUID FIRST = new UUID(0, 0);

    private static final String SUMMARY = """
        select f.region_code, f.id, f.kind, f.number, f.title, f.subject_code, f.subject_version, f.department_code,
               f.channel, f.status, f.label, f.opened_at, f.due_on as case_due_on, f.version, f.applicant_id
        """;

    /** One walk along the index for each post, each no longer than the page. */
    static final String INBOX = SUMMARY + """
             , t.key, t.post, t.act, t.rank, t.due_on
          from unnest(:posts) wanted (post)
               cross join lateral (
                 select task.region_code, task.case_id, task.key, task.post, task.act, task.rank, task.due_on
                   from casework.task
                  where task.region_code = :region and task.post = wanted.post
                    and (task.rank, task.due_on, task.case_id, task.key) > (:rank, :due, :case, :key)
                  order by task.rank, task.due_on, task.case_id, task.key
                  limit :limit) t
               join casework.case_file f on f.region_code = t.region_code and f.id = t.case_id
         order by t.rank, t.due_on, t.case_id, t.key
         limit :limit
        """;

    /** The same of one label, which the case tells. */
    private static final String LABELLED = INBOX.replace("order by task.rank", """
        and exists (
                      select from casework.case_file labelled
                       where labelled.region_code = task.region_code and labelled.id = task.case_id
                         and labelled.label = :label)
                  order by task.rank""");

    /** One walk along the index of dates for each rank, which ends at today. */
    static final String OVERDUE = SUMMARY + """
             , t.key, t.post, t.act, t.rank, t.due_on
          from ((select task.region_code, task.case_id, task.key, task.post, task.act, task.rank, task.due_on
                   from casework.task
                  where task.region_code = :region and task.rank = 0 and task.due_on < :today
                    and :rank = 0 and (task.due_on, task.case_id, task.key) > (:due, :case, :key)
                    and (:all or split_part(task.post, '/', 1) = any(:departments))
                  order by task.due_on, task.case_id, task.key
                  limit :limit)
                 union all
                (select task.region_code, task.case_id, task.key, task.post, task.act, task.rank, task.due_on
                   from casework.task
                  where task.region_code = :region and task.rank = 1 and task.due_on < :today
                    and (:rank = 0 or (task.due_on, task.case_id, task.key) > (:due, :case, :key))
                    and (:all or split_part(task.post, '/', 1) = any(:departments))
                  order by task.due_on, task.case_id, task.key
                  limit :limit)) t
               join casework.case_file f on f.region_code = t.region_code and f.id = t.case_id
         order by t.rank, t.due_on, t.case_id, t.key
         limit :limit
        """;

    private static final String TASKS = SUMMARY + """
             , t.key, t.post, t.act, t.rank, t.due_on
          from casework.task t
               join casework.case_file f on f.region_code = t.region_code and f.id = t.case_id
         where t.region_code = :region and t.case_id = :case
         order by t.key
        """;

    private static final String COUNT = """
        select count(*)
          from casework.task
         where region_code = :region and post = any(:posts) and case_id <> all(:without)
        """;

    private static final String OF_APPLICANT = SUMMARY + """
          from casework.case_file f
         where f.region_code = :region and f.kind = :kind and f.applicant_id = :applicant
           and (f.opened_at, f.id) < (:before, :id)
         order by f.opened_at desc, f.id desc
         limit :limit
        """;

    private static final String OPENED = """
        select department_code, count(*) as number
          from casework.case_file
         where region_code = :region and kind = :kind and opened_at >= :since
         group by department_code
        """;

    private static final String BY_NUMBER = SUMMARY + """
          from casework.case_file f
         where f.region_code = :region and f.number = :number
        """;

    private static final String BY_IDS = SUMMARY + """
          from casework.case_file f
         where f.region_code = :region and f.id = any(:ids)
         limit :limit
        """;

    private static final String OF_DEPARTMENTS = SUMMARY + """
          from casework.case_file f
         where f.region_code = :region and f.kind = :kind and f.department_code = any(:departments)
           and (f.opened_at, f.id) < (:before, :id)
         order by f.opened_at desc, f.id desc
         limit :limit
        """;

    private static final String OPENED_BY = SUMMARY + """
              from (select event.region_code, event.case_id
                      from casework.case_event event
                     where event.region_code = :region and event.actor_id = :actor and event.seq = 1
                       and event.case_id < :before
                     order by event.case_id desc
                     limit :limit) e
                   join casework.case_file f on f.region_code = e.region_code and f.id = e.case_id
             order by f.id desc
            """;

    private static final String IS_ANSWERED = """
            select exists (
                     select 1
                       from casework.command_key
                      where region_code = :region and actor_id = :actor and key = :key)
            """;

    private static final String IS_OPENED_BY = """
        select exists (
                 select
                   from casework.case_event
                  where region_code = :region and case_id = :case and seq = 1 and actor_id = :actor)
        """;

    /**
     * Named last, so that whoever handed a case on has it no more; what has ended nobody answers for. The name of the event
     * is its kind's, and stands in the text because the index holds nothing else.
     */
    private static final String ENTRUSTED = SUMMARY + """
          from (select event.region_code, event.case_id, max(event.seq) as seq
                  from casework.case_event event
                 where event.region_code = :region and event.type = '%1$s' and event.payload ->> 'to' = :to
                 group by event.region_code, event.case_id) named
               join casework.case_file f on f.region_code = named.region_code and f.id = named.case_id
         where f.kind = :kind and f.ended_at is null
           and not exists (
                 select from casework.case_event later
                  where later.region_code = named.region_code and later.case_id = named.case_id
                    and later.type = '%1$s' and later.seq > named.seq)
         order by f.opened_at desc, f.id desc
         limit :limit
        """;

    /** The index is partial, so its condition is said again. */
    static final String RESTING = SUMMARY + """
          from casework.case_file f
         where f.region_code = :region and f.kind = :kind and f.status = :status
           and f.status in ('Granted', 'Issued', 'Refused', 'Delivered', 'RefusalServed')
         order by f.opened_at, f.id
         limit :limit
        """;

    /** A walk along the index of one department, which ends at today; what is decided or ended has no such date. */
    private static final String LATE = SUMMARY + """
          from casework.case_file f
         where f.region_code = :region and f.department_code = :department and f.kind = :kind
           and f.due_on is not null and f.due_on < :today and (f.due_on, f.id) > (:due, :id)
         order by f.due_on, f.id
         limit :limit
        """;

    /** So many a job may look at in one turn. */
    private static final int MOST_RESTING = 1000;

    private static final String FIRST_IN_QUEUE = SUMMARY + """
              from casework.case_file f
             where f.region_code = :region and f.subject_code = :subject and f.queue_at is not null and f.id <> :without
             order by f.queue_at, f.id
             limit 1
            """;

    private static final String DUE = """
        select region_code, id, kind
          from casework.case_file
         where region_code = :region and wake_at is not null and wake_at <= :now
         order by wake_at
         limit :limit
        """;

    private final JdbcClient jdbc;

    WorkLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A case as lists show it. */
    public record Summary(
            CaseId id,
            String kind,
            String number,
            String title,
            Subject subject,
            String department,
            String channel,
            String status,
            String label,
            Instant openedAt,
            @Nullable LocalDate dueOn,
            long version,
            UUID applicant) {}

    /** One task with the case that it belongs to; what is first stands before all the rest. */
    public record Entry(Summary file, Agenda.Task task, boolean first) {}

    /** Where a page of an inbox ended. */
    public record Cursor(boolean first, LocalDate due, UUID caseId, String key) {
        public static final Cursor START = new Cursor(true, LocalDate.EPOCH, FIRST, "");

        public static Cursor after(Entry entry) {
            LocalDate due = entry.task().dueOn();
            return new Cursor(
                    entry.first(),
                    due == null ? FAR : due,
                    entry.file().id().value(),
                    entry.task().key());
        }
    }

    record Due(CaseId id, String kind) {}

    /** What is first has rank 0, so that one index orders everything. */
    static short rank(boolean first) {
        return (short) (first ? 0 : 1);
    }

    /** What the posts must do next: what is first, then the nearest date. */
    public List<Entry> inbox(String region, Collection<String> posts, Cursor after, int limit) {
        return inbox(region, posts, "", after, limit);
    }

    /** The same of one label; the empty one is all. */
    public List<Entry> inbox(String region, Collection<String> posts, String label, Cursor after, int limit) {
        return jdbc.sql(label.isEmpty() ? INBOX : LABELLED)
                .param("region", region)
                .param("posts", posts.toArray(String[]::new))
                .param("label", label)
                .param("rank", rank(after.first()))
                .param("due", after.due())
                .param("case", after.caseId())
                .param("key", after.key())
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> entry(row))
                .list();
    }

    /** What posts of any department should have done before today, the oldest date first. */
    public List<Entry> overdue(String region, LocalDate today, Cursor after, int limit) {
        return overdue(region, true, List.of(), today, after, limit);
    }

    /** What the posts of these departments should have done before today, the oldest date first. */
    public List<Entry> overdue(
            String region, Collection<String> departments, LocalDate today, Cursor after, int limit) {
        return overdue(region, false, departments, today, after, limit);
    }

    private List<Entry> overdue(
            String region, boolean all, Collection<String> departments, LocalDate today, Cursor after, int limit) {
        return jdbc.sql(OVERDUE)
                .param("region", region)
                .param("all", all)
                .param("departments", departments.toArray(String[]::new))
                .param("today", today)
                .param("rank", rank(after.first()))
                .param("due", after.due())
                .param("case", after.caseId())
                .param("key", after.key())
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> entry(row))
                .list();
    }

    /** @param without cases of which whoever counts learns nothing */
    public long count(String region, Collection<String> posts, Collection<UUID> without) {
        return jdbc.sql(COUNT)
                .param("region", region)
                .param("posts", posts.toArray(String[]::new))
                .param("without", without.toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    /** The open tasks of one case. */
    public List<Entry> tasks(CaseId id) {
        return jdbc.sql(TASKS)
                .param("region", id.region())
                .param("case", id.value())
                .query((row, _) -> entry(row))
                .list();
    }

    /** The cases of one kind of one applicant, newest first, older than {@code before}. */
    public List<Summary> ofApplicant(String region, String kind, UUID applicant, Instant before, int limit) {
        return jdbc.sql(OF_APPLICANT)
                .param("region", region)
                .param("kind", kind)
                .param("applicant", applicant)
                .param("before", Timestamp.from(before))
                .param("id", FIRST)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> summary(row))
                .list();
    }

    /** The cases of one kind of some departments, newest first, older than {@code before}. */
    public List<Summary> ofDepartments(
            String region, String kind, Collection<String> departments, Instant before, int limit) {
        return jdbc.sql(OF_DEPARTMENTS)
                .param("region", region)
                .param("kind", kind)
                .param("departments", departments.toArray(String[]::new))
                .param("before", Timestamp.from(before))
                .param("id", FIRST)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> summary(row))
                .list();
    }

    /** The cases that somebody handed in himself, youngest first, with ids below {@code before}. */
    public List<Summary> openedBy(String region, UUID actor, UUID before, int limit) {
        return jdbc.sql(OPENED_BY)
                .param("region", region)
                .param("actor", actor)
                .param("before", before)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> summary(row))
                .list();
    }

    /** True where this very one handed the case in. */
    public boolean isOpenedBy(CaseId id, UUID actor) {
        return jdbc.sql(IS_OPENED_BY)
                .param("region", id.region())
                .param("case", id.value())
                .param("actor", actor)
                .query(Boolean.class)
                .single();
    }

    /** True where a command of this actor under this key was answered before: the same answer follows. */
    public boolean isAnswered(String region, UUID actor, String key) {
        return jdbc.sql(IS_ANSWERED)
                .param("region", region)
                .param("actor", actor)
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    /**
     * The cases of one kind that run and were entrusted to somebody last, newest first.
     *
     * @param event the event that entrusts, whose payload names in {@code to} whom
     */
    public List<Summary> entrusted(String region, String kind, Class<? extends Record> event, UUID to, int limit) {
        return jdbc.sql(ENTRUSTED.formatted(event.getSimpleName()))
                .param("region", region)
                .param("kind", kind)
                .param("to", to.toString())
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> summary(row))
                .list();
    }

    /** How many cases of one kind came in since then, by department. */
    public Map<String, Long> opened(String region, String kind, Instant since) {
        var opened = new HashMap<String, Long>();
        jdbc.sql(OPENED)
                .param("region", region)
                .param("kind", kind)
                .param("since", Timestamp.from(since))
                .query((row, _) -> opened.put(row.getString("department_code"), row.getLong("number")))
                .list();
        return opened;
    }

    public Optional<Summary> byNumber(String region, String number) {
        return jdbc.sql(BY_NUMBER)
                .param("region", region)
                .param("number", number)
                .query((row, _) -> summary(row))
                .optional();
    }

    /** Those of these cases that there are, by their ids. */
    public Map<UUID, Summary> byIds(String region, Collection<UUID> ids) {
        return jdbc
                .sql(BY_IDS)
                .param("region", region)
                .param("ids", ids.toArray(UUID[]::new))
                .param("limit", MOST)
                .query((row, _) -> summary(row))
                .list()
                .stream()
                .collect(Collectors.toMap(file -> file.id().value(), Function.identity()));
    }

    /** What is decided and stands in this state still, the oldest first. */
    public List<Summary> resting(String region, String kind, String status, int limit) {
        return jdbc.sql(RESTING)
                .param("region", region)
                .param("kind", kind)
                .param("status", status)
                .param("limit", Math.min(limit, MOST_RESTING))
                .query((row, _) -> summary(row))
                .list();
    }

    /**
     * The cases of a department whose own date is over, the oldest date first, after that of the line before.
     *
     * @param after null for the first page
     */
    public List<Summary> late(
            String region, String kind, String department, LocalDate today, @Nullable Summary after, int limit) {
        LocalDate due = after == null ? null : after.dueOn();
        return jdbc.sql(LATE)
                .param("region", region)
                .param("department", department)
                .param("kind", kind)
                .param("today", today)
                .param("due", due == null ? LocalDate.EPOCH : due)
                .param("id", after == null ? FIRST : after.id().value())
                .param("limit", Math.min(limit, MOST_RESTING))
                .query((row, _) -> summary(row))
                .list();
    }

    /** Where numbers are limited: who stands first in the queue of a subject, leaving one case out. */
    public Optional<Summary> firstInQueue(CaseId without, String subject) {
        return jdbc.sql(FIRST_IN_QUEUE)
                .param("region", without.region())
                .param("subject", subject)
                .param("without", without.value())
                .query((row, _) -> summary(row))
                .optional();
    }

    /** Since when the case holds its place in the queue of its subject; nothing while it holds none. */
    public Optional<Instant> queuedAt(CaseId id) {
        return jdbc.sql("""
                        select queue_at
                          from casework.case_file
                         where region_code = :region and id = :id and queue_at is not null
                        """)
                .param("region", id.region())
                .param("id", id.value())
                .query((row, _) -> row.getTimestamp("queue_at").toInstant())
                .optional();
    }

    /** How many cases of a subject rest in this state; the index is partial, so its condition is said again. */
    public int resting(String region, String kind, String subject, String status) {
        return jdbc.sql("""
                        select count(*)
                          from casework.case_file f
                         where f.region_code = :region and f.kind = :kind and f.status = :status
                           and f.status in ('Granted', 'Issued', 'Refused', 'Delivered', 'RefusalServed')
                           and f.subject_code = :subject
                        """)
                .param("region", region)
                .param("kind", kind)
                .param("subject", subject)
                .param("status", status)
                .query(Integer.class)
                .single();
    }

    List<Due> due(String region, Instant now, int limit) {
        return jdbc.sql(DUE)
                .param("region", region)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, _) -> new Due(id(row), row.getString("kind")))
                .list();
    }

    private static CaseId id(ResultSet row) throws SQLException {
        return new CaseId(row.getString("region_code"), row.getObject("id", UUID.class));
    }

    private static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                id(row),
                row.getString("kind"),
                row.getString("number"),
                row.getString("title"),
                new Subject(row.getString("subject_code"), row.getInt("subject_version")),
                row.getString("department_code"),
                row.getString("channel"),
                row.getString("status"),
                row.getString("label"),
                row.getTimestamp("opened_at").toInstant(),
                row.getObject("case_due_on", LocalDate.class),
                row.getLong("version"),
                row.getObject("applicant_id", UUID.class));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        LocalDate due = row.getObject("due_on", LocalDate.class);
        return new Entry(
                summary(row),
                new Agenda.Task(
                        row.getString("key"),
                        row.getString("post"),
                        row.getString("act"),
                        FAR.equals(due) ? null : due),
                row.getShort("rank") == 0);
    }
}
