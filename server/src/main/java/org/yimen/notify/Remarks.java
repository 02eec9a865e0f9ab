package org.yimen.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Remark.About;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;
import org.yimen.time.WorkCalendar;

/**
 * 办件留言: the thread of a case. Who is a party of the case, and who sees it in the office, the pages ask before they come
 * here; a text is stored once for the key of its form.
 */
@Service
public class Remarks {

    public static final int LONGEST = 1000;

    /** Setting: after how many working days an unanswered text is reminded of. */
    static final String DAYS = "talk.answer-days";

    static final String TEXT = "notify.remark.text";

    /** The most texts of one thread that a page shows, the newest. */
    public static final int MOST = 200;

    /** How many a day one side may write on one case, so that a thread stays a thread. */
    static final int MOST_A_DAY = 30;

    private static final Logger log = LoggerFactory.getLogger(Remarks.class);
    private static final int AT_ONCE = 100;

    private static final String SELECT = """
            select region_code, id, case_id, number, item_zh, item_en, department_code, holder_id, person_id, author_id,
                   post, from_office, text_sealed, at, due_on, answered_at, reminded_at, seen_at, missed
              from notify.remark
            """;

    private static final String REMIND = """
            update notify.remark
               set reminded_at = :now
             where region_code = :region and id in (
                     select id
                       from notify.remark
                      where region_code = :region and not from_office and answered_at is null and reminded_at is null
                        and due_on < :today
                      order by due_on
                      limit :limit
                        for update skip locked)
            returning id, number, department_code
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ColumnCipher cipher;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Directory directory;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final InstantSource time;
    private final String region;

    Remarks(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ColumnCipher cipher,
            Outbox outbox,
            AuditLog audit,
            Directory directory,
            WorkCalendar calendar,
            Settings settings,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cipher = cipher;
        this.outbox = outbox;
        this.audit = audit;
        this.directory = directory;
        this.calendar = calendar;
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    /** The applicant, or who acts for him, writes to the office. */
    @Transactional
    public void ask(About about, UUID person, String key, String text) {
        Instant now = time.instant();
        LocalDate due = calendar.provisional().after(CityTime.day(now), days());
        var _ = write(about, person, "", false, key, checked(text), now, due, null);
    }

    /**
     * 没有收到: the applicant says that a paper did not reach him that was served by post. It waits for an answer as everything
     * that he writes; nothing else follows by itself.
     *
     * @param number of the paper
     */
    @Transactional
    public void missed(About about, UUID person, String key, String number, String text) {
        Instant now = time.instant();
        LocalDate due = calendar.provisional().after(CityTime.day(now), days());
        var _ = write(about, person, "", false, key, checked(text), now, due, number);
    }

    /** The numbers of the papers that did not reach the applicant as he says, while nobody answered him. */
    public Set<String> missed(String region, UUID caseId) {
        return Set.copyOf(jdbc.sql("""
                        select distinct missed
                          from notify.remark
                         where region_code = :region and case_id = :case and missed is not null and answered_at is null
                        """)
                .param("region", region)
                .param("case", caseId)
                .query(String.class)
                .list());
    }

    /** The office writes from a post: what waited on the case is answered, and the applicant is told. */
    @Transactional
    public void answer(About about, UUID staff, String post, String key, String text) {
        Instant now = time.instant();
        UUID id = write(about, staff, post, true, key, checked(text), now, null, null);
        if (id == null) {
            return;
        }
        jdbc.sql("""
                        update notify.remark
                           set answered_at = :at
                         where region_code = :region and case_id = :case and not from_office and answered_at is null
                        """)
                .param("at", Timestamp.from(now))
                .param("region", about.region())
                .param("case", about.caseId())
                .update();
        outbox.post(Notice.of(
                        about.region(),
                        about.holder(),
                        about.person(),
                        "remark:" + id,
                        "notify.remark",
                        List.of(about.item(), Text.of(about.number())),
                        now)
                .to("/me/cases/" + about.caseId() + "/talk")
                .ofCase(about.caseId()));
    }

    /** The thread, the oldest first. */
    public List<Remark> of(String region, UUID caseId) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and case_id = :case
                         order by at desc, id desc
                         limit :most
                        """)
                .param("region", region)
                .param("case", caseId)
                .param("most", MOST)
                .query((row, _) -> remark(row))
                .list()
                .reversed();
    }

    /** What the other side wrote has been opened by this one. */
    @Transactional
    public void seen(String region, UUID caseId, boolean byOffice) {
        jdbc.sql("""
                        update notify.remark
                           set seen_at = :at
                         where region_code = :region and case_id = :case and from_office <> :office and seen_at is null
                        """)
                .param("at", Timestamp.from(time.instant()))
                .param("region", region)
                .param("case", caseId)
                .param("office", byOffice)
                .update();
    }

    /** What waits for an answer of these departments, the nearest date first. */
    public List<Remark> waiting(String region, Collection<String> departments, int limit) {
        return jdbc.sql(SELECT + """
                         where region_code = :region and department_code = any(:departments) and not from_office
                           and answered_at is null
                         order by due_on, id
                         limit :limit
                        """)
                .param("region", region)
                .param("departments", departments.toArray(String[]::new))
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> remark(row))
                .list();
    }

    /** How many texts wait for an answer, by department. */
    public Map<String, Integer> counts(String region) {
        var counts = new HashMap<String, Integer>();
        jdbc.sql("""
                        select department_code, count(*) as waiting
                          from notify.remark
                         where region_code = :region and not from_office and answered_at is null
                         group by department_code
                        """)
                .param("region", region)
                .query((row, _) -> counts.put(row.getString("department_code"), row.getInt("waiting")))
                .list();
        return Map.copyOf(counts);
    }

    /** Of a case: how many of the office's texts the applicant has not opened yet. */
    public int unseen(String region, UUID caseId) {
        return jdbc.sql("""
                        select count(*)
                          from notify.remark
                         where region_code = :region and case_id = :case and from_office and seen_at is null
                        """)
                .param("region", region)
                .param("case", caseId)
                .query(Integer.class)
                .single();
    }

    @Scheduled(fixedDelayString = "${yimen.notify.remind-every:PT30S}")
    void remind() {
        while (remindOnce() == AT_ONCE) {
            log.debug("A full batch was overdue");
        }
    }

    private record Overdue(UUID id, String number, String department) {}

    /** Reminds the department of what is overdue, each once; its heads find it in their own messages. */
    public int remindOnce() {
        return Objects.requireNonNull(transaction.execute(_ -> reminded()));
    }

    /** In one transaction: what is marked as said is said. */
    private int reminded() {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        List<Overdue> overdue = jdbc.sql(REMIND)
                .param("now", Timestamp.from(now))
                .param("region", region)
                .param("today", today)
                .param("limit", AT_ONCE)
                .query((row, _) -> new Overdue(
                        row.getObject("id", UUID.class), row.getString("number"), row.getString("department_code")))
                .list();
        for (Overdue each : overdue) {
            directory
                    .holders(region, each.department() + "/head", today)
                    .forEach(head -> outbox.postInside(Notice.of(
                                    region,
                                    head.staff().id(),
                                    head.staff().id(),
                                    "remark-overdue:" + each.id(),
                                    "notify.remark-overdue",
                                    List.of(Text.of(each.number())),
                                    now)
                            .to("/desk/talk")));
            audit.record(
                    region,
                    "system",
                    "notify.remark-overdue",
                    each.id().toString(),
                    Map.of("department", each.department()));
        }
        return overdue.size();
    }

    private int days() {
        return Math.toIntExact(settings.number(DAYS));
    }

    private static String checked(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new NotifyRefused("notify.text.missing");
        }
        if (text.length() > LONGEST) {
            throw new NotifyRefused("notify.text.long", LONGEST);
        }
        return text;
    }

    /** Null where this form was sent before. */
    private @Nullable UUID write(
            About about,
            UUID author,
            String post,
            boolean fromOffice,
            String key,
            String text,
            Instant at,
            @Nullable LocalDate due,
            @Nullable String missed) {
        int today = jdbc.sql("""
                        select count(*)
                          from notify.remark
                         where region_code = :region and case_id = :case and from_office = :office and at > :since
                        """)
                .param("region", about.region())
                .param("case", about.caseId())
                .param("office", fromOffice)
                .param("since", Timestamp.from(CityTime.startOf(CityTime.day(at))))
                .query(Integer.class)
                .single();
        if (today >= MOST_A_DAY) {
            throw new NotifyRefused("notify.remark.many", MOST_A_DAY);
        }
        UUID id = Uuid7.next(at);
        int stored = jdbc.sql("""
                        insert into notify.remark
                               (region_code, id, case_id, number, item_zh, item_en, department_code, holder_id, person_id,
                                author_id, post, from_office, key, text_sealed, at, due_on, missed)
                        values (:region, :id, :case, :number, :itemZh, :itemEn, :department, :holder, :person,
                                :author, :post, :office, :key, :text, :at, :due, :missed)
                            on conflict (region_code, author_id, key) do nothing
                        """)
                .param("region", about.region())
                .param("id", id)
                .param("case", about.caseId())
                .param("number", about.number())
                .param("itemZh", about.item().zh())
                .param("itemEn", about.item().en(), Types.VARCHAR)
                .param("department", about.department())
                .param("holder", about.holder())
                .param("person", about.person())
                .param("author", author)
                .param("post", post)
                .param("office", fromOffice)
                .param("key", key)
                .param(
                        "text",
                        cipher.seal(TEXT, about.region(), id.toString(), text).bytes())
                .param("at", Timestamp.from(at))
                .param("due", due, Types.DATE)
                .param("missed", missed, Types.VARCHAR)
                .update();
        if (stored == 0) {
            mustBeTheSame(about, author, key, text);
        }
        return stored == 1 ? id : null;
    }

    private void mustBeTheSame(About about, UUID author, String key, String text) {
        Remark known = jdbc.sql(SELECT + " where region_code = :region and author_id = :author and key = :key")
                .param("region", about.region())
                .param("author", author)
                .param("key", key)
                .query((row, _) -> remark(row))
                .single();
        if (!known.about().caseId().equals(about.caseId()) || !known.text().equals(text)) {
            throw new NotifyRefused("platform.key.reused");
        }
    }

    private Remark remark(ResultSet row) throws SQLException {
        String of = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        return new Remark(
                id,
                new About(
                        of,
                        row.getObject("case_id", UUID.class),
                        row.getString("number"),
                        new Text(row.getString("item_zh"), row.getString("item_en")),
                        row.getString("department_code"),
                        row.getObject("holder_id", UUID.class),
                        row.getObject("person_id", UUID.class)),
                row.getObject("author_id", UUID.class),
                row.getString("post"),
                row.getBoolean("from_office"),
                cipher.open(TEXT, of, id.toString(), Sealed.of(row.getBytes("text_sealed"))),
                row.getTimestamp("at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                instant(row, "answered_at"),
                instant(row, "reminded_at"),
                instant(row, "seen_at"),
                row.getString("missed"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
