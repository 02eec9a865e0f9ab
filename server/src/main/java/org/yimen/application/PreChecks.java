package org.yimen.application;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Defect;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.Attempts;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.FormCheck;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.Json;
import org.yimen.platform.Text;

/**
 * 预审: who wants to can have his draft looked at before he submits it. It is no submission: the draft stays his, he may
 * change it, submit it or take the wish back at any time, and no term of 行政许可法 art. 32 runs before he submits.
 */
@Service
public class PreChecks {

    /** The most lines of the window's list. */
    public static final int MOST = 100;

    /** Kind of the audit entry of an answer. */
    public static final String ANSWERED = "application.pre-check";

    private static final int LONGEST = 300;
    private static final Json JSON = Json.of();

    private static final String COLUMNS = """
        select p.region_code, p.draft_id, p.number, p.asked_at, p.dossier_version, p.taken_back_at, p.answered_at, p.answered_by,
               p.passed, p.digest, p.looked, p.defects
          from application.pre_check p
        """;

    private static final String LATEST = COLUMNS + """
         where p.region_code = :region and p.draft_id = :draft
         order by p.number desc
         limit 1
        """;

    private static final String OPEN = COLUMNS + """
               join application.dossier d on d.region_code = p.region_code and d.id = p.draft_id
         where p.region_code = :region and p.answered_at is null and p.taken_back_at is null
           and d.submitted_at is null
         order by p.asked_at, p.draft_id
         limit :limit
        """;

    /** A second click finds the first one open, and asks for nothing more. */
    private static final String ASK = """
        insert into application.pre_check (region_code, draft_id, number, asked_at, dossier_version)
        select :region, :draft, coalesce(max(number), 0) + 1, :at, :version
          from application.pre_check
         where region_code = :region and draft_id = :draft
            on conflict do nothing
        """;

    private static final String TAKE_BACK = """
        update application.pre_check
           set taken_back_at = :at
         where region_code = :region and draft_id = :draft and answered_at is null and taken_back_at is null
        """;

    private static final String ANSWER = """
        update application.pre_check
           set answered_at = :at, answered_by = :by, passed = :passed, digest = :digest, looked = :looked,
               defects = :defects::jsonb
         where region_code = :region and draft_id = :draft and number = :number and answered_at is null
           and taken_back_at is null
        """;

    private final JdbcClient jdbc;
    private final Drafts drafts;
    private final Outbox outbox;
    private final Attempts attempts;
    private final AuditLog audit;
    private final InstantSource time;

    PreChecks(JdbcClient jdbc, Drafts drafts, Outbox outbox, Attempts attempts, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.drafts = drafts;
        this.outbox = outbox;
        this.attempts = attempts;
        this.audit = audit;
        this.time = time;
    }

    /**
     * One pre-check of one draft.
     *
     * @param number counts those of the draft, from 1
     * @param digest of what was looked at, or null before the answer
     * @param looked the checkpoints that were looked at
     * @param defects all that is to be put right; empty where it passed
     */
    public record PreCheck(
            UUID draft,
            int number,
            Instant askedAt,
            long seen,
            @Nullable Instant takenBackAt,
            @Nullable Instant answeredAt,
            @Nullable UUID answeredBy,
            boolean passed,
            @Nullable String digest,
            List<String> looked,
            List<Defect> defects) {
        public PreCheck {
            looked = List.copyOf(looked);
            defects = List.copyOf(defects);
        }

        public boolean open() {
            return answeredAt == null && takenBackAt == null;
        }
    }

    /** The last one, whatever became of it. */
    public Optional<PreCheck> latest(Dossier draft) {
        return jdbc.sql(LATEST)
                .param("region", draft.region())
                .param("draft", draft.id())
                .query((row, _) -> preCheck(row))
                .optional();
    }

    /** What waits for the window, the longest first. */
    public List<PreCheck> open(String region) {
        return jdbc.sql(OPEN)
                .param("region", region)
                .param("limit", MOST)
                .query((row, _) -> preCheck(row))
                .list();
    }

    /** Asks for one. What is missing the system says itself, so it asks nobody before all is there. */
    public void ask(Dossier draft) {
        if (!drafts.gaps(draft).isEmpty()) {
            throw new CaseRuleBroken("application.submit.incomplete");
        }
        jdbc.sql(ASK)
                .param("region", draft.region())
                .param("draft", draft.id())
                .param("at", Timestamp.from(time.instant()))
                .param("version", draft.version())
                .update();
    }

