package org.yimen.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.notify.Texts;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Text;
import org.yimen.time.WorkCalendar;

/** 与原职能部门协调沟通: a question to the department that used to decide, and its answer. It stops no clock. */
@Service
public class Questions {

    /** Kinds of the audit entries. */
    public static final String ASKED = "procedure.question-asked";

    public static final String ANSWERED = "procedure.question-answered";

    /** Nobody is given longer to answer, in working days. */
    static final int LONGEST = 10;

    /** The most of one case or one list. */
    public static final int MOST = 100;

    private static final String SELECT = """
            select id, case_id, department, question, asked_by, asked_post, asked_on, due_on, answer, answered_by, answered_on
              from procedure.question
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final Directory directory;
    private final DepartmentNews news;
    private final AuditLog audit;
    private final WorkCalendar calendar;
    private final InstantSource time;

    Questions(
            JdbcClient jdbc,
            Directory directory,
            DepartmentNews news,
            AuditLog audit,
            WorkCalendar calendar,
            InstantSource time) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.news = news;
        this.audit = audit;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /**
     * 原职能部门: how a department has answered.
     *
     * @param late answered after its day, or open past it
     */
    public record Tally(String department, int asked, int answered, int late) {}

    /** Of every question that it was ever asked. */
    public Tally tally(String region, String department) {
        return jdbc.sql("""
                        select count(*) as asked, count(answered_on) as answered,
                               count(*) filter (where coalesce(answered_on, :today) > due_on) as late
                          from procedure.question
                         where region_code = :region and department = :department
                        """)
                .param("region", region)
                .param("department", department)
                .param("today", CityTime.day(time.instant()))
                .query((row, _) ->
                        new Tally(department, row.getInt("asked"), row.getInt("answered"), row.getInt("late")))
                .single();
    }

    /**
     * A question and what came back.
     *
     * @param department who is asked
     * @param post from which it was asked
     */
    public record Question(
            UUID id,
            UUID caseId,
            String department,
            String text,
            UUID by,
            String post,
            LocalDate askedOn,
            LocalDate dueOn,
            @Nullable String answer,
            @Nullable UUID answeredBy,
            @Nullable LocalDate answeredOn) {

        public boolean isOpen() {
            return answeredOn == null;
        }

        /** Late with an answer, or late without one: it is kept either way. */
        public boolean isLateOn(LocalDate today) {
            return (answeredOn == null ? today : answeredOn).isAfter(dueOn);
        }
    }

    /** @param key names this asking, so that a second click asks nothing */
    @Transactional
    public void ask(Matter matter, UUID key, String department, String text, LocalDate dueOn, UUID by, String post) {
        String region = matter.id().region();
        boolean known =
                directory.departments().stream().anyMatch(each -> each.code().equals(department));
        if (!known || department.equals(matter.item().department())) {
            throw new ProcedureRefused("procedure.question.department");
        }
        LocalDate today = CityTime.day(time.instant());
        LocalDate last = calendar.after(today, LONGEST);
        if (!dueOn.isAfter(today) || dueOn.isAfter(last)) {
            throw new ProcedureRefused("procedure.question.due", last);
        }
        if (ofCase(matter.id()).size() >= MOST) {
            throw new ProcedureRefused("procedure.question.most", MOST);
        }
        String question = Surveys.text(text, "procedure.question.text");
        int asked = jdbc.sql("""
                        insert into procedure.question
                               (region_code, id, case_id, department, question, asked_by, asked_post, asked_on, due_on)
                        values (:region, :id, :case, :department, :text, :by, :post, :today, :due)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", region)
                .param("id", key)
                .param("case", matter.id().value())
                .param("department", department)
                .param("text", question)
                .param("by", by)
                .param("post", post)
                .param("today", today)
                .param("due", dueOn)
                .update();
        if (asked == 1) {
            news.tell(
                    region,
                    department,
                    DepartmentNews.ANSWERING,
                    "question:" + key,
                    "procedure.news.question",
                    List.of(matter.name(), Text.of(matter.number()), Texts.day(dueOn)),
                    "/desk/procedures/questions/" + key);
            audit.record(
                    region,
                    by.toString(),
                    ASKED,
                    matter.id().value().toString(),
                    Map.of("department", department, "due", dueOn.toString()));
        } else if (find(region, key)
                .filter(before -> before.caseId().equals(matter.id().value())
                        && before.department().equals(department)
                        && before.text().equals(question)
                        && before.dueOn().equals(dueOn))
                .isEmpty()) {
            throw new ProcedureRefused("platform.key.reused");
        }
    }

    /** True where the officer speaks for the department that is asked. */
    @Guard
    public boolean mayAnswer(Officer officer, Question question) {
        return DepartmentNews.ANSWERING.stream().anyMatch(role -> officer.holds(question.department() + "/" + role));
    }

    /** The first answer holds. */
    @Transactional
    public void answer(String region, Question question, UUID by, String text) {
        int done = jdbc.sql("""
                        update procedure.question
                           set answer = :answer, answered_by = :by, answered_on = :today
                         where region_code = :region and id = :id and answered_on is null
                        """)
                .param("answer", Surveys.text(text, "procedure.question.answer"))
                .param("by", by)
                .param("today", CityTime.day(time.instant()))
                .param("region", region)
                .param("id", question.id())
                .update();
        if (done == 0) {
            throw new ProcedureRefused("procedure.question.answered");
        }
        news.tell(
                region,
                question.by(),
                "question-answered:" + question.id(),
                "procedure.news.question-answered",
                List.of(directory.departments().stream()
                        .filter(each -> each.code().equals(question.department()))
                        .map(Department::name)
                        .findFirst()
                        .orElseGet(() -> Text.of(question.department()))),
                "/desk/procedures/" + question.caseId() + "/questions");
        audit.record(
                region,
                by.toString(),
                ANSWERED,
                question.caseId().toString(),
                Map.of("department", question.department()));
    }

    public Optional<Question> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> question(row))
                .optional();
    }

    public List<Question> ofCase(CaseId id) {
        return jdbc.sql(SELECT + " and case_id = :case order by asked_on, id limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> question(row))
                .list();
    }

    /** What waits for an answer of these departments, what is due first. */
    public List<Question> open(String region, List<String> departments) {
        return jdbc.sql(SELECT + """
                           and department = any(:departments) and answered_on is null
                         order by due_on, id
                         limit :most
                        """)
                .param("region", region)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> question(row))
                .list();
    }

    private static Question question(ResultSet row) throws SQLException {
        return new Question(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("department"),
                row.getString("question"),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_post"),
                row.getObject("asked_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("answer"),
                row.getObject("answered_by", UUID.class),
                row.getObject("answered_on", LocalDate.class));
    }
}
