package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Command.Admit;
import org.yimen.application.Application.State;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Dictionaries.ShortLimit;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.SpecialGroups;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Settings;
import org.yimen.time.Reading;

/**
 * 绿色通道, 急事急办: by rule for key projects, major enterprises and special groups; for anybody else on somebody's request,
 * with a reason, approved by another, and no more of these than the department's share.
 */
@Service
public class FastLanes {

    /** Setting: at most so many of a hundred cases of a department are put first by approval. */
    static final String SHARE = "application.urgent-share";

    /** The share is taken over so many days, today included. */
    public static final int DAYS = 30;

    private static final int LONGEST_REASON = 300;

    private final Lanes lanes;
    private final ApplicationDesk desk;
    private final ApplicationProcedure procedure;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final SpecialGroups groups;
    private final Settings settings;
    private final AuditLog audit;
    private final InstantSource time;

    FastLanes(
            Lanes lanes,
            ApplicationDesk desk,
            ApplicationProcedure procedure,
            WorkLists lists,
            Catalogue catalogue,
            SpecialGroups groups,
            Settings settings,
            AuditLog audit,
            InstantSource time) {
        this.lanes = lanes;
        this.desk = desk;
        this.procedure = procedure;
        this.lists = lists;
        this.catalogue = catalogue;
        this.groups = groups;
        this.settings = settings;
        this.audit = audit;
        this.time = time;
    }

    /**
     * How much of a department's work was put first by approval.
     *
     * @param cap how many may be; one always may
     */
    public record Share(String department, long approved, long cases, long cap) {
        static Share of(String department, long approved, long cases, long percent) {
            return new Share(department, approved, cases, Math.max(1, cases * percent / 100));
        }

        public boolean isFull() {
            return approved >= cap;
        }

        public Acceleration.Ratio ratio() {
            return new Acceleration.Ratio(approved, Math.max(1, cases));
        }
    }

    /** Somebody of the staff asks that a case goes first. Twice under one key is once. */
    @Transactional
    public void ask(Officer officer, UUID caseId, Lane.Kind kind, String reason, UUID key) {
        String said = checked(reason);
        CaseFile<State> file = open(officer.region(), caseId);
        Recusals.mustBeFree(file.state(), officer.id());
        Instant now = time.instant();
        Optional<Lanes.Request> before = lanes.asked(officer.region(), officer.id(), key);
        if (before.isPresent()) {
            if (before.get().caseId().equals(caseId)
                    && before.get().kind() == kind
                    && before.get().reason().equals(said)) {
                return;
            }
            throw new CaseRuleBroken("platform.key.reused");
        }
        if (FastTrack.lane(file.state()).isPresent()) {
            throw new CaseRuleBroken("application.lane.already");
        }
        var request =
                new Lanes.Request(Uuid7.next(now), caseId, file.department(), kind, said, officer.id(), now, true);
        if (!lanes.ask(officer.region(), request, key)) {
            throw new CaseRuleBroken("application.lane.asked");
        }
        record(officer, "application.lane-asked", caseId, Map.of("kind", kind.name(), "reason", said));
    }

    /** Somebody else says yes or no, with his reason. A yes counts against the share of the department. */
    @Transactional
    public void decide(Officer officer, UUID id, boolean approved, String note) {
        String region = officer.region();
        String said = checked(note);
        Lanes.Request request =
                lanes.request(region, id).orElseThrow(() -> new CaseRuleBroken("application.lane.no-request"));
        mayDecide(request, officer);
        desk.submitted(request.caseId()).ifPresent(file -> Recusals.mustBeFree(file.state(), officer.id()));
        if (!lanes.decide(region, id, officer.id(), approved, said, time.instant())) {
            throw new CaseRuleBroken("application.lane.decided");
        }
        record(
                officer,
                approved ? "application.lane-approved" : "application.lane-denied",
                request.caseId(),
                Map.of(
                        "kind",
                        request.kind().name(),
                        "requester",
                        request.requester().toString(),
                        "note",
                        said));
        if (!approved) {
            return;
        }
        lanes.hold(region, request.department());
        Share share = share(region, request.department());
        if (share.isFull()) {
            throw new CaseRuleBroken("application.lane.share", share.approved(), share.cases(), share.cap());
        }
        CaseFile<State> file = open(region, request.caseId());
        var lane = new Lane(request.kind(), Lane.Ground.APPROVED, request.requester(), request.reason(), days(file));
        String post = officer.posts().stream()
                .filter(each -> each.equals(file.department() + "/head") || each.endsWith("/director"))
                .sorted()
                .findFirst()
                .orElse("");
        desk.act(file.id(), Actor.officer(officer.id(), post), "lane:" + id, null, new Admit(lane));
    }

    /** Whom a rule admits goes first from the beginning; asked again it changes nothing. */
    public boolean admitByRule(CaseId id) {
        CaseFile<State> file = desk.find(id);
        if (FastTrack.lane(file.state()).isPresent() || !isOpen(file.state())) {
            return false;
        }
        Optional<Lane> lane = byRule(file);
        lane.ifPresent(each -> desk.act(id, Actor.SYSTEM, "lane:" + id.value(), null, new Admit(each)));
        return lane.isPresent();
    }

