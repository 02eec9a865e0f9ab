package org.yimen.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.identifier.Numbers;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;
import org.yimen.platform.Text;
import org.yimen.procedure.Objection.Answer;
import org.yimen.procedure.Objection.Attached;
import org.yimen.procedure.Objection.Finding;

/**
 * 公示异议: whoever reads what is publicised may object while its days run, gets a receipt and reads what was found; the publicity
 * does not end before its days are over and everybody is answered.
 */
@Service
public class Objections {

    /** Kind of the audit entries of answers. */
    public static final String ANSWERED = "procedure.objection-answered";

    /** The most of one step, and of a list. */
    public static final int MOST = 500;

    /** So often one holder objects to one thing. */
    static final int MOST_OF_ONE = 5;

    public static final int LONGEST = 1000;

    static final String CONTENT = "procedure.objection.content";
    static final String ANSWER = "procedure.objection.answer";
    private static final Json JSON = Json.of();

    private static final String SELECT = """
            select id, case_id, step, number, holder_id, content, received_at, file_name, media_type, blob_id, finding,
                   answer, answered_by, answered_at
              from procedure.objection
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final BlobStore blobs;
    private final Numbers numbers;
    private final Runs runs;
    private final DepartmentNews news;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;

    Objections(
            JdbcClient jdbc,
            ColumnCipher cipher,
            BlobStore blobs,
            Numbers numbers,
            Runs runs,
            DepartmentNews news,
            Outbox outbox,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.blobs = blobs;
        this.numbers = numbers;
        this.runs = runs;
        this.news = news;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    private record Content(String name, String grounds) {}

    /** Who objects, whoever says it for him. */
    public record Objector(UUID holder, UUID person, String name) {}

    /** A file that passed the checks of every upload; its bytes go beside it. */
    public record Arrived(String name, String mediaType) {}

    /** How many objected to one step, and how many of them wait. */
    public record Count(long all, long open) {}

    /**
     * Somebody objects while the days run; twice under one key is once, and other content under it is refused.
     *
     * @param running the step runs now
     * @param bytes of the file; nothing where there is none
     */
    @Transactional
    public UUID object(
            Matter matter,
            Step step,
            boolean running,
            Objector who,
            UUID key,
            String grounds,
            @Nullable Arrived file,
            byte[] bytes) {
        CaseId id = matter.id();
        Optional<Objection> before =
                find(id.region(), key).filter(each -> each.holder().equals(who.holder()));
        if (before.isPresent()) {
            mustBeSame(before.get(), id, step, who, grounds, bytes);
            return key;
        }
        LocalDate until = runs.dueOn(id, step.code()).orElse(LocalDate.MIN);
        if (!running || today().isAfter(until)) {
            throw new ProcedureRefused("procedure.objection.over");
        }
        List<Objection> all = ofStep(id, step.code());
        if (all.size() >= MOST
                || all.stream()
                                .filter(each -> each.holder().equals(who.holder()))
                                .count()
                        >= MOST_OF_ONE) {
            throw new ProcedureRefused("procedure.objection.most", MOST_OF_ONE);
        }
        String said = Surveys.text(grounds, LONGEST, "procedure.objection.grounds");
        Instant now = time.instant();
        int year = today().getYear();
        String number = "公示异议〔%d〕%d号".formatted(year, numbers.draw(id.region(), "objection-" + year));
        if (find(id.region(), key).isPresent()) {
            // Somebody else's, or his own in another name: a key stands for one objection.
            throw new ProcedureRefused("procedure.objection.key");
        }
        BlobId blob = file == null ? null : blobs.put("objection:" + who.holder(), bytes);
        jdbc.sql("""
                        insert into procedure.objection
                               (region_code, id, case_id, step, department, number, holder_id, person_id, content, received_at,
                                file_name, media_type, blob_id)
                        values (:region, :id, :case, :step, :department, :number, :holder, :person, :content, :at,
                                :file, :type, :blob)
                        """)
                .param("region", id.region())
                .param("id", key)
                .param("case", id.value())
                .param("step", step.code())
                .param("department", step.department())
                .param("number", number)
                .param("holder", who.holder())
                .param("person", who.person())
                .param("content", sealed(CONTENT, id.region(), key, JSON.write(new Content(who.name(), said))))
                .param("at", Timestamp.from(now))
                .param("file", file == null ? null : file.name(), Types.VARCHAR)
                .param("type", file == null ? null : file.mediaType(), Types.VARCHAR)
                .param("blob", blob == null ? null : blob.value(), Types.VARCHAR)
                .update();
        news.tell(
                id,
                step.department(),
                DepartmentNews.ANSWERING,
                "objection:" + key,
                "procedure.news.objection",
                List.of(matter.name(), Text.of(matter.number())),
                address(id, step.code()));
        return key;
    }

    /** A key stands for one objection, with every word and its file (ADR 47). */
    private void mustBeSame(Objection before, CaseId id, Step step, Objector who, String grounds, byte[] bytes) {
        Attached file = before.file();
        boolean same = before.caseId().equals(id.value())
                && before.step().equals(step.code())
                && before.grounds().equals(grounds.strip())
                && (file == null
                        ? bytes.length == 0
                        : bytes.length > 0 && file.blob().equals(blobs.put("objection:" + who.holder(), bytes)));
        if (!same) {
            throw new ProcedureRefused("platform.key.reused");
        }
    }

    /** What was found, in words for who objected; it is said once. */
    @Transactional
    public void answer(Matter matter, UUID id, Finding finding, String text, UUID by) {
        String region = matter.id().region();
        Objection objection = find(region, id)
                .filter(each -> each.caseId().equals(matter.id().value()))
                .orElseThrow(() -> new ProcedureRefused("procedure.objection.none"));
        String said = Surveys.text(text, LONGEST, "procedure.objection.answer");
        int done = jdbc.sql("""
                        update procedure.objection
                           set finding = :finding, answer = :answer, answered_by = :by, answered_at = :at
                         where region_code = :region and id = :id and finding is null
                        """)
                .param("finding", finding.code())
                .param("answer", sealed(ANSWER, region, id, said))
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .param("region", region)
                .param("id", id)
                .update();
        if (done == 0) {
            throw new ProcedureRefused("procedure.objection.answered");
        }
        UUID person = jdbc.sql("select person_id from procedure.objection where region_code = :region and id = :id")
                .param("region", region)
                .param("id", id)
                .query(UUID.class)
                .single();
        outbox.post(Notice.of(
                        region,
                        objection.holder(),
                        person,
                        "objection-answered:" + id,
                        "procedure.news.objection-answered",
                        List.of(matter.name(), Text.of(objection.number())),
                        time.instant())
                .to("/me/objections/" + id));
        audit.record(
                region,
                by.toString(),
                ANSWERED,
                matter.id().value().toString(),
                Map.of("number", objection.number(), "finding", finding.code()));
    }

    public Optional<Objection> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> objection(region, row))
                .optional();
    }

    /** Of one step, as they came in. */
    public List<Objection> ofStep(CaseId id, String step) {
        return jdbc.sql(SELECT + " and case_id = :case and step = :step order by received_at, id limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .param("most", MOST)
                .query((row, _) -> objection(id.region(), row))
                .list();
    }

    /** What one holder said anywhere, the latest first. */
    public List<Objection> ofHolder(String region, UUID holder) {
        return jdbc.sql(SELECT + " and holder_id = :holder order by received_at desc, id desc limit :most")
                .param("region", region)
                .param("holder", holder)
                .param("most", MOST)
                .query((row, _) -> objection(region, row))
                .list();
    }

    /** How many there are of each of these cases, whatever the step. */
    public Map<UUID, Count> counts(String region, List<UUID> cases) {
        record Counted(UUID id, Count count) {}
        return jdbc
                .sql("""
                        select case_id, count(*) as all, count(*) filter (where finding is null) as open
                          from procedure.objection
                         where region_code = :region and case_id = any(:cases)
                         group by case_id
                        """)
                .param("region", region)
                .param("cases", cases.toArray(UUID[]::new))
                .query((row, _) -> new Counted(
                        row.getObject("case_id", UUID.class), new Count(row.getLong("all"), row.getLong("open"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Counted::id, Counted::count));
    }

    /** What waits for an answer in these departments, the oldest first. */
    public List<Objection> open(String region, List<String> departments) {
        return jdbc.sql(SELECT + """
                           and finding is null and department = any(:departments)
                         order by received_at, id
                         limit :most
                        """)
                .param("region", region)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> objection(region, row))
                .list();
    }

    /** The message key of why a publicity cannot end yet: its days, or somebody who was not answered. */
    Optional<String> wanting(CaseId id, String step) {
        boolean running =
                runs.dueOn(id, step).filter(due -> !today().isAfter(due)).isPresent();
        if (running) {
            return Optional.of("procedure.publicity.running");
        }
        return ofStep(id, step).stream().anyMatch(each -> each.answer() == null)
                ? Optional.of("procedure.publicity.unanswered")
                : Optional.empty();
    }

    /** True where the step is one to which people may object. */
    public static boolean areOpenTo(Step step) {
        return step.procedure() == Procedure.PUBLICITY;
    }

    private static String address(CaseId id, String step) {
        return "/desk/procedures/" + id.value() + "/publicity/" + step;
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private byte[] sealed(String column, String region, UUID id, String text) {
        return cipher.seal(column, region, id.toString(), text).bytes();
    }

    private Objection objection(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Content content = JSON.read(
                cipher.open(CONTENT, region, id.toString(), Sealed.of(row.getBytes("content"))), Content.class);
        byte[] answer = row.getBytes("answer");
        String blob = row.getString("blob_id");
        return new Objection(
                id,
                row.getObject("case_id", UUID.class),
                row.getString("step"),
                row.getString("number"),
                row.getObject("holder_id", UUID.class),
                content.name(),
                content.grounds(),
                row.getTimestamp("received_at").toInstant(),
                blob == null
                        ? null
                        : new Attached(row.getString("file_name"), row.getString("media_type"), new BlobId(blob)),
                answer == null
                        ? null
                        : new Answer(
                                Finding.of(row.getString("finding")),
                                cipher.open(ANSWER, region, id.toString(), Sealed.of(answer)),
                                row.getObject("answered_by", UUID.class),
                                row.getTimestamp("answered_at").toInstant()));
    }
}
