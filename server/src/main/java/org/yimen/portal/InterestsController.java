package org.yimen.portal;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Parties;
import org.yimen.application.SpecialProcedures;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseProofs;
import org.yimen.catalogue.ItemVersion;
import org.yimen.delivery.Readings;
import org.yimen.identity.Citizen;
import org.yimen.identity.Entities;
import org.yimen.identity.People;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.procedure.Hearing.Entitled;
import org.yimen.procedure.Hearings;

/** 利害关系人: who was told that another's matter directly concerns him reads why, says what he thinks of it and asks to be heard. */
@Controller
@RequestMapping("/me/interests")
class InterestsController {

    /** What he may answer; nothing where he only says what he thinks. */
    private static final Set<String> CHOICES = Set.of("", "requested", "waived");

    private final Visitors visitors;
    private final Parties parties;
    private final SpecialProcedures special;
    private final Hearings hearings;
    private final ApplicationDesk desk;
    private final People people;
    private final Entities entities;
    private final Directory directory;
    private final CaseProofs proofs;
    private final Readings readings;
    private final InstantSource time;
    private final String region;

    InterestsController(
            Visitors visitors,
            Parties parties,
            SpecialProcedures special,
            Hearings hearings,
            ApplicationDesk desk,
            People people,
            Entities entities,
            Directory directory,
            CaseProofs proofs,
            Readings readings,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.parties = parties;
        this.special = special;
        this.hearings = hearings;
        this.desk = desk;
        this.people = people;
        this.entities = entities;
        this.directory = directory;
        this.proofs = proofs;
        this.readings = readings;
        this.time = time;
        this.region = region;
    }

    @GetMapping
    ModelAndView all(@AuthenticationPrincipal Citizen citizen) {
        return Page.show(
                "portal/interests",
                new InterestsPage(told(visitors.of(citizen)).stream()
                        .map(party -> {
                            CaseFile<State> file = file(party);
                            return new InterestsPage.Told(party, desk.item(file).name(), file.number());
                        })
                        .toList()));
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id, @AuthenticationPrincipal Citizen citizen) {
        return page(mine(id, citizen), "", null);
    }

    /** What he has to say, and whether he wants to be heard; his first word on that holds. */
    @PostMapping("/{id}")
    ModelAndView answer(
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String statement,
            @AuthenticationPrincipal Citizen citizen) {
        Entitled party = mine(id, citizen);
        if (!CHOICES.contains(choice)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        try {
            special.answer(
                    party, region, choice.isEmpty() ? null : choice.equals("requested"), statement, citizen.personId());
        } catch (RuleBroken refusal) {
            return page(party, statement, refusal);
        }
        return Page.goTo("/me/interests/" + id);
    }

    /** What was written to him: the paper of his rights, or the copy of the decision. */
    @GetMapping("/{id}/{paper:rights|decision}")
    ResponseEntity<byte[]> paper(
            @PathVariable UUID id, @PathVariable String paper, @AuthenticationPrincipal Citizen citizen) {
        Entitled party = mine(id, citizen);
        CaseFile<State> file = file(party);
        proofs.demand(file);
        UUID holder = visitors.of(citizen).holder();
        return parties.of(file).stream()
                .filter(line -> line.party().id().equals(id) && line.decision() == paper.equals("decision"))
                .findFirst()
                .flatMap(line -> {
                    readings.read(file.id(), line.paper().id(), holder, citizen.personId());
                    return parties.pdf(line)
                            .map(pdf -> SentFile.savedPdf(pdf, line.paper().title() + " " + line.number()));
                })
                .orElseThrow(InterestsController::notFound);
    }

    private ModelAndView page(Entitled party, String typed, @Nullable RuleBroken refusal) {
        CaseFile<State> file = file(party);
        ItemVersion item = desk.item(file);
        return Page.show(
                "portal/interest",
                new InterestPage(
                        party,
                        item.name(),
                        file.number(),
                        file.title(),
                        directory.department(region, item.department()),
                        parties.of(file).stream()
                                .filter(line -> line.party().id().equals(party.id()))
                                .toList(),
                        hearings.find(file.id()).orElse(null),
                        special.isOpen(file),
                        CityTime.day(time.instant()),
                        UUID.randomUUID().toString(),
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** Another's is as little there as one that never was. */
    private Entitled mine(UUID id, Citizen citizen) {
        return told(visitors.of(citizen)).stream()
                .filter(party -> party.id().equals(id))
                .findFirst()
                .orElseThrow(InterestsController::notFound);
    }

    private List<Entitled> told(Visitor visitor) {
        return people
                .find(visitor.holder())
                .map(person -> person.citizenId().value())
                .or(() -> entities.find(visitor.holder())
                        .map(entity -> entity.creditCode().value()))
                .map(number -> parties.toldTo(region, number))
                .orElse(List.of())
                .stream()
                .filter(party -> visitor.covers(file(party).subject().code()))
                .toList();
    }

    private CaseFile<State> file(Entitled party) {
        return desk.find(new CaseId(region, party.caseId()));
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
