package org.yimen.console;

import java.util.Comparator;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StaffMember;
import org.yimen.platform.Protection;
import org.yimen.platform.web.Page;

/** 安全状态: what guards this installation, looked up at the moment of asking. */
@Controller
class ProtectionsController {

    private final Administrators administrators;
    private final List<Protection> protections;

    ProtectionsController(Administrators administrators, List<Protection> protections) {
        this.administrators = administrators;
        this.protections = protections;
    }

    @GetMapping("/console/system/protections")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.PROTECTIONS);
        List<ProtectionsPage.Line> lines = protections.stream()
                .map(ProtectionsPage.Line::of)
                // What somebody must do something about comes first.
                .sorted(Comparator.comparing(
                                (ProtectionsPage.Line line) -> line.reading().state())
                        .reversed()
                        .thenComparing(ProtectionsPage.Line::key))
                .toList();
        return Page.show("console/protections", new ProtectionsPage(frame, lines));
    }
}
