package org.yimen.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.application.MissedPromises;
import org.yimen.application.MissedPromises.Missed;
import org.yimen.audit.AuditLog;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;
import org.yimen.supervision.Accountability.Cost;
import org.yimen.supervision.Accountability.Explanation;
import org.yimen.supervision.Accountability.Finding;
import org.yimen.time.WorkCalendar;

/**
 * 违诺追究 (M-INT-20): a promised date that passes undecided opens a record by itself, once. The responsible department explains
 * within its days, supervision finds for or against it, and nothing of that is ever removed (docs/adr/0048). What an inquiry into
 * somebody's conduct upheld stands here as well, and both cost points of the month (M-TIM-15).
 */
@Service
public class Accountabilities {

    /** Kinds of the audit entries. */
    public static final String MISSED = "supervision.promise-missed";

    public static final String EXPLAINED = "supervision.promise-explained";
    public static final String FOUND = "supervision.promise-found";
    public static final String REVOKED = "supervision.conduct-revoked";

    /** Setting: within how many working days the department explains itself. */
    static final String DAYS = "supervision.explanation-days";

    /** The most lines of a list. */
    public static final int MOST = 200;

    public static final int LONGEST = 1000;

    private static final String SELECT = """
            select case_id, number, department_code, person_id, due_on, days, opened_on, explain_by, explanation,
                   explained_by, explained_on, upheld, reason, found_by, found_on, ground, sanction, points, leader_id,
                   leader_points, revoked_on
              from supervision.accountability
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final MissedPromises promises;
    private final Directory directory;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Settings settings;
    private final ConductRules rules;
    private final WorkCalendar calendar;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String home;

    Accountabilities(
            JdbcClient jdbc,
            MissedPromises promises,
            Directory directory,
            Outbox outbox,
            AuditLog audit,
            Settings settings,
            ConductRules rules,
            WorkCalendar calendar,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.promises = promises;
        this.directory = directory;
        this.outbox = outbox;
        this.audit = audit;
        this.settings = settings;
        this.rules = rules;
        this.calendar = calendar.provisional();
        this.transaction = transaction;
        this.time = time;
        this.home = home;
    }

    @Scheduled(fixedDelayString = "${yimen.supervision.promises-every:PT15M}")
    void sweep() {
        var _ = openOnce();
    }

    /** Opens a record for each promise that is missed and has none; counts the days of the others on. How many were opened. */
    public int openOnce() {
        int opened = 0;
        for (Department department : directory.departments()) {
            Summary after = null;
            List<Summary> page = promises.candidates(home, department.code(), after);
            while (!page.isEmpty()) {
                for (Summary line : page) {
                    opened += look(line) ? 1 : 0;
                }
                after = page.getLast();
                page = promises.candidates(home, department.code(), after);
            }
        }
        return opened;
    }

    /** In a transaction of its own: what is opened is told of. */
    private boolean look(Summary line) {
        return Boolean.TRUE.equals(transaction.execute(
                _ -> promises.of(line.id()).map(this::missed).orElse(false)));
    }

    private boolean missed(Missed missed) {
        LocalDate today = today();
        LocalDate explainBy = calendar.after(today, Math.toIntExact(settings.number(DAYS)));
        boolean opened = jdbc.sql("""
                        insert into supervision.accountability
                               (region_code, case_id, number, department_code, person_id, due_on, days, opened_on,
                                explain_by)
                        values (:region, :case, :number, :department, :person, :due, :days, :today, :by)
                            on conflict (region_code, case_id) do nothing
                        """)
                        .param("region", missed.id().region())
                        .param("case", missed.id().value())
                        .param("number", missed.number())
                        .param("department", missed.department())
                        .param("person", missed.person(), Types.OTHER)
                        .param("due", missed.dueOn())
                        .param("days", missed.days())
                        .param("today", today)
                        .param("by", explainBy)
                        .update()
                == 1;
        if (!opened) {
            jdbc.sql("""
                            update supervision.accountability
                               set days = :days
                             where region_code = :region and case_id = :case and found_on is null and days < :days
                            """)
                    .param("days", missed.days())
                    .param("region", missed.id().region())
                    .param("case", missed.id().value())
                    .update();
            return false;
        }
        tell(missed, explainBy);
        audit.record(
                missed.id().region(),
                "system",
                MISSED,
                missed.id().value().toString(),
                Map.of("department", missed.department(), "due", missed.dueOn().toString()));
        return true;
    }

    private void tell(Missed missed, LocalDate explainBy) {
        List.of("chief", "head").stream()
                .flatMap(role ->
                        directory.holders(missed.id().region(), missed.department() + "/" + role, today()).stream())
                .map(holder -> holder.staff().id())
                .distinct()
                .forEach(officer -> outbox.postInside(Notice.of(
                                missed.id().region(),
                                officer,
                                officer,
                                "promise-missed:" + missed.id().value(),
                                "supervision.news.promise-missed",
                                List.of(Text.of(missed.number()), Texts.day(missed.dueOn()), Texts.day(explainBy)),
                                time.instant())
                        .to("/desk/accountability/" + missed.id().value())));
    }

    /** The department says how it came to that; once. */
    @Transactional
    public void explain(Officer officer, UUID caseId, String text) {
        Accountability of = existing(officer.region(), caseId);
        if (!mayExplain(officer, of)) {
            throw new SupervisionRefused("supervision.accountability.not-yours");
        }
        String said = checked(text);
        int done = jdbc.sql("""
                        update supervision.accountability
                           set explanation = :text, explained_by = :by, explained_on = :today
                         where region_code = :region and case_id = :case and explanation is null and found_on is null
                        """)
                .param("text", said)
                .param("by", officer.id())
                .param("today", today())
                .param("region", officer.region())
                .param("case", caseId)
                .update();
        if (done == 0) {
            throw new SupervisionRefused("supervision.accountability.said");
        }
        audit.record(
                officer.region(),
                officer.id().toString(),
                EXPLAINED,
                caseId.toString(),
                Map.of("department", of.department()));
    }

    /** Supervision finds, with a reason; once. */
    @Transactional
    public void find(Officer officer, UUID caseId, boolean upheld, String reason) {
        Accountability of = existing(officer.region(), caseId);
        if (!mayFind(officer, of)) {
            throw new SupervisionRefused("supervision.accountability.not-yours");
        }
        if (of.finding() != null) {
            throw new SupervisionRefused("supervision.accountability.found");
        }
        if (!of.isRipe(today())) {
            throw new SupervisionRefused("supervision.accountability.too-early", of.explainBy());
        }
        String said = checked(reason);
        UUID leader = upheld ? leader(of) : null;
        int done = jdbc.sql("""
                        update supervision.accountability
                           set upheld = :upheld, reason = :reason, found_by = :by, found_on = :today, points = :points,
                               leader_id = :leader, leader_points = :leaderPoints
                         where region_code = :region and case_id = :case and found_on is null
                        """)
                .param("points", upheld ? rules.promise().own() : null, Types.INTEGER)
                .param("leader", leader, Types.OTHER)
                .param("leaderPoints", leader == null ? null : rules.promise().leader(), Types.INTEGER)
                .param("upheld", upheld)
                .param("reason", said)
                .param("by", officer.id())
                .param("today", today())
                .param("region", officer.region())
                .param("case", caseId)
                .update();
        if (done == 0) {
            // Of two at one moment the second is told, and nothing stands in the log that does not stand in the record.
            throw new SupervisionRefused("supervision.accountability.found");
        }
        audit.record(
                officer.region(),
                officer.id().toString(),
                FOUND,
                caseId.toString(),
                Map.of("upheld", Boolean.toString(upheld), "department", of.department()));
    }

    /** 一岗双责: the head of the department, where it was not he himself. */
    private @Nullable UUID leader(Accountability of) {
        return directory.holders(directory.region(), of.department() + "/head", today()).stream()
                .filter(holder -> !holder.standIn())
                .map(holder -> holder.staff().id())
                .filter(id -> !id.equals(of.person()))
                .findFirst()
                .orElse(null);
    }

    /** 追责: what an inquiry upheld, in the transaction of its decision. */
    void openConduct(Inquiry inquiry, Inquiry.Act.Decided decided, Officer by) {
        jdbc.sql("""
                        insert into supervision.accountability
                               (region_code, case_id, number, department_code, person_id, ground, opened_on, explain_by, upheld,
                                reason, found_by, found_on, sanction, points, leader_id, leader_points)
                        values (:region, :inquiry, :number, :department, :person, 'conduct', :today, :today, true, :reason,
                                :by, :today, :sanction, :points, :leader, :leaderPoints)
                        """)
                .param("region", inquiry.region())
                .param("inquiry", inquiry.id())
                .param("number", inquiry.number())
                .param("department", inquiry.department())
                .param("person", inquiry.person(), Types.OTHER)
                .param("today", today())
                .param("reason", decided.text())
                .param("by", by.id())
                .param("sanction", decided.sanction(), Types.VARCHAR)
                .param("points", decided.points())
                .param("leader", decided.leader(), Types.OTHER)
                .param("leaderPoints", decided.leader() == null ? null : decided.leaderPoints(), Types.INTEGER)
                .update();
    }

    /** An appeal succeeded: it stays, and costs nothing any more. */
    void revoke(Inquiry inquiry, Officer by, String reason) {
        jdbc.sql("""
                        update supervision.accountability
                           set revoked_on = :today, revoked_by = :by, revoked_reason = :reason
                         where region_code = :region and case_id = :inquiry and revoked_on is null
                        """)
                .param("today", today())
                .param("by", by.id())
                .param("reason", reason)
                .param("region", inquiry.region())
                .param("inquiry", inquiry.id())
                .update();
        audit.record(
                inquiry.region(),
                by.id().toString(),
                REVOKED,
                inquiry.id().toString(),
                Map.of("number", inquiry.number(), "department", inquiry.department()));
    }

    /**
     * 月度考核 of one person, or of what a unit did without a person.
     *
     * @param person null for records that name nobody
     * @param led how many of the records are those of people whom he leads (一岗双责)
     */
    public record Score(String department, @Nullable UUID person, int points, int records, int led) {}

    /** What was upheld between two days, the last one included, and not revoked; the most points of a department first. */
    public List<Score> scores(String region, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                          with charged as (
                                 select department_code, person_id, coalesce(points, 0) points, 1 own, 0 led
                                   from supervision.accountability
                                  where region_code = :region and upheld and revoked_on is null
                                    and found_on between :from and :until
                                  union all
                                 select department_code, leader_id, coalesce(leader_points, 0), 0, 1
                                   from supervision.accountability
                                  where region_code = :region and upheld and revoked_on is null and leader_id is not null
                                    and found_on between :from and :until)
                        select department_code, person_id, sum(points) points, sum(own) own, sum(led) led
                          from charged
                         group by department_code, person_id
                         order by department_code, points desc, person_id
                        """)
                .param("region", region)
                .param("from", from)
                .param("until", until)
                .query((row, _) -> new Score(
                        row.getString("department_code"),
                        row.getObject("person_id", UUID.class),
                        row.getInt("points"),
                        row.getInt("own"),
                        row.getInt("led")))
                .list();
    }

    /** The latest first, of these departments or of all. */
    public List<Accountability> recent(String region, boolean all, List<String> departments) {
        return jdbc.sql(SELECT + """
                           and (:all or department_code = any(:departments))
                         order by opened_on desc, case_id
                         limit :most
                        """)
                .param("region", region)
                .param("all", all)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> accountability(row))
                .list();
    }

    public Optional<Accountability> of(String region, UUID caseId) {
        return jdbc.sql(SELECT + " and case_id = :case")
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> accountability(row))
                .optional();
    }

    /** Who speaks for the department whose promise it was. */
    @Guard
    public static boolean mayExplain(Officer officer, Accountability of) {
        return officer.holds(of.department() + "/head") || officer.holds(of.department() + "/chief");
    }

    /** Supervision, but nobody on himself. */
    @Guard
    public static boolean mayFind(Officer officer, Accountability of) {
        Explanation said = of.explanation();
        return officer.holdsAny("supervisor")
                && !officer.id().equals(of.person())
                && (said == null || !said.by().equals(officer.id()));
    }

    private Accountability existing(String region, UUID caseId) {
        return of(region, caseId).orElseThrow(() -> new SupervisionRefused("supervision.accountability.none"));
    }

    private static String checked(String text) {
        String said = text.strip();
        if (said.isEmpty() || said.length() > LONGEST || AuditLog.holdsPersonalNumber(said)) {
            throw new SupervisionRefused("supervision.accountability.words", LONGEST);
        }
        return said;
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static Accountability accountability(ResultSet row) throws SQLException {
        UUID explainedBy = row.getObject("explained_by", UUID.class);
        UUID foundBy = row.getObject("found_by", UUID.class);
        return new Accountability(
                row.getObject("case_id", UUID.class),
                row.getString("number"),
                row.getString("department_code"),
                row.getObject("person_id", UUID.class),
                Accountability.Ground.valueOf(row.getString("ground").toUpperCase(Locale.ROOT)),
                row.getObject("due_on", LocalDate.class),
                row.getInt("days"),
                row.getObject("opened_on", LocalDate.class),
                row.getObject("explain_by", LocalDate.class),
                explainedBy == null
                        ? null
                        : new Explanation(
                                row.getString("explanation"),
                                explainedBy,
                                row.getObject("explained_on", LocalDate.class)),
                foundBy == null
                        ? null
                        : new Finding(
                                row.getBoolean("upheld"),
                                row.getString("reason"),
                                foundBy,
                                row.getObject("found_on", LocalDate.class)),
                row.getObject("points") == null
                        ? null
                        : new Cost(
                                row.getString("sanction"),
                                row.getInt("points"),
                                row.getObject("leader_id", UUID.class),
                                row.getInt("leader_points")),
                row.getObject("revoked_on", LocalDate.class));
    }
}
