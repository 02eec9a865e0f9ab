package org.yimen.search;

import java.util.List;

/**
 * Something that can be looked for.
 *
 * @param kind what it is, for the heading under which a hit is shown, e.g. {@code item}
 * @param titles its names, Chinese first
 * @param aliases other words by which people call it
 * @param body further text, weighs least
 */
public record Findable(String id, String kind, List<String> titles, List<String> aliases, String body) {

    public Findable {
        titles = List.copyOf(titles);
        aliases = List.copyOf(aliases);
    }
}
