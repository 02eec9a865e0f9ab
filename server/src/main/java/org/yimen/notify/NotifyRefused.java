package org.yimen.notify;

import org.yimen.platform.RuleBroken;

/** A text, a question or a handing over that a rule refuses. */
public class NotifyRefused extends RuleBroken {

    public NotifyRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
