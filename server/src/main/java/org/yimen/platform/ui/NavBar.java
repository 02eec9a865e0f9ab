package org.yimen.platform.ui;

import java.util.List;
import java.util.stream.Stream;

/**
 * The bar of a staff page.
 *
 * @param first what is needed all day, in sight on every page
 * @param groups the rest, each group behind its heading
 */
public record NavBar(List<NavEntry> first, List<Group> groups) {

    public NavBar {
        first = List.copyOf(first);
        groups = List.copyOf(groups);
    }

    /** A bar without groups. */
    public static NavBar of(List<NavEntry> entries) {
        return new NavBar(entries, List.of());
    }

    public List<NavEntry> all() {
        return Stream.concat(first.stream(), groups.stream().flatMap(group -> group.entries().stream()))
                .toList();
    }

    /** Entries that belong together, under the words of their heading. */
    public record Group(String heading, List<NavEntry> entries) {

        public Group {
            entries = List.copyOf(entries);
        }

        /** True where one of its pages is the one in sight. */
        public boolean isHere() {
            return entries.stream().anyMatch(NavEntry::current);
        }
    }
}
