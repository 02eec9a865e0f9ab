package org.yimen.application;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.Catalogue;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Handovers;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Relation;
import org.yimen.delivery.Way;
import org.yimen.delivery.Wish;
import org.yimen.delivery.Wishes;
import org.yimen.document.PaperKind;
import org.yimen.identity.Accesses;
import org.yimen.identity.CardChecks;
import org.yimen.identity.Delegation;
import org.yimen.identity.Delegations;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/**
 * 结果送达: writes down, in the transaction of the event, how each paper of a case reached whom it is for, and who took it; only
 * the applicant himself, who represents him, or an agent with authority may.
 */
@Component
public class HandOvers {

    /** Where who stands there applied, and takes what is written at once. */
    private static final String AT_WINDOW = "window";

    /** What is handed over at once where it is written; a decision is served with what comes of it. */
    private static final Set<PaperKind> AT_ONCE =
            Set.of(PaperKind.ACCEPTANCE, PaperKind.DEFECT_NOTICE, PaperKind.NON_ACCEPTANCE);

    private static final Set<PaperKind> ENDS = Set.of(PaperKind.GRANT, PaperKind.REFUSAL);

    /** Who came up at the window stands there for so long. */
    private static final Duration STANDS = Duration.ofMinutes(30);

    private final Handovers handovers;
    private final Wishes wishes;
    private final Mailroom mailroom;
    private final Dossiers dossiers;
    private final Catalogue catalogue;
    private final CardChecks cards;
    private final Accesses accesses;
    private final Delegations delegations;
    private final Entities entities;
    private final People people;
    private final Outbox outbox;
    private final ServiceConsents consents;

    HandOvers(
            Handovers handovers,
            Wishes wishes,
            Mailroom mailroom,
            Dossiers dossiers,
            Catalogue catalogue,
            CardChecks cards,
            Accesses accesses,
            Delegations delegations,
            Entities entities,
            People people,
            Outbox outbox,
            ServiceConsents consents) {
        this.handovers = handovers;
        this.wishes = wishes;
        this.mailroom = mailroom;
        this.dossiers = dossiers;
        this.catalogue = catalogue;
        this.cards = cards;
        this.accesses = accesses;
        this.delegations = delegations;
        this.entities = entities;
        this.people = people;
        this.outbox = outbox;
        this.consents = consents;
    }

    /** What a command about the result leaves behind besides its event. */
    void follow(
            CaseFile<State> next,
            Command command,
            List<Event> events,
            Actor actor,
            Supplier<Applicant> applicant,
            Instant now) {
        Receiver receiver = switch (command) {
            case Command.Deliver deliver -> deliver.receiver();
            case Command.Serve serve -> serve.receiver();
            default -> null;
        };
        for (Event event : events) {
            switch (event) {
                case Event.Delivered(var _, var how, var _) ->
                    served(next, Handover.RESULT, how, receiver, actor, applicant.get(), now);
                case Event.RefusalServed(var _, var how, var _) ->
                    served(next, Handover.REFUSAL, how, receiver, actor, applicant.get(), now);
                case Event.Dispatched(var _, var round) -> send(next, round, applicant.get());
                default -> {}
            }
        }
    }

    private void served(
            CaseFile<State> file,
            String paper,
            String how,
            @Nullable Receiver named,
            Actor actor,
            Applicant applicant,
            Instant now) {
        Way way = Way.of(how);
        Receiver receiver = switch (way) {
            case WINDOW -> atWindow(file, named, actor, applicant, CityTime.day(now));
            case MAIL -> named == null ? new Receiver(Relation.HOLDER, applicant.name(), Proof.COURIER) : named;
            case TERMINAL ->
                new Receiver(Relation.HOLDER, applicant.name(), named == null ? Proof.CARD : named.proof());
            case ONLINE -> online(file, applicant, now);
            case ANNOUNCEMENT -> announced(applicant);
        };
        handovers.record(
                file.id(),
                file.applicant(),
                new Handover(
                        paper,
                        number(file.state()),
                        way,
                        now,
                        receiver,
                        actor.kind(),
                        way == Way.MAIL ? round(file.state()) : null),
                actor);
    }

    /** For whom it hung out; nobody took it. */
    static Receiver announced(Applicant applicant) {
        return new Receiver(Relation.HOLDER, applicant.name(), Proof.ANNOUNCED);
    }

