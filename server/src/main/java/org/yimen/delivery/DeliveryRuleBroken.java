package org.yimen.delivery;

import org.yimen.platform.RuleBroken;

/** A hand-over that a rule refuses. */
public class DeliveryRuleBroken extends RuleBroken {
    public DeliveryRuleBroken(String code, Object... arguments) {
        super(code, arguments);
    }
}
