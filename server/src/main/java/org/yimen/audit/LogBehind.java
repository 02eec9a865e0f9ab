package org.yimen.audit;

import org.yimen.platform.RuleBroken;

/** Refused for the moment, because the log cannot vouch for it yet. Nothing is stored; the same request works later. */
public final class LogBehind extends RuleBroken {

    /** Commands are refused while the log does not keep up. */
    static final String BEHIND = "audit.log.behind";

    /** A paper waits until its leaf is under a head that a witness has signed. */
    static final String ENTERING = "audit.log.entering";

    LogBehind(String code, Object... arguments) {
        super(code, arguments);
    }

    @Override
    public boolean isPassing() {
        return true;
    }
}
