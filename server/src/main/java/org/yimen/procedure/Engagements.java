package org.yimen.procedure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.identity.ThirdParties;
import org.yimen.identity.ThirdParty;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.InTurn;
import org.yimen.platform.Json;
import org.yimen.platform.Text;
import org.yimen.procedure.Engagement.Conclusion;
import org.yimen.procedure.Engagement.MoreDays;
import org.yimen.procedure.Engagement.Report;
import org.yimen.procedure.Engagement.Standing;
import org.yimen.procedure.Engagement.Terms;
import org.yimen.procedure.Engagement.Way;
import org.yimen.time.WorkCalendar;

/**
 * 委托第三方机构检验、检测、鉴定、评审: orders to bodies outside, from the order to the report. The department chooses by
 * competition and pays, and nothing of it is passed on to the applicant (优化营商环境条例 art. 43(3)); the body answers for its
 * conclusion (行政许可法 art. 28).
 */
@Service
public class Engagements {

    /** Kinds of the audit entries. */
    public static final String ORDERED = "procedure.engagement-ordered";

    public static final String ANSWERED = "procedure.engagement-answered";
    public static final String DAYS = "procedure.engagement-days";
    public static final String REPORTED = "procedure.engagement-reported";
    public static final String RECALLED = "procedure.engagement-recalled";

    /** The most of one case. */
    public static final int MOST = 20;

    /** The most lines of a list. */
    public static final int MOST_LISTED = 100;

    /** Working days: the most by which an order is made longer. */
    static final int MOST_MORE = 20;

    /** Working days that a drawn body has had, at least, before an order that it let go by counts against it. */
    static final int DAYS_TO_TAKE_ON = 3;

    static final String TERMS = "procedure.engagement.content";

    private static final int LONGEST = 300;
    private static final int LONGEST_NUMBER = 60;
    private static final int SEED_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Json JSON = Json.of();
    private static final List<String> TOLD = List.of("examiner", "chief");

    private static final String SELECT = """
            select id, case_id, step, department, third_party_id, entity_id, body, content, state, ordered_by, ordered_at,
                   due_on, answered_at, ended_at, because, wanted_on, wanted_because, wanted_at, allowed, report_number,
                   report_on, conclusion, media_type, size, sm3, blob_id
              from procedure.engagement
             where region_code = :region
            """;

    private static final String OPEN = " and state in ('ordered', 'accepted')";

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final BlobStore blobs;
    private final Bodies bodies;
    private final ThirdParties thirdParties;
    private final Runs runs;
    private final DepartmentNews news;
    private final Outbox outbox;
    private final AuditLog audit;
    private final WorkCalendar calendar;
    private final TransactionTemplate transaction;
    private final InstantSource time;
    private final String home;

    Engagements(
            JdbcClient jdbc,
            ColumnCipher cipher,
            BlobStore blobs,
            Bodies bodies,
            ThirdParties thirdParties,
            Runs runs,
            DepartmentNews news,
            Outbox outbox,
            AuditLog audit,
            WorkCalendar calendar,
            TransactionTemplate transaction,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.blobs = blobs;
        this.bodies = bodies;
        this.thirdParties = thirdParties;
        this.runs = runs;
        this.news = news;
        this.outbox = outbox;
        this.audit = audit;
        this.calendar = calendar.provisional();
        this.transaction = transaction;
        this.time = time;
        this.home = home;
    }

    /** @param barred message key of why it cannot be ordered in this matter; empty where it can */
    public record Candidate(ThirdParty body, String barred) {
        public boolean isFree() {
            return barred.isEmpty();
        }
    }

    /**
     * What a department orders.
     *
     * @param thirdParty whom; null where it is drawn
     * @param reference number of the procurement; empty where it is drawn
     */
    public record Order(
            String what,
            List<UUID> files,
            List<String> originals,
            boolean showsApplicant,
            String way,
            @Nullable UUID thirdParty,
            String reference,
            LocalDate dueOn) {
        public Order {
            files = List.copyOf(files);
            originals = List.copyOf(originals);
        }
    }

    /**
     * What a body found.
     *
     * @param mediaType of the report, whose bytes were looked into already and go beside it
     */
    public record Found(String number, LocalDate on, Conclusion conclusion, String fileName, String mediaType) {}

    private record Content(Terms terms, String fileName) {}

    /** True for a step that a body outside may be ordered for. */
    public static boolean canBeOrdered(Step step) {
        return Bodies.isOrdered(step.procedure());
    }

