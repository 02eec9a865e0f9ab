package org.yimen.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Inspection;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.catalogue.Catalogue;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.evaluation.Finding.Changed;
import org.yimen.evaluation.Finding.Use;
import org.yimen.evaluation.Outing.Kind;
import org.yimen.evaluation.Outing.Mark;
import org.yimen.evaluation.Outing.Report;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.Raising;
import org.yimen.hotline.Raising.Wish;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Source;
import org.yimen.hotline.WorkOrders;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.InTurn;
import org.yimen.platform.Json;
import org.yimen.time.WorkCalendar;

/**
 * 体验、暗访、走流程、视察: planned by the centre, reported once by whoever went, released by somebody else, and each finding
 * becomes a work order that the department must answer. Who is looked at changes nothing of it.
 */
@Service
public class Outings {

    /** Kinds of the audit entries. */
    public static final String PLANNED = "evaluation.outing-planned";

    public static final String REPORTED = "evaluation.outing-reported";
    public static final String RELEASED = "evaluation.outing-released";
    public static final String USED = "evaluation.finding-used";

    /** What a page lists. */
    public static final int MOST = 200;

    /** Walks of one year, all departments together. */
    private static final int MOST_WALKS = 2_000;

    public static final int MOST_STEPS = 12;
    public static final int MOST_FINDINGS = 10;
    public static final int MOST_PICTURES = 10;

    /** Looks of his own in one appointment on one day. */
    public static final int MOST_OWN = 5;

    /** Working days that a department has for a finding, as for a bad rating of the slowest kind. */
    static final int DAYS = 15;

    private static final int LARGEST_PICTURE = 5 * 1024 * 1024;
    /** A finding becomes an order, whose source and subject carry the title. */
    private static final int LONGEST_TITLE = WorkOrder.LONGEST_NAME;

    private static final int LONGEST_LINE = 100;
    private static final int LONGEST = 1000;
    private static final int LONGEST_SECONDS = 24 * 60 * 60;
    private static final BigDecimal FULL = BigDecimal.valueOf(100);
    private static final Json JSON = Json.of();

    /** An item's code and the number of one of its versions. */
    private static final Pattern VERSION = Pattern.compile("([a-z][a-z0-9-]{0,60})/([1-9]\\d{0,5})");

    /** Working days from the report to the release, and as many again until it climbs once more. */
    public static final int RELEASE_DAYS = 5;

    /** The centre, whose own reports it does not release. */
    private static final String CENTRE = "ZX";

    private static final String SUPERVISING = OrderPosts.EFFICIENCY;
    private static final String GOVERNMENT = Department.GOVERNMENT;

    private static final String SELECT = """
            select id, region_code, kind, title, department_code, item_code, window_code, seen_staff_id, script, appointment_id,
                   staff_id, planned_on, done_on, marks, score, words, reported_by, reported_at, released_at
              from evaluation.outing
             where region_code = :region
            """;

    private static final String FINDINGS = """
            select id, outing_id, seq, text, order_id, changed, change_text, change_ref, changed_by, changed_on
              from evaluation.finding
             where region_code = :region
            """;

    private final JdbcClient jdbc;
    private final Appointments appointments;
    private final Directory directory;
    private final Raising raising;
    private final WorkOrders orders;
    private final Catalogue catalogue;
    private final BlobStore blobs;
    private final WorkCalendar calendar;
    private final Invitations invitations;
    private final AuditLog audit;
    private final InstantSource time;

    Outings(
            JdbcClient jdbc,
            Appointments appointments,
            Directory directory,
            Raising raising,
            WorkOrders orders,
            Catalogue catalogue,
            BlobStore blobs,
            WorkCalendar calendar,
            Invitations invitations,
            AuditLog audit,
            InstantSource time) {
        this.invitations = invitations;
        this.jdbc = jdbc;
        this.appointments = appointments;
        this.directory = directory;
        this.raising = raising;
        this.orders = orders;
        this.catalogue = catalogue;
        this.blobs = blobs;
        this.calendar = calendar.provisional();
        this.audit = audit;
        this.time = time;
    }

