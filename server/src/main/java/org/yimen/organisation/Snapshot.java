package org.yimen.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
        Map<UUID, List<Letter>> letters) {

    /** A code within a region. */
    record NodeKey(String region, String code) {}

    Snapshot {
        regions = Map.copyOf(regions);
        units = Map.copyOf(units);
        posts = Map.copyOf(posts);
        staff = Map.copyOf(staff);
        postings = List.copyOf(postings);
        letters = Map.copyOf(letters);
    }

    static Snapshot of(
            long revision,
            List<Region> regions,
            List<Unit> units,
            List<Post> posts,
            List<Staff> staff,
            List<Posting> postings,
            List<Letter> letters) {
        return new Snapshot(
                revision,
                by(regions, Region::code),
                by(units, unit -> new NodeKey(unit.region(), unit.code())),
                by(posts, post -> new NodeKey(post.region(), post.code())),
                by(staff, Staff::id),
                postings,
                letters.stream().collect(Collectors.groupingBy(Letter::holder)));
    }

    private static <K, V> Map<K, V> by(List<V> values, Function<V, K> key) {
        return values.stream().collect(Collectors.toMap(key, Function.identity()));
    }

    Officer officer(Staff person, LocalDate on) {
        return new Officer(
                person.id(),
                person.name(),
                person.region(),
                postsOf(person, on),
                person.servesOn(on) ? letters.getOrDefault(person.id(), List.of()) : List.of());
    }

    private Set<String> postsOf(Staff person, LocalDate on) {
        return postings.stream()
                .filter(posting -> posting.staff().equals(person.id()) && posting.lastsOn(on) && person.servesOn(on))
                .map(Posting::post)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<Directory.Holder> holders(String region, String post, LocalDate on) {
        return postings.stream()
                .filter(posting ->
                        posting.region().equals(region) && posting.post().equals(post) && posting.lastsOn(on))
                .flatMap(posting -> Optional.ofNullable(staff.get(posting.staff())).stream()
                        .filter(person -> person.servesOn(on))
                        .map(person -> new Directory.Holder(person, posting.standIn())))
                .sorted(Directory.Holder.FIRST_BEFORE_STAND_IN)
                .toList();
    }

    /** True where {@code unit} is the node of one of the posts, or lies under it. */
    boolean reaches(Officer officer, NodeKey unit) {
        Set<NodeKey> seen = officer.posts().stream()
                .map(post -> posts.get(new NodeKey(officer.region(), post)))
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