    public List<Candidate> candidates(Matter matter, String step) {
        return bodies.candidates(matter, matter.step(step));
    }

    /**
     * @param key names this order, so that a second click orders nothing
     * @param running asked once the case is locked against the end of the step: whether it still runs
     */
    @Transactional
    public Engagement order(Matter matter, String code, UUID key, Order order, UUID by, BooleanSupplier running) {
        CaseId id = matter.id();
        Step step = matter.step(code);
        if (!canBeOrdered(step)) {
            throw new ProcedureRefused("procedure.engagement.not-here");
        }
        lock(id);
        Optional<Engagement> before = find(id.region(), key);
        if (before.isPresent()) {
            return same(before.get(), id, code, order);
        }
        if (!running.getAsBoolean()) {
            throw new ProcedureRefused("procedure.step.not-running");
        }
        if (ofCase(id).size() >= MOST) {
            throw new ProcedureRefused("procedure.engagement.most", MOST);
        }
        LocalDate today = today();
        // Art. 45: the applicant was told how long it takes; what is ordered fits into that.
        LocalDate last = runs.dueOn(id, code).orElse(today);
        if (order.dueOn().isBefore(today) || order.dueOn().isAfter(last)) {
            throw new ProcedureRefused("procedure.engagement.due", last);
        }
        String what = Surveys.text(order.what(), "procedure.engagement.what");
        Way way = Way.of(order.way());
        List<Candidate> candidates = bodies.candidates(matter, step);
        Terms terms;
        ThirdParty body;
        List<Engagement> drawn = ofStep(id, code).stream()
                .filter(each -> each.terms().way() == Way.DRAW)
                .toList();
        mustNotStand(drawn, way, candidates);
        if (way == Way.DRAW) {
            Lot lot = lot(drawn, candidates);
            body = named(candidates, Draw.from(lot.seed(), lot.pool(), 1).getFirst());
            terms = new Terms(
                    what, order.files(), order.originals(), order.showsApplicant(), way, lot.seed(), lot.pool());
        } else {
            String reference = Surveys.text(order.reference(), LONGEST_NUMBER, "procedure.engagement.reference");
            body = named(candidates, order.thirdParty());
            terms = new Terms(
                    what, order.files(), order.originals(), order.showsApplicant(), way, reference, List.of());
        }
        insert(matter, step, key, body, terms, order.dueOn(), by);
        Engagement made = find(id.region(), key).orElseThrow();
        tellBody(made, "ordered", List.of(matter.name(), Text.of(made.number()), Texts.day(made.dueOn())));
        tellApplicant(matter, made, "ordered", List.of(step.name(), Text.of(made.body()), Texts.day(made.dueOn())));
        audit.record(
                id.region(),
                by.toString(),
                ORDERED,
                id.value().toString(),
                Map.of(
                        "step", code,
                        "engagement", key.toString(),
                        "third-party", body.id().toString(),
                        "way", way.code(),
                        "reference", terms.reference(),
                        "pool", Integer.toString(terms.pool().size()),
                        "due", made.dueOn().toString()));
        return made;
    }

    /** What decides a draw; kept with the order, so that anybody draws the same. */
    private record Lot(String seed, List<UUID> pool) {}

    /**
     * 抽取结果不得更换: whom a draw of the step named has the order, or gets it again, until he falls out or reports; meanwhile
     * nothing else is drawn and nobody is named in his place.
     */
    private void mustNotStand(List<Engagement> drawn, Way way, List<Candidate> candidates) {
        Set<UUID> done = drawn.stream()
                .filter(each -> each.standing() == Standing.REPORTED || hasFallenOut(each))
                .map(Engagement::thirdParty)
                .collect(Collectors.toSet());
        drawn.stream()
                // Drawn again it is the same one: only naming another is a way around.
                .filter(each -> each.isOpen()
                        || (way == Way.TENDER
                                && !done.contains(each.thirdParty())
                                && isFree(candidates, each.thirdParty())))
                .findFirst()
                .ifPresent(standing -> {
                    throw new ProcedureRefused("procedure.engagement.drawn", standing.body());
                });
    }

