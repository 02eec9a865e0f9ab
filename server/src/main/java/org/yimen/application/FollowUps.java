package org.yimen.application;

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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.licence.Ending;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceEnded;
import org.yimen.licence.LicenceReplaced;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/**
 * 事后核查: what was granted on a commitment is checked afterwards, by two (行政许可法 art. 34(3)), within the item's own term. A
 * false promise is mended or the licence is rescinded, its holder having been heard, and it stands on the record
 * (国办发〔2020〕42 号).
 */
@Service
public class FollowUps {

    /** The most lines that one question gets. */
    public static final int MOST = 200;

    /** Kind of the audit entry. */
    public static final String CHECKED = "application.follow-up";

    private static final int LONGEST_FINDING = 1000;

    private final JdbcClient jdbc;
    private final Promises promises;
    private final Directory directory;
    private final NamedBeside beside;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final InstantSource time;

    FollowUps(
            JdbcClient jdbc,
            Promises promises,
            Directory directory,
            NamedBeside beside,
            AuditLog audit,
            ApplicationEventPublisher events,
            InstantSource time) {
        this.jdbc = jdbc;
        this.promises = promises;
        this.directory = directory;
        this.beside = beside;
        this.audit = audit;
        this.events = events;
        this.time = time;
    }

    /** A promise that two found false; said in the transaction that writes it down. */
    public record FoundFalse(String region, FollowUp check, UUID by) {}

    /** What the check found. */
    public enum Result {
        /** He does as he promised. */
        KEPT,
        /** 责令限期整改: to be put right by a day, and looked at again. */
        MENDING,
        /** He never met what he promised; the licence is to be rescinded, once he was heard. */
        FALSE;

        /** As the database spells it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One check.
     *
     * @param state {@code open}, {@code kept}, {@code mending}, {@code false}, {@code rescinded}, {@code spared} or
     *     {@code ended}
     * @param dueOn by when it is to be made; while something is being mended, by when that is
     */
    public record FollowUp(
            UUID caseId,
            UUID holder,
            String department,
            UUID licence,
            LocalDate dueOn,
            String state,
            @Nullable LocalDate checkedOn,
            @Nullable UUID by,
            @Nullable UUID with,
            @Nullable String finding) {

        public boolean awaitsCheck() {
            return state.equals("open") || state.equals("mending");
        }

        public boolean awaitsRescission() {
            return state.equals(Result.FALSE.code());
        }

        public boolean isLateOn(LocalDate day) {
            return awaitsCheck() && day.isAfter(dueOn);
        }
    }

    /**
     * What the two wrote down.
     *
     * @param with the second of the two
     * @param mendBy for {@link Result#MENDING} only
     */
    public record Check(
            Result result,
            UUID with,
            String finding,
            @Nullable LocalDate mendBy) {}

    /** In the transaction that issues the licence. */
    void plan(String region, UUID caseId, UUID holder, String department, UUID licence, LocalDate dueOn) {
        jdbc.sql("""
                        insert into application.follow_up
                               (region_code, case_id, holder_id, department, licence_id, due_on)
                        values (:region, :case, :holder, :department, :licence, :due)
                        """)
                .param("region", region)
                .param("case", caseId)
                .param("holder", holder)
                .param("department", department)
                .param("licence", licence)
                .param("due", dueOn)
                .update();
    }

    /** What this department has to check or to end, what is due first; with {@code null} that of all departments. */
    public List<FollowUp> open(String region, @Nullable String department) {
        return jdbc.sql(SELECT + """
                           and state in ('open', 'mending', 'false')
                           and (cast(:department as text) is null or department = :department)
                         order by due_on, case_id
                         limit :most
                        """)
                .param("region", region)
                .param("department", department)
                .param("most", MOST)
                .query((row, _) -> followUp(row))
                .list();
    }

    /** What these departments have to check by that day, and what they found false, what is due first. */
    public List<FollowUp> waiting(String region, Collection<String> departments, LocalDate by) {
        return jdbc.sql(SELECT + """
                           and state in ('open', 'mending', 'false') and (state = 'false' or due_on <= :by)
                           and department = any(:departments)
                         order by due_on, case_id
                         limit :most
                        """)
                .param("region", region)
                .param("by", by)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> followUp(row))
                .list();
    }

