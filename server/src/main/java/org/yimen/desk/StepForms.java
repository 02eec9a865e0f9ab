package org.yimen.desk;

import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.desk.ProceduresPage.Typed;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;

/** Forms about one step of a special procedure: who sends it, of which case, and the page that it comes back to. */
@Component
class StepForms {

    private final Officers officers;
    private final OpenCases cases;

    StepForms(Officers officers, OpenCases cases) {
        this.officers = officers;
        this.cases = cases;
    }

    /**
     * A form that was sent, by somebody who may see the case.
     *
     * @param page the address of the page of the step
     */
    record Sent(Officer officer, CaseView view, ProcedureForm form, String page) {

        CaseId caseId() {
            return view.file().id();
        }

        /** Does it; what cannot be read, or is refused, is shown again with the reason. All boxes are read in {@code act}. */
        ModelAndView then(Runnable act, Function<Typed, ModelAndView> again) {
            return ProcedureForm.done(page, act, refusal -> again.apply(form.typed(refusal)));
        }
    }

    /** @param kind of the step's page, as it stands in its address */
    Sent sent(StaffMember staff, UUID id, String kind, String step, MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.PROCEDURES, staff);
        return new Sent(
                officer,
                cases.of(officer, id),
                new ProcedureForm(fields),
                "/desk/procedures/" + id + "/" + kind + "/" + step);
    }

    /** A step of the case's plan; any other is not there. */
    static Step step(CaseView view, String code) {
        return view.item().plan().steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow(ProcedureLines::notFound);
    }
}
