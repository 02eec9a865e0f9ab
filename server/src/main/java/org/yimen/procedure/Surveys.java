package org.yimen.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Point;
import org.yimen.casework.Plan.Step;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Json;
import org.yimen.platform.Text;
import org.yimen.procedure.Survey.Appointment;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Survey.Mode;
import org.yimen.procedure.Survey.Opinion;
import org.yimen.procedure.Survey.Photo;
import org.yimen.procedure.Survey.Surveyor;

/** 勘验的记录: appointment, visit and result, by two or more (行政许可法 art. 34(3)). */
@Service
public class Surveys {

    /** Kind of the audit entries. */
    public static final String PLANNED = "procedure.survey-planned";

    public static final String RECORDED = "procedure.survey-recorded";

    /** The most of one survey. */
    static final int MOST_PHOTOS = 20;

    /** A visit may begin as it is appointed, with somebody who is there already. */
    static final Duration AT_ONCE = Duration.ofMinutes(5);

    /** The most lines of a list. */
    public static final int MOST = 100;

    static final String COLUMN = "procedure.survey.content";
    private static final int LONGEST = 1000;
    private static final Json JSON = Json.of();

    private static final String SELECT = """
            select id, case_id, step, department, round, mode, appointed_at, unit, unit_basis, content, met, recorded_by,
                   recorded_at, version
              from procedure.survey
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final BlobStore blobs;
    private final Outbox outbox;
    private final Experts experts;
    private final Serving serving;
    private final Mendings mendings;
    private final AuditLog audit;
    private final InstantSource time;

    Surveys(
            JdbcClient jdbc,
            ColumnCipher cipher,
            BlobStore blobs,
            Outbox outbox,
            Experts experts,
            Serving serving,
            Mendings mendings,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.blobs = blobs;
        this.outbox = outbox;
        this.experts = experts;
        this.serving = serving;
        this.mendings = mendings;
        this.audit = audit;
        this.time = time;
    }

    /** What is sealed of a survey. */
    private record Content(String place, List<String> people, Map<String, Boolean> checks, String text) {}

    /** The look that counts now: the last one. */
    public Optional<Survey> find(CaseId id, String step) {
        return looks(id, step).stream().reduce((_, last) -> last);
    }

    /** 勘验 and 复查 of one step, the first first. */
    public List<Survey> looks(CaseId id, String step) {
        return jdbc.sql(SELECT + " and case_id = :case and step = :step order by round limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .param("most", MOST)
                .query((row, _) -> survey(id.region(), row))
                .list();
    }

    /** What a look is for: every point of the list, and after rectification those that the look before found unmet. */
    public static List<Point> points(Step step, List<Survey> looks, Survey look) {
        return looks.stream()
                .filter(each -> each.round() == look.round() - 1)
                .findFirst()
                .map(before -> before.unmet(step.checklist()))
                .orElseGet(step::checklist);
    }

    /** What is appointed and not recorded for this officer or the departments of his posts, the next first. */
    public List<Survey.Line> open(Officer officer, boolean all) {
        List<String> departments = officer.departments();
        return jdbc.sql("""
                        select case_id, step, department, mode, appointed_at
                          from procedure.survey
                         where region_code = :region and recorded_at is null
                           and (:all or department = any(:departments) or exists (
                             select 1
                               from procedure.surveyor s
                              where s.region_code = survey.region_code and s.survey_id = survey.id and s.staff_id = :staff))
                         order by appointed_at, id
                         limit :most
                        """)
                .param("region", officer.region())
                .param("all", all)
                .param("departments", departments.toArray(String[]::new))
                .param("staff", officer.id())
                .param("most", MOST)
                .query((row, _) -> new Survey.Line(
                        row.getObject("case_id", UUID.class),
                        row.getString("step"),
                        row.getString("department"),
                        Mode.of(row.getString("mode")),
                        row.getTimestamp("appointed_at").toInstant()))
                .list();
    }

    /** Appoints a survey, or another day for it; the applicant is told, once for each appointment. */
    @Transactional
    public Survey appoint(Matter matter, String step, Appointment appointment, UUID by) {
        Step listed = matter.step(step);
        String region = matter.id().region();
        mayTakePart(listed, appointment);
        Instant now = time.instant();
        Instant at = appointment.at().truncatedTo(ChronoUnit.MINUTES);
        if (at.isBefore(now.minus(AT_ONCE))) {
            throw new ProcedureRefused("procedure.survey.past");
        }
        Optional<Survey> before = find(matter.id(), step).filter(survey -> !survey.isRecorded());
        int round = before.map(Survey::round).orElseGet(() -> next(matter.id(), step));
        var wanted = new Appointment(
                appointment.mode(),
                at,
                text(appointment.place(), "procedure.survey.place"),
                appointment.surveyors(),
                appointment.unit().strip(),
                appointment.unitBasis().strip(),
                appointment.people());
        if (round > 0) {
            mustBeDue(matter.id(), step, round, at);
        }
        if (before.isPresent() && before.get().appointment().equals(wanted)) {
            // The second one of two clicks.
            return before.get();
        }
        UUID id = before.map(Survey::id).orElseGet(() -> Uuid7.next(now));
        store(matter, listed, new Look(id, round), wanted, by, now);
        jdbc.sql("delete from procedure.surveyor where region_code = :region and survey_id = :survey")
                .param("region", region)
                .param("survey", id)
                .update();
        for (Surveyor surveyor : wanted.surveyors()) {
            jdbc.sql("""
                            insert into procedure.surveyor (region_code, survey_id, staff_id, department)
                            values (:region, :survey, :staff, :department)
                            """)
                    .param("region", region)
                    .param("survey", id)
                    .param("staff", surveyor.staff())
                    .param("department", surveyor.department())
                    .update();
        }
        Survey stored = find(matter.id(), step).orElseThrow();
        outbox.post(Notice.of(
                        region,
                        matter.holder(),
                        matter.person(),
                        "survey:" + id + ":" + stored.version(),
                        round == 0 ? "procedure.news.survey" : "procedure.news.second-look",
                        List.of(matter.name(), said(at), Text.of(matter.number())),
                        now)
                .to("/me/cases/" + matter.id().value())
                .ofCase(matter.id().value()));
        audit.record(
                region,
                by.toString(),
                PLANNED,
                matter.id().value().toString(),
                Map.of(
                        "step",
                        step,
                        "mode",
                        wanted.mode().code(),
                        "at",
                        at.toString(),
                        "round",
                        Integer.toString(round)));
        return stored;
    }

    /** One look, by its number in the step. */
    private record Look(UUID id, int round) {}

    /** The number of the look after the last one; another one is made only after rectification. */
    private int next(CaseId id, String step) {
        return find(id, step)
                .map(last -> mendings.of(id, last.id())
                        .map(Mending::round)
                        .orElseThrow(() -> new ProcedureRefused("procedure.survey.recorded")))
                .orElse(0);
    }

    /** 复查 is made when he says that it is mended, or after the day that he was given. */
    private void mustBeDue(CaseId id, String step, int round, Instant at) {
        Mending mending =
                mendings.before(id, step, round).orElseThrow(() -> new ProcedureRefused("procedure.survey.recorded"));
        if (!mending.isSaid() && !CityTime.day(at).isAfter(mending.untilOn())) {
            throw new ProcedureRefused("procedure.survey.second-early", mending.untilOn());
        }
    }

    private void store(Matter matter, Step step, Look look, Appointment wanted, UUID by, Instant now) {
        UUID id = look.id();
        boolean entrusted = wanted.mode() == Mode.ENTRUSTED;
        var content = new Content(wanted.place(), wanted.people(), Map.of(), "");
        try {
            jdbc.sql("""
                            insert into procedure.survey
                                   (region_code, id, case_id, step, department, round, mode, appointed_at, unit, unit_basis,
                                    content, planned_by, planned_at)
                            values (:region, :id, :case, :step, :department, :round, :mode, :at, :unit, :basis, :content,
                                    :by, :now)
                                on conflict (region_code, id)
                                do update set mode = excluded.mode, appointed_at = excluded.appointed_at,
                                              unit = excluded.unit, unit_basis = excluded.unit_basis,
                                              content = excluded.content, planned_by = excluded.planned_by,
                                              planned_at = excluded.planned_at, version = survey.version + 1
                                        where survey.recorded_at is null
                            """)
                    .param("region", matter.id().region())
                    .param("id", id)
                    .param("case", matter.id().value())
                    .param("step", step.code())
                    .param("department", step.department())
                    .param("round", look.round())
                    .param("mode", wanted.mode().code())
                    .param("at", Timestamp.from(wanted.at()))
                    .param("unit", entrusted ? wanted.unit() : null)
                    .param("basis", entrusted ? wanted.unitBasis() : null)
                    .param("content", sealed(matter.id().region(), id, content))
                    .param("by", by)
                    .param("now", Timestamp.from(now))
                    .update();
        } catch (DuplicateKeyException faster) {
            throw new ProcedureRefused("procedure.survey.appointed-meanwhile");
        }
    }

    /** Each mode has its own rule of who takes part. */
    private void mayTakePart(Step step, Appointment appointment) {
        List<Surveyor> surveyors = appointment.surveyors();
        long people = surveyors.stream().map(Surveyor::staff).distinct().count();
        if (people != surveyors.size() || people > Serving.MOST) {
            throw new ProcedureRefused("procedure.survey.surveyors");
        }
        surveyors.forEach(each -> serving.must(each.staff(), each.department(), "procedure.survey.surveyors"));
        List<String> departments = appointment.departments();
        // Art. 34(3): by two or more, whoever else comes along.
        boolean few = people < Serving.FEWEST;
        switch (appointment.mode()) {
            case INDEPENDENT, EXPERT -> {
                if (few) {
                    throw new ProcedureRefused("procedure.survey.two");
                }
                if (!departments.equals(List.of(step.department()))) {
                    throw new ProcedureRefused("procedure.survey.own-department");
                }
            }
            case JOINT -> {
                if (few) {
                    throw new ProcedureRefused("procedure.survey.two");
                }
                if (departments.size() < 2 || !departments.contains(step.department())) {
                    throw new ProcedureRefused("procedure.survey.departments");
                }
            }
            case ENTRUSTED -> {
                if (appointment.unit().isBlank() || appointment.unitBasis().isBlank()) {
                    throw new ProcedureRefused("procedure.survey.unit");
                }
                long named = appointment.people().stream()
                        .filter(name -> !name.isBlank())
                        .distinct()
                        .count();
                if (named < Serving.FEWEST || named > Serving.MOST) {
                    throw new ProcedureRefused("procedure.survey.two");
                }
                if (!departments.equals(List.of(step.department()))) {
                    throw new ProcedureRefused("procedure.survey.own-department");
                }
            }
        }
    }

    /** Takes in a photo that was checked already; the same one a second time is the first. */
    @Transactional
    public void photograph(CaseId id, String step, UUID by, String mediaType, byte[] bytes) {
        Survey survey = open(id, step, by);
        String sm3 = Sm3.hex(bytes);
        if (survey.photos().stream().anyMatch(photo -> photo.sm3().equals(sm3))) {
            return;
        }
        if (survey.photos().size() >= MOST_PHOTOS) {
            throw new ProcedureRefused("procedure.survey.photos-most", MOST_PHOTOS);
        }
        BlobId blob = blobs.put("survey:" + survey.id(), bytes);
        jdbc.sql("""
                        insert into procedure.survey_photo
                               (region_code, survey_id, number, media_type, size, sm3, blob_id, taken_by, taken_at)
                        select :region, :survey, coalesce(max(number), 0) + 1, :type, :size, :sm3, :blob, :by, :at
                          from procedure.survey_photo
                         where region_code = :region and survey_id = :survey
                            on conflict do nothing
                        """)
                .param("region", id.region())
                .param("survey", survey.id())
                .param("type", mediaType)
                .param("size", bytes.length)
                .param("sm3", sm3)
                .param("blob", blob.value())
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    public Optional<byte[]> read(Photo photo) {
        return blobs.read(new BlobId(photo.blob()));
    }

    /** 联合勘验: what one department says of the visit; it is said once. */
    @Transactional
    public void opine(CaseId id, String step, Officer officer, boolean favourable, String text) {
        Survey survey = open(id, step, officer.id());
        String department = survey.appointment().surveyors().stream()
                .filter(surveyor -> surveyor.staff().equals(officer.id()))
                .map(Surveyor::department)
                .findFirst()
                .orElseThrow();
        if (survey.appointment().mode() != Mode.JOINT) {
            throw new ProcedureRefused("procedure.survey.not-joint");
        }
        mustHaveBegun(survey);
        int stored = jdbc.sql("""
                        insert into procedure.survey_opinion
                               (region_code, survey_id, department, favourable, text, given_by, given_at)
                        values (:region, :survey, :department, :favourable, :text, :by, :at)
                            on conflict (region_code, survey_id, department) do nothing
                        """)
                .param("region", id.region())
                .param("survey", survey.id())
                .param("department", department)
                .param("favourable", favourable)
                .param("text", text(text, "procedure.survey.opinion"))
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (stored == 0) {
            throw new ProcedureRefused("procedure.survey.opinion-given");
        }
    }

    /** Writes down what was found: every point that was open, a photo, everybody's word. It is not written twice. */
    @Transactional
    public void record(Matter matter, String step, UUID by, Finding finding) {
        CaseId id = matter.id();
        Survey survey = open(id, step, by);
        mustHaveBegun(survey);
        List<Point> points = points(matter.step(step), looks(id, step), survey);
        boolean all = points.stream().allMatch(point -> finding.checks().containsKey(point.code()));
        if (!all || finding.checks().size() != points.size()) {
            throw new ProcedureRefused("procedure.survey.checklist");
        }
        if (survey.photos().isEmpty()) {
            throw new ProcedureRefused("procedure.survey.no-photo");
        }
        if (!survey.silent().isEmpty()) {
            throw new ProcedureRefused("procedure.survey.silent");
        }
        if (survey.appointment().mode() == Mode.EXPERT && !experts.areSeated(id, step)) {
            throw new ProcedureRefused("procedure.survey.no-expert");
        }
        if (finding.met() && finding.checks().containsValue(false)) {
            throw new ProcedureRefused("procedure.survey.contradicts");
        }
        var content = new Content(
                survey.appointment().place(),
                survey.appointment().people(),
                finding.checks(),
                text(finding.text(), "procedure.survey.finding"));
        int done = jdbc.sql("""
                        update procedure.survey
                           set met = :met, content = :content, recorded_by = :by, recorded_at = :at
                         where region_code = :region and id = :id and recorded_at is null and version = :version
                        """)
                .param("met", finding.met())
                .param("content", sealed(id.region(), survey.id(), content))
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .param("region", id.region())
                .param("id", survey.id())
                .param("version", survey.version())
                .update();
        if (done == 0) {
            throw new ProcedureRefused("procedure.survey.recorded");
        }
        audit.record(
                id.region(),
                by.toString(),
                RECORDED,
                id.value().toString(),
                Map.of(
                        "step",
                        step,
                        "met",
                        Boolean.toString(finding.met()),
                        "round",
                        Integer.toString(survey.round())));
    }

    /** The message key of what the record of a survey lacks. */
    Optional<String> wanting(CaseId id, String step) {
        record Last(boolean recorded, boolean mending) {}
        Optional<Last> last = jdbc.sql("""
                        select recorded_at is not null as recorded, exists (
                                 select 1
                                   from procedure.mending m
                                  where m.region_code = s.region_code and m.survey_id = s.id) as mending
                          from procedure.survey s
                         where region_code = :region and case_id = :case and step = :step
                         order by round desc
                         limit 1
                        """)
                .param("region", id.region())
                .param("case", id.value())
                .param("step", step)
                .query((row, _) -> new Last(row.getBoolean("recorded"), row.getBoolean("mending")))
                .optional();
        if (last.filter(Last::mending).isPresent()) {
            // Where time was given to mend something it is looked at again before anything is made of it.
            return Optional.of("procedure.survey.mending");
        }
        return last.filter(Last::recorded).isPresent()
                ? Optional.empty()
                : Optional.of("procedure.survey.not-recorded");
    }

    /** The survey while its result is open, for who takes part in it. */
    private Survey open(CaseId id, String step, UUID by) {
        Survey survey = find(id, step).orElseThrow(() -> new ProcedureRefused("procedure.survey.not-appointed"));
        if (survey.isRecorded()) {
            throw new ProcedureRefused("procedure.survey.recorded");
        }
        if (!survey.isSurveyor(by)) {
            throw new ProcedureRefused("procedure.survey.not-surveyor");
        }
        return survey;
    }

    private void mustHaveBegun(Survey survey) {
        if (time.instant().isBefore(survey.appointment().at())) {
            throw new ProcedureRefused("procedure.survey.not-yet");
        }
    }

    static String text(String typed, String code) {
        return text(typed, LONGEST, code);
    }

    static String text(String typed, int longest, String code) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > longest || AuditLog.holdsPersonalNumber(text)) {
            throw new ProcedureRefused(code);
        }
        return text;
    }

    /** A moment as messages say it. */
    static Text said(Instant at) {
        var local = at.atZone(CityTime.ZONE);
        String clock = "%02d:%02d".formatted(local.getHour(), local.getMinute());
        Text day = Texts.day(local.toLocalDate());
        return new Text(day.zh() + " " + clock, day.en() + " " + clock);
    }

    private byte[] sealed(String region, UUID id, Content content) {
        return cipher.seal(COLUMN, region, id.toString(), JSON.write(content)).bytes();
    }

    private Survey survey(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String json = cipher.open(COLUMN, region, id.toString(), Sealed.of(row.getBytes("content")));
        Content content = JSON.read(json, Content.class);
        Timestamp recorded = row.getTimestamp("recorded_at");
        String unit = row.getString("unit");
        String basis = row.getString("unit_basis");
        return new Survey(
                id,
                row.getObject("case_id", UUID.class),
                row.getString("step"),
                row.getString("department"),
                row.getInt("round"),
                new Appointment(
                        Mode.of(row.getString("mode")),
                        row.getTimestamp("appointed_at").toInstant(),
                        content.place(),
                        surveyors(region, id),
                        unit == null ? "" : unit,
                        basis == null ? "" : basis,
                        content.people()),
                recorded == null ? null : new Finding(content.checks(), row.getBoolean("met"), content.text()),
                row.getObject("recorded_by", UUID.class),
                recorded == null ? null : recorded.toInstant(),
                row.getInt("version"),
                opinions(region, id),
                photos(region, id));
    }

    private List<Surveyor> surveyors(String region, UUID id) {
        return jdbc.sql("""
                        select staff_id, department
                          from procedure.surveyor
                         where region_code = :region and survey_id = :survey
                         order by department, staff_id
                         limit :most
                        """)
                .param("region", region)
                .param("survey", id)
                .param("most", Serving.MOST)
                .query((row, _) -> new Surveyor(row.getObject("staff_id", UUID.class), row.getString("department")))
                .list();
    }

    private List<Opinion> opinions(String region, UUID id) {
        return jdbc.sql("""
                        select department, favourable, text, given_by, given_at
                          from procedure.survey_opinion
                         where region_code = :region and survey_id = :survey
                         order by department
                         limit :most
                        """)
                .param("region", region)
                .param("survey", id)
                .param("most", Serving.MOST)
                .query((row, _) -> new Opinion(
                        row.getString("department"),
                        row.getBoolean("favourable"),
                        row.getString("text"),
                        row.getObject("given_by", UUID.class),
                        row.getTimestamp("given_at").toInstant()))
                .list();
    }

    private List<Photo> photos(String region, UUID id) {
        return jdbc.sql("""
                        select number, media_type, size, sm3, blob_id, taken_at
                          from procedure.survey_photo
                         where region_code = :region and survey_id = :survey
                         order by number
                         limit :most
                        """)
                .param("region", region)
                .param("survey", id)
                .param("most", MOST_PHOTOS)
                .query((row, _) -> new Photo(
                        row.getInt("number"),
                        row.getString("media_type"),
                        row.getLong("size"),
                        row.getString("sm3"),
                        row.getString("blob_id"),
                        row.getTimestamp("taken_at").toInstant()))
                .list();
    }
}
