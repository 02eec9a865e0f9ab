package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Corrections;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseProofs;
import org.yimen.document.PaperVerifier;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.document.Verdict;
import org.yimen.document.VerificationCode;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.LicenceDesk;
import org.yimen.platform.web.Network;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Places;
import org.yimen.portal.VerifyPage.Finding;

/** 核验: anybody may ask whether a paper is genuine, by its code or by the file itself. */
@Controller
class VerifyController {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** A large file takes a processor for a while: one of an address, and others still get theirs. */
    private final Places checks = new Places(AT_ONCE, 1);

    private final LicenceDesk licences;
    private final SealedPapers papers;
    private final PaperVerifier verifier;
    private final ApplicationDesk desk;
    private final Corrections corrections;
    private final CaseProofs proofs;

    VerifyController(
            LicenceDesk licences,
            SealedPapers papers,
            PaperVerifier verifier,
            ApplicationDesk desk,
            Corrections corrections,
            CaseProofs proofs) {
        this.licences = licences;
        this.papers = papers;
        this.verifier = verifier;
        this.desk = desk;
        this.corrections = corrections;
        this.proofs = proofs;
    }

    /** The form; with a code it leads on to what the code says. */
    @GetMapping("/verify")
    ModelAndView ask(@RequestParam(required = false) @Nullable String code) {
        if (code == null) {
            return Page.show("portal/verify", VerifyPage.blank());
        }
        return VerificationCode.parse(code)
                .map(parsed -> Page.goTo("/verify/" + parsed.value()))
                .orElseGet(() -> Page.show(
                        "portal/verify",
                        new VerifyPage(
                                null,
                                code.length() <= 40 ? code : code.substring(0, 40),
                                code.isBlank() ? "portal.verify.code-missing" : "portal.verify.code-wrong",
                                null,
                                null),
                        HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @GetMapping("/verify/{code}")
    ModelAndView byCode(@PathVariable String code) {
        Finding finding = VerificationCode.parse(code)
                .map(this::find)
                .orElseGet(() -> new Finding.Unknown("portal.verify.no-code"));
        Boolean entered = VerificationCode.parse(code).map(this::entered).orElse(null);
        return Page.show("portal/verified", VerifyPage.found(finding, entered));
    }

    /** Whether the log vouches for the case that the paper comes from. */
    private @Nullable Boolean entered(VerificationCode code) {
        return licences.byCode(code.value())
                .map(Licence::caseId)
                .or(() -> papers.byCode(code).map(StoredPaper::caseId))
                .flatMap(desk::submitted)
                .map(proofs::entered)
                .orElse(null);
    }

    @PostMapping("/verify")
    ModelAndView byFile(@RequestParam MultipartFile file, HttpServletRequest request) throws IOException {
        if (file.isEmpty()) {
            return again("portal.verify.file-missing", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String address = Network.of(request.getRemoteAddr());
        if (!checks.enter(address, PATIENCE)) {
            return again("portal.verify.busy", HttpStatus.TOO_MANY_REQUESTS);
        }
        try {
            return Page.show("portal/verified", VerifyPage.found(check(file.getBytes()), null));
        } finally {
            checks.leave(address);
        }
    }

    private static ModelAndView again(String flaw, HttpStatus status) {
        return Page.show("portal/verify", new VerifyPage(null, "", null, flaw, null), status);
    }

    private Finding find(VerificationCode code) {
        if (licences.verify(code.value()) instanceof LicenceCheck.Genuine genuine) {
            return new Finding.OfLicence(genuine, false);
        }
        return papers.byCode(code).map(this::paper).orElseGet(() -> new Finding.Unknown("portal.verify.no-code"));
    }

    /** The stored file is checked as well: a paper that somebody changed in our own store is not genuine either. */
    private Finding paper(StoredPaper paper) {
        Optional<byte[]> file = papers.read(paper.region(), paper.id());
        Verdict verdict = file.map(verifier::verify).orElseGet(() -> new Verdict.Altered("document.verify.content"));
        return switch (verdict) {
            case Verdict.Genuine genuine ->
                new Finding.OfPaper(
                        paper,
                        genuine.seal().name(),
                        desk.submitted(paper.caseId()).map(CaseFile::title).orElse(null),
                        corrections.by(paper.region(), paper.id()).orElse(null));
            case Verdict.Altered(var reason) -> new Finding.Altered(reason);
            case Verdict.NotOurs(var reason) -> new Finding.Altered(reason);
            case Verdict.SealRevokedBefore _ -> new Finding.Altered("document.verify.seal-revoked");
            case Verdict.SealOutsideValidity _ -> new Finding.Altered("document.verify.seal-not-valid");
        };
    }

    private Finding check(byte[] pdf) {
        return switch (licences.verify(pdf)) {
            case LicenceCheck.Genuine genuine -> new Finding.OfLicence(genuine, true);
            case LicenceCheck.NotGenuine(var reason) -> new Finding.Altered(reason);
            case LicenceCheck.Unknown(var reason) ->
                verifier.verify(pdf) instanceof Verdict.Genuine(var seal, var at, var _)
                        ? new Finding.OfSeal(seal.name(), at)
                        : new Finding.Unknown(reason);
        };
    }
}
