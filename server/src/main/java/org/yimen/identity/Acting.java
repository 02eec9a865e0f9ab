package org.yimen.identity;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.platform.CityTime;

/** In whose name a person may act: his own, his firms', and of those who have delegated to him or to a firm of his. */
@Service
public class Acting {

    /**
     * One name in which he may act.
     *
     * @param entityId the firm that he operates for, or null
     * @param principalId who has delegated, or null
     * @param name of whose matters they are, as screens show it
     * @param firm true where they are a firm's
     * @param by the delegations that allow it; empty where none is needed
     */
    public record Part(
            @Nullable UUID entityId, @Nullable UUID principalId, String name, boolean firm, List<Delegation> by) {

        public Part {
            by = List.copyOf(by);
        }

        /** True where this item belongs to what he may do and see in that name. */
        public boolean covers(String item) {
            return by.isEmpty() || by.stream().anyMatch(each -> each.covers(item));
        }

        /** True where nothing is left out. */
        public boolean coversAll() {
            return by.isEmpty() || by.stream().anyMatch(each -> each.items().isEmpty());
        }

        /** What a form sends to choose it. */
        public String code() {
            return Objects.toString(entityId, "self") + (principalId == null ? "" : "~" + principalId);
        }

        /** 代: what the head of every page says. */
        String displayName() {
            return principalId == null ? name : "代 " + name;
        }
    }

    private final People people;
    private final Entities entities;
    private final Delegations delegations;
    private final ThirdParties thirdParties;
    private final InstantSource time;

    Acting(People people, Entities entities, Delegations delegations, ThirdParties thirdParties, InstantSource time) {
        this.people = people;
        this.entities = entities;
        this.delegations = delegations;
        this.thirdParties = thirdParties;
        this.time = time;
    }

    /** All parts that he may play now, his own first. */
    public List<Part> partsOf(UUID personId) {
        Person person = people.find(personId).orElseThrow(() -> new IllegalStateException("no person " + personId));
        LocalDate today = CityTime.day(time.instant());
        var parts = new ArrayList<Part>();
        parts.add(self(person));
        byGiver(personId, today)
                .forEach((giver, by) -> people.find(giver)
                        .ifPresent(principal -> parts.add(new Part(null, giver, principal.maskedName(), false, by))));
        for (LegalEntity firm : entities.operatedBy(personId, today)) {
            parts.add(new Part(firm.id(), null, firm.name(), true, List.of()));
            // A third party acts for others only while a department vouches for it: asked now, so that it ends at once.
            boolean mayForOthers = thirdParties
                    .standing(firm.id())
                    .map(standing -> standing == ThirdParty.Standing.ADMITTED)
                    .orElse(true);
            if (mayForOthers) {
                byGiver(firm.id(), today).forEach((giver, by) -> parts.addAll(clients(firm, giver, by)));
            }
        }
        return List.copyOf(parts);
    }

    /** True where he may act in this name for this item today: by a delegation to him, or to a firm that he operates for. */
    public boolean actsFor(UUID personId, UUID principal, String item) {
        return partsOf(personId).stream().anyMatch(part -> principal.equals(part.principalId()) && part.covers(item));
    }

    /** The part in which somebody is signed in, if he may still play it. */
    public Optional<Part> current(Citizen citizen) {
        if (citizen.holder().equals(citizen.personId())) {
            return people.find(citizen.personId()).map(Acting::self);
        }
        return partsOf(citizen.personId()).stream()
                .filter(part -> Objects.equals(part.entityId(), citizen.entityId())
                        && Objects.equals(part.principalId(), citizen.principalId()))
                .findFirst();
    }

    /** The same person in the part with this code, if he may play it. */
    public Optional<Citizen> as(UUID personId, String code) {
        return partsOf(personId).stream()
                .filter(part -> part.code().equals(code))
                .map(part -> new Citizen(personId, part.entityId(), part.principalId(), part.displayName()))
                .findFirst();
    }

    private List<Part> clients(LegalEntity firm, UUID giver, List<Delegation> by) {
        Optional<Part> client = by.getFirst().kind() == Delegation.Kind.THIRD_PARTY
                ? people.find(giver).map(person -> new Part(firm.id(), giver, person.maskedName(), false, by))
                : entities.find(giver).map(other -> new Part(firm.id(), giver, other.name(), true, by));
        return client.stream().toList();
    }

    private static Part self(Person person) {
        return new Part(null, null, person.maskedName(), false, List.of());
    }

    private Map<UUID, List<Delegation>> byGiver(UUID taker, LocalDate on) {
        var byGiver = new LinkedHashMap<UUID, List<Delegation>>();
        for (Delegation delegation : delegations.taken(List.of(taker), on)) {
            byGiver.computeIfAbsent(delegation.giver(), _ -> new ArrayList<>()).add(delegation);
        }
        return byGiver;
    }
}
