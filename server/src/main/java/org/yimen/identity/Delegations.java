package org.yimen.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/** 委托: gives, accepts and ends delegations between persons and between legal entities. */
@Service
public class Delegations {

    /** Nobody signs away more than this at once. */
    public static final Period LONGEST = Period.ofYears(3);

    /** The most items that one delegation names; more than these are all. */
    public static final int MOST_ITEMS = 30;

    /** The most that one side has open at a time: nobody showers others with offers. */
    public static final int MOST_OPEN = 50;

    private static final int MOST = 100;

    private final DelegationTable table;
    private final Newcomers newcomers;
    private final Entities entities;
    private final ThirdParties thirdParties;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    Delegations(
            DelegationTable table,
            Newcomers newcomers,
            Entities entities,
            ThirdParties thirdParties,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.table = table;
        this.newcomers = newcomers;
        this.entities = entities;
        this.thirdParties = thirdParties;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** For what and how long. */
    public record Extent(Set<String> items, LocalDate from, LocalDate until) {
        public Extent {
            items = Set.copyOf(items);
        }
    }

    /**
     * Offers a delegation to a person by name and number. Whether he has an account does not show: who has none is entered,
     * and finds the offer once he opens one.
     */
    @Transactional
    public Delegation toPerson(UUID giver, String name, CitizenId number, Extent extent) {
        check(extent);
        Person taker = newcomers.known(name, number);
        if (taker.id().equals(giver)) {
            throw new IdentityRuleBroken("identity.delegation.self");
        }
        return offer(Delegation.Kind.PERSON, giver, taker.id(), extent, giver);
    }

    /** Offers a delegation of one firm to another; only the legal representative does that. */
    @Transactional
    public Delegation toFirm(UUID giver, UUID representative, CreditCode code, Extent extent) {
        check(extent);
        entities.mustRepresent(giver, representative);
        LegalEntity taker =
                entities.find(code).orElseThrow(() -> new IdentityRuleBroken("identity.delegation.firm-unknown"));
        if (taker.id().equals(giver)) {
            throw new IdentityRuleBroken("identity.delegation.self");
        }
        Optional<ThirdParty.Standing> standing = thirdParties.standing(taker.id());
        if (standing.isPresent()) {
            mustBeOpenTo(standing.get(), extent);
        }
        return offer(Delegation.Kind.FIRM, giver, taker.id(), extent, representative);
    }

    /** Offers a delegation of a person to an admitted third party; no other firm acts for people. */
    @Transactional
    public Delegation toThirdParty(UUID giver, CreditCode code, Extent extent) {
        check(extent);
        LegalEntity taker =
                entities.find(code).orElseThrow(() -> new IdentityRuleBroken("identity.delegation.not-admitted"));
        mustBeOpenTo(
                thirdParties
                        .standing(taker.id())
                        .orElseThrow(() -> new IdentityRuleBroken("identity.delegation.not-admitted")),
                extent);
        return offer(Delegation.Kind.THIRD_PARTY, giver, taker.id(), extent, giver);
    }

    /** Whoever acts for others as his profession acts for named things, and only while a department vouches for him. */
    private static void mustBeOpenTo(ThirdParty.Standing standing, Extent extent) {
        if (standing != ThirdParty.Standing.ADMITTED) {
            throw new IdentityRuleBroken("identity.delegation.not-admitted");
        }
        if (extent.items().isEmpty()) {
            throw new IdentityRuleBroken("identity.delegation.third-party-items");
        }
    }

    /** The other side agrees. */
    @Transactional
    public void accept(UUID id, UUID taker, UUID person) {
        Delegation delegation = of(id, taker);
        mustManage(delegation, taker, person);
        if (!delegation.taker().equals(taker)
                || delegation.standingOn(today()) != Delegation.Standing.OFFERED
                || !table.accept(id, person, time.instant())) {
            throw new IdentityRuleBroken("identity.delegation.not-open");
        }
        record(person, "identity.delegation-accepted", delegation);
    }

    /** Either side takes it back, at once; an offer is declined the same way. */
    @Transactional
    public void end(UUID id, UUID party, UUID person) {
        Delegation delegation = of(id, party);
        mustManage(delegation, party, person);
        if (!delegation.openOn(today()) || !table.end(id, person, time.instant())) {
            throw new IdentityRuleBroken("identity.delegation.not-open");
        }
        record(person, "identity.delegation-ended", delegation);
    }

    /** All that this person or firm has given and taken, newest first. */
    public List<Delegation> of(UUID party) {
        return table.of(party, MOST);
    }

    /** True where that firm ever agreed to act for this person or firm, over or not. */
    public boolean everActed(UUID taker, UUID giver) {
        return table.everAccepted(giver, taker);
    }

    List<Delegation> taken(List<UUID> takers, LocalDate on) {
        return takers.isEmpty() ? List.of() : table.taken(takers, on, MOST);
    }

    private Delegation offer(Delegation.Kind kind, UUID giver, UUID taker, Extent extent, UUID by) {
        Instant now = time.instant();
        long open = of(giver).stream()
                .filter(each -> each.giver().equals(giver) && each.openOn(today()))
                .count();
        if (open >= MOST_OPEN) {
            throw new IdentityRuleBroken("identity.delegation.many-open", MOST_OPEN);
        }
        var delegation = new Delegation(
                Uuid7.next(now), kind, giver, taker, extent.items(), extent.from(), extent.until(), now, null, null);
        if (table.insert(delegation, by)) {
            record(by, "identity.delegation-offered", delegation);
        }
        return delegation;
    }

    private void check(Extent extent) {
        if (extent.until().isBefore(extent.from()) || extent.until().isBefore(today())) {
            throw new IdentityRuleBroken("identity.delegation.days");
        }
        if (extent.until().isAfter(extent.from().plus(LONGEST))) {
            throw new IdentityRuleBroken("identity.delegation.long", LONGEST.getYears());
        }
        if (extent.items().size() > MOST_ITEMS) {
            throw new IdentityRuleBroken("identity.delegation.many", MOST_ITEMS);
        }
    }

    private Delegation of(UUID id, UUID party) {
        return table.find(id)
                .filter(each -> each.giver().equals(party) || each.taker().equals(party))
                .orElseThrow(() -> new IdentityRuleBroken("identity.delegation.not-open"));
    }

    private void mustManage(Delegation delegation, UUID party, UUID person) {
        boolean firm = switch (delegation.kind()) {
            case FIRM -> true;
            case THIRD_PARTY -> delegation.taker().equals(party);
            case PERSON -> false;
        };
        if (firm) {
            entities.mustRepresent(party, person);
        } else if (!party.equals(person)) {
            throw new IdentityRuleBroken("identity.delegation.not-yours");
        }
    }

    private void record(UUID by, String kind, Delegation delegation) {
        audit.record(
                home,
                by.toString(),
                kind,
                delegation.id().toString(),
                Map.of(
                        "giver", delegation.giver().toString(),
                        "taker", delegation.taker().toString(),
                        "items",
                                String.join(
                                        " ",
                                        delegation.items().stream().sorted().toList()),
                        "from", delegation.from().toString(),
                        "until", delegation.until().toString()));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
