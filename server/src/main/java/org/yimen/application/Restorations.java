package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Promises.Broken;
import org.yimen.application.Restoration.Answer;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.document.KeptFile;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.Plain;
import org.yimen.platform.Text;
import org.yimen.time.WorkCalendar;

/** 信用修复 (M-INT-12): asked for by who is excluded, and answered with reasons by the department that his promise was given to. */
@Service
public class Restorations {

    /** Kind of the audit entry of a refusal; a restoration is {@link Promises#RESTORED}. */
    public static final String REFUSED = "application.restoration-refused";

    /** The most that a page shows. */
    public static final int MOST = 200;

    /** Working days that the department has; our own convention, no instrument that we have read sets it. */
    static final int ANSWER_DAYS = 10;

    private static final int LONGEST_NAME = 100;

    private static final UUID FIRST = new UUID(0, 0);

    private static final String SELECT = """
            select id, case_id, material, holder_id, asked_by, asked_at, due_on, reason, file_name, media_type, sm3, blob_id,
                   granted, answer, decided_by, decided_on
              from application.restoration
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final Promises promises;
    private final BlobStore blobs;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final WorkCalendar calendar;
    private final InstantSource time;

    Restorations(
            JdbcClient jdbc,
            Promises promises,
            BlobStore blobs,
            Outbox outbox,
            ApplicationEventPublisher events,
            AuditLog audit,
            WorkCalendar calendar,
            InstantSource time) {
        this.jdbc = jdbc;
        this.promises = promises;
        this.blobs = blobs;
        this.outbox = outbox;
        this.events = events;
        this.audit = audit;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /**
     * What is asked for.
     *
     * @param id of the form too, so that a second click asks once
     * @param name of the file that proves it
     */
    public record Wish(UUID id, String reason, String name) {}

    /**
     * Asks for the restoration of a promise of his that is broken.
     *
     * @param person who acts for the holder
     * @param proof the file, which must be there
     * @throws CaseRuleBroken {@code application.restoration.*} where it is open or restored already, or something is missing
     */
    @Transactional
    public void ask(String region, Broken of, UUID person, Wish wish, byte[] proof) {
        String reason = Promises.said(wish.reason());
        Optional<Restoration> before = find(region, wish.id());
        if (before.isPresent()) {
            boolean same = before.filter(each -> each.caseId().equals(of.caseId())
                            && each.material().equals(of.material())
                            && each.reason().equals(reason)
                            && each.askedBy().equals(person))
                    .isPresent();
            if (!same) {
                throw new CaseRuleBroken("platform.key.reused");
            }
            return;
        }
        if (of.restored()) {
            throw new CaseRuleBroken("application.restoration.done");
        }
        if (proof.length == 0) {
            throw new CaseRuleBroken("application.restoration.proof");
        }
        String media = Inspection.arriving(wish.name(), proof).mediaType();
        String name = Plain.line(wish.name());
        boolean kept = !name.isBlank() && name.length() <= LONGEST_NAME && !AuditLog.holdsPersonalNumber(name);
        BlobId blob = blobs.put("restoration:" + wish.id(), proof);
        int asked = jdbc.sql("""
                        insert into application.restoration
                               (region_code, id, case_id, material, holder_id, asked_by, asked_at, due_on, reason, file_name,
                                media_type, sm3, blob_id)
                        values (:region, :id, :case, :material, :holder, :by, :at, :due, :reason, :name, :media, :sm3, :blob)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("id", wish.id())
                .param("case", of.caseId())
                .param("material", of.material())
                .param("holder", of.holder())
                .param("by", person)
                .param("at", Timestamp.from(time.instant()))
                .param("due", calendar.after(today(), ANSWER_DAYS))
                .param("reason", reason)
                .param("name", kept ? name : "proof." + media.substring(media.indexOf('/') + 1))
                .param("media", media)
                .param("sm3", Sm3.hex(proof))
                .param("blob", blob.value())
                .update();
        if (asked == 0) {
            throw new CaseRuleBroken("application.restoration.open");
        }
    }

    /**
     * Answers it; who asked reads why. Granted, he may promise again from today on.
     *
     * @param officer heads the department; the page asks for that
     * @throws CaseRuleBroken {@code application.restoration.answered} where somebody was faster
     */
    @Transactional
    public void decide(String region, Restoration of, UUID officer, boolean granted, String reason) {
        String said = Promises.said(reason);
        LocalDate today = today();
        int decided = jdbc.sql("""
                        update application.restoration
                           set granted = :granted, answer = :answer, decided_by = :by, decided_on = :today
                         where region_code = :region and id = :id and decided_on is null
                        """)
                .param("granted", granted)
                .param("answer", said)
                .param("by", officer)
                .param("today", today)
                .param("region", region)
                .param("id", of.id())
                .update();
        if (decided == 0) {
            throw new CaseRuleBroken("application.restoration.answered");
        }
        if (granted) {
            promises.restore(region, of.caseId(), of.material(), officer, said);
        } else {
            audit.record(
                    region,
                    officer.toString(),
                    REFUSED,
                    of.caseId().toString(),
                    Map.of("material", of.material(), "reason", said));
        }
        events.publishEvent(new RestorationAnswered(region, of.id()));
        outbox.post(Notice.of(
                        region,
                        of.holder(),
                        of.askedBy(),
                        "restoration:" + of.id(),
                        granted ? "application.news.restored" : "application.news.not-restored",
                        List.of(Text.of(said), Texts.day(today)),
                        time.instant())
                .to("/me/promises"));
    }

    /** What he has asked for, the latest first. */
    public List<Restoration> ofHolder(String region, UUID holder) {
        return jdbc.sql(SELECT + " and holder_id = :holder order by asked_at desc, id limit :most")
                .param("region", region)
                .param("holder", holder)
                .param("most", MOST)
                .query((row, _) -> restoration(row))
                .list();
    }

    /** What waits for an answer, the one that is due first on top. */
    public List<Restoration> open(String region) {
        return jdbc.sql(SELECT + " and decided_on is null order by due_on, asked_at, id limit :most")
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> restoration(row))
                .list();
    }

    /**
     * What waits for an answer in the order in which it was asked for, {@link #MOST} at a time.
     *
     * @param after the last one of the page before, or null for the first page
     */
    public List<Restoration> waiting(String region, @Nullable Restoration after) {
        return jdbc.sql(SELECT + """
                           and decided_on is null and (asked_at, id) > (:asked, :id)
                         order by asked_at, id
                         limit :most
                        """)
                .param("region", region)
                .param("asked", Timestamp.from(after == null ? Instant.EPOCH : after.askedAt()))
                .param("id", after == null ? FIRST : after.id())
                .param("most", MOST)
                .query((row, _) -> restoration(row))
                .list();
    }

    /** The one of that id while nobody has answered it, and nobody does until the caller's transaction has ended. */
    public Optional<Restoration> held(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id and decided_on is null for update")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> restoration(row))
                .optional();
    }

    public Optional<Restoration> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> restoration(row))
                .optional();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static Restoration restoration(ResultSet row) throws SQLException {
        LocalDate decided = row.getObject("decided_on", LocalDate.class);
        return new Restoration(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("material"),
                row.getObject("holder_id", UUID.class),
                row.getObject("asked_by", UUID.class),
                row.getTimestamp("asked_at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                row.getString("reason"),
                KeptFile.of(row),
                decided == null
                        ? null
                        : new Answer(
                                row.getBoolean("granted"),
                                row.getString("answer"),
                                row.getObject("decided_by", UUID.class),
                                decided));
    }
}
