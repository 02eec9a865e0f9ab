package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Bans;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.desk.SupervisionPage.Line;
import org.yimen.desk.SupervisionPage.One;
import org.yimen.desk.SupervisionPage.Typed;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.supervision.Findings;
import org.yimen.supervision.Findings.Finding;
import org.yimen.supervision.Measure;
import org.yimen.supervision.MeasurePapers;
import org.yimen.supervision.Measures;
import org.yimen.supervision.PlannedChecks;
import org.yimen.supervision.PlannedChecks.Result;
import org.yimen.supervision.Referral;
import org.yimen.supervision.Referrals;

/** 审管联动: the supervising department confirms decisions, plans and makes its checks, and takes measures. */
@Controller
class SupervisionController {

    private static final String HOME = "/desk/supervision";

    private final Officers officers;
    private final OpenCases cases;
    private final Referrals handovers;
    private final PlannedChecks checks;
    private final Findings findings;
    private final Measures measures;
    private final LicenceDesk licences;
    private final MeasurePapers papers;
    private final Counter counter;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final Directory directory;
    private final StepUp stepUp;
    private final InstantSource time;

    SupervisionController(
            Officers officers,
            OpenCases cases,
            Referrals handovers,
            PlannedChecks checks,
            Findings findings,
            Measures measures,
            LicenceDesk licences,
            MeasurePapers papers,
            Counter counter,
            WorkLists lists,
            Catalogue catalogue,
            Directory directory,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.handovers = handovers;
        this.checks = checks;
        this.findings = findings;
        this.measures = measures;
        this.licences = licences;
        this.papers = papers;
        this.counter = counter;
        this.lists = lists;
        this.catalogue = catalogue;
        this.directory = directory;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping("/desk/supervision")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Collection<String> departments = Referrals.watches(officer) ? null : Referrals.departments(officer);
        var open = handovers.open(officer.region(), departments);
        var planned = checks.open(officer.region(), departments);
        var taken = measures.ofDepartments(officer.region(), departments);
        Map<UUID, Summary> cases = lists.byIds(
                officer.region(),
                Stream.of(
                                open.stream().map(Referral::caseId),
                                planned.stream().map(PlannedChecks.PlannedCheck::caseId),
                                taken.stream().map(Measure::caseId))
                        .flatMap(Function.identity())
                        .distinct()
                        .toList());
        return Page.show(
                "desk/supervision",
                new SupervisionPage(
                        officers.frame(officer, HOME),
                        today(),
                        lines(open, Referral::caseId, cases),
                        lines(planned, PlannedChecks.PlannedCheck::caseId, cases),
                        lines(taken, Measure::caseId, cases),
                        names()));
    }

    @GetMapping("/desk/supervision/{id}")
    ModelAndView one(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        return page(officer, handover(officer, id), Typed.NOTHING, null);
    }

    @PostMapping("/desk/supervision/{id}/acknowledge")
    ModelAndView acknowledge(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = acting(officer, id);
        return trying(officer, handover, typed, () -> {
            var plan = new ArrayList<Referrals.Wanted>();
            for (int i = 1; i <= Referrals.MOST_CHECKS; i++) {
                String on = typed.getOrDefault("on" + i, "");
                if (!on.isBlank()) {
                    plan.add(new Referrals.Wanted(day(on), typed.getOrDefault("method" + i, "")));
                }
            }
            handovers.acknowledge(officer.region(), id, officer, plan);
        });
    }

