package org.yimen.desk;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.application.SpecialProcedures;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Survey.Appointment;
import org.yimen.procedure.Survey.Finding;
import org.yimen.procedure.Survey.Mode;
import org.yimen.procedure.Survey.Surveyor;
import org.yimen.procedure.Surveys;

/** 现场勘验 and 专家评审: the survey of one step, and the experts who are drawn for it. */
@Controller
@RequestMapping("/desk/procedures")
class SurveysController {

    private final Officers officers;
    private final OpenCases cases;
    private final SpecialProcedures special;
    private final Surveys surveys;
    private final Experts experts;
    private final EventWords events;
    private final InstantSource time;

    SurveysController(
            Officers officers,
            OpenCases cases,
            SpecialProcedures special,
            Surveys surveys,
            Experts experts,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.special = special;
        this.surveys = surveys;
        this.experts = experts;
        this.events = events;
        this.time = time;
    }

    @GetMapping("/{id}/surveys/{step}")
    ModelAndView survey(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String step) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return survey(officer, id, step, Typed.NOTHING);
    }

    @PostMapping("/{id}/surveys/{step}/appointment")
    ModelAndView appoint(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        var form = new ProcedureForm(fields);
        CaseView view = cases.of(officer, id);
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/surveys/" + step,
                () -> special.appoint(view.file().id(), officer, step, appointment(form)),
                refusal -> survey(officer, id, step, form.typed(refusal)));
    }

    @PostMapping("/{id}/surveys/{step}/photos")
    ModelAndView photograph(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultipartFile file)
            throws IOException {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        byte[] bytes = file.getBytes();
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/surveys/" + step,
                () -> special.photograph(view.file().id(), officer, step, bytes),
                refusal -> survey(officer, id, step, new Typed(Map.of(), refusal)));
    }

    @GetMapping("/{id}/surveys/{step}/photos/{number}")
    ResponseEntity<byte[]> photo(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable int number) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return surveys.find(view.file().id(), step).stream()
                .flatMap(survey -> survey.photos().stream())
                .filter(photo -> photo.number() == number)
                .findFirst()
                .flatMap(photo -> surveys.read(photo)
                        .map(bytes -> SentFile.shown(bytes, MediaType.parseMediaType(photo.mediaType()))))
                .orElseThrow(ProcedureLines::notFound);
    }

    @PostMapping("/{id}/surveys/{step}/opinion")
    ModelAndView opine(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        var form = new ProcedureForm(fields);
        CaseView view = cases.of(officer, id);
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/surveys/" + step,
                () -> special.opine(view.file().id(), officer, step, form.truth("favourable"), form.value("opinion")),
                refusal -> survey(officer, id, step, form.typed(refusal)));
    }

    @PostMapping("/{id}/surveys/{step}/finding")
    ModelAndView find(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        var form = new ProcedureForm(fields);
        CaseView view = cases.of(officer, id);
        var checks = new HashMap<String, Boolean>();
        step(view, step).checklist().forEach(point -> {
            if (!form.value("point-" + point.code()).isEmpty()) {
                checks.put(point.code(), form.truth("point-" + point.code()));
            }
        });
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/surveys/" + step,
                () -> special.record(
                        view.file().id(), officer, step, new Finding(checks, form.truth("met"), form.value("finding"))),
                refusal -> survey(officer, id, step, form.typed(refusal)));
    }

    private ModelAndView survey(Officer officer, UUID id, String code, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = step(view, code);
        if (step.procedure() != Procedure.SITE_SURVEY) {
            throw ProcedureLines.notFound();
        }
        Optional<Survey> found = surveys.find(view.file().id(), code);
        boolean runs = SpecialProcedures.running(view.state(), view.item())
                .filter(step::equals)
                .isPresent();
        boolean open = runs && found.filter(Survey::isRecorded).isEmpty();
        boolean takesPart =
                found.filter(survey -> survey.isSurveyor(officer.id())).isPresent();
        boolean begun = found.filter(
                        survey -> !time.instant().isBefore(survey.appointment().at()))
                .isPresent();
        boolean silent = found.stream()
                .flatMap(survey -> survey.appointment().surveyors().stream()
                        .filter(each -> survey.silent().contains(each.department())))
                .anyMatch(each -> each.staff().equals(officer.id()));
        return Page.show(
                "desk/survey",
                new ProceduresPage.Surveying(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        step,
                        found.orElse(null),
                        runs,
                        open && special.mayRun(officer, step),
                        open && takesPart,
                        open && silent,
                        begun,
                        typed),
                typed.status());
    }

    @GetMapping("/{id}/experts/{step}")
    ModelAndView experts(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String step) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return experts(officer, id, step, Typed.NOTHING);
    }

    @PostMapping("/{id}/experts/{step}")
    ModelAndView draw(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "3") int wanted) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/experts/" + step,
                () -> special.draw(view.file().id(), officer, step, field, wanted),
                refusal -> experts(officer, id, step, new Typed(Map.of("field", List.of(field)), refusal)));
    }

    @PostMapping("/{id}/experts/{step}/{expert}")
    ModelAndView answered(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID expert,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        var form = new ProcedureForm(fields);
        CaseView view = cases.of(officer, id);
        return ProcedureForm.done(
                "/desk/procedures/" + id + "/experts/" + step,
                () -> special.answerFor(
                        view.file().id(), officer, step, expert, form.truth("accepts"), form.value("reason")),
                refusal -> experts(officer, id, step, form.typed(refusal)));
    }

    private ModelAndView experts(Officer officer, UUID id, String code, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = step(view, code);
        boolean runs = SpecialProcedures.running(view.state(), view.item())
                .filter(step::equals)
                .isPresent();
        return Page.show(
                "desk/experts",
                new ProceduresPage.Seating(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        step,
                        experts.draws(view.file().id(), code),
                        experts.fields(officer.region()),
                        runs && special.mayRun(officer, step),
                        typed),
                typed.status());
    }

    private static Appointment appointment(ProcedureForm form) {
        List<Surveyor> sent = form.values("surveyor").stream()
                .map(each -> each.split("/", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Surveyor(ProcedureForm.uuidOf(parts[1]), parts[0]))
                .toList();
        return new Appointment(
                Mode.of(form.value("mode")),
                form.moment(),
                form.value("place"),
                sent,
                form.value("unit"),
                form.value("basis"),
                form.value("people")
                        .lines()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private static Step step(CaseView view, String code) {
        return view.item().plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow(ProcedureLines::notFound);
    }
}
