package org.yimen.identity;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * 接入统一认证的系统: a machine that lets Yimen tell it who somebody is.
 *
 * @param redirectUris where its users are sent back, compared letter by letter
 * @param realName whether it may learn the name in full
 */
public record RelyingParty(
        String region, String clientId, String name, Audience audience, Set<String> redirectUris, boolean realName) {

    public static final String OPENID = "openid";
    public static final String PROFILE = "profile";
    public static final String REAL_NAME = "real-name";

    /** Whose sign-in it uses. */
    public enum Audience {
        CITIZENS,
        STAFF;

        /** True where the account is one of this side. */
        public boolean includes(Account account) {
            return account.staff() == (this == STAFF);
        }
    }

    public RelyingParty {
        redirectUris = Set.copyOf(redirectUris);
    }

    /** True where it would learn of other people, or more of each, or send them elsewhere, than the one that is registered. */
    public boolean isMoreThan(Optional<RelyingParty> registered) {
        if (redirectUris.isEmpty()) {
            return false;
        }
        return registered
                .filter(now -> now.audience == audience)
                .filter(now -> now.redirectUris.containsAll(redirectUris))
                .filter(now -> now.realName || !realName)
                .isEmpty();
    }

    /** What it may ask for. */
    public Set<String> scopes() {
        return realName ? Set.of(OPENID, PROFILE, REAL_NAME) : Set.of(OPENID, PROFILE);
    }

    /** What it gets of what it asks for, in an order of its own. */
    public Set<String> scopes(Set<String> asked) {
        var scopes = new TreeSet<>(asked);
        scopes.retainAll(scopes());
        return scopes;
    }
}
