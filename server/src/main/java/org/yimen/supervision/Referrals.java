package org.yimen.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.yimen.application.ApplicationDesk;
import org.yimen.application.FollowUps.FollowUp;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFeed.Cursor;
import org.yimen.casework.CaseFeed.Told;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identifier.Uuid7;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;
import org.yimen.time.WorkCalendar;

/**
 * 审管联动: every decision to grant is pushed to the department that supervises, which confirms it and plans its checks
 * (行政许可法 arts. 10, 61). Who does not is reminded and listed.
 */
@Service
public class Referrals {

    /** The most lines that one question gets. */
    public static final int MOST = 200;

    /** The most checks of one plan. */
    public static final int MOST_CHECKS = 6;

    /** Kinds of the audit entries. */
    public static final String ACKNOWLEDGED = "supervision.acknowledged";

    public static final String REMINDED = "supervision.reminded";

    public static final String PUSHED_AGAIN = "supervision.pushed-again";

    /** What follows a decision to grant. */
    private static final Set<String> GRANTED = Set.of("Granted", "Issued", "Delivered", "Archived");

    private static final Logger log = LoggerFactory.getLogger(Referrals.class);
    private static final int PAGE = 200;
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CaseFeed feed;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final LicenceDesk licences;
    private final Directory directory;
    private final Outbox outbox;
    private final AuditLog audit;
    private final WorkCalendar calendar;
    private final InstantSource time;
    private final String region;
    private final int within;

