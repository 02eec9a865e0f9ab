package org.yimen.portal;

import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Concerns;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Start;
import org.yimen.application.WindowDrafts;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.identity.Citizen;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.platform.web.Page;

/** 变更、延续、补证、注销: begun from the licence that it is about. */
@Controller
class LicenceActsController {

    private final Visitors visitors;
    private final Applicants applicants;
    private final Concerns concerns;
    private final Drafts drafts;
    private final WindowDrafts begun;
    private final LicenceDesk licences;
    private final String region;

    LicenceActsController(
            Visitors visitors,
            Applicants applicants,
            Concerns concerns,
            Drafts drafts,
            WindowDrafts begun,
            LicenceDesk licences,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.applicants = applicants;
        this.concerns = concerns;
        this.drafts = drafts;
        this.begun = begun;
        this.licences = licences;
        this.region = region;
    }

    /** Begins the draft, or goes on with the one that is there. */
    @PostMapping("/me/licences/{id}/{kind}")
    ModelAndView begin(
            @PathVariable UUID id,
            @PathVariable String kind,
            @RequestParam UUID key,
            @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        Applicant applicant = applicants.of(citizen);
        Licence licence = licences.heldBy(region, id, applicant.number())
                .filter(each -> visitor.covers(each.itemCode()))
                .orElseThrow(LicenceActsController::notFound);
        ItemVersion item = concerns.open(licence).stream()
                .filter(each -> kindOf(each).equals(kind))
                .filter(each -> visitor.covers(each.code()))
                .filter(each -> each.audiences().contains(applicant.entity() ? Audience.ENTITY : Audience.PERSON))
                .findFirst()
                .orElseThrow(LicenceActsController::notFound);
        Dossier draft = drafts.begin(applicant, item.code(), Start.signedIn(applicant), key);
        if (begun.isAskedAbout(draft)) {
            return Page.goTo("/apply/draft/" + draft.id() + "/begun");
        }
        concerns.choose(begun.opened(draft), licence);
        return Page.goTo("/apply/draft/" + draft.id());
    }

    static String kindOf(ItemVersion item) {
        return item.business() == null ? "" : item.business().kind().name().toLowerCase(Locale.ROOT);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
