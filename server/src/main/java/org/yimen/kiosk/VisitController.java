package org.yimen.kiosk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Beginnings;
import org.yimen.application.BegunAtWindow;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.Entry;
import org.yimen.application.CaseViews;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.ProgressDesk;
import org.yimen.application.Start;
import org.yimen.application.Start.How;
import org.yimen.application.Start.KeyKind;
import org.yimen.application.WindowDrafts;
import org.yimen.application.web.ApplyFlow;
import org.yimen.application.web.BegunPage;
import org.yimen.application.web.Bench;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseProofs;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.catalogue.Office;
import org.yimen.document.Qr;
import org.yimen.form.Autosaved;
import org.yimen.identity.Channel;
import org.yimen.identity.Citizen;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.Station;
import org.yimen.identity.StationVisits;
import org.yimen.identity.Verifications;
import org.yimen.identity.Verifications.VisitCode;
import org.yimen.kiosk.MyPages.CasePage;
import org.yimen.kiosk.MyPages.CodePage;
import org.yimen.kiosk.MyPages.LicencePage;
import org.yimen.kiosk.MyPages.OverviewPage;
import org.yimen.kiosk.MyPages.ReceiptPage;
import org.yimen.kiosk.MyPages.StartPage;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** What somebody has and does here in his own name, until he finishes. */
@Controller
@RequestMapping(Addresses.MINE)
class VisitController {

    /** How he came in, for what is begun here. */
    static final String HOW = "kiosk.how";

    /** Which clerk printed the code with which he came in, if one did. */
    static final String PRINTED_BY = "kiosk.printed-by";

    private static final int MOST_CASES = 20;

    /** What waits for him may be older than what is listed. */
    private static final int LOOKED_UP = 100;

    private static final int MOST_LICENCES = 20;

    private final Applicants applicants;
    private final Drafts drafts;
    private final WindowDrafts begun;
    private final ApplyFlow flow;
    private final ApplicationDesk desk;
    private final CaseViews views;
    private final EventWords events;
    private final Beginnings beginnings;
    private final WorkLists lists;
    private final LicenceDesk licences;
    private final PickUps pickUps;
    private final CaseProofs proofs;
    private final ProgressDesk progress;
    private final Catalogue catalogue;
    private final Verifications verifications;
    private final StationVisits visits;
    private final AuditLog audit;
    private final InstantSource time;
    private final String region;
    private final String address;

