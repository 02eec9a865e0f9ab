package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.SecondFactors;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StaffRegister;
import org.yimen.identity.StepUp;
import org.yimen.platform.web.Page;

/** How a member of staff makes his phone the second proof of who he is. */
@Controller
class SecondFactorController {

    static final String PAGE = "/second-factor";

    private static final String DESK = "/desk/security" + PAGE;
    private static final String CODES = DESK + "/codes";

    /** The secret until its first code has come, and the recovery codes until they were shown; sealed with the session. */
    private static final String SECRET = "identity.second-factor.secret";

    private static final String SHOWN_ONCE = "identity.second-factor.codes";

    private final SecondFactors factors;
    private final StaffRegister register;
    private final StepUp stepUp;

    SecondFactorController(SecondFactors factors, StaffRegister register, StepUp stepUp) {
        this.factors = factors;
        this.register = register;
        this.stepUp = stepUp;
    }

    @GetMapping(DESK)
    ModelAndView form(@AuthenticationPrincipal StaffMember member, HttpSession session) {
        return show(member, secret(session), null, HttpStatus.OK);
    }

    @PostMapping(DESK)
    ModelAndView enrol(
            @AuthenticationPrincipal StaffMember member,
            HttpServletRequest request,
            HttpSession session,
            @RequestParam(name = "code", defaultValue = "") String code) {
        stepUp.demand(request);
        byte[] secret = secret(session);
        Optional<List<String>> recovery = factors.enrol(member, secret, code);
        if (recovery.isEmpty()) {
            return show(member, secret, "identity.second-factor.wrong", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        session.removeAttribute(SECRET);
        session.setAttribute(SHOWN_ONCE, new ArrayList<>(recovery.get()));
        return Page.goTo(CODES);
    }

    /** The recovery codes, this once. */
    @GetMapping(CODES)
    ModelAndView codes(HttpSession session) {
        if (!(session.getAttribute(SHOWN_ONCE) instanceof List<?> codes)) {
            return Page.goTo("/desk/security");
        }
        session.removeAttribute(SHOWN_ONCE);
        return Page.show(
                "identity/recovery-codes",
                new RecoveryCodesPage(codes.stream().map(String::valueOf).toList()));
    }

    private ModelAndView show(StaffMember member, byte[] secret, @Nullable String error, HttpStatus status) {
        var proposal = factors.proposal(
                register.login(member.region(), member.staffId()).orElse("?"), secret);
        return Page.show(
                "identity/second-factor",
                new SecondFactorPage(
                        DESK, proposal.base32(), QrPath.of(proposal.uri()), factors.enrolled(member), error),
                status);
    }

    private byte[] secret(HttpSession session) {
        if (session.getAttribute(SECRET) instanceof byte[] kept) {
            return kept;
        }
        byte[] made = factors.newSecret();
        session.setAttribute(SECRET, made);
        return made;
    }
}
