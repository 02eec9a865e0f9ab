package org.yimen.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.api.Bodies.LicenceBody;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.LicenceDesk;
import org.yimen.platform.web.Problems;

/** 核验: whether a licence is genuine and in force, by the code that it bears. */
@RestController("apiLicences")
class LicencesController {

    private final LicenceDesk licences;
    private final Problems problems;

    LicencesController(LicenceDesk licences, Problems problems) {
        this.licences = licences;
        this.problems = problems;
    }

    @Operation(
            operationId = "licence",
            summary = "Verify a licence 核验",
            description = "What the public page says of the code: the holder masked. 404 where no licence bears it.")
    @GetMapping("/api/v1/licences/{code}")
    LicenceBody verify(
            @Parameter(description = "The verification code of the licence.", schema = @Schema(maxLength = 64))
                    @PathVariable
                    String code,
            HttpServletRequest request) {
        if (code.length() > Check.LONGEST_CODE
                || !Check.isPlain(code)
                || !(licences.verify(code) instanceof LicenceCheck.Genuine(var licence, var standing, var _))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String state = Shown.kebab(standing.getClass().getSimpleName());
        return new LicenceBody(
                state.equals("in-force"),
                state,
                problems.words(request).say(standing.key()),
                licence.identifier().toString(),
                licence.type(),
                licence.number(),
                licence.holderMasked(),
                licence.issuerName(),
                licence.issuedOn(),
                licence.term().from(),
                licence.term().until());
    }
}
