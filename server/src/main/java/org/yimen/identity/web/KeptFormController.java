package org.yimen.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Citizen;
import org.yimen.identity.StaffMember;
import org.yimen.identity.web.KeptForms.Kept;
import org.yimen.platform.web.Page;

/** Where somebody finds what he had typed when his session ended, and sends it himself or does not. */
@Controller
class KeptFormController {

    static final String PAGE = "/me/kept";
    static final String DESK_PAGE = "/desk/kept";

    private final KeptForms forms;

    KeptFormController(KeptForms forms) {
        this.forms = forms;
    }

    @GetMapping(PAGE)
    ModelAndView kept(
            HttpServletRequest request,
            HttpServletResponse response,
            Authentication signedIn,
            @AuthenticationPrincipal Citizen citizen) {
        // A code of a visit may have been seen by others: it opens nothing that somebody wrote before.
        Kept form = Posts.byCode(signedIn)
                ? null
                : forms.take(citizen, request, response).orElse(null);
        return show(form, Area.CITIZENS);
    }

    /** The same for the staff. */
    @GetMapping(DESK_PAGE)
    ModelAndView keptOfStaff(
            HttpServletRequest request, HttpServletResponse response, @AuthenticationPrincipal StaffMember staff) {
        return show(forms.take(staff, request, response).orElse(null), Area.DESK);
    }

    static String page(Area area) {
        return area == Area.DESK ? DESK_PAGE : PAGE;
    }

    private static ModelAndView show(@Nullable Kept form, Area area) {
        return Page.show(
                "identity/kept",
                form == null
                        ? new KeptPage(null, "", List.of(), "", area.landing(null))
                        : new KeptPage(
                                form.kind(),
                                form.action(),
                                form.fields(),
                                UUID.randomUUID().toString(),
                                area.landing(form.back())));
    }
}
