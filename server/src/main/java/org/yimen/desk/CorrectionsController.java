package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.application.Corrections;
import org.yimen.application.web.EventWords;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 更正: one says what is wrong in a paper or a certificate, another confirms it or does not. */
@Controller
@RequestMapping("/desk/cases/{id}/correction")
class CorrectionsController {

    private final Officers officers;
    private final OpenCases cases;
    private final Corrections corrections;
    private final EventWords events;
    private final StepUp stepUp;

    CorrectionsController(
            Officers officers, OpenCases cases, Corrections corrections, EventWords events, StepUp stepUp) {
        this.officers = officers;
        this.cases = cases;
        this.corrections = corrections;
        this.events = events;
        this.stepUp = stepUp;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        return page(officer, cases.of(officer, id), new LinkedMultiValueMap<>(), null);
    }

    @PostMapping
    ModelAndView propose(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        var typed = new Typed(fields);
        try {
            String line = typed.needed("line");
            int colon = line.indexOf(':');
            String of = colon < 0 ? line : line.substring(0, colon);
            corrections.propose(
                    view.file().id(),
                    officers.actor(officer, view.item()),
                    key,
                    id(of),
                    colon < 0 ? typed.text("where") : line.substring(colon + 1),
                    typed.text("wrong"),
                    typed.needed("right"),
                    typed.needed("reason"));
        } catch (RuleBroken refusal) {
            return page(officer, view, fields, refusal);
        }
        return Page.goTo("/desk/cases/" + id + "/correction");
    }

    /** The second word corrects it, or leaves it as it is. */
    @PostMapping("/{proposal}/{word:confirm|deny}")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID proposal,
            @PathVariable String word,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        if (word.equals("confirm") && view.may("correct")) {
            // The seal goes on.
            stepUp.demand(request);
        }
        try {
            if (word.equals("confirm")) {
                corrections.confirm(view.file().id(), officers.actor(officer, view.item()), proposal);
            } else {
                corrections.deny(view.file().id(), officers.actor(officer, view.item()), proposal, note);
            }
        } catch (RuleBroken refusal) {
            return page(officer, view, new LinkedMultiValueMap<>(), refusal);
        }
        return Page.goTo("/desk/cases/" + id + (word.equals("confirm") ? "?done=correct" : "/correction"));
    }

    private static UUID id(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException spoiled) {
            throw new CaseRuleBroken("application.correction.target");
        }
    }

    private ModelAndView page(
            Officer officer, CaseView view, MultiValueMap<String, String> fields, @Nullable RuleBroken refusal) {
        return Page.show(
                "desk/correction",
                new CorrectionPage(
                        officers.frame(officer, ""),
                        view,
                        events,
                        corrections.of(view.file().id()),
                        corrections.targets(view.file().id()),
                        corrections.proposes(view.file(), officers.actor(officer, view.item())),
                        view.may("correct"),
                        UUID.randomUUID().toString(),
                        new Typed(fields),
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
