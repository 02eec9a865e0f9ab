package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.form.Said;
import org.yimen.identity.Access.Field;
import org.yimen.identity.Disclosures;
import org.yimen.identity.Disclosures.Wish;
import org.yimen.identity.Entities;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.Masks;
import org.yimen.identity.Onlooker;
import org.yimen.identity.Operator;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.organisation.Officer;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 查看完整信息, and 人证比对 on a case: each leaves a line that the person himself can read. */
@Controller
public class ShowController {

    private static final String OTHER = "other";

    private static final List<Field> OF_A_CASE = List.of(Field.values());
    private static final List<Field> AT_THE_WINDOW = List.of(Field.NAME, Field.NUMBER, Field.PHONE, Field.ADDRESS);
    private static final List<Field> OF_A_QUESTION = List.of(Field.WORDS);
    private static final Asked ALL_OF_IT = new Asked("", "words", "", "");

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final Disclosures disclosures;
    private final AtTheWindow atTheWindow;
    private final Presence presence;
    private final People people;
    private final Entities entities;
    private final Enquiries enquiries;
    private final Talks talks;
    private final Remarks remarks;
    private final EventWords events;
    private final StepUp stepUp;

    ShowController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            Disclosures disclosures,
            AtTheWindow atTheWindow,
            Presence presence,
            People people,
            Entities entities,
            Enquiries enquiries,
            Talks talks,
            Remarks remarks,
            EventWords events,
            StepUp stepUp) {
        this.enquiries = enquiries;
        this.talks = talks;
        this.remarks = remarks;
        this.events = events;
        this.stepUp = stepUp;
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.disclosures = disclosures;
        this.atTheWindow = atTheWindow;
        this.presence = presence;
        this.people = people;
        this.entities = entities;
    }

    /**
     * Asks what to show and why, or shows it.
     *
     * @param about the number of the case, or empty at a window and of a question
     * @param fields what may be asked for here
     * @param subjects whose data it may be
     * @param shown the value in full, in the one answer that holds it
     */
    public record ShowPage(
            DeskFrame frame,
            String action,
            String back,
            String about,
            List<Field> fields,
            List<Person> subjects,
            Asked asked,
            UUID key,
            @Nullable String shown,
            @Nullable IdentityRuleBroken refusal) {
        public ShowPage {
            fields = List.copyOf(fields);
            subjects = List.copyOf(subjects);
        }

        /** What the way back is called. */
        public String backKey() {
            return fields.equals(OF_A_QUESTION)
                    ? "desk.show.back-question"
                    : about.isEmpty() ? "desk.show.back-window" : "desk.show.back-case";
        }

        /** The field of the form that the refusal is about. */
        public String wrong() {
            return OTHER.equals(asked.reason()) ? "other" : "reason";
        }
    }

    /** What was asked, as sent. */
    public record Asked(String person, String field, String reason, String other) {
        static final Asked NOTHING = new Asked("", "number", "", "");

        String why() {
            return OTHER.equals(reason) ? other : Disclosures.REASONS.contains(reason) ? reason : "";
        }

        public Field what() {
            return Arrays.stream(Field.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(field))
                    .findFirst()
                    .orElse(Field.NUMBER);
        }
    }

    @GetMapping("/desk/cases/{id}/show")
    ModelAndView askOnCase(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        CaseView view = mine(officer, id);
        return page(officer, ofCase(view), Asked.NOTHING, null, null, HttpStatus.OK);
    }

    /** Shows it once, in this answer only: nothing is kept in a cache, and a reload is asked for a reason again. */
    @PostMapping("/desk/cases/{id}/show")
    ModelAndView showOnCase(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String other,
            HttpServletRequest request,
            HttpServletResponse response) {
        Officer officer = officers.of(staff, id);
        CaseView view = mine(officer, id);
        Onlooker by = Counter.onlooker(officer, Counter.post(officer, view));
        return show(officer, ofCase(view), by, key, new Asked(person, field, reason, other.strip()), request, response);
    }

    @GetMapping("/desk/intake/of/{holder}/show")
    ModelAndView askAtWindow(
            @AuthenticationPrincipal StaffMember staff, HttpSession session, @PathVariable UUID holder) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return page(clerk, atWindow(clerk, session, holder), Asked.NOTHING, null, null, HttpStatus.OK);
    }

    @PostMapping("/desk/intake/of/{holder}/show")
    ModelAndView showAtWindow(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID holder,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String other,
            HttpServletRequest request,
            HttpServletResponse response) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        Onlooker by = Counter.atWindow(clerk);
        Asked asked = new Asked(person, field, reason, other.strip());
        return show(clerk, atWindow(clerk, session, holder), by, key, asked, request, response);
    }

    @GetMapping("/desk/enquiries/{id}/show")
    ModelAndView askOnQuestion(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.TALK, staff);
        return page(officer, ofQuestion(officer, id), ALL_OF_IT, null, null, HttpStatus.OK);
    }

    @PostMapping("/desk/enquiries/{id}/show")
    ModelAndView showOnQuestion(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String other,
            HttpServletRequest request,
            HttpServletResponse response) {
        Officer officer = officers.in(DeskArea.TALK, staff);
        Asked asked = new Asked("", ALL_OF_IT.field(), reason, other.strip());
        return show(officer, ofQuestion(officer, id), Counter.onlooker(officer), key, asked, request, response);
    }

    /** Whoever may read a question; one that was taken down from nobody known holds no number. */
    private Place ofQuestion(Officer officer, UUID id) {
        return enquiries
                .find(officer.region(), id)
                .filter(enquiry -> talks.mayRead(officer, enquiry))
                .flatMap(enquiry -> Optional.ofNullable(enquiry.person())
                        .flatMap(people::find)
                        .map(person -> new Place(
                                "/desk/enquiries/" + id + "/show",
                                "/desk/enquiries/" + id,
                                "",
                                OF_A_QUESTION,
                                null,
                                List.of(person),
                                "",
                                enquiry.question())))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Compares the card on the reader with those who may stand here for the case. */
    @PostMapping("/desk/cases/{id}/card")
    ModelAndView card(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String card) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        boolean matched = presence.read(clerk, session, view, counter.read(clerk, card));
        return Page.goTo("/desk/cases/" + id + (matched ? "?card=matched" : ""));
    }

    /** 解除拦停: what a wrong card stopped, and what whoever ends the stop answers for. */
    public record ReleasePage(
            DeskFrame frame,
            CaseView view,
            Counter.CaseSide side,
            String reason,
            @Nullable IdentityRuleBroken refusal) {}

    @GetMapping("/desk/cases/{id}/card/release")
    ModelAndView askRelease(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff, id);
        return release(officer, releasing(officer, id), "", null);
    }

    @PostMapping("/desk/cases/{id}/card/release")
    ModelAndView release(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request) {
        Officer officer = officers.of(staff, id);
        CaseView view = releasing(officer, id);
        stepUp.demand(request);
        try {
            counter.release(officer, view, reason);
        } catch (IdentityRuleBroken refusal) {
            return release(officer, view, reason, refusal);
        }
        return Page.goTo("/desk/cases/" + id);
    }

    private CaseView releasing(Officer officer, UUID id) {
        CaseView view = cases.of(officer, id);
        if (!counter.mayRelease(officer, view)) {
            throw new AccessDeniedException("Whoever is responsible for the case ends its stop");
        }
        return view;
    }

    private ModelAndView release(Officer officer, CaseView view, String reason, @Nullable IdentityRuleBroken refusal) {
        return Page.show(
                "desk/card-release",
                new ReleasePage(
                        officers.frame(officer, ""), view, counter.ofCase(officer, view, false), reason, refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Where somebody asks: the case or the window, and who is there. */
    private record Place(
            String action,
            String back,
            String about,
            List<Field> fields,
            @Nullable UUID caseId,
            List<Person> subjects,
            String answers,
            String words) {}

    private Place ofCase(CaseView view) {
        UUID id = view.file().id().value();
        return new Place(
                "/desk/cases/" + id + "/show",
                "/desk/cases/" + id,
                view.file().number(),
                OF_A_CASE,
                id,
                counter.expected(view.dossier().applicant()),
                answers(view),
                words(view));
    }

    /** What the pages of the case mask of what was written, on it and about it. */
    private String words(CaseView view) {
        Stream<String> remarked = remarks
                .of(view.file().id().region(), view.file().id().value())
                .stream()
                .map(Remark::text);
        Stream<String> said = view.history().stream().flatMap(entry -> Stream.ofNullable(events.detail(entry)));
        return Stream.concat(remarked, said)
                .filter(text -> !Masks.words(text).equals(text))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** What the page of the case masks of the answers, line by line. */
    private static String answers(CaseView view) {
        var given = view.dossier().answers();
        Words words = Words.of(Locale.CHINESE);
        return view.item().form().questions().stream()
                .filter(question -> !given.all(question.code()).isEmpty())
                .filter(question -> !Masks.words(Said.masked(question, given.all(question.code()), words))
                        .equals(Said.of(question, given.all(question.code()), words)))
                .map(question -> question.label().zh() + "：" + Said.of(question, given.all(question.code()), words))
                .collect(Collectors.joining("\n"));
    }

    private Place atWindow(Officer clerk, HttpSession session, UUID holder) {
        if (!atTheWindow.holds(session, holder)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        cases.mustBeFreeOf(clerk, holder);
        List<UUID> ids = entities.find(holder)
                .map(firm -> firm.operators().stream()
                        .map(Operator::person)
                        .distinct()
                        .toList())
                .orElse(List.of(holder));
        return new Place(
                "/desk/intake/of/" + holder + "/show",
                "/desk/intake/of/" + holder,
                "",
                AT_THE_WINDOW,
                null,
                people.find(ids),
                "",
                "");
    }

    private CaseView mine(Officer officer, UUID id) {
        CaseView view = cases.of(officer, id);
        if (!counter.mayShow(officer, view)) {
            throw new AccessDeniedException("The case waits for another post");
        }
        return view;
    }

    private ModelAndView show(
            Officer officer,
            Place place,
            Onlooker by,
            UUID key,
            Asked asked,
            HttpServletRequest request,
            HttpServletResponse response) {
        Person person = place.subjects().stream()
                .filter(each ->
                        place.subjects().size() == 1 || each.id().toString().equals(asked.person()))
                .findFirst()
                .orElse(null);
        if (!place.fields().contains(asked.what())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (person == null) {
            var refusal = new IdentityRuleBroken("desk.show.person-missing");
            return page(officer, place, asked, null, refusal, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            if (!asked.why().isEmpty()) {
                stepUp.demand(request);
            }
            String value = disclosures.show(new Wish(
                    key,
                    officer.region(),
                    person.id(),
                    asked.what(),
                    asked.why(),
                    place.caseId(),
                    by,
                    asked.what() == Field.WORDS ? place.words() : place.answers()));
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return page(officer, place, asked, value, null, HttpStatus.OK);
        } catch (IdentityRuleBroken refusal) {
            return page(officer, place, asked, null, refusal, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(
            Officer officer,
            Place place,
            Asked asked,
            @Nullable String shown,
            @Nullable IdentityRuleBroken refusal,
            HttpStatus status) {
        var page = new ShowPage(
                officers.frame(officer, ""),
                place.action(),
                place.back(),
                place.about(),
                place.fields(),
                place.subjects(),
                asked,
                UUID.randomUUID(),
                shown,
                refusal);
        return Page.show("desk/show", page, status);
    }
}