    public void takeBack(Dossier draft) {
        jdbc.sql(TAKE_BACK)
                .param("region", draft.region())
                .param("draft", draft.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    /** A draft that the window was asked to look at and has not answered. */
    public Optional<Dossier> asked(UUID draft) {
        return drafts.find(draft)
                .filter(found -> latest(found).filter(PreCheck::open).isPresent());
    }

    /**
     * Passes, or says everything that is wrong at once.
     *
     * @param seen the version of the draft that the clerk saw: what the applicant changed meanwhile is looked at first
     * @param defects empty where it passes
     * @param looked the checkpoints that were looked at; a pass needs every mandatory one
     */
    @Transactional
    public void answer(Dossier draft, UUID clerk, long seen, List<Defect> defects, List<String> looked) {
        PreCheck asked = latest(draft)
                .filter(PreCheck::open)
                .orElseThrow(() -> new CaseRuleBroken("application.pre-check.over"));
        if (draft.version() != seen) {
            throw new OptimisticLockingFailureException("Draft " + draft.id() + " moved past version " + seen);
        }
        ItemVersion item = drafts.item(draft);
        for (Defect defect : defects) {
            if (!asks(item, draft, defect)) {
                throw attempts.told(
                        new CaseId(draft.region(), draft.id()),
                        Actor.officer(clerk, ""),
                        "application.attempt.pre-check",
                        CaseRuleBroken.beyondTheList("application.notice.not-on-the-list", defect.material()));
            }
            if (defect.what().isBlank()
                    || defect.what().length() > LONGEST
                    || AuditLog.holdsPersonalNumber(defect.what())) {
                throw new CaseRuleBroken("application.pre-check.what");
            }
        }
        List<String> known = Checkpoints.known(item, looked);
        if (defects.isEmpty() && !Checkpoints.open(item, draft, known).isEmpty()) {
            throw new CaseRuleBroken(
                    "application.checkpoints.open",
                    Checkpoints.open(item, draft, known).size());
        }
        int rows = jdbc.sql(ANSWER)
                .param("region", draft.region())
                .param("draft", draft.id())
                .param("number", asked.number())
                .param("at", Timestamp.from(time.instant()))
                .param("by", clerk)
                .param("passed", defects.isEmpty())
                .param("digest", Dossiers.digest(drafts.settled(draft)))
                .param("looked", known.toArray(String[]::new))
                .param("defects", JSON.write(defects))
                .update();
        if (rows == 0) {
            throw new CaseRuleBroken("application.pre-check.over");
        }
        audit.record(
                draft.region(),
                clerk.toString(),
                ANSWERED,
                draft.id().toString(),
                Map.of(
                        "passed", Boolean.toString(defects.isEmpty()),
                        "defects", Integer.toString(defects.size())));
        outbox.post(Notice.of(
                        draft.region(),
                        draft.applicant().holder(),
                        draft.applicant().person(),
                        "pre-check:" + draft.id() + ":" + asked.number(),
                        "application.news.pre-check-" + (defects.isEmpty() ? "passed" : "found"),
                        List.of(item.name(), Text.of(Integer.toString(defects.size()))),
                        time.instant())
                .to("/apply/draft/" + draft.id() + "/check"));
    }

    /** The pre-check that this draft, or what was submitted of it, has passed as it stands now. */
    public Optional<PreCheck> passed(Dossier dossier) {
        return latest(dossier)
                .filter(PreCheck::passed)
                .filter(each -> Dossiers.digest(dossier.submittedAt() == null ? drafts.settled(dossier) : dossier)
                        .equals(each.digest()));
    }

    /** Only what the published version asks for can be wrong. */
    private static boolean asks(ItemVersion item, Dossier draft, Defect defect) {
        return Defect.question(defect.material())
                .map(question -> FormCheck.asked(item.form(), draft.answers()).stream()
                        .anyMatch(each -> each.code().equals(question)))
                .orElseGet(() ->
                        Drafts.uploads(item, draft).stream().map(Material::code).anyMatch(defect.material()::equals));
    }

    private static PreCheck preCheck(ResultSet row) throws SQLException {
        Array looked = row.getArray("looked");
        return new PreCheck(
                row.getObject("draft_id", UUID.class),
                row.getInt("number"),
                row.getTimestamp("asked_at").toInstant(),
                row.getLong("dossier_version"),
                instant(row, "taken_back_at"),
                instant(row, "answered_at"),
                row.getObject("answered_by", UUID.class),
                row.getBoolean("passed"),
                row.getString("digest"),
                List.of((String[]) looked.getArray()),
                List.of(JSON.read(row.getString("defects"), Defect[].class)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
