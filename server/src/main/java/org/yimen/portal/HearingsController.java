package org.yimen.portal;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.SpecialProcedures;
import org.yimen.application.web.EventWords;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.identity.Citizen;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Hearings;

/** 听证: announced to everybody where the office orders it; asked for or waived by the applicant on his case. */
@Controller
class HearingsController {

    private final Visitors visitors;
    private final ApplicationDesk desk;
    private final SpecialProcedures special;
    private final Hearings hearings;
    private final Catalogue catalogue;
    private final Directory directory;
    private final EventWords events;

    HearingsController(
            Visitors visitors,
            ApplicationDesk desk,
            SpecialProcedures special,
            Hearings hearings,
            Catalogue catalogue,
            Directory directory,
            EventWords events) {
        this.visitors = visitors;
        this.desk = desk;
        this.special = special;
        this.hearings = hearings;
        this.catalogue = catalogue;
        this.directory = directory;
        this.events = events;
    }

    /** 听证公告 (行政许可法 art. 46). */
    @GetMapping("/hearings")
    ModelAndView announced() {
        List<HearingsPage.Line> lines = hearings.announced(directory.region()).stream()
                .flatMap(hearing -> catalogue.version(hearing.item(), hearing.itemVersion()).stream()
                        .map(item -> new HearingsPage.Line(hearing, item.name())))
                .toList();
        return Page.show("portal/hearings", new HearingsPage(lines, events));
    }

    /** The applicant asks for a hearing, or waives it; his first word holds. */
    @PostMapping("/me/cases/{id}/hearing")
    ModelAndView choose(@PathVariable UUID id, @RequestParam String choice, @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        CaseId file = own(id, visitor);
        if (!List.of("requested", "waived").contains(choice)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        special.choose(file, visitor.actor(), choice.equals("requested"));
        return Page.goTo("/me/cases/" + id);
    }

    /** 撤回听证申请. */
    @PostMapping("/me/cases/{id}/hearing/withdraw")
    ModelAndView withdraw(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        special.withdraw(own(id, visitor), visitor.actor());
        return Page.goTo("/me/cases/" + id);
    }

    /** 申请主持人回避, with a reason. */
    @PostMapping("/me/cases/{id}/hearing/chair")
    ModelAndView askForAnotherChair(
            @PathVariable UUID id, @RequestParam String reason, @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        special.askForAnotherChair(own(id, visitor), visitor.actor(), reason);
        return Page.goTo("/me/cases/" + id);
    }

    private CaseId own(UUID id, Visitor visitor) {
        return desk.ofHolder(id, visitor.holder())
                .filter(each -> visitor.covers(each.subject().code()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .id();
    }
}
