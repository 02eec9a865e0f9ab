package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Account;
import org.yimen.identity.web.KeptForms.Kept;
import org.yimen.platform.web.Page;

/** Where somebody finds what he had typed when his session ended, and sends it himself or does not. */
@Controller
class KeptFormController {

    static final String CITIZENS = "/me/kept";
    static final String DESK = "/desk/kept";

    private final KeptForms forms;

    KeptFormController(KeptForms forms) {
        this.forms = forms;
    }

    @GetMapping({CITIZENS, DESK})
    ModelAndView kept(HttpServletRequest request, @AuthenticationPrincipal Account account) {
        Area area = account.staff() ? Area.DESK : Area.CITIZENS;
        Kept form = forms.find(account, request)
                .filter(found -> Area.of(found.action()).filter(area::equals).isPresent())
                .orElse(null);
        return Page.show(
                "identity/kept",
                form == null
                        ? new KeptPage(null, List.of(), area.landing(null))
                        : new KeptPage(form.action(), form.fields(), area.landing(form.back())));
    }
}
