package org.yimen.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Candidate;
import org.yimen.application.CaseView;
import org.yimen.application.HandOvers;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Way;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;

/** 送达 at the window: the result goes to the applicant, who represents him or his agent, and to nobody else. */
@Controller
class HandOverController {

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final ApplicationDesk desk;
    private final HandOvers handOvers;
    private final HandOverPanels panels;
    private final InstantSource time;

    HandOverController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            ApplicationDesk desk,
            HandOvers handOvers,
            HandOverPanels panels,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.desk = desk;
        this.handOvers = handOvers;
        this.panels = panels;
        this.time = time;
    }

    @GetMapping("/desk/cases/{id}/hand-over")
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        String chosen = panels.of(view).isOnline() ? Way.ONLINE.code() : null;
        return isOpen(view) ? page(officer, view, chosen, null, null) : Page.goTo("/desk/cases/" + id + "?moved=true");
    }

    /** @param to the code of one of those who may take it, or {@code online} */
    @PostMapping("/desk/cases/{id}/hand-over")
    ModelAndView handOver(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam long seen,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String looked) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        List<Candidate> candidates = candidates(view);
        // Into his account only where he chose that.
        boolean online = to.equals(Way.ONLINE.code()) && panels.of(view).isOnline();
        Candidate taker = candidates.stream()
                .filter(each -> each.code().equals(to))
                .findFirst()
                .orElse(null);
        if (!online && taker == null) {
            return page(officer, view, to, to.isEmpty() ? "desk.act.choose-one" : "desk.hand-over.gone", null);
        }
        if (taker != null && !counter.matched(officer, id, taker) && !looked.equals("yes")) {
            return page(officer, view, to, "desk.hand-over.look", null);
        }
        try {
            counter.mustNotBeStopped(officer, id);
            Receiver receiver = taker == null ? null : taker.receiver();
            String how = online ? Way.ONLINE.code() : Way.WINDOW.code();
            var command = isRefusal(view) ? new Command.Serve(how, receiver) : new Command.Deliver(how, receiver);
            desk.act(view.file().id(), officers.actor(officer, view.item()), key.value(), seen, command);
        } catch (RuleBroken refusal) {
            return page(officer, cases.of(officer, id), to, null, refusal);
        }
        return Page.goTo("/desk/cases/" + id + "?done=" + (isRefusal(view) ? "serve" : "deliver"));
    }

    private ModelAndView page(
            Officer officer,
            CaseView view,
            @Nullable String chosen,
            @Nullable String error,
            @Nullable RuleBroken refusal) {
        List<Candidate> candidates = candidates(view);
        var page = new HandOverPage(
                officers.frame(officer, ""),
                view,
                panels.of(view),
                candidates,
                counter.carded(officer, view.file().id().value(), candidates),
                UUID.randomUUID().toString(),
                chosen,
                error,
                refusal);
        return Page.show("desk/hand-over", page, page.failed() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    private List<Candidate> candidates(CaseView view) {
        return handOvers.candidates(view.file(), desk.applicant(view.file()), CityTime.day(time.instant()));
    }

    private static boolean isOpen(CaseView view) {
        return view.choices().stream()
                .anyMatch(choice ->
                        choice.code().equals("deliver") || choice.code().equals("serve"));
    }

    /** By the decision and not by where the case stands now, so that a repeat means the same. */
    private static boolean isRefusal(CaseView view) {
        return view.history().stream()
                .anyMatch(entry -> entry.event() instanceof org.yimen.application.Application.Event.Refused);
    }
}
