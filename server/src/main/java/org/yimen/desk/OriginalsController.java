package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Recusals;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.PlaceWords;
import org.yimen.custody.Act;
import org.yimen.custody.CustodyDesk;
import org.yimen.custody.Original;
import org.yimen.custody.Place;
import org.yimen.custody.Whereabouts;
import org.yimen.desk.HallSheets.Sent;
import org.yimen.identifier.OriginalNumber;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 物料流转: originals change hands by their bar codes. Each page has one field, and a scanner's Enter sends it. */
@Controller
@RequestMapping("/desk/originals")
public class OriginalsController {

    static final String HREF = DeskArea.ORIGINALS.href();

    private static final List<String> DONE =
            List.of("refuse", "take-back", "archive", "doom", "destroy", "spare", "lost", "found", "settle");

    private final Officers officers;
    private final OriginalSheets sheets;
    private final CustodyDesk custody;
    private final Whereabouts whereabouts;
    private final ApplicationDesk cases;
    private final PlaceWords placed;
    private final EventWords events;
    private final StepUp stepUp;
    private final InstantSource time;

    OriginalsController(
            Officers officers,
            OriginalSheets sheets,
            CustodyDesk custody,
            Whereabouts whereabouts,
            ApplicationDesk cases,
            PlaceWords placed,
            EventWords events,
            StepUp stepUp,
            InstantSource time) {
        this.time = time;
        this.officers = officers;
        this.sheets = sheets;
        this.custody = custody;
        this.whereabouts = whereabouts;
        this.cases = cases;
        this.placed = placed;
        this.events = events;
        this.stepUp = stepUp;
    }

    /** Labels as they are printed. */
    public record Labels(DeskFrame frame, String back, List<Original> originals) {
        public Labels {
            originals = List.copyOf(originals);
        }
    }

