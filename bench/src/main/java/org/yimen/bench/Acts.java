package org.yimen.bench;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.HandOvers;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.People;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;

/** What the load asks for: one act of one person of the demo city on a case of {@link #ITEM}. */
@Component
final class Acts {

    static final String ITEM = "bench-joint";

    private static final String LEAD = "WJW";
    private static final String CITIZEN = "629901199503124524";

    private final ApplicationDesk desk;
    private final Drafts drafts;
    private final Applicants applicants;
    private final People people;
    private final Directory directory;
    private final InstantSource time;
    private final String region;

    Acts(
            ApplicationDesk desk,
            Drafts drafts,
            Applicants applicants,
            People people,
            Directory directory,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.desk = desk;
        this.drafts = drafts;
        this.applicants = applicants;
        this.people = people;
        this.directory = directory;
        this.time = time;
        this.region = region;
    }

    /** True where everybody is there whom the acts need. */
    boolean isPeopled() {
        return people.find(CitizenId.of(CITIZEN)).isPresent()
                && Stream.of("ZX/window", LEAD + "/accept", LEAD + "/chief", "SJ/examiner", "ZJ/examiner")
                        .allMatch(post -> holder(post).isPresent());
    }

    /** A draft that lacks nothing. */
    UUID draft() {
        Dossier draft = drafts.create(applicant(), ITEM);
        if (!drafts.gaps(draft).isEmpty()) {
            throw new IllegalStateException("The item of the load asks for more than is known: " + drafts.gaps(draft));
        }
        return draft.id();
    }

    CaseFile<State> submit(UUID id, String key) {
        // Handed in before, maybe unheard: the same request must find the same case.
        var dossier = drafts.find(id).orElseGet(() -> desk.dossier(new CaseId(region, id)));
        Applicant applicant = dossier.applicant();
        return desk.submit(dossier, Actor.applicant(applicant.holder(), applicant.person()), "web", key);
    }

    /**
     * @param act one of {@code accept}, {@code urge}, {@code review-<department>}, {@code grant}, {@code issue} and {@code
     *     deliver}
     * @param key also what is written where an act leaves words of its own, so that each effect names its key
     */
    CaseFile<State> perform(CaseId id, String act, String key) {
        return switch (act) {
            case "submit" -> submit(id.value(), key);
            case "accept" -> desk.write(id, at(LEAD + "/accept"), key, null, Accept::new);
            case "urge" -> desk.act(id, at(LEAD + "/chief"), key, null, new Urge("SJ", null, key));
            case "grant" -> desk.write(id, at(LEAD + "/chief"), key, null, Grant::new);
            case "issue" -> desk.issue(id, at(LEAD + "/chief"), key, null);
            case "deliver" ->
                desk.act(
                        id,
                        at("ZX/window"),
                        key,
                        null,
                        new Deliver("window", HandOvers.usual(desk.applicant(desk.find(id)))));
            default -> {
                String department = act.substring("review-".length());
                yield desk.act(id, at(department + "/examiner"), key, null, new Review(department, true, key));
            }
        };
    }

    CaseId id(UUID value) {
        return new CaseId(region, value);
    }

    private Applicant applicant() {
        return applicants.of(people.find(CitizenId.of(CITIZEN)).orElseThrow().id(), null);
    }

    private Actor at(String post) {
        return holder(post).orElseThrow(() -> new IllegalStateException("Nobody holds " + post));
    }

    private Optional<Actor> holder(String post) {
        return directory.holders(region, post, CityTime.day(time.instant())).stream()
                .filter(holder -> !holder.standIn())
                .findFirst()
                .map(holder -> Actor.officer(holder.staff().id(), post));
    }
}