    /**
     * What is to be looked at.
     *
     * @param id of the form too, so that a second click plans nothing more
     * @param item code of what he applies for, of that department; null where he looks at a counter or a hall
     * @param seen whom of the staff it is about; null for the department or a window alone
     * @param appointment who goes from outside; null where the officer {@code staff} goes himself
     */
    public record Plan(
            UUID id,
            Kind kind,
            String title,
            String department,
            @Nullable String item,
            @Nullable String window,
            @Nullable UUID seen,
            List<String> script,
            @Nullable UUID appointment,
            @Nullable UUID staff,
            LocalDate on) {
        public Plan {
            script = List.copyOf(script);
        }

        /** About nobody alone. */
        public Plan(
                UUID id,
                Kind kind,
                String title,
                String department,
                @Nullable String item,
                @Nullable String window,
                List<String> script,
                @Nullable UUID appointment,
                @Nullable UUID staff,
                LocalDate on) {
            this(id, kind, title, department, item, window, null, script, appointment, staff, on);
        }
    }

    /** A picture that was taken there. */
    public record Picture(int number, String mediaType, String blob) {}

    private record Marks(List<Mark> marks) {}

    @Transactional
    public void plan(Officer officer, Plan plan) {
        if (!mayPlan(officer, plan.kind(), plan.department(), plan.staff())) {
            throw new EvaluationRefused("evaluation.not-yours");
        }
        if ((plan.appointment() == null) == (plan.staff() == null)
                || (plan.kind() == Kind.WALK) != (plan.staff() != null)) {
            throw new EvaluationRefused("evaluation.outing.who");
        }
        if (plan.kind() == Kind.WALK && !heads(officer.region(), plan.department(), plan.staff(), plan.on())) {
            throw new EvaluationRefused("evaluation.outing.walker");
        }
        if (plan.appointment() != null) {
            mustCover(officer.region(), plan.appointment(), plan.department(), plan.on());
        }
        if (plan.on().isBefore(today())) {
            throw new EvaluationRefused("evaluation.outing.past");
        }
        if (plan.item() == null && plan.kind().isOfAnItem()) {
            throw new EvaluationRefused("evaluation.outing.item");
        }
        store(officer.region(), plan, officer.id());
        if (plan.appointment() != null) {
            appointments
                    .find(officer.region(), plan.appointment())
                    .ifPresent(who -> invitations.tell(who, plan, time.instant()));
        }
    }

    /**
     * What a social supervisor looks at on his own.
     *
     * @param window code, or empty
     * @param employee number on the sign of whom he looked at, or empty
     */
    public record Own(String title, String department, String window, String employee) {}

    /** 社会监督员: goes on his own to whatever he was appointed to look at, {@link #MOST_OWN} times a day at most. */
    @Transactional
    public void goOut(String region, UUID id, Appointment as, UUID person, Own of) {
        String department = of.department();
        if (as.kind() != Appointment.Kind.SUPERVISOR) {
            throw new EvaluationRefused("evaluation.not-yours");
        }
        mustCover(region, as.id(), department, today());
        InTurn.await(jdbc, "evaluation.own " + region + "/" + as.id());
        long own = jdbc.sql("""
                        select count(*)
                          from evaluation.outing
                         where region_code = :region and appointment_id = :as and kind = 'SUPERVISION'
                           and planned_on = :today and id <> :id
                        """)
                .param("region", region)
                .param("as", as.id())
                .param("today", today())
                .param("id", id)
                .query(Long.class)
                .single();
        if (own >= MOST_OWN) {
            throw new EvaluationRefused("evaluation.outing.most", MOST_OWN);
        }
        store(
                region,
                new Plan(
                        id,
                        Kind.SUPERVISION,
                        of.title(),
                        department,
                        null,
                        of.window().isBlank() ? null : of.window(),
                        seen(region, department, of.employee()),
                        OWN_SCRIPT,
                        as.id(),
                        null,
                        today()),
                person);
    }

