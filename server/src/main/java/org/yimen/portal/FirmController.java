package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Acting;
import org.yimen.identity.Citizen;
import org.yimen.identity.Entities;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.NameGuesses;
import org.yimen.identity.Operator;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.PersonKnown;
import org.yimen.identity.SessionAccount;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;

/** 企业账户: a firm, its representative and its operators. */
@Controller
public class FirmController {

    private static final int USUAL_YEARS = 1;

    private final Entities entities;
    private final NameGuesses guesses;
    private final People people;
    private final Acting acting;
    private final SessionAccount session;
    private final InstantSource time;

    FirmController(
            Entities entities,
            NameGuesses guesses,
            People people,
            Acting acting,
            SessionAccount session,
            InstantSource time) {
        this.entities = entities;
        this.guesses = guesses;
        this.people = people;
        this.acting = acting;
        this.session = session;
        this.time = time;
    }

    /** Registers a firm. */
    public record NewFirmPage(String representative, boolean simulated, FormState form) {}

    /** One who acts for it, or will. */
    public record Line(Operator operator, String name, String number, boolean now, boolean self) {
        public boolean agent() {
            return operator.role() == Operator.Role.AGENT;
        }
    }

    /** The firm as those who act for it see it. */
    public record FirmPage(
            LegalEntity firm, List<Line> operators, boolean represents, boolean simulated, FormState form) {
        public FirmPage {
            operators = List.copyOf(operators);
        }
    }

    @GetMapping("/me/firms/new")
    ModelAndView ask(@AuthenticationPrincipal Citizen citizen) {
        return register(citizen, FormState.empty(), HttpStatus.OK);
    }

    @PostMapping("/me/firms/new")
    ModelAndView register(
            @RequestParam MultiValueMap<String, String> typed,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletRequest request,
            HttpServletResponse response) {
        FormState form = FormState.typed(typed);
        Optional<CreditCode> code = CreditCode.parse(form.value("code"));
        if (code.isEmpty()) {
            form = form.wrong("code", "portal.firm.code-wrong");
        }
        if (form.value("name").isEmpty()) {
            form = form.wrong("name", "portal.firm.name-missing");
        }
        if (form.failed()) {
            return register(citizen, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        LegalEntity firm;
        try {
            firm = entities.open(code.orElseThrow(), form.value("name"), person(citizen));
        } catch (IdentityRuleBroken refusal) {
            return register(citizen, form.wrong("code", refusal), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (PersonKnown known) {
            return register(citizen, form.wrong("code", "portal.firm.known"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        acting.as(citizen.personId(), firm.id().toString())
                .ifPresent(operator -> session.become(operator, request, response));
        return Page.goTo("/me/firm");
    }

    @GetMapping("/me/firm")
    ModelAndView firm(@AuthenticationPrincipal Citizen citizen) {
        return show(citizen, usual(), HttpStatus.OK);
    }

    /** 指定经办人. */
    @PostMapping("/me/firm/operators")
    ModelAndView name(
            @RequestParam MultiValueMap<String, String> typed,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletRequest request) {
        LegalEntity firm = represented(citizen);
        FormState form = FormState.typed(typed);
        Optional<CitizenId> number = CitizenId.parse(form.value("number"));
        Optional<LocalDate> from = form.day("from");
        Optional<LocalDate> until = form.day("until");
        if (form.value("name").isEmpty()) {
            form = form.wrong("name", "portal.delegation.name-missing");
        }
        if (number.isEmpty()) {
            form = form.wrong("number", "portal.delegation.number-wrong");
        }
        if (from.isEmpty()) {
            form = form.wrong("from", "portal.delegation.day-wrong");
        }
        if (until.isEmpty()) {
            form = form.wrong("until", "portal.delegation.day-wrong");
        }
        if (form.failed()) {
            return show(citizen, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            guesses.demand(citizen.personId(), number.orElseThrow(), request.getRemoteAddr());
            entities.name(
                    firm.id(),
                    citizen.personId(),
                    form.value("name"),
                    number.orElseThrow(),
                    from.orElseThrow(),
                    until.orElseThrow());
        } catch (IdentityRuleBroken refusal) {
            boolean days = refusal.code().equals("identity.operator.days");
            return show(citizen, form.wrong(days ? "until" : "number", refusal), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.goTo("/me/firm");
    }

    @PostMapping("/me/firm/operators/{person}/end")
    ModelAndView dismiss(@PathVariable UUID person, @AuthenticationPrincipal Citizen citizen) {
        entities.dismiss(represented(citizen).id(), citizen.personId(), person);
        return Page.goTo("/me/firm");
    }

    private ModelAndView register(Citizen citizen, FormState form, HttpStatus status) {
        return Page.show(
                "portal/firm-new", new NewFirmPage(person(citizen).name(), entities.simulated(), form), status);
    }

    private ModelAndView show(Citizen citizen, FormState form, HttpStatus status) {
        LegalEntity firm = own(citizen);
        LocalDate today = today();
        boolean represents = firm.isRepresentedBy(citizen.personId(), today);
        List<Line> lines = firm.operators().stream()
                .filter(operator ->
                        operator.until() == null || !operator.until().isBefore(today))
                .map(operator -> line(operator, citizen, today))
                .toList();
        return Page.show("portal/firm", new FirmPage(firm, lines, represents, entities.simulated(), form), status);
    }

    private Line line(Operator operator, Citizen citizen, LocalDate today) {
        Person person = people.find(operator.person()).orElseThrow();
        return new Line(
                operator,
                person.maskedName(),
                person.maskedCitizenId(),
                !operator.from().isAfter(today),
                operator.person().equals(citizen.personId()));
    }

    private FormState usual() {
        var values = new HashMap<String, String>();
        values.putAll(FormState.parts("from", today()));
        values.putAll(FormState.parts("until", today().plusYears(USUAL_YEARS)));
        return FormState.of(values);
    }

    /** The firm that he operates for; of one that only delegated to it, nothing. */
    private LegalEntity own(Citizen citizen) {
        UUID entity = citizen.entityId();
        return Optional.ofNullable(entity)
                .flatMap(entities::find)
                .filter(firm -> firm.operator(citizen.personId(), today()).isPresent())
                .orElseThrow(() -> new AccessDeniedException("Not signed in for a firm"));
    }

    private LegalEntity represented(Citizen citizen) {
        LegalEntity firm = own(citizen);
        if (!firm.isRepresentedBy(citizen.personId(), today())) {
            throw new AccessDeniedException("Only the legal representative names operators");
        }
        return firm;
    }

    private Person person(Citizen citizen) {
        return people.find(citizen.personId()).orElseThrow();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
