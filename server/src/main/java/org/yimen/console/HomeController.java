package org.yimen.console;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StaffMember;
import org.yimen.platform.web.Page;

/** The first page of every administrator: what he can do here. */
@Controller("consoleHome")
class HomeController {

    private final Administrators administrators;

    HomeController(Administrators administrators) {
        this.administrators = administrators;
    }

    @GetMapping("/console")
    ModelAndView home(@AuthenticationPrincipal StaffMember staff) {
        return Page.show("console/home", administrators.frame(staff, ConsoleArea.HOME));
    }
}
