package org.yimen.payment;

import org.yimen.platform.RuleBroken;

/** Something about money that a rule refuses. */
public final class PaymentRuleBroken extends RuleBroken {
    public PaymentRuleBroken(String code, Object... arguments) {
        super(code, arguments);
    }
}
