package org.yimen.kiosk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import org.yimen.application.AtMachine;
import org.yimen.application.CaseViews;
import org.yimen.application.Start.How;
import org.yimen.application.web.FileViewer;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseProofs;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Proof;
import org.yimen.identity.Citizen;
import org.yimen.identity.StationVisits;
import org.yimen.kiosk.MyPages.PickUpPage;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;

/** 自助领取: the visitor prints his result here, and says that he has it. */
@Controller
@RequestMapping(Addresses.MINE + "/cases/{id}/result")
class PickUpController {

    private final ApplicationDesk desk;
    private final AtMachine machine;
    private final CaseViews views;
    private final PickUps pickUps;
    private final CaseProofs proofs;
    private final Directory directory;
    private final StationVisits visits;
    private final AuditLog audit;

    PickUpController(
            ApplicationDesk desk,
            AtMachine machine,
            CaseViews views,
            PickUps pickUps,
            CaseProofs proofs,
            Directory directory,
            StationVisits visits,
            AuditLog audit) {
        this.desk = desk;
        this.machine = machine;
        this.views = views;
        this.pickUps = pickUps;
        this.proofs = proofs;
        this.directory = directory;
        this.visits = visits;
        this.audit = audit;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor, HttpServletResponse response) {
        CaseFile<State> file = file(id, visitor);
        if (!AtMachine.waits(file.state())) {
            return Page.goTo(Addresses.MINE + "/cases/" + id);
        }
        FileViewer.framing(response);
        return Page.show("kiosk/pick-up", new PickUpPage(pickUps.waiting(file), directory.site(), UUID.randomUUID()));
    }

    /** The paper as it was sealed, for the frame that is printed; that it was shown is on record. */
    @GetMapping("/paper")
    ResponseEntity<byte[]> paper(
            @PathVariable UUID id,
            @AuthenticationPrincipal Citizen visitor,
            HttpServletRequest request,
            HttpServletResponse response) {
        CaseFile<State> file = file(id, visitor);
        if (!AtMachine.isHere(file.state())) {
            throw notFound();
        }
        proofs.demand(file);
        byte[] pdf = pickUps.paper(views.view(file.id(), actor(visitor))).orElseThrow(PickUpController::notFound);
        record(visitor, request, "kiosk.shown-for-print", id, "result");
        return FileViewer.sheet(pdf, response);
    }

    /** He has it in his hand. A second click, or a press on a page that is old, finds it served and changes nothing. */
    @PostMapping
    ModelAndView take(
            @PathVariable UUID id,
            @RequestParam UUID key,
            @AuthenticationPrincipal Citizen visitor,
            HttpSession session) {
        CaseFile<State> file = file(id, visitor);
        VisitController.mustBeHimself(session);
        Proof proof = session.getAttribute(VisitController.HOW) == How.CODE ? Proof.ACCOUNT : Proof.CARD;
        try {
            var _ = machine.take(file.id(), visitor.personId(), proof, key.toString());
        } catch (CaseRuleBroken over) {
            if (AtMachine.isHere(file(id, visitor).state())) {
                throw over;
            }
        }
        return Page.goTo(Addresses.MINE + "/cases/" + id);
    }

    private void record(Citizen visitor, HttpServletRequest request, String kind, UUID caseId, String what) {
        String station = visits.station(request)
                .orElseThrow(() -> new IllegalStateException("a page of no machine"))
                .id()
                .toString();
        audit.record(
                directory.region(),
                visitor.personId().toString(),
                kind,
                caseId.toString(),
                Map.of("what", what, "station", station));
    }

    /** To anybody else it is not there. */
    private CaseFile<State> file(UUID id, Citizen visitor) {
        return desk.ofHolder(id, visitor.holder()).orElseThrow(PickUpController::notFound);
    }

    private static Actor actor(Citizen visitor) {
        return Actor.applicant(visitor.holder(), visitor.personId());
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
