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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Bans;
import org.yimen.application.Concerns;
import org.yimen.application.FollowUps;
import org.yimen.application.FollowUps.FollowUp;
import org.yimen.application.OpenMeasures;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Office;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.Sealing;
import org.yimen.document.StoredPaper;
import org.yimen.identifier.Numbers;
import org.yimen.identifier.Uuid7;
import org.yimen.licence.Ending;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.InTurn;
import org.yimen.platform.Text;
import org.yimen.supervision.Findings.Finding;
import org.yimen.time.WorkCalendar;

/**
 * 暂扣, 吊销, 撤销, 撤回: how a licence is suspended or ended against the will of its holder. One proposes on a paper, the holder
 * is heard, another decides on a paper; licence, record and paper change together or not at all.
 */
@Service
public class Measures implements OpenMeasures {

    /** Kinds of the audit entries. */
    public static final String NOTICED = "supervision.measure-noticed";

    public static final String DECIDED = "supervision.measure-decided";

    /**
     * 行政处罚法 art. 64(1): within five days of being told, and these are working days (art. 85); unverified, see
     * {@link Measure.Kind#isVerified}. 行政许可法 art. 7 gives the right to be heard and names no days: these hold there too.
     */
    static final int DAYS_TO_SPEAK = 5;

    /** What a rescission after a false promise rests on beside art. 69; the item's own law may say more in the reason. */
    static final String FALSE_PROMISE = "《国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见》（国办发〔2020〕42号）";

    private static final int MOST = 200;
    private static final int LONGEST = 1000;

    /** All that a holder says to one measure. */
    private static final int MOST_SAID = 5_000;

    private final JdbcClient jdbc;
    private final Referrals handovers;
    private final Findings findings;
    private final FollowUps followUps;
    private final Bans bans;
    private final Concerns concerns;
    private final Catalogue catalogue;
    private final LicenceDesk licences;
    private final SealedPapers papers;
    private final Numbers numbers;
    private final Directory directory;
    private final Outbox outbox;
    private final Summons summons;
    private final AuditLog audit;
    private final WorkCalendar calendar;
    private final InstantSource time;