    /**
     * The seed of the step's draw goes on, past those that have fallen out or may not do it any more: who draws again gets the
     * next of an order that was settled before, not a new chance. Only when nobody of it is left is there a new seed.
     */
    private Lot lot(List<Engagement> drawn, List<Candidate> candidates) {
        Set<UUID> out = drawn.stream()
                .filter(this::hasFallenOut)
                .map(Engagement::thirdParty)
                .collect(Collectors.toSet());
        List<UUID> free = candidates.stream()
                .filter(Candidate::isFree)
                .map(each -> each.body().id())
                .filter(each -> !out.contains(each))
                .sorted()
                .toList();
        if (free.isEmpty()) {
            throw new ProcedureRefused("procedure.engagement.nobody");
        }
        return drawn.stream()
                .map(Engagement::terms)
                .map(terms -> new Lot(
                        terms.reference(),
                        terms.pool().stream().filter(free::contains).toList()))
                .filter(lot -> !lot.pool().isEmpty())
                .findFirst()
                .orElseGet(() -> new Lot(seed(), free));
    }

    /** It declined, or was taken back past its day after it had had some days: nothing that the department alone can bring about. */
    private boolean hasFallenOut(Engagement order) {
        Instant ended = order.endedAt();
        return order.standing() == Standing.DECLINED
                || (order.standing() == Standing.RECALLED
                        && ended != null
                        && CityTime.day(ended).isAfter(order.dueOn())
                        && CityTime.day(ended).isAfter(calendar.after(order.orderedOn(), DAYS_TO_TAKE_ON)));
    }

    private static boolean isFree(List<Candidate> candidates, UUID body) {
        return candidates.stream().anyMatch(each -> each.body().id().equals(body) && each.isFree());
    }

    private static Engagement same(Engagement before, CaseId id, String step, Order order) {
        boolean same = before.caseId().equals(id)
                && before.step().equals(step)
                && before.terms().what().equals(order.what().strip())
                && before.terms().files().equals(order.files())
                && before.terms().way().code().equals(order.way());
        if (!same) {
            throw new ProcedureRefused("platform.key.reused");
        }
        return before;
    }

    private static ThirdParty named(List<Candidate> candidates, @Nullable UUID asked) {
        Candidate found = candidates.stream()
                .filter(each -> each.body().id().equals(asked))
                .findFirst()
                .orElseThrow(() -> new ProcedureRefused("procedure.engagement.body"));
        if (!found.isFree()) {
            throw new ProcedureRefused(found.barred());
        }
        return found.body();
    }

