package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.Holdings;
import org.yimen.application.Judgments;
import org.yimen.application.Localities;
import org.yimen.application.Parcels;
import org.yimen.application.Recusals;
import org.yimen.application.Saved;
import org.yimen.application.Seconds;
import org.yimen.application.SharedFetches;
import org.yimen.application.Terminations;
import org.yimen.application.Terminations.Proposal;
import org.yimen.application.Waivers;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.OriginalLines;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Cursor;
import org.yimen.catalogue.Deciders;
import org.yimen.desk.CasePage.Place;
import org.yimen.hall.Consults;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Unit;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.procedure.Proceedings;

/** One case on one screen, and everything that may be done to it. */
@Controller
public class CaseController {

    /** What puts the office's seal under a decision, or under what follows from it. */
    private static final Set<String> SEALED = Set.of("grant", "refuse", "consent", "issue");

    /** What nobody does by a form of one click. */
    private static final Set<String> HANDED_OVER = Set.of("deliver", "serve");

    private static final String DECIDE_ANEW = "decide-anew";

    /** What two do, on pages of their own: to end a case, and to enter what was said of its decision. */
    private static final Map<String, String> BY_TWO =
            Map.of("terminate", "/termination", DECIDE_ANEW, "/judgment", "correct", "/correction");

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final ApplicationDesk desk;
    private final EventWords events;
    private final CasePapers papers;
    private final Waivers waivers;
    private final SharedFetches fetches;
    private final Holdings holdings;
    private final Saved saved;
    private final StepUp stepUp;
    private final CaseFeesPanels fees;
    private final Consults consults;
    private final HandOverPanels handOvers;
    private final Parcels parcels;
    private final SupervisedPanels supervised;
    private final Deciders deciders;
    private final Proceedings proceedings;
    private final Arrivals arrivals;
    private final WindowSides atWindow;
    private final OriginalLines originals;
    private final Terminations terminations;
    private final Judgments judgments;
    private final Localities localities;
    private final Directory directory;
    private final WorkLists lists;

