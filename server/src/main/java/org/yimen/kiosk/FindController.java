package org.yimen.kiosk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicant;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.Corrections;
import org.yimen.application.ProgressDesk;
import org.yimen.application.web.EventWords;
import org.yimen.casework.CaseFile;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Dictionaries.Theme;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.catalogue.Office;
import org.yimen.document.PaperVerifier;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.document.Verdict;
import org.yimen.document.VerificationCode;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.CardVisits;
import org.yimen.identity.CardVisits.Outcome;
import org.yimen.identity.Citizen;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.Station;
import org.yimen.identity.StationVisits;
import org.yimen.kiosk.ProgressPages.AskPage;
import org.yimen.kiosk.ProgressPages.FoundPage;
import org.yimen.kiosk.VerifyPage.Finding;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.LicenceDesk;
import org.yimen.platform.web.Page;
import org.yimen.search.Finder;

/** What anybody may look up at a machine: what can be applied for, how far a case is, whether a paper is genuine. */
@Controller
class FindController {

    private static final int MOST_HITS = 12;
    private static final int LONGEST_QUERY = 100;
    private static final int LONGEST_NUMBER = 60;
    private static final int TAIL = 4;

    private final Catalogue catalogue;
    private final Finder finder;
    private final ProgressDesk progress;
    private final ApplicationDesk desk;
    private final EventWords events;
    private final LicenceDesk licences;
    private final Corrections corrections;
    private final SealedPapers papers;
    private final PaperVerifier verifier;
    private final CardVisits cards;
    private final People people;
    private final StationVisits visits;

    FindController(
            Catalogue catalogue,
            Finder finder,
            ProgressDesk progress,
            ApplicationDesk desk,
            EventWords events,
            LicenceDesk licences,
            Corrections corrections,
            SealedPapers papers,
            PaperVerifier verifier,
            CardVisits cards,
            People people,
            StationVisits visits) {
        this.catalogue = catalogue;
        this.finder = finder;
        this.progress = progress;
        this.desk = desk;
        this.events = events;
        this.licences = licences;
        this.corrections = corrections;
        this.papers = papers;
        this.verifier = verifier;
        this.cards = cards;
        this.people = people;
        this.visits = visits;
    }

    /** All that a person can apply for, by theme; whatever a firm applies for is looked up by its words. */
    @GetMapping("/kiosk/items")
    ModelAndView items(@RequestParam(name = "q", defaultValue = "") String typed) {
        String query = typed.length() <= LONGEST_QUERY ? typed.strip() : "";
        List<ItemVersion> found = query.isEmpty()
                ? List.of()
                : finder.find(query, MOST_HITS).stream()
                        .flatMap(hit -> catalogue.current(hit.id()).stream())
                        .toList();
        List<ItemVersion> all = catalogue.published().stream()
                .filter(item -> item.audiences().contains(Audience.PERSON))
                .sorted(Comparator.comparing(ItemVersion::code))
                .toList();
        List<ItemsPage.Group> groups = query.isEmpty()
                ? catalogue.setting().dictionaries().themes().stream()
                        .filter(theme -> theme.audiences().contains(Audience.PERSON))
                        .map(theme -> new ItemsPage.Group(theme.code(), theme.name(), under(theme, all)))
                        .filter(group -> !group.items().isEmpty())
                        .toList()
                : List.of();
        return Page.show("kiosk/items", new ItemsPage(query, found, groups));
    }

    private static List<ItemVersion> under(Theme theme, List<ItemVersion> items) {
        return items.stream()
                .filter(item -> item.themes().contains(theme.code()))
                .toList();
    }

    @GetMapping("/kiosk/items/{code}")
    ModelAndView item(@PathVariable String code, @AuthenticationPrincipal @Nullable Citizen visitor) {
        ItemVersion item = catalogue.current(code).orElseThrow(FindController::notFound);
        return Page.show("kiosk/item", new ItemPage(item, office(item), visitor != null));
    }

    @GetMapping("/kiosk/progress")
    ModelAndView ask() {
        return Page.show("kiosk/progress", new AskPage("", null, false));
    }

