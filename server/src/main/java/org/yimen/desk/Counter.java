package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yimen.application.Applicant;
import org.yimen.application.Candidate;
import org.yimen.application.CaseView;
import org.yimen.audit.AuditLog;
import org.yimen.audit.TransparencyLog;
import org.yimen.catalogue.DataRights;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.CardChecks;
import org.yimen.identity.CardRead;
import org.yimen.identity.CardReader;
import org.yimen.identity.Entities;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.LookUps;
import org.yimen.identity.Onlooker;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.RealNameCheck;
import org.yimen.identity.RealNames;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.identity.SpecialGroups.Marker;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Typed;

/** What a counter has beside the papers: the card reader, and the person who stands there. */
@Component
class Counter {

    /** Why the whole number was shown, on the page of who looked. */
    private static final String PAPER = "paper";

    /** What the log calls it. */
    private static final String PAPER_OPENED = "desk.paper-opened";

    private final ObjectProvider<CardReader> reader;
    private final CardChecks checks;
    private final SpecialGroups groups;
    private final People people;
    private final Entities entities;
    private final LookUps lookUps;
    private final RealNames names;
    private final Accesses accesses;
    private final Directory directory;
    private final AuditLog audit;
    private final TransparencyLog log;

    Counter(
            ObjectProvider<CardReader> reader,
            CardChecks checks,
            SpecialGroups groups,
            People people,
            Entities entities,
            LookUps lookUps,
            RealNames names,
            Accesses accesses,
            Directory directory,
            AuditLog audit,
            TransparencyLog log) {
        this.audit = audit;
        this.log = log;
        this.directory = directory;
        this.accesses = accesses;
        this.reader = reader;
        this.checks = checks;
        this.groups = groups;
        this.people = people;
        this.entities = entities;
        this.lookUps = lookUps;
        this.names = names;
    }

    /**
     * Who the applicant is, beside his case.
     *
     * @param markers his special groups, of a person
     * @param stopped how the last card was wrong, by whom and when it was read, or null
     * @param reader the name of who read it
     * @param releases true where this officer may end the stop
     * @param matched whether a card has just been found to be the right one
     * @param reads true where this officer has a card reader
     * @param samples the cards of a simulated reader
     * @param shows true where this officer may ask to see numbers in full
     */
    public record CaseSide(
            List<Marker> markers,
            CardChecks.@Nullable Stop stopped,
            String reader,
            boolean releases,
            boolean matched,
            boolean reads,
            List<CardReader.Sample> samples,
            boolean shows) {
        public CaseSide {
            markers = List.copyOf(markers);
            samples = List.copyOf(samples);
        }

        /** The message of a card that was the wrong one. */
        public String stop() {
            return Counter.said(stopped);
        }
    }

    CaseSide ofCase(Officer officer, CaseView view, boolean matched) {
        boolean window = Counters.standsFor(officer, view.item().department());
        CardChecks.Stop stopped = stopped(officer, view.file().id().value()).orElse(null);
        return new CaseSide(
                view.file().applicant().equals(view.dossier().applicant().holder())
                                && !view.dossier().applicant().entity()
                        ? groups.of(view.file().applicant())
                        : List.of(),
                stopped,
                stopped == null ? "" : directory.staff(stopped.staff()).name(),
                stopped != null && mayRelease(officer, view),
                matched,
                window && hasReader(),
                samples(),
                mayShow(officer, view));
    }

    /** A paper holds the whole number: whom it concerns can read who opened one. */
    void paperShown(Officer officer, CaseView view) {
        paperShown(
                officer,
                post(officer, view),
                view.dossier().applicant().holder(),
                view.file().id().value());
    }

    /**
     * Before the paper leaves: whoever opened it stands in the log by then.
     *
     * @param holder the person or the firm; who operates for a firm reads its lines with his own
     * @throws org.yimen.audit.LogBehind where the log does not vouch for that yet
     */
    void paperShown(Officer officer, String post, UUID holder, UUID caseId) {
        audit.record(
                officer.region(),
                officer.id().toString(),
                PAPER_OPENED,
                caseId.toString(),
                Map.of("post", post, "person", holder.toString()));
        accesses.shown(holder, Access.Field.NUMBER, onlooker(officer, post), PAPER, caseId);
        log.demand(officer.region(), List.of(PAPER_OPENED), caseId.toString());
    }

    /** What somebody handed in may be his card: he, or who operates for his firm, can read who opened it. */
    void fileShown(Officer officer, Applicant applicant, UUID caseId) {
        fileShown(officer, applicant.holder(), caseId);
    }

    void fileShown(Officer officer, UUID holder, UUID caseId) {
        accesses.opened(holder, onlooker(officer), caseId);
    }

    /** Only who must act on the case now, from the post that must: others have no need of a whole number. */
    @Guard
    boolean mayShow(Officer officer, CaseView view) {
        return view.next().stream()
                .anyMatch(
                        task -> Counters.takes(officer, task.post(), view.item().department()));
    }

    /** Those who may stand at the window for the case. */
    List<Person> expected(Applicant applicant) {
        var ids = new ArrayList<UUID>();
        if (!applicant.entity()) {
            ids.add(applicant.holder());
        }
        if (!applicant.person().equals(applicant.holder())) {
            ids.add(applicant.person());
        }
        return people.find(ids);
    }

