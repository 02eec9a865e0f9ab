package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.DefectNotice;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.ProgressDesk;
import org.yimen.application.Uploads;
import org.yimen.application.web.ApplyFlow;
import org.yimen.application.web.CorrectionField;
import org.yimen.application.web.GapsPage;
import org.yimen.application.web.NoticePage;
import org.yimen.application.web.NoticePage.Refused;
import org.yimen.application.web.UploadFlow;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseProofs;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Office;
import org.yimen.document.Qr;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;

/** What the window does on a case for whoever stands there. */
@Controller
@RequestMapping("/desk/cases/{id}")
class WindowController {

    private static final String SUPPLEMENT = "/supplement";
    private static final String GAPS = "/gaps";

    /** Who has just handed in is not asked for his card once more. */
    private static final Duration JUST_NOW = Duration.ofMinutes(30);

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final ApplicationDesk desk;
    private final Catalogue catalogue;
    private final ProgressDesk progress;
    private final CaseProofs proofs;
    private final Presence presence;
    private final UploadFlow uploads;
    private final InstantSource time;
    private final String address;

    WindowController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            ApplicationDesk desk,
            Catalogue catalogue,
            ProgressDesk progress,
            CaseProofs proofs,
            Presence presence,
            UploadFlow uploads,
            InstantSource time,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.desk = desk;
        this.catalogue = catalogue;
        this.progress = progress;
        this.proofs = proofs;
        this.presence = presence;
        this.uploads = uploads;
        this.time = time;
        this.address = address;
    }

    /**
     * What the applicant takes home: number, dates, whom to call, a code that shows how far it is. Whoever has that code rates as
     * he does, so it is printed for who stands there, or has just handed in.
     */
    @GetMapping("/receipt")
    ModelAndView receipt(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        if (!view.file().channel().equals("window")
                || view.file().openedAt().plus(JUST_NOW).isBefore(time.instant())) {
            presence.demand(session, view, "/desk/cases/" + id + "/receipt");
        }
        proofs.demand(view.file());
        String department = view.item().department();
        Office office = catalogue
                .setting()
                .office(department)
                .orElseThrow(() -> new IllegalStateException("No office " + department));
        String link = address + "/progress/t/" + progress.token(view.file().id());
        return Page.show("desk/receipt", new ReceiptPage(officers.frame(clerk, ""), view, office, Qr.svgPath(link)));
    }

    @GetMapping("/supplement")
    ModelAndView supplement(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return asked(clerk, there(clerk, session, id, SUPPLEMENT), UUID.randomUUID(), null);
    }

    /** Takes in one file that the notice asks for, with the day of a paper that bears one. */
    @PostMapping("/supplement/{material}")
    ModelAndView attach(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String material,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable UUID upload,
            @RequestParam MultiValueMap<String, String> form)
            throws IOException {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = there(clerk, session, id, SUPPLEMENT);
        counter.mustNotBeStopped(clerk, id);
        CaseId found = view.file().id();
        List<String> day = NoticePage.sent(material, view, form);
        try {
            Uploads.Whole sent = uploads.sent(found, material, file, upload);
            var _ = desk.attach(found, desk.dossier(found), material, sent.name(), sent.bytes(), day);
            return Page.goTo("/desk/cases/" + id + "/supplement");
        } catch (CaseRuleBroken refusal) {
            return asked(clerk, cases.of(clerk, id), UUID.randomUUID(), new Refused(material, refusal, day));
        } finally {
            uploads.over(found, upload);
        }
    }

    /** Takes in one answer that the notice asks for anew. */
    @PostMapping("/supplement/answer/{question}")
    ModelAndView correct(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String question,
            @RequestParam MultiValueMap<String, String> form) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = there(clerk, session, id, SUPPLEMENT);
        counter.mustNotBeStopped(clerk, id);
        CaseId found = view.file().id();
        try {
            var _ = desk.correct(found, desk.dossier(found), question, CorrectionField.sent(question, view, form));
            return Page.goTo("/desk/cases/" + id + "/supplement");
        } catch (CaseRuleBroken refusal) {
            return asked(clerk, view, UUID.randomUUID(), new Refused(Defect.answer(question), refusal, List.of()));
        }
    }

    /** Hands in for the applicant what came since the notice. */
    @PostMapping("/supplement")
    ModelAndView supply(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam UUID key) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = there(clerk, session, id, SUPPLEMENT);
        counter.mustNotBeStopped(clerk, id);
        DefectNotice notice = Application.asked(view.state()).orElse(null);
        if (notice == null) {
            return Page.goTo("/desk/cases/" + id);
        }
        if (!new NoticePage(view, notice, "", key, null).complete()) {
            return asked(clerk, view, key, Refused.whole("application.supplement.not-there"));
        }
        CaseId file = view.file().id();
        List<String> materials =
                notice.defects().stream().map(Defect::material).distinct().toList();
        var _ = desk.supply(
                file, Actor.officer(clerk.id(), Counters.seat(clerk)), key.toString(), desk.dossier(file), materials);
        return Page.goTo("/desk/cases/" + id + "?done=supply");
    }

    @GetMapping("/gaps")
    ModelAndView gaps(@AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return gaps(clerk, there(clerk, session, id, GAPS), null, null);
    }

    /** 容缺补交: takes in what the applicant promised and hands it in for him. */
    @PostMapping("/gaps/{material}")
    ModelAndView supplyGap(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String material,
            @RequestParam UUID key,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable UUID upload)
            throws IOException {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseId found = there(clerk, session, id, GAPS).file().id();
        counter.mustNotBeStopped(clerk, id);
        try {
            Uploads.Whole sent = uploads.sent(found, material, file, upload);
            ApplyFlow.requireChosen(sent);
            desk.supplyGap(
                    found,
                    Actor.officer(clerk.id(), Counters.seat(clerk)),
                    key.toString(),
                    desk.dossier(found),
                    material,
                    sent.name(),
                    sent.bytes());
            return Page.goTo("/desk/cases/" + id + "?done=" + CasePage.SUPPLY);
        } catch (CaseRuleBroken refusal) {
            return gaps(clerk, cases.of(clerk, id), material, refusal);
        } finally {
            uploads.over(found, upload);
        }
    }

    /** Begins an upload in pieces of what the case waits for, or finds the one that broke off. */
    @PostMapping("/uploads/{material}")
    @ResponseBody
    ResponseEntity<UploadFlow.Answer> upload(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable String material,
            UploadFlow.Announced announced,
            Locale locale) {
        return uploads.beginAwaited(mayTakeIn(staff, session, id), material, announced.file(), locale);
    }

    @PostMapping("/uploads/{material}/{upload}")
    @ResponseBody
    ResponseEntity<UploadFlow.Answer> piece(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable UUID upload,
            @RequestParam long from,
            @RequestParam MultipartFile file,
            Locale locale)
            throws IOException {
        return uploads.pieceAwaited(mayTakeIn(staff, session, id), upload, from, file.getBytes(), locale);
    }

    /** The case, where this clerk may take in what it waits for, on a notice or on a promise, with its applicant there. */
    private CaseId mayTakeIn(StaffMember staff, HttpSession session, UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = there(clerk, session, id, SUPPLEMENT);
        var _ = there(clerk, session, id, GAPS);
        counter.mustNotBeStopped(clerk, id);
        return view.file().id();
    }

    /** What is handed in for the applicant needs himself, or who acts for him, at the window. */
    private CaseView there(Officer clerk, HttpSession session, UUID id, String page) {
        CaseView view = cases.of(clerk, id);
        boolean open = page.equals(GAPS)
                ? !new GapsPage(view, "", id, null, null).missing().isEmpty()
                : Application.asked(view.state()).isPresent();
        if (open) {
            presence.demand(session, view, "/desk/cases/" + id + page);
        }
        return view;
    }

    private ModelAndView gaps(
            Officer clerk, CaseView view, @Nullable String material, @Nullable CaseRuleBroken refusal) {
        String base = "/desk/cases/" + view.file().id().value() + "/gaps";
        var page = new GapsPage(view, base, UUID.randomUUID(), material, refusal);
        if (page.missing().isEmpty()) {
            return Page.goTo("/desk/cases/" + view.file().id().value());
        }
        return Page.show(
                "desk/gaps",
                new GapsAtWindow(officers.frame(clerk, ""), page),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The page of the notice; where the case waits for nothing any more, the case. */
    private ModelAndView asked(Officer clerk, CaseView view, UUID key, @Nullable Refused refused) {
        String of = "/desk/cases/" + view.file().id().value();
        DefectNotice notice = Application.asked(view.state()).orElse(null);
        if (notice == null) {
            return Page.goTo(of);
        }
        var page = new NoticePage(view, notice, of + SUPPLEMENT, key, refused);
        return Page.show(
                "desk/supplement",
                new SupplyPage(officers.frame(clerk, ""), page),
                refused == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