    Referrals(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            CaseFeed feed,
            WorkLists lists,
            Catalogue catalogue,
            LicenceDesk licences,
            Directory directory,
            Outbox outbox,
            AuditLog audit,
            WorkCalendar calendar,
            InstantSource time,
            @Value("${yimen.region:629901}") String region,
            @Value("${yimen.supervision.acknowledge-days:5}") int within) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.feed = feed;
        this.lists = lists;
        this.catalogue = catalogue;
        this.licences = licences;
        this.directory = directory;
        this.outbox = outbox;
        this.audit = audit;
        this.calendar = calendar.provisional();
        this.time = time;
        this.region = region;
        this.within = within;
    }

    /** How a check is made. */
    public enum Method {
        /** 现场检查. */
        ON_SITE("on-site"),
        /** 双随机一公开. */
        RANDOM("random"),
        /** 书面检查. */
        PAPERS("papers"),
        /** 非现场监管. */
        ONLINE("online");

        private final String code;

        Method(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        static Optional<Method> of(String code) {
            return List.of(values()).stream()
                    .filter(each -> each.code.equals(code))
                    .findFirst();
        }
    }

    /** One line of a plan. */
    public record Wanted(LocalDate on, String method) {}

    /** Reads what was decided since; every node may, one does. */
    @Scheduled(fixedDelayString = "${yimen.supervision.every:PT2S}")
    void read() {
        try {
            while (hear() == PAGE) {
                log.debug("A full page was new");
            }
        } catch (RuntimeException failure) {
            log.error("Decisions could not be pushed to the supervising departments", failure);
        }
    }

    /** Pushes what was decided since the last time, at most one page of the journal, and says how many events that were. */
    public int hear() {
        return Optional.ofNullable(transaction.execute(_ -> page())).orElse(0);
    }

    private int page() {
        jdbc.sql("""
                        insert into supervision.place (region_code, heard)
                        values (:region, :start)
                            on conflict (region_code) do nothing
                        """)
                .param("region", region)
                .param("start", Cursor.START.toString())
                .update();
        Optional<String> place =
                jdbc.sql("""
                        select heard
                          from supervision.place
                         where region_code = :region
                           for update skip locked
                        """).param("region", region).query(String.class).optional();
        if (place.isEmpty()) {
            return 0;
        }
        List<Told> events = feed.after(region, Cursor.parse(place.get()).orElse(Cursor.START), PAGE);
        if (events.isEmpty()) {
            return 0;
        }
        push(events.stream().filter(Referrals::grants).toList());
        jdbc.sql("""
                        update supervision.place
                           set heard = :heard
                         where region_code = :region
                        """)
                .param("heard", events.getLast().at().toString())
                .param("region", region)
                .update();
        return events.size();
    }

    private static boolean grants(Told event) {
        return event.kind().equals(ApplicationDesk.KIND)
                && (event.type().equals("Granted") || event.type().equals("DeemedRenewed"));
    }

    private void push(List<Told> granted) {
        Map<UUID, Summary> cases = lists.byIds(
                region, granted.stream().map(each -> each.caseId().value()).toList());
        for (Told event : granted) {
            Summary file = cases.get(event.caseId().value());
            Optional<String> supervisor = catalogue
                    .version(event.subject().code(), event.subject().version())
                    .flatMap(ItemVersion::supervisor);
            if (file == null || supervisor.isEmpty()) {
                continue;
            }
            var on = CityTime.day(event.happenedAt());
            hand(event.caseId().value(), supervisor.get(), event.department(), file.applicant(), on);
        }
    }

    private void hand(UUID caseId, String supervisor, String decidedBy, UUID holder, LocalDate on) {
        jdbc.sql("""
                        insert into supervision.handover
                               (region_code, case_id, department_code, decided_by, holder_id, decided_on, due_on)
                        values (:region, :case, :department, :decidedBy, :holder, :on, :due)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("case", caseId)
                .param("department", supervisor)
                .param("decidedBy", decidedBy)
                .param("holder", holder)
                .param("on", on)
                .param("due", calendar.after(on, within))
                .update();
    }

    /**
     * That of a decision on a commitment that was checked, also where the push has not come by or the item has none; where
     * its licence was replaced since, that of the successor.
     */
    Referral of(FollowUp check) {
        UUID current =
                licences.find(region, check.licence()).map(Licence::caseId).orElse(check.caseId());
        return find(region, current).orElseGet(() -> {
            Summary file = lists.byIds(region, List.of(check.caseId())).get(check.caseId());
            String supervisor = Optional.ofNullable(file)
                    .flatMap(found -> catalogue.version(
                            found.subject().code(), found.subject().version()))
                    .flatMap(ItemVersion::supervisor)
                    .orElse(check.department());
            hand(current, supervisor, check.department(), check.holder(), CityTime.day(time.instant()));
            return find(region, current).orElseThrow(() -> new SupervisionRefused("supervision.none"));
        });
    }

    /** How far the decision on a case is on its way. */
    public Push pushed(String region, UUID caseId) {
        return find(region, caseId).map(Referral::push).orElse(Push.WAITING);
    }

    /**
     * 再次推送: sends what was not sent, or says once more to the heads that it waits; once a day.
     *
     * @throws SupervisionRefused where nothing of the case was granted, or it was confirmed
     */
    @Transactional
    public void pushAgain(String region, UUID caseId, Officer by) {
        if (!watches(by)) {
            throw new SupervisionRefused("supervision.none");
        }
        LocalDate today = CityTime.day(time.instant());
        Summary file = lists.byIds(region, List.of(caseId)).get(caseId);
        Optional<String> supervisor = Optional.ofNullable(file)
                .filter(found -> GRANTED.contains(found.status()))
                .flatMap(found -> catalogue.version(
                        found.subject().code(), found.subject().version()))
                .flatMap(ItemVersion::supervisor);
        if (file == null || supervisor.isEmpty() || !pushed(region, caseId).isOpen()) {
            throw new SupervisionRefused("supervision.push.nothing");
        }
        if (find(region, caseId).isEmpty()) {
            hand(caseId, supervisor.get(), file.department(), file.applicant(), today);
        }
        List<Referral> again = jdbc.sql("""
                        update supervision.handover
                           set reminders = reminders + 1, reminded_on = :today
                         where region_code = :region and case_id = :case and acknowledged_at is null and ended_on is null
                           and (reminded_on is null or reminded_on < :today)
                        returning case_id, department_code, decided_by, holder_id, decided_on, due_on, acknowledged_at,
                                  acknowledged_by, reminders, ended_on
                        """)
                .param("today", today)
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> handover(row))
                .list();
        again.forEach(each -> {
            tell(each, file.number(), today);
            audit.record(
                    region,
                    by.id().toString(),
                    PUSHED_AGAIN,
                    caseId.toString(),
                    Map.of("department", each.department(), "reminder", Integer.toString(each.reminders())));
        });
    }

    private void tell(Referral referral, String number, LocalDate today) {
        directory
                .holders(region, referral.department() + "/head", today)
                .forEach(head -> outbox.postInside(Notice.of(
                                region,
                                head.staff().id(),
                                head.staff().id(),
                                "handover-overdue:" + referral.caseId() + ":" + referral.reminders(),
                                "supervision.handover-overdue",
                                List.of(Text.of(number)),
                                time.instant())
                        .to("/desk/supervision")));
    }

    /** The departments for which the officer supervises. */
    public static Set<String> departments(Officer officer) {
        return Set.copyOf(officer.departmentsAs("examiner", "chief", "head"));
    }

    /** True where the officer serves in the department that supervises. */
    @Guard
    public static boolean supervises(Officer officer, String department) {
        return departments(officer).contains(department);
    }

    /** True where the officer may see what every department does. */
    @Guard
    public static boolean watches(Officer officer) {
        return officer.watchesAll();
    }

    /** What nobody has confirmed yet, what is due first; of all departments with {@code null}. */
    public List<Referral> open(String region, @Nullable Collection<String> departments) {
        return jdbc.sql(SELECT + """
                           and acknowledged_at is null and ended_on is null
                           and (cast(:departments as text[]) is null or department_code = any(:departments))
                         order by due_on, case_id
                         limit :most
                        """)
                .param("region", region)
                .param("departments", departments == null ? null : departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> handover(row))
                .list();
    }

    /** Those of these cases that one of these departments supervises. */
    List<Referral> among(String region, Collection<UUID> cases, Collection<String> departments) {
        return jdbc.sql(SELECT + """
                           and case_id = any(:cases) and department_code = any(:departments)
                         order by due_on, case_id
                         limit :most
                        """)
                .param("region", region)
                .param("cases", cases.toArray(UUID[]::new))
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> handover(row))
                .list();
    }

    public Optional<Referral> find(String region, UUID caseId) {
        return jdbc.sql(SELECT + " and case_id = :case")
                .param("region", region)
                .param("case", caseId)
                .query((row, _) -> handover(row))
                .optional();
    }

    /** The departments that supervise something of this holder. */
    public Set<String> supervisorsOf(String region, UUID holder) {
        return Set.copyOf(jdbc.sql("""
                        select distinct department_code
                          from supervision.handover
                         where region_code = :region and holder_id = :holder
                        """)
                .param("region", region)
                .param("holder", holder)
                .query(String.class)
                .list());
    }

    /** Confirms that the decision has arrived, and plans the checks, in one; a second click finds it done. */
    @Transactional
    public void acknowledge(String region, UUID caseId, Officer officer, List<Wanted> plan) {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        if (plan.isEmpty() || plan.size() > MOST_CHECKS) {
            throw new SupervisionRefused("supervision.plan.empty", MOST_CHECKS);
        }
        var methods = new ArrayList<Method>();
        for (Wanted wanted : plan) {
            if (wanted.on().isBefore(today) || wanted.on().isAfter(today.plusYears(5))) {
                throw new SupervisionRefused("supervision.plan.day", wanted.on());
            }
            methods.add(
                    Method.of(wanted.method()).orElseThrow(() -> new SupervisionRefused("supervision.plan.method")));
        }
        Referral handover = find(region, caseId)
                .filter(found -> supervises(officer, found.department()))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        int done = jdbc.sql("""
                        update supervision.handover
                           set acknowledged_at = :at, acknowledged_by = :by
                         where region_code = :region and case_id = :case and acknowledged_at is null
                           and ended_on is null
                        """)
                .param("at", Timestamp.from(now))
                .param("by", officer.id())
                .param("region", region)
                .param("case", caseId)
                .update();
        if (done == 0) {
            return;
        }
        UUID current = licences.current(region, caseId);
        for (int i = 0; i < plan.size(); i++) {
            jdbc.sql("""
                            insert into supervision.planned_check
                                   (region_code, id, case_id, licence_case_id, department_code, holder_id, due_on, method,
                                    planned_by, planned_at)
                            values (:region, :id, :case, :current, :department, :holder, :on, :method, :by, :at)
                            """)
                    .param("region", region)
                    .param("id", Uuid7.next(now))
                    .param("case", caseId)
                    .param("current", current)
                    .param("department", handover.department())
                    .param("holder", handover.holder())
                    .param("on", plan.get(i).on())
                    .param("method", methods.get(i).code())
                    .param("by", officer.id())
                    .param("at", Timestamp.from(now))
                    .update();
        }
        audit.record(
                region,
                officer.id().toString(),
                ACKNOWLEDGED,
                caseId.toString(),
                Map.of("department", handover.department(), "checks", Integer.toString(plan.size())));
    }

    @Scheduled(initialDelayString = "PT40S", fixedDelayString = "${yimen.supervision.remind-every:PT10M}")
    void remind() {
        while (remindOnce() == AT_ONCE) {
            log.debug("A full batch was overdue");
        }
    }

    /** Reminds the heads of what is overdue, once each day on which offices are open. */
    public int remindOnce() {
        return Optional.ofNullable(transaction.execute(_ -> reminded())).orElse(0);
    }

    /** In one transaction: what is marked as said is said. */
    private int reminded() {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        if (!calendar.isWorkday(today)) {
            return 0;
        }
        List<Referral> overdue = jdbc.sql("""
                          with late as (
                                 select region_code, case_id
                                   from supervision.handover
                                  where region_code = :region and acknowledged_at is null and ended_on is null
                                    and due_on < :today
                                    and (reminded_on is null or reminded_on < :today)
                                  order by due_on, case_id
                                  limit :limit
                                    for update skip locked)
                        update supervision.handover h
                           set reminders = reminders + 1, reminded_on = :today
                          from late
                         where h.region_code = late.region_code and h.case_id = late.case_id
                        returning h.case_id, h.department_code, h.decided_by, h.holder_id, h.decided_on, h.due_on,
                                  h.acknowledged_at, h.acknowledged_by, h.reminders, h.ended_on
                        """)
                .param("region", region)
                .param("today", today)
                .param("limit", AT_ONCE)
                .query((row, _) -> handover(row))
                .list();
        Map<UUID, Summary> cases =
                lists.byIds(region, overdue.stream().map(Referral::caseId).toList());
        for (Referral each : overdue) {
            Summary file = cases.get(each.caseId());
            String number = file == null ? "" : file.number();
            tell(each, number, today);
            audit.record(
                    region,
                    "system",
                    REMINDED,
                    each.caseId().toString(),
                    Map.of("department", each.department(), "reminder", Integer.toString(each.reminders())));
        }
        return overdue.size();
    }

    private static final String SELECT = """
            select case_id, department_code, decided_by, holder_id, decided_on, due_on, acknowledged_at, acknowledged_by,
                   reminders, ended_on
              from supervision.handover
             where region_code = :region
            """;

    private static Referral handover(ResultSet row) throws SQLException {
        Timestamp acknowledged = row.getTimestamp("acknowledged_at");
        return new Referral(
                row.getObject("case_id", UUID.class),
                row.getString("department_code"),
                row.getString("decided_by"),
                row.getObject("holder_id", UUID.class),
                row.getObject("decided_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                acknowledged == null ? null : acknowledged.toInstant(),
                row.getObject("acknowledged_by", UUID.class),
                row.getInt("reminders"),
                row.getObject("ended_on", LocalDate.class));
    }
}
