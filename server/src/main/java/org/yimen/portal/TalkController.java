package org.yimen.portal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.casework.CaseFile;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.Citizen;
import org.yimen.notify.NotifyRefused;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;

/** 办件留言: what a holder and the office write to each other on his case. To anybody else it is not there. */
@Controller
@RequestMapping("/me/cases/{id}/talk")
class TalkController {

    private final Visitors visitors;
    private final ApplicationDesk desk;
    private final Remarks remarks;
    private final Offers offers;

    TalkController(Visitors visitors, ApplicationDesk desk, Remarks remarks, Offers offers) {
        this.visitors = visitors;
        this.desk = desk;
        this.remarks = remarks;
        this.offers = offers;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        CaseFile<State> file = file(id, citizen);
        remarks.seen(file.id().region(), id, false);
        return page(file, "", null, UUID.randomUUID().toString(), HttpStatus.OK);
    }

    @GivesFormBack
    @PostMapping
    ModelAndView write(
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String text,
            @AuthenticationPrincipal Citizen citizen) {
        CaseFile<State> file = file(id, citizen);
        try {
            remarks.ask(about(file), citizen.personId(), key.value(), text);
        } catch (NotifyRefused refusal) {
            return page(file, text, refusal, UUID.randomUUID().toString(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.goTo("/me/cases/" + id + "/talk");
    }

    private ModelAndView page(
            CaseFile<State> file, String typed, @Nullable NotifyRefused refusal, String key, HttpStatus status) {
        ItemVersion item = desk.item(file);
        List<Remark> thread = remarks.of(file.id().region(), file.id().value());
        return Page.show(
                "portal/talk",
                new TalkPage(
                        file.id().value(),
                        file.number(),
                        item.name(),
                        offers.office(item.department()).name(),
                        thread,
                        typed,
                        refusal,
                        key),
                status);
    }

    private Remark.About about(CaseFile<State> file) {
        return new Remark.About(
                file.id().region(),
                file.id().value(),
                file.number(),
                desk.item(file).name(),
                file.department(),
                file.applicant(),
                desk.applicant(file).person());
    }

    private CaseFile<State> file(UUID id, Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        return desk.ofHolder(id, visitor.holder())
                .filter(file -> visitor.covers(file.subject().code()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