    Measures(
            JdbcClient jdbc,
            Referrals handovers,
            Findings findings,
            FollowUps followUps,
            Bans bans,
            Concerns concerns,
            Catalogue catalogue,
            LicenceDesk licences,
            SealedPapers papers,
            Numbers numbers,
            Directory directory,
            Outbox outbox,
            Summons summons,
            AuditLog audit,
            WorkCalendar calendar,
            InstantSource time) {
        this.jdbc = jdbc;
        this.handovers = handovers;
        this.findings = findings;
        this.followUps = followUps;
        this.bans = bans;
        this.concerns = concerns;
        this.catalogue = catalogue;
        this.licences = licences;
        this.papers = papers;
        this.numbers = numbers;
        this.directory = directory;
        this.outbox = outbox;
        this.summons = summons;
        this.audit = audit;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /** What somebody proposes. */
    public record Proposal(
            Measure.Kind kind,
            String reason,
            String basis,
            @Nullable LocalDate until) {}

    /** The department whose act a measure of this kind is: a penalty of who supervises, all else of who granted. */
    public static String department(Referral handover, Measure.Kind kind) {
        return kind.isPenalty() ? handover.department() : handover.decidedBy();
    }

    /** True where the officer may propose it: he serves in the department whose act it is. */
    @Guard
    public static boolean mayPropose(Officer officer, Referral handover, Measure.Kind kind) {
        return Referrals.supervises(officer, department(handover, kind));
    }

    /**
     * True where the officer may decide it and has not proposed it: a penalty the head of the department (行政处罚法 art. 57),
     * all else who holds the letter by which such licences are decided.
     */
    @Guard
    public boolean mayDecide(Officer officer, Measure measure, String item) {
        if (officer.id().equals(measure.noticedBy())) {
            return false;
        }
        return measure.kind().isPenalty()
                ? officer.holds(measure.department() + "/head")
                : officer.letterFor(Right.DECIDE, measure.department(), item, CityTime.day(time.instant()))
                        .isPresent();
    }

    /** Tells the holder, on a sealed paper, what is intended, why, and that he is heard; once while it is open. */
    @Transactional
    public UUID notice(String region, UUID caseId, UUID licenceId, Officer officer, Proposal proposal) {
        Referral handover =
                handovers.find(region, caseId).orElseThrow(() -> new SupervisionRefused("supervision.none"));
        if (!mayPropose(officer, handover, proposal.kind())) {
            throw new SupervisionRefused("supervision.none");
        }
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        String reason = checked(proposal.reason());
        String basis = checked(proposal.basis());
        LocalDate until = proposal.until();
        if (until != null && (proposal.kind() != Measure.Kind.SUSPENSION || !until.isAfter(today))) {
            throw new SupervisionRefused("supervision.measure.until");
        }
        // Of two at once the second finds what the first began; and nothing takes the place of the licence meanwhile.
        InTurn.await(jdbc, "supervision.measure " + licenceId);
        concerns.inTurn(region, licenceId);
        Licence licence = licences.find(region, licenceId)
                .filter(found -> found.caseId().equals(caseId))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        if (licence.standingOn(today) instanceof Standing.Ended) {
            throw new SupervisionRefused("supervision.measure.ended", licence.number());
        }
        Optional<Measure> open = openOf(region, licenceId);
        if (open.isPresent()) {
            // The second of two clicks finds its own; another is not begun beside it.
            if (open.get().noticedBy().equals(officer.id()) && open.get().kind() == proposal.kind()) {
                return open.get().id();
            }
            throw new SupervisionRefused("supervision.measure.open");
        }
        LocalDate hearUntil = calendar.after(today, DAYS_TO_SPEAK);
        String department = department(handover, proposal.kind());
        var facts = List.of(
                new Fact("证照", licence.type() + " " + licence.number()),
                new Fact("拟作出的处理", chinese(proposal.kind()) + (until == null ? "" : "，至" + chinese(until))),
                new Fact("陈述、申辩和要求听证的期限", chinese(hearUntil) + "前"));
        StoredPaper paper = write(
                region,
                licence,
                department,
                officer,
                PaperKind.MEASURE_NOTICE,
                "拟" + chinese(proposal.kind()) + "告知书",
                List.of("经查：" + reason, "依据：" + basis + "；" + proposal.kind().cited() + "。"),
                facts,
                "你（单位）有权进行陈述、申辩，并可以要求听证；听证不收费用。逾期未提出的，视为放弃，不影响本机关依法作出决定。",
                now);
        UUID id = Uuid7.next(now);
        jdbc.sql("""
                        insert into supervision.measure
                               (region_code, id, case_id, licence_id, holder_id, department_code, kind, reason, basis,
                                until_on, state, noticed_on, hear_until, noticed_by, notice_paper)
                        values (:region, :id, :case, :licence, :holder, :department, :kind, :reason, :basis, :until,
                                'noticed', :today, :hearUntil, :by, :paper)
                        """)
                .param("region", region)
                .param("id", id)
                .param("case", caseId)
                .param("licence", licenceId)
                .param("holder", handover.holder())
                .param("department", department)
                .param("kind", proposal.kind().code())
                .param("reason", reason)
                .param("basis", basis)
                .param("until", until)
                .param("today", today)
                .param("hearUntil", hearUntil)
                .param("by", officer.id())
                .param("paper", paper.id())
                .update();
        say(region, handover.holder(), "measure:" + id, "supervision.measure-noticed", licence, id, now);
        find(region, id).ifPresent(noticed -> summons.noticed(handover, noticed, deciders(region, noticed, licence)));
        audit.record(
                region,
                officer.id().toString(),
                NOTICED,
                caseId.toString(),
                Map.of("kind", proposal.kind().code(), "measure", id.toString()));
        return id;
    }

    /**
     * 撤销 of what rests on a promise that two found false: the holder is told and heard as of any other taking (行政许可法
     * art. 7), and another than who proposes it decides; nothing ends before.
     */
    @Transactional
    public UUID noticeFalsePromise(String region, UUID caseId, Officer officer, String reason) {
        FollowUp check = followUps
                .find(region, caseId)
                .filter(FollowUp::awaitsRescission)
                .orElseThrow(() -> new CaseRuleBroken("application.check.none-open"));
        Referral referral = handovers.of(check);
        return notice(
                region,
                referral.caseId(),
                check.licence(),
                officer,
                new Proposal(Measure.Kind.RESCISSION, reason, FALSE_PROMISE, null));
    }

    /**
     * 陈述申辩: what the holder says to it, in his days and as often as he likes.
     *
     * @param hearing he asks for a hearing; what he asked for once he need not ask for again
     * @param nothingMore he gives up the days that are left
     */
    @Transactional
    public void answer(String region, UUID id, UUID holder, String statement, boolean hearing, boolean nothingMore) {
        Measure measure = lock(region, id)
                .filter(each -> each.holder().equals(holder))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        String said = checked(statement);
        String before = measure.statement() == null ? "" : measure.statement() + "\n\n";
        boolean again = before.endsWith(said + "\n\n") && (measure.hearingAsked() || !hearing);
        if (again && (measure.nothingMore() || !nothingMore)) {
            return;
        }
        if (!measure.hearsOn(CityTime.day(time.instant()))) {
            throw new SupervisionRefused("supervision.measure.too-late");
        }
        String whole = again ? String.valueOf(measure.statement()) : before + said;
        if (whole.length() > MOST_SAID) {
            throw new SupervisionRefused("supervision.measure.said-much", MOST_SAID);
        }
        jdbc.sql("""
                        update supervision.measure
                           set statement = :statement, stated_at = :at, hearing_asked = hearing_asked or :hearing,
                               nothing_more = :nothing_more
                         where region_code = :region and id = :id
                        """)
                .param("statement", whole)
                .param("at", Timestamp.from(time.instant()))
                .param("hearing", hearing)
                .param("nothing_more", nothingMore && !hearing && !measure.hearingAsked())
                .param("region", region)
                .param("id", id)
                .update();
        find(region, id).ifPresent(answered -> {
            if (answered.hearingAsked() && !measure.hearingAsked()) {
                summons.toHear(answered, officers(region, answered, officer -> mayChair(officer, answered)));
            } else if (answered.nothingMore() && !measure.nothingMore()) {
                summons.toDecide(answered, deciders(region, answered));
            }
        });
    }

    /** Who may decide it, of those who serve in the department whose act it is. */
    private List<Officer> deciders(String region, Measure measure) {
        return licences.find(region, measure.licence())
                .map(licence -> deciders(region, measure, licence))
                .orElse(List.of());
    }

    private List<Officer> deciders(String region, Measure measure, Licence licence) {
        return officers(region, measure, officer -> mayDecide(officer, measure, licence.itemCode()));
    }

    private List<Officer> officers(String region, Measure measure, Predicate<Officer> may) {
        return summons.serving(region, measure.department()).stream()
                .filter(may)
                .toList();
    }

    /**
     * True where the officer may chair the hearing: he neither proposed the measure nor made the check that it rests on
     * (行政许可法 art. 48(3), 行政处罚法 art. 64(4)).
     */
    public boolean mayChair(Officer officer, Measure measure) {
        boolean checked = followUps
                .find(officer.region(), measure.caseId())
                .filter(check -> officer.id().equals(check.by()) || officer.id().equals(check.with()))
                .isPresent();
        return !officer.id().equals(measure.noticedBy())
                && !checked
                && Referrals.supervises(officer, measure.department());
    }

    /** 听证: what came of it, by a chair who did not examine the matter (行政处罚法 art. 64(4)). */
    @Transactional
    public void heard(String region, UUID id, Officer officer, String note) {
        Measure measure = find(region, id)
                .filter(found -> Referrals.supervises(officer, found.department()))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        if (!mayChair(officer, measure)) {
            throw new SupervisionRefused("supervision.measure.chair");
        }
        String said = checked(note);
        int done = jdbc.sql("""
                        update supervision.measure
                           set heard_on = :today, heard_by = :by, heard_note = :note
                         where region_code = :region and id = :id and state = 'noticed' and hearing_asked
                           and heard_on is null
                        """)
                .param("today", CityTime.day(time.instant()))
                .param("by", officer.id())
                .param("note", said)
                .param("region", region)
                .param("id", id)
                .update();
        if (done == 0 && measure.heardOn() == null) {
            throw new SupervisionRefused("supervision.measure.no-hearing");
        }
        if (done == 1) {
            summons.toDecide(measure, deciders(region, measure));
        }
    }

    /** Decides, with its effect on the licence, or drops it; a second click finds it done. */
    @Transactional
    public void decide(String region, UUID id, Officer officer, boolean carriedOut, String note) {
        Measure measure = lock(region, id).orElseThrow(() -> new SupervisionRefused("supervision.none"));
        Licence licence = licences.find(region, measure.licence())
                .orElseThrow(() -> new IllegalStateException("No licence " + measure.licence()));
        if (!mayDecide(officer, measure, licence.itemCode())) {
            throw new SupervisionRefused("supervision.none");
        }
        String said = checked(note);
        if (!measure.isOpen() && officer.id().equals(measure.decidedBy())) {
            return;
        }
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        if (!measure.mayBeDecidedOn(today)) {
            throw new SupervisionRefused(
                    measure.isOpen() ? "supervision.measure.not-heard" : "supervision.measure.done");
        }
        UUID paper = null;
        if (carriedOut) {
            var facts = new ArrayList<Fact>();
            facts.add(new Fact("证照", licence.type() + " " + licence.number()));
            facts.add(new Fact("处理", chinese(measure.kind())));
            if (measure.until() != null) {
                facts.add(new Fact("期限", "至" + chinese(measure.until())));
            }
            facts.add(new Fact("陈述、申辩", measure.statement() == null ? "未在期限内提出" : "已听取并复核"));
            if (measure.kind() == Measure.Kind.RESCISSION && measure.basis().equals(Bans.FRAUD)) {
                catalogue
                        .current(licence.itemCode())
                        .flatMap(item -> bans.cheated(region, measure.caseId(), measure.holder(), item, today))
                        .ifPresent(until -> facts.add(new Fact("不得再次申请", chinese(until) + "前（含当日），行政许可法第七十九条")));
            }
            StoredPaper decision = write(
                    region,
                    licence,
                    measure.department(),
                    officer,
                    PaperKind.MEASURE,
                    chinese(measure.kind()) + "决定书",
                    List.of(
                            "经查：" + measure.reason(),
                            "依据：" + measure.basis() + "；" + measure.kind().cited() + "。",
                            "复核意见：" + said),
                    facts,
                    compensation(measure.kind())
                            + Office.remedies(catalogue.setting().office(measure.department())),
                    now);
            paper = decision.id();
            take(region, measure, licence, decision.number(), officer, today);
        } else if (measure.kind() == Measure.Kind.RESCISSION && measure.basis().equals(FALSE_PROMISE)) {
            // What was dropped for another reason says nothing of the promise.
            followUps.spared(region, licence.id());
        }
        jdbc.sql("""
                        update supervision.measure
                           set state = :state, decided_on = :today, decided_by = :by, decision_note = :note,
                               decision_paper = :paper
                         where region_code = :region and id = :id and state = 'noticed'
                        """)
                .param("state", carriedOut ? "decided" : "dropped")
                .param("today", today)
                .param("by", officer.id())
                .param("note", said)
                .param("paper", paper)
                .param("region", region)
                .param("id", id)
                .update();
        say(
                region,
                measure.holder(),
                "measure-decided:" + id,
                carriedOut ? "supervision.measure-decided" : "supervision.measure-dropped",
                licence,
                id,
                now);
        audit.record(
                region,
                officer.id().toString(),
                DECIDED,
                measure.caseId().toString(),
                Map.of(
                        "kind", measure.kind().code(),
                        "measure", id.toString(),
                        "carried-out", Boolean.toString(carriedOut)));
    }

    private void take(
            String region, Measure measure, Licence licence, String number, Officer officer, LocalDate today) {
        String reason = chinese(measure.kind()) + "决定书 " + number;
        switch (measure.kind()) {
            case SUSPENSION -> licences.suspend(region, licence.id(), measure.until(), reason);
            case REVOCATION -> licences.end(region, licence.id(), Ending.REVOKED, reason);
            case RESCISSION -> {
                licences.end(region, licence.id(), Ending.RESCINDED, reason);
                followUps.rescinded(region, licence.id());
            }
            case WITHDRAWAL -> licences.end(region, licence.id(), Ending.WITHDRAWN, reason);
        }
        if (measure.kind().isPenalty()) {
            boolean _ = findings.record(
                    region,
                    new Finding(
                            measure.holder(),
                            measure.department(),
                            Findings.Kind.PENALTY,
                            today,
                            "penalty",
                            chinese(measure.kind()) + "：" + measure.reason(),
                            number,
                            "measure"),
                    officer.id().toString());
        }
    }

    /** 解除暂扣: what was wrong is right again. */
    @Transactional
    public void lift(String region, UUID id, Officer officer) {
        Measure measure = lock(region, id)
                .filter(found -> officer.holds(found.department() + "/head"))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        if (!measure.mayBeLifted()) {
            return;
        }
        licences.lift(region, measure.licence());
        jdbc.sql("""
                        update supervision.measure
                           set state = 'lifted'
                         where region_code = :region and id = :id and state = 'decided'
                        """).param("region", region).param("id", id).update();
        audit.record(
                region,
                officer.id().toString(),
                DECIDED,
                measure.caseId().toString(),
                Map.of("kind", "lifted", "measure", id.toString()));
    }

    /** 注销 (行政许可法 art. 70): strikes off what has ended otherwise or expired; nothing is taken by it, so nobody is heard. */
    @Transactional
    public void strikeOff(String region, UUID caseId, UUID licenceId, Officer officer) {
        Licence licence = licences.find(region, licenceId)
                .filter(found -> found.caseId().equals(caseId))
                .filter(found -> mayStrikeOff(officer, found))
                .orElseThrow(() -> new SupervisionRefused("supervision.none"));
        LocalDate today = CityTime.day(time.instant());
        if (licence.standingOn(today) instanceof Standing.Ended(var how, var _, var _) && how == Ending.CANCELLED) {
            return;
        }
        if (!hasLapsed(licence, today)) {
            throw new SupervisionRefused("supervision.strike-off.not-lapsed");
        }
        licences.end(region, licenceId, Ending.CANCELLED, "行政许可法第七十条");
        audit.record(
                region,
                officer.id().toString(),
                DECIDED,
                caseId.toString(),
                Map.of("kind", "cancellation", "licence", licenceId.toString()));
    }

    /** True where art. 70 leaves only the formality: it expired, or was taken. */
    public static boolean hasLapsed(Licence licence, LocalDate today) {
        return switch (licence.standingOn(today)) {
            case Standing.Expired _ -> true;
            case Standing.Ended(var how, var _, var _) -> how != Ending.CANCELLED && how != Ending.REPLACED;
            case Standing.InForce _, Standing.NotYet _, Standing.Suspended _ -> false;
        };
    }

    /** True where the officer holds the letter by which such licences are decided. */
    @Guard
    public boolean mayStrikeOff(Officer officer, Licence licence) {
        return officer.letterFor(
                        Right.DECIDE, licence.issuerDepartment(), licence.itemCode(), CityTime.day(time.instant()))
                .isPresent();
    }

    public List<Measure> ofDepartments(String region, @Nullable Collection<String> departments) {
        return jdbc.sql(SELECT + """
                           and (cast(:departments as text[]) is null or department_code = any(:departments))
                         order by noticed_on desc, id
                         limit :most
                        """)
                .param("region", region)
                .param("departments", departments == null ? null : departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> measure(row))
                .list();
    }

    /** Against the licence of this case, what it replaced and what replaced it, the newest first. */
    public List<Measure> ofCase(String region, UUID caseId) {
        return jdbc.sql(SELECT + " and case_id = any(:cases) order by noticed_on desc, id limit :most")
                .param("region", region)
                .param("cases", licences.line(region, caseId).toArray(UUID[]::new))
                .param("most", MOST)
                .query((row, _) -> measure(row))
                .list();
    }

    public List<Measure> ofHolder(String region, UUID holder) {
        return jdbc.sql(SELECT + " and holder_id = :holder order by noticed_on desc, id limit :most")
                .param("region", region)
                .param("holder", holder)
                .param("most", MOST)
                .query((row, _) -> measure(row))
                .list();
    }

    /** One of this holder's; another's is not there. */
    public Optional<Measure> ofHolder(String region, UUID id, UUID holder) {
        return find(region, id).filter(found -> isHeldBy(found, holder));
    }

    @Guard
    private static boolean isHeldBy(Measure measure, UUID holder) {
        return measure.holder().equals(holder);
    }

    public Optional<Measure> find(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> measure(row))
                .optional();
    }

