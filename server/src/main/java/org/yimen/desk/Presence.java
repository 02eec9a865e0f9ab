package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.application.Applicant;
import org.yimen.application.CaseView;
import org.yimen.application.Dossier;
import org.yimen.application.Present;
import org.yimen.application.Start.How;
import org.yimen.identity.Acting;
import org.yimen.identity.CardChecks;
import org.yimen.identity.CardRead;
import org.yimen.identity.Channel;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.Operator;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.Verifications;
import org.yimen.identity.Verifications.Shown;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/** 本人在场: whether the applicant, or who acts for him, stands at this window now. A telephone call is not presence. */
@Component
class Presence {

    private final AtTheWindow atTheWindow;
    private final CardChecks checks;
    private final Verifications verifications;
    private final People people;
    private final Entities entities;
    private final Acting acting;
    private final InstantSource time;

    Presence(
            AtTheWindow atTheWindow,
            CardChecks checks,
            Verifications verifications,
            People people,
            Entities entities,
            Acting acting,
            InstantSource time) {
        this.atTheWindow = atTheWindow;
        this.checks = checks;
        this.verifications = verifications;
        this.people = people;
        this.entities = entities;
        this.acting = acting;
        this.time = time;
    }

    /** Passes while he is there; else the page asks for his card, with everything that was typed. */
    void demand(HttpSession session, CaseView view, String page) {
        if (!isThere(session, view)) {
            throw new CardNeeded(view.file().id().value(), page);
        }
    }

    /** The same; says who is there and what proves it. */
    Present witness(HttpSession session, CaseView view, String page) {
        Applicant applicant = view.dossier().applicant();
        return Stream.concat(
                        Stream.of(applicant.holder()),
                        may(applicant, view.item().code()).stream().map(Person::id))
                .flatMap(each -> atTheWindow.proof(session, each).stream().map(by -> new Present(each, by)))
                .findFirst()
                .orElseThrow(() -> new CardNeeded(view.file().id().value(), page));
    }

    @Guard
    boolean isThere(HttpSession session, CaseView view) {
        Applicant applicant = view.dossier().applicant();
        return atTheWindow.present(session, applicant.holder())
                || may(applicant, view.item().code()).stream()
                        .anyMatch(person -> atTheWindow.present(session, person.id()))
                || atTheWindow
                        .people(session)
                        .filter(each -> atTheWindow.present(session, each))
                        .anyMatch(each -> actsFor(each, applicant, view.item().code()));
    }

    private boolean actsFor(UUID each, Applicant applicant, String item) {
        return !people.find(List.of(each)).isEmpty() && acting.actsFor(each, applicant.holder(), item);
    }

    /** With whoever acts for him today, also where somebody else handed in: his card is no stranger's. */
    private List<Person> may(Applicant applicant, String item, CardRead card) {
        Stream<Person> agent = people.find(card.number()).stream()
                .filter(person -> acting.actsFor(person.id(), applicant.holder(), item));
        return Stream.concat(may(applicant, item).stream(), agent).distinct().toList();
    }

    /** Compares the card on the reader with those who may stand here for the case, and remembers whose it was. */
    boolean read(Officer clerk, HttpSession session, CaseView view, CardRead card) {
        UUID id = view.file().id().value();
        return read(
                clerk, session, id, may(view.dossier().applicant(), view.item().code(), card), card);
    }

    /** The same of a draft, which then opens. */
    boolean read(Officer clerk, HttpSession session, Dossier draft, CardRead card) {
        UUID holder = draft.applicant().holder();
        boolean matched = read(clerk, session, holder, may(draft.applicant(), draft.item(), card), card);
        if (matched) {
            opens(
                    session,
                    draft,
                    checks.shown(clerk.region(), holder, clerk.id())
                            .map(Person::id)
                            .orElse(holder));
        }
        return matched;
    }

    private boolean read(Officer clerk, HttpSession session, UUID subject, List<Person> expected, CardRead card) {
        var by = Counter.atWindow(clerk);
        boolean matched = checks.compare(clerk.region(), subject, card, expected, by) == CardChecks.Outcome.MATCHED;
        if (matched) {
            checks.shown(clerk.region(), subject, clerk.id())
                    .ifPresent(person -> atTheWindow.read(session, person.id(), How.CARD));
        }
        return matched;
    }

    /** The code that he made himself says the same as his card. */
    boolean show(Officer clerk, HttpSession session, CaseView view, String code) {
        return show(clerk, session, may(view.dossier().applicant(), view.item().code()), code) != null;
    }

    boolean show(Officer clerk, HttpSession session, Dossier draft, String code) {
        UUID person = show(clerk, session, may(draft.applicant(), draft.item()), code);
        if (person != null) {
            opens(session, draft, person);
        }
        return person != null;
    }

    private @Nullable UUID show(Officer clerk, HttpSession session, List<Person> expected, String code) {
        Shown shown = verifications
                .redeem(code, Channel.WINDOW, Counter.atWindow(clerk))
                .orElse(null);
        if (shown == null || expected.stream().noneMatch(person -> person.id().equals(shown.person()))) {
            return null;
        }
        shown(session, shown);
        return atTheWindow.present(session, shown.person()) ? shown.person() : null;
    }

    /** A printed slip proves no more than the card that was read when it was printed. */
    void shown(HttpSession session, Shown shown) {
        atTheWindow.read(
                session,
                shown.person(),
                How.CODE,
                shown.printedBy() == null
                        ? time.instant()
                        : shown.verification().at());
    }

    private void opens(HttpSession session, Dossier draft, UUID person) {
        if (!person.equals(draft.applicant().holder())) {
            atTheWindow.bringsUp(session, draft.id(), person);
        }
    }

    /** The applicant himself; for a firm whoever may act for it today; the agent while he is one. */
    private List<Person> may(Applicant applicant, String item) {
        UUID holder = applicant.holder();
        UUID agent = applicant.person();
        List<Person> himself = entities.find(holder).map(this::operators).orElseGet(() -> people.find(List.of(holder)));
        boolean another = himself.stream().noneMatch(person -> person.id().equals(agent));
        boolean stillActs = another && acting.actsFor(agent, holder, item);
        return stillActs
                ? Stream.concat(himself.stream(), people.find(agent).stream()).toList()
                : himself;
    }

    private List<Person> operators(LegalEntity entity) {
        var today = CityTime.day(time.instant());
        return entity.operators().stream()
                .map(Operator::person)
                .distinct()
                .filter(person -> entity.operator(person, today).isPresent())
                .flatMap(person -> people.find(person).stream())
                .toList();
    }
}
