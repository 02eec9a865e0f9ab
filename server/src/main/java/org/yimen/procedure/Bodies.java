package org.yimen.procedure;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Step;
import org.yimen.identity.Delegations;
import org.yimen.identity.Entities;
import org.yimen.identity.Operator;
import org.yimen.identity.ThirdParties;
import org.yimen.identity.ThirdParty;
import org.yimen.identity.ThirdParty.Kind;
import org.yimen.identity.ThirdParty.Standing;
import org.yimen.platform.CityTime;

/** Which bodies may examine something for a case: admitted, of the trade, and without a part in the matter. */
@Component
class Bodies {

    private final ThirdParties thirdParties;
    private final Entities entities;
    private final Delegations delegations;
    private final InstantSource time;

    Bodies(ThirdParties thirdParties, Entities entities, Delegations delegations, InstantSource time) {
        this.thirdParties = thirdParties;
        this.entities = entities;
        this.delegations = delegations;
        this.time = time;
    }

    /** Whose trade it is. Who acts for applicants as its trade (代办) examines nothing for an office. */
    static Set<Kind> trade(Step step) {
        return switch (step.procedure()) {
            case TESTING, INSPECTION, QUARANTINE -> Set.of(Kind.TESTING);
            case APPRAISAL -> Set.of(Kind.APPRAISAL, Kind.SURVEYING);
            case EXPERT_REVIEW -> Set.of(Kind.APPRAISAL, Kind.SURVEYING, Kind.DESIGN, Kind.TESTING, Kind.OTHER);
            default -> Set.of();
        };
    }

    static boolean isOrdered(Procedure procedure) {
        return switch (procedure) {
            case TESTING, INSPECTION, QUARANTINE, APPRAISAL, EXPERT_REVIEW -> true;
            default -> false;
        };
    }

    /** All of the trade that are entered and not over, each with why it cannot be ordered, if it cannot; by name. */
    List<Engagements.Candidate> candidates(Matter matter, Step step) {
        Set<Kind> trade = trade(step);
        return thirdParties.in(matter.id().region()).stream()
                .filter(body -> trade.contains(body.kind()))
                .filter(body ->
                        body.standingOn(today()) == Standing.ADMITTED || body.standingOn(today()) == Standing.SUSPENDED)
                .map(body ->
                        new Engagements.Candidate(body, barred(matter, body).orElse("")))
                .sorted(Comparator.comparing(each -> each.body().name()))
                .toList();
    }

    /** The message key of why it may not examine anything in this matter today, if it may not. */
    Optional<String> barred(Matter matter, ThirdParty body) {
        if (body.standingOn(today()) != Standing.ADMITTED) {
            return Optional.of("procedure.engagement.not-admitted");
        }
        Set<UUID> parties = Set.copyOf(
                Stream.of(matter.holder(), matter.person()).distinct().toList());
        if (parties.contains(body.entity()) || sharesPeople(matter, body.entity(), parties)) {
            return Optional.of("procedure.engagement.is-applicant");
        }
        boolean acted = parties.stream().anyMatch(party -> delegations.everActed(body.entity(), party));
        return acted ? Optional.of("procedure.engagement.acted") : Optional.empty();
    }

    /** Whoever acts for the body is the applicant, or acts for the firm that is. */
    private boolean sharesPeople(Matter matter, UUID body, Set<UUID> parties) {
        List<UUID> own = people(body);
        List<UUID> others = people(matter.holder());
        return own.stream().anyMatch(person -> parties.contains(person) || others.contains(person));
    }

    /** Who acts for a firm today: they hear of its orders. */
    List<UUID> people(UUID entity) {
        LocalDate today = today();
        return entities.find(entity).stream()
                .flatMap(firm -> firm.operators().stream()
                        .map(Operator::person)
                        .filter(person -> firm.operator(person, today).isPresent()))
                .distinct()
                .toList();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
