package org.yimen.api;

import java.util.Arrays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Scope;
import org.yimen.platform.web.Page;

/** The page that whoever wants to connect a system reads first. */
@Controller("apiHelp")
class HelpController {

    private final String address;

    HelpController(@Value("${yimen.url:http://localhost:8080}") String address) {
        this.address = address;
    }

    @GetMapping("/help/api")
    ModelAndView help() {
        return Page.show(
                "api/help",
                new ApiHelpPage(
                        address,
                        Arrays.stream(Scope.values()).map(Scope::code).toList(),
                        Arrays.stream(Door.values()).map(HelpController::line).toList()));
    }

    private static ApiHelpPage.Line line(Door door) {
        return new ApiHelpPage.Line(door.method(), door.path(), door.scope().code());
    }
}
