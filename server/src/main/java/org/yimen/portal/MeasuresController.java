package org.yimen.portal;

import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.Citizen;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.supervision.Measure;
import org.yimen.supervision.MeasurePapers;
import org.yimen.supervision.Measures;
import org.yimen.supervision.SupervisionRefused;

/** 陈述申辩: what is intended with somebody's licence, and what he says to it. */
@Controller
class MeasuresController {

    private final Visitors visitors;
    private final Measures measures;
    private final LicenceDesk licences;
    private final MeasurePapers papers;
    private final Directory directory;
    private final InstantSource time;
    private final String region;

    MeasuresController(
            Visitors visitors,
            Measures measures,
            LicenceDesk licences,
            MeasurePapers papers,
            Directory directory,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.measures = measures;
        this.licences = licences;
        this.papers = papers;
        this.directory = directory;
        this.time = time;
        this.region = region;
    }

    @GetMapping("/me/measures/{id}")
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return page(mine(id, citizen), "", null);
    }

    /** In his days, as often as he likes; the second of two clicks says the same. */
    @PostMapping("/me/measures/{id}")
    ModelAndView answer(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String statement,
            @RequestParam(defaultValue = "false") boolean hearing,
            @RequestParam(name = "nothing-more", defaultValue = "false") boolean nothingMore,
            @AuthenticationPrincipal Citizen citizen) {
        Measure measure = mine(id, citizen);
        try {
            measures.answer(region, id, measure.holder(), statement, hearing, nothingMore);
        } catch (SupervisionRefused refusal) {
            return page(measure, statement, refusal);
        }
        return Page.goTo("/me/measures/" + id);
    }

    @GetMapping("/me/measures/{id}/{paper}")
    ResponseEntity<byte[]> paper(
            @PathVariable UUID id, @PathVariable String paper, @AuthenticationPrincipal Citizen citizen) {
        Measure measure = mine(id, citizen);
        boolean decision = paper.equals("decision");
        return papers.whole(measure, decision)
                .map(pdf -> SentFile.savedPdf(pdf, decision ? "处理决定书" : "处理告知书"))
                .orElseThrow(MeasuresController::notFound);
    }

    private ModelAndView page(Measure measure, String typed, @Nullable SupervisionRefused refusal) {
        return Page.show(
                "portal/measure",
                new MeasurePage(
                        measure,
                        licence(measure),
                        directory.department(region, measure.department()).name(),
                        CityTime.day(time.instant()),
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Another's is as little there as one that never was. */
    private Measure mine(UUID id, Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        return measures.ofHolder(region, id, visitor.holder())
                .filter(measure -> visitor.covers(licence(measure).itemCode()))
                .orElseThrow(MeasuresController::notFound);
    }

    private Licence licence(Measure measure) {
        return licences.find(region, measure.licence())
                .orElseThrow(() -> new IllegalStateException("No licence " + measure.licence()));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
