package org.yimen.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application;
import org.yimen.application.Application.Command.Withdraw;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.DefectNotice;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Beginnings;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.Entry;
import org.yimen.application.CaseViews;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.LimitedNumbers;
import org.yimen.application.NoticeHandOvers;
import org.yimen.application.ProgressDesk;
import org.yimen.application.Uploads;
import org.yimen.application.web.ApplyFlow;
import org.yimen.application.web.CorrectionField;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.FilePage;
import org.yimen.application.web.FileViewer;
import org.yimen.application.web.GapsPage;
import org.yimen.application.web.NoticePage;
import org.yimen.application.web.NoticePage.Refused;
import org.yimen.application.web.OriginalLines;
import org.yimen.application.web.UploadFlow;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseProofs;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Readings;
import org.yimen.document.Qr;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.identity.Citizen;
import org.yimen.insight.Effort;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.platform.web.Words;
import org.yimen.rating.Ratings;

/** A case for its holder, and what he may do with it. To anybody else it is not there. */
@Controller
@RequestMapping("/me/cases/{id}")
class MyCases {

    private static final int LONGEST_REASON = 500;
    private static final String UNSAVED = "unsaved";

    /** What goes into the thread for somebody is written as the office reads it. */
    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private final Visitors visitors;
    private final ApplicationDesk desk;
    private final Beginnings beginnings;
    private final CaseViews views;
    private final EventWords events;
    private final Offers offers;
    private final ProgressDesk progress;
    private final SealedPapers papers;
    private final LicenceDesk licences;
    private final CaseProofs proofs;
    private final Remarks remarks;
    private final Ratings ratings;
    private final FeePanels fees;
    private final Effort efforts;
    private final ResultController results;
    private final ProcedurePanels procedures;
    private final OriginalLines originals;
    private final NoticeHandOvers notices;
    private final Readings readings;
    private final LimitedNumbers numbers;
    private final InstantSource time;
    private final FileViewer viewer;
    private final UploadFlow uploads;
    private final String address;

    MyCases(
            Visitors visitors,
            ApplicationDesk desk,
            Beginnings beginnings,
            CaseViews views,
            EventWords events,
            Offers offers,
            ProgressDesk progress,
            SealedPapers papers,
            LicenceDesk licences,
            CaseProofs proofs,
            Remarks remarks,
            Ratings ratings,
            FeePanels fees,
            Effort efforts,
            ResultController results,
            ProcedurePanels procedures,
            OriginalLines originals,
            NoticeHandOvers notices,
            Readings readings,
            LimitedNumbers numbers,
            InstantSource time,
            FileViewer viewer,
            UploadFlow uploads,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.visitors = visitors;
        this.desk = desk;
        this.beginnings = beginnings;
        this.views = views;
        this.events = events;
        this.offers = offers;
        this.progress = progress;
        this.papers = papers;
        this.licences = licences;
        this.proofs = proofs;
        this.remarks = remarks;
        this.ratings = ratings;
        this.fees = fees;
        this.efforts = efforts;
        this.results = results;
        this.procedures = procedures;
        this.originals = originals;
        this.notices = notices;
        this.readings = readings;
        this.numbers = numbers;
        this.time = time;
        this.viewer = viewer;
        this.uploads = uploads;
        this.address = address;
    }

