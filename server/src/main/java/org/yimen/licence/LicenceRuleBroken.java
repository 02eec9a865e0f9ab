package org.yimen.licence;

import org.yimen.platform.RuleBroken;

/** What this module refuses: an identifier used twice, a term that ends before it begins, an end after the end. */
public final class LicenceRuleBroken extends RuleBroken {

    LicenceRuleBroken(String code, Object... arguments) {
        super(code, arguments);
    }
}
