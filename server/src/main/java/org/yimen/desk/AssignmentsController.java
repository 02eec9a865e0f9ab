package org.yimen.desk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.desk.StepForms.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Assignments;
import org.yimen.procedure.Assignments.Assigned;

/** 指派两名以上工作人员: who verifies, inspects or tests, and who says that he took no part. */
@Controller
@RequestMapping("/desk/procedures")
class AssignmentsController {

    private final Officers officers;
    private final OpenCases cases;
    private final StepForms forms;
    private final SpecialProcedures special;
    private final Assignments assignments;
    private final Directory directory;
    private final EventWords events;

    AssignmentsController(
            Officers officers,
            OpenCases cases,
            StepForms forms,
            SpecialProcedures special,
            Assignments assignments,
            Directory directory,
            EventWords events) {
        this.officers = officers;
        this.cases = cases;
        this.forms = forms;
        this.special = special;
        this.assignments = assignments;
        this.directory = directory;
        this.events = events;
    }

    @GetMapping("/{id}/staff/{step}")
    ModelAndView assigned(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String step) {
        return page(officers.in(DeskArea.PROCEDURES, staff), id, step, Typed.NOTHING);
    }

    @PostMapping("/{id}/staff/{step}")
    ModelAndView assign(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "staff", step, fields);
        return sent.then(
                () -> special.assign(
                        sent.caseId(),
                        sent.officer(),
                        step,
                        sent.form().values("staff").stream()
                                .map(ProcedureForm::uuidOf)
                                .toList()),
                typed -> page(sent.officer(), id, step, typed));
    }

    /** 我没有参加. */
    @PostMapping("/{id}/staff/{step}/absent")
    ModelAndView deny(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> fields) {
        Sent sent = forms.sent(staff, id, "staff", step, fields);
        return sent.then(
                () -> special.deny(
                        sent.caseId(), sent.officer(), step, sent.form().value("reason")),
                typed -> page(sent.officer(), id, step, typed));
    }

    private ModelAndView page(Officer officer, UUID id, String code, Typed typed) {
        CaseView view = cases.of(officer, id);
        Step step = StepForms.step(view, code);
        if (!Assignments.asksForTwo(view.item(), step)) {
            throw ProcedureLines.notFound();
        }
        boolean open = special.mayAssignNow(view.file(), code);
        List<Assigned> assigned = assignments.of(view.file().id(), code);
        Map<UUID, String> names = assigned.stream()
                .collect(Collectors.toMap(
                        Assigned::staff, each -> directory.staff(each.staff()).name()));
        return Page.show(
                "desk/assignment",
                new AssignmentPage(
                        officers.frame(officer, DeskArea.PROCEDURES.href()),
                        view,
                        events,
                        step,
                        assigned,
                        names,
                        open && special.mayRun(officer, step),
                        typed),
                typed.status());
    }
}
