package org.yimen.portal;

import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.PreChecks;
import org.yimen.application.WindowDrafts;
import org.yimen.identity.Citizen;
import org.yimen.platform.web.Page;

/** 预审, chosen by the applicant before he submits; his draft stays his draft. */
@Controller
class PreCheckController {

    private final Visitors visitors;
    private final Drafts drafts;
    private final ApplicationDesk desk;
    private final PreChecks preChecks;
    private final WindowDrafts begun;

    PreCheckController(
            Visitors visitors, Drafts drafts, ApplicationDesk desk, PreChecks preChecks, WindowDrafts begun) {
        this.visitors = visitors;
        this.drafts = drafts;
        this.desk = desk;
        this.preChecks = preChecks;
        this.begun = begun;
    }

    @PostMapping("/apply/draft/{id}/pre-check")
    ModelAndView ask(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, preChecks::ask);
    }

    @PostMapping("/apply/draft/{id}/pre-check/take-back")
    ModelAndView takeBack(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return with(id, citizen, preChecks::takeBack);
    }

    private ModelAndView with(UUID id, Citizen citizen, Consumer<Dossier> act) {
        Visitor visitor = visitors.of(citizen);
        var draft = drafts.find(id, visitor.holder()).filter(found -> visitor.covers(found.item()));
        if (draft.isEmpty() && desk.ofHolder(id, visitor.holder()).isPresent()) {
            return Page.goTo("/me/cases/" + id);
        }
        if (draft.filter(begun::isAskedAbout).isPresent()) {
            return Page.goTo("/apply/draft/" + id + "/begun");
        }
        act.accept(draft.map(begun::opened).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return Page.goTo("/apply/draft/" + id + "/check");
    }
}
