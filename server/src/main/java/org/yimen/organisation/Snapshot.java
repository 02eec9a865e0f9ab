package org.yimen.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole organisation as one immutable value, with the number of the change that it was read after. */
record Snapshot(
        long revision,
        Map<String, Region> regions,
        Map<NodeKey, Unit> units,
        Map<NodeKey, Post> posts,
        Map<UUID, Staff> staff,
        List<Posting> postings,
        Map<UUID, List<Letter>> letters,
        Set<NodeKey> closed,
        Map<UUID, List<Absence>> absences,
        Map<ItemRight.Key, ItemRight> itemRights,
        Map<UUID, Instant> locked) {

    /** What is read row by row, before it is made into one picture. */
    record Rows(
            List<Region> regions,
            List<Unit> units,
            Set<NodeKey> closed,
            List<Post> posts,
            List<Staff> staff,
            List<Posting> postings,
            List<Letter> letters,
            List<Absence> absences,
            List<ItemRight> itemRights,
            Map<UUID, Instant> locked) {}

    /** A code within a region. */
    record NodeKey(String region, String code) {}

    Snapshot {
        regions = Map.copyOf(regions);
        units = Map.copyOf(units);
        posts = Map.copyOf(posts);
        staff = Map.copyOf(staff);
        postings = List.copyOf(postings);
        letters = Map.copyOf(letters);
        closed = Set.copyOf(closed);
        absences = Map.copyOf(absences);
        itemRights = Map.copyOf(itemRights);
        locked = Map.copyOf(locked);
    }

    static Snapshot of(long revision, Rows rows) {
        return new Snapshot(
                revision,
                by(rows.regions, Region::code),
                by(rows.units, unit -> new NodeKey(unit.region(), unit.code())),
                by(rows.posts, post -> new NodeKey(post.region(), post.code())),
                by(rows.staff, Staff::id),
                rows.postings,
                rows.letters.stream().collect(Collectors.groupingBy(Letter::holder)),
                rows.closed,
                rows.absences.stream().collect(Collectors.groupingBy(Absence::staff)),
                by(rows.itemRights, ItemRight::key),
                rows.locked);
    }

    private static <K, V> Map<K, V> by(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    /** Somebody with the posts whose work is his at that moment. */
    Officer officer(Staff person, LocalDate on, Instant at) {
        if (!person.servesOn(on)) {
            return new Officer(person.id(), person.name(), person.region(), Set.of(), List.of());
        }
        var posts = new HashSet<String>();
        var standsInFor = new HashMap<String, List<String>>();
        var held = new ArrayList<Posting>();
        if (!isAway(person.id(), at)) {
            for (Posting posting : postingsOf(person.id(), on)) {
                Cover cover = posting.standIn() && !person.machine() ? cover(posting, on, at) : null;
                if (cover == null) {
                    posts.add(posting.post());
                    held.add(posting);
                } else if (cover.acting().contains(person.id()) && cover.standing() == Cover.Standing.STAND_IN) {
                    posts.add(posting.post());
                    held.add(posting);
                    standsInFor.put(posting.post(), names(cover.away()));
                }
            }
        }
        List<Letter> letters = lettersOf(person, on);
        Map<String, Set<String>> within = within(held);
        return new Officer(
                person.id(),
                person.name(),
                person.region(),
                whole(posts, within),
                letters,
                standsInFor,
                acceptsFor(posts, letters, on),
                itemRights.values().stream()
                        .filter(each -> each.clerk().equals(person.id()) && !each.allowed())
                        .map(ItemRight::key)
                        .collect(Collectors.toUnmodifiableSet()),
                within);
    }

    /** A post that he also has for the whole region is bound to no place. */
    private static Map<String, Set<String>> within(List<Posting> held) {
        var within = new HashMap<String, Set<String>>();
        for (Posting posting : held) {
            String area = posting.area();
            if (area != null) {
                within.computeIfAbsent(posting.post(), _ -> new HashSet<>()).add(area);
            }
        }
        held.stream()
                .filter(posting -> posting.area() == null)
                .map(Posting::post)
                .forEach(within::remove);
        return within;
    }

    private static Set<String> whole(Set<String> posts, Map<String, Set<String>> within) {
        return posts.stream().filter(post -> !within.containsKey(post)).collect(Collectors.toUnmodifiableSet());
    }

    /** True where the node is one of these of its region, or lies under one. */
    boolean liesIn(NodeKey node, Set<String> nodes) {
        for (@Nullable NodeKey at = node; at != null && at.region().equals(node.region()); at = above(at)) {
            if (nodes.contains(at.code())) {
                return true;
            }
        }
        return false;
    }

    /** The nearest area above the node, or it itself. */
    Optional<Unit.Area> areaOf(NodeKey node) {
        for (@Nullable NodeKey at = node; at != null; at = above(at)) {
            if (units.get(at) instanceof Unit.Area area) {
                return Optional.of(area);
            }
        }
        return Optional.empty();
    }

    /** Of a chief representative, who may accept too, it is not the daily work. */
    private static Set<String> acceptsFor(Set<String> posts, List<Letter> letters, LocalDate on) {
        return posts.stream().noneMatch(LetterRules::isWindow)
                ? Set.of()
                : letters.stream()
                        .filter(letter ->
                                letter.items().stream().anyMatch(item -> letter.covers(Right.ACCEPT, item, on))
                                        && LetterRules.accepts(posts, letter.department(), letter.power()))
                        .map(Letter::department)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Somebody with every post that he is appointed to, as first holder or stand-in, there or away. */
    Officer appointee(Staff person, LocalDate on) {
        List<Posting> held = person.servesOn(on) ? postingsOf(person.id(), on) : List.of();
        Set<String> posts = held.stream().map(Posting::post).collect(Collectors.toUnmodifiableSet());
        Map<String, Set<String>> within = within(held);
        return new Officer(
                person.id(),
                person.name(),
                person.region(),
                whole(posts, within),
                lettersOf(person, on),
                Map.of(),
                Set.of(),
                Set.of(),
                within);
    }

    boolean isAway(UUID person, Instant at) {
        return isLocked(person, at)
                || absences.getOrDefault(person, List.of()).stream().anyMatch(absence -> absence.lastsAt(at));
    }

    /** True from the moment on at which a security administrator locked his account: then he does nothing, and B does it. */
    boolean isLocked(UUID person, Instant at) {
        Instant since = locked.get(person);
        return since != null && !at.isBefore(since);
    }

    /** Who has the work of a post for the whole region. */
    Cover cover(String region, String post, LocalDate on, Instant at) {
        return cover(region, post, "", on, at);
    }

    /** Who has the work of a post in the place for which somebody has it, or for the whole region. */
    Cover cover(Posting of, LocalDate on, Instant at) {
        return cover(of.region(), of.post(), Objects.requireNonNullElse(of.area(), ""), on, at);
    }

    private Cover cover(String region, String post, String place, LocalDate on, Instant at) {
        List<Posting> serving = postings.stream()
                .filter(posting -> posting.region().equals(region)
                        && posting.post().equals(post)
                        && posting.lastsOn(on)
                        && counts(posting, place)
                        && serves(posting.staff(), on)
                        && !isMachine(posting.staff()))
                .toList();
        return Cover.of(region, post, serving, person -> isAway(person, at));
    }

    /**
     * Who has a post for one place has it for what lies there, and for nothing else: elsewhere he is not there, whoever stands in
     * (ADR 56).
     *
     * @param place code of an area; empty for what has no place
     */
    private boolean counts(Posting posting, String place) {
        String area = posting.area();
        return area == null || (!place.isEmpty() && liesIn(new NodeKey(posting.region(), place), Set.of(area)));
    }

    /**
     * The posts to which somebody who is away at that moment is appointed, as first holder or as stand-in; each once, as it is
     * where fewest are left.
     */
    List<Cover> covers(LocalDate on, Instant at) {
        var posts = new HashMap<NodeKey, Cover>();
        postings.stream()
                .filter(posting -> posting.lastsOn(on) && isAway(posting.staff(), at))
                .sorted(Comparator.comparing(posting -> Objects.requireNonNullElse(posting.area(), "")))
                .map(posting -> cover(posting, on, at))
                .forEach(cover -> posts.merge(
                        new NodeKey(cover.region(), cover.post()),
                        cover,
                        (known, other) -> other.standing().compareTo(known.standing()) > 0 ? other : known));
        return posts.values().stream()
                .sorted(Comparator.comparing(Cover::region).thenComparing(Cover::post))
                .toList();
    }

    private List<Posting> postingsOf(UUID person, LocalDate on) {
        return postings.stream()
                .filter(posting -> posting.staff().equals(person) && posting.lastsOn(on))
                .toList();
    }

    private boolean isMachine(UUID person) {
        Staff known = staff.get(person);
        return known != null && known.machine();
    }

    private boolean serves(UUID person, LocalDate on) {
        Staff known = staff.get(person);
        return known != null && known.servesOn(on);
    }

    private List<String> names(List<UUID> people) {
        return people.stream()
                .flatMap(person -> Optional.ofNullable(staff.get(person)).stream())
                .map(Staff::name)
                .toList();
    }

    private List<Letter> lettersOf(Staff person, LocalDate on) {
        if (!person.servesOn(on)) {
            return List.of();
        }
        var held = new ArrayList<>(letters.getOrDefault(person.id(), List.of()));
        itemRights.values().stream()
                .filter(each -> each.clerk().equals(person.id()) && each.allowed())
                .flatMap(each -> given(each).stream())
                .forEach(held::add);
        return held;
    }

    /**
     * What an administrator gave, as a letter that falls with his own. In another organ's name the commission itself allows
     * what it names, and giving only ends a taking.
     */
    private Optional<Letter> given(ItemRight given) {
        if (given.basis() != null) {
            return Optional.empty();
        }
        return letters.getOrDefault(given.by(), List.of()).stream()
                .filter(letter -> letter.number().equals(given.under()))
                .findFirst()
                .map(letter -> letter.forOne(given));
    }

    /** @param place code of an area, asked only where somebody has the post for one; empty for what has no place */
    List<Directory.Holder> holders(
            String region, String post, LocalDate on, Instant at, Supplier<Optional<String>> place) {
        List<Posting> lasting = postings.stream()
                .filter(posting ->
                        posting.region().equals(region) && posting.post().equals(post) && posting.lastsOn(on))
                .toList();
        String here =
                lasting.stream().allMatch(Posting::isForAll) ? "" : place.get().orElse("");
        return lasting.stream()
                .filter(posting -> counts(posting, here))
                .flatMap(posting -> Optional.ofNullable(staff.get(posting.staff())).stream()
                        .filter(person -> person.servesOn(on) && !person.machine() && !isAway(person.id(), at))
                        .map(person -> new Directory.Holder(person, posting.standIn())))
                .distinct()
                .sorted(Directory.Holder.FIRST_BEFORE_STAND_IN)
                .toList();
    }

    /** True where somebody sits, or an open node hangs, on the node. */
    boolean isOccupied(String region, String unit, LocalDate on) {
        boolean below = units.values().stream()
                .anyMatch(each -> each.region().equals(region)
                        && unit.equals(each.parent())
                        && !closed.contains(new NodeKey(region, each.code())));
        boolean window = staff.values().stream()
                .anyMatch(person -> person.region().equals(region)
                        && unit.equals(person.window())
                        && (person.leftOn() == null || on.isBefore(person.leftOn())));
        boolean sits = postings.stream()
                .anyMatch(posting -> posting.region().equals(region)
                        && !posting.isOverOn(on)
                        && (unit.equals(posting.area()) || isOf(posts.get(new NodeKey(region, posting.post())), unit)));
        return below || window || sits;
    }

    private static boolean isOf(@Nullable Post post, String unit) {
        return post != null && (post.department().equals(unit) || post.unit().equals(unit));
    }

    /** True where {@code unit} is the node of one of the posts, or lies under it. */
    boolean reaches(String region, Collection<String> from, NodeKey unit) {
        Set<NodeKey> seen = from.stream()
                .map(post -> posts.get(new NodeKey(region, post)))
                .filter(Objects::nonNull)
                .map(post -> new NodeKey(post.region(), post.unit()))
                .collect(Collectors.toSet());
        for (@Nullable NodeKey at = unit; at != null; at = above(at)) {
            if (seen.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** True for the posts of weight by their role, and for those that see more than their own department. */
    boolean isWeighty(String region, String code) {
        Post post = posts.get(new NodeKey(region, code));
        return Administrator.isWeighty(code) || (post != null && seesMoreThanItsOwn(post));
    }

    boolean seesMoreThanItsOwn(Post post) {
        var own = new NodeKey(post.region(), post.department());
        for (@Nullable NodeKey at = new NodeKey(post.region(), post.unit()); at != null; at = above(at)) {
            if (at.equals(own)) {
                return false;
            }
        }
        return true;
    }

    /** The node above: in the same region, or the root of the region that this one lies in. */
    private @Nullable NodeKey above(NodeKey key) {
        Unit unit = units.get(key);
        if (unit == null) {
            return null;
        }
        String parent = unit.parent();
        if (parent != null) {
            return new NodeKey(key.region(), parent);
        }
        Region region = regions.get(key.region());
        String upper = region == null ? null : region.parent();
        return upper == null ? null : new NodeKey(upper, upper);
    }
}