    @PostMapping("/desk/supervision/{id}/checks/{check}")
    ModelAndView check(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID check,
            @RequestParam(required = false) @Nullable UUID with,
            @RequestParam Map<String, String> typed) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = acting(officer, id);
        if (checks.find(officer.region(), check)
                .filter(found -> found.caseId().equals(id))
                .isEmpty()) {
            throw notFound();
        }
        return trying(officer, handover, typed, () -> {
            Result result = Result.of(typed.getOrDefault("result", ""))
                    .orElseThrow(() -> SupervisionWords.refused("supervision.check.result"));
            String mendBy = typed.getOrDefault("mendBy", "");
            checks.check(
                    officer.region(),
                    check,
                    officer,
                    result,
                    with == null ? officer.id() : with,
                    typed.getOrDefault("finding", ""),
                    mendBy.isBlank() ? null : day(mendBy));
        });
    }

    /** An inspection outside of the plan, or a penalty, by the number that it has with the department. */
    @PostMapping("/desk/supervision/{id}/findings")
    ModelAndView finding(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = acting(officer, id);
        return trying(officer, handover, typed, () -> {
            String outcome = typed.getOrDefault("outcome", "");
            if (!Set.of("passed", "mending", "failed", "penalty").contains(outcome)) {
                throw SupervisionWords.refused("supervision.finding.outcome");
            }
            boolean penalty = outcome.equals("penalty");
            boolean _ = findings.record(
                    officer.region(),
                    new Finding(
                            handover.holder(),
                            handover.department(),
                            penalty ? Findings.Kind.PENALTY : Findings.Kind.INSPECTION,
                            day(typed.getOrDefault("on", "")),
                            outcome,
                            typed.getOrDefault("said", ""),
                            typed.getOrDefault("reference", "").strip(),
                            "desk:" + handover.department()),
                    officer.id().toString());
        });
    }

    @PostMapping("/desk/supervision/{id}/measures")
    ModelAndView propose(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID licence,
            @RequestParam Map<String, String> typed,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = handover(officer, id);
        Optional<Measure.Kind> kind = Measure.Kind.of(typed.getOrDefault("kind", ""));
        if (kind.filter(each -> !Measures.mayPropose(officer, handover, each)).isPresent()
                || proposable(officer, handover).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        stepUp.demand(request);
        return trying(officer, handover, typed, () -> {
            String until = typed.getOrDefault("until", "");
            if (licence == null || kind.isEmpty()) {
                throw SupervisionWords.refused("supervision.measure.kind");
            }
            var _ = measures.notice(
                    officer.region(),
                    id,
                    licence,
                    officer,
                    new Measures.Proposal(
                            kind.get(),
                            typed.getOrDefault("reason", ""),
                            kind.get() == Measure.Kind.RESCISSION && typed.containsKey("fraud")
                                    ? Bans.FRAUD
                                    : typed.getOrDefault("basis", ""),
                            until.isBlank() ? null : day(until)));
        });
    }

    @PostMapping("/desk/supervision/{id}/measures/{measure}/heard")
    ModelAndView heard(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID measure,
            @RequestParam Map<String, String> typed) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = handover(officer, id);
        if (!Referrals.supervises(officer, measure(officer, id, measure).department())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return trying(
                officer,
                handover,
                typed,
                () -> measures.heard(officer.region(), measure, officer, typed.getOrDefault("note", "")));
    }

    /** Grave, so whoever decides proves once more that it is he. */
    @PostMapping("/desk/supervision/{id}/measures/{measure}/decide")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID measure,
            @RequestParam(defaultValue = "false") boolean carriedOut,
            @RequestParam Map<String, String> typed,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = handover(officer, id);
        Measure found = measure(officer, id, measure);
        if (!measures.mayDecide(officer, found, item(officer, found))) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        stepUp.demand(request);
        return trying(
                officer,
                handover,
                typed,
                () -> measures.decide(officer.region(), measure, officer, carriedOut, typed.getOrDefault("note", "")));
    }

    @PostMapping("/desk/supervision/{id}/measures/{measure}/lift")
    ModelAndView lift(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable UUID measure) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = handover(officer, id);
        if (!mayLift(officer, measure(officer, id, measure))) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return trying(officer, handover, Map.of(), () -> measures.lift(officer.region(), measure, officer));
    }

    @PostMapping("/desk/supervision/{id}/licences/{licence}/strike-off")
    ModelAndView strikeOff(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID licence,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = handover(officer, id);
        if (licences.find(officer.region(), licence)
                .filter(found -> found.caseId().equals(id))
                .filter(found -> measures.mayStrikeOff(officer, found))
                .isEmpty()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        stepUp.demand(request);
        return trying(officer, handover, Map.of(), () -> measures.strikeOff(officer.region(), id, licence, officer));
    }

    /** The notice or the decision, as the holder got it; a copy for reading for who only watches. */
    @GetMapping("/desk/supervision/{id}/measures/{measure}/{paper}")
    ResponseEntity<byte[]> paper(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID measure,
            @PathVariable String paper) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Referral handover = handover(officer, id);
        Measure found = measure(officer, handover.caseId(), measure);
        boolean whole = Referrals.supervises(officer, handover.department());
        boolean decision = paper.equals("decision");
        byte[] pdf = (whole ? papers.whole(found, decision) : papers.reading(found, decision))
                .orElseThrow(SupervisionController::notFound);
        if (whole) {
            counter.paperShown(officer, Counter.onlooker(officer).post(), found.holder(), found.caseId());
        }
        return SentFile.shownPdf(pdf);
    }

    private ModelAndView trying(Officer officer, Referral handover, Map<String, String> typed, Runnable act) {
        try {
            act.run();
        } catch (RuleBroken refusal) {
            var said = typed.entrySet().stream()
                    .filter(field ->
                            !field.getKey().startsWith("_") && !field.getKey().equals(StepUp.FIELD))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return page(officer, handover, new Typed(said), refusal);
        }
        return Page.goTo(HOME + "/" + handover.caseId());
    }

    private ModelAndView page(Officer officer, Referral given, Typed typed, @Nullable RuleBroken refusal) {
        String region = officer.region();
        Referral handover = handovers.find(region, given.caseId()).orElse(given);
        Summary file = lists.byIds(region, List.of(handover.caseId())).get(handover.caseId());
        Line<Referral> line = Optional.ofNullable(file)
                .flatMap(found -> line(handover, found))
                .orElseThrow(SupervisionController::notFound);
        boolean acts = Referrals.supervises(officer, handover.department());
        LocalDate today = today();
        var page = new One(
                officers.frame(officer, HOME),
                today,
                line,
                officers.opens(officer, line.file()),
                acts,
                checks.ofCase(region, handover.caseId()),
                licences.ofCase(region, handover.caseId()).stream()
                        .map(licence -> new SupervisionPage.Held(
                                licence,
                                licence.standingOn(today),
                                Measures.hasLapsed(licence, today) && measures.mayStrikeOff(officer, licence)))
                        .toList(),
                measures.ofCase(region, handover.caseId()).stream()
                        .map(measure -> step(officer, measure, today))
                        .toList(),
                findings.of(region, handover.holder()),
                proposable(officer, handover),
                acts ? colleagues(officer, handover.department(), today) : List.of(),
                names(),
                typed,
                refusal);
        return Page.show("desk/supervised", page, refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private SupervisionPage.Step step(Officer officer, Measure measure, LocalDate today) {
        boolean hears = measure.isOpen()
                && measure.hearingAsked()
                && measure.heardOn() == null
                && measures.mayChair(officer, measure);
        boolean decides = measure.mayBeDecidedOn(today) && measures.mayDecide(officer, measure, item(officer, measure));
        return new SupervisionPage.Step(measure, hears, decides, measure.mayBeLifted() && mayLift(officer, measure));
    }

    @Guard
    private static boolean mayLift(Officer officer, Measure measure) {
        return officer.holds(measure.department() + "/head");
    }

    private static List<Measure.Kind> proposable(Officer officer, Referral handover) {
        return Stream.of(Measure.Kind.values())
                .filter(kind -> Measures.mayPropose(officer, handover, kind))
                .toList();
    }

    private List<Choice> colleagues(Officer officer, String department, LocalDate today) {
        return Stream.of("examiner", "chief", "head")
                .flatMap(role -> directory.holders(officer.region(), department + "/" + role, today).stream())
                .map(Directory.Holder::staff)
                .filter(staff -> !staff.id().equals(officer.id()))
                .distinct()
                .map(staff -> Choice.of(staff.id().toString(), staff.name()))
                .toList();
    }

    /** To another department it is not there. */
    private Referral handover(Officer officer, UUID id) {
        Referral handover = handovers
                .find(officer.region(), id)
                .filter(found -> sees(officer, found))
                .orElseThrow(SupervisionController::notFound);
        cases.mustBeFree(officer, new CaseId(officer.region(), handover.caseId()));
        return handover;
    }

    @Guard
    static boolean sees(Officer officer, Referral handover) {
        return Referrals.watches(officer)
                || Referrals.supervises(officer, handover.department())
                || Referrals.supervises(officer, handover.decidedBy());
    }

    private Referral acting(Officer officer, UUID id) {
        Referral handover = handover(officer, id);
        if (!Referrals.supervises(officer, handover.department())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return handover;
    }

    private Measure measure(Officer officer, UUID caseId, UUID id) {
        return measures.find(officer.region(), id)
                .filter(found -> found.caseId().equals(caseId))
                .orElseThrow(SupervisionController::notFound);
    }

    private String item(Officer officer, Measure measure) {
        return licences.find(officer.region(), measure.licence())
                .map(licence -> licence.itemCode())
                .orElse("");
    }

    private <T> List<Line<T>> lines(List<T> things, Function<T, UUID> caseOf, Map<UUID, Summary> cases) {
        return things.stream()
                .flatMap(thing ->
                        Optional.ofNullable(cases.get(caseOf.apply(thing))).flatMap(file -> line(thing, file)).stream())
                .toList();
    }

    private <T> Optional<Line<T>> line(T thing, Summary file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .map(item -> new Line<>(thing, file, item));
    }

    private Map<String, Text> names() {
        return directory.departments().stream()
                .collect(Collectors.toMap(Department::code, Department::shortName, (one, _) -> one));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static LocalDate day(String typed) {
        try {
            return org.yimen.platform.web.Typed.day(typed);
        } catch (DateTimeParseException wrong) {
            throw SupervisionWords.refused("supervision.day");
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
