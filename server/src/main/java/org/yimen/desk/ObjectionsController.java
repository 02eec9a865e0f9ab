package org.yimen.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
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
import org.yimen.application.web.FileViewer;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.desk.StepForms.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Objection;
import org.yimen.procedure.Objections;

/** 公示异议: what was said against what is publicised, and what the department finds on it. */
@Controller
@RequestMapping("/desk/procedures")
class ObjectionsController {

    private final Officers officers;
    private final OpenCases cases;
    private final StepForms forms;
    private final SpecialProcedures special;
    private final Objections objections;
    private final EventWords events;
    private final FileViewer viewer;
    private final InstantSource time;

    ObjectionsController(
            Officers officers,
            OpenCases cases,
            StepForms forms,
            SpecialProcedures special,
            Objections objections,
            EventWords events,
            FileViewer viewer,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.forms = forms;
        this.special = special;
        this.objections = objections;
        this.events = events;
        this.viewer = viewer;
        this.time = time;
    }

    @GetMapping("/{id}/publicity/{step}")
    ModelAndView all(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String step) {
        return page(officers.in(DeskArea.PROCEDURES, staff), id, step, Typed.NOTHING);
    }

    @PostMapping("/{id}/publicity/{step}")
    ModelAndView answer(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "publicity", step, fields);
        return sent.then(
                () -> special.answerObjection(
                        sent.caseId(),
                        sent.officer(),
                        step,
                        sent.form().uuid("objection"),
                        Objection.Finding.of(sent.form().value("finding")),
                        sent.form().value("answer")),
                typed -> page(sent.officer(), id, step, typed));
    }

    @GetMapping("/{id}/publicity/{step}/{objection}/file")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @PathVariable UUID objection,
            HttpServletResponse response) {
        CaseView view = cases.of(officers.in(DeskArea.PROCEDURES, staff), id);
        return objections.ofStep(view.file().id(), step).stream()
                .filter(each -> each.id().equals(objection))
                .flatMap(each -> Optional.ofNullable(each.file()).stream())
                .findFirst()
                .map(file ->
                        viewer.bytes(file.name(), file.mediaType(), file.blob().value(), response))
                .orElseThrow(ProcedureLines::notFound);
    }

    private ModelAndView page(Officer officer, UUID id, String code, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = StepForms.step(view, code);
        if (!Objections.areOpenTo(step)) {
            throw ProcedureLines.notFound();
        }
        return Page.show(
                "desk/objections",
                new ObjectionsPage(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        step,
                        objections.ofStep(view.file().id(), code),
                        special.mayRun(officer, step),
                        CityTime.day(time.instant()),
                        typed),
                typed.status());
    }
}
