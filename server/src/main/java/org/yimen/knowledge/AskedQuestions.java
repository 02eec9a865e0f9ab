package org.yimen.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;
import org.yimen.knowledge.Question.State;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.InTurn;
import org.yimen.platform.Settings;
import org.yimen.time.WorkCalendar;

/** What was asked: with an answer and its sources, or as the task of a department to write one by a day. */
@Service
public class AskedQuestions {

    public static final int LONGEST = 2000;
    public static final int MOST = 200;

    /** Setting: within how many working days a department writes the answer that was missing. */
    static final String DAYS = "knowledge.days";

    /** Stands for whoever asks by himself: nobody keeps who it was. */
    static final UUID NOBODY = new UUID(0, 0);

    /** Who writes or hands on what nobody has said the department of: the hotline, where there is none the centre. */
    static final List<String> KEEPERS = List.of("12345", "ZX");

    static final String QUESTION = "knowledge.question.question";
    static final String ANSWER = "knowledge.question.answer";

    private static final String COLUMNS = """
            select region_code, id, channel, question_sealed, answer_sealed, sources, department, asked_at, due_on, state
              from knowledge.question
            """;

    private static final String INSERT = """
            insert into knowledge.question
                   (region_code, id, request_key, channel, question_sealed, answer_sealed, sources, department, asked_at,
                    asked_by, due_on, state, reason, words_index, by_itself)
            values (:region, :id, :key, :channel, :question, :answer, :sources, :department, :at, :by, :due, :state, '',
                    :words, :byItself)
                on conflict on constraint question_key_uq do nothing
            """;

    private static final String BY_KEY = """
            select id
              from knowledge.question
             where region_code = :region and asked_by = :by and request_key = :key
            """;

    private static final String FIND = COLUMNS + """
             where region_code = :region and id = :id
            """;

    private static final String OPEN = COLUMNS + """
             where region_code = :region and state = 'OPEN' and department = any(:departments)
             order by due_on, id
             limit :most
            """;

    private static final String CLOSE = """
            update knowledge.question
               set state = :next, article_id = :article, closed_at = :at, closed_by = :by, reason = :reason
             where region_code = :region and id = :id and state = 'OPEN'
            """;

    private static final String SAME = """
            select id, by_itself and department = any(:keepers) as unclaimed
              from knowledge.question
             where region_code = :region and words_index = any(:words) and state = 'OPEN'
             limit 1
            """;

    private static final String HAND_ON = """
            update knowledge.question
               set department = :department
             where region_code = :region and id = :id and state = 'OPEN'
            """;

    private static final String SETTLED = """
            select exists (
                   select from knowledge.question
                    where region_code = :region and words_index = any(:words)
                      and (state = 'OPEN' or (state = 'DISMISSED' and closed_at >= :since)))
            """;

    private static final String BY_THEMSELVES = """
            select count(*)
              from knowledge.question
             where region_code = :region and by_itself and asked_at >= :since and asked_at < :until
            """;