    /** Whom that number at that department stands for. */
    private @Nullable UUID seen(String region, String department, String employee) {
        String typed = employee.strip();
        return typed.isEmpty()
                ? null
                : directory.everybody(region).stream()
                        .filter(staff ->
                                !staff.machine() && staff.employeeNumber().equals(typed))
                        .map(Staff::id)
                        .filter(staff -> directory
                                .appointee(staff, today())
                                .everywhere()
                                .departments()
                                .contains(department))
                        .findFirst()
                        .orElseThrow(() -> new EvaluationRefused("evaluation.outing.employee"));
    }

    /** What a social supervisor looks at everywhere. */
    private static final List<String> OWN_SCRIPT = List.of("等候和叫号", "态度和用语", "一次说清、一次办成");

    private void mustCover(String region, UUID appointment, String department, LocalDate on) {
        if (appointments
                .find(region, appointment)
                .filter(each -> each.isOn(on) && each.covers(department))
                .isEmpty()) {
            throw new EvaluationRefused("evaluation.outing.appointment");
        }
    }

    private void store(String region, Plan plan, UUID by) {
        if (directory.departments().stream().noneMatch(each -> each.code().equals(plan.department()))) {
            throw new EvaluationRefused("evaluation.department.unknown");
        }
        if (plan.window() != null
                && windows().stream().noneMatch(each -> each.code().equals(plan.window()))) {
            throw new EvaluationRefused("evaluation.window.unknown");
        }
        if (plan.item() != null
                && catalogue
                        .current(plan.item())
                        .filter(item -> item.department().equals(plan.department()))
                        .isEmpty()) {
            throw new EvaluationRefused("evaluation.item.unknown");
        }
        List<String> script = plan.script().stream()
                .filter(step -> !step.isBlank())
                .map(step -> Said.line(step, LONGEST_LINE))
                .toList();
        if (script.isEmpty() || script.size() > MOST_STEPS) {
            throw new EvaluationRefused("evaluation.outing.script", MOST_STEPS);
        }
        String title = Said.line(plan.title(), LONGEST_TITLE);
        int rows = jdbc.sql("""
                        insert into evaluation.outing
                               (region_code, id, kind, title, department_code, item_code, window_code, seen_staff_id,
                                script, appointment_id, staff_id, planned_on, planned_by, planned_at)
                        values (:region, :id, :kind, :title, :department, :item, :window, :seen, :script, :appointment,
                                :staff, :on, :by, :at)
                            on conflict do nothing
                        """)
                .param("region", region)
                .param("id", plan.id())
                .param("kind", plan.kind().name())
                .param("title", title)
                .param("department", plan.department())
                .param("item", plan.item(), Types.VARCHAR)
                .param("window", plan.window(), Types.VARCHAR)
                .param("seen", plan.seen(), Types.OTHER)
                .param("script", script.toArray(String[]::new))
                .param("appointment", plan.appointment(), Types.OTHER)
                .param("staff", plan.staff(), Types.OTHER)
                .param("on", plan.on())
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (rows == 1) {
            audit.record(
                    region,
                    by.toString(),
                    PLANNED,
                    plan.id().toString(),
                    Map.of("kind", plan.kind().name(), "department", plan.department()));
        } else if (find(region, plan.id())
                .filter(before -> isOf(before, plan, title, script))
                .isEmpty()) {
            throw new EvaluationRefused("platform.key.reused");
        }
    }

    private static boolean isOf(Outing before, Plan plan, String title, List<String> script) {
        return before.kind() == plan.kind()
                && before.title().equals(title)
                && before.department().equals(plan.department())
                && Objects.equals(before.item(), plan.item())
                && Objects.equals(before.window(), plan.window())
                && Objects.equals(before.seen(), plan.seen())
                && before.script().equals(script)
                && Objects.equals(before.appointment(), plan.appointment())
                && Objects.equals(before.staff(), plan.staff())
                && before.plannedOn().equals(plan.on());
    }

    /** What may be named as the window that is looked at. */
    public List<Unit.Window> windows() {
        return directory.sites().stream()
                .flatMap(site -> directory.windows(site).stream())
                .toList();
    }

