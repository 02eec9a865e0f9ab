package org.yimen.improvement;

import org.yimen.platform.RuleBroken;

/** Something about a visit, an inspection, a meeting or a bulletin that a rule refuses. */
public class ImprovementRefused extends RuleBroken {

    public ImprovementRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
