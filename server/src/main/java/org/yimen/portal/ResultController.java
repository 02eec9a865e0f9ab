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
import org.yimen.application.CaseViews;
import org.yimen.application.HandOvers;
import org.yimen.application.Parcels;
import org.yimen.application.Parcels.Addressee;
import org.yimen.application.web.EventWords;
import org.yimen.casework.CaseFile;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Shipment;
import org.yimen.delivery.Way;
import org.yimen.delivery.Wish;
import org.yimen.identity.Citizen;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;

/** 结果怎么给您: into the account, by mail free of charge, or at the window; changed until a courier has it. */
@Controller
@RequestMapping("/me/cases/{id}/delivery")
class ResultController {

    private final Visitors visitors;
    private final ApplicationDesk desk;
    private final CaseViews views;
    private final EventWords events;
    private final Offers offers;
    private final Parcels parcels;
    private final HandOvers handOvers;
    private final Mailroom mailroom;

    ResultController(
            Visitors visitors,
            ApplicationDesk desk,
            CaseViews views,
            EventWords events,
            Offers offers,
            Parcels parcels,
            HandOvers handOvers,
            Mailroom mailroom) {
        this.visitors = visitors;
        this.desk = desk;
        this.views = views;
        this.events = events;
        this.offers = offers;
        this.parcels = parcels;
        this.handOvers = handOvers;
        this.mailroom = mailroom;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        CaseFile<State> file = file(id, citizen);
        if (!parcels.mayChoose(file)) {
            return Page.goTo("/me/cases/" + id);
        }
        Wish wish = parcels.wish(file);
        Destination to = wish.destination();
        if (to != null) {
            return page(file, citizen, wish.way().code(), to, null, null);
        }
        // His own, on a page that only he opens; the phone stays masked everywhere else.
        Addressee known = parcels.known(file);
        return page(file, citizen, wish.way().code(), known.destination(), known, null);
    }

    /** The last choice holds, so a second click changes nothing. */
    @PostMapping
    ModelAndView choose(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String way,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String address,
            @AuthenticationPrincipal Citizen citizen) {
        CaseFile<State> file = file(id, citizen);
        var to = new Destination(name.strip(), phone.strip(), address.strip());
        Way chosen = Way.find(way).orElse(Way.TERMINAL);
        try {
            parcels.choose(file.id(), citizen.personId(), new Wish(chosen, chosen == Way.MAIL ? to : null));
        } catch (RuleBroken refusal) {
            return page(file, citizen, way, to, null, refusal);
        }
        return Page.goTo("/me/cases/" + id);
    }

    private ModelAndView page(
            CaseFile<State> file,
            Citizen citizen,
            String way,
            Destination to,
            @Nullable Addressee known,
            @Nullable RuleBroken refusal) {
        var view = views.view(file.id(), visitors.of(citizen).actor());
        var facts = new CaseFacts(view, events, offers.office(view.item().department()));
        var page = new ResultPage(facts, panel(file), way, to.name(), to.phone(), to.address(), known, refusal);
        return Page.show("portal/result", page, refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** For the page of the case. */
    ResultPanel panel(CaseFile<State> file) {
        List<Shipment> shipments = mailroom.of(file.id());
        Shipment last = shipments.isEmpty() ? null : shipments.getFirst();
        return new ResultPanel(
                parcels.wish(file),
                last,
                last == null ? List.of() : mailroom.steps(last),
                handOvers.of(file.id()).stream()
                        .filter(Handover::isTheEnd)
                        .findFirst()
                        .orElse(null),
                parcels.mayChoose(file));
    }

    private CaseFile<State> file(UUID id, Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        return desk.ofHolder(id, visitor.holder())
                .filter(file -> visitor.covers(file.subject().code()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