    VisitController(
            Applicants applicants,
            Drafts drafts,
            WindowDrafts begun,
            ApplyFlow flow,
            ApplicationDesk desk,
            CaseViews views,
            EventWords events,
            Beginnings beginnings,
            WorkLists lists,
            LicenceDesk licences,
            PickUps pickUps,
            CaseProofs proofs,
            ProgressDesk progress,
            Catalogue catalogue,
            Verifications verifications,
            StationVisits visits,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region}") String region,
            @Value("${yimen.url:http://localhost:8080}") String address) {
        this.applicants = applicants;
        this.drafts = drafts;
        this.begun = begun;
        this.flow = flow;
        this.desk = desk;
        this.views = views;
        this.events = events;
        this.beginnings = beginnings;
        this.lists = lists;
        this.licences = licences;
        this.pickUps = pickUps;
        this.proofs = proofs;
        this.progress = progress;
        this.catalogue = catalogue;
        this.verifications = verifications;
        this.visits = visits;
        this.audit = audit;
        this.time = time;
        this.region = region;
        this.address = address;
    }

    @GetMapping
    ModelAndView overview(@AuthenticationPrincipal Citizen visitor) {
        Applicant applicant = applicants.of(visitor);
        LocalDate today = today();
        List<Summary> cases = lists.ofApplicant(
                region, ApplicationDesk.KIND, applicant.holder(), CityTime.startOf(today.plusDays(1)), LOOKED_UP);
        return Page.show(
                "kiosk/my",
                new OverviewPage(
                        visitor.displayName(),
                        pickUps.of(cases),
                        drafts.of(applicant.holder()).stream()
                                .map(draft -> flow.filling(draft, bench(draft.id())))
                                .toList(),
                        cases.stream()
                                .limit(MOST_CASES)
                                .map(summary -> new OverviewPage.Case(summary, name(summary)))
                                .toList(),
                        held(applicant).stream()
                                .limit(MOST_LICENCES)
                                .map(licence -> new OverviewPage.Held(licence, licence.standingOn(today)))
                                .toList()));
    }

    private List<Licence> held(Applicant applicant) {
        return licences.heldBy(region, applicant.number());
    }

    private Text name(Summary summary) {
        return catalogue
                .version(summary.subject().code(), summary.subject().version())
                .map(ItemVersion::name)
                .orElseGet(() -> Text.of(summary.subject().code()));
    }

    @GetMapping("/cases/{id}")
    ModelAndView file(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor) {
        CaseView view = view(id, visitor);
        return Page.show("kiosk/case", new CasePage(shown(view), licence(view).orElse(null)));
    }

    /** 回执, to be printed: that it was is on record, because it is a paper with a name on it. */
    @GetMapping("/cases/{id}/receipt")
    ModelAndView receipt(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor, HttpServletRequest request) {
        CaseView view = view(id, visitor);
        proofs.demand(view.file());
        CaseId file = view.file().id();
        String link = address + "/progress/t/" + progress.token(file);
        printed(visitor, request, "receipt", file.value());
        return Page.show(
                "kiosk/receipt",
                new ReceiptPage(
                        shown(view),
                        Qr.svgPath(link),
                        beginnings.of(file.region(), file.value()).orElse(null)));
    }

    /** 凭条 of a licence: what it is and how anybody checks it; the sealed file itself stays where it is. */
    @GetMapping("/licences/{id}")
    ModelAndView licence(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor, HttpServletRequest request) {
        Licence licence =
                licences.heldBy(region, id, applicants.of(visitor).number()).orElseThrow(VisitController::notFound);
        printed(visitor, request, "licence", licence.caseId());
        String link = address + "/verify/" + licence.code().value();
        return Page.show("kiosk/licence", new LicencePage(licence, licence.standingOn(today()), Qr.svgPath(link)));
    }

    private void printed(Citizen visitor, HttpServletRequest request, String what, UUID caseId) {
        audit.record(
                region,
                visitor.personId().toString(),
                "kiosk.shown-for-print",
                caseId.toString(),
                Map.of("what", what, "station", station(request).id().toString()));
    }

    /** 到场码, to go on at a window, at home or on the phone without being asked again. */
    @GetMapping("/code")
    ModelAndView ask() {
        return Page.show("kiosk/code", new CodePage(null, null));
    }

    @PostMapping("/code")
    ModelAndView code(HttpSession session, @AuthenticationPrincipal Citizen visitor) {
        UUID printedBy = session.getAttribute(PRINTED_BY) instanceof UUID clerk ? clerk : null;
        VisitCode code =
                verifications.code(visitor.personId(), Channel.KIOSK, printedBy).orElseThrow(VisitController::notFound);
        return Page.show("kiosk/code", new CodePage(code, Qr.svgPath(code.text())));
    }

    @GetMapping("/apply/{item}")
    ModelAndView start(@PathVariable String item, @AuthenticationPrincipal Citizen visitor) {
        ItemVersion version = catalogue.current(item).orElseThrow(VisitController::notFound);
        boolean open = drafts.of(visitor.holder()).stream()
                .anyMatch(draft -> draft.item().equals(item));
        return Page.show(
                "kiosk/start",
                new StartPage(version, open, version.audiences().contains(Audience.PERSON), visitor.displayName()));
    }

    /** Begins a draft, or goes on with the one that is there, wherever it was begun. */
    @PostMapping("/apply/{item}")
    ModelAndView begin(
            @PathVariable String item,
            @RequestParam(required = false) @Nullable UUID key,
            HttpSession session,
            @AuthenticationPrincipal Citizen visitor) {
        Applicant applicant = applicants.of(visitor);
        Dossier draft = drafts.begin(applicant, item, start(session), key == null ? UUID.randomUUID() : key);
        return Page.goTo(bench(draft.id()).base());
    }

    /** Who held the slip that a clerk printed is not known: his card says that it is he. */
    static void mustBeHimself(HttpSession session) {
        if (session.getAttribute(PRINTED_BY) != null) {
            throw new IdentityRuleBroken("kiosk.printed.card");
        }
    }

    private static Start start(HttpSession session) {
        return new Start(KeyKind.CITIZEN_ID, session.getAttribute(HOW) instanceof How how ? how : How.CARD);
    }

    /** 窗口代填: asks before he writes into what a clerk began. */
    @GetMapping("/draft/{id}/begun")
    ModelAndView begun(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor) {
        Dossier draft = drafts.find(id, visitor.holder()).orElseThrow(VisitController::notFound);
        return begun.isAskedAbout(draft)
                ? Page.show("application/begun", new BegunPage(bench(id), drafts.item(draft), UUID.randomUUID()))
                : Page.goTo(bench(id).base());
    }

    @PostMapping("/draft/{id}/begun")
    ModelAndView said(
            @PathVariable UUID id,
            @RequestParam String item,
            @RequestParam String choice,
            @RequestParam UUID key,
            HttpSession session,
            @AuthenticationPrincipal Citizen visitor) {
        Optional<Dossier> draft =
                drafts.find(id, visitor.holder()).filter(each -> each.item().equals(item));
        boolean fresh = choice.equals("fresh");
        if (draft.isEmpty() && !fresh) {
            throw notFound();
        }
        if (fresh) {
            mustBeHimself(session);
        }
        Dossier his = begun.said(draft, fresh, applicants.of(visitor), item, start(session), key);
        return Page.goTo(bench(his.id()).base());
    }

    @ExceptionHandler
    ModelAndView begunAtWindow(BegunAtWindow asked) {
        return Page.goTo(bench(asked.draft()).base() + "/begun");
    }

    @GetMapping("/draft/{id}")
    ModelAndView tasks(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, flow::tasks);
    }

    @GetMapping("/draft/{id}/question/{code}")
    ModelAndView question(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(required = false) @Nullable String rows,
            @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, (draft, bench) -> flow.question(draft, bench, code, from.equals("check"), rows));
    }

    @GetMapping("/draft/{id}/section/{code}")
    ModelAndView section(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(required = false) @Nullable String rows,
            @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, (draft, bench) -> flow.section(draft, bench, code, from.equals("check"), rows));
    }

    @PostMapping("/draft/{id}/section/{code}")
    ModelAndView answers(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, (draft, bench) -> flow.answers(draft, bench, code, form, from.equals("check")));
    }

    /** Saves what a page holds while somebody is typing. */
    @PostMapping("/draft/{id}/answers")
    @ResponseBody
    Autosaved autosave(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Citizen visitor,
            Locale locale) {
        Dossier draft = drafts.find(id, visitor.holder()).map(begun::opened).orElseThrow(VisitController::notFound);
        return flow.autosave(draft, bench(id), form, Words.of(locale));
    }

    @PostMapping("/draft/{id}/question/{code}")
    ModelAndView answer(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, (draft, bench) -> flow.answer(draft, bench, code, form, from.equals("check")));
    }

    /** What is asked for, and where else it can be handed in: a machine has no files of the visitor's. */
    @GetMapping("/draft/{id}/material/{code}")
    ModelAndView material(@PathVariable UUID id, @PathVariable String code, @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, (draft, bench) -> flow.material(draft, bench, code));
    }

    /** What its source did not give cannot be uploaded here: it is asked once more, or given elsewhere. */
    @PostMapping("/draft/{id}/free/again")
    ModelAndView fetchAgain(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, flow::fetchAgain);
    }

    /** 容缺: what may come later is promised here as anywhere. */
    @PostMapping("/draft/{id}/material/{code}/promise")
    ModelAndView promise(
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String by,
            @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, (draft, bench) -> flow.promise(draft, bench, code, by));
    }

    @PostMapping("/draft/{id}/material/{code}/promise/withdraw")
    ModelAndView promiseNothing(
            @PathVariable UUID id, @PathVariable String code, @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, (draft, bench) -> flow.promiseNothing(draft, bench, code));
    }

    @GetMapping("/draft/{id}/commitment")
    ModelAndView commitment(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, flow::commitment);
    }

    /** 告知承诺. */
    @PostMapping("/draft/{id}/commitment")
    ModelAndView commit(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean signs,
            HttpSession session,
            @AuthenticationPrincipal Citizen visitor) {
        mustBeHimself(session);
        return with(id, visitor, (draft, bench) -> flow.commit(draft, bench, signs));
    }

    @GetMapping("/draft/{id}/check")
    ModelAndView check(@PathVariable UUID id, @AuthenticationPrincipal Citizen visitor) {
        return with(id, visitor, flow::check);
    }

    /** A second click finds the draft handed in already, and shows the receipt like the first. */
    @PostMapping("/draft/{id}/submit")
    ModelAndView submit(
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "false") boolean inbox,
            HttpServletRequest request,
            HttpSession session,
            @AuthenticationPrincipal Citizen visitor) {
        mustBeHimself(session);
        String channel = station(request).kind().channel();
        return with(
                id, visitor, (draft, bench) -> flow.submit(draft, bench, actor(visitor), channel, key, inbox, true));
    }

    private ModelAndView with(UUID id, Citizen visitor, BiFunction<Dossier, Bench, ModelAndView> page) {
        Optional<Dossier> draft = drafts.find(id, visitor.holder()).map(begun::opened);
        if (draft.isEmpty() && desk.ofHolder(id, visitor.holder()).isPresent()) {
            return Page.goTo(bench(id).after());
        }
        return page.apply(draft.orElseThrow(VisitController::notFound), bench(id));
    }

    private KioskCase shown(CaseView view) {
        String department = view.item().department();
        Office office = catalogue
                .setting()
                .office(department)
                .orElseThrow(() -> new IllegalStateException("No office " + department));
        return new KioskCase(view, events, office);
    }

    /** To anybody else it is not there. */
    private CaseView view(UUID id, Citizen visitor) {
        CaseId file = desk.ofHolder(id, visitor.holder())
                .orElseThrow(VisitController::notFound)
                .id();
        return views.view(file, actor(visitor));
    }

    private Optional<Licence> licence(CaseView view) {
        return view.publicHistory().stream()
                .map(Entry::licence)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(licence -> licences.find(view.file().id().region(), licence));
    }

    private static Actor actor(Citizen visitor) {
        return Actor.applicant(visitor.holder(), visitor.personId());
    }

    private static Bench bench(UUID id) {
        return new Bench(
                Addresses.MINE + "/draft/" + id,
                Addresses.MINE,
                Addresses.MINE + "/cases/" + id + "/receipt",
                true,
                true);
    }

    private Station station(HttpServletRequest request) {
        return visits.station(request).orElseThrow(() -> new IllegalStateException("a page of no machine"));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
