package org.yimen.desk;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Candidate;
import org.yimen.application.CaseView;
import org.yimen.application.HandOvers;
import org.yimen.application.PaperOriginals;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.PlaceWords;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.custody.Act;
import org.yimen.custody.CustodyDesk;
import org.yimen.custody.Original;
import org.yimen.custody.Piece;
import org.yimen.custody.Taker;
import org.yimen.custody.Whereabouts;
import org.yimen.delivery.Proof;
import org.yimen.desk.OriginalsController.Labels;
import org.yimen.identifier.OriginalNumber;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** The paper originals of one case: taken in at the window, labelled, and given back to whom they belong to. */
@Controller
@RequestMapping("/desk/cases/{id}/originals")
public class CaseOriginalsController {

    private static final String SHEETS = "sheets-";
    private static final String OTHER = "other";

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final CustodyDesk custody;
    private final Whereabouts whereabouts;
    private final HandOvers handOvers;
    private final ApplicationDesk desk;
    private final PlaceWords placed;
    private final EventWords events;
    private final InstantSource time;

    CaseOriginalsController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            CustodyDesk custody,
            Whereabouts whereabouts,
            HandOvers handOvers,
            ApplicationDesk desk,
            PlaceWords placed,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.custody = custody;
        this.whereabouts = whereabouts;
        this.handOvers = handOvers;
        this.desk = desk;
        this.placed = placed;
        this.events = events;
        this.time = time;
    }

    @GetMapping
    ModelAndView show(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean done) {
        Officer officer = officers.of(staff, id);
        return Page.show(
                "desk/case-originals",
                page(officer, cases.of(officer, id), new LinkedMultiValueMap<>(), null, "", done));
    }

    /** What lies on the counter: so many sheets of each material, and whatever else. */
    @PostMapping
    ModelAndView takeIn(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        var typed = new Typed(fields);
        try {
            if (!PaperOriginals.isOpen(view.file())) {
                throw Typed.flaw("desk.case-originals.over", SHEETS + OTHER);
            }
            var _ = custody.takeIn(officer, view.file(), pieces(view, typed), typed.id("key"));
            return Page.goTo("/desk/cases/" + id + "/originals?done=true");
        } catch (RuleBroken refusal) {
            return refused(officer, view, fields, refusal, SHEETS + OTHER);
        }
    }

    /** 收件清单 for the applicant. Made to be printed. */
    @GetMapping("/receipt")
    ModelAndView receipt(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        return Page.show("desk/original-receipt", page(officer, view, new LinkedMultiValueMap<>(), null, "", false));
    }

    /** A label for each original that is here. Made to be printed. */
    @GetMapping("/labels")
    ModelAndView labels(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        List<Original> here = whereabouts.ofCase(view.file().id().region(), id).stream()
                .filter(Original::isHere)
                .toList();
        return Page.show(
                "desk/original-labels",
                new Labels(officers.frame(officer, ""), "/desk/cases/" + id + "/originals", here));
    }

    /** 退还: to the applicant, who represents him or his agent, and to nobody else. */
    @PostMapping("/return")
    ModelAndView giveBack(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.of(staff, id);
        CaseView view = cases.of(officer, id);
        var typed = new Typed(fields);
        try {
            counter.mustNotBeStopped(officer, id);
            List<OriginalNumber> numbers = ofCase(view, typed.neededAll("original"));
            Taker taker = taker(officer, view, typed);
            var _ = custody.act(officer, numbers, new Act.GiveBack(taker), typed.id("key"));
            return Page.goTo("/desk/cases/" + id + "/originals?done=true");
        } catch (RuleBroken refusal) {
            return refused(officer, view, fields, refusal, "original");
        }
    }

    private List<OriginalNumber> ofCase(CaseView view, List<String> chosen) {
        List<OriginalNumber> known = whereabouts
                .ofCase(view.file().id().region(), view.file().id().value())
                .stream()
                .map(Original::number)
                .toList();
        List<OriginalNumber> numbers = chosen.stream()
                .flatMap(text -> OriginalNumber.parse(text).stream())
                .toList();
        if (numbers.size() < chosen.size() || !known.containsAll(numbers)) {
            throw Typed.flaw("desk.originals.unknown", "original");
        }
        return numbers;
    }

    private Taker taker(Officer officer, CaseView view, Typed typed) {
        String chosen = typed.needed("to");
        Candidate receiver = candidates(view).stream()
                .filter(each -> each.code().equals(chosen))
                .findFirst()
                .orElseThrow(() -> Typed.flaw("desk.hand-over.gone", "to"));
        boolean matched = counter.matched(officer, view.file().id().value(), receiver);
        if (!matched && !typed.text("looked").equals("yes")) {
            throw Typed.flaw("desk.hand-over.look", "looked");
        }
        return new Taker(receiver.name(), receiver.relation().code(), (matched ? Proof.CARD : Proof.SEEN).code());
    }

    private static List<Piece> pieces(CaseView view, Typed typed) {
        var pieces = new ArrayList<Piece>();
        for (Material material : view.item().materials()) {
            sheets(typed, material.code())
                    .ifPresent(sheets -> pieces.add(new Piece(material.code(), material.name(), sheets)));
        }
        sheets(typed, OTHER).ifPresent(sheets -> pieces.add(new Piece(null, Text.of(typed.needed("what")), sheets)));
        return pieces;
    }

    private static Optional<Integer> sheets(Typed typed, String code) {
        String field = SHEETS + code;
        return typed.maybe(field).map(text -> {
            if (!text.matches("\\d{1,4}")) {
                throw Typed.flaw("desk.case-originals.no-number", field);
            }
            return Integer.parseInt(text);
        });
    }

    private List<Candidate> candidates(CaseView view) {
        return handOvers.candidates(view.file(), desk.applicant(view.file()), CityTime.day(time.instant()));
    }

    private ModelAndView refused(
            Officer officer, CaseView view, MultiValueMap<String, String> fields, RuleBroken refusal, String field) {
        return Page.show(
                "desk/case-originals",
                page(officer, view, fields, refusal, field, false),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private CaseOriginalsPage page(
            Officer officer,
            CaseView view,
            MultiValueMap<String, String> fields,
            @Nullable RuleBroken refusal,
            String field,
            boolean done) {
        UUID id = view.file().id().value();
        List<Candidate> candidates = candidates(view);
        return new CaseOriginalsPage(
                officers.frame(officer, ""),
                view,
                whereabouts.ofCase(view.file().id().region(), id),
                Counters.standsFor(officer, view.item().department()) && PaperOriginals.isOpen(view.file()),
                candidates,
                counter.carded(officer, id, candidates),
                placed,
                events,
                UUID.randomUUID().toString(),
                new Typed(fields),
                refusal,
                field,
                done);
    }
}
