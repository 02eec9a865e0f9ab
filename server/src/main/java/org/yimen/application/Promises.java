package org.yimen.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Event;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.CityTime;

/** 违诺: who did not bring what he promised, and who was restored. Whoever stands here is tolerated nothing more. */
@Service
public class Promises {

    /** The most lines that one question gets. */
    public static final int MOST = 200;

    /** Kind of the audit entry of a restoration. */
    public static final String RESTORED = "application.promisor-restored";

    /** Stands in the place of a material where the commitment as a whole was false. */
    public static final String COMMITMENT = "commitment";

    /** Before the id of a check that failed, in the place of a material. */
    public static final String CHECK = "check-";

    private static final int LONGEST_REASON = 500;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final InstantSource time;

    Promises(JdbcClient jdbc, ApplicationEventPublisher events, AuditLog audit, InstantSource time) {
        this.jdbc = jdbc;
        this.events = events;
        this.audit = audit;
        this.time = time;
    }

    /**
     * A promise that was not kept.
     *
     * @param restored true once somebody has taken the mark away
     * @param reason why it was taken away, or null
     */
    public record Broken(
            UUID caseId,
            String material,
            UUID holder,
            LocalDate dueOn,
            LocalDate brokenOn,
            boolean restored,
            @Nullable String reason) {}

    /** In the transaction of the event, once. */
    void broken(CaseFile<?> file, Event.PromiseBroken event) {
        jdbc.sql("""
                        insert into application.broken_promise
                               (region_code, case_id, material, holder_id, due_on, broken_on)
                        values (:region, :case, :material, :holder, :due, :on)
                            on conflict do nothing
                        """)
                .param("region", file.id().region())
                .param("case", file.id().value())
                .param("material", event.material())
                .param("holder", file.applicant())
                .param("due", event.dueOn())
                .param("on", event.on())
                .update();
    }

    /** In the transaction of the check that found it. */
    void falselyCommitted(String region, UUID caseId, UUID holder, LocalDate on) {
        jdbc.sql("""
                        insert into application.broken_promise
                               (region_code, case_id, material, holder_id, due_on, broken_on, kind)
                        values (:region, :case, :commitment, :holder, :on, :on, 'commitment')
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("case", caseId)
                .param("commitment", COMMITMENT)
                .param("holder", holder)
                .param("on", on)
                .update();
    }

    /** 监管结果: a check after the decision failed; in the transaction that records it, once. */
    public void failedCheck(String region, UUID caseId, UUID check, UUID holder, LocalDate dueOn, LocalDate on) {
        jdbc.sql("""
                        insert into application.broken_promise
                               (region_code, case_id, material, holder_id, due_on, broken_on, kind)
                        values (:region, :case, :check, :holder, :due, :on, 'check')
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("case", caseId)
                .param("check", CHECK + check)
                .param("holder", holder)
                .param("due", dueOn)
                .param("on", on)
                .update();
    }

    /** True where nothing that this holder promised is broken and not restored. */
    public boolean areKeptBy(String region, UUID holder) {
        return jdbc.sql("""
                        select not exists (
                            select from application.broken_promise
                             where region_code = :region and holder_id = :holder and restored_at is null)
                        """)
                .param("region", region)
                .param("holder", holder)
                .query(Boolean.class)
                .single();
    }

    /** The newest first. */
    public List<Broken> recent(String region, int limit) {
        return jdbc.sql("""
                        select case_id, material, holder_id, due_on, broken_on, restored_at, reason
                          from application.broken_promise
                         where region_code = :region
                         order by broken_on desc, case_id desc, material
                         limit :limit
                        """)
                .param("region", region)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> broken(row))
                .list();
    }

    /** Those of one holder, the newest first. */
    public List<Broken> ofHolder(String region, UUID holder) {
        return jdbc.sql("""
                        select case_id, material, holder_id, due_on, broken_on, restored_at, reason
                          from application.broken_promise
                         where region_code = :region and holder_id = :holder
                         order by broken_on desc, case_id desc, material
                         limit :most
                        """)
                .param("region", region)
                .param("holder", holder)
                .param("most", MOST)
                .query((row, _) -> broken(row))
                .list();
    }

    /** 信用修复: takes the mark away, with a reason; a second click does nothing. */
    @Transactional
    public void restore(String region, UUID caseId, String material, UUID officer, String reason) {
        String said = said(reason);
        int restored = jdbc.sql("""
                        update application.broken_promise
                           set restored_at = :at, restored_by = :by, reason = :reason
                         where region_code = :region and case_id = :case and material = :material
                           and restored_at is null
                        """)
                .param("at", Timestamp.from(time.instant()))
                .param("by", officer)
                .param("reason", said)
                .param("region", region)
                .param("case", caseId)
                .param("material", material)
                .update();
        if (restored > 0) {
            // What he has asked for is answered by it.
            jdbc.sql("""
                            update application.restoration
                               set granted = true, answer = :reason, decided_by = :by, decided_on = :today
                             where region_code = :region and case_id = :case and material = :material and decided_on is null
                            returning id
                            """)
                    .param("reason", said)
                    .param("by", officer)
                    .param("today", CityTime.day(time.instant()))
                    .param("region", region)
                    .param("case", caseId)
                    .param("material", material)
                    .query(UUID.class)
                    .list()
                    .forEach(id -> events.publishEvent(new RestorationAnswered(region, id)));
            audit.record(
                    region,
                    officer.toString(),
                    RESTORED,
                    caseId.toString(),
                    Map.of("material", material, "reason", said));
        }
    }

    /** @throws CaseRuleBroken where nothing is said, too much, or somebody's number */
    static String said(String reason) {
        String said = reason.strip();
        if (said.isEmpty() || said.length() > LONGEST_REASON || AuditLog.holdsPersonalNumber(said)) {
            throw new CaseRuleBroken(said.isEmpty() ? "application.reason.missing" : "application.promise.reason");
        }
        return said;
    }

    private static Broken broken(ResultSet row) throws SQLException {
        return new Broken(
                row.getObject("case_id", UUID.class),
                row.getString("material"),
                row.getObject("holder_id", UUID.class),
                row.getObject("due_on", LocalDate.class),
                row.getObject("broken_on", LocalDate.class),
                row.getTimestamp("restored_at") != null,
                row.getString("reason"));
    }
}
