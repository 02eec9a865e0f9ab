package org.yimen.custody;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.yimen.identifier.OriginalNumber;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.Settings;

/** Where originals are and who holds them: by number, case, holder and place, and what nobody confirmed. */
@Service
public class Whereabouts {

    /** The most rows of a list. */
    public static final int MOST = 100;

    private final Originals originals;
    private final Directory directory;
    private final Settings settings;
    private final InstantSource time;

    Whereabouts(Originals originals, Directory directory, Settings settings, InstantSource time) {
        this.originals = originals;
        this.directory = directory;
        this.settings = settings;
        this.time = time;
    }

    /**
     * The originals of a place.
     *
     * @param onTheWay sent from there, and not confirmed
     * @param late those among them that nobody confirmed in time
     * @param ended of cases that are over
     */
    public record Count(Place place, long held, long onTheWay, long late, long ended) {}

    public Optional<Original> find(String region, UUID id) {
        return originals.find(region, id);
    }

    public Optional<Original> byNumber(String region, OriginalNumber number) {
        return originals.byNumber(region, number);
    }

    /** Those that were closed too, in the order in which they came. */
    public List<Original> ofCase(String region, UUID caseId) {
        return originals.ofCase(region, caseId, MOST);
    }

    /** What somebody has in his hands, the longest first. */
    public List<Original> heldBy(Officer officer) {
        return originals.heldBy(officer.region(), officer.id(), MOST);
    }

    /** What somebody gave and nobody confirmed, the longest first. */
    public List<Original> givenBy(Officer officer) {
        return originals.givenBy(officer.region(), officer.id(), MOST);
    }

    /** What was sent to where he sits, the longest first. */
    public List<Original> comingTo(Officer officer) {
        if (!takesOver(officer)) {
            return List.of();
        }
        List<Place> headed = officer.posts().stream()
                .filter(post -> post.endsWith("/head"))
                .<Place>map(post -> new Place.Office(post.substring(0, post.indexOf('/'))))
                .toList();
        return originals.comingTo(officer.region(), Place.servedBy(officer), headed, officer.holdsAny("hall"), MOST);
    }

    /** True where something can be sent to this officer: he serves a place, or takes over for the archive. */
    public static boolean takesOver(Officer officer) {
        return !Place.servedBy(officer).isEmpty() || officer.holdsAny("hall") || officer.holdsAny("head");
    }

    /** What lies at a place or was sent from there. */
    public List<Original> at(String region, Place place) {
        return originals.at(region, place, MOST);
    }

    /** What nobody confirmed in time, the longest first. */
    public List<Original> unconfirmed(String region) {
        return originals.unconfirmed(region, due(), MOST);
    }

    /** What is still here although its case is over, the longest first. */
    public List<Original> ofEndedCases(String region) {
        return originals.ofEndedCases(region, MOST);
    }

    /** What somebody wants destroyed, the longest first. */
    public List<Original> doomed(String region) {
        return originals.inPlight(region, Originals.DOOMED, MOST);
    }

    /** What nobody finds, the longest first. */
    public List<Original> lost(String region) {
        return originals.inPlight(region, Originals.LOST, MOST);
    }

    public List<Count> counts(String region) {
        return originals.counts(region, due());
    }

    /** The last move first. */
    public List<Move> history(Original original) {
        return originals.moves(original, MOST);
    }

    /** True of who gives the second word on it: another one, who looks after the papers there. */
    public boolean isSecond(Officer officer, Original original) {
        return !original.standing().by().equals(officer.id())
                && officer.posts().stream()
                        .anyMatch(post ->
                                Custody.isSecond(post, original.standing().at()));
    }

    public boolean isLate(Original original) {
        return original.isOnTheWay() && original.standing().since().isBefore(due());
    }

    /** Where papers can be sent in a region. */
    public List<Place> places(String region) {
        return directory.posts(region).stream()
                .flatMap(post -> Place.ofPost(post.code()).stream())
                .distinct()
                .sorted(Comparator.comparing((Place place) -> place instanceof Place.Office)
                        .thenComparing(Place::code, Comparator.reverseOrder()))
                .toList();
    }

    private Instant due() {
        return time.instant().minus(Duration.ofHours(settings.number(CustodySettings.CONFIRM_HOURS)));
    }
}
