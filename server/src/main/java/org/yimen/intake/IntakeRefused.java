package org.yimen.intake;

import org.yimen.platform.RuleBroken;

/** What a rule of boxes, channels or public opinion refuses. */
public final class IntakeRefused extends RuleBroken {

    IntakeRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
