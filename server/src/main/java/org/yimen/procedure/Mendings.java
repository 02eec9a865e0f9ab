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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.document.KeptFile;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;
import org.yimen.procedure.Mending.Given;
import org.yimen.procedure.Mending.Picture;
import org.yimen.procedure.Mending.Said;
import org.yimen.procedure.Mending.Word;

/**
 * 整改与复查: what a survey found unmet may be put right and is looked at again. No law that is known here speaks of it: it moves
 * no clock and takes nothing from the office's days (ADR 68).
 */
@Service
public class Mendings {

    /** Kinds of the audit entries. */
    public static final String GIVEN = "procedure.mending-given";

    public static final String ENTERED = "procedure.mending-entered";

    /** How often a survey is looked at again without a reason of the head; a rule of the house, no law. */
    static final String SECOND_LOOKS = "procedure.second-looks";

    static final String WHAT = "procedure.mending.what";
    static final String SAID = "procedure.mending.said";

    /** The longest that is said of what is to be mended, or was. */
    public static final int LONGEST = 1000;

    private static final int LONGEST_NAME = 120;

    private static final String SELECT = """
            select survey_id, case_id, step, department, round, what, until_on, reason, given_by, given_at, said, said_at,
                   said_entered, file_name, media_type, sm3, blob_id
              from procedure.mending
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ColumnCipher cipher;
    private final BlobStore blobs;
    private final Settings settings;
    private final WorkLists lists;
    private final DepartmentNews news;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    Mendings(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ColumnCipher cipher,
            BlobStore blobs,
            Settings settings,
            WorkLists lists,
            DepartmentNews news,
            Outbox outbox,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region}") String home) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cipher = cipher;
        this.blobs = blobs;
        this.settings = settings;
        this.lists = lists;
        this.news = news;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** True where the look after this one is beyond what the rules of the house allow: then the head says why. */
    public boolean wantsReason(Survey survey) {
        return survey.round() + 1 > settings.number(SECOND_LOOKS);
    }

    /** What is to be mended of what this look found, if somebody gave the time for it. */
    public Optional<Mending> of(CaseId id, UUID survey) {
        return jdbc.sql(SELECT + " and survey_id = :survey")
                .param("region", id.region())
                .param("survey", survey)
                .query((row, _) -> mending(id.region(), row))
                .optional();
    }

    /** What was to be mended before the look of that number. */
    Optional<Mending> before(CaseId id, String step, int round) {
        return jdbc.sql(SELECT + " and case_id = :case and step = :step and round = :round")
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .param("round", round)
                .query((row, _) -> mending(id.region(), row))
                .optional();
    }

    /**
     * Gives the applicant until a day to mend what the last look found unmet, and tells him; a second click gives it once.
     *
     * @param survey the last look
     * @throws ProcedureRefused {@code procedure.mending.*}
     */
    @Transactional
    public void give(Matter matter, Survey survey, Given given, UUID by) {
        CaseId id = matter.id();
        String what = Surveys.text(given.what(), LONGEST, "procedure.mending.what");
        Optional<Mending> before = of(id, survey.id());
        if (before.isPresent()) {
            boolean same =
                    before.get().what().equals(what) && before.get().untilOn().equals(given.untilOn());
            if (!same) {
                throw new ProcedureRefused("procedure.mending.given");
            }
            return;
        }
        if (!survey.isUnmet()) {
            throw new ProcedureRefused("procedure.mending.nothing");
        }
        if (wantsReason(survey) && given.reason() == null) {
            throw new ProcedureRefused("procedure.mending.head", settings.number(SECOND_LOOKS));
        }
        LocalDate until = given.untilOn();
        if (!until.isAfter(today()) || until.isAfter(given.latest())) {
            throw new ProcedureRefused("procedure.mending.day", given.latest());
        }
        int stored = jdbc.sql("""
                        insert into procedure.mending
                               (region_code, survey_id, case_id, step, department, round, what, until_on, reason, given_by,
                                given_at)
                        values (:region, :survey, :case, :step, :department, :round, :what, :until, :reason, :by, :at)
                            on conflict do nothing
                        """)
                .param("region", id.region())
                .param("survey", survey.id())
                .param("case", id.value())
                .param("step", survey.step())
                .param("department", survey.department())
                .param("round", survey.round() + 1)
                .param("what", sealed(WHAT, id, survey.id(), what))
                .param("until", until)
                .param("reason", given.reason(), Types.VARCHAR)
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (stored == 0) {
            throw new ProcedureRefused("procedure.mending.given");
        }
        outbox.post(Notice.of(
                        id.region(),
                        matter.holder(),
                        matter.person(),
                        "mending:" + survey.id(),
                        "procedure.news.mending",
                        List.of(matter.name(), Texts.day(until), Text.of(matter.number())),
                        time.instant())
                .to("/me/cases/" + id.value())
                .ofCase(id.value()));
        audit.record(
                id.region(),
                by.toString(),
                GIVEN,
                id.value().toString(),
                Map.of(
                        "step",
                        survey.step(),
                        "until",
                        until.toString(),
                        "round",
                        Integer.toString(survey.round() + 1),
                        "reason",
                        Objects.requireNonNullElse(given.reason(), "")));
    }

    /**
     * The applicant says that it is mended, once, or an officer writes down that he said so; the surveyors hear of it.
     *
     * @param survey the last look
     * @param word its text may be empty where he says it himself
     * @param bytes of the picture; nothing where there is none
     */
    @Transactional
    public void say(Matter matter, Survey survey, Word word, @Nullable Picture picture, byte[] bytes) {
        CaseId id = matter.id();
        Mending open = open(id, survey).orElseThrow(() -> new ProcedureRefused("procedure.mending.none"));
        if (open.isSaid()) {
            // The second one of two clicks.
            return;
        }
        boolean silent = word.text().isBlank() && !word.entered();
        String said = silent ? "" : Surveys.text(word.text(), LONGEST, "procedure.mending.said");
        BlobId blob = picture == null ? null : blobs.put("mending:" + open.survey(), bytes);
        int stored = jdbc.sql("""
                        update procedure.mending
                           set said = :said, said_by = :by, said_at = :at, said_entered = :entered, file_name = :file,
                               media_type = :type, sm3 = :sm3, blob_id = :blob
                         where region_code = :region and survey_id = :survey and said_at is null
                        """)
                .param("said", sealed(SAID, id, open.survey(), said))
                .param("by", word.by())
                .param("at", Timestamp.from(time.instant()))
                .param("entered", word.entered())
                .param("file", picture == null ? null : named(picture), Types.VARCHAR)
                .param("type", picture == null ? null : picture.mediaType(), Types.VARCHAR)
                .param("sm3", picture == null ? null : Sm3.hex(bytes), Types.VARCHAR)
                .param("blob", blob == null ? null : blob.value(), Types.VARCHAR)
                .param("region", id.region())
                .param("survey", open.survey())
                .update();
        if (stored == 0) {
            return;
        }
        if (word.entered()) {
            audit.record(
                    id.region(),
                    word.by().toString(),
                    ENTERED,
                    id.value().toString(),
                    Map.of("step", open.step(), "round", Integer.toString(open.round())));
        }
        tell(id, open, "mended:" + open.survey(), "procedure.news.mended", matter.number());
    }

    /** A number that stands in the name of a file is nobody's to read. */
    private static String named(Picture picture) {
        String name = picture.name();
        boolean kept = !name.isBlank() && name.length() <= LONGEST_NAME && !AuditLog.holdsPersonalNumber(name);
        return kept
                ? name
                : "picture." + picture.mediaType().substring(picture.mediaType().indexOf('/') + 1);
    }

    /** What is still to be mended: the look after it was not recorded. */
    private Optional<Mending> open(CaseId id, Survey last) {
        return last.isRecorded() ? of(id, last.id()) : before(id, last.step(), last.round());
    }

    /** What is being mended or to be looked at again and has no appointment yet, for this officer; the first day first. */
    public List<Mending.Line> open(Officer officer, boolean all) {
        return jdbc.sql("""
                        select m.case_id, m.step, m.department, m.until_on, m.said_at is not null as said
                          from procedure.mending m
                         where m.region_code = :region
                           and not exists (
                             select 1
                               from procedure.survey next
                              where next.region_code = m.region_code and next.case_id = m.case_id and next.step = m.step
                                and next.round = m.round)
                           and exists (
                             select 1
                               from procedure.run r
                              where r.region_code = m.region_code and r.case_id = m.case_id and r.step = m.step
                                and r.finished_on is null)
                           and (:all or m.department = any(:departments) or exists (
                             select 1
                               from procedure.surveyor s
                              where s.region_code = m.region_code and s.survey_id = m.survey_id and s.staff_id = :staff))
                         order by m.until_on, m.case_id
                         limit :most
                        """)
                .param("region", officer.region())
                .param("all", all)
                .param("departments", officer.departments().toArray(String[]::new))
                .param("staff", officer.id())
                .param("most", Surveys.MOST)
                .query((row, _) -> new Mending.Line(
                        row.getObject("case_id", UUID.class),
                        row.getString("step"),
                        row.getString("department"),
                        row.getObject("until_on", LocalDate.class),
                        row.getBoolean("said")))
                .list();
    }

    @Scheduled(fixedDelayString = "${yimen.procedure.remind-every:PT15M}")
    void remind() {
        var _ = remindOnce();
    }

    /** Tells the surveyors of each whose day is over without a word, once; of how many. */
    public int remindOnce() {
        return Objects.requireNonNull(transaction.execute(_ -> reminded()));
    }

    /** In one transaction: what is marked as said is said. */
    private int reminded() {
        List<Mending> over = jdbc.sql(SELECT + """
                           and said_at is null and told_on is null and until_on < :today
                         order by until_on, survey_id
                         limit :most
                           for update skip locked
                        """)
                .param("region", home)
                .param("today", today())
                .param("most", Surveys.MOST)
                .query((row, _) -> mending(home, row))
                .list();
        var files =
                lists.byIds(home, over.stream().map(Mending::caseId).distinct().toList());
        for (Mending mending : over) {
            jdbc.sql("""
                            update procedure.mending
                               set told_on = :today
                             where region_code = :region and survey_id = :survey
                            """)
                    .param("today", today())
                    .param("region", home)
                    .param("survey", mending.survey())
                    .update();
            // A case that was withdrawn is nobody's affair any more.
            Optional.ofNullable(files.get(mending.caseId()))
                    .filter(file -> file.status().equals("InProcedure"))
                    .ifPresent(file -> tell(
                            file.id(),
                            mending,
                            "mending-over:" + mending.survey(),
                            "procedure.news.mending-over",
                            file.number()));
        }
        return over.size();
    }

    /** Who looked hears it, and who examines for the department. */
    private void tell(CaseId id, Mending mending, String cause, String template, String number) {
        String link = "/desk/procedures/" + mending.caseId() + "/surveys/" + mending.step();
        jdbc.sql("""
                        select staff_id
                          from procedure.surveyor
                         where region_code = :region and survey_id = :survey
                         order by staff_id
                         limit :most
                        """)
                .param("region", id.region())
                .param("survey", mending.survey())
                .param("most", Serving.MOST)
                .query(UUID.class)
                .list()
                .forEach(staff -> news.tell(id.region(), staff, cause, template, List.of(Text.of(number)), link));
        // A cause that was said before says nothing.
        news.tell(id, mending.department(), List.of("examiner"), cause, template, List.of(Text.of(number)), link);
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private byte[] sealed(String column, CaseId id, UUID survey, String text) {
        return cipher.seal(column, id.region(), survey.toString(), text).bytes();
    }

    private Mending mending(String region, ResultSet row) throws SQLException {
        UUID survey = row.getObject("survey_id", UUID.class);
        byte[] said = row.getBytes("said");
        Instant at = said == null ? null : row.getTimestamp("said_at").toInstant();
        return new Mending(
                survey,
                row.getObject("case_id", UUID.class),
                row.getString("step"),
                row.getString("department"),
                row.getInt("round"),
                cipher.open(WHAT, region, survey.toString(), Sealed.of(row.getBytes("what"))),
                row.getObject("until_on", LocalDate.class),
                row.getString("reason"),
                row.getObject("given_by", UUID.class),
                row.getTimestamp("given_at").toInstant(),
                said == null || at == null
                        ? null
                        : new Said(
                                cipher.open(SAID, region, survey.toString(), Sealed.of(said)),
                                at,
                                row.getBoolean("said_entered"),
                                row.getString("blob_id") == null ? null : KeptFile.of(row)));
    }
}
