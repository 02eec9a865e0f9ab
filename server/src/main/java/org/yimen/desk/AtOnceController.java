package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.LineResults;
import org.yimen.application.LineResults.Keyed;
import org.yimen.application.Slips;
import org.yimen.application.web.CorrectionField;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.form.FieldView;
import org.yimen.form.Question;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 当场更正, and the result of a system of the line: what is done while the applicant stands there. */
@Controller
@RequestMapping("/desk/cases/{id}")
public class AtOnceController {

    private static final String CORRECT = "correct-on-the-spot";

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final ApplicationDesk desk;
    private final LineResults lines;
    private final Presence presence;

    AtOnceController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            ApplicationDesk desk,
            LineResults lines,
            Presence presence) {
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.desk = desk;
        this.lines = lines;
        this.presence = presence;
    }

    /**
     * Chooses the answer, then corrects it.
     *
     * @param field the chosen question, or null
     */
    public record CorrectPage(
            DeskFrame frame,
            CaseView view,
            List<Question> questions,
            @Nullable FieldView field,
            UUID key,
            @Nullable RuleBroken refusal) {
        public CorrectPage {
            questions = List.copyOf(questions);
        }

        public String address() {
            return "/desk/cases/" + view.file().id().value();
        }
    }

    public record LinePage(
            DeskFrame frame,
            CaseView view,
            Text system,
            String number,
            String result,
            String on,
            @Nullable RuleBroken refusal) {
        public String address() {
            return "/desk/cases/" + view.file().id().value();
        }
    }

    @GetMapping("/correct")
    ModelAndView choose(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String question) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        if (view.may(CORRECT)) {
            presence.demand(session, view, "/desk/cases/" + id + "/correct");
        }
        return correct(clerk, view, question, null);
    }

    /** Art. 32(3): what is obviously wrong is put right on the spot, and the applicant, who is there, agrees. */
    @PostMapping("/correct/{question}")
    ModelAndView correct(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String question,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "false") boolean agreed,
            @RequestParam MultiValueMap<String, String> form) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        presence.demand(session, view, "/desk/cases/" + id + "/correct");
        counter.mustNotBeStopped(clerk, id);
        try {
            if (!agreed) {
                throw new CaseRuleBroken("desk.correct.not-agreed");
            }
            desk.correctOnTheSpot(
                    view.file().id(),
                    officers.actor(clerk, view.item()),
                    key.toString(),
                    null,
                    question,
                    CorrectionField.sent(question, view, form));
            return Page.goTo("/desk/cases/" + id);
        } catch (RuleBroken refusal) {
            return correct(clerk, view, question, refusal);
        }
    }

    @GetMapping("/line")
    ModelAndView line(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        return line(officer, cases.of(officer, id), "", "", "", null);
    }

    /** 结果回录. */
    @PostMapping("/line")
    ModelAndView key(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String on) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        if (!WindowSides.mayKey(officer, view)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        try {
            if (!result.equals("granted") && !result.equals("refused")) {
                throw new CaseRuleBroken("desk.line.choose");
            }
            lines.key(
                    view.file(),
                    view.item(),
                    officer.id(),
                    new Keyed(number.strip(), result.equals("granted"), day(on)));
            return Page.goTo("/desk/cases/" + id);
        } catch (RuleBroken refusal) {
            return line(officer, view, number, result, on, refusal);
        }
    }

    private ModelAndView correct(Officer clerk, CaseView view, String code, @Nullable RuleBroken refusal) {
        if (!view.may(CORRECT)) {
            return Page.goTo("/desk/cases/" + view.file().id().value() + "?moved=true");
        }
        List<Question> questions = Slips.of(view.item(), view.dossier());
        FieldView field = questions.stream()
                .filter(question -> question.code().equals(code))
                .findFirst()
                .map(question -> CorrectionField.of(question, view))
                .orElse(null);
        return Page.show(
                "desk/correct",
                new CorrectPage(officers.frame(clerk, ""), view, questions, field, UUID.randomUUID(), refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView line(
            Officer officer, CaseView view, String number, String result, String on, @Nullable RuleBroken refusal) {
        Text system = view.item().mode().lineSystem();
        if (system == null || !WindowSides.mayKey(officer, view)) {
            return Page.goTo("/desk/cases/" + view.file().id().value());
        }
        return Page.show(
                "desk/line",
                new LinePage(officers.frame(officer, ""), view, system, number, result, on, refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static LocalDate day(String typed) {
        try {
            return Typed.day(typed);
        } catch (DateTimeParseException wrong) {
            throw new CaseRuleBroken("application.line.day");
        }
    }
}
