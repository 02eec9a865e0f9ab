package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.delivery.DeliveryRuleBroken;
import org.yimen.delivery.OnSite;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 受理、发证均在中心: each item with its check; the director alone allows an exception. */
@Controller
class OnSiteController {

    private final Officers officers;
    private final OnSite items;
    private final EventWords events;
    private final StepUp stepUp;

    OnSiteController(Officers officers, OnSite items, EventWords events, StepUp stepUp) {
        this.officers = officers;
        this.items = items;
        this.events = events;
        this.stepUp = stepUp;
    }

    @GetMapping("/desk/on-site")
    ModelAndView show(@AuthenticationPrincipal StaffMember staff) {
        return page(officers.in(DeskArea.ON_SITE, staff), null);
    }

    @PostMapping("/desk/on-site/{item}/allow")
    ModelAndView allow(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String item,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String until,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.ON_SITE, staff);
        mustDirect(officer);
        stepUp.demand(request);
        try {
            items.allow(item, reason, date(until), officer.id());
        } catch (DeliveryRuleBroken refusal) {
            return page(officer, refusal);
        }
        return Page.goTo("/desk/on-site");
    }

    @PostMapping("/desk/on-site/{item}/end")
    ModelAndView end(@AuthenticationPrincipal StaffMember staff, @PathVariable String item) {
        Officer officer = officers.in(DeskArea.ON_SITE, staff);
        mustDirect(officer);
        items.end(item, officer.id());
        return Page.goTo("/desk/on-site");
    }

    private static LocalDate date(String typed) {
        try {
            return Typed.day(typed);
        } catch (DateTimeParseException wrong) {
            throw new DeliveryRuleBroken("delivery.off-site.until");
        }
    }

    private static void mustDirect(Officer officer) {
        if (!directs(officer)) {
            throw new org.springframework.security.access.AccessDeniedException("The director's alone");
        }
    }

    /** The head of the centre. */
    @Guard
    private static boolean directs(Officer officer) {
        return officer.holds("ZX/director");
    }

    private ModelAndView page(Officer officer, @Nullable DeliveryRuleBroken refusal) {
        return Page.show(
                "desk/on-site",
                new OnSitePage(
                        officers.frame(officer, DeskArea.ON_SITE.href()),
                        events,
                        items.checks(),
                        directs(officer),
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
