package org.yimen.rating;

import org.yimen.platform.RuleBroken;

/** A rating that a rule refuses. */
public class RatingRefused extends RuleBroken {

    public RatingRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
