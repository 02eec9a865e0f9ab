package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.application.SpecialProcedures;
import org.yimen.application.web.EventWords;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Cursor;
import org.yimen.casework.WorkLists.Entry;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.desk.ProceduresPage.Line;
import org.yimen.desk.ProceduresPage.Next;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.procedure.ChairRequests;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Copies.Copy;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.Mending;
import org.yimen.procedure.Mendings;
import org.yimen.procedure.Namings;
import org.yimen.procedure.Objection;
import org.yimen.procedure.Objections;
import org.yimen.procedure.Questions;
import org.yimen.procedure.Runs;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Surveys;

/** 特别程序的桌面: what is next, what stands still, the pool of experts, and hearings. */
@Controller
@RequestMapping("/desk/procedures")
class ProceduresController {

    /** The tasks of special procedures. */
    private static final Set<String> STEPS = Set.of("start-step", "finish-step");

    private static final Set<String> UNDECIDED =
            Set.of("Reviewing", "InProcedure", "Deciding", "ReadyToGrant", "Proposed");

    private final Officers officers;
    private final OpenCases cases;
    private final SpecialProcedures special;
    private final Surveys surveys;
    private final Mendings mendings;
    private final Experts experts;
    private final Hearings hearings;
    private final ChairRequests requests;
    private final Objections objections;
    private final Questions questions;
    private final Copies copies;
    private final Runs runs;
    private final Namings namings;
    private final ProcedureLines lines;
    private final Directory directory;
    private final EventWords events;
    private final StepUp stepUp;
    private final InstantSource time;

