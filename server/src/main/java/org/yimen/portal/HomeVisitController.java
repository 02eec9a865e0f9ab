package org.yimen.portal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.hall.Door;
import org.yimen.hall.HallRuleBroken;
import org.yimen.hall.HomeVisit;
import org.yimen.hall.HomeVisits;
import org.yimen.identity.Citizen;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.SpecialGroups;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;

/** 上门服务: whoever belongs to a special group asks to be served at home. */
@Controller
public class HomeVisitController {

    private final Visitors visitors;
    private final HomeVisits visits;
    private final SpecialGroups specials;
    private final People people;
    private final Catalogue catalogue;
    private final String region;

    HomeVisitController(
            Visitors visitors,
            HomeVisits visits,
            SpecialGroups specials,
            People people,
            Catalogue catalogue,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.visits = visits;
        this.specials = specials;
        this.people = people;
        this.catalogue = catalogue;
        this.region = region;
    }

    /**
     * The form, and what was asked for already.
     *
     * @param known true where the address was filled in from the profile
     */
    public record HomeVisitPage(
            boolean special, List<HomeVisit> visits, List<ItemVersion> items, UUID key, FormState form, boolean known) {
        public HomeVisitPage {
            visits = List.copyOf(visits);
            items = List.copyOf(items);
        }
    }

    @GetMapping("/me/home-visit")
    ModelAndView form(@AuthenticationPrincipal Citizen citizen) {
        UUID person = self(citizen);
        String address = people.find(person).map(Person::address).orElse("");
        return page(person, FormState.of(Map.of("address", address)), !address.isBlank(), HttpStatus.OK);
    }

    @GivesFormBack
    @PostMapping("/me/home-visit")
    ModelAndView ask(
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam UUID key,
            @AuthenticationPrincipal Citizen citizen) {
        UUID person = self(citizen);
        FormState form = FormState.typed(typed);
        var day = form.day("from");
        if (day.isEmpty()) {
            form = form.wrong("from", "platform.sheet.date");
        }
        boolean half = List.of("MORNING", "AFTERNOON").contains(form.value("half"));
        if (!half) {
            form = form.wrong("half", "platform.sheet.missing");
        }
        if (form.failed()) {
            return page(person, form, false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String item = form.value("item");
        try {
            visits.ask(
                    region,
                    new HomeVisits.Wish(
                            person,
                            person,
                            catalogue.current(item).map(ItemVersion::code).orElse(null),
                            null,
                            day.orElseThrow(),
                            HomeVisit.Half.valueOf(form.value("half")),
                            form.value("address"),
                            Door.WEB,
                            person,
                            key));
        } catch (HallRuleBroken refusal) {
            String field = refusal.code().equals("hall.home.address") ? "address" : "from";
            return page(person, form.wrong(field, refusal), false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Page.goTo("/me/home-visit");
    }

    @PostMapping("/me/home-visit/{id}/cancel")
    ModelAndView cancel(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        UUID person = self(citizen);
        if (visits.of(region, person).stream().noneMatch(visit -> visit.id().equals(id))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        visits.cancel(region, id, person);
        return Page.goTo("/me/home-visit");
    }

    /** Where somebody lives is his own matter: in another's name there is no such page. */
    private UUID self(Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        if (!HallPanels.self(visitor)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return visitor.holder();
    }

    private ModelAndView page(UUID person, FormState form, boolean known, HttpStatus status) {
        return Page.show(
                "portal/home-visit",
                new HomeVisitPage(
                        specials.priority(person),
                        visits.of(region, person).stream()
                                .filter(HomeVisit::open)
                                .toList(),
                        catalogue.published(),
                        UUID.randomUUID(),
                        form,
                        known),
                status);
    }
}
