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
 * after a look-up, which the audit log keeps; what was begun elsewhere opens only for whom more than a typed number vouches.
 */
final class AtTheWindow {

    private static final String ATTRIBUTE = "desk.at-the-window";
    private static final String VOUCHED = "desk.vouched-for";
    private static final int MOST = 20;

    private AtTheWindow() {}

    static void add(HttpSession session, UUID holder, How how) {
        String kept = how == How.TYPED ? how(session, holder).orElse(how).name() : how.name();
        keep(session, ATTRIBUTE, holder, holder + "=" + kept);
    }

    /** By his booking or his called number, or since the clerk began this draft himself. */
    static void vouch(HttpSession session, UUID id) {
        keep(session, VOUCHED, id, id.toString());
    }

    /** True for whom a card, a visit code, a booking or a called number vouched, and for what the clerk began himself. */
    @Guard
    static boolean vouched(HttpSession session, UUID id) {
        return how(session, id).filter(how -> how != How.TYPED).isPresent()
                || kept(session, VOUCHED).contains(id.toString());
    }

    @Guard
    static boolean holds(HttpSession session, UUID holder) {
        return how(session, holder).isPresent();
    }

    /** How he came up: a card or a code prove that it is he who stands there, a typed number does not. */
    static Optional<How> how(HttpSession session, UUID holder) {
        return kept(session, ATTRIBUTE).stream()
                .filter(each -> each.startsWith(holder + "="))
                .map(each -> How.valueOf(each.substring(each.indexOf('=') + 1)))
                .findFirst();
    }

    private static void keep(HttpSession session, String attribute, UUID id, String entry) {
        var kept = new ArrayList<>(kept(session, attribute));
        kept.removeIf(each -> each.startsWith(id.toString()));
        kept.addFirst(entry);
        session.setAttribute(attribute, String.join(" ", kept.subList(0, Math.min(MOST, kept.size()))));
    }

    private static List<String> kept(HttpSession session, String attribute) {
        return session.getAttribute(attribute) instanceof String known && !known.isEmpty()
                ? List.of(known.split(" ", -1))
                : List.of();
    }
}