    private static final String RATE = """
            select count(*) as asked, count(*) filter (where state = 'ANSWERED') as answered
              from knowledge.question
             where region_code = :region and asked_at >= :since and asked_at < :until and asked_by <> :nobody
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final KnowledgeRights rights;
    private final Directory directory;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;

    AskedQuestions(
            JdbcClient jdbc,
            ColumnCipher cipher,
            KnowledgeRights rights,
            Directory directory,
            WorkCalendar calendar,
            Settings settings,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.rights = rights;
        this.directory = directory;
        this.calendar = calendar;
        this.settings = settings;
        this.audit = audit;
        this.time = time;
        this.region = region;
    }

    /**
     * Keeps a question with its answer.
     *
     * @param cited what the answer rests on, at least one: an answer without a source is nobody's knowledge
     * @param key of the form: sent again it is the same question
     */
    @Transactional
    public UUID answered(String channel, String text, String answer, List<Found> cited, UUID staff, String key) {
        if (cited.isEmpty()) {
            throw new KnowledgeRefused("knowledge.answer.source-missing");
        }
        if (answer.isBlank() || answer.length() > LONGEST) {
            throw new KnowledgeRefused("knowledge.answer.missing", LONGEST);
        }
        if (AuditLog.holdsPersonalNumber(answer)) {
            throw new KnowledgeRefused("knowledge.answer.number");
        }
        return enter(new Asked(channel, text, answer, cited, null, staff, key, false));
    }

    /** 知识待办: nobody could say it, so the department writes it within its days. The same words open no second task. */
    @Transactional
    public UUID unanswered(String channel, String text, String department, UUID staff, String key) {
        return task(channel, text, department, staff, key);
    }

    private UUID task(String channel, String text, String department, UUID staff, String key) {
        if (directory.departments().stream().noneMatch(each -> each.code().equals(department))) {
            throw new KnowledgeRefused("knowledge.question.department-missing");
        }
        return enter(new Asked(channel, text, null, List.of(), department, staff, key, false));
    }

    /** The same of somebody who found nothing himself. */
    @Transactional
    public UUID askedByHimself(String channel, String text, String department, String key) {
        return task(channel, text, department, NOBODY, key);
    }

    /** The same words that several people looked for in vain; whoever calls has made sure that no task is open for them. */
    void openByItself(String channel, String text, String department) {
        var _ = enter(
                new Asked(channel, text, null, List.of(), department, NOBODY, "unfound:" + UUID.randomUUID(), true));
    }

    /** True where these words are somebody's task, or somebody said since then why nothing is written. */
    boolean isSettled(byte[][] words, Instant since) {
        return jdbc.sql(SETTLED)
                .param("region", region)
                .param("words", words)
                .param("since", Timestamp.from(since))
                .query(Boolean.class)
                .single();
    }

    /** How many tasks opened by themselves on these days, both included. */
    public long byThemselves(LocalDate from, LocalDate until) {
        return jdbc.sql(BY_THEMSELVES)
                .param("region", region)
                .param("since", Timestamp.from(CityTime.startOf(from)))
                .param("until", Timestamp.from(CityTime.startOf(until.plusDays(1))))
                .query(Long.class)
                .single();
    }

    /**
     * @param answer null where nobody had one
     * @param department whose task it is, or null where there was an answer
     * @param byItself nobody handed it on: several people looked for it in vain
     */
    private record Asked(
            String channel,
            String text,
            @Nullable String answer,
            List<Found> cited,
            @Nullable String department,
            UUID by,
            String key,
            boolean byItself) {}

    private UUID enter(Asked asked) {
        String text = asked.text();
        if (text.isBlank() || text.length() > LONGEST) {
            throw new KnowledgeRefused("knowledge.question.missing", LONGEST);
        }
        Articles.plain(text);
        Optional<Question> before = byKey(asked);
        if (before.isPresent()) {
            return same(before.get(), asked);
        }
        Instant now = time.instant();
        String department = asked.department();
        boolean repeated = department != null && isOpenAlready(asked, department);
        LocalDate due = department == null
                ? null
                : calendar.provisional().after(CityTime.day(now), Math.toIntExact(settings.number(DAYS)));
        UUID id = Uuid7.next(now);
        String answer = asked.answer();
        int done = jdbc.sql(INSERT)
                .param("region", region)
                .param("id", id)
                .param("key", asked.key())
                .param("channel", asked.channel())
                .param(
                        "question",
                        cipher.seal(QUESTION, region, id.toString(), text).bytes())
                .param(
                        "answer",
                        answer == null
                                ? null
                                : cipher.seal(ANSWER, region, id.toString(), answer)
                                        .bytes(),
                        Types.BINARY)
                .param("sources", asked.cited().stream().map(Found::source).toArray(String[]::new))
                .param("department", department, Types.VARCHAR)
                .param("at", Timestamp.from(now))
                .param("by", asked.by())
                .param("due", due, Types.DATE)
                .param("state", (department == null ? State.ANSWERED : repeated ? State.REPEATED : State.OPEN).name())
                .param(
                        "words",
                        department == null || !SameWords.says(text) ? null : SameWords.index(cipher, text),
                        Types.BINARY)
                .param("byItself", asked.byItself())
                .update();
        return done == 1 ? id : same(byKey(asked).orElseThrow(), asked);
    }

    /**
     * One task for the same words while it is open. Where it opened by itself nobody has said yet whose it is: an officer who asks now
     * says so.
     */
    private boolean isOpenAlready(Asked asked, String department) {
        if (!SameWords.says(asked.text())) {
            return false;
        }
        InTurn.await(jdbc, "knowledge.question " + region);
        record Open(UUID id, boolean unclaimed) {}
        Optional<Open> open = jdbc.sql(SAME)
                .param("region", region)
                .param("words", SameWords.indexes(cipher, asked.text()))
                .param("keepers", KEEPERS.toArray(String[]::new))
                .query((row, _) -> new Open(row.getObject("id", UUID.class), row.getBoolean("unclaimed")))
                .optional();
        open.filter(each -> each.unclaimed() && !asked.by().equals(NOBODY))
                .ifPresent(each -> give(each.id(), department));
        return open.isPresent();
    }

    private Optional<Question> byKey(Asked asked) {
        return jdbc.sql(BY_KEY)
                .param("region", region)
                .param("by", asked.by())
                .param("key", asked.key())
                .query((row, _) -> row.getObject("id", UUID.class))
                .optional()
                .flatMap(this::find);
    }

    private static UUID same(Question before, Asked asked) {
        boolean same = before.text().equals(asked.text())
                && Objects.equals(before.answer(), asked.answer())
                && Objects.equals(before.department(), asked.department());
        if (!same) {
            throw new KnowledgeRefused("platform.key.reused");
        }
        return before.id();
    }

    /**
     * 转办: it is another department's, whose day stays the same; by whoever answers for the one that has it.
     *
     * @throws KnowledgeRefused where there is no such department, or somebody was faster
     */
    @Transactional
    public void handOn(UUID id, String department, Officer officer) {
        String from = decided(id, officer);
        if (department.equals(from)
                || directory.departments().stream()
                        .noneMatch(each -> each.code().equals(department))) {
            throw new KnowledgeRefused("knowledge.question.department-missing");
        }
        if (give(id, department) == 0) {
            throw new KnowledgeRefused("knowledge.question.closed");
        }
        audit.record(
                region,
                officer.id().toString(),
                "knowledge.question-handed-on",
                id.toString(),
                Map.of("from", from, "department", department));
    }

    private int give(UUID id, String department) {
        return jdbc.sql(HAND_ON)
                .param("department", department)
                .param("region", region)
                .param("id", id)
                .update();
    }

    /** The department for which he may say what becomes of it. */
    private String decided(UUID id, Officer officer) {
        Question question = find(id).orElseThrow(() -> new KnowledgeRefused("knowledge.question.closed"));
        String department = question.department();
        if (department == null || !rights.mayDecide(officer, department)) {
            throw new AccessDeniedException("Another department's question");
        }
        return department;
    }

    public Optional<Question> find(UUID id) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .query(this::question)
                .optional();
    }

    /** The answers that these departments owe, the nearest day first. */
    public List<Question> open(List<String> departments) {
        return departments.isEmpty()
                ? List.of()
                : jdbc.sql(OPEN)
                        .param("region", region)
                        .param("departments", departments.toArray(String[]::new))
                        .param("most", MOST)
                        .query(this::question)
                        .list();
    }

    void demandOpen(UUID id, String department) {
        boolean open = find(id).filter(
                        question -> question.state() == State.OPEN && department.equals(question.department()))
                .isPresent();
        if (!open) {
            throw new KnowledgeRefused("knowledge.question.closed");
        }
    }

    /** Its answer was approved. Done otherwise in the meantime, it stays so. */
    void written(UUID id, UUID article, Officer officer) {
        close(id, State.WRITTEN, article, "", officer);
    }

    /** 不入库: whoever answers for the department says why nothing is written for everybody. */
    @Transactional
    public void dismiss(UUID id, String reason, Officer officer) {
        String department = decided(id, officer);
        if (reason.isBlank() || reason.length() > Articles.LONGEST_SOURCE) {
            throw new KnowledgeRefused("knowledge.article.reason-missing", Articles.LONGEST_SOURCE);
        }
        Articles.plain(reason);
        if (close(id, State.DISMISSED, null, reason, officer) == 0) {
            throw new KnowledgeRefused("knowledge.question.closed");
        }
        audit.record(
                region,
                officer.id().toString(),
                "knowledge.question-dismissed",
                id.toString(),
                Map.of("department", department));
    }

    private int close(UUID id, State next, @Nullable UUID article, String reason, Officer officer) {
        return jdbc.sql(CLOSE)
                .param("next", next.name())
                .param("article", article, Types.OTHER)
                .param("at", Timestamp.from(time.instant()))
                .param("by", officer.id())
                .param("reason", reason)
                .param("region", region)
                .param("id", id)
                .update();
    }

    /** 命中率 of the questions that were asked of an officer on these days, both included. */
    public HitRate rate(LocalDate from, LocalDate until) {
        return jdbc.sql(RATE)
                .param("region", region)
                .param("nobody", NOBODY)
                .param("since", Timestamp.from(CityTime.startOf(from)))
                .param("until", Timestamp.from(CityTime.startOf(until.plusDays(1))))
                .query((row, _) -> new HitRate(row.getLong("answered"), row.getLong("asked")))
                .single();
    }

    private Question question(ResultSet row, int at) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] answer = row.getBytes("answer_sealed");
        return new Question(
                id,
                row.getString("channel"),
                cipher.open(QUESTION, region, id.toString(), Sealed.of(row.getBytes("question_sealed"))),
                answer == null ? null : cipher.open(ANSWER, region, id.toString(), Sealed.of(answer)),
                List.of((String[]) row.getArray("sources").getArray()),
                row.getString("department"),
                row.getTimestamp("asked_at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                State.valueOf(row.getString("state")));
    }
}
