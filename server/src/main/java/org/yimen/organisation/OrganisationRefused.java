package org.yimen.organisation;

import org.yimen.platform.RuleBroken;

/** A change of the organisation or of somebody's rights that a rule forbids. */
public final class OrganisationRefused extends RuleBroken {
    OrganisationRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
