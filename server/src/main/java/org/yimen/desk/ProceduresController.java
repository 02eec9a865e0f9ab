package org.yimen.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.yimen.casework.WorkLists.Summary;
import org.yimen.desk.ProceduresPage.Line;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Copies.Copy;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.Namings;
import org.yimen.procedure.Questions;
import org.yimen.procedure.Runs;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Surveys;

/** 特别程序的桌面: what is next, what stands still, the pool of experts, and hearings. */
@Controller
@RequestMapping("/desk/procedures")
class ProceduresController {

    private static final Set<String> UNDECIDED =
            Set.of("Reviewing", "InProcedure", "Deciding", "ReadyToGrant", "Proposed");

    private final Officers officers;
    private final OpenCases cases;
    private final SpecialProcedures special;
    private final Surveys surveys;
    private final Experts experts;
    private final Hearings hearings;
    private final Questions questions;
    private final Copies copies;
    private final Runs runs;
    private final Namings namings;
    private final ProcedureLines lines;
    private final EventWords events;
    private final InstantSource time;

    ProceduresController(
            Officers officers,
            OpenCases cases,
            SpecialProcedures special,
            Surveys surveys,
            Experts experts,
            Hearings hearings,
            Questions questions,
            Copies copies,
            Runs runs,
            Namings namings,
            ProcedureLines lines,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.special = special;
        this.surveys = surveys;
        this.experts = experts;
        this.hearings = hearings;
        this.questions = questions;
        this.copies = copies;
        this.runs = runs;
        this.namings = namings;
        this.lines = lines;
        this.events = events;
        this.time = time;
    }

    @GetMapping
    ModelAndView all(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        String region = officer.region();
        boolean all = watches(officer);
        List<String> departments = departments(officer);
        var surveyed = surveys.open(officer, all);
        var heard = hearings.open(region).stream()
                .filter(hearing -> all || departments.contains(hearing.department()) || isChair(officer, hearing))
                .toList();
        var asked = questions.open(region, departments);
        var copied = copies.unread(region, departments);
        var unnamed = namings.open(region, all, departments);
        List<UUID> ids = Stream.of(
                        unnamed.stream().map(Namings.Naming::caseId),
                        surveyed.stream().map(Survey.Line::caseId),
                        heard.stream().map(Hearing::caseId),
                        asked.stream().map(Questions.Question::caseId),
                        copied.stream().map(Copy::caseId))
                .flatMap(each -> each)
                .distinct()
                .toList();
        Map<UUID, Summary> files = lines.summaries(region, ids);
        return Page.show(
                "desk/procedures",
                new ProceduresPage(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        CityTime.day(time.instant()),
                        open(lines.lines(surveyed, Survey.Line::caseId, files)),
                        open(lines.lines(heard, Hearing::caseId, files)),
                        lines.lines(asked, Questions.Question::caseId, files),
                        lines.lines(copied, Copy::caseId, files),
                        open(lines.lines(unnamed, Namings.Naming::caseId, files)),
                        events));
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
    @PostMapping("/{id}/hearing/{act:tell|party|order|choice|schedule|minutes}")
    ModelAndView hear(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String act,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        var form = new ProcedureForm(fields);
        CaseView view = cases.of(officer, id);
        CaseId file = view.file().id();
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/hearing",
                () -> {
                    switch (act) {
                        case "tell" -> special.tell(file, officer);
                        case "party" ->
                            special.tellParty(
                                    file, officer, form.value("name"), form.value("phone"), form.value("interest"));
                        case "order" -> special.order(file, officer);
                        case "choice" ->
                            special.chooseFor(
                                    file,
                                    officer,
                                    form.uuid("party"),
                                    form.value("choice").equals("requested"),
                                    form.value("statement"));
                        case "schedule" ->
                            special.schedule(file, officer, form.moment(), form.value("place"), form.uuid("chair"));
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
        Set<UUID> examined = special.examined(file);
        List<CaseView.Colleague> chairs = view.steer().colleagues().stream()
                .filter(colleague -> !colleague.post().endsWith("/window") && !examined.contains(colleague.id()))
                // Somebody on two posts is one person.
                .collect(Collectors.toMap(
                        CaseView.Colleague::id, colleague -> colleague, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
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
                        chairs,
                        typed),
                typed.status());
    }

    private static boolean watches(Officer officer) {
        return officer.holdsAny("supervisor") || officer.holdsAny("director");
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
