package org.yimen.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A member of staff as rules see him on one day: where he sits and what he may do. A post that he has for a county, a street or a
 * village alone opens nothing by itself: {@link #holds}, {@link #posts} and what asks them know those for the whole region. Whoever
 * asks about something that lies in a place says so: of a case {@code DataRights.locally}, else {@link #everywhere}.
 *
 * @param posts codes such as {@code SJ/chief}, whose work is his now: as first holder while he is there, as stand-in while
 *     no first holder is; in the eyes of one case also those that are his for its place
 * @param letters all of his letters, also those that no longer allow anything
 * @param standsInFor the posts among them that are his as stand-in, with the names of those who are away
 * @param acceptsFor the departments in whose name he accepts at a window: its own, or another by commission
 * @param taken what his department's administrator took from him, whatever a letter says
 * @param within the posts that are his for some places only, with the codes of those {@link Unit.Area areas}
 */
public record Officer(
        UUID id,
        String name,
        String region,
        Set<String> posts,
        List<Letter> letters,
        Map<String, List<String>> standsInFor,
        Set<String> acceptsFor,
        Set<ItemRight.Key> taken,
        Map<String, Set<String>> within) {

    private static final Set<String> ADMINISTRATORS = Set.of("system-admin", "security-admin", "audit-admin", "admin");

    public Officer {
        posts = Set.copyOf(posts);
        letters = List.copyOf(letters);
        standsInFor = Map.copyOf(standsInFor);
        acceptsFor = Set.copyOf(acceptsFor);
        taken = Set.copyOf(taken);
        within = Map.copyOf(within);
    }

    /** Somebody who stands in for nobody and from whom nothing was taken. */
    public Officer(UUID id, String name, String region, Set<String> posts, List<Letter> letters) {
        this(id, name, region, posts, letters, Map.of(), Set.of(), Set.of(), Map.of());
    }

    /** The same with these of his posts alone. */
    public Officer on(Set<String> some) {
        return new Officer(id, name, region, some, letters, standsInFor, acceptsFor, taken, within);
    }

    /** The same for what has no place: with his posts for the whole region alone. */
    public Officer overall() {
        return within.isEmpty()
                ? this
                : on(posts.stream().filter(post -> !within.containsKey(post)).collect(Collectors.toUnmodifiableSet()));
    }

    /** The same with each of his posts, of whatever place: for what he is kept out of, what he serves as, what he takes in. */
    public Officer everywhere() {
        return within.isEmpty()
                ? this
                : on(Stream.concat(posts.stream(), within.keySet().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** True where nothing is his work now, in no place. */
    public boolean hasNoPost() {
        return posts.isEmpty() && within.isEmpty();
    }

    public boolean holds(String post) {
        return posts.contains(post);
    }

    /** True where the work of a post comes to him: it is his, or he accepts at a window what comes to it. */
    public boolean serves(String post) {
        return posts.contains(post)
                || (post.endsWith("/" + LetterRules.ACCEPTING)
                        && posts.stream().anyMatch(LetterRules::isWindow)
                        && acceptsFor.contains(post.substring(0, post.indexOf('/'))));
    }

    /** The posts whose work comes to him. */
    public Stream<String> served() {
        Stream<String> accepted = posts.stream().anyMatch(LetterRules::isWindow)
                ? acceptsFor.stream().map(department -> department + "/" + LetterRules.ACCEPTING)
                : Stream.of();
        return Stream.concat(posts.stream(), accepted).distinct();
    }

    /** The roles of his posts, in whatever department. */
    public Set<String> roles() {
        return posts.stream()
                .map(post -> post.substring(post.indexOf('/') + 1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True where he holds no post but an administrator's: then cases are not his matter. */
    public boolean onlyAdministers() {
        return !posts.isEmpty() && ADMINISTRATORS.containsAll(roles());
    }

    /** The departments of his posts, in order. */
    public List<String> departments() {
        return departmentsAs();
    }

    /** The departments in which he holds one of these roles, in order; without a role those of all his posts. */
    public List<String> departmentsAs(String... roles) {
        Set<String> wanted = Set.of(roles);
        return posts.stream()
                .filter(post -> wanted.isEmpty() || wanted.contains(post.substring(post.indexOf('/') + 1)))
                .map(post -> post.substring(0, post.indexOf('/')))
                .distinct()
                .sorted()
                .toList();
    }

    /** True where he watches every department: supervision and the centre's director. */
    public boolean watchesAll() {
        return holdsAny("supervisor") || holdsAny("director");
    }

    /** True where he holds this role in any department, as in {@code holdsAny("examiner")}. */
    public boolean holdsAny(String role) {
        return posts.stream().anyMatch(post -> post.endsWith("/" + role));
    }

    /**
     * The letter that allows the act in the department's name, if any does on that day. Whoever has no post now, because he is
     * away, left, or stands in for somebody who is there, uses none.
     */
    public Optional<Letter> letterFor(Right right, String department, String item, LocalDate on) {
        return posts.isEmpty() ? Optional.empty() : letterHeld(right, department, item, on);
    }

    /** The same of somebody whose act is done already: it stands while he is away, and not without the letter. */
    public Optional<Letter> letterHeld(Right right, String department, String item, LocalDate on) {
        if (taken.contains(new ItemRight.Key(id, department, item, right))) {
            return Optional.empty();
        }
        return letters.stream()
                .filter(letter -> letter.department().equals(department) && letter.covers(right, item, on))
                .findFirst();
    }

    /**
     * The letter by which he accepts in the department's name, from a post that may (行政许可法 art. 24).
     *
     * @param instant the version to be accepted is decided the same day: a commission counts for no other (M-INT-18)
     */
    public Optional<Letter> acceptingLetter(String department, String item, LocalDate on, boolean instant) {
        return taken.contains(new ItemRight.Key(id, department, item, Right.ACCEPT))
                ? Optional.empty()
                : letters.stream()
                        .filter(letter -> letter.department().equals(department)
                                && letter.covers(Right.ACCEPT, item, on)
                                && LetterRules.accepts(posts, department, letter, instant))
                        .findFirst();
    }

    /** The departments in whose name he may do this for at least one item on that day. */
    public Set<String> departmentsFor(Right right, LocalDate on) {
        return Set.copyOf(letters.stream()
                .filter(letter -> letter.items().stream().anyMatch(item -> letter.covers(right, item, on)))
                .map(Letter::department)
                .toList());
    }
}
