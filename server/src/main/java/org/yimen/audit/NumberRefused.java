package org.yimen.audit;

import org.yimen.platform.RuleBroken;

/** A text that would go into the log holds somebody's number: what was to be done falls with its line. */
public final class NumberRefused extends RuleBroken {
    NumberRefused() {
        super("audit.personal-number");
    }
}
