package org.yimen.procedure;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.casework.CaseId;
import org.yimen.notify.Texts;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;
import org.yimen.time.WorkCalendar;

/** 抄告相关: on acceptance the departments that the version names hear of it, confirm, and may begin to prepare. */
@Service
public class Copies {

    /** So many working days a copy may lie unread before it is reminded of, and again each day after. */
    static final int DAYS_TO_READ = 1;

    /** The most of one list. */
    public static final int MOST = 100;

    private static final String SELECT = """
            select case_id, department, sent_on, due_on, read_on, read_by, preparation, reminded_on, reminders
              from procedure.copy
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DepartmentNews news;
    private final WorkCalendar calendar;
    private final InstantSource time;
    private final String region;

    Copies(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            DepartmentNews news,
            WorkCalendar calendar,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.news = news;
        this.calendar = calendar.provisional();
        this.time = time;
        this.region = region;
    }

    /** @param preparation what the department wrote that it prepares */
    public record Copy(
            UUID caseId,
            String department,
            LocalDate sentOn,
            LocalDate dueOn,
            @Nullable LocalDate readOn,
            @Nullable UUID readBy,
            String preparation,
            @Nullable LocalDate remindedOn,
            int reminders) {

        public boolean isUnread() {
            return readOn == null;
        }
    }

    /**
     * In the transaction of the acceptance; a case is copied to a department once, and its people are told of it.
     *
     * @param number of the case, and {@code item} its name, for what they are told
     */
    public void send(CaseId id, String number, Text item, List<String> departments, LocalDate on) {
        for (String department : departments) {
            LocalDate due = calendar.after(on, DAYS_TO_READ);
            int sent = jdbc.sql("""
                            insert into procedure.copy (region_code, case_id, department, sent_on, due_on)
                            values (:region, :case, :department, :on, :due)
                                on conflict (region_code, case_id, department) do nothing
                            """)
                    .param("region", id.region())
                    .param("case", id.value())
                    .param("department", department)
                    .param("on", on)
                    .param("due", due)
                    .update();
            if (sent == 1) {
                news.tell(
                        id.region(),
                        department,
                        DepartmentNews.ANSWERING,
                        "copy:" + id.value() + ":" + department,
                        "procedure.news.copy",
                        List.of(item, Text.of(number), Texts.day(due)),
                        "/desk/procedures/" + id.value() + "/copies/" + department);
            }
        }
    }

    /** True where the officer serves in the department that got the copy. */
    @Guard
    public boolean mayConfirm(Officer officer, String department) {
        return DepartmentNews.ANSWERING.stream().anyMatch(role -> officer.holds(department + "/" + role));
    }

    /** The first confirmation holds; what is being prepared may be said later too. */
    @Transactional
    public void confirm(CaseId id, String department, UUID by, String preparation) {
        String said = preparation.isBlank() ? "" : Surveys.text(preparation, "procedure.copy.preparation");
        int done = jdbc.sql("""
                        update procedure.copy
                           set read_on = coalesce(read_on, :today), read_by = coalesce(read_by, :by),
                               preparation = case when :said = '' then preparation else :said end
                         where region_code = :region and case_id = :case and department = :department
                        """)
                .param("today", CityTime.day(time.instant()))
                .param("by", by)
                .param("said", said)
                .param("region", id.region())
                .param("case", id.value())
                .param("department", department)
                .update();
        if (done == 0) {
            throw new ProcedureRefused("procedure.copy.none");
        }
    }

    public List<Copy> ofCase(CaseId id) {
        return jdbc.sql(SELECT + " and case_id = :case order by department limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> copy(row))
                .list();
    }

    /** What these departments have not confirmed, the oldest first. */
    public List<Copy> unread(String inRegion, List<String> departments) {
        return jdbc.sql(SELECT + """
                           and department = any(:departments) and read_on is null
                         order by due_on, case_id
                         limit :most
                        """)
                .param("region", inRegion)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> copy(row))
                .list();
    }

    @Scheduled(fixedDelayString = "${yimen.procedure.remind-every:PT15M}")
    void remind() {
        var _ = remindOnce();
    }

    /** Reminds of each unread copy once a day after its day, and says of how many; the heads hear it once a day. */
    public int remindOnce() {
        return Objects.requireNonNull(transaction.execute(_ -> reminded()));
    }

    /** In one transaction: what is marked as said is said. */
    private int reminded() {
        LocalDate today = CityTime.day(time.instant());
        Map<String, Long> reminded =
                jdbc.sql("""
                        update procedure.copy
                           set reminded_on = :today, reminders = reminders + 1
                         where region_code = :region and read_on is null and due_on < :today
                           and (reminded_on is null or reminded_on < :today)
                        returning department
                        """).param("today", today).param("region", region).query(String.class).list().stream()
                        .collect(groupingBy(Function.identity(), TreeMap::new, counting()));
        reminded.forEach((department, count) -> news.tell(
                region,
                department,
                List.of("head"),
                "copies-unread:" + department + ":" + today,
                "procedure.news.copies-unread",
                List.of(Text.of(count.toString())),
                "/desk/procedures"));
        return Math.toIntExact(
                reminded.values().stream().mapToLong(Long::longValue).sum());
    }

    private static Copy copy(ResultSet row) throws SQLException {
        return new Copy(
                row.getObject("case_id", UUID.class),
                row.getString("department"),
                row.getObject("sent_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getObject("read_on", LocalDate.class),
                row.getObject("read_by", UUID.class),
                row.getString("preparation"),
                row.getObject("reminded_on", LocalDate.class),
                row.getInt("reminders"));
    }
}