    private static String seed() {
        byte[] random = new byte[SEED_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void insert(Matter matter, Step step, UUID key, ThirdParty body, Terms terms, LocalDate due, UUID by) {
        String region = matter.id().region();
        jdbc.sql("""
                        insert into procedure.engagement
                               (region_code, id, case_id, step, department, third_party_id, entity_id, body, content,
                                ordered_by, ordered_at, due_on)
                        values (:region, :id, :case, :step, :department, :third, :entity, :body, :content,
                                :by, :at, :due)
                        """)
                .param("region", region)
                .param("id", key)
                .param("case", matter.id().value())
                .param("step", step.code())
                .param("department", step.department())
                .param("third", body.id())
                .param("entity", body.entity())
                .param("body", body.name())
                .param("content", sealed(region, key, new Content(terms, "")))
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .param("due", due)
                .update();
    }

    /** The body takes the order on, or declines it with a reason; its first word holds. */
    @Transactional
    public void answer(Matter matter, Engagement order, UUID person, boolean accepts, String reason) {
        if (accepts) {
            mustStillBeFree(matter, order);
        }
        String because = accepts ? null : Surveys.text(reason, LONGEST, "procedure.engagement.reason");
        Instant now = time.instant();
        int done = jdbc.sql("""
                        update procedure.engagement
                           set state = :state, answered_by = :by, answered_at = :at, because = :because,
                               ended_by = :ended, ended_at = :endedAt, ended_on = :endedOn
                         where region_code = :region and id = :id and state = 'ordered'
                        """)
                .param("state", (accepts ? Standing.ACCEPTED : Standing.DECLINED).code())
                .param("by", person)
                .param("at", Timestamp.from(now))
                .param("because", because, Types.VARCHAR)
                .param("ended", accepts ? null : person, Types.OTHER)
                .param("endedAt", accepts ? null : Timestamp.from(now), Types.TIMESTAMP)
                .param("endedOn", accepts ? null : today(), Types.DATE)
                .param("region", order.caseId().region())
                .param("id", order.id())
                .update();
        if (done == 0) {
            throw new ProcedureRefused("procedure.engagement.answered");
        }
        tellDepartment(order, accepts ? "accepted" : "declined", List.of(Text.of(order.body()), number(matter)));
        record(order, person, ANSWERED, Map.of("accepts", Boolean.toString(accepts)));
    }

    /** 申请延期: once, and before it is late. */
    @Transactional
    public void askForDays(Matter matter, Engagement order, UUID person, LocalDate until, String reason) {
        mustStillBeFree(matter, order);
        LocalDate today = today();
        LocalDate last = calendar.after(order.dueOn(), MOST_MORE);
        if (!until.isAfter(order.dueOn()) || until.isAfter(last)) {
            throw new ProcedureRefused("procedure.engagement.more", order.dueOn(), last);
        }
        int done = jdbc.sql("""
                        update procedure.engagement
                           set wanted_on = :until, wanted_because = :because, wanted_by = :by, wanted_at = :at
                         where region_code = :region and id = :id and state = 'accepted' and wanted_on is null
                           and due_on >= :today
                        """)
                .param("until", until)
                .param("because", Surveys.text(reason, LONGEST, "procedure.engagement.reason"))
                .param("by", person)
                .param("at", Timestamp.from(time.instant()))
                .param("region", order.caseId().region())
                .param("id", order.id())
                .param("today", today)
                .update();
        if (done == 0) {
            throw new ProcedureRefused("procedure.engagement.more-once");
        }
        tellDepartment(order, "wants-days", List.of(Text.of(order.body()), number(matter), Texts.day(until)));
        record(order, person, DAYS, Map.of("until", until.toString()));
    }

    /** The department gives the days, or does not; its first word holds. The applicant is told of a new day. */
    @Transactional
    public void decideDays(Matter matter, Engagement order, UUID by, boolean allows) {
        int done = jdbc.sql("""
                        update procedure.engagement
                           set allowed = :allows, allowed_by = :by, allowed_at = :at,
                               due_on = case when :allows then wanted_on else due_on end
                         where region_code = :region and id = :id and state = 'accepted'
                           and wanted_on is not null and allowed is null
                        """)
                .param("allows", allows)
                .param("by", by)
                .param("at", Timestamp.from(time.instant()))
                .param("region", order.caseId().region())
                .param("id", order.id())
                .update();
        if (done == 0) {
            throw new ProcedureRefused("procedure.engagement.more-none");
        }
        Engagement now = find(order.caseId().region(), order.id()).orElseThrow();
        tellBody(now, allows ? "days-given" : "days-refused", List.of(Text.of(now.number()), Texts.day(now.dueOn())));
        if (allows) {
            tellApplicant(
                    matter,
                    now,
                    "longer",
                    List.of(matter.step(now.step()).name(), Text.of(now.body()), Texts.day(now.dueOn())));
        }
        record(
                order,
                by,
                DAYS,
                Map.of("allowed", Boolean.toString(allows), "due", now.dueOn().toString()));
    }

    /**
     * 报告: handed in once; the same one a second time is the first.
     *
     * @param running asked once the case is locked against the end of the step and of the case: whether the step still runs
     */
    @Transactional
    public void report(
            Matter matter, Engagement order, UUID person, Found found, byte[] bytes, BooleanSupplier running) {
        mustStillBeFree(matter, order);
        String number = Surveys.text(found.number(), LONGEST_NUMBER, "procedure.engagement.number");
        if (found.on().isAfter(today()) || found.on().isBefore(order.orderedOn())) {
            throw new ProcedureRefused("procedure.engagement.report-day", order.orderedOn());
        }
        String region = order.caseId().region();
        String sm3 = Sm3.hex(bytes);
        Instant now = time.instant();
        lock(order.caseId());
        Engagement current = find(region, order.id()).orElseThrow();
        Report before = current.report();
        if (before != null && before.sm3().equals(sm3) && before.number().equals(number)) {
            return;
        }
        if (current.standing() != Standing.ACCEPTED) {
            throw new ProcedureRefused("procedure.engagement.not-open");
        }
        if (!running.getAsBoolean()) {
            throw new ProcedureRefused("procedure.step.not-running");
        }
        BlobId blob = blobs.put("engagement:" + order.id(), bytes);
        int done = jdbc.sql("""
                        update procedure.engagement
                           set state = 'reported', ended_by = :by, ended_at = :at, ended_on = :today, content = :content,
                               report_number = :number, report_on = :on, conclusion = :conclusion, media_type = :type,
                               size = :size, sm3 = :sm3, blob_id = :blob
                         where region_code = :region and id = :id and state = 'accepted'
                        """)
                .param("by", person)
                .param("at", Timestamp.from(now))
                .param("today", today())
                .param("content", sealed(region, order.id(), new Content(current.terms(), found.fileName())))
                .param("number", number)
                .param("on", found.on())
                .param("conclusion", found.conclusion().code())
                .param("type", found.mediaType())
                .param("size", bytes.length)
                .param("sm3", sm3)
                .param("blob", blob.value())
                .param("region", region)
                .param("id", order.id())
                .update();
        if (done == 0) {
            // Taken back between the look and the word.
            throw new ProcedureRefused("procedure.engagement.not-open");
        }
        tellDepartment(order, "reported", List.of(Text.of(order.body()), number(matter)));
        tellApplicant(
                matter, order, "reported", List.of(matter.step(order.step()).name(), Text.of(order.body())));
        record(order, person, REPORTED, Map.of("conclusion", found.conclusion().code(), "sm3", sm3));
    }

    /** 收回: while nothing was reported, with a reason that the body reads. */
    @Transactional
    public void recall(Matter matter, Engagement order, UUID by, String reason) {
        String because = Surveys.text(reason, LONGEST, "procedure.engagement.reason");
        if (!recalled(order, by, because)) {
            throw new ProcedureRefused("procedure.engagement.not-open");
        }
        tellApplicant(
                matter, order, "recalled", List.of(matter.step(order.step()).name(), Text.of(order.body())));
    }

    /** A case that is withdrawn or terminated takes its open orders along; a report that comes meanwhile waits, and is late. */
    public void caseEnded(CaseId id) {
        lock(id);
        ofCase(id).stream().filter(Engagement::isOpen).forEach(order -> recalled(order, null, "本件已经终止。"));
    }

    private boolean recalled(Engagement order, @Nullable UUID by, String because) {
        int done = jdbc.sql("""
                        update procedure.engagement
                           set state = 'recalled', because = :because, ended_by = :by, ended_at = :at, ended_on = :today
                         where region_code = :region and id = :id
                        """ + OPEN)
                .param("because", because)
                .param("by", by, Types.OTHER)
                .param("at", Timestamp.from(time.instant()))
                .param("today", today())
                .param("region", order.caseId().region())
                .param("id", order.id())
                .update();
        if (done == 0) {
            return false;
        }
        tellBody(order, "recalled", List.of(Text.of(order.number())));
        audit.record(
                order.caseId().region(),
                by == null ? "system" : by.toString(),
                RECALLED,
                order.caseId().value().toString(),
                Map.of("engagement", order.id().toString()));
        return true;
    }

    /** Suspended since, or with a part in the matter since: it goes no further; the department takes the order back. */
    private void mustStillBeFree(Matter matter, Engagement order) {
        ThirdParty body = thirdParties
                .find(order.caseId().region(), order.thirdParty())
                .orElseThrow(() -> new ProcedureRefused("procedure.engagement.not-admitted"));
        bodies.barred(matter, body).ifPresent(code -> {
            throw new ProcedureRefused(code);
        });
    }

    /** True while the body may look at what it was handed: it has the order, is admitted, and has no part in the matter. */
    public boolean mayLook(Matter matter, Engagement order) {
        return order.isOpen()
                && thirdParties
                        .find(order.caseId().region(), order.thirdParty())
                        .filter(body -> bodies.barred(matter, body).isEmpty())
                        .isPresent();
    }

    /** The message key of what the step waits for, if a body still has an order of it. */
    Optional<String> wanting(CaseId id, String step) {
        lock(id);
        return ofStep(id, step).stream().anyMatch(Engagement::isOpen)
                ? Optional.of("procedure.engagement.open")
                : Optional.empty();
    }

    /**
     * Art. 45 takes out the time that the examination needs: where the last that came of the step's orders is a report, that
     * day; the clock goes on from it, however long the report then lies in the office.
     */
    public Optional<LocalDate> doneOn(CaseId id, String step) {
        List<Engagement> ended = ofStep(id, step);
        if (ended.stream().anyMatch(Engagement::isOpen)) {
            return Optional.empty();
        }
        return ended.stream()
                .map(Engagement::report)
                .filter(Objects::nonNull)
                .map(report -> CityTime.day(report.at()))
                .max(LocalDate::compareTo);
    }

    public Optional<byte[]> read(Report report) {
        return blobs.read(new BlobId(report.blob()));
    }

    public Optional<Engagement> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> engagement(region, row))
                .optional();
    }