    private static String number(State state) {
        return switch (state) {
            case State.Delivered delivered -> delivered.outcome().number();
            case State.RefusalServed served ->
                // Only a grant can be the law's own, without a paper.
                Objects.requireNonNull(served.decision().paper()).number();
            default -> throw new IllegalStateException("Nothing was served: " + state);
        };
    }

    private static @Nullable Integer round(State state) {
        Flow.Parcel parcel = Application.course(state).flow().parcel();
        return parcel == null ? null : parcel.round();
    }

    /** The card on the reader proves more than eyes do: his own, that this officer has just read. */
    private Receiver atWindow(
            CaseFile<State> file, @Nullable Receiver named, Actor actor, Applicant applicant, LocalDate today) {
        if (named == null) {
            // Somebody had it in his hand: who gave it to him says who that was.
            throw new CaseRuleBroken("application.hand-over.nobody");
        }
        // Mostly it is he who is expected, and nobody else needs to be looked up.
        Candidate first = first(applicant);
        List<Candidate> meant = (first.receiver().equals(named)
                        ? Stream.of(first)
                        : candidates(file, applicant, today).stream())
                .filter(each ->
                        each.relation() == named.relation() && each.name().equals(named.name()))
                .toList();
        if (meant.isEmpty()) {
            throw new CaseRuleBroken("application.hand-over.stranger");
        }
        boolean read = cards.shown(file.id().region(), file.id().value(), actor.id())
                .filter(person -> meant.stream().anyMatch(each -> each.person().equals(person.id())))
                .isPresent();
        return new Receiver(named.relation(), named.name(), read ? Proof.CARD : Proof.SEEN);
    }

    /** Who takes it where nobody says otherwise: himself, or who applied for the firm. */
    public static Receiver usual(Applicant applicant) {
        return first(applicant).receiver();
    }

    private static Candidate first(Applicant applicant) {
        String agent = applicant.agentName();
        return applicant.entity() && agent != null
                ? candidate(applicant.person(), Relation.AGENT, agent)
                : candidate(applicant.holder(), Relation.HOLDER, applicant.name());
    }

    private static Candidate candidate(UUID person, Relation relation, String name) {
        return new Candidate(person, new Receiver(relation, name, Proof.SEEN));
    }

    /** Those to whom the window may hand it over. */
    public List<Candidate> candidates(CaseFile<State> file, Applicant applicant, LocalDate today) {
        var candidates = new ArrayList<Candidate>();
        candidates.add(first(applicant));
        String agent = applicant.agentName();
        if (agent != null) {
            candidates.add(candidate(applicant.person(), Relation.AGENT, agent));
        }
        if (applicant.entity()) {
            entities.find(applicant.holder())
                    .flatMap((LegalEntity entity) -> entity.representative(today))
                    .flatMap(people::find)
                    .map(person -> candidate(person.id(), Relation.REPRESENTATIVE, person.name()))
                    .ifPresent(candidates::add);
        }
        List<UUID> takers = delegations.of(applicant.holder()).stream()
                .filter(each -> each.kind() == Delegation.Kind.PERSON
                        && each.giver().equals(applicant.holder())
                        && each.allows(file.subject().code(), today))
                .map(Delegation::taker)
                .toList();
        for (Person person : people.find(takers)) {
            candidates.add(candidate(person.id(), Relation.AGENT, person.name()));
        }
        return candidates.stream().distinct().toList();
    }

    /**
     * 电子送达: with his consent, and served when it lies in his inbox (行政许可法 art. 33, 民事诉讼法 art. 90); the message and
     * this row stand or fall together.
     */
    private Receiver online(CaseFile<State> file, Applicant applicant, Instant now) {
        if (wish(file, applicant).way() != Way.ONLINE) {
            throw new CaseRuleBroken("application.hand-over.no-consent");
        }
        UUID id = file.id().value();
        outbox.post(Notice.of(
                        file.id().region(),
                        applicant.holder(),
                        applicant.person(),
                        "case:" + id + ":served" + again(file),
                        "application.news.served",
                        List.of(itemName(file), Text.of(file.number())),
                        now)
                .to("/me/cases/" + id)
                .ofCase(id));
        return new Receiver(Relation.HOLDER, applicant.name(), Proof.ACCOUNT);
    }

    /** What is decided anew is served anew. */
    private static String again(CaseFile<State> file) {
        Anew.Again again = Application.filing(file.state()).again();
        return again == null ? "" : ":" + again.judgment().number();
    }

    Text itemName(CaseFile<State> file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .orElseThrow(() -> new IllegalStateException("No such item version: " + file.subject()))
                .name();
    }