    /**
     * @param number to look up
     * @param at the place whose originals are listed
     * @param taken how many were confirmed with the last click
     */
    @GetMapping
    ModelAndView list(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "0") int taken) {
        Officer officer = officers.in(DeskArea.ORIGINALS, staff);
        Optional<Original> found =
                OriginalNumber.parse(number).flatMap(each -> whereabouts.byNumber(officer.region(), each));
        if (found.isPresent()) {
            return Page.goTo(HREF + "/" + found.get().id());
        }
        Place place = at.isEmpty()
                ? null
                : whereabouts.places(officer.region()).stream()
                        .filter(each -> each.code().equals(at))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (place != null) {
            mustWatch(officer, place);
        }
        Sent sent = number.isBlank()
                ? Sent.NOTHING
                : Sent.refused(
                        new Typed(new LinkedMultiValueMap<>()),
                        Typed.flaw("desk.originals.unknown", "number"),
                        "number");
        return sheets.area(officer, place, taken, sent);
    }

    /** The other side scans what it has in the hand. */
    @PostMapping("/receive")
    ModelAndView receive(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.ORIGINALS, staff);
        var typed = new Typed(fields);
        try {
            int taken = custody.act(officer, scanned(typed), new Act.Confirm(), typed.id("key"))
                    .size();
            return Page.goTo(HREF + "?taken=" + taken);
        } catch (RuleBroken refusal) {
            return sheets.area(officer, null, 0, Sent.refused(typed, refusal, "numbers"));
        }
    }

    /** @param given how many were handed on with the last click, so that the next scan goes to the same place */
    @GetMapping("/hand-on")
    ModelAndView giving(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "0") int given) {
        return sheets.handOn(officers.in(DeskArea.ORIGINALS, staff), to, given, Sent.NOTHING);
    }

    @PostMapping("/hand-on")
    ModelAndView handOn(
            @AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.ORIGINALS, staff);
        var typed = new Typed(fields);
        try {
            Place to = place(officer, typed.needed("to"));
            int given = custody.act(officer, scanned(typed), new Act.HandOn(to), typed.id("key"))
                    .size();
            return Page.goTo(HREF + "/hand-on?to=" + to.code() + "&given=" + given);
        } catch (RuleBroken refusal) {
            return sheets.handOn(officer, typed.text("to"), 0, Sent.refused(typed, refusal, "numbers"));
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String done) {
        Officer officer = officers.in(DeskArea.ORIGINALS, staff);
        return show(
                officer,
                find(officer, id),
                new Typed(new LinkedMultiValueMap<>()),
                null,
                "",
                DONE.contains(done) ? done : "");
    }

    @GetMapping("/{id}/label")
    ModelAndView label(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.ORIGINALS, staff);
        Original original = find(officer, id);
        return Page.show(
                "desk/original-labels", new Labels(officers.frame(officer, HREF), HREF + "/" + id, List.of(original)));
    }

    @PostMapping("/{id}/refuse")
    ModelAndView refuse(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "refuse",
                "reason",
                typed -> new Act.Refuse(typed.constant("reason", Act.Reason.class), typed.text("note")));
    }

    @PostMapping("/{id}/take-back")
    ModelAndView takeBack(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(staff, id, fields, "take-back", "take-back", _ -> new Act.TakeBack());
    }

    @PostMapping("/{id}/archive")
    ModelAndView archive(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(staff, id, fields, "archive", "shelf", typed -> new Act.Archive(typed.needed("shelf")));
    }

    /** Who holds it wants it destroyed. */
    @PostMapping("/{id}/doom")
    ModelAndView doom(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(staff, id, fields, "doom", "words", typed -> new Act.Doom(typed.needed("words")));
    }

    /** It cannot be brought back: the second one proves once more that it is he. */
    @PostMapping("/{id}/destroy")
    ModelAndView destroy(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return act(staff, id, fields, "destroy", "destroy", _ -> {
            stepUp.demand(request);
            return new Act.Destroy();
        });
    }

    @PostMapping("/{id}/spare")
    ModelAndView spare(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(staff, id, fields, "spare", "spare", typed -> new Act.Spare(typed.needed("spare")));
    }

    @PostMapping("/{id}/lost")
    ModelAndView lost(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(
                staff,
                id,
                fields,
                "lost",
                "lost",
                typed -> new Act.ReportLost(typed.needed("lost"), typed.needed("then")));
    }

    @PostMapping("/{id}/found")
    ModelAndView found(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields) {
        return act(staff, id, fields, "found", "found", _ -> new Act.Find());
    }

    /** What is not found is made good, and its owner reads how. */
    @PostMapping("/{id}/settle")
    ModelAndView settle(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        return act(staff, id, fields, "settle", "settled", typed -> {
            stepUp.demand(request);
            return new Act.SettleLoss(typed.needed("settled"));
        });
    }

    @FunctionalInterface
    private interface Reading {
        Act act(Typed typed);
    }

    private ModelAndView act(
            StaffMember staff,
            UUID id,
            MultiValueMap<String, String> fields,
            String done,
            String field,
            Reading reading) {
        Officer officer = officers.in(DeskArea.ORIGINALS, staff);
        Original original = find(officer, id);
        var typed = new Typed(fields);
        try {
            var _ = custody.act(officer, List.of(original.number()), reading.act(typed), typed.id("key"));
            return Page.goTo(HREF + "/" + id + "?done=" + done);
        } catch (RuleBroken refusal) {
            return show(officer, find(officer, id), typed, refusal, field, "");
        }
    }

    private ModelAndView show(
            Officer officer, Original original, Typed typed, @Nullable RuleBroken refusal, String field, String done) {
        var page = new OriginalPage(
                officers.frame(officer, HREF),
                original,
                whereabouts.history(original),
                whereabouts.places(officer.region()),
                whereabouts.isLate(original),
                opens(officer, original),
                whereabouts.isSecond(officer, original),
                CityTime.day(time.instant()),
                placed,
                events,
                UUID.randomUUID().toString(),
                typed,
                refusal,
                field,
                done);
        return Page.show("desk/original", page, refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private boolean opens(Officer officer, Original original) {
        var file = cases.find(original.caseId());
        return officers.reaches(officer, file.id(), cases.item(file)) && !Recusals.binds(file.state(), officer.id());
    }

    private Original find(Officer officer, UUID id) {
        Original original = whereabouts
                .find(officer.region(), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        mustSee(officer, original);
        return original;
    }

    /** Whom the case concerns, who answers for the paper or sits where it is, and the hall that looks for what is missed. */
    @Guard
    private void mustSee(Officer officer, Original original) {
        boolean here = original.standing().by().equals(officer.id())
                || Place.servedBy(officer).contains(original.standing().at())
                || original.comesTo(officer);
        if (!here && !officer.holdsAny("hall") && !opens(officer, original)) {
            throw new AccessDeniedException("Another department's paper");
        }
    }

    /** What lies at a place is for who sits there, heads it, or looks after all of them. */
    @Guard
    private static void mustWatch(Officer officer, Place place) {
        if (!OriginalSheets.watched(officer, List.of(place)).contains(place)) {
            throw new AccessDeniedException("Another department's papers");
        }
    }

    private Place place(Officer officer, String code) {
        return whereabouts.places(officer.region()).stream()
                .filter(place -> place.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Typed.flaw("platform.sheet.missing", "to"));
    }

    /** One number or several, as a scanner types them one after the other. */
    private static List<OriginalNumber> scanned(Typed typed) {
        return Arrays.stream(typed.needed("numbers").split("[\\s,;，；、]+", -1))
                .filter(text -> !text.isEmpty())
                .map(text ->
                        OriginalNumber.parse(text).orElseThrow(() -> Typed.flaw("desk.originals.misread", "numbers")))
                .toList();
    }
}
