package org.yimen.supervision;

import org.yimen.platform.RuleBroken;

/** What this module refuses: a plan without checks, a check by one alone, a measure before the holder was heard. */
public final class SupervisionRefused extends RuleBroken {
    SupervisionRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
