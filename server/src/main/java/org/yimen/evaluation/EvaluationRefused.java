package org.yimen.evaluation;

import org.yimen.platform.RuleBroken;

/** What may not be done to a look from outside. */
public class EvaluationRefused extends RuleBroken {
    public EvaluationRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
