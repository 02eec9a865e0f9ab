package org.yimen.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
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
import org.yimen.application.web.FileViewer;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.desk.StepForms.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Mending;
import org.yimen.procedure.Mendings;
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
    private final StepForms forms;
    private final SpecialProcedures special;
    private final Surveys surveys;
    private final Mendings mendings;
    private final FileViewer viewer;
    private final Experts experts;
    private final EventWords events;
    private final InstantSource time;

    SurveysController(
            Officers officers,
            OpenCases cases,
            StepForms forms,
            SpecialProcedures special,
            Surveys surveys,
            Mendings mendings,
            FileViewer viewer,
            Experts experts,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.forms = forms;
        this.special = special;
        this.surveys = surveys;
        this.mendings = mendings;
        this.viewer = viewer;
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
        Sent sent = forms.sent(staff, id, "surveys", step, fields);
        return sent.then(
                () -> special.appoint(sent.caseId(), sent.officer(), step, appointment(sent.form())),
                typed -> survey(sent.officer(), id, step, typed));
    }

    @PostMapping("/{id}/surveys/{step}/photos")
    ModelAndView photograph(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultipartFile file)
            throws IOException {
        Sent sent = forms.sent(staff, id, "surveys", step, new LinkedMultiValueMap<>());
        byte[] bytes = file.getBytes();
        return sent.then(
                () -> special.photograph(sent.caseId(), sent.officer(), step, bytes),
                typed -> survey(sent.officer(), id, step, typed));
    }

    /** @param look the number of the look; 0 is the first */
    @GetMapping("/{id}/surveys/{step}/photos/{number}")
    ResponseEntity<byte[]> photo(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable int number,
            @RequestParam(defaultValue = "0") int look) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return surveys.looks(view.file().id(), step).stream()
                .filter(survey -> survey.round() == look)
                .flatMap(survey -> survey.photos().stream())
                .filter(photo -> photo.number() == number)
                .findFirst()
                .flatMap(photo -> surveys.read(photo)
                        .map(bytes -> SentFile.shown(bytes, MediaType.parseMediaType(photo.mediaType()))))
                .orElseThrow(ProcedureLines::notFound);
    }

    /** 整改: gives the applicant until a day to mend what was found unmet. */
    @PostMapping("/{id}/surveys/{step}/mending")
    ModelAndView letMend(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "surveys", step, fields);
        ProcedureForm form = sent.form();
        return sent.then(
                () -> special.letMend(
                        sent.caseId(),
                        sent.officer(),
                        step,
                        form.value("what"),
                        form.day("until"),
                        form.value("reason")),
                typed -> survey(sent.officer(), id, step, typed));
    }

    /** Writes down that the applicant said it is mended. */
    @PostMapping("/{id}/surveys/{step}/mending/said")
    ModelAndView mendedFor(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "surveys", step, fields);
        return sent.then(
                () -> special.mendedFor(
                        sent.caseId(), sent.officer(), step, sent.form().value("said")),
                typed -> survey(sent.officer(), id, step, typed));
    }

    /**
     * The picture with which the applicant said that it is mended.
     *
     * @param look the number of the look that had found it unmet
     */
    @GetMapping("/{id}/surveys/{step}/mending/{look}")
    ResponseEntity<byte[]> mended(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable int look,
            HttpServletResponse response) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        CaseView view = cases.of(officer, id);
        return surveys.looks(view.file().id(), step).stream()
                .filter(survey -> survey.round() == look)
                .flatMap(survey -> mendings.of(view.file().id(), survey.id()).stream())
                .flatMap(mending -> Stream.ofNullable(mending.said()))
                .flatMap(said -> Stream.ofNullable(said.picture()))
                .findFirst()
                .map(picture -> viewer.bytes(picture, response))
                .orElseThrow(ProcedureLines::notFound);
    }

    @PostMapping("/{id}/surveys/{step}/opinion")
    ModelAndView opine(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "surveys", step, fields);
        ProcedureForm form = sent.form();
        return sent.then(
                () -> special.opine(
                        sent.caseId(), sent.officer(), step, form.truth("favourable"), form.value("opinion")),
                typed -> survey(sent.officer(), id, step, typed));
    }

    @PostMapping("/{id}/surveys/{step}/finding")
    ModelAndView find(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "surveys", step, fields);
        return sent.then(
                () -> special.record(sent.caseId(), sent.officer(), step, finding(sent, step)),
                typed -> survey(sent.officer(), id, step, typed));
    }

    private static Finding finding(Sent sent, String step) {
        ProcedureForm form = sent.form();
        var checks = new HashMap<String, Boolean>();
        StepForms.step(sent.view(), step).checklist().stream()
                .map(point -> point.code())
                .filter(code -> !form.value("point-" + code).isEmpty())
                .forEach(code -> checks.put(code, form.truth("point-" + code)));
        return new Finding(checks, form.truth("met"), form.value("finding"));
    }

    private ModelAndView survey(Officer officer, UUID id, String code, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = StepForms.step(view, code);
        if (step.procedure() != Procedure.SITE_SURVEY) {
            throw ProcedureLines.notFound();
        }
        List<Survey> looks = surveys.looks(view.file().id(), code);
        Survey last = looks.isEmpty() ? null : looks.getLast();
        Optional<Survey> found = Optional.ofNullable(last);
        Mending mending =
                last == null ? null : mendings.of(view.file().id(), last.id()).orElse(null);
        boolean runs = SpecialProcedures.running(view.state(), view.item())
                .filter(step::equals)
                .isPresent();
        boolean open = runs && found.filter(Survey::isRecorded).isEmpty();
        boolean gives = runs && mending == null && canLetMend(officer, step, last);
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
                        looks,
                        new ProceduresPage.Again(
                                mending,
                                looks.stream()
                                        .limit(Math.max(0, looks.size() - 1L))
                                        .flatMap(each -> mendings.of(view.file().id(), each.id()).stream())
                                        .toList(),
                                gives,
                                last != null && mendings.wantsReason(last),
                                gives ? special.latestMending(view.file()).orElse(null) : null),
                        runs,
                        (open || (runs && mending != null)) && special.mayRun(officer, step),
                        open && takesPart,
                        open && silent,
                        begun,
                        typed),
                typed.status());
    }

    /** Beyond what the house's rules allow only the head of the department does. */
    private boolean canLetMend(Officer officer, Step step, @Nullable Survey last) {
        return last != null
                && last.isUnmet()
                && (SpecialProcedures.isHeadOf(officer, step)
                        || (special.mayRun(officer, step) && !mendings.wantsReason(last)));
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
            @RequestParam(defaultValue = "3") int wanted,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "experts", step, fields);
        return sent.then(
                () -> special.draw(
                        sent.caseId(), sent.officer(), step, sent.form().value("field"), wanted),
                typed -> experts(sent.officer(), id, step, typed));
    }

    @PostMapping("/{id}/experts/{step}/{expert}")
    ModelAndView answered(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID expert,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "experts", step, fields);
        ProcedureForm form = sent.form();
        return sent.then(
                () -> special.answerFor(
                        sent.caseId(), sent.officer(), step, expert, form.truth("accepts"), form.value("reason")),
                typed -> experts(sent.officer(), id, step, typed));
    }

    private ModelAndView experts(Officer officer, UUID id, String code, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = StepForms.step(view, code);
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
}
