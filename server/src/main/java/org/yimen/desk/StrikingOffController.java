package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.TerminationGround;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.CaseId;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.supervision.MeasurePapers;
import org.yimen.supervision.Measures;
import org.yimen.supervision.Referral;
import org.yimen.supervision.Referrals;
import org.yimen.supervision.StrikingsOff;
import org.yimen.supervision.StrikingsOff.Proposal;

/** 注销 of a licence that is still valid: one proposes it with what proves the ground, another confirms it or does not. */
@Controller
@RequestMapping("/desk/supervision/{id}/licences/{licence}/striking-off")
class StrikingOffController {

    private final Officers officers;
    private final OpenCases cases;
    private final Referrals referrals;
    private final LicenceDesk licences;
    private final StrikingsOff strikings;
    private final Measures measures;
    private final MeasurePapers papers;
    private final Counter counter;
    private final EventWords events;
    private final FileViewer viewer;
    private final StepUp stepUp;
    private final InstantSource time;

    StrikingOffController(
            Officers officers,
            OpenCases cases,
            Referrals referrals,
            LicenceDesk licences,
            StrikingsOff strikings,
            Measures measures,
            MeasurePapers papers,
            Counter counter,
            EventWords events,
            FileViewer viewer,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.referrals = referrals;
        this.licences = licences;
        this.strikings = strikings;
        this.measures = measures;
        this.papers = papers;
        this.counter = counter;
        this.events = events;
        this.viewer = viewer;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable UUID licence) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        return page(officer, licence(officer, id, licence), "", "", null);
    }

    @PostMapping
    ModelAndView propose(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID licence,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String basis,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Licence found = licence(officer, id, licence);
        if (!Referrals.supervises(officer, found.issuerDepartment())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        try {
            strikings.propose(
                    key,
                    officer.region(),
                    licence,
                    officer,
                    ground(ground),
                    reason,
                    basis,
                    file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    file == null ? new byte[0] : file.getBytes());
        } catch (RuleBroken refusal) {
            return page(officer, found, reason, basis, refusal);
        }
        return Page.goTo(StrikingOffPage.base(id, licence));
    }

    /** The second word ends the licence, or leaves it as it is. */
    @PostMapping("/{proposal}/{word:confirm|deny}")
    ModelAndView decide(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID licence,
            @PathVariable UUID proposal,
            @PathVariable String word,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Licence found = licence(officer, id, licence);
        if (!measures.mayStrikeOff(officer, found)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Proposal proposed = proposal(officer, licence, proposal);
        // The seal goes on, and nothing brings the licence back.
        stepUp.demand(request);
        try {
            if (word.equals("confirm")) {
                strikings.confirm(officer.region(), proposed.id(), officer);
            } else {
                strikings.deny(officer.region(), proposed.id(), officer, note);
            }
        } catch (RuleBroken refusal) {
            return page(officer, found, "", "", refusal);
        }
        return Page.goTo(StrikingOffPage.base(id, licence));
    }

    @GetMapping("/{proposal}/file")
    ResponseEntity<byte[]> file(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID licence,
            @PathVariable UUID proposal,
            HttpServletResponse response) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Licence found = licence(officer, id, licence);
        // A death record or a judgment names people: who only watches reads the reason.
        if (!Referrals.supervises(officer, found.issuerDepartment())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        var proof = proposal(officer, licence, proposal).proof();
        referrals.find(officer.region(), id).ifPresent(referral -> counter.fileShown(officer, referral.holder(), id));
        return viewer.bytes(proof, response);
    }

    /** The paper, as the holder gets it; a copy for reading for who only watches. */
    @GetMapping("/{proposal}/paper")
    ResponseEntity<byte[]> paper(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID licence,
            @PathVariable UUID proposal) {
        Officer officer = officers.in(DeskArea.SUPERVISION, staff);
        Licence found = licence(officer, id, licence);
        Proposal of = proposal(officer, licence, proposal);
        boolean whole = Referrals.supervises(officer, found.issuerDepartment());
        byte[] pdf = papers.struckOff(of, whole).orElseThrow(StrikingOffController::notFound);
        if (whole) {
            referrals
                    .find(officer.region(), id)
                    .ifPresent(referral -> counter.paperShown(
                            officer, Counter.onlooker(officer).post(), referral.holder(), id));
        }
        return SentFile.shownPdf(pdf);
    }

    private static TerminationGround ground(String typed) {
        return StrikingsOff.GROUNDS.stream()
                .filter(ground -> ground.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> SupervisionWords.refused("supervision.striking-off.ground"));
    }

    /** To another department neither the decision nor its licence is there. */
    private Licence licence(Officer officer, UUID id, UUID licence) {
        Referral referral = referrals
                .find(officer.region(), id)
                .filter(found -> SupervisionController.sees(officer, found))
                .orElseThrow(StrikingOffController::notFound);
        cases.mustBeFree(officer, new CaseId(officer.region(), referral.caseId()));
        return licences.find(officer.region(), licence)
                .filter(found -> found.caseId().equals(id))
                .orElseThrow(StrikingOffController::notFound);
    }

    private Proposal proposal(Officer officer, UUID licence, UUID id) {
        return strikings.ofLicence(officer.region(), licence).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(StrikingOffController::notFound);
    }

    private ModelAndView page(
            Officer officer, Licence licence, String reason, String basis, @Nullable RuleBroken refusal) {
        var standing = licence.standingOn(CityTime.day(time.instant()));
        boolean supervises = Referrals.supervises(officer, licence.issuerDepartment());
        boolean valid = !(standing instanceof Standing.Ended || standing instanceof Standing.Expired);
        return Page.show(
                "desk/striking-off",
                new StrikingOffPage(
                        officers.frame(officer, "/desk/supervision"),
                        licence,
                        standing,
                        events,
                        strikings.ofLicence(officer.region(), licence.id()),
                        strikings.grounds(officer.region(), licence),
                        supervises,
                        valid && supervises,
                        measures.mayStrikeOff(officer, licence),
                        UUID.randomUUID().toString(),
                        reason,
                        basis,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
