package org.yimen.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.SpecialProcedures;
import org.yimen.application.web.FileViewer;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.identity.Citizen;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Objection;
import org.yimen.procedure.Objections;
import org.yimen.procedure.Objections.Objector;

/** 公示异议: whoever is signed in objects to what is publicised, keeps the receipt and reads the answer. */
@Controller
@RequestMapping("/me/objections")
class ObjectingController {

    private final Visitors visitors;
    private final ApplicationDesk desk;
    private final SpecialProcedures special;
    private final Objections objections;
    private final FileViewer viewer;
    private final String region;

    ObjectingController(
            Visitors visitors,
            ApplicationDesk desk,
            SpecialProcedures special,
            Objections objections,
            FileViewer viewer,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.desk = desk;
        this.special = special;
        this.objections = objections;
        this.viewer = viewer;
        this.region = region;
    }

    @GetMapping
    ModelAndView all(@AuthenticationPrincipal Citizen citizen) {
        return Page.show(
                "portal/objections",
                new ObjectionPage.All(objections
                        .ofHolder(region, visitors.of(citizen).holder())
                        .stream()
                        .map(each -> new ObjectionPage.All.Line(
                                each, desk.item(file(each)).name(), each.receivedAt()))
                        .toList()));
    }

    @GetMapping("/new/{caseId}/{step}")
    ModelAndView form(@PathVariable UUID caseId, @PathVariable String step, @AuthenticationPrincipal Citizen citizen) {
        var _ = visitors.of(citizen);
        return form(publicised(caseId, step), step, "", null);
    }

    @PostMapping("/new/{caseId}/{step}")
    ModelAndView object(
            @PathVariable UUID caseId,
            @PathVariable String step,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String grounds,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal Citizen citizen)
            throws IOException {
        Visitor visitor = visitors.of(citizen);
        CaseFile<State> publicised = publicised(caseId, step);
        try {
            UUID id = special.object(
                    publicised.id(),
                    step,
                    new Objector(
                            visitor.holder(), citizen.personId(), visitor.part().name()),
                    key,
                    grounds,
                    file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    file == null ? new byte[0] : file.getBytes());
            return Page.goTo("/me/objections/" + id);
        } catch (RuleBroken refusal) {
            return form(publicised, step, grounds, refusal);
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        Objection objection = mine(id, citizen);
        CaseFile<State> file = file(objection);
        return Page.show(
                "portal/objection", new ObjectionPage(objection, desk.item(file).name(), file.number()));
    }

    /** What he handed in with it himself. */
    @GetMapping("/{id}/file")
    ResponseEntity<byte[]> file(
            @PathVariable UUID id, @AuthenticationPrincipal Citizen citizen, HttpServletResponse response) {
        return Optional.ofNullable(mine(id, citizen).file())
                .map(file ->
                        viewer.bytes(file.name(), file.mediaType(), file.blob().value(), response))
                .orElseThrow(ObjectingController::notFound);
    }

    private ModelAndView form(CaseFile<State> file, String step, String typed, @Nullable RuleBroken refusal) {
        return Page.show(
                "portal/objection-new",
                new ObjectionPage.New(
                        "/me/objections/new/" + file.id().value() + "/" + step,
                        desk.item(file).name(),
                        file.number(),
                        file.title(),
                        UUID.randomUUID().toString(),
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Only what hangs out now; nothing else of anybody's case is there. */
    private CaseFile<State> publicised(UUID caseId, String step) {
        return desk.submitted(caseId)
                .filter(file -> SpecialProcedures.running(file.state(), desk.item(file))
                        .filter(running -> running.code().equals(step) && Objections.areOpenTo(running))
                        .isPresent())
                .orElseThrow(ObjectingController::notFound);
    }

    private Objection mine(UUID id, Citizen citizen) {
        UUID holder = visitors.of(citizen).holder();
        return objections
                .find(region, id)
                .filter(each -> each.holder().equals(holder))
                .orElseThrow(ObjectingController::notFound);
    }

    private CaseFile<State> file(Objection objection) {
        return desk.find(new CaseId(region, objection.caseId()));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
