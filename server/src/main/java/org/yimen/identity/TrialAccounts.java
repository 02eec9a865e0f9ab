package org.yimen.identity;

import java.util.List;
import org.yimen.platform.Text;

/** The published accounts of an invented city, for its sign-in pages. A real centre has none. */
public interface TrialAccounts {

    /**
     * An account to try.
     *
     * @param login what to type beside the password
     */
    record TrialAccount(Text role, String login, String password) {}

    /** Those that sign in at {@code page}. */
    List<TrialAccount> at(String page);
}