    /** What any department found false and nobody has decided upon. */
    public List<FollowUp> foundFalse(String region) {
        return jdbc.sql(SELECT + """
                           and state = 'false'
                         order by checked_on, case_id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> followUp(row))
                .list();
    }

    public Optional<FollowUp> find(String region, UUID caseId) {
        return jdbc.sql(SELECT + " and case_id = :case")
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> followUp(row))
                .optional();
    }

    /** True where the officer may check for the department. */
    @Guard
    public boolean mayCheck(Officer officer, FollowUp followUp) {
        return List.of("examiner", "chief", "head").stream()
                .anyMatch(role -> officer.holds(followUp.department() + "/" + role));
    }

    /** Writes down what two people found. A second click finds it done. */
    @Transactional
    public void check(String region, UUID caseId, Officer officer, Check check) {
        FollowUp followUp = find(region, caseId).orElseThrow(() -> new CaseRuleBroken("application.check.none-open"));
        LocalDate today = CityTime.day(time.instant());
        String finding = check.finding().strip();
        if (finding.isEmpty() || finding.length() > LONGEST_FINDING || AuditLog.holdsPersonalNumber(finding)) {
            throw new CaseRuleBroken("application.check.finding");
        }
        if (check.with().equals(officer.id()) || !serves(check.with(), followUp.department())) {
            throw new CaseRuleBroken("application.check.two");
        }
        LocalDate mendBy = check.mendBy();
        if ((check.result() == Result.MENDING) == (mendBy == null || !mendBy.isAfter(today))) {
            throw new CaseRuleBroken("application.check.mend-by");
        }
        int done = jdbc.sql("""
                        update application.follow_up
                           set state = :state, checked_on = :today, checked_by = :by, checked_with = :with,
                               finding = :finding, due_on = coalesce(:mendBy, due_on)
                         where region_code = :region and case_id = :case and state in ('open', 'mending')
                        """)
                .param("state", check.result().code())
                .param("today", today)
                .param("by", officer.id())
                .param("with", check.with())
                .param("finding", finding)
                .param("mendBy", mendBy)
                .param("region", region)
                .param("case", caseId)
                .update();
        if (done == 0) {
            throw new CaseRuleBroken("application.check.none-open");
        }
        if (check.result() == Result.FALSE) {
            promises.falselyCommitted(region, caseId, followUp.holder(), today);
            events.publishEvent(new FoundFalse(region, followUp, officer.id()));
        }
        audit.record(
                region,
                officer.id().toString(),
                CHECKED,
                caseId.toString(),
                Map.of("result", check.result().code(), "with", check.with().toString()));
        beside.tell(check.with(), officer, caseId, "/desk/checks/" + caseId);
    }

    /** 撤销: in the transaction that ends the licence, after its holder was heard; of any other licence nothing happens. */
    public void rescinded(String region, UUID licence) {
        close(region, licence, "rescinded");
    }

    /** 不予撤销: in the transaction that drops it, after the holder was heard; his mark is taken away by restoration only. */
    public void spared(String region, UUID licence) {
        close(region, licence, "spared");
    }

    /**
     * A licence that has ended leaves nothing to be checked against its promise; whoever goes on without one is no matter of
     * this check. One that is to be rescinded for a false promise is closed by {@link #rescinded}.
     */
    @EventListener
    void ended(LicenceEnded news) {
        if (!news.isForGood()) {
            return;
        }
        Licence licence = news.licence();
        jdbc.sql("""
                        update application.follow_up
                           set state = 'ended', ended_on = :today
                         where region_code = :region and licence_id = :licence
                           and (state in ('open', 'mending') or state = 'false' and :other)
                        """)
                .param("today", CityTime.day(time.instant()))
                .param("region", licence.region())
                .param("licence", licence.id())
                .param("other", news.how() != Ending.RESCINDED)
                .update();
    }

    /** What is still to be checked, or to be decided upon, is now about the licence that took the place. */
    @EventListener
    void replaced(LicenceReplaced news) {
        jdbc.sql("""
                        update application.follow_up
                           set licence_id = :successor
                         where region_code = :region and licence_id = :former and state in ('open', 'mending', 'false')
                        """)
                .param("successor", news.successor().id())
                .param("region", news.former().region())
                .param("former", news.former().id())
                .update();
    }

    private void close(String region, UUID licence, String state) {
        jdbc.sql("""
                        update application.follow_up
                           set state = :state, rescinded_on = :today
                         where region_code = :region and licence_id = :licence and state = 'false'
                        """)
                .param("licence", licence)
                .param("state", state)
                .param("today", state.equals("rescinded") ? CityTime.day(time.instant()) : null)
                .param("region", region)
                .update();
    }

    private boolean serves(UUID staff, String department) {
        return directory.inPerson(staff, time.instant()).stream()
                .flatMap(officer -> officer.everywhere().posts().stream())
                .anyMatch(post -> post.startsWith(department + "/"));
    }

    private static final String SELECT = """
            select case_id, holder_id, department, licence_id, due_on, state, checked_on, checked_by, checked_with, finding
              from application.follow_up
             where region_code = :region
            """;

    private static FollowUp followUp(ResultSet row) throws SQLException {
        return new FollowUp(
                row.getObject("case_id", UUID.class),
                row.getObject("holder_id", UUID.class),
                row.getString("department"),
                row.getObject("licence_id", UUID.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("state"),
                row.getObject("checked_on", LocalDate.class),
                row.getObject("checked_by", UUID.class),
                row.getObject("checked_with", UUID.class),
                row.getString("finding"));
    }
}
