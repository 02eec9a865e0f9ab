package org.yimen.custody;

import org.yimen.platform.RuleBroken;

/** What a rule of custody forbids. */
public final class CustodyRefused extends RuleBroken {
    CustodyRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