    private void send(CaseFile<State> file, int round, Applicant applicant) {
        Wish wish = wish(file, applicant);
        Destination to = wish.destination();
        if (wish.way() != Way.MAIL || to == null) {
            throw new CaseRuleBroken("application.hand-over.no-address");
        }
        var _ = mailroom.order(file.id(), file.number(), file.applicant(), round, to);
    }

    /** How he wants it: as he chose last, else as he answered when he applied. */
    public Wish wish(CaseFile<State> file, Applicant applicant) {
        return chosen(file.id()).orElseGet(() -> answered(file.id(), applicant));
    }

    /** What he chose after he had applied, if he did. */
    Optional<Wish> chosen(CaseId id) {
        return wishes.find(id);
    }

    private Wish answered(CaseId id, Applicant applicant) {
        return dossiers.find(id.region(), id.value())
                .map(dossier -> answered(dossier, applicant))
                .orElse(new Wish(Way.WINDOW, null));
    }

    static Wish answered(Dossier dossier, Applicant applicant) {
        return switch (dossier.answers().one("delivery").orElse("")) {
            case "electronic" -> new Wish(Way.ONLINE, null);
            case "mail" ->
                new Wish(
                        Way.MAIL,
                        dossier.answers()
                                .one("mail-address")
                                .filter(address -> !address.isBlank())
                                .map(address -> new Destination(applicant.name(), applicant.phone(), address))
                                .orElse(null));
            default -> new Wish(Way.WINDOW, null);
        };
    }

    /**
     * A notice reaches who stands at the window when it is printed, and who agreed to it when it lies in his inbox. Anybody else
     * is told by a message that it is there; it is served when somebody prints or posts it ({@link NoticeHandOvers}).
     */
    void written(CaseFile<State> file, PaperKind kind, PaperRef paper, Actor actor, Applicant applicant, Instant now) {
        if (ENDS.contains(kind)) {
            return;
        }
        // What is written later finds him gone home.
        boolean window = file.channel().equals(AT_WINDOW) && AT_ONCE.contains(kind);
        Receiver counter = window ? atCounter(file, actor, applicant, now) : null;
        boolean there = counter != null;
        if (!there && !consents.stands(file.id().region(), file.applicant())) {
            return;
        }
        Receiver receiver = counter == null ? new Receiver(Relation.HOLDER, applicant.name(), Proof.ACCOUNT) : counter;
        handovers.record(
                file.id(),
                file.applicant(),
                new Handover(
                        NoticeHandOvers.code(kind),
                        paper.number(),
                        there ? Way.WINDOW : Way.ONLINE,
                        now,
                        receiver,
                        actor.kind(),
                        null),
                actor);
    }

    /**
     * Who has a notice in his hand that is printed at a window, by what this officer knows him: his card or his code a while
     * ago, or only what he said when he came up; null where nobody came up to this officer.
     */
    private @Nullable Receiver atCounter(CaseFile<State> file, Actor actor, Applicant applicant, Instant now) {
        Receiver first = usual(applicant);
        String agent = applicant.agentName();
        for (UUID person :
                Stream.of(applicant.holder(), applicant.person()).distinct().toList()) {
            boolean his = person.equals(applicant.holder());
            Receiver taker = his || agent == null ? first : new Receiver(Relation.AGENT, agent, Proof.SEEN);
            Proof proof = known(file, person, actor, now);
            if (proof != null) {
                return new Receiver(taker.relation(), taker.name(), proof);
            }
        }
        // A firm that came up by its code is nobody's look-up: it was there when it was handed in.
        boolean justHandedIn = applicant.entity()
                && Application.filing(file.state()).at().plus(STANDS).isAfter(now);
        return justHandedIn ? new Receiver(first.relation(), first.name(), Proof.SAID) : null;
    }

    private @Nullable Proof known(CaseFile<State> file, UUID person, Actor actor, Instant now) {
        boolean card = Stream.of(file.id().value(), file.applicant())
                .anyMatch(subject -> cards.shown(file.id().region(), subject, actor.id())
                        .filter(shown -> shown.id().equals(person))
                        .isPresent());
        if (card) {
            return Proof.CARD;
        }
        return accesses.cameUp(person, actor.id(), now.minus(STANDS))
                .map(kind -> switch (kind) {
                    case CARD_READ -> Proof.CARD;
                    case REUSED -> Proof.ACCOUNT;
                    default -> Proof.SAID;
                })
                .orElse(null);
    }

    /** What reached whom, in order. */
    public List<Handover> of(CaseId id) {
        return handovers.of(id);
    }
}
