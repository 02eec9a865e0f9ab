package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Acting;
import org.yimen.identity.Citizen;
import org.yimen.identity.SessionAccount;
import org.yimen.platform.web.Page;

/** 切换办理身份: in whose name somebody goes on. */
@Controller
public class ActingController {

    private final Acting acting;
    private final SessionAccount session;

    ActingController(Acting acting, SessionAccount session) {
        this.acting = acting;
        this.session = session;
    }

    /**
     * The names to choose from.
     *
     * @param now the code of the one that is chosen; empty where it is no longer allowed
     * @param over the one that was chosen has just ended
     */
    public record ActingPage(List<Acting.Part> parts, String now, boolean over) {
        public ActingPage {
            parts = List.copyOf(parts);
        }
    }

    @GetMapping("/me/acting")
    ModelAndView names(@RequestParam(defaultValue = "") String notice, @AuthenticationPrincipal Citizen citizen) {
        String now = acting.current(citizen).map(Acting.Part::code).orElse("");
        return Page.show(
                "portal/acting", new ActingPage(acting.partsOf(citizen.personId()), now, notice.equals("over")));
    }

    @PostMapping("/me/acting")
    ModelAndView choose(
            @RequestParam(defaultValue = "") String as,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletRequest request,
            HttpServletResponse response) {
        Citizen next = acting.as(citizen.personId(), as)
                .orElseThrow(() -> new AccessDeniedException("Nobody has delegated this to him"));
        session.become(next, request, response);
        return Page.goTo("/me");
    }
}
