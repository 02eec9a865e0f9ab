package org.yimen.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Citizen;
import org.yimen.identity.Delegation;
import org.yimen.identity.Delegation.Standing;
import org.yimen.identity.Delegations;
import org.yimen.identity.Delegations.Extent;
import org.yimen.identity.Entities;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Masks;
import org.yimen.identity.NameGuesses;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;

/** 委托: who may act for me or my firm, and for whom I may. */
@Controller
public class DelegationController {

    private static final int USUAL_MONTHS = 3;

    private final Visitors visitors;
    private final Delegations delegations;
    private final NameGuesses guesses;
    private final People people;
    private final Entities entities;
    private final Catalogue catalogue;
    private final InstantSource time;

    DelegationController(
            Visitors visitors,
            Delegations delegations,
            NameGuesses guesses,
            People people,
            Entities entities,
            Catalogue catalogue,
            InstantSource time) {
        this.visitors = visitors;
        this.delegations = delegations;
        this.guesses = guesses;
        this.people = people;
        this.entities = entities;
        this.catalogue = catalogue;
        this.time = time;
    }

    /** One delegation as one side reads it. */
    public record Line(Delegation delegation, String other, List<Text> items, Standing standing, boolean open) {
        public Line {
            items = List.copyOf(items);
        }

        /** 给出的 can be taken back; an offer that came in can be taken up. */
        public boolean offered() {
            return standing == Standing.OFFERED;
        }
    }

    /** Both directions. */
    public record DelegationsPage(String own, boolean firm, boolean manages, List<Line> given, List<Line> taken) {
        public DelegationsPage {
            given = List.copyOf(given);
            taken = List.copyOf(taken);
        }
    }

    /** A new one. */
    public record NewPage(boolean firm, List<ItemVersion> items, boolean simulated, FormState form) {
        public NewPage {
            items = List.copyOf(items);
        }
    }

    @GetMapping("/me/delegations")
    ModelAndView list(@AuthenticationPrincipal Citizen citizen) {
        Party party = party(citizen);
        List<Delegation> all = delegations.of(party.id());
        Map<String, Text> names = names();
        return Page.show(
                "portal/delegations",
                new DelegationsPage(
                        party.name(),
                        party.firm(),
                        party.manages(),
                        all.stream()
                                .filter(each -> each.giver().equals(party.id()))
                                .map(each -> line(each, each.taker(), names))
                                .toList(),
                        all.stream()
                                .filter(each -> each.taker().equals(party.id()))
                                .map(each -> line(each, each.giver(), names))
                                .toList()));
    }

    @GetMapping("/me/delegations/new")
    ModelAndView ask(@AuthenticationPrincipal Citizen citizen) {
        Party party = managing(citizen);
        var values = new HashMap<String, String>();
        values.putAll(FormState.parts("from", today()));
        values.putAll(FormState.parts("until", today().plusMonths(USUAL_MONTHS)));
        values.put("scope", "some");
        return form(party, FormState.of(values), HttpStatus.OK);
    }