    public List<Engagement> ofCase(CaseId id) {
        return jdbc.sql(SELECT + " and case_id = :case order by ordered_at, id limit :most")
                .param("region", id.region())
                .param("case", id.value())
                .param("most", MOST)
                .query((row, _) -> engagement(id.region(), row))
                .list();
    }

    public List<Engagement> ofStep(CaseId id, String step) {
        return ofCase(id).stream().filter(each -> each.step().equals(step)).toList();
    }

    /** True where that entity was ever ordered to examine something. */
    public boolean hasAny(String region, UUID entity) {
        return jdbc.sql("""
                        select exists (select 1
                                         from procedure.engagement
                                        where region_code = :region and entity_id = :entity)
                        """)
                .param("region", region)
                .param("entity", entity)
                .query(Boolean.class)
                .single();
    }

    /** Of a body, what is open first and due first, then the latest. */
    public List<Engagement> ofBody(String region, UUID entity) {
        return jdbc.sql(SELECT + """
                           and entity_id = :entity
                         order by state not in ('ordered', 'accepted'), case when ended_at is null then due_on end,
                                  ended_at desc, id
                         limit :most
                        """)
                .param("region", region)
                .param("entity", entity)
                .param("most", MOST_LISTED)
                .query((row, _) -> engagement(region, row))
                .list();
    }

