package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.CardVisits;
import org.yimen.identity.CardVisits.Outcome;
import org.yimen.identity.Citizen;
import org.yimen.identity.web.AskPage.Ask;
import org.yimen.platform.web.Page;

/** 用到场码登录: whoever has shown his card at a machine or a window goes on at home or on his phone without being asked again. */
@Controller
class VisitCodeController {

    private static final String PAGE = "/sign-in/code";

    private final CardVisits visits;
    private final SessionOpening opening;

    VisitCodeController(CardVisits visits, SessionOpening opening) {
        this.visits = visits;
        this.opening = opening;
    }

    @GetMapping(PAGE)
    ModelAndView ask(@RequestParam(required = false) @Nullable String next) {
        return Page.show("identity/ask", page(next, null));
    }

    @PostMapping(PAGE)
    ModelAndView show(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response) {
        Outcome outcome = visits.signIn(code, request.getRemoteAddr());
        if (outcome instanceof Outcome.Welcome(Citizen citizen, var printedBy)) {
            opening.openByCode(citizen, printedBy != null, request, response);
            return Page.goTo(Area.CITIZENS.landing(next));
        }
        String key = outcome instanceof Outcome.Refused(String why) ? why : "identity.station.code-over";
        return Page.show("identity/ask", page(next, key), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static AskPage page(@Nullable String next, @Nullable String error) {
        Ask code = Ask.empty("code", Ask.Type.TEXT, "identity.visit-code.code", "identity.visit-code.code-hint");
        return AskPage.of("visit-code", PAGE, List.of(code.wrong(error)))
                .saying("identity.visit-code.lead")
                .carrying(List.of(new AskPage.Hidden("next", Area.CITIZENS.landing(next))))
                .backTo(Area.CITIZENS.signIn());
    }
}
