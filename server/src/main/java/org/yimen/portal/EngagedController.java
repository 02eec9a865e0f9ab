package org.yimen.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Engaging;
import org.yimen.application.Engaging.Handed;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.FileViewer;
import org.yimen.identity.Citizen;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Engagements;
import org.yimen.procedure.ProcedureRefused;

/** 第三方机构: what departments ordered from the firm for which somebody is signed in. */
@Controller
class EngagedController {

    private final Visitors visitors;
    private final Engaging engaging;
    private final Engagements engagements;
    private final FileViewer viewer;
    private final EventWords events;
    private final InstantSource time;
    private final String region;

    EngagedController(
            Visitors visitors,
            Engaging engaging,
            Engagements engagements,
            FileViewer viewer,
            EventWords events,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.engaging = engaging;
        this.engagements = engagements;
        this.viewer = viewer;
        this.events = events;
        this.time = time;
        this.region = region;
    }

    @GetMapping("/me/engagements")
    ModelAndView all(@AuthenticationPrincipal Citizen citizen) {
        UUID firm = firm(citizen);
        return Page.show(
                "portal/engagements",
                new EngagedPage.All(citizen.displayName(), engagements.ofBody(region, firm), today(), events));
    }

    @GetMapping("/me/engagements/{id}")
    ModelAndView one(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return show(citizen, id, FormState.of(FormState.parts("on", today())), null);
    }

    /** What the order hands the body; whoever applied reads that it was opened. */
    @GetMapping("/me/engagements/{id}/files/{file}")
    ResponseEntity<byte[]> file(
            @PathVariable UUID id,
            @PathVariable UUID file,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletResponse response) {
        return engaging.opened(region, id, firm(citizen), file)
                .map(filed -> viewer.bytes(filed, response))
                .orElseThrow(EngagedController::notFound);
    }

    /** Taken on, or declined with a reason. */
    @PostMapping("/me/engagements/{id}/answer")
    ModelAndView answer(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @AuthenticationPrincipal Citizen citizen) {
        FormState form = FormState.typed(typed);
        UUID firm = mine(citizen, id);
        return done(
                citizen,
                id,
                form,
                () -> engaging.answer(
                        region,
                        id,
                        firm,
                        citizen.personId(),
                        switch (form.value("accepts")) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new ProcedureRefused("procedure.nothing-chosen");
                        },
                        form.value("reason")));
    }

    @PostMapping("/me/engagements/{id}/days")
    ModelAndView days(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @AuthenticationPrincipal Citizen citizen) {
        FormState form = FormState.typed(typed);
        UUID firm = mine(citizen, id);
        return done(
                citizen,
                id,
                form,
                () -> engaging.askForDays(
                        region, id, firm, citizen.personId(), day(form, "until"), form.value("reason")));
    }

    /** The report itself, through the checks of every upload. */
    @PostMapping("/me/engagements/{id}/report")
    ModelAndView report(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam MultipartFile file,
            @AuthenticationPrincipal Citizen citizen)
            throws IOException {
        FormState form = FormState.typed(typed);
        UUID firm = mine(citizen, id);
        byte[] bytes = file.getBytes();
        String name = file.getOriginalFilename();
        return done(
                citizen,
                id,
                form,
                () -> engaging.report(
                        region,
                        id,
                        firm,
                        citizen.personId(),
                        form.value("number"),
                        day(form, "on"),
                        form.value("conclusion"),
                        name == null ? "" : name,
                        bytes));
    }

    private ModelAndView done(Citizen citizen, UUID id, FormState form, Runnable act) {
        try {
            act.run();
        } catch (RuleBroken refusal) {
            return show(citizen, id, form, refusal);
        }
        return Page.goTo("/me/engagements/" + id);
    }

    private ModelAndView show(Citizen citizen, UUID id, FormState form, @Nullable RuleBroken refusal) {
        Handed handed = engaging.shown(region, id, firm(citizen)).orElseThrow(EngagedController::notFound);
        return Page.show(
                "portal/engagement",
                new EngagedPage(handed, today(), events, form, refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static LocalDate day(FormState form, String field) {
        return form.day(field).orElseThrow(() -> new ProcedureRefused("procedure.moment"));
    }

    private UUID firm(Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        if (!isFirm(visitor)) {
            throw new AccessDeniedException("Not signed in for a firm");
        }
        return visitor.holder();
    }

    /** The firm itself: whoever acts for one of its clients has nothing of the firm before him. */
    @Guard
    private static boolean isFirm(Visitor visitor) {
        return visitor.citizen().entityId() != null && visitor.himself();
    }

    private UUID mine(Citizen citizen, UUID order) {
        UUID firm = firm(citizen);
        if (engagements
                .find(region, order)
                .filter(each -> engaging.isIts(each, firm))
                .isEmpty()) {
            throw notFound();
        }
        return firm;
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
