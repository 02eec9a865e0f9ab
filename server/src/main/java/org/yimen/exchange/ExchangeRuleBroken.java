package org.yimen.exchange;

import org.yimen.platform.RuleBroken;

/** A subscription that is refused. */
public final class ExchangeRuleBroken extends RuleBroken {
    ExchangeRuleBroken(String code, Object... arguments) {
        super(code, arguments);
    }
}
