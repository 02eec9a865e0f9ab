package org.yimen.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.NamedBeside;
import org.yimen.application.Promises;
import org.yimen.audit.AuditLog;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.LicenceEnded;
import org.yimen.licence.LicenceReplaced;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.supervision.Findings.Finding;

/** 事中事后监管: the checks that were planned, who made them and what they found. */
@Service
public class PlannedChecks {

    /** Kind of the audit entries. */
    public static final String CHECKED = "supervision.checked";

    /** Kind of the audit entry of checks that ended with their licence. */
    public static final String ENDED = "supervision.checks-ended";

    /** Kind of the audit entry of checks that went over to the licence which took the place. */
    public static final String FOLLOWED = "supervision.checks-followed";

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final Findings findings;
    private final Promises promises;
    private final LicenceDesk licences;
    private final Directory directory;
    private final NamedBeside beside;
    private final AuditLog audit;
    private final InstantSource time;

    PlannedChecks(
            JdbcClient jdbc,
            Findings findings,
            Promises promises,
            LicenceDesk licences,
            Directory directory,
            NamedBeside beside,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.promises = promises;
        this.licences = licences;
        this.directory = directory;
        this.beside = beside;
        this.audit = audit;
        this.time = time;
    }

    /** What a check found. */
    public enum Result {
        PASSED,
        /** 责令改正, to be looked at again by a day. */
        MENDING,
        FAILED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Result> of(String code) {
            return List.of(values()).stream()
                    .filter(each -> each.code().equals(code))
                    .findFirst();
        }
    }

    /** @param state {@code open}, {@code passed}, {@code mending}, {@code failed} or {@code ended} */
    public record PlannedCheck(
            UUID id,
            UUID caseId,
            String department,
            UUID holder,
            LocalDate dueOn,
            String method,
            String state,
            @Nullable LocalDate checkedOn,
            @Nullable UUID by,
            @Nullable UUID with,
            @Nullable String finding) {

        public boolean awaits() {
            return state.equals("open") || state.equals("mending");
        }

        public boolean isLateOn(LocalDate day) {
            return awaits() && day.isAfter(dueOn);
        }
    }

    /** What these departments have to check, what is due first; of all departments with {@code null}. */
    public List<PlannedCheck> open(String region, @Nullable Collection<String> departments) {
        return jdbc.sql(SELECT + """
                           and state in ('open', 'mending')
                           and (cast(:departments as text[]) is null or department_code = any(:departments))
                         order by due_on, id
                         limit :most
                        """)
                .param("region", region)
                .param("departments", departments == null ? null : departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> check(row))
                .list();
    }

    /** What was planned on this case, and what follows from the licence that its own replaced. */
    public List<PlannedCheck> ofCase(String region, UUID caseId) {
        return jdbc.sql(SELECT + " and (case_id = :case or licence_case_id = :case) order by due_on, id limit :most")
                .param("region", region)
                .param("case", caseId)
                .param("most", MOST)
                .query((row, _) -> check(row))
                .list();
    }