    /**
     * Whose a typed number is, for whoever then notes that he looked. The one way in which the desk asks: what is no number is
     * nobody's and counts as nothing, every other asking counts before it is answered.
     *
     * @throws Typed.Flaw at the field, where this officer asked too often
     */
    Optional<Person> person(Officer officer, String number, String field) {
        Optional<CitizenId> citizen = CitizenId.parse(number);
        if (citizen.isPresent()) {
            count(officer, field);
        }
        return citizen.flatMap(people::find);
    }

    /** The same of a number that may be a firm's, too. One in thirty passes both checks: whoever is known goes first. */
    Optional<UUID> holder(Officer officer, String number, String field) {
        Optional<CitizenId> citizen = CitizenId.parse(number);
        Optional<CreditCode> firm = CreditCode.parse(number);
        if (citizen.isPresent() || firm.isPresent()) {
            count(officer, field);
        }
        return citizen.flatMap(people::find)
                .map(Person::id)
                .or(() -> firm.flatMap(entities::find).map(LegalEntity::id));
    }

    private void count(Officer officer, String field) {
        lookUps.refusal(officer.region(), onlooker(officer)).ifPresent(code -> {
            throw Typed.flaw(code, field);
        });
    }

    /** Whom an officer looks up by the number in a field; he reads who did it, before anything is said of him. */
    UUID lookedUp(Officer officer, Typed typed, String field) {
        UUID found = person(officer, typed.needed(field).toUpperCase(Locale.ROOT), field)
                .map(Person::id)
                .orElseThrow(() -> Typed.flaw("hall.ticket.unknown-number", field));
        accesses.lookedUp(found, onlooker(officer));
        return found;
    }

    /**
     * True where the register says that name and number of a newcomer are not one person's. While it is silent the counter
     * works on: the clerk has the card before him.
     */
    boolean isSomebodyElse(String name, CitizenId number) {
        return names.compare(name, number) == RealNameCheck.Answer.NO_MATCH;
    }

    boolean hasReader() {
        return reader.stream().findAny().isPresent();
    }

    List<CardReader.Sample> samples() {
        return reader.stream().flatMap(each -> each.samples().stream()).toList();
    }

    /** The card on the reader of the officer's window. */
    CardRead read(Officer officer, String sample) {
        return reader.stream()
                .flatMap(each -> each.read(officer.id().toString(), sample).stream())
                .findFirst()
                .orElseThrow(() -> new IdentityRuleBroken("desk.card.none"));
    }

    Optional<CardChecks.Stop> stopped(Officer officer, UUID subject) {
        return checks.stop(officer.region(), subject);
    }

    /** The message of a card that was the wrong one. */
    static String said(CardChecks.@Nullable Stop stop) {
        return stop != null && stop.outcome() == CardChecks.Outcome.EXPIRED
                ? "identity.card.expired"
                : "identity.card.other-person";
    }

    /** 解除拦停: whoever is responsible for the case in its department. */
    @Guard
    boolean mayRelease(Officer officer, CaseView view) {
        String department = view.item().department();
        return officer.holds(department + "/chief") || officer.holds(department + "/head");
    }

    void release(Officer officer, CaseView view, String reason) {
        checks.release(
                officer.region(),
                view.file().id().value(),
                reason,
                onlooker(officer, DataRights.post(officer, view.item())));
    }

    /** True where the officer has just read this person's own card for the case. */
    boolean matched(Officer officer, UUID subject, Candidate candidate) {
        return carded(officer, subject, List.of(candidate)) != null;
    }

    /** Which of them it is whose card the officer has just read for the case; null where it is nobody's. */
    @Nullable
    Candidate carded(Officer officer, UUID subject, List<Candidate> candidates) {
        return checks.shown(officer.region(), subject, officer.id())
                .flatMap(person -> candidates.stream()
                        .filter(each -> each.person().equals(person.id()))
                        .findFirst())
                .orElse(null);
    }

    void mustNotBeStopped(Officer officer, UUID subject) {
        if (checks.stopped(officer.region(), subject)) {
            throw new IdentityRuleBroken("identity.card.stopped");
        }
    }

    /** Somebody of the centre, whatever his case: by the first of his posts. */
    static Onlooker onlooker(Officer officer) {
        return onlooker(officer, officer.posts().stream().sorted().findFirst().orElse(""));
    }

    /** Somebody at a counter, whatever it is about. */
    static Onlooker atWindow(Officer clerk) {
        return onlooker(clerk, Counters.seat(clerk));
    }

    static Onlooker onlooker(Officer officer, String post) {
        return new Onlooker(officer.id(), officer.name(), post);
    }

    /** The post from which this officer acts on the case, for whoever reads it later. */
    static String post(Officer officer, CaseView view) {
        return Stream.concat(
                        view.next().stream().map(task -> task.post()),
                        officer.posts().stream().sorted())
                .filter(officer::holds)
                .findFirst()
                .orElse("");
    }

    static @Nullable SpecialGroup group(String typed) {
        return SpecialGroup.noted()
                .filter(group -> group.name().toLowerCase(Locale.ROOT).equals(typed))
                .findFirst()
                .orElse(null);
    }
}
