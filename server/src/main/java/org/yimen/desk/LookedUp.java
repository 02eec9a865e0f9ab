package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who was looked up by his number in this session, under names that say nothing: an address holds the name, so that going back
 * and loading again work, and the number stands in no address, history or log.
 */
final class LookedUp {

    private static final String ATTRIBUTE = "desk.looked-up";
    private static final String NOBODY = "nobody";
    private static final int MOST = 20;

    private LookedUp() {}

    /** The name for whom was found, or for that nobody was. */
    static UUID add(HttpSession session, @Nullable UUID holder) {
        UUID name = UUID.randomUUID();
        var known = new ArrayList<>(known(session));
        known.addFirst(name + "=" + (holder == null ? NOBODY : holder.toString()));
        session.setAttribute(ATTRIBUTE, String.join(" ", known.subList(0, Math.min(MOST, known.size()))));
        return name;
    }

    static Optional<UUID> holder(HttpSession session, String name) {
        return known(session).stream()
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .filter(each -> !each.equals(NOBODY))
                .map(UUID::fromString)
                .findFirst();
    }

    private static List<String> known(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof String known && !known.isEmpty()
                ? List.of(known.split(" ", -1))
                : List.of();
    }
}
