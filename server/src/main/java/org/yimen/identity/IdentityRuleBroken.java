package org.yimen.identity;

import org.yimen.platform.RuleBroken;

/** A rule on accounts, delegations or personal data that says no. */
public final class IdentityRuleBroken extends RuleBroken {
    public IdentityRuleBroken(String code, Object... arguments) {
        super(code, arguments);
    }
}
