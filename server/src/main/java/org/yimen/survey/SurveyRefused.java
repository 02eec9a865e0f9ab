package org.yimen.survey;

import org.yimen.platform.RuleBroken;

/** An answer to a questionnaire that a rule refuses. */
public class SurveyRefused extends RuleBroken {

    public SurveyRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