    ProceduresController(
            Officers officers,
            OpenCases cases,
            SpecialProcedures special,
            Surveys surveys,
            Mendings mendings,
            Experts experts,
            Hearings hearings,
            ChairRequests requests,
            Objections objections,
            Questions questions,
            Copies copies,
            Runs runs,
            Namings namings,
            ProcedureLines lines,
            Directory directory,
            EventWords events,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.special = special;
        this.surveys = surveys;
        this.mendings = mendings;
        this.experts = experts;
        this.hearings = hearings;
        this.requests = requests;
        this.objections = objections;
        this.questions = questions;
        this.copies = copies;
        this.runs = runs;
        this.namings = namings;
        this.lines = lines;
        this.directory = directory;
        this.events = events;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping
    ModelAndView all(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return Page.show(
                "desk/procedures",
                new ProceduresPage(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        CityTime.day(time.instant()),
                        Stream.of(
                                        steps(officer),
                                        named(officer),
                                        surveys(officer),
                                        mended(officer),
                                        hearings(officer),
                                        asked(officer),
                                        objected(officer),
                                        copied(officer))
                                .flatMap(List::stream)
                                .toList(),
                        events));
    }

    /** 特别程序 that wait for him to begin or to finish them; a survey stands in its own line. */
    private List<Next> steps(Officer officer) {
        Set<UUID> surveyed = Stream.concat(
                        surveys.open(officer, watches(officer)).stream().map(Survey.Line::caseId),
                        mendings.open(officer, watches(officer)).stream().map(Mending.Line::caseId))
                .collect(Collectors.toSet());
        List<Entry> tasks = officers.inbox(officer, "", Cursor.START, WorkLists.MOST).stream()
                .filter(entry -> STEPS.contains(entry.task().act()))
                .filter(entry -> !surveyed.contains(entry.file().id().value()))
                .toList();
        Map<UUID, Summary> files = tasks.stream()
                .map(Entry::file)
                .collect(Collectors.toMap(each -> each.id().value(), each -> each, (one, _) -> one));
        return lines.lines(tasks, entry -> entry.file().id().value(), files).stream()
                .map(line -> new Next(
                        "desk.act." + line.of().task().act(),
                        "/desk/cases/" + line.file().id().value(),
                        line.file(),
                        line.item(),
                        department(line.of().task().post()),
                        "",
                        null,
                        line.of().task().dueOn()))
                .toList();
    }

    private List<Next> surveys(Officer officer) {
        return open(of(officer, surveys.open(officer, watches(officer)), Survey.Line::caseId)).stream()
                .map(line -> new Next(
                        "desk.procedures.next-survey",
                        "/desk/procedures/" + line.of().caseId() + "/surveys/"
                                + line.of().step(),
                        line.file(),
                        line.item(),
                        line.of().department(),
                        "",
                        line.of().at(),
                        CityTime.day(line.of().at())))
                .toList();
    }

    /** 整改: what is to be looked at again, and what waits for the applicant until a day. */
    private List<Next> mended(Officer officer) {
        LocalDate today = CityTime.day(time.instant());
        return open(of(officer, mendings.open(officer, watches(officer)), Mending.Line::caseId)).stream()
                .map(line -> new Next(
                        line.of().isDueOn(today) ? "desk.procedures.next-second-look" : "desk.procedures.next-mending",
                        "/desk/procedures/" + line.of().caseId() + "/surveys/"
                                + line.of().step(),
                        line.file(),
                        line.item(),
                        line.of().department(),
                        "",
                        null,
                        line.of().untilOn()))
                .toList();
    }

    private List<Next> hearings(Officer officer) {
        List<String> departments = departments(officer);
        List<Hearing> heard = hearings.open(officer.region()).stream()
                .filter(hearing ->
                        watches(officer) || departments.contains(hearing.department()) || isChair(officer, hearing))
                .toList();
        return open(of(officer, heard, Hearing::caseId)).stream()
                .map(line -> {
                    Hearing.Schedule schedule = line.of().schedule();
                    return new Next(
                            nextOf(line.of()),
                            "/desk/procedures/" + line.of().caseId() + "/hearing",
                            line.file(),
                            line.item(),
                            line.of().department(),
                            "",
                            schedule == null ? null : schedule.at(),
                            schedule == null ? line.of().holdBy() : CityTime.day(schedule.at()));
                })
                .toList();
    }

    /** Art. 47: what was not held within its twenty days is called late, whatever day was set since. */
    private String nextOf(Hearing hearing) {
        if (hearing.isOverdueOn(CityTime.day(time.instant()))) {
            return "desk.procedures.next-hearing-overdue";
        }
        return hearing.schedule() == null ? "desk.procedures.next-schedule" : "desk.procedures.next-hearing";
    }

    /** Art. 55: for what people are to be named, in five working days of the acceptance. */
    private List<Next> named(Officer officer) {
        var unnamed = namings.open(officer.region(), watches(officer), departments(officer));
        return open(of(officer, unnamed, Namings.Naming::caseId)).stream()
                .map(line -> new Next(
                        "desk.procedures.next-name",
                        "/desk/procedures/" + line.of().caseId() + "/staff/"
                                + line.of().step(),
                        line.file(),
                        line.item(),
                        line.of().department(),
                        "",
                        null,
                        line.of().reading().dueOn()))
                .toList();
    }

    private List<Next> asked(Officer officer) {
        boolean all = watches(officer);
        var open = questions.open(officer.region(), all ? everywhere() : departments(officer));
        return of(officer, open, Questions.Question::caseId).stream()
                .map(line -> new Next(
                        "desk.procedures.next-question",
                        all
                                ? "/desk/procedures/" + line.of().caseId() + "/questions"
                                : "/desk/procedures/questions/" + line.of().id(),
                        line.file(),
                        line.item(),
                        line.of().department(),
                        line.of().text(),
                        null,
                        line.of().dueOn()))
                .toList();
    }

    /** 公示异议 that wait for a finding: the publicity does not end before. */
    private List<Next> objected(Officer officer) {
        var open = objections.open(officer.region(), watches(officer) ? everywhere() : departments(officer));
        return open(of(officer, open, Objection::caseId)).stream()
                .map(line -> new Next(
                        "desk.procedures.next-objection",
                        "/desk/procedures/" + line.of().caseId() + "/publicity/"
                                + line.of().step(),
                        line.file(),
                        line.item(),
                        line.item().department(),
                        line.of().number(),
                        line.of().receivedAt(),
                        null))
                .toList();
    }

    private List<Next> copied(Officer officer) {
        boolean all = watches(officer);
        var open = copies.unread(officer.region(), all ? everywhere() : departments(officer));
        return of(officer, open, Copy::caseId).stream()
                .map(line -> new Next(
                        "desk.procedures.next-copy",
                        "/desk/procedures/" + line.of().caseId()
                                + (all ? "/questions" : "/copies/" + line.of().department()),
                        line.file(),
                        line.item(),
                        line.of().department(),
                        "",
                        null,
                        line.of().dueOn()))
                .toList();
    }

    private <T> List<Line<T>> of(Officer officer, List<T> things, Function<T, UUID> caseOf) {
        List<UUID> ids = things.stream().map(caseOf).distinct().toList();
        return lines.lines(things, caseOf, lines.summaries(officer.region(), ids));
    }

    private List<String> everywhere() {
        return directory.departments().stream().map(Department::code).toList();
    }

    private static String department(String post) {
        return post.substring(0, post.indexOf('/'));
    }

    /** 中止预警: for supervision. */
    @GetMapping("/halts")
    ModelAndView halts(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.HALTS, staff);
        LocalDate today = CityTime.day(time.instant());
        var flagged = runs.flagged(officer.region(), today);
        Map<UUID, Summary> files = lines.summaries(
                officer.region(),
                flagged.stream().map(Runs.Flagged::caseId).distinct().toList());
        return Page.show(
                "desk/halts",
                new ProceduresPage.Halts(
                        officers.frame(officer, DeskArea.HALTS.href()),
                        today,
                        lines.lines(flagged, Runs.Flagged::caseId, files),
                        events));
    }

    @GetMapping("/pool")
    ModelAndView pool(@AuthenticationPrincipal StaffMember staff) {
        return pool(officers.in(DeskArea.EXPERTS, staff), Typed.NOTHING);
    }