    CaseController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            ApplicationDesk desk,
            EventWords events,
            CasePapers papers,
            Waivers waivers,
            SharedFetches fetches,
            Holdings holdings,
            Saved saved,
            StepUp stepUp,
            CaseFeesPanels fees,
            Consults consults,
            HandOverPanels handOvers,
            Parcels parcels,
            SupervisedPanels supervised,
            Deciders deciders,
            Proceedings proceedings,
            Arrivals arrivals,
            WindowSides atWindow,
            OriginalLines originals,
            Terminations terminations,
            Judgments judgments,
            Localities localities,
            Directory directory,
            WorkLists lists) {
        this.lists = lists;
        this.localities = localities;
        this.directory = directory;
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.desk = desk;
        this.events = events;
        this.papers = papers;
        this.waivers = waivers;
        this.fetches = fetches;
        this.holdings = holdings;
        this.saved = saved;
        this.stepUp = stepUp;
        this.fees = fees;
        this.consults = consults;
        this.handOvers = handOvers;
        this.parcels = parcels;
        this.supervised = supervised;
        this.deciders = deciders;
        this.proceedings = proceedings;
        this.arrivals = arrivals;
        this.atWindow = atWindow;
        this.originals = originals;
        this.terminations = terminations;
        this.judgments = judgments;
    }

    @GetMapping("/desk/cases/{id}")
    ModelAndView show(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(defaultValue = "false") boolean moved,
            @RequestParam(defaultValue = "") String card,
            HttpSession session) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.evenKeptOut(officer, id);
        if (Recusals.binds(view.state(), officer.id())) {
            var keptOut = new KeptOutPage(
                    officers.frame(officer, ""),
                    view.file().number(),
                    view.item().name(),
                    "recuse".equals(done));
            return Page.show("desk/kept-out", keptOut);
        }
        List<UUID> inbox = officers.inbox(officer, "", Cursor.START, WorkLists.MOST).stream()
                .filter(entry -> entry.file().kind().equals(ApplicationDesk.KIND))
                .map(entry -> entry.file().id().value())
                .distinct()
                .toList();
        boolean known = done != null && (ActForm.CODES.contains(done) || CasePage.SUPPLY.equals(done));
        var page = new CasePage(
                officers.frame(officer, ""),
                view,
                events,
                newKey(),
                known ? done : null,
                moved,
                Place.of(id, inbox),
                counter.ofCase(officer, view, card.equals("matched")),
                fees.of(officer, view),
                consults.ofCase(officer.region(), id),
                handOvers.of(view),
                supervised.of(officer, view),
                materials(view),
                originals.of(view.file().id()),
                papers.opened(session, officer, view),
                atWindow.of(officer, view),
                seconds(view),
                terminations.of(view.file().id()).stream().anyMatch(Proposal::isOpen),
                judged(view),
                firstInLine(view),
                locality(officer, view));
        return Page.show("desk/case", page);
    }

    /** 数量有限: whose turn it is before this one. */
    private WorkLists.@Nullable Summary firstInLine(CaseView view) {
        return view.file().ahead() == 0
                ? null
                : lists.firstInQueue(view.file().id(), view.file().subject().code())
                        .orElse(null);
    }

    private CasePage.Locality locality(Officer officer, CaseView view) {
        CaseId id = view.file().id();
        boolean may = !directory.areas(id.region()).isEmpty() && localities.mayPlace(officer, view.item());
        return new CasePage.Locality(
                localities
                        .areaOf(id)
                        .flatMap(area -> directory.unit(id.region(), area))
                        .map(Unit::name)
                        .orElse(null),
                may);
    }

    private @Nullable Seconds seconds(CaseView view) {
        // Most items are decided by one: then nobody is looked up.
        return view.item().oversight().secondDecider()
                ? Seconds.of(
                                view.item(),
                                view.state(),
                                deciders.of(view.item()),
                                proceedings.verifiers(view.file().id(), view.item()))
                        .orElse(null)
                : null;
    }

    @GetMapping("/desk/cases/{id}/do/{code}")
    ModelAndView form(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String code,
            HttpSession session) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        if (!ActForm.CODES.contains(code)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (view.choices().stream().noneMatch(choice -> choice.code().equals(code))) {
            // An old page or a bookmark: the case is still there, only further on.
            return Page.goTo("/desk/cases/" + id + "?moved=true");
        }
        if (HANDED_OVER.contains(code)) {
            return handOver(id);
        }
        if (BY_TWO.containsKey(code)) {
            return byTwo(id, code);
        }
        return act(officer, view, ActForm.empty(code, view, officer), newKey(), session, HttpStatus.OK);
    }

    /** Asks for a command; what a rule refuses comes back on the form, with everything that was typed. */
    @GivesFormBack
    @PostMapping("/desk/cases/{id}/do/{code}")
    ModelAndView perform(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam FormKey key,
            @RequestParam long seen,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        if (!ActForm.CODES.contains(code)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (HANDED_OVER.contains(code)) {
            return handOver(id);
        }
        if (BY_TWO.containsKey(code)) {
            return byTwo(id, code);
        }
        ActForm form = ActForm.of(code, view, officer, typed);
        if (!form.errors().isEmpty()) {
            return act(officer, view, form, key.value(), request.getSession(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (view.may(code) && SEALED.contains(code)) {
            // The office's seal goes on: he proves once more that it is he. Whom the rules refuse anyway is not asked.
            stepUp.demand(request);
        }
        try {
            if (Counters.standsFor(officer, view.item().department())) {
                counter.mustNotBeStopped(officer, id);
            }
            ask(view, officers.actor(officer, view.item()), key.value(), seen, form);
        } catch (RuleBroken refusal) {
            return act(
                    officer,
                    cases.of(officer, id),
                    form.refused(refusal),
                    newKey(),
                    request.getSession(),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (code.equals("dispatch")) {
            parcels.book(view.file().id());
        }
        if (code.startsWith("accept") || code.equals("receive")) {
            arrivals.accepted(officer, id);
        }
        return Page.goTo("/desk/cases/" + id + "?done=" + code);
    }

    /** What had been typed when the session ended goes back into the form, and nothing is done by it. */
    @PostMapping("/desk/cases/{id}/do/{code}/kept")
    ModelAndView kept(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> typed,
            HttpSession session) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        if (!ActForm.CODES.contains(code) || HANDED_OVER.contains(code)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (BY_TWO.containsKey(code)) {
            return byTwo(id, code);
        }
        return view.choices().stream().noneMatch(choice -> choice.code().equals(code))
                ? Page.goTo("/desk/cases/" + id + "?moved=true")
                : act(officer, view, ActForm.of(code, view, officer, typed).again(), newKey(), session, HttpStatus.OK);
    }

    @GetMapping("/desk/cases/{id}/papers/{paper}")
    ResponseEntity<byte[]> paper(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID paper,
            HttpSession session) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        return SentFile.shownPdf(papers.itself(session, officer, view, CasePapers.named(view, paper)));
    }

    /** 查阅本. */
    @GetMapping("/desk/cases/{id}/papers/{paper}/copy")
    ResponseEntity<byte[]> copy(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable UUID paper) {
        CaseView view = cases.of(officers.of(staff, id), id);
        return SentFile.shownPdf(papers.copy(view, CasePapers.named(view, paper)));
    }

    /** What was issued, for the window to print and hand out. */
    @GetMapping("/desk/cases/{id}/licence")
    ResponseEntity<byte[]> licence(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, HttpSession session) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        return SentFile.shownPdf(papers.itself(session, officer, view, papers.certified(view)));
    }

    /** 查阅本. */
    @GetMapping("/desk/cases/{id}/licence/copy")
    ResponseEntity<byte[]> licenceCopy(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        CaseView view = cases.of(officers.of(staff, id), id);
        return SentFile.shownPdf(papers.copy(view, papers.certified(view)));
    }

    /** Its own page asks who takes it, and looks at his card. */
    private static ModelAndView handOver(UUID id) {
        return Page.goTo("/desk/cases/" + id + "/hand-over");
    }

    private static ModelAndView byTwo(UUID id, String code) {
        return Page.goTo("/desk/cases/" + id + BY_TWO.get(code));
    }

    /** Only who could be the second one is told that it waits for him. */
    private boolean judged(CaseView view) {
        return view.may(DECIDE_ANEW) && judgments.of(view.file().id()).stream().anyMatch(Judgments.Entered::isOpen);
    }

    private void ask(CaseView view, Actor actor, String key, long seen, ActForm form) {
        CaseId id = view.file().id();
        switch (form.wish()) {
            case ActForm.Wish.Plain(Command command) -> desk.act(id, actor, key, seen, command);
            case ActForm.Wish.Written(var command) -> desk.write(id, actor, key, seen, command);
            case ActForm.Wish.Certificate _ -> desk.issue(id, actor, key, seen);
        }
    }

    private ModelAndView act(
            Officer officer, CaseView view, ActForm form, String key, HttpSession session, HttpStatus status) {
        StepUp.By proof = SEALED.contains(form.code()) ? stepUp.wanted(session).orElse(null) : null;
        return Page.show("desk/act", new ActPage(officers.frame(officer, ""), view, events, form, key, proof), status);
    }

    private CaseMaterials materials(CaseView view) {
        CaseId id = view.file().id();
        return new CaseMaterials(
                waivers.ofCase(id.region(), id.value()),
                fetches.of(id.region(), id.value()),
                holdings.comparisons(view.dossier()),
                holdings.askedAgain(id),
                saved.ofCase(id.region(), id.value()).orElse(null));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
