package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.document.Qr;
import org.yimen.identity.StaffMember;
import org.yimen.identity.Verifications.VisitCode;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;

/** 到场码 at the window: whoever has just shown his card here takes a code along to a machine, to his phone or home. */
@Controller
public class WindowCodeController {

    private final Officers officers;
    private final AtTheWindow atTheWindow;
    private final PrintedCodes codes;

    WindowCodeController(Officers officers, AtTheWindow atTheWindow, PrintedCodes codes) {
        this.officers = officers;
        this.atTheWindow = atTheWindow;
        this.codes = codes;
    }

    /** The code, to be printed and handed over. */
    public record VisitCodePage(DeskFrame frame, UUID holder, VisitCode code, Qr.SvgPath qr) {}

    /** One for each reading of a card, and soon after it; nothing for a number that was only typed: it proves nobody. */
    @PostMapping("/desk/intake/of/{holder}/code")
    ModelAndView code(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID holder) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Optional<VisitCode> code = atTheWindow.present(session, holder) ? codes.print(clerk, holder) : Optional.empty();
        return code.isEmpty()
                ? Page.goTo(DeskArea.INTAKE.href() + "/of/" + holder)
                : Page.show(
                        "desk/visit-code",
                        new VisitCodePage(
                                officers.frame(clerk, DeskArea.INTAKE.href()),
                                holder,
                                code.get(),
                                Qr.svgPath(code.get().text())));
    }
}
