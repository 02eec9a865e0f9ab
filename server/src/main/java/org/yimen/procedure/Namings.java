package org.yimen.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.time.Clock;
import org.yimen.time.Reading;
import org.yimen.time.TimeLimit;
import org.yimen.time.WorkCalendar;

/**
 * 五日内指派两名以上工作人员 (行政许可法 art. 55(2)): the days in which an office that inspects, tests or quarantines for a
 * licence names who does it. They run from acceptance whenever the step itself begins, and art. 45 does not stop them.
 */
@Service
public class Namings {

    public static final TimeLimit WITHIN = TimeLimit.workingDays(5);

    /** The most lines of a list. */
    public static final int MOST = 100;

    private static final Set<Procedure> BOUND = Set.of(Procedure.INSPECTION, Procedure.TESTING, Procedure.QUARANTINE);

    private static final String SELECT = """
            select case_id, step, department, accepted_on, certain, named_on, closed_on
              from procedure.naming
             where region_code = :region
            """;

    private static final String OPEN = " and certain and named_on is null and closed_on is null";

    private final JdbcClient jdbc;
    private final DepartmentNews news;
    private final WorkCalendar calendar;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String home;

    Namings(
            JdbcClient jdbc,
            DepartmentNews news,
            WorkCalendar calendar,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.news = news;
        this.calendar = calendar.provisional();
        this.transaction = transaction;
        this.time = time;
        this.home = home;
    }

    /**
     * One step for which people are to be named.
     *
     * @param certain false while nobody knows whether the step will be: then nothing is late
     * @param namedOn when two or more were named, or null
     * @param closedOn when the step ended, or the case, or null
     */
    public record Naming(
            UUID caseId,
            String step,
            String department,
            LocalDate acceptedOn,
            boolean certain,
            @Nullable LocalDate namedOn,
            @Nullable LocalDate closedOn,
            Reading reading) {

        /** When what the clock measures was done with, or null. */
        public @Nullable LocalDate stoppedOn() {
            return namedOn == null ? closedOn : namedOn;
        }
    }

    /** True where the five days run: a licence, and a step in which the office inspects, tests or quarantines. */
    public static boolean bind(ItemVersion item, Step step) {
        return item.regime() == Regime.LICENCE && BOUND.contains(step.procedure());
    }

    /** In the transaction of the acceptance, as of whatever day that counts. */
    public void accepted(CaseId id, ItemVersion item, LocalDate on) {
        item.plan().steps().stream()
                .filter(step -> bind(item, step))
                .forEach(step -> jdbc.sql("""
                        insert into procedure.naming (region_code, case_id, step, department, accepted_on, certain)
                        values (:region, :case, :step, :department, :on, :certain)
                            on conflict (region_code, case_id, step) do nothing
                        """)
                        .param("region", id.region())
                        .param("case", id.value())
                        .param("step", step.code())
                        .param("department", step.department())
                        .param("on", on)
                        .param("certain", step.always())
                        .update());
    }

    /** A step that need not have been is begun: then its five days count, from acceptance as the law says. */
    public void begun(CaseId id, String step) {
        jdbc.sql("""
                        update procedure.naming
                           set certain = true
                         where region_code = :region and case_id = :case and step = :step
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .update();
    }

    /** @param step that ended; null for the whole case */
    public void closed(CaseId id, @Nullable String step) {
        jdbc.sql("""
                        update procedure.naming
                           set closed_on = :today
                         where region_code = :region and case_id = :case and closed_on is null
                           and (cast(:step as text) is null or step = :step)
                        """)
                .param("today", today())
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step, Types.VARCHAR)
                .update();
    }

    /** Two or more are named now, or not any more. The first day holds while they are. */
    void named(CaseId id, String step, boolean enough) {
        jdbc.sql("""
                        update procedure.naming
                           set named_on = case when :enough then coalesce(named_on, :today) end
                         where region_code = :region and case_id = :case and step = :step
                        """)
                .param("enough", enough)
                .param("today", today())
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .update();
    }

    public List<Naming> ofCase(CaseId id) {
        return jdbc.sql(SELECT + " and case_id = :case order by step limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> naming(row))
                .list();
    }

    public Optional<Naming> find(CaseId id, String step) {
        return ofCase(id).stream().filter(each -> each.step().equals(step)).findFirst();
    }

    /** For whom nobody is named yet, of these departments or of all, the oldest acceptance first. */
    public List<Naming> open(String region, boolean all, List<String> departments) {
        return jdbc.sql(SELECT + OPEN + """
                           and (:all or department = any(:departments))
                         order by accepted_on, case_id, step
                         limit :most
                        """)
                .param("region", region)
                .param("all", all)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> naming(row))
                .list();
    }

    @Scheduled(fixedDelayString = "${yimen.procedure.remind-every:PT15M}")
    void remind() {
        var _ = remindOnce();
    }

    /** Tells the chief and the head of each naming that is late, once; of how many. Nothing follows from a provisional day. */
    public int remindOnce() {
        return Objects.requireNonNull(transaction.execute(_ -> reminded()));
    }

    /** In one transaction: what is marked as said is said. */
    private int reminded() {
        LocalDate today = today();
        List<Naming> late = jdbc
                .sql(SELECT + OPEN + """
                           and late_told_on is null and accepted_on < :before
                         order by accepted_on, case_id, step
                         limit :most
                           for update skip locked
                        """)
                .param("region", home)
                .param("before", today.minusDays(WITHIN.amount()))
                .param("most", MOST)
                .query((row, _) -> naming(row))
                .list()
                .stream()
                .filter(each -> each.reading().isLate() && !each.reading().provisional())
                .toList();
        for (Naming naming : late) {
            jdbc.sql("""
                            update procedure.naming
                               set late_told_on = :today
                             where region_code = :region and case_id = :case and step = :step
                            """)
                    .param("today", today)
                    .param("region", home)
                    .param("case", naming.caseId())
                    .param("step", naming.step())
                    .update();
            news.tell(
                    new CaseId(home, naming.caseId()),
                    naming.department(),
                    List.of("chief", "head"),
                    "naming-late:" + naming.caseId() + ":" + naming.step(),
                    "procedure.news.naming-late",
                    List.of(Texts.day(naming.reading().dueOn()), Text.of(Integer.toString(WITHIN.amount()))),
                    "/desk/procedures/" + naming.caseId() + "/staff/" + naming.step());
        }
        return late.size();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private Naming naming(ResultSet row) throws SQLException {
        LocalDate accepted = row.getObject("accepted_on", LocalDate.class);
        LocalDate named = row.getObject("named_on", LocalDate.class);
        LocalDate closed = row.getObject("closed_on", LocalDate.class);
        LocalDate stopped = named == null ? closed : named;
        return new Naming(
                row.getObject("case_id", UUID.class),
                row.getString("step"),
                row.getString("department"),
                accepted,
                row.getBoolean("certain"),
                named,
                closed,
                Clock.of(accepted, WITHIN).read(calendar, stopped == null ? today() : stopped));
    }
}