    @PostMapping("/kiosk/progress")
    ModelAndView answer(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String tail,
            HttpServletRequest request) {
        String typed = number.length() <= LONGEST_NUMBER ? number.strip() : "";
        Optional<CaseNumber> parsed = CaseNumber.parse(typed);
        if (parsed.isEmpty() || tail.strip().length() != TAIL) {
            return refused(typed, "kiosk.progress.wrong", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (progress.ask(parsed.get(), tail.strip(), address(request))) {
            case ProgressDesk.Answer.Found(var view) ->
                Page.goTo("/kiosk/progress/" + progress.askedToken(view.file().id()));
            case ProgressDesk.Answer.Unknown _ ->
                refused(typed, "kiosk.progress.unknown", HttpStatus.UNPROCESSABLE_CONTENT);
            case ProgressDesk.Answer.TooMany _ -> refused("", "kiosk.progress.too-many", HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    private static ModelAndView refused(String number, String key, HttpStatus status) {
        return Page.show("kiosk/progress", new AskPage(number, key, true), status);
    }

    /** A machine is an address of its own: guesses at one lock no other. */
    private String address(HttpServletRequest request) {
        return "station:" + station(request).id();
    }

    @GetMapping("/kiosk/progress/{token}")
    ModelAndView shown(@PathVariable String token) {
        CaseView view = progress.byToken(token).orElseThrow(FindController::notFound);
        return found(token, view, null, HttpStatus.OK);
    }

    private ModelAndView found(String token, CaseView view, @Nullable String refusal, HttpStatus status) {
        return Page.show(
                "kiosk/progress-found",
                new FoundPage(
                        new KioskCase(view, events, office(view.item())),
                        token,
                        cards.reads(),
                        cards.samples(),
                        refusal),
                status);
    }

    /** 人证比对: goes on with this case, for whoever lays the applicant's card; another one stops here. */
    @PostMapping("/kiosk/progress/{token}/card")
    ModelAndView claim(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String card,
            HttpServletRequest request,
            HttpServletResponse response) {
        CaseView view = progress.byToken(token).orElseThrow(FindController::notFound);
        CaseFile<?> file = view.file();
        Applicant applicant = view.dossier().applicant();
        // A firm's case is gone on with at home or at a window, where its operator is known.
        List<Person> expected = applicant.entity()
                ? List.of()
                : people.find(applicant.holder()).stream().toList();
        Outcome outcome = cards.claim(station(request), file.id().value(), card, expected);
        if (outcome instanceof Outcome.Welcome(Citizen visitor, var _)) {
            visits.begin(visitor, request, response);
            return Page.goTo(Addresses.MINE + "/cases/"
                    + desk.find(view.file().id()).id().value());
        }
        visits.end(request, response);
        String key = outcome instanceof Outcome.Refused(String why) ? why : "identity.station.card-other";
        return found(token, view, key, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/kiosk/verify")
    ModelAndView verify(@RequestParam(required = false) @Nullable String code) {
        if (code == null) {
            return Page.show("kiosk/verify", new VerifyPage("", null, null));
        }
        Optional<VerificationCode> parsed = VerificationCode.parse(code);
        return parsed.isEmpty()
                ? Page.show(
                        "kiosk/verify",
                        new VerifyPage(code.length() <= 40 ? code : "", "kiosk.verify.code-wrong", null),
                        HttpStatus.UNPROCESSABLE_CONTENT)
                : Page.show("kiosk/verify", new VerifyPage("", null, find(parsed.get())));
    }

    private Finding find(VerificationCode code) {
        if (licences.verify(code.value()) instanceof LicenceCheck.Genuine genuine) {
            return new Finding.OfLicence(genuine);
        }
        Optional<StoredPaper> paper = papers.byCode(code);
        boolean genuine = paper.flatMap(stored -> papers.read(stored.region(), stored.id()))
                .map(verifier::verify)
                .filter(Verdict.Genuine.class::isInstance)
                .isPresent();
        return paper.isEmpty()
                ? new Finding.Unknown()
                : genuine
                        ? new Finding.OfPaper(
                                paper.get(),
                                corrections
                                        .by(paper.get().region(), paper.get().id())
                                        .orElse(null))
                        : new Finding.Altered();
    }

    private Office office(ItemVersion item) {
        return catalogue
                .setting()
                .office(item.department())
                .orElseThrow(() -> new IllegalStateException("No office " + item.department()));
    }

    private Station station(HttpServletRequest request) {
        return visits.station(request).orElseThrow(() -> new IllegalStateException("a page of no machine"));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
