package org.yimen.portal;

import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.CaseId;
import org.yimen.identity.Citizen;
import org.yimen.platform.web.Page;

/** 整改: the applicant says on the page of his case that what a survey found unmet is mended. */
@Controller
class MendingController {

    private final Visitors visitors;
    private final ApplicationDesk desk;
    private final SpecialProcedures special;

    MendingController(Visitors visitors, ApplicationDesk desk, SpecialProcedures special) {
        this.visitors = visitors;
        this.desk = desk;
        this.special = special;
    }

    /** @param file a picture of it; he need not send one */
    @PostMapping("/me/cases/{id}/mending/{step}")
    ModelAndView mended(
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal Citizen citizen)
            throws IOException {
        Visitor visitor = visitors.of(citizen);
        CaseId own = desk.ofHolder(id, visitor.holder())
                .filter(each -> visitor.covers(each.subject().code()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .id();
        special.mended(
                own,
                visitor.actor(),
                citizen.personId(),
                step,
                said,
                file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                file == null ? new byte[0] : file.getBytes());
        return Page.goTo("/me/cases/" + id);
    }
}
