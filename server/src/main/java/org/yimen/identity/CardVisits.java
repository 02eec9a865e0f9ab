package org.yimen.identity;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Verifications.Shown;
import org.yimen.platform.CityTime;

/**
 * 刷证进门: who proves at a machine who he is, by the card on its reader or by the code of a verification elsewhere. What
 * stops a card at a window stops it here.
 */
@Service
public class CardVisits {

    /** 个人信息保护法 art. 31: below this age a parent agrees, and that is done at a window. */
    private static final int AGREES_HIMSELF_AT = 14;

    /** How it ended. */
    public sealed interface Outcome {
        /** @param printedBy the clerk who printed the code that he showed; null for a card and for a code of his own */
        record Welcome(Citizen visitor, @Nullable UUID printedBy) implements Outcome {}

        /** Nobody here knows the holder of the card yet: he is entered once he has agreed to it. */
        record Newcomer(CardRead card) implements Outcome {}

        /** {@code key} of what to say. */
        record Refused(String key) implements Outcome {}
    }

    private final ObjectProvider<CardReader> reader;
    private final People people;
    private final Persons persons;
    private final Consents consents;
    private final Verifications verifications;
    private final CardChecks checks;
    private final Accesses accesses;
    private final SignInFailures failures;
    private final SignInHistory history;
    private final Terminals terminals;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    CardVisits(
            ObjectProvider<CardReader> reader,
            People people,
            Persons persons,
            Consents consents,
            Verifications verifications,
            CardChecks checks,
            Accesses accesses,
            SignInFailures failures,
            SignInHistory history,
            Terminals terminals,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region:629901}") String home) {
        this.reader = reader;
        this.people = people;
        this.persons = persons;
        this.consents = consents;
        this.verifications = verifications;
        this.checks = checks;
        this.accesses = accesses;
        this.failures = failures;
        this.history = history;
        this.terminals = terminals;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** True where the machines have a reader. */
    public boolean reads() {
        return reader.stream().findAny().isPresent();
    }

    /** The cards to choose from where the reader is simulated. */
    public List<CardReader.Sample> samples() {
        return reader.stream().flatMap(each -> each.samples().stream()).toList();
    }

    /** The card that lies on the reader of the machine now. */
    @Transactional
    public Outcome lay(Station station, String sample) {
        Optional<CardRead> card = read(station, sample);
        if (card.isEmpty()) {
            return new Outcome.Refused("identity.station.card-none");
        }
        if (card.get().expiredOn(today())) {
            refused(station, "identity.card.expired");
            return new Outcome.Refused("identity.station.card-expired");
        }
        Optional<Person> known = people.find(card.get().number());
        if (known.isEmpty()) {
            return card.get().number().ageOn(today()) < AGREES_HIMSELF_AT
                    ? new Outcome.Refused("identity.station.card-child")
                    : new Outcome.Newcomer(card.get());
        }
        if (!known.get().name().equals(card.get().name().strip())) {
            refused(station, "identity.card.other-person");
            return new Outcome.Refused("identity.station.card-name");
        }
        return welcome(station, known.get());
    }

    /** 实名登记: enters the holder of the card, who has agreed to the privacy notice. He has no password, so no account yet. */
    @Transactional
    public Outcome enter(Station station, String sample, String phone) {
        Outcome laid = lay(station, sample);
        if (!(laid instanceof Outcome.Newcomer(CardRead card))) {
            return laid;
        }
        Person person = people.enter(card.name().strip(), card.number(), phone);
        consents.give(person.id(), PrivacyNotice.VERSION, "kiosk", time.instant());
        audit.record(
                station.region(),
                person.id().toString(),
                "identity.entered-by-card",
                person.id().toString(),
                Map.of("station", station.id().toString(), "notice", PrivacyNotice.VERSION));
        return welcome(station, person);
    }

    /** A code that says that he has proven elsewhere who he is; guesses are counted against the machine. */
    @Transactional
    public Outcome show(Station station, String code) {
        String machine = station.id().toString();
        if (!failures.admitsFrom(machine)) {
            return new Outcome.Refused("identity.station.code-too-many");
        }
        Optional<Shown> shown = verifications.redeem(code, Channel.KIOSK, null);
        Optional<Person> person = shown.map(Shown::person).flatMap(persons::find);
        if (shown.isEmpty() || person.isEmpty()) {
            return new Outcome.Refused("identity.station.code-over");
        }
        failures.succeededFrom(machine);
        visited(station, person.get(), "code");
        return new Outcome.Welcome(citizen(person.get()), shown.get().printedBy());
    }

    /** The same code at home or on the phone, where it stands for signing in. */
    @Transactional
    public Outcome signIn(String code, String address) {
        if (!failures.admitsFrom(address)) {
            return new Outcome.Refused("identity.station.code-too-many");
        }
        Optional<Shown> shown = verifications.redeem(code, terminals.own(), null);
        Optional<Person> person = shown.map(Shown::person).flatMap(persons::find);
        if (shown.isEmpty() || person.isEmpty()) {
            return new Outcome.Refused("identity.station.code-over");
        }
        failures.succeededFrom(address);
        Citizen citizen = citizen(person.get());
        history.note(citizen, SignInHistory.Result.SIGNED_IN, address);
        audit.record(
                home,
                citizen.personId().toString(),
                "identity.signed-in",
                citizen.personId().toString(),
                Map.of("as", "visit-code", "address", address));
        return new Outcome.Welcome(citizen, shown.get().printedBy());
    }

    /**
     * 人证比对: whoever wants to go on with a case lays his card; another person's, or one that has run out, stops him.
     *
     * @param expected those whose case it is
     */
    @Transactional
    public Outcome claim(Station station, UUID caseId, String sample, Collection<Person> expected) {
        Optional<CardRead> card = read(station, sample);
        if (card.isEmpty()) {
            return new Outcome.Refused("identity.station.card-none");
        }
        CardRead read = card.get();
        return switch (checks.compare(caseId, read, expected, station)) {
            case EXPIRED -> new Outcome.Refused("identity.station.card-expired");
            case OTHER_PERSON -> new Outcome.Refused("identity.station.card-other");
            case MATCHED -> {
                Person holder = people.find(read.number()).orElseThrow();
                visited(station, holder, "card");
                yield new Outcome.Welcome(citizen(holder), null);
            }
        };
    }

    private Outcome welcome(Station station, Person person) {
        verifications.verified(person.id(), Verification.How.ID_CARD, Channel.KIOSK, station.name());
        accesses.note(person.id(), Access.Kind.CARD_READ, Channel.KIOSK, "");
        visited(station, person, "card");
        return new Outcome.Welcome(citizen(person), null);
    }

    private void visited(Station station, Person person, String how) {
        audit.record(
                station.region(),
                person.id().toString(),
                "identity.station-visit",
                person.id().toString(),
                Map.of("station", station.id().toString(), "how", how));
    }

    /** Nobody is named: a card that does not hold says nothing certain of whoever laid it. */
    private void refused(Station station, String code) {
        audit.recordAttempt(
                station.region(),
                "station:" + station.id(),
                CardChecks.STOPPED,
                Uuid7.next(time.instant()).toString(),
                Map.of("code", code, "kind", "SYSTEM", "post", station.name()));
    }

    private Optional<CardRead> read(Station station, String sample) {
        return reader.stream()
                .flatMap(each -> each.read(station.id().toString(), sample).stream())
                .findFirst();
    }

    private static Citizen citizen(Person person) {
        return new Citizen(person.id(), null, person.maskedName());
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
