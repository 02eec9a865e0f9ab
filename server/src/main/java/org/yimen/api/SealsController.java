package org.yimen.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.application.CaseView;
import org.yimen.application.SealedFiles;
import org.yimen.document.Enclosure;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.exchange.RequestKeys;
import org.yimen.identity.MachineCaller;

/** 用印 as a common service: a system of the deciding department has its own file sealed in a case that is decided. */
@RestController("apiSeals")
class SealsController {

    private final Callers callers;
    private final SealedFiles files;
    private final SealedPapers papers;
    private final RequestKeys keys;

    SealsController(Callers callers, SealedFiles files, SealedPapers papers, RequestKeys keys) {
        this.callers = callers;
        this.files = files;
        this.papers = papers;
        this.keys = keys;
    }

    @Schema(description = "A PDF to be sealed.")
    record SealOrder(
            @Schema(example = "附图.pdf", maxLength = Check.LONGEST_CODE, requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String name,

            @Schema(
                    description = "The PDF in base64, of five million bytes at most.",
                    example = "JVBERi0xLjQK",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String content) {}

    @Schema(
            description =
                    "A page that bears the seal of the department, with the file inside; one signature covers both.")
    record SealedBody(
            UUID id,

            @Schema(description = "Whoever has the page verifies it by this at /verify.")
            String verificationCode,

            @Schema(description = "SM3 of the sealed PDF, in hexadecimal.")
            String sm3,

            @Schema(description = "The sealed PDF in base64.")
            String content) {}

    @Operation(
            operationId = "seal",
            summary = "Have a file sealed 用印",
            description =
                    "In a case of the machine's own department that is granted or refused, under a letter to issue for"
                            + " the item and from a post that may use the seal. The file comes back inside a page that bears the"
                            + " seal. The record of the seal names the case. The same Idempotency-Key seals once.")
    @PostMapping("/api/v1/applications/{number}/seals")
    ResponseEntity<SealedBody> seal(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody SealOrder body,
            @AuthenticationPrincipal MachineCaller caller) {
        var check = new Check();
        String once = check.key(key);
        String name = check.text("name", body.name());
        if (name.length() > Check.LONGEST_CODE) {
            check.flaw("name", "api.field.too-long", Check.LONGEST_CODE);
        }
        String content = check.base64("content", body.content());
        check.done();
        CaseView view = callers.open(caller, number);
        callers.mustBeItsOwn(caller, view);
        var enclosed = new Enclosure(name, Base64.getDecoder().decode(content));
        keys.bind(caller.machine(), once, List.of("seal", number, name, enclosed.sm3()));
        UUID id = UUID.nameUUIDFromBytes(("seal:" + caller.getName() + ":" + once).getBytes(UTF_8));
        StoredPaper sealed = files.seal(id, view.file(), view.item(), callers.officer(caller), enclosed);
        return ResponseEntity.status(HttpStatus.CREATED).body(body(sealed));
    }

    @Operation(operationId = "sealed", summary = "A file that was sealed in this case, once more")
    @GetMapping("/api/v1/applications/{number}/seals/{id}")
    SealedBody sealed(
            @PathVariable String number, @PathVariable UUID id, @AuthenticationPrincipal MachineCaller caller) {
        CaseView view = callers.open(caller, number);
        callers.mustBeItsOwn(caller, view);
        return files.find(view.file(), id)
                .map(this::body)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private SealedBody body(StoredPaper sealed) {
        byte[] pdf = papers.read(sealed.region(), sealed.id())
                .orElseThrow(() -> new IllegalStateException("No file of paper " + sealed.id()));
        return new SealedBody(
                sealed.id(),
                sealed.code().value(),
                sealed.sm3(),
                Base64.getEncoder().encodeToString(pdf));
    }
}
