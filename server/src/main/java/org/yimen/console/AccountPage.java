package org.yimen.console;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.Credentials;
import org.yimen.organisation.Staff;

/**
 * One account of the staff.
 *
 * @param sessions how many last
 * @param own true where it is the administrator's own, with which he can do nothing here
 * @param takesTwo true where a reset needs a second officer
 * @param password the one-time password that was just made, shown this once, or null
 * @param done what was just done, or null
 * @param error what is wrong with the reason, or null
 */
public record AccountPage(
        ConsoleFrame frame,
        Staff staff,
        Credentials.State state,
        int sessions,
        boolean own,
        boolean takesTwo,
        @Nullable String password,
        @Nullable String done,
        @Nullable String error) {

    private static final Set<String> DONE = Set.of("reset", "lock", "unlock", "remove-factor", "end-sessions");

    static @Nullable String known(@Nullable String done) {
        return done != null && DONE.contains(done) ? done : null;
    }

    public String base() {
        return "/console/security/accounts/" + staff.id();
    }

    /** A new one for each form of the page. */
    public String key() {
        return UUID.randomUUID().toString();
    }

    public String standing() {
        return AccountsPage.standing(state);
    }
}
