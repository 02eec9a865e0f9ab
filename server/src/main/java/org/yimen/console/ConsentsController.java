package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Administrator;
import org.yimen.organisation.Proposal;
import org.yimen.organisation.Proposals;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 双人复核: what one security administrator proposed waits here for another. */
@Controller
class ConsentsController {

    static final String PROPOSED = "/console/security/consents?done=proposed";

    private static final String HREF = "/console/security/consents";
    private static final String KEY = "console.consents";
    private static final List<String> DONE = List.of("proposed", "consented", "declined", "taken-back");

    /** What was just made and shows itself once; sealed with the session. */
    private static final String SHOWN_ONCE = "console.consents.secret";

    private final Administrators administrators;
    private final Registers registers;
    private final Proposals proposals;
    private final StepUp stepUp;

    ConsentsController(Administrators administrators, Registers registers, Proposals proposals, StepUp stepUp) {
        this.administrators = administrators;
        this.registers = registers;
        this.proposals = proposals;
        this.stepUp = stepUp;
    }

    /** Leads to this page, which shows the secret once. */
    static ModelAndView proposed(HttpSession session, @Nullable String secret) {
        if (secret != null) {
            session.setAttribute(SHOWN_ONCE, secret);
        }
        return Page.goTo(PROPOSED);
    }

    @GetMapping(HREF)
    ModelAndView list(
            @AuthenticationPrincipal StaffMember staff,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String done) {
        String secret = null;
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SHOWN_ONCE) instanceof String made) {
            secret = made;
            session.removeAttribute(SHOWN_ONCE);
        }
        return page(staff, DONE.contains(done) ? Sheet.say(KEY + ".done-" + done) : null, secret, null);
    }

    /** The second word. */
    @PostMapping(HREF)
    ModelAndView settle(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        administrators.in(ConsoleArea.CONSENTS, staff);
        stepUp.demand(request);
        var typed = new Typed(fields);
        boolean consents = typed.text("word").equals("yes");
        try {
            proposals.settle(staff.staffId(), typed.id("proposal"), consents);
            return Page.goTo(HREF + (consents ? "?done=consented" : "?done=declined"));
        } catch (RuleBroken refusal) {
            return page(staff, null, null, Sheet.Refusal.of(refusal, "main"));
        }
    }

    @PostMapping(HREF + "/take-back")
    ModelAndView takeBack(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        administrators.in(ConsoleArea.CONSENTS, staff);
        try {
            proposals.takeBack(staff.staffId(), new Typed(fields).id("proposal"));
            return Page.goTo(HREF + "?done=taken-back");
        } catch (RuleBroken refusal) {
            return page(staff, null, null, Sheet.Refusal.of(refusal, "main"));
        }
    }

    private ModelAndView page(
            StaffMember staff, Sheet.@Nullable Said done, @Nullable String secret, Sheet.@Nullable Refusal refusal) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.CONSENTS);
        String region = frame.officer().region();
        boolean alone = proposals
                .others(staff.staffId(), region, Administrator.SECURITY)
                .isEmpty();
        Sheet.Table table = registers.proposals(proposals.of(region), each -> buttons(staff, each));
        return Page.show(
                "console/consents",
                new ConsentsPage(frame, new Sheet(KEY, done, refusal, List.of(table)), secret, alone),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<Sheet.Button> buttons(StaffMember staff, Proposal proposal) {
        if (proposals.maySettle(staff.staffId(), proposal)) {
            return List.of(
                    button(".yes", HREF, proposal, Map.of("word", "yes"), false),
                    button(".no", HREF, proposal, Map.of("word", "no"), true));
        }
        return proposals.mayTakeBack(staff.staffId(), proposal)
                ? List.of(button(".take-back", HREF + "/take-back", proposal, Map.of(), true))
                : List.of();
    }

    private Sheet.Button button(String key, String action, Proposal proposal, Map<String, String> word, boolean grave) {
        var fields = new HashMap<>(word);
        fields.put("proposal", proposal.id().toString());
        return new Sheet.Button(KEY + key, action, fields, registers.about(proposal), grave);
    }
}