    /**
     * Whoever went says what he saw; once, the same sent twice is one.
     *
     * @param by who is signed in: the officer himself, or a person who is or acts for whom {@code as} names
     * @param as in which appointment; null for an officer
     */
    @Transactional
    public void report(Outing outing, UUID by, @Nullable Appointment as, Report report, List<String> findings) {
        boolean his = as == null ? by.equals(outing.staff()) : as.id().equals(outing.appointment()) && as.isOn(today());
        if (!his) {
            throw new EvaluationRefused("evaluation.not-yours");
        }
        mustMakeSense(outing, report);
        List<String> found = findings.stream()
                .filter(each -> !each.isBlank())
                .map(each -> Said.line(each, LONGEST))
                .toList();
        if (found.size() > MOST_FINDINGS) {
            throw new EvaluationRefused("evaluation.report.findings", MOST_FINDINGS);
        }
        Instant now = time.instant();
        int rows = jdbc.sql("""
                        update evaluation.outing
                           set done_on = :done, marks = cast(:marks as jsonb), score = :score, words = :words,
                               reported_by = :by, reported_at = :at
                         where region_code = :region and id = :id and reported_at is null
                        """)
                .param("done", report.doneOn())
                .param("marks", JSON.write(new Marks(report.marks())))
                .param("score", report.score(), Types.NUMERIC)
                .param("words", Said.line(report.words(), LONGEST))
                .param("by", by)
                .param("at", Timestamp.from(now))
                .param("region", outing.region())
                .param("id", outing.id())
                .update();
        if (rows == 0) {
            throw new EvaluationRefused("evaluation.report.made");
        }
        for (int i = 0; i < found.size(); i++) {
            jdbc.sql("""
                            insert into evaluation.finding (region_code, id, outing_id, seq, text)
                            values (:region, :id, :outing, :seq, :text)
                            """)
                    .param("region", outing.region())
                    .param("id", Uuid7.next(now))
                    .param("outing", outing.id())
                    .param("seq", i + 1)
                    .param("text", found.get(i))
                    .update();
        }
        audit.record(
                outing.region(),
                by.toString(),
                REPORTED,
                outing.id().toString(),
                Map.of("findings", Integer.toString(found.size())));
    }

    private void mustMakeSense(Outing outing, Report report) {
        if (report.doneOn().isAfter(today())
                || report.doneOn().isBefore(outing.plannedOn().minusDays(1))) {
            throw new EvaluationRefused("evaluation.report.day");
        }
        if (report.marks().size() != outing.script().size()) {
            throw new EvaluationRefused("evaluation.report.marks");
        }
        for (Mark mark : report.marks()) {
            if (mark.seconds() < 0
                    || mark.seconds() > LONGEST_SECONDS
                    || mark.errors() < 0
                    || mark.errors() > LONGEST) {
                throw new EvaluationRefused("evaluation.report.marks");
            }
            if (!mark.note().isBlank()) {
                var _ = Said.line(mark.note(), LONGEST);
            }
        }
        BigDecimal score = report.score();
        if (score != null && (score.signum() < 0 || score.compareTo(FULL) > 0 || score.scale() > 1)) {
            throw new EvaluationRefused("evaluation.report.score");
        }
    }