    private Optional<Lane> byRule(CaseFile<State> file) {
        Integer days = days(file);
        Optional<Lanes.Holder> holder = lanes.holder(file.id().region(), file.applicant());
        if (holder.isPresent()) {
            return Optional.of(new Lane(
                    Lane.Kind.GREEN, holder.get().ground(), null, holder.get().basis(), days));
        }
        // The firm's clerk is not the firm; and which group it is stays with the person's own marks.
        boolean special = groups.vouched(file.applicant());
        return special
                ? Optional.of(new Lane(Lane.Kind.GREEN, Lane.Ground.SPECIAL_PERSON, null, "特殊群体优先", days))
                : Optional.empty();
    }

    /** The item's short limit, where it has one. */
    private @Nullable Integer days(CaseFile<State> file) {
        return limit(file.subject().code()).map(ShortLimit::workingDays).orElse(null);
    }

    /** The short limit of an item, with what orders it. */
    public Optional<ShortLimit> limit(String item) {
        return Optional.ofNullable(
                catalogue.setting().dictionaries().shortLimits().get(item));
    }

    /**
     * How many of its days a case in the lane has used, from its acceptance or admission to its decision or today; nothing
     * where it has no limit, or before acceptance.
     */
    public Optional<Reading> used(CaseId id) {
        CaseFile<State> file = desk.find(id);
        Context context = procedure.context(file, Actor.SYSTEM, time.instant());
        return Clocks.inLane(file.state(), context.item()).map(clock -> clock.read(context));
    }

    /** 重点项目, 重点企业: entered with the paper that names it so. */
    @Transactional
    public void enter(Officer officer, UUID holder, Lane.Ground ground, String basis, UUID key) {
        mayEnter(officer);
        String said = checked(basis);
        if (ground != Lane.Ground.KEY_PROJECT && ground != Lane.Ground.MAJOR_ENTERPRISE) {
            throw new CaseRuleBroken("application.lane.ground");
        }
        Optional<Lanes.Holder> again = lanes.holder(officer.region(), holder)
                .filter(known -> known.id().equals(key));
        if (again.isPresent()) {
            if (again.get().ground() == ground && again.get().basis().equals(said)) {
                return;
            }
            throw new CaseRuleBroken("platform.key.reused");
        }
        if (!lanes.enter(officer.region(), new Lanes.Holder(key, holder, ground, said, time.instant()), officer.id())) {
            throw new CaseRuleBroken("application.lane.entered");
        }
        record(officer, "application.lane-holder-entered", holder, Map.of("ground", ground.name(), "basis", said));
    }

    @Transactional
    public void end(Officer officer, UUID id) {
        mayEnter(officer);
        if (lanes.end(officer.region(), id, officer.id(), time.instant())) {
            record(officer, "application.lane-holder-ended", id, Map.of());
        }
    }

    /** What each department put first by approval, of what came in. */
    public List<Share> shares(String region) {
        Instant since = since();
        Map<String, Long> approved = lanes.approved(region, since);
        Map<String, Long> cases = lists.opened(region, ApplicationDesk.KIND, since);
        var departments = new TreeSet<>(cases.keySet());
        departments.addAll(approved.keySet());
        return departments.stream()
                .map(department -> Share.of(
                        department,
                        approved.getOrDefault(department, 0L),
                        cases.getOrDefault(department, 0L),
                        settings.number(SHARE)))
                .toList();
    }

    private Share share(String region, String department) {
        return shares(region).stream()
                .filter(share -> share.department().equals(department))
                .findFirst()
                .orElseGet(() -> Share.of(department, 0, 0, settings.number(SHARE)));
    }

    private Instant since() {
        return CityTime.startOf(CityTime.day(time.instant()).minusDays(DAYS - 1L));
    }

    private CaseFile<State> open(String region, UUID caseId) {
        return desk.submitted(caseId)
                .filter(file -> file.id().region().equals(region) && isOpen(file.state()))
                .orElseThrow(() -> new CaseRuleBroken("application.lane.not-open"));
    }

    private static boolean isOpen(State state) {
        return Application.TRANSITIONS.allows(
                state, new Admit(new Lane(Lane.Kind.GREEN, Lane.Ground.APPROVED, null, "", null)));
    }

    /** Nobody approves what he asked for himself; the kernel says once more whose post it is. */
    @Guard
    private static void mayDecide(Lanes.Request request, Officer officer) {
        if (request.requester().equals(officer.id())) {
            throw new CaseRuleBroken("application.may-not.own-lane");
        }
        if (!officer.holds(request.department() + "/head") && !officer.holdsAny("director")) {
            throw new CaseRuleBroken("application.may-not.post");
        }
    }

    @Guard
    private static void mayEnter(Officer officer) {
        if (!officer.holdsAny("director")) {
            throw new CaseRuleBroken("application.may-not.post");
        }
    }

    private static String checked(String text) {
        String said = text.strip();
        if (said.isEmpty()) {
            throw new CaseRuleBroken("application.reason.missing");
        }
        if (said.length() > LONGEST_REASON || AuditLog.holdsPersonalNumber(said)) {
            throw new CaseRuleBroken("application.reason.personal-number");
        }
        return said;
    }

    private void record(Officer officer, String kind, UUID subject, Map<String, String> detail) {
        audit.record(officer.region(), officer.id().toString(), kind, subject.toString(), detail);
    }
}
