package org.yimen.api;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Candidate;
import org.yimen.application.CaseView;
import org.yimen.application.HandOvers;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Relation;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.CardChecks;
import org.yimen.identity.CardRead;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.Onlooker;
import org.yimen.identity.People;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Typed;

/**
 * Who took a paper at a window that another system serves. It says who and how he was known; a card counts where its words
 * came with the request and are his, as at a counter of ours.
 */
@Component("apiWindowTakers")
class WindowTakers {

    private static final String CARD = "card";

    private final ApplicationDesk desk;
    private final HandOvers handOvers;
    private final CardChecks cards;
    private final People people;
    private final InstantSource time;

    WindowTakers(ApplicationDesk desk, HandOvers handOvers, CardChecks cards, People people, InstantSource time) {
        this.desk = desk;
        this.handOvers = handOvers;
        this.cards = cards;
        this.people = people;
        this.time = time;
    }

    /** @param card what a reader read; null where a clerk looked at it */
    record Said(Receiver receiver, @Nullable CardRead card) {}

    /** What the request says, or nothing where something of it is wrong. */
    static Optional<Said> read(Check check, Bodies.@Nullable Taker body) {
        if (body == null) {
            check.flaw("receiver", "api.field.missing");
            return Optional.empty();
        }
        String relation =
                check.oneOf("receiver.relation", body.relation(), List.of("holder", "agent", "representative"));
        String name = name(check, "receiver.name", body.name());
        boolean read = check.oneOf("receiver.proof", body.proof(), List.of("seen", CARD))
                .equals(CARD);
        Optional<CardRead> card = read ? card(check, body.card()) : Optional.empty();
        if (!read && body.card() != null) {
            check.flaw("receiver.card", "api.field.card-unread");
        }
        return name.isEmpty() || (read && card.isEmpty())
                ? Optional.empty()
                : Optional.of(new Said(new Receiver(Relation.of(relation), name, Proof.SEEN), card.orElse(null)));
    }

    private static Optional<CardRead> card(Check check, Bodies.@Nullable IdCard body) {
        if (body == null) {
            check.flaw("receiver.card", "api.field.missing");
            return Optional.empty();
        }
        String name = name(check, "receiver.card.name", body.name());
        Optional<CitizenId> number = body.citizenId() == null ? Optional.empty() : CitizenId.parse(body.citizenId());
        if (number.isEmpty()) {
            check.flaw("receiver.card.citizenId", "api.field.citizen-id");
        }
        LocalDate until = null;
        try {
            until = body.until() == null ? null : Typed.day(body.until());
        } catch (DateTimeException _) {
            check.flaw("receiver.card.until", "api.field.card-until");
            return Optional.empty();
        }
        LocalDate last = until;
        return name.isEmpty() ? Optional.empty() : number.map(each -> new CardRead(name, each, last));
    }

    private static String name(Check check, String field, @Nullable String value) {
        String name = check.text(field, value);
        if (name.length() > Receiver.LONGEST_NAME) {
            check.flaw(field, "api.field.too-long", Receiver.LONGEST_NAME);
            return "";
        }
        return name;
    }

    /** Compares the card, if one was read, and refuses while the last one was not the right one. */
    void check(Officer officer, Actor actor, CaseView view, Said said) {
        var id = view.file().id();
        CardRead card = said.card();
        if (card != null) {
            LocalDate today = CityTime.day(time.instant());
            List<Candidate> meant = handOvers.candidates(view.file(), desk.applicant(view.file()), today).stream()
                    .filter(each -> each.relation() == said.receiver().relation()
                            && each.name().equals(said.receiver().name()))
                    .toList();
            if (meant.isEmpty()) {
                throw new CaseRuleBroken("application.hand-over.stranger");
            }
            var by = new Onlooker(officer.id(), officer.name(), actor.post());
            CardChecks.Outcome outcome = cards.compare(
                    id.region(),
                    id.value(),
                    card,
                    people.find(meant.stream().map(Candidate::person).toList()),
                    by);
            switch (outcome) {
                case MATCHED -> {}
                case EXPIRED -> throw new IdentityRuleBroken("identity.card.expired");
                case OTHER_PERSON -> throw new IdentityRuleBroken("identity.card.other-person");
            }
        } else if (cards.stopped(id.region(), id.value())) {
            throw new IdentityRuleBroken("identity.card.stopped");
        }
    }
}
