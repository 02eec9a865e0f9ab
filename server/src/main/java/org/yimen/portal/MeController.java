package org.yimen.portal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Concerns;
import org.yimen.application.Drafts;
import org.yimen.application.web.ApplyFlow;
import org.yimen.casework.CaseProofs;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.document.SealedPapers;
import org.yimen.evaluation.Appointments;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.Acting;
import org.yimen.identity.Citizen;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.procedure.Engagements;
import org.yimen.rating.Ratings;
import org.yimen.supervision.Measure;
import org.yimen.supervision.Measures;

/** 我的: what somebody has here. */
@Controller
class MeController {

    private static final int PAGE = 20;
    private static final int MOST_LICENCES = 50;
    private static final int MOST_RATINGS = 5;

    private final Visitors visitors;
    private final Acting acting;
    private final Applicants applicants;
    private final Drafts drafts;
    private final ApplyFlow flow;
    private final WorkLists lists;
    private final LicenceDesk licences;
    private final SealedPapers papers;
    private final ApplicationDesk desk;
    private final CaseProofs proofs;
    private final WorkOrders orders;
    private final Catalogue catalogue;
    private final HallPanels hall;
    private final Outbox outbox;
    private final Ratings ratings;
    private final FeePanels fees;
    private final Measures measures;
    private final Concerns concerns;
    private final Engagements engagements;
    private final Appointments appointments;
    private final InstantSource time;
    private final String region;

    MeController(
            Visitors visitors,
            Acting acting,
            Applicants applicants,
            Drafts drafts,
            ApplyFlow flow,
            WorkLists lists,
            LicenceDesk licences,
            SealedPapers papers,
            ApplicationDesk desk,
            CaseProofs proofs,
            WorkOrders orders,
            Catalogue catalogue,
            HallPanels hall,
            Outbox outbox,
            Ratings ratings,
            FeePanels fees,
            Measures measures,
            Concerns concerns,
            Engagements engagements,
            Appointments appointments,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.acting = acting;
        this.applicants = applicants;
        this.drafts = drafts;
        this.flow = flow;
        this.lists = lists;
        this.licences = licences;
        this.papers = papers;
        this.desk = desk;
        this.proofs = proofs;
        this.orders = orders;
        this.catalogue = catalogue;
        this.hall = hall;
        this.outbox = outbox;
        this.ratings = ratings;
        this.fees = fees;
        this.measures = measures;
        this.concerns = concerns;
        this.engagements = engagements;
        this.appointments = appointments;
        this.time = time;
        this.region = region;
    }

    @GetMapping("/me")
    ModelAndView me(
            @RequestParam(required = false) @Nullable Instant before, @AuthenticationPrincipal Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        Applicant applicant = applicants.of(citizen);
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        // Everything that there is lies before tomorrow.
        Instant from = before == null ? CityTime.startOf(today.plusDays(1)) : before;
        List<Summary> cases = lists.ofApplicant(region, desk.kind(), applicant.holder(), from, PAGE + 1);
        boolean more = cases.size() > PAGE;
        List<Summary> page = more ? cases.subList(0, PAGE) : cases;
        List<Summary> shown = page.stream()
                .filter(summary -> visitor.covers(summary.subject().code()))
                .toList();
        return Page.show(
                "portal/me",
                new MePage(
                        applicant,
                        visitor.part(),
                        acting.partsOf(citizen.personId()).size(),
                        drafts.of(applicant.holder()).stream()
                                .filter(draft -> visitor.covers(draft.item()))
                                .map(draft -> flow.filling(draft, ApplyController.bench(draft.id(), visitor)))
                                .toList(),
                        shown.stream()
                                .map(summary -> new MePage.Case(summary, name(summary)))
                                .toList(),
                        held(visitor, applicant).stream()
                                .limit(MOST_LICENCES)
                                .map(licence -> new MePage.Held(
                                        licence, licence.standingOn(today), acts(visitor, applicant, licence)))
                                .toList(),
                        // What somebody said himself is not among what he may delegate.
                        visitor.part().principalId() == null ? orders.of(region, applicant.holder(), PAGE) : List.of(),
                        said(visitor),
                        more ? page.getLast().openedAt() : null,
                        hall.of(region, visitor),
                        fees.owed(region, visitor),
                        intended(visitor),
                        visitor.himself() && engagements.hasAny(region, visitor.holder()),
                        visitor.himself()
                                && !appointments.of(region, visitor.holder()).isEmpty()));
    }

    /** Of all that he holds, or of the items that were delegated. */
    private List<Measure> intended(Visitor visitor) {
        return measures.ofHolder(region, visitor.holder()).stream()
                .filter(Measure::isOpen)
                .filter(measure -> visitor.part().coversAll()
                        || licences.find(region, measure.licence())
                                .filter(licence -> visitor.covers(licence.itemCode()))
                                .isPresent())
                .toList();
    }

    private MePage.Said said(Visitor visitor) {
        return new MePage.Said(
                outbox.unread(region, visitor.holder()),
                ratings.of(region, visitor.holder(), MOST_RATINGS).stream()
                        .filter(each ->
                                each.item().isEmpty() ? visitor.part().coversAll() : visitor.covers(each.item()))
                        .toList());
    }

    /** The file of a licence, also of one whose case is not from here. */
    @GetMapping("/me/licences/{id}")
    ResponseEntity<byte[]> licence(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        Licence licence = licences.heldBy(region, id, applicants.of(citizen).number())
                .filter(each -> visitors.of(citizen).covers(each.itemCode()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        desk.submitted(licence.caseId()).ifPresent(proofs::demand);
        boolean whole = visitors.of(citizen).himself() || applicants.of(citizen).entity();
        byte[] pdf = (whole ? licences.file(licence) : papers.reading(region, licence.paper(), time.instant()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return SentFile.savedPdf(pdf, licence.type() + " " + licence.number());
    }

    private List<ItemVersion> acts(Visitor visitor, Applicant applicant, Licence licence) {
        Audience audience = applicant.entity() ? Audience.ENTITY : Audience.PERSON;
        return concerns.open(licence).stream()
                .filter(item -> visitor.covers(item.code()) && item.audiences().contains(audience))
                .toList();
    }

    private List<Licence> held(Visitor visitor, Applicant applicant) {
        return licences.heldBy(region, applicant.number()).stream()
                .filter(licence -> visitor.covers(licence.itemCode()))
                .toList();
    }

    private Text name(Summary summary) {
        return catalogue
                .version(summary.subject().code(), summary.subject().version())
                .map(ItemVersion::name)
                .orElseGet(() -> Text.of(summary.subject().code()));
    }
}