    @PostMapping("/pool")
    ModelAndView enter(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.EXPERTS, staff);
        var form = new ProcedureForm(fields);
        return ProcedureForm.done(
                "/desk/procedures/pool",
                () -> experts.enter(
                        officer.region(),
                        key,
                        form.value("name"),
                        form.value("field"),
                        form.value("employer"),
                        form.value("code"),
                        form.value("number"),
                        form.value("relatives").lines().toList()),
                refusal -> pool(officer, form.typed(refusal)));
    }

    /** 出库, from a day on and for a reason. */
    @PostMapping("/pool/leave")
    ModelAndView leave(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam UUID expert,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.EXPERTS, staff);
        var form = new ProcedureForm(fields);
        return ProcedureForm.done(
                "/desk/procedures/pool",
                () -> experts.leave(officer.region(), expert, form.day("on"), form.value("reason"), officer.id()),
                refusal -> pool(officer, form.typed(refusal)));
    }

    /** 重新入库. */
    @PostMapping("/pool/return")
    ModelAndView comeBack(@AuthenticationPrincipal StaffMember staff, @RequestParam UUID expert) {
        Officer officer = officers.in(DeskArea.EXPERTS, staff);
        experts.comeBack(officer.region(), expert, officer.id());
        return Page.goTo("/desk/procedures/pool");
    }

    private ModelAndView pool(Officer officer, Typed typed) {
        return Page.show(
                "desk/pool",
                new ProceduresPage.Pool(
                        officers.frame(officer, DeskArea.EXPERTS.href()),
                        experts.pool(officer.region()),
                        experts.left(officer.region()),
                        CityTime.day(time.instant()),
                        UUID.randomUUID(),
                        typed),
                typed.status());
    }

    @GetMapping("/{id}/hearing")
    ModelAndView hearing(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return hearing(officer, id, Typed.NOTHING);
    }

    /** Tells the applicant of his right, a third party of his, or orders a hearing. */
    @PostMapping("/{id}/hearing/{act:tell|party|order|choice|withdraw|chair|chair-decided|schedule|minutes}")
    ModelAndView hear(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String act,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        var form = new ProcedureForm(fields);
        CaseView view = cases.of(officer, id);
        CaseId file = view.file().id();
        if (Set.of("choice", "withdraw", "chair").contains(act) && special.mayHear(officer, view.item())) {
            // He speaks in somebody else's name.
            stepUp.demand(request);
        }
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/hearing",
                () -> {
                    switch (act) {
                        case "tell" -> special.tell(file, officer);
                        case "party" ->
                            special.tellParty(
                                    file,
                                    officer,
                                    form.value("name"),
                                    form.value("phone"),
                                    form.value("number"),
                                    form.value("interest"));
                        case "order" -> special.order(file, officer);
                        case "choice" ->
                            special.chooseFor(
                                    file,
                                    officer,
                                    form.uuid("party"),
                                    form.value("choice").equals("requested"),
                                    form.value("statement"),
                                    form.value("said"));
                        case "schedule" ->
                            special.schedule(
                                    file,
                                    officer,
                                    form.moment(),
                                    form.value("place"),
                                    form.uuid("chair"),
                                    form.value("reason"));
                        case "withdraw" -> special.withdrawFor(file, officer, form.uuid("party"), form.value("said"));
                        case "chair" ->
                            special.askForAnotherChairFor(file, officer, form.uuid("party"), form.value("reason"));
                        case "chair-decided" ->
                            special.decideOnChair(
                                    file, officer, form.uuid("request"), form.truth("upheld"), form.value("because"));
                        default ->
                            special.minutes(
                                    file,
                                    officer,
                                    form.value("minutes"),
                                    form.value("signed").lines().toList());
                    }
                },
                refusal -> hearing(officer, id, form.typed(refusal)));
    }

    private ModelAndView hearing(Officer officer, UUID id, Typed typed) {
        CaseView view = cases.of(officer, id);
        CaseId file = view.file().id();
        Hearing hearing = hearings.find(file).orElse(null);
        return Page.show(
                "desk/hearing",
                new ProceduresPage.Hear(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        hearings.entitled(file),
                        hearing,
                        special.mayHear(officer, view.item()),
                        hearing != null && isChair(officer, hearing),
                        special.chairs(file),
                        requests.of(file),
                        hearing != null && officer.holds(hearing.department() + "/head"),
                        CityTime.day(time.instant()),
                        typed),
                typed.status());
    }

    private static boolean watches(Officer officer) {
        return officer.watchesAll();
    }

    private static boolean isChair(Officer officer, Hearing hearing) {
        Hearing.Schedule schedule = hearing.schedule();
        return schedule != null && schedule.chair().equals(officer.id());
    }

    private static List<String> departments(Officer officer) {
        return officer.posts().stream()
                .filter(post -> !post.endsWith("/window"))
                .map(post -> post.substring(0, post.indexOf('/')))
                .distinct()
                .toList();
    }

    /** Of cases that were withdrawn or ended nothing is looked at or heard any more. */
    private static <T> List<Line<T>> open(List<Line<T>> lines) {
        return lines.stream()
                .filter(line -> UNDECIDED.contains(line.file().status()))
                .toList();
    }
}
