package org.yimen.identity.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.OuterSignIn;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.Sessions;
import org.yimen.identity.SignInHistory;
import org.yimen.platform.Text;

/**
 * 登录与安全 of one account.
 *
 * @param base the address of this page
 * @param systems which may learn who he is, because he agreed
 * @param factor null for citizens
 * @param outer null for the staff, and where there is no outer provider
 * @param done what was just done, or null
 */
public record SecurityPage(
        String base,
        boolean staff,
        List<Sessions.Open> sessions,
        List<SignInHistory.Attempt> attempts,
        List<RelyingParties.Agreement> systems,
        @Nullable Factor factor,
        @Nullable Outer outer,
        @Nullable String done) {

    private static final Set<String> DONE =
            Set.of("ended", "password", "factor", "system", "outer-ended", "outer-allowed");

    public SecurityPage {
        sessions = List.copyOf(sessions);
        attempts = List.copyOf(attempts);
        systems = List.copyOf(systems);
    }

    /**
     * The second factor of a member of staff.
     *
     * @param waived true where nobody must have one
     */
    public record Factor(boolean enrolled, int recoveryCodes, boolean waived) {}

    /** The link of a citizen with the outer provider. */
    public record Outer(Text provider, OuterSignIn.Link link) {}

    static @Nullable String known(@Nullable String done) {
        return done != null && DONE.contains(done) ? done : null;
    }

    public static String outcome(SignInHistory.Attempt attempt) {
        return "identity.security.outcome-"
                + attempt.result().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