    public Optional<PlannedCheck> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> check(row))
                .optional();
    }

    /** Writes down what two people found; it flows back to approvers, and a failure to the credit record. */
    @Transactional
    public void check(
            String region,
            UUID id,
            Officer officer,
            Result result,
            UUID with,
            String said,
            @Nullable LocalDate mendBy) {
        PlannedCheck check = find(region, id)
                .filter(found -> Referrals.supervises(officer, found.department()))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        LocalDate today = CityTime.day(time.instant());
        String finding = said.strip();
        if (with.equals(officer.id()) || !serves(with, check.department())) {
            throw new SupervisionRefused("supervision.check.two");
        }
        if ((result == Result.MENDING) == (mendBy == null || !mendBy.isAfter(today))) {
            throw new SupervisionRefused("supervision.check.mend-by");
        }
        int done = jdbc.sql("""
                        update supervision.planned_check
                           set state = :state, checked_on = :today, checked_by = :by, checked_with = :with,
                               finding = :finding, due_on = coalesce(:mendBy, due_on)
                         where region_code = :region and id = :id and state in ('open', 'mending')
                        """)
                .param("state", result.code())
                .param("today", today)
                .param("by", officer.id())
                .param("with", with)
                .param("finding", finding)
                .param("mendBy", mendBy)
                .param("region", region)
                .param("id", id)
                .update();
        if (done == 0) {
            throw new SupervisionRefused("supervision.check.done");
        }
        // Looked at again after mending: a record of its own.
        String reference = id + "/" + today + "/" + result.code();
        boolean _ = findings.record(
                region,
                new Finding(
                        check.holder(),
                        check.department(),
                        Findings.Kind.INSPECTION,
                        today,
                        result.code(),
                        finding,
                        reference,
                        "check"),
                officer.id().toString());
        if (result == Result.FAILED) {
            promises.failedCheck(region, check.caseId(), id, check.holder(), check.dueOn(), today);
        }
        audit.record(
                region,
                officer.id().toString(),
                CHECKED,
                check.caseId().toString(),
                Map.of("result", result.code(), "with", with.toString()));
        beside.tell(with, officer, id, "/desk/supervision/" + check.caseId());
    }

    /**
     * With the licence ends what was to be checked of it, and what was still to be confirmed and planned. A check of what was
     * replaced goes on: so does the right.
     */
    @EventListener
    void ended(LicenceEnded news) {
        Licence licence = news.licence();
        if (!news.isForGood()) {
            return;
        }
        LocalDate today = CityTime.day(time.instant());
        int checks = jdbc.sql("""
                        update supervision.planned_check
                           set state = 'ended', ended_on = :today
                         where region_code = :region and licence_case_id = :case and state in ('open', 'mending')
                        """)
                .param("today", today)
                .param("region", licence.region())
                .param("case", licence.caseId())
                .update();
        int plans = jdbc.sql("""
                        update supervision.handover
                           set ended_on = :today
                         where region_code = :region and case_id = any(:cases) and acknowledged_at is null
                           and ended_on is null
                        """)
                .param("today", today)
                .param("region", licence.region())
                .param(
                        "cases",
                        licences.line(licence.region(), licence.caseId()).toArray(UUID[]::new))
                .update();
        if (checks + plans > 0) {
            audit.record(
                    licence.region(),
                    "system",
                    ENDED,
                    licence.caseId().toString(),
                    Map.of("how", news.how().code(), "checks", Integer.toString(checks)));
        }
    }

    /** 换发: what is still to be looked at is looked at with whoever holds the successor. */
    @EventListener
    void replaced(LicenceReplaced news) {
        int checks = jdbc.sql("""
                        update supervision.planned_check
                           set licence_case_id = :successor
                         where region_code = :region and licence_case_id = :former and state in ('open', 'mending')
                        """)
                .param("successor", news.successor().caseId())
                .param("region", news.former().region())
                .param("former", news.former().caseId())
                .update();
        if (checks > 0) {
            audit.record(
                    news.former().region(),
                    "system",
                    FOLLOWED,
                    news.former().caseId().toString(),
                    Map.of(
                            "successor", news.successor().caseId().toString(),
                            "checks", Integer.toString(checks)));
        }
    }

    private boolean serves(UUID staff, String department) {
        return directory
                .inPerson(staff, time.instant())
                .filter(officer -> Referrals.supervises(officer, department))
                .isPresent();
    }

    private static final String SELECT = """
            select id, case_id, department_code, holder_id, due_on, method, state, checked_on, checked_by, checked_with,
                   finding
              from supervision.planned_check
             where region_code = :region
            """;

    private static PlannedCheck check(ResultSet row) throws SQLException {
        return new PlannedCheck(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("department_code"),
                row.getObject("holder_id", UUID.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("method"),
                row.getString("state"),
                row.getObject("checked_on", LocalDate.class),
                row.getObject("checked_by", UUID.class),
                row.getObject("checked_with", UUID.class),
                row.getString("finding"));
    }
}