    @GetMapping
    ModelAndView show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String notice,
            @AuthenticationPrincipal Citizen citizen) {
        CaseFacts facts = facts(id, citizen);
        Licence licence = licence(facts.view()).orElse(null);
        return Page.show(
                "portal/case",
                new CasePage(
                        facts,
                        papers(facts.view()),
                        licence,
                        licence == null ? null : licence.standingOn(CityTime.day(time.instant())),
                        notice.equals(UNSAVED),
                        said(facts.view().file().id()),
                        fees.ofCase(facts.view().file().id()),
                        efforts.of(facts.view().file().id().region(), id).orElse(null),
                        results.panel(facts.view().file()),
                        procedures.of(facts.view()),
                        originals.of(facts.view().file().id()),
                        notices.everything(facts.view().file()),
                        numbers.of(facts.view()).orElse(null)));
    }

    private CasePage.Said said(CaseId id) {
        return new CasePage.Said(
                remarks.unseen(id.region(), id.value()),
                ratings.ofCase(id.region(), id.value()).orElse(null));
    }

    /** The case, with a notice that what was sent for its draft came too late. */
    static String unsaved(UUID id) {
        return "/me/cases/" + id + "?notice=" + UNSAVED;
    }

    @GetMapping("/receipt")
    ModelAndView receipt(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        CaseFacts facts = facts(id, citizen);
        proofs.demand(facts.view().file());
        String link =
                address + "/progress/t/" + progress.token(facts.view().file().id());
        var filled = beginnings.of(facts.view().file().id().region(), id).orElse(null);
        return Page.show("portal/receipt", new ReceiptPage(facts, Qr.svgPath(link), link, filled));
    }

    /** A formal paper, if an event that the applicant may read names it. */
    @GetMapping("/papers/{paper}")
    ResponseEntity<byte[]> paper(
            @PathVariable UUID id, @PathVariable UUID paper, @AuthenticationPrincipal Citizen citizen) {
        CaseView view = facts(id, citizen).view();
        StoredPaper stored = papers(view).stream()
                .filter(each -> each.id().equals(paper))
                .findFirst()
                .orElseThrow(MyCases::notFound);
        proofs.demand(view.file());
        // Whoever acts for a person was promised all but his number (授权 says so): he gets the copy for reading.
        boolean whole =
                visitors.of(citizen).himself() || view.dossier().applicant().entity();
        byte[] pdf = (whole
                        ? papers.read(stored.region(), stored.id())
                        : papers.reading(stored.region(), stored.id(), time.instant()))
                .orElseThrow(MyCases::notFound);
        readings.read(view.file().id(), stored.id(), view.file().applicant(), citizen.personId());
        return SentFile.savedPdf(pdf, stored.title() + " " + stored.number());
    }

    /** 没有收到: what went by post, as the slip says, did not reach him; the office reads it in the thread and owes an answer. */
    @PostMapping("/papers/{paper}/missed")
    ModelAndView missed(
            @PathVariable UUID id,
            @PathVariable UUID paper,
            @RequestParam FormKey key,
            @AuthenticationPrincipal Citizen citizen) {
        CaseView view = facts(id, citizen).view();
        StoredPaper posted = notices.everything(view.file()).stream()
                .filter(line -> line.paper().id().equals(paper) && line.isPosted())
                .map(NoticeHandOvers.Line::paper)
                .findFirst()
                .orElseThrow(MyCases::notFound);
        remarks.missed(
                new Remark.About(
                        view.file().id().region(),
                        id,
                        view.file().number(),
                        view.item().name(),
                        view.file().department(),
                        view.file().applicant(),
                        view.dossier().applicant().person()),
                citizen.personId(),
                key.value(),
                posted.number(),
                CHINESE.say("portal.case.missed-text", posted.title(), posted.number()));
        return Page.goTo("/me/cases/" + id + "/talk");
    }

    /** What the applicant himself handed in. */
    @GetMapping("/files/{file}")
    ResponseEntity<byte[]> file(
            @PathVariable UUID id,
            @PathVariable UUID file,
            @RequestParam(defaultValue = "") String as,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletResponse response) {
        CaseView view = facts(id, citizen).view();
        return viewer.bytes(view.dossier().file(file).orElseThrow(MyCases::notFound), as, response);
    }

    @GetMapping("/files/{file}/view")
    ModelAndView look(
            @PathVariable UUID id,
            @PathVariable UUID file,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletResponse response) {
        CaseView view = facts(id, citizen).view();
        Filed filed = view.dossier().file(file).orElseThrow(MyCases::notFound);
        FileViewer.framing(response);
        String base = "/me/cases/" + id;
        return Page.show("application/file", new FilePage(filed, view.item().name(), base + "/files/" + file, base));
    }

    @GetMapping("/licence")
    ResponseEntity<byte[]> licence(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        CaseView view = facts(id, citizen).view();
        Licence licence = licence(view).orElseThrow(MyCases::notFound);
        proofs.demand(view.file());
        return SentFile.savedPdf(
                licences.file(licence).orElseThrow(MyCases::notFound), licence.type() + " " + licence.number());
    }

    /** 凭证: that what happened in the case is in the log, for whoever wants to check it without us. */
    @GetMapping("/proof")
    ResponseEntity<byte[]> proof(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        CaseView view = facts(id, citizen).view();
        proofs.demand(view.file());
        byte[] json = proofs.receipt(
                        view.file(),
                        view.publicHistory().stream().map(Entry::seq).toList())
                .orElseThrow(MyCases::notFound)
                .getBytes(StandardCharsets.UTF_8);
        return SentFile.saved(json, MediaType.APPLICATION_JSON, view.file().number() + ".json");
    }

    @GetMapping("/withdraw")
    ModelAndView askToWithdraw(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        CaseFacts facts = facts(id, citizen);
        return facts.view().may("withdraw")
                ? Page.show("portal/withdraw", new WithdrawPage(facts, UUID.randomUUID()))
                : Page.goTo("/me/cases/" + id);
    }

    @PostMapping("/withdraw")
    ModelAndView withdraw(
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Citizen citizen) {
        CaseId file = caseId(id, citizen);
        String said = reason.strip();
        desk.act(
                file,
                visitors.of(citizen).actor(),
                key.toString(),
                null,
                new Withdraw(said.length() <= LONGEST_REASON ? said : said.substring(0, LONGEST_REASON)));
        return Page.goTo("/me/cases/" + id);
    }

    @GetMapping("/supplement")
    ModelAndView supplement(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        CaseView view = facts(id, citizen).view();
        return Application.asked(view.state())
                .map(asked -> Page.show("portal/supplement", notice(view, asked, UUID.randomUUID(), null)))
                .orElseGet(() -> Page.goTo("/me/cases/" + id));
    }

    /** Takes in one file that the notice asks for, with the day of a paper that bears one. */
    @PostMapping("/supplement/{material}")
    ModelAndView attach(
            @PathVariable UUID id,
            @PathVariable String material,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable UUID upload,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Citizen citizen)
            throws IOException {
        CaseView view = facts(id, citizen).view();
        CaseId found = view.file().id();
        List<String> day = NoticePage.sent(material, view, form);
        try {
            Uploads.Whole sent = uploads.sent(found, material, file, upload);
            if (day.isEmpty()) {
                ApplyFlow.requireChosen(sent);
            }
            var _ = desk.attach(found, desk.dossier(found), material, sent.name(), sent.bytes(), day);
            return Page.goTo("/me/cases/" + id + "/supplement");
        } catch (CaseRuleBroken refusal) {
            return refused(facts(id, citizen).view(), UUID.randomUUID(), new Refused(material, refusal, day));
        } finally {
            uploads.over(found, upload);
        }
    }

    /** Takes in one answer that the notice asks for anew. */
    @PostMapping("/supplement/answer/{question}")
    ModelAndView correct(
            @PathVariable UUID id,
            @PathVariable String question,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Citizen citizen) {
        CaseView view = facts(id, citizen).view();
        CaseId found = view.file().id();
        try {
            var _ = desk.correct(found, desk.dossier(found), question, CorrectionField.sent(question, view, form));
            return Page.goTo("/me/cases/" + id + "/supplement");
        } catch (CaseRuleBroken refusal) {
            return refused(view, UUID.randomUUID(), new Refused(Defect.answer(question), refusal, List.of()));
        }
    }

    /** Hands in what came since the notice. */
    @PostMapping("/supplement")
    ModelAndView supply(@PathVariable UUID id, @RequestParam UUID key, @AuthenticationPrincipal Citizen citizen) {
        CaseView view = facts(id, citizen).view();
        DefectNotice asked = Application.asked(view.state()).orElse(null);
        if (asked == null) {
            return Page.goTo("/me/cases/" + id);
        }
        CaseId file = view.file().id();
        List<String> materials =
                asked.defects().stream().map(Defect::material).distinct().toList();
        if (!notice(view, asked, key, null).complete()) {
            return refused(view, key, Refused.whole("application.supplement.not-there"));
        }
        desk.supply(file, visitors.of(citizen).actor(), key.toString(), desk.dossier(file), materials);
        return Page.goTo("/me/cases/" + id);
    }

    @GetMapping("/gaps")
    ModelAndView gaps(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return gaps(facts(id, citizen), null, null);
    }

    /** 容缺补交: takes in what was promised and hands it in. */
    @PostMapping("/gaps/{material}")
    ModelAndView supplyGap(
            @PathVariable UUID id,
            @PathVariable String material,
            @RequestParam UUID key,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable UUID upload,
            @AuthenticationPrincipal Citizen citizen)
            throws IOException {
        CaseId found = caseId(id, citizen);
        try {
            Uploads.Whole sent = uploads.sent(found, material, file, upload);
            ApplyFlow.requireChosen(sent);
            desk.supplyGap(
                    found,
                    visitors.of(citizen).actor(),
                    key.toString(),
                    desk.dossier(found),
                    material,
                    sent.name(),
                    sent.bytes());
            return Page.goTo("/me/cases/" + id);
        } catch (CaseRuleBroken refusal) {
            return gaps(facts(id, citizen), material, refusal);
        } finally {
            uploads.over(found, upload);
        }
    }

    /** Begins an upload in pieces of what the case waits for, or finds the one that broke off. */
    @PostMapping("/uploads/{material}")
    @ResponseBody
    ResponseEntity<UploadFlow.Answer> upload(
            @PathVariable UUID id,
            @PathVariable String material,
            UploadFlow.Announced announced,
            @AuthenticationPrincipal Citizen citizen,
            Locale locale) {
        return uploads.beginAwaited(caseId(id, citizen), material, announced.file(), locale);
    }

    @PostMapping("/uploads/{material}/{upload}")
    @ResponseBody
    ResponseEntity<UploadFlow.Answer> piece(
            @PathVariable UUID id,
            @PathVariable UUID upload,
            @RequestParam long from,
            @RequestParam MultipartFile file,
            @AuthenticationPrincipal Citizen citizen,
            Locale locale)
            throws IOException {
        return uploads.pieceAwaited(caseId(id, citizen), upload, from, file.getBytes(), locale);
    }

    private static ModelAndView gaps(CaseFacts facts, @Nullable String material, @Nullable CaseRuleBroken refusal) {
        String base = "/me/cases/" + facts.view().file().id().value();
        var page = new GapsPage(facts.view(), base + "/gaps", UUID.randomUUID(), material, refusal);
        return page.missing().isEmpty()
                ? Page.goTo(base)
                : Page.show("portal/gaps", page, refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView refused(CaseView view, UUID key, Refused refused) {
        DefectNotice asked = Application.asked(view.state()).orElseThrow(refused::refusal);
        return Page.show("portal/supplement", notice(view, asked, key, refused), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static NoticePage notice(CaseView view, DefectNotice asked, UUID key, @Nullable Refused refused) {
        return new NoticePage(view, asked, "/me/cases/" + view.file().id().value() + "/supplement", key, refused);
    }

    private CaseFacts facts(UUID id, Citizen citizen) {
        CaseView view = views.view(caseId(id, citizen), visitors.of(citizen).actor());
        return new CaseFacts(view, events, offers.office(view.item().department()));
    }

    private CaseId caseId(UUID id, Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        return desk.ofHolder(id, visitor.holder())
                .filter(file -> visitor.covers(file.subject().code()))
                .orElseThrow(MyCases::notFound)
                .id();
    }

    private List<StoredPaper> papers(CaseView view) {
        List<UUID> named = view.publicHistory().stream()
                .map(Entry::paper)
                .filter(Objects::nonNull)
                .map(PaperRef::id)
                .toList();
        return papers.ofCase(view.file().id().region(), view.file().id().value()).stream()
                .filter(paper -> named.contains(paper.id()))
                .toList();
    }

    private Optional<Licence> licence(CaseView view) {
        return view.publicHistory().stream()
                .map(Entry::licence)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(licence -> licences.find(view.file().id().region(), licence));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
