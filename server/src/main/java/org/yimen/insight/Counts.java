package org.yimen.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yimen.insight.Facts.Group;

/** All counts of one period: whole, and by what divides them. */
public final class Counts {

    /** What divides the cases. */
    public enum By {
        UNIT,
        ITEM,
        TYPE,
        /** 七件. */
        CLASS,
        TERMINAL;

        String key(Group group) {
            return switch (this) {
                case UNIT -> group.department();
                case ITEM -> group.item();
                case TYPE -> group.type();
                case CLASS -> group.caseClass();
                case TERMINAL -> group.channel();
            };
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<Group> groups;

    Counts(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    public long of(Tally tally) {
        return groups.stream()
                .mapToLong(group -> group.counts().getOrDefault(tally, 0L))
                .sum();
    }

    /** The same by department, item, type, class or terminal; together they are the whole. */
    Map<String, Counts> by(By by) {
        var parts = new HashMap<String, List<Group>>();
        for (Group group : groups) {
            parts.computeIfAbsent(by.key(group), _ -> new ArrayList<>()).add(group);
        }
        var counts = new TreeMap<String, Counts>(Comparator.naturalOrder());
        parts.forEach((key, part) -> counts.put(key, new Counts(part)));
        return counts;
    }
}
