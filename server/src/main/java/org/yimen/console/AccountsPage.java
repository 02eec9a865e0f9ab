package org.yimen.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.Credentials;
import org.yimen.organisation.Staff;

/**
 * The accounts of the staff.
 *
 * @param q as typed
 * @param next the login after which the next page begins, or null
 */
public record AccountsPage(
        ConsoleFrame frame,
        String q,
        List<Row> rows,
        @Nullable String next) {

    public AccountsPage {
        rows = List.copyOf(rows);
    }

    /** One account. */
    public record Row(Staff staff, Credentials.State state) {

        /** The key of the word for how it stands. */
        public String standing() {
            return AccountsPage.standing(state);
        }
    }

    static String standing(Credentials.State state) {
        String word = !state.hasPassword()
                ? "none"
                : state.locked() ? "locked" : state.closed() ? "closed" : state.temporary() ? "temporary" : "open";
        return "console.accounts.state-" + word;
    }
}