    /** Evidence, by whoever went, until he has reported; the same picture twice is one. */
    @Transactional
    public void photograph(Outing outing, UUID by, @Nullable Appointment as, byte[] bytes) {
        boolean his = as == null ? by.equals(outing.staff()) : as.id().equals(outing.appointment());
        if (!his || outing.report() != null) {
            throw new EvaluationRefused("evaluation.not-yours");
        }
        Inspection.Kind kind = bytes.length > LARGEST_PICTURE ? null : Inspection.of("", bytes);
        if (kind != Inspection.Kind.JPEG && kind != Inspection.Kind.PNG) {
            throw new EvaluationRefused("evaluation.picture", LARGEST_PICTURE / 1024 / 1024);
        }
        InTurn.await(jdbc, "evaluation.picture " + outing.region() + "/" + outing.id());
        if (pictures(outing).size() >= MOST_PICTURES) {
            throw new EvaluationRefused("evaluation.pictures", MOST_PICTURES);
        }
        BlobId blob = blobs.put("outing:" + outing.id(), bytes);
        jdbc.sql("""
                        insert into evaluation.picture
                               (region_code, outing_id, number, media_type, size, sm3, blob_id, taken_by, taken_at)
                        select :region, :outing, coalesce(max(number), 0) + 1, :type, :size, :sm3, :blob, :by, :at
                          from evaluation.picture
                         where region_code = :region and outing_id = :outing
                            on conflict do nothing
                        """)
                .param("region", outing.region())
                .param("outing", outing.id())
                .param("type", kind.mediaType())
                .param("size", bytes.length)
                .param("sm3", Sm3.hex(bytes))
                .param("blob", blob.value())
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    public List<Picture> pictures(Outing outing) {
        return jdbc.sql("""
                        select number, media_type, blob_id
                          from evaluation.picture
                         where region_code = :region and outing_id = :outing
                         order by number
                         limit :most
                        """)
                .param("region", outing.region())
                .param("outing", outing.id())
                .param("most", MOST_PICTURES)
                .query((row, _) ->
                        new Picture(row.getInt("number"), row.getString("media_type"), row.getString("blob_id")))
                .list();
    }

    public Optional<byte[]> read(Picture picture) {
        return blobs.read(new BlobId(picture.blob()));
    }

    /** 发布: whoever was looked at reads it from now on, and each finding becomes an order, in one transaction. */
    @Transactional
    public void release(Officer officer, UUID id) {
        Outing outing = existing(officer.region(), id);
        if (!mayRelease(officer, outing)) {
            throw new EvaluationRefused("evaluation.not-yours");
        }
        Report report = outing.report();
        if (report == null) {
            throw new EvaluationRefused("evaluation.release.early");
        }
        int rows = jdbc.sql("""
                        update evaluation.outing
                           set released_by = :by, released_at = :at
                         where region_code = :region and id = :id and reported_at is not null and released_at is null
                        """)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param("region", officer.region())
                .param("id", id)
                .update();
        if (rows == 0) {
            return;
        }
        String post = officer.posts().stream()
                .filter(each -> releasing(outing, today()).anyMatch(each::equals))
                .sorted()
                .findFirst()
                .orElseThrow(() -> new EvaluationRefused("evaluation.not-yours"));
        for (Finding finding : findings(officer.region(), List.of(id))) {
            var order = raising.raise(
                    Wish.of(
                            "problem",
                            outing.title(),
                            new Source(Source.Kind.VISIT, outing.id().toString(), outing.title()),
                            outing.department(),
                            calendar.after(today(), DAYS),
                            finding.text()),
                    post,
                    Actor.officer(officer.id(), post),
                    "finding:" + finding.id());
            jdbc.sql("""
                            update evaluation.finding
                               set order_id = :order
                             where region_code = :region and id = :id
                            """)
                    .param("order", order.id().value())
                    .param("region", officer.region())
                    .param("id", finding.id())
                    .update();
        }
        audit.record(officer.region(), officer.id().toString(), RELEASED, id.toString(), Map.of());
    }

    /**
     * 结果运用: what a finding has changed; said once, by the department or by supervision. That nothing is to be changed is
     * not said by whom it was found with.
     *
     * @param reference of what was changed, as {@link Use} has it; empty where nothing was
     * @throws EvaluationRefused {@code evaluation.use.*} where there is no such version or order
     */
    @Transactional
    public void use(Officer officer, UUID outing, UUID finding, Changed changed, String text, String reference) {
        Outing of = existing(officer.region(), outing);
        if (!canSayWhatChanged(officer, of)) {
            throw new EvaluationRefused("evaluation.not-yours");
        }
        if (changed == Changed.NOTHING && !canSayThatNothingChanges(officer, of)) {
            throw new EvaluationRefused("evaluation.use.own");
        }
        String found = existing(officer, changed, reference.strip());
        int rows = jdbc.sql("""
                        update evaluation.finding
                           set changed = :changed, change_text = :text, change_ref = :ref, changed_by = :by,
                               changed_on = :today
                         where region_code = :region and outing_id = :outing and id = :id
                           and changed is null and order_id is not null
                        """)
                .param("changed", changed.name())
                .param("ref", found, Types.VARCHAR)
                .param("text", Said.line(text, LONGEST))
                .param("by", officer.id())
                .param("today", today())
                .param("region", officer.region())
                .param("outing", outing)
                .param("id", finding)
                .update();
        if (rows == 0) {
            throw new EvaluationRefused("evaluation.use.said");
        }
        audit.record(
                officer.region(), officer.id().toString(), USED, finding.toString(), Map.of("changed", changed.name()));
    }

    /** What the reference names, spelled as it is kept; null where nothing was changed. */
    private @Nullable String existing(Officer officer, Changed changed, String reference) {
        return switch (changed) {
            case NOTHING -> {
                if (!reference.isEmpty()) {
                    throw new EvaluationRefused("evaluation.use.nothing");
                }
                yield null;
            }
            case STANDARD, PROCESS -> {
                Matcher version = VERSION.matcher(reference);
                if (!version.matches()
                        || catalogue
                                .version(version.group(1), Integer.parseInt(version.group(2)))
                                .isEmpty()) {
                    throw new EvaluationRefused("evaluation.use.version");
                }
                yield version.group(1) + "/" + version.group(2);
            }
            case TASK ->
                CaseNumber.parse(reference)
                        .map(CaseNumber::toString)
                        .filter(number -> orders.byNumber(number, officer).isPresent())
                        .orElseThrow(() -> new EvaluationRefused("evaluation.use.order"));
        };
    }

    /**
     * Reports that wait for this officer's release, the oldest first.
     *
     * @see #dueOn
     */
    public List<Outing> toRelease(Officer officer) {
        return jdbc
                .sql(SELECT + """
                           and reported_at is not null and released_at is null
                         order by reported_at, id
                         limit :most
                        """)
                .param("region", officer.region())
                .param("most", MOST)
                .query((row, _) -> outing(row))
                .list()
                .stream()
                .filter(each -> mayRelease(officer, each))
                .toList();
    }

    /** The last day of the release. */
    public LocalDate dueOn(Outing reported) {
        Instant at = Objects.requireNonNull(reported.reportedAt(), "Nothing is reported");
        return calendar.after(CityTime.day(at), RELEASE_DAYS);
    }

    /** The newest first, as far as the officer may know of them. */
    public List<Outing> of(Officer officer) {
        return jdbc
                .sql(SELECT + " order by planned_on desc, id limit :most")
                .param("region", officer.region())
                .param("most", MOST)
                .query((row, _) -> outing(row))
                .list()
                .stream()
                .filter(each -> maySee(officer, each))
                .toList();
    }

    public Optional<Outing> of(Officer officer, UUID id) {
        return find(officer.region(), id).filter(each -> maySee(officer, each));
    }

    /** What the holders of these appointments were asked to look at or looked at themselves, the newest first. */
    public List<Outing> of(String region, Collection<Appointment> as) {
        return jdbc.sql(SELECT + " and appointment_id = any(:as) order by planned_on desc, id limit :most")
                .param("region", region)
                .param("as", as.stream().map(Appointment::id).toArray(UUID[]::new))
                .param("most", MOST)
                .query((row, _) -> outing(row))
                .list();
    }

    public Optional<Outing> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> outing(row))
                .optional();
    }

    public List<Finding> findings(String region, Collection<UUID> outings) {
        return jdbc.sql(FINDINGS + " and outing_id = any(:outings) order by outing_id, seq limit :most")
                .param("region", region)
                .param("outings", outings.toArray(UUID[]::new))
                .param("most", MOST * MOST_FINDINGS)
                .query((row, _) -> finding(row))
                .list();
    }

    /** Departments whose own head has walked through a process of theirs in that year, by what was reported (N-H13). */
    public Set<String> walked(String region, int year) {
        record Walk(String department, UUID staff, LocalDate on) {}
        return jdbc
                .sql("""
                        select distinct department_code, staff_id, done_on
                          from evaluation.outing
                         where region_code = :region and kind = 'WALK' and done_on between :from and :until
                         order by done_on desc
                         limit :most
                        """)
                .param("region", region)
                .param("from", LocalDate.of(year, 1, 1))
                .param("until", LocalDate.of(year, 12, 31))
                .param("most", MOST_WALKS)
                .query((row, _) -> new Walk(
                        row.getString("department_code"),
                        row.getObject("staff_id", UUID.class),
                        row.getObject("done_on", LocalDate.class)))
                .list()
                .stream()
                .filter(walk -> heads(region, walk.department(), walk.staff(), walk.on()))
                .map(Walk::department)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True where he is the head of the department himself on that day: no stand-in, and no other department's. */
    private boolean heads(String region, String department, @Nullable UUID staff, LocalDate on) {
        return directory.holders(region, department + "/head", on).stream()
                .anyMatch(holder -> !holder.standIn() && holder.staff().id().equals(staff));
    }

    /**
     * What outsiders gave departments, of what is released.
     *
     * @param mean of 100, rounded half up to one decimal
     * @param base how many looks with a score
     */
    public record Score(String department, BigDecimal mean, int base) {}

    /** 第三方得分 by department between two days, both included; a department nobody looked at has none. */
    public List<Score> scores(String region, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                        select department_code, avg(score) as mean, count(*) as base
                          from evaluation.outing
                         where region_code = :region and released_at is not null and score is not null
                           and appointment_id is not null and done_on between :from and :until
                         group by department_code
                         order by department_code
                         limit :most
                        """)
                .param("region", region)
                .param("from", from)
                .param("until", until)
                .param("most", MOST)
                .query((row, _) -> new Score(
                        row.getString("department_code"),
                        row.getBigDecimal("mean").setScale(1, RoundingMode.HALF_UP),
                        row.getInt("base")))
                .list();
    }

    /**
     * What outsiders gave somebody of the staff, of what is released.
     *
     * @param mean of 100, rounded half up to one decimal
     * @param base how many looks with a score
     */
    public record PersonScore(String department, UUID person, BigDecimal mean, int base) {}

    /** 社会监督员的评分 by person between two days, both included (M-EVA-16). */
    public List<PersonScore> personScores(String region, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                        select department_code, seen_staff_id, avg(score) as mean, count(*) as base
                          from evaluation.outing
                         where region_code = :region and released_at is not null and score is not null
                           and seen_staff_id is not null and done_on between :from and :until
                         group by department_code, seen_staff_id
                         order by department_code, seen_staff_id
                         limit :most
                        """)
                .param("region", region)
                .param("from", from)
                .param("until", until)
                .param("most", MOST)
                .query((row, _) -> new PersonScore(
                        row.getString("department_code"),
                        row.getObject("seen_staff_id", UUID.class),
                        row.getBigDecimal("mean").setScale(1, RoundingMode.HALF_UP),
                        row.getInt("base")))
                .list();
    }

    private Outing existing(String region, UUID id) {
        return find(region, id).orElseThrow(() -> new EvaluationRefused("evaluation.outing.none"));
    }

    /** The centre plans every look; a head plans only his own walk through his own department's process. */
    @Guard
    public static boolean mayPlan(Officer officer, Kind kind, String department, @Nullable UUID staff) {
        return runsTheCentre(officer)
                || (kind == Kind.WALK
                        && officer.holds(department + "/head")
                        && officer.id().equals(staff));
    }

    /**
     * Who is looked at learns of it when it is released, of his own walk before. The centre watches over all, but of itself it reads no
     * report before either; that it planned the look it knows.
     */
    @Guard
    public boolean maySee(Officer officer, Outing outing) {
        return (runsTheCentre(officer) && !isKeptFrom(officer, outing))
                || (outing.standing() == Outing.Standing.REPORTED && mayRelease(officer, outing))
                || officer.id().equals(outing.staff())
                || (outing.standing() == Outing.Standing.RELEASED && speaksFor(officer, outing.department()));
    }

    /** The centre, or whoever supervises it where it is late or about the centre itself; but nobody his own report. */
    @Guard
    public boolean mayRelease(Officer officer, Outing outing) {
        Report report = outing.report();
        return releasing(outing, today()).anyMatch(officer::holds)
                && !isRated(officer, outing)
                && (report == null || !officer.id().equals(report.by()));
    }

    /** What was found there, pictures too, is not for whom it is about before it is released: neither to read nor to count. */
    public static boolean showsEvidence(Officer officer, Outing outing) {
        return outing.standing() == Outing.Standing.RELEASED
                || officer.id().equals(outing.staff())
                || !isRated(officer, outing);
    }

    private static boolean isKeptFrom(Officer officer, Outing outing) {
        return outing.standing() == Outing.Standing.REPORTED && isRated(officer, outing);
    }

    /** True where he is looked at himself, or serves the department that is, whatever other post he holds. */
    private static boolean isRated(Officer officer, Outing outing) {
        return officer.id().equals(outing.seen())
                || officer.everywhere().departments().contains(outing.department());
    }

    /**
     * Posts that release it on that day: who is looked at does not, and what nobody releases climbs to whoever is above, once with each
     * {@link #RELEASE_DAYS}.
     */
    private Stream<String> releasing(Outing outing, LocalDate today) {
        Instant reported = outing.reportedAt();
        LocalDate due = reported == null ? today : calendar.after(CityTime.day(reported), RELEASE_DAYS);
        boolean late = today.isAfter(due);
        boolean later = late && today.isAfter(calendar.after(due, RELEASE_DAYS));
        boolean own = outing.department().equals(CENTRE);
        boolean its = outing.department().equals(SUPERVISING);
        Stream<String> centre = own ? Stream.of() : Stream.of(CENTRE + "/supervisor", CENTRE + "/director");
        Stream<String> above = !its && (own || late) ? Stream.of(SUPERVISING + "/head") : Stream.of();
        boolean top = later || (late && (own || its));
        return Stream.of(centre, above, top ? Stream.of(GOVERNMENT + "/head") : Stream.<String>of())
                .flatMap(each -> each);
    }

    public static boolean canSayWhatChanged(Officer officer, Outing outing) {
        return runsTheCentre(officer) || speaksFor(officer, outing.department());
    }

    /** Who watches all departments and serves in another: of what was found at the centre itself something changes. */
    public static boolean canSayThatNothingChanges(Officer officer, Outing outing) {
        return runsTheCentre(officer) && !officer.everywhere().departments().contains(outing.department());
    }

    private static boolean runsTheCentre(Officer officer) {
        return officer.watchesAll();
    }

    private static boolean speaksFor(Officer officer, String department) {
        return officer.holds(department + "/head") || officer.holds(department + "/chief");
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static Outing outing(ResultSet row) throws SQLException {
        LocalDate done = row.getObject("done_on", LocalDate.class);
        Timestamp reported = row.getTimestamp("reported_at");
        Timestamp released = row.getTimestamp("released_at");
        return new Outing(
                row.getObject("id", UUID.class),
                row.getString("region_code"),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("department_code"),
                row.getString("item_code"),
                row.getString("window_code"),
                row.getObject("seen_staff_id", UUID.class),
                Appointments.texts(row.getArray("script")),
                row.getObject("appointment_id", UUID.class),
                row.getObject("staff_id", UUID.class),
                row.getObject("planned_on", LocalDate.class),
                done == null
                        ? null
                        : new Report(
                                done,
                                JSON.read(row.getString("marks"), Marks.class).marks(),
                                row.getBigDecimal("score"),
                                row.getString("words"),
                                row.getObject("reported_by", UUID.class)),
                reported == null ? null : reported.toInstant(),
                released == null ? null : released.toInstant());
    }

    private static Finding finding(ResultSet row) throws SQLException {
        String changed = row.getString("changed");
        return new Finding(
                row.getObject("id", UUID.class),
                row.getObject("outing_id", UUID.class),
                row.getInt("seq"),
                row.getString("text"),
                row.getObject("order_id", UUID.class),
                changed == null
                        ? null
                        : new Use(
                                Changed.valueOf(changed),
                                row.getString("change_text"),
                                row.getString("change_ref"),
                                row.getObject("changed_by", UUID.class),
                                row.getObject("changed_on", LocalDate.class)));
    }
}
