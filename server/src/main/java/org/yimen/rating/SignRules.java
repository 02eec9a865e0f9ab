package org.yimen.rating;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.yimen.platform.CityTime;
import org.yimen.rating.RatingPolicy.Look;
import org.yimen.rating.RatingPolicy.SignRule;

/** Finds what looks as if staff had rated itself, in the ratings of a time. Pure: the rules are data. */
final class SignRules {

    private static final int HUNDRED = 100;

    private SignRules() {}

    /**
     * A rating as the rules see it.
     *
     * @param counter where it was about
     * @param said something was written
     * @param device digests; empty where none is known
     * @param own the phone is one that staff has stated as its own
     */
    record Given(
            UUID occasion,
            String counter,
            Instant servedAt,
            Instant at,
            Level level,
            boolean said,
            String device,
            String session,
            String phone,
            boolean own) {

        boolean best() {
            return level == Level.VERY_SATISFIED;
        }
    }

    /** What one rule finds at one counter. */
    record Found(Look look, String counter, Set<UUID> ratings) {
        Found {
            ratings = Set.copyOf(ratings);
        }
    }

    static List<Found> find(List<Given> given, List<SignRule> rules) {
        Map<String, List<Given>> counters =
                given.stream().collect(Collectors.groupingBy(Given::counter, TreeMap::new, Collectors.toList()));
        var found = new ArrayList<Found>();
        for (SignRule rule : rules) {
            counters.forEach((counter, there) -> {
                Set<UUID> ratings = at(rule, there, given);
                if (!ratings.isEmpty()) {
                    found.add(new Found(rule.look(), counter, ratings));
                }
            });
        }
        return found;
    }

    private static Set<UUID> at(SignRule rule, List<Given> there, List<Given> all) {
        return switch (rule.look()) {
            case DEVICE -> alike(rule, there, Given::device);
            case SESSION -> alike(rule, there, Given::session);
            case PHONE -> alike(rule, there, Given::phone);
            case CLOSING -> together(rule, only(there, each -> each.best() && !each.said() && isAfter(each, rule)));
            case AT_ONCE -> ids(only(there, each -> each.best() && isAtOnce(each, rule)));
            case OWN_NUMBER -> ids(only(there, Given::own));
            case SHARE -> outOfLine(rule, there, all);
        };
    }

    private static boolean isAfter(Given each, SignRule rule) {
        return !LocalTime.ofInstant(each.at(), CityTime.ZONE).isBefore(rule.after());
    }

    private static boolean isAtOnce(Given each, SignRule rule) {
        Duration taken = Duration.between(each.servedAt(), each.at());
        return taken.compareTo(Duration.ofSeconds(rule.seconds())) <= 0;
    }

    private static Set<UUID> alike(SignRule rule, List<Given> there, Function<Given, String> trait) {
        var found = new LinkedHashSet<UUID>();
        there.stream()
                .filter(each -> !trait.apply(each).isEmpty())
                .collect(Collectors.groupingBy(trait))
                .values()
                .forEach(same -> found.addAll(together(rule, same)));
        return found;
    }

    /** Those that have so many others within so many minutes. */
    private static Set<UUID> together(SignRule rule, List<Given> some) {
        List<Given> inOrder =
                some.stream().sorted(Comparator.comparing(Given::at)).toList();
        var found = new LinkedHashSet<UUID>();
        for (int first = 0; first + rule.count() <= inOrder.size(); first++) {
            Instant until = inOrder.get(first).at().plus(Duration.ofMinutes(rule.minutes()));
            List<Given> near = inOrder.subList(first, inOrder.size()).stream()
                    .takeWhile(each -> !each.at().isAfter(until))
                    .toList();
            if (near.size() >= rule.count()) {
                found.addAll(ids(near));
            }
        }
        return found;
    }

    /** Its share of the best level lies so many points above that of all other counters together. */
    private static Set<UUID> outOfLine(SignRule rule, List<Given> there, List<Given> all) {
        long rest = all.size() - (long) there.size();
        if (there.size() < rule.count() || rest < rule.count()) {
            return Set.of();
        }
        List<Given> best = only(there, Given::best);
        long bestElsewhere = only(all, Given::best).size() - (long) best.size();
        long above = best.size() * rest * HUNDRED - bestElsewhere * there.size() * HUNDRED;
        return above >= (long) rule.points() * there.size() * rest ? ids(best) : Set.of();
    }

    private static List<Given> only(List<Given> some, Predicate<Given> which) {
        return some.stream().filter(which).toList();
    }

    private static Set<UUID> ids(List<Given> some) {
        return some.stream().map(Given::occasion).collect(Collectors.toSet());
    }
}
