package org.yimen.procedure;

import org.yimen.platform.RuleBroken;

/** What the law or the record of a special procedure does not allow. */
public class ProcedureRefused extends RuleBroken {
    public ProcedureRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