    /** What these departments intend and have not decided, what may be decided soonest first. */
    List<Measure> open(String region, Collection<String> departments) {
        return jdbc.sql(SELECT + """
                           and state = 'noticed' and department_code = any(:departments)
                         order by hear_until, id
                         limit :most
                        """)
                .param("region", region)
                .param("departments", departments.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> measure(row))
                .list();
    }

    private Optional<Measure> lock(String region, UUID id) {
        return jdbc.sql(SELECT + " and id = :id for update")
                .param("region", region)
                .param("id", id)
                .query((row, _) -> measure(row))
                .optional();
    }

    @Override
    public boolean areAbout(String region, UUID licence) {
        return openOf(region, licence).isPresent();
    }

    private Optional<Measure> openOf(String region, UUID licence) {
        return jdbc.sql(SELECT + " and licence_id = :licence and state = 'noticed'")
                .param("region", region)
                .param("licence", licence)
                .query((row, _) -> measure(row))
                .optional();
    }

    StoredPaper write(
            String region,
            Licence licence,
            String departmentCode,
            Officer officer,
            PaperKind kind,
            String title,
            List<String> paragraphs,
            List<Fact> facts,
            String closing,
            Instant now) {
        Department department = directory.department(region, departmentCode);
        LocalDate today = CityTime.day(now);
        long number = numbers.draw(region, "paper-" + kind.name() + "-" + today.getYear());
        String sign = kind == PaperKind.MEASURE ? "处决" : "处告";
        Paper paper = Paper.of(
                        kind,
                        "安政服%s〔%d〕%d号".formatted(sign, today.getYear(), number),
                        title,
                        licence.holderName(),
                        department.name().zh(),
                        today)
                .withParagraphs(paragraphs.toArray(String[]::new))
                .withFacts(facts)
                .withClosing(closing)
                // What is masked of a firm begins with its name, which is public.
                .about(licence.holderMasked().startsWith(licence.holderName()) ? "" : licence.holderName());
        String post = officer.posts().stream()
                .filter(each -> each.startsWith(departmentCode + "/"))
                .sorted()
                .findFirst()
                .orElse("");
        var sealing = new Sealing(
                Actor.officer(officer.id(), post),
                Set.of(departmentCode + "/examiner", departmentCode + "/chief", departmentCode + "/head"));
        return papers.make(region, licence.caseId(), paper, departmentCode, sealing, now);
    }

