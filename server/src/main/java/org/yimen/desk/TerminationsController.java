package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.application.TerminationGround;
import org.yimen.application.Terminations;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;

/** 终止办理: one proposes it with what shows the ground, another confirms it or does not. */
@Controller
@RequestMapping("/desk/cases/{id}/termination")
class TerminationsController {

    private final Officers officers;
    private final OpenCases cases;
    private final Terminations terminations;
    private final EventWords events;
    private final FileViewer viewer;
    private final StepUp stepUp;

    TerminationsController(
            Officers officers,
            OpenCases cases,
            Terminations terminations,
            EventWords events,
            FileViewer viewer,
            StepUp stepUp) {
        this.officers = officers;
        this.cases = cases;
        this.terminations = terminations;
        this.events = events;
        this.viewer = viewer;
        this.stepUp = stepUp;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        return page(officer, cases.of(officer, id), "", null);
    }

    @PostMapping
    ModelAndView propose(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        try {
            terminations.propose(
                    view.file().id(),
                    officers.actor(officer, view.item()),
                    key,
                    ground(ground),
                    reason,
                    file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    file == null ? new byte[0] : file.getBytes());
        } catch (RuleBroken refusal) {
            return page(officer, view, reason, refusal);
        }
        return Page.goTo("/desk/cases/" + id + "/termination");
    }

    /** The second word ends the case, or lets it go on. */
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
        if (word.equals("confirm") && view.may("terminate")) {
            // The seal goes on, and nothing brings the case back.
            stepUp.demand(request);
        }
        try {
            if (word.equals("confirm")) {
                terminations.confirm(view.file().id(), officers.actor(officer, view.item()), proposal);
            } else {
                terminations.deny(view.file().id(), officers.actor(officer, view.item()), proposal, note);
            }
        } catch (RuleBroken refusal) {
            return page(officer, view, "", refusal);
        }
        return Page.goTo(
                word.equals("confirm")
                        ? "/desk/cases/" + id + "?done=terminate"
                        : "/desk/cases/" + id + "/termination");
    }

    @GetMapping("/{proposal}/file")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID proposal,
            HttpServletResponse response) {
        CaseView view = cases.of(officers.of(staff, id), id);
        return terminations.of(view.file().id()).stream()
                .filter(each -> each.id().equals(proposal))
                .flatMap(each -> Optional.ofNullable(each.evidence()).stream())
                .findFirst()
                .map(file -> viewer.bytes(file, response))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static TerminationGround ground(String typed) {
        return Arrays.stream(TerminationGround.values())
                .filter(ground -> ground.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> new CaseRuleBroken("application.terminate.ground"));
    }

    private ModelAndView page(Officer officer, CaseView view, String reason, @Nullable RuleBroken refusal) {
        return Page.show(
                "desk/termination",
                new TerminationPage(
                        officers.frame(officer, ""),
                        view,
                        events,
                        terminations.of(view.file().id()),
                        view.may("terminate"),
                        UUID.randomUUID().toString(),
                        reason,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
