package org.yimen.casework;

import org.yimen.platform.RuleBroken;

/** A command that the law or the plan refuses. Stored under its key, so that a retry hears the same. */
public class CaseRuleBroken extends RuleBroken {

    private final boolean beyondTheList;

    public CaseRuleBroken(String code, Object... arguments) {
        this(false, code, arguments);
    }

    private CaseRuleBroken(boolean beyondTheList, String code, Object... arguments) {
        super(code, arguments);
        this.beyondTheList = beyondTheList;
    }

    /** 清单之外: a material, step or fee that the published version does not list. Supervision hears of it. */
    public static CaseRuleBroken beyondTheList(String code, Object... arguments) {
        return new CaseRuleBroken(true, code, arguments);
    }

    boolean beyondTheList() {
        return beyondTheList;
    }
}