    /** What is with bodies outside, of these departments or of all, what is due first. */
    public List<Engagement> open(String region, boolean all, List<String> departments) {
        return jdbc.sql(SELECT + OPEN + """
                           and (:all or department = any(:departments))
                         order by due_on, id
                         limit :most
                        """)
                .param("region", region)
                .param("all", all)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST_LISTED)
                .query((row, _) -> engagement(region, row))
                .list();
    }

    /**
     * How one body did.
     *
     * @param open with it now
     * @param base of the share on time: what was reported, and what is open past its day
     * @param days calendar days from order to report, of all that were reported together
     */
    public record Figure(
            String body,
            int orders,
            int open,
            int declined,
            int recalled,
            int reported,
            int onTime,
            int base,
            int days) {

        public int percent() {
            return base == 0 ? 0 : Math.round(onTime * 100f / base);
        }

        /** Days from order to report on average, in tenths. */
        public BigDecimal meanDays() {
            return reported == 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(days).divide(BigDecimal.valueOf(reported), 1, RoundingMode.HALF_UP);
        }
    }

    /** Every body that these departments, or all, ever ordered from, by name. */
    public List<Figure> figures(String region, boolean all, List<String> departments) {
        return jdbc.sql("""
                        select max(body) as body, count(*) as orders,
                               count(*) filter (where state in ('ordered', 'accepted')) as open,
                               count(*) filter (where state = 'declined') as declined,
                               count(*) filter (where state = 'recalled') as recalled,
                               count(*) filter (where state = 'reported') as reported,
                               count(*) filter (where state = 'reported' and ended_on <= due_on) as on_time,
                               count(*) filter (where state = 'reported'
                                                   or (state in ('ordered', 'accepted') and due_on < :today)) as base,
                               coalesce(sum(ended_on - cast(ordered_at at time zone 'Asia/Shanghai' as date))
                                          filter (where state = 'reported'), 0) as days
                          from procedure.engagement
                         where region_code = :region and (:all or department = any(:departments))
                         group by entity_id
                         order by max(body), entity_id
                         limit :most
                        """)
                .param("region", region)
                .param("today", today())
                .param("all", all)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST_LISTED)
                .query((row, _) -> new Figure(
                        row.getString("body"),
                        row.getInt("orders"),
                        row.getInt("open"),
                        row.getInt("declined"),
                        row.getInt("recalled"),
                        row.getInt("reported"),
                        row.getInt("on_time"),
                        row.getInt("base"),
                        row.getInt("days")))
                .list();
    }

    @Scheduled(fixedDelayString = "${yimen.procedure.remind-every:PT15M}")
    void remind() {
        var _ = remindOnce();
    }

    /** Tells the department of each order that is late, once for each day by which it was to be reported; of how many. */
    public int remindOnce() {
        return Objects.requireNonNull(transaction.execute(_ -> reminded()));
    }

    /** In one transaction: what is marked as said is said. */
    private int reminded() {
        List<UUID> late = jdbc.sql("""
                        update procedure.engagement
                           set late_told_for = due_on
                         where region_code = :region and state in ('ordered', 'accepted') and due_on < :today
                           and (late_told_for is null or late_told_for <> due_on)
                        returning id
                        """)
                .param("region", home)
                .param("today", today())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
        late.stream().flatMap(id -> find(home, id).stream()).forEach(order -> {
            tellDepartment(
                    order, "late", List.of(Text.of(order.body()), Text.of(order.number()), Texts.day(order.dueOn())));
            tellBody(order, "late-body", List.of(Text.of(order.number()), Texts.day(order.dueOn())));
        });
        return late.size();
    }

    private void tellBody(Engagement order, String what, List<Text> arguments) {
        bodies.people(order.entity())
                .forEach(person -> outbox.post(Notice.of(
                                order.caseId().region(),
                                order.entity(),
                                person,
                                cause(order, what) + ":" + person,
                                "procedure.news.engagement-" + what,
                                arguments,
                                time.instant())
                        .to("/me/engagements/" + order.id())));
    }

    private void tellDepartment(Engagement order, String what, List<Text> arguments) {
        news.tell(
                order.caseId(),
                order.department(),
                TOLD,
                cause(order, what),
                "procedure.news.engagement-" + what,
                arguments,
                "/desk/procedures/" + order.caseId().value() + "/engagements/" + order.step());
    }

    private void tellApplicant(Matter matter, Engagement order, String what, List<Text> arguments) {
        outbox.post(Notice.of(
                        order.caseId().region(),
                        matter.holder(),
                        matter.person(),
                        cause(order, what) + ":applicant",
                        "procedure.news.engagement-applicant-" + what,
                        arguments,
                        time.instant())
                .to("/me/cases/" + matter.id().value())
                .ofCase(matter.id().value()));
    }

    private static String cause(Engagement order, String what) {
        return "engagement:" + order.id() + ":" + what + ":" + order.dueOn();
    }

    private static Text number(Matter matter) {
        return Text.of(matter.number());
    }

    private void record(Engagement order, UUID by, String kind, Map<String, String> details) {
        var all = new TreeMap<>(details);
        all.put("engagement", order.id().toString());
        audit.record(
                order.caseId().region(),
                by.toString(),
                kind,
                order.caseId().value().toString(),
                all);
    }

    /** An order and the end of its step wait for each other: no step ends under a body that was just ordered. */
    private void lock(CaseId id) {
        InTurn.await(jdbc, "procedure.engagement " + id.region() + "/" + id.value());
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private byte[] sealed(String region, UUID id, Content content) {
        return cipher.seal(TERMS, region, id.toString(), JSON.write(content)).bytes();
    }

    private Engagement engagement(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Content content =
                JSON.read(cipher.open(TERMS, region, id.toString(), Sealed.of(row.getBytes("content"))), Content.class);
        Instant ended = moment(row, "ended_at");
        LocalDate wanted = row.getObject("wanted_on", LocalDate.class);
        String number = row.getString("report_number");
        return new Engagement(
                id,
                new CaseId(region, row.getObject("case_id", UUID.class)),
                row.getString("step"),
                row.getString("department"),
                row.getObject("third_party_id", UUID.class),
                row.getObject("entity_id", UUID.class),
                row.getString("body"),
                content.terms(),
                Standing.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("ordered_by", UUID.class),
                row.getTimestamp("ordered_at").toInstant(),
                row.getObject("due_on", LocalDate.class),
                moment(row, "answered_at"),
                ended,
                row.getString("because"),
                wanted == null
                        ? null
                        : new MoreDays(
                                wanted,
                                row.getString("wanted_because"),
                                row.getTimestamp("wanted_at").toInstant(),
                                row.getObject("allowed", Boolean.class)),
                number == null || ended == null
                        ? null
                        : new Report(
                                number,
                                row.getObject("report_on", LocalDate.class),
                                Conclusion.of(row.getString("conclusion")),
                                content.fileName(),
                                row.getString("media_type"),
                                row.getLong("size"),
                                row.getString("sm3"),
                                row.getString("blob_id"),
                                ended));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp stamp = row.getTimestamp(column);
        return stamp == null ? null : stamp.toInstant();
    }
}
