package org.yimen.phone;

import org.yimen.platform.RuleBroken;

/** A rule of the phone desk that says no. */
public final class PhoneRefused extends RuleBroken {
    public PhoneRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