    @PostMapping("/me/delegations/new")
    ModelAndView give(
            @RequestParam MultiValueMap<String, String> typed,
            @AuthenticationPrincipal Citizen citizen,
            HttpServletRequest request) {
        Party party = managing(citizen);
        FormState form = FormState.typed(typed);
        Optional<LocalDate> from = form.day("from");
        Optional<LocalDate> until = form.day("until");
        Optional<CitizenId> number = CitizenId.parse(form.value("number"));
        Optional<CreditCode> code = CreditCode.parse(form.value("number"));
        Set<String> items = new HashSet<>(form.all("items"));
        items.retainAll(names().keySet());
        boolean all = form.value("scope").equals("all");
        // A person names a person, or a third party by its credit code.
        boolean toThirdParty = !party.firm() && number.isEmpty() && code.isPresent();
        if (!party.firm() && !toThirdParty && form.value("name").isEmpty()) {
            form = form.wrong("name", "portal.delegation.name-missing");
        }
        if ((party.firm() || toThirdParty) ? code.isEmpty() : number.isEmpty()) {
            form = form.wrong(
                    "number", party.firm() ? "portal.delegation.code-wrong" : "portal.delegation.number-wrong");
        }
        if (!all && items.isEmpty()) {
            form = form.wrong("scope", "portal.delegation.items-missing");
        }
        if (from.isEmpty()) {
            form = form.wrong("from", "portal.delegation.day-wrong");
        }
        if (until.isEmpty()) {
            form = form.wrong("until", "portal.delegation.day-wrong");
        }
        if (form.failed()) {
            return form(party, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var extent = new Extent(all ? Set.of() : items, from.orElseThrow(), until.orElseThrow());
        try {
            if (party.firm()) {
                delegations.toFirm(party.id(), citizen.personId(), code.orElseThrow(), extent);
            } else if (toThirdParty) {
                delegations.toThirdParty(party.id(), code.orElseThrow(), extent);
            } else {
                guesses.demand(citizen.personId(), number.orElseThrow(), request.getRemoteAddr());
                delegations.toPerson(party.id(), form.value("name"), number.orElseThrow(), extent);
            }
        } catch (IdentityRuleBroken refusal) {
            boolean days = refusal.code().startsWith("identity.delegation.days")
                    || refusal.code().startsWith("identity.delegation.long");
            return form(party, form.wrong(days ? "until" : "number", refusal), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.goTo("/me/delegations");
    }

    @PostMapping("/me/delegations/{id}/accept")
    ModelAndView accept(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        delegations.accept(id, managing(citizen).id(), citizen.personId());
        return Page.goTo("/me/delegations");
    }

    @PostMapping("/me/delegations/{id}/end")
    ModelAndView end(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        delegations.end(id, managing(citizen).id(), citizen.personId());
        return Page.goTo("/me/delegations");
    }

    /** Whose delegations these are: never those of somebody for whom one only acts. */
    private record Party(UUID id, String name, boolean firm, boolean manages) {}

    private Party party(Citizen citizen) {
        // Also where the name has just ended: then he is led to choose one.
        var _ = visitors.of(citizen);
        UUID entity = citizen.entityId();
        if (entity != null) {
            LegalEntity firm = entities.find(entity).orElseThrow();
            return new Party(entity, firm.name(), true, firm.isRepresentedBy(citizen.personId(), today()));
        }
        Person person = people.find(citizen.personId()).orElseThrow();
        return new Party(person.id(), person.name(), false, true);
    }

    private Party managing(Citizen citizen) {
        Party party = party(citizen);
        if (!party.manages()) {
            throw new AccessDeniedException("Only the legal representative delegates");
        }
        return party;
    }

    private Line line(Delegation delegation, UUID other, Map<String, Text> names) {
        LocalDate today = today();
        boolean firm = switch (delegation.kind()) {
            case FIRM -> true;
            case THIRD_PARTY -> delegation.taker().equals(other);
            case PERSON -> false;
        };
        String name = firm
                ? entities.find(other).map(LegalEntity::name).orElse("—")
                : people.find(other).map(Person::name).map(Masks::name).orElse("—");
        return new Line(
                delegation,
                name,
                delegation.items().stream()
                        .sorted()
                        .map(code -> names.getOrDefault(code, Text.of(code)))
                        .toList(),
                delegation.standingOn(today),
                delegation.openOn(today));
    }

    private ModelAndView form(Party party, FormState form, HttpStatus status) {
        Audience audience = party.firm() ? Audience.ENTITY : Audience.PERSON;
        List<ItemVersion> items = catalogue.published().stream()
                .filter(item -> item.audiences().contains(audience))
                .toList();
        return Page.show("portal/delegate", new NewPage(party.firm(), items, entities.simulated(), form), status);
    }

    private Map<String, Text> names() {
        var names = new HashMap<String, Text>();
        catalogue.published().forEach(item -> names.put(item.code(), item.name()));
        return names;
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
