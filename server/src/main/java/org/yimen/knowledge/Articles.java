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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.catalogue.Catalogue;
import org.yimen.identifier.Uuid7;
import org.yimen.knowledge.Article.Source;
import org.yimen.knowledge.Article.State;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** 知识条目: written by an officer of the department, approved by another one, and answered with until its day. */
@Service
public class Articles {

    public static final int LONGEST_TITLE = 80;
    public static final int LONGEST_BODY = 4000;
    public static final int LONGEST_SOURCE = 200;

    /** The most that one list shows. */
    public static final int MOST = 500;

    private static final int FARTHEST_YEARS = 5;

    private static final String COLUMNS = """
            select region_code, id, version, department, title_zh, title_en, body_zh, body_en, source_item, source_text,
                   valid_until, question_id, state, written_by, written_at, decided_by, decided_at, reason
              from knowledge.article
            """;

    private static final String INSERT = """
            insert into knowledge.article
                   (region_code, id, version, request_key, department, title_zh, title_en, body_zh, body_en, source_item,
                    source_text, valid_until, question_id, state, written_by, written_at, reason)
            values (:region, :id, :version, :key, :department, :title, :titleEn, :body, :bodyEn, :item, :text, :until,
                    :question, 'PROPOSED', :by, :at, '')
            """;

    private static final String BY_KEY = COLUMNS + """
             where region_code = :region and written_by = :by and request_key = :key
            """;

    private static final String FIND = COLUMNS + """
             where region_code = :region and id = :id and version = :version
            """;

    private static final String VERSIONS = COLUMNS + """
             where region_code = :region and id = :id
             order by version desc
             limit :most
            """;

    private static final String CURRENT = COLUMNS + """
             where region_code = :region and state = 'APPROVED' and valid_until >= :day
             order by decided_at desc, id
             limit :most
            """;

    private static final String OF = COLUMNS + """
             where region_code = :region and department = any(:departments)
               and state in ('PROPOSED', 'APPROVED', 'RETURNED')
             order by (state <> 'PROPOSED'), valid_until, id
             limit :most
            """;

    private static final String DECIDE = """
            update knowledge.article
               set state = :next, decided_by = :by, decided_at = :at, reason = :reason
             where region_code = :region and id = :id and version = :version and state = :state
            """;

    private static final String REPLACE = """
            update knowledge.article
               set state = 'REPLACED'
             where region_code = :region and id = :id and version < :version and state = 'APPROVED'
            """;

    private static final String REVISION = """
            select count(*) || '@' || coalesce(max(decided_at)::text, '') as revision
              from knowledge.article
             where region_code = :region and decided_at is not null
            """;

    private final JdbcClient jdbc;
    private final KnowledgeRights rights;
    private final Catalogue catalogue;
    private final AskedQuestions questions;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;

    Articles(
            JdbcClient jdbc,
            KnowledgeRights rights,
            Catalogue catalogue,
            AskedQuestions questions,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.catalogue = catalogue;
        this.questions = questions;
        this.audit = audit;
        this.time = time;
        this.region = region;
    }

    /**
     * What somebody wrote.
     *
     * @param article the one of which this is the next version, or null for a new one
     * @param question the open question that it answers, or null
     */
    public record Draft(
            @Nullable UUID article,
            @Nullable UUID question,
            String department,
            Text title,
            Text body,
            Source source,
            LocalDate validUntil) {}