    private void say(
            String region, UUID holder, String cause, String template, Licence licence, UUID measure, Instant now) {
        outbox.postInside(Notice.of(region, holder, holder, cause, template, List.of(Text.of(licence.type())), now)
                .to("/me/measures/" + measure));
    }

    /** Art. 8(2): who loses by a withdrawal is compensated; by a rescission for the office's own fault as art. 69 says. */
    private static String compensation(Measure.Kind kind) {
        return switch (kind) {
            case WITHDRAWAL -> "由此造成财产损失的，本机关依法给予补偿（行政许可法第八条第二款）；请凭损失材料向本机关提出。";
            case RESCISSION -> "被许可人的合法权益因撤销受到损害的，依法给予赔偿；以欺骗、贿赂等不正当手段取得的除外（行政许可法第六十九条第四款）。";
            case SUSPENSION, REVOCATION -> "";
        };
    }

    private static String chinese(Measure.Kind kind) {
        return switch (kind) {
            case SUSPENSION -> "暂扣许可证件";
            case REVOCATION -> "吊销许可证件";
            case RESCISSION -> "撤销行政许可";
            case WITHDRAWAL -> "撤回行政许可";
        };
    }

    private static String chinese(LocalDate date) {
        return "%d年%d月%d日".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private static String checked(String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > LONGEST || AuditLog.holdsPersonalNumber(text)) {
            throw new SupervisionRefused("supervision.text", LONGEST);
        }
        return text;
    }

    private static final String SELECT = """
            select id, case_id, licence_id, holder_id, department_code, kind, reason, basis, until_on, state, noticed_on,
                   hear_until, noticed_by, notice_paper, statement, hearing_asked, nothing_more, heard_on, heard_note, decided_on,
                   decided_by, decision_note, decision_paper
              from supervision.measure
             where region_code = :region
            """;

    private static Measure measure(ResultSet row) throws SQLException {
        return new Measure(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("licence_id", UUID.class),
                row.getObject("holder_id", UUID.class),
                row.getString("department_code"),
                Measure.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("basis"),
                row.getObject("until_on", LocalDate.class),
                row.getString("state"),
                row.getObject("noticed_on", LocalDate.class),
                row.getObject("hear_until", LocalDate.class),
                row.getObject("noticed_by", UUID.class),
                row.getObject("notice_paper", UUID.class),
                row.getString("statement"),
                row.getBoolean("hearing_asked"),
                row.getBoolean("nothing_more"),
                row.getObject("heard_on", LocalDate.class),
                row.getString("heard_note"),
                row.getObject("decided_on", LocalDate.class),
                row.getObject("decided_by", UUID.class),
                row.getString("decision_note"),
                row.getObject("decision_paper", UUID.class));
    }
}
