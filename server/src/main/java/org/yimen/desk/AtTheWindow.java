package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.yimen.application.Start.How;
import org.yimen.platform.Guard;

/**
 * Whom this clerk has looked up since he signed in, and how. Drafts are their applicants' own: they open at the window only
 * after a look-up, which the audit log keeps.
 */
final class AtTheWindow {

    private static final String ATTRIBUTE = "desk.at-the-window";
    private static final int MOST = 20;

    private AtTheWindow() {}

    static void add(HttpSession session, UUID holder, How how) {
        String kept = how == How.TYPED ? how(session, holder).orElse(how).name() : how.name();
        var looked = new ArrayList<>(looked(session));
        looked.removeIf(each -> each.startsWith(holder.toString()));
        looked.addFirst(holder + "=" + kept);
        session.setAttribute(ATTRIBUTE, String.join(" ", looked.subList(0, Math.min(MOST, looked.size()))));
    }

    @Guard
    static boolean holds(HttpSession session, UUID holder) {
        return how(session, holder).isPresent();
    }

    /** How he came up: a card or a code prove that it is he who stands there, a typed number does not. */
    static Optional<How> how(HttpSession session, UUID holder) {
        return looked(session).stream()
                .filter(each -> each.startsWith(holder + "="))
                .map(each -> How.valueOf(each.substring(each.indexOf('=') + 1)))
                .findFirst();
    }

    private static List<String> looked(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof String known && !known.isEmpty()
                ? List.of(known.split(" ", -1))
                : List.of();
    }
}