    /**
     * Hands a version in for approval.
     *
     * @param key of the form: sent again it is the same version
     */
    @Transactional
    public Article propose(Draft draft, Officer author, String key) {
        if (!rights.mayWrite(author, draft.department())) {
            throw new AccessDeniedException("Another department's knowledge");
        }
        check(draft);
        Optional<Article> before = jdbc.sql(BY_KEY)
                .param("region", region)
                .param("by", author.id())
                .param("key", key)
                .query(Articles::article)
                .optional();
        if (before.isPresent()) {
            return before.get();
        }
        UUID question = draft.question();
        if (question != null) {
            questions.demandOpen(question, draft.department());
        }
        Instant now = time.instant();
        List<Article> versions = draft.article() == null ? List.of() : versions(draft.article());
        if (draft.article() != null
                && (versions.isEmpty() || !versions.getFirst().department().equals(draft.department()))) {
            throw new KnowledgeRefused("knowledge.article.unknown");
        }
        UUID id = versions.isEmpty() ? Uuid7.next(now) : versions.getFirst().id();
        int version = versions.isEmpty() ? 1 : versions.getFirst().version() + 1;
        try {
            jdbc.sql(INSERT)
                    .param("region", region)
                    .param("id", id)
                    .param("version", version)
                    .param("key", key)
                    .param("department", draft.department())
                    .param("title", draft.title().zh())
                    .param("titleEn", draft.title().en(), Types.VARCHAR)
                    .param("body", draft.body().zh())
                    .param("bodyEn", draft.body().en(), Types.VARCHAR)
                    .param("item", draft.source().item(), Types.VARCHAR)
                    .param("text", draft.source().text(), Types.VARCHAR)
                    .param("until", draft.validUntil())
                    .param("question", question, Types.OTHER)
                    .param("by", author.id())
                    .param("at", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException _) {
            throw new KnowledgeRefused("knowledge.article.waits");
        }
        return find(id, version).orElseThrow();
    }

    private void check(Draft draft) {
        Source source = draft.source();
        String item = source.item();
        String text = source.text();
        demand(draft.title().zh(), LONGEST_TITLE, "knowledge.article.title-wrong");
        demand(draft.body().zh(), LONGEST_BODY, "knowledge.article.body-wrong");
        within(draft.title().en(), LONGEST_TITLE, "knowledge.article.title-wrong");
        within(draft.body().en(), LONGEST_BODY, "knowledge.article.body-wrong");
        if (item != null && catalogue.current(item).isEmpty()) {
            throw new KnowledgeRefused("knowledge.article.source-missing");
        }
        if (text != null) {
            demand(text, LONGEST_SOURCE, "knowledge.article.source-missing");
        }
        plain(draft.title().zh());
        plain(draft.title().en());
        plain(draft.body().zh());
        plain(draft.body().en());
        plain(text);
        LocalDate today = CityTime.day(time.instant());
        if (!draft.validUntil().isAfter(today) || draft.validUntil().isAfter(today.plusYears(FARTHEST_YEARS))) {
            throw new KnowledgeRefused("knowledge.article.until-wrong", FARTHEST_YEARS);
        }
    }

    /** Everybody reads it, so nobody's number stands in it. */
    static void plain(@Nullable String text) {
        if (text != null && AuditLog.holdsPersonalNumber(text)) {
            throw new KnowledgeRefused("knowledge.text.number");
        }
    }

    private static void demand(String text, int longest, String code) {
        if (text.isBlank()) {
            throw new KnowledgeRefused(code, longest);
        }
        within(text, longest, code);
    }

    private static void within(@Nullable String text, int longest, String code) {
        if (text != null && text.length() > longest) {
            throw new KnowledgeRefused(code, longest);
        }
    }

    /** 审核通过: from now on it is answered with, and the version before it is not. */
    @Transactional
    public Article approve(UUID id, int version, Officer officer) {
        Article article = mayBeDecided(id, version, officer);
        if (article.state() == State.APPROVED) {
            return article;
        }
        if (article.validUntil().isBefore(CityTime.day(time.instant()))) {
            throw new KnowledgeRefused("knowledge.article.expired");
        }
        jdbc.sql(REPLACE)
                .param("region", region)
                .param("id", id)
                .param("version", version)
                .update();
        decide(article, State.PROPOSED, State.APPROVED, "", officer, "knowledge.approved");
        UUID question = article.question();
        if (question != null) {
            questions.written(question, id, officer);
        }
        return find(id, version).orElseThrow();
    }

    /** 退回: it goes back to who wrote it, with the reason. */
    @Transactional
    public void giveBack(UUID id, int version, String reason, Officer officer) {
        Article article = mayBeDecided(id, version, officer);
        demand(reason, LONGEST_SOURCE, "knowledge.article.reason-missing");
        plain(reason);
        decide(article, State.PROPOSED, State.RETURNED, reason, officer, "knowledge.returned");
    }

    /** 撤下: what turned out wrong is answered with no more, at once. */
    @Transactional
    public void withdraw(UUID id, int version, String reason, Officer officer) {
        // Who wrote it takes his own word back only through somebody else: the row names two people.
        Article article = mayBeDecided(id, version, officer);
        demand(reason, LONGEST_SOURCE, "knowledge.article.reason-missing");
        plain(reason);
        decide(article, State.APPROVED, State.WITHDRAWN, reason, officer, "knowledge.withdrawn");
    }

    private Article mayBeDecided(UUID id, int version, Officer officer) {
        Article article = find(id, version).orElseThrow(() -> new KnowledgeRefused("knowledge.article.unknown"));
        if (!rights.mayDecide(officer, article.department())) {
            throw new AccessDeniedException("Another department's knowledge");
        }
        if (!rights.mayApprove(officer, article)) {
            throw new KnowledgeRefused("knowledge.article.own");
        }
        return article;
    }

    private void decide(Article article, State from, State to, String reason, Officer officer, String kind) {
        int moved = jdbc.sql(DECIDE)
                .param("next", to.name())
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("reason", reason)
                .param("region", region)
                .param("id", article.id())
                .param("version", article.version())
                .param("state", from.name())
                .update();
        if (moved == 0) {
            throw new KnowledgeRefused("knowledge.article.moved");
        }
        audit.record(
                region,
                officer.id().toString(),
                kind,
                article.id().toString(),
                Map.of("version", Integer.toString(article.version()), "department", article.department()));
    }

    public Optional<Article> find(UUID id, int version) {
        return jdbc.sql(FIND)
                .param("region", region)
                .param("id", id)
                .param("version", version)
                .query(Articles::article)
                .optional();
    }

    /** All versions of one, the newest first. */
    public List<Article> versions(UUID id) {
        return jdbc.sql(VERSIONS)
                .param("region", region)
                .param("id", id)
                .param("most", MOST)
                .query(Articles::article)
                .list();
    }

    /** What is answered with today, for everybody. */
    public List<Article> current() {
        return jdbc.sql(CURRENT)
                .param("region", region)
                .param("day", CityTime.day(time.instant()))
                .param("most", MOST)
                .query(Articles::article)
                .list();
    }

    /** The version that is answered with today. */
    public Optional<Article> current(UUID id) {
        LocalDate today = CityTime.day(time.instant());
        return versions(id).stream().filter(article -> article.answersOn(today)).findFirst();
    }

    /** What these departments have: what waits first, then what runs out first. */
    public List<Article> of(List<String> departments) {
        return jdbc.sql(OF)
                .param("region", region)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query(Articles::article)
                .list();
    }

    /** What waits for this officer's word. */
    public List<Article> toApprove(Officer officer) {
        List<String> departments = rights.writesFor(officer);
        return departments.isEmpty()
                ? List.of()
                : of(departments).stream()
                        .filter(article -> article.state() == State.PROPOSED && rights.mayApprove(officer, article))
                        .toList();
    }

    /** Changes whenever something was decided. */
    String revision() {
        return jdbc.sql(REVISION)
                .param("region", region)
                .query((row, _) -> row.getString("revision"))
                .single();
    }

    private static Article article(ResultSet row, int at) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        return new Article(
                row.getString("region_code"),
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getString("department"),
                new Text(row.getString("title_zh"), row.getString("title_en")),
                new Text(row.getString("body_zh"), row.getString("body_en")),
                new Source(row.getString("source_item"), row.getString("source_text")),
                row.getObject("valid_until", LocalDate.class),
                row.getObject("question_id", UUID.class),
                State.valueOf(row.getString("state")),
                row.getObject("written_by", UUID.class),
                row.getTimestamp("written_at").toInstant(),
                row.getObject("decided_by", UUID.class),
                decided == null ? null : decided.toInstant(),
                row.getString("reason"));
    }
}
