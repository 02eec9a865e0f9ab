package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.yimen.platform.Guard;

/**
 * Whom this clerk has looked up since he signed in. Drafts are their applicants' own: they open at the window only after a
 * look-up, which the audit log keeps.
 */
final class AtTheWindow {

    private static final String ATTRIBUTE = "desk.at-the-window";
    private static final int MOST = 20;

    private AtTheWindow() {}

    static void add(HttpSession session, UUID holder) {
        var looked = new ArrayList<>(looked(session));
        looked.remove(holder.toString());
        looked.addFirst(holder.toString());
        session.setAttribute(ATTRIBUTE, String.join(" ", looked.subList(0, Math.min(MOST, looked.size()))));
    }

    @Guard
    static boolean holds(HttpSession session, UUID holder) {
        return looked(session).contains(holder.toString());
    }

    private static List<String> looked(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof String known ? List.of(known.split(" ", -1)) : List.of();
    }
}
